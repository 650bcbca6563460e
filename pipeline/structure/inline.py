"""Enumerations inside a paragraph: "… shall: (a) freedom of …; and (b) …", "1. Each Party … . 2. To the extent …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.structure.labels import BULLET, Label, Readings, following, word_readings
from pipeline.structure.wording import is_title_like

# A bracket or the white space before a label comes first, so that the search leaps from one to the next.
_CANDIDATE = re.compile(
    r"""[\s(](?:
        (?<=\()(?P<paren>\d{1,2}|[a-z]{1,5}|[A-Z]{1,4})\)(?=\s|$)
      | (?<=\s)(?P<number>\d{1,3})\.(?=\s+["“‘(\[]?[A-Z])
      | (?<=\s)(?P<word>[a-z]{1,4})\)(?=\s)
      | (?<=\s)(?P<bullet>[-–•])(?=\s))""",
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
# How far back the words before a label are looked at.
_REACH = 40
_AFTER_STOP = re.compile(r"[:;,.—–─-][”\"’)]?\s*(?:\[\d+\]\s*)?(?:and(?:/or)?|or|as well as)?\s*$")
_AFTER_WORD = re.compile(
    r"\b(?:shall|will|may|must|should|to|by|either|that|include|including|are|is|of|in|for|and|or|and/or)\s+$"
)
_REFERENCE = re.compile(
    r"\b(?:paragraphs?|sub-?paragraphs?|articles?|sections?|points?|items?|letters?|clauses?|annex(?:es)?|nos?"
    r"|chapters?|headings?|rules?|tables?|schedules?|parts?|categor(?:y|ies)|class(?:es)?|indents?|art|para|vol"
    r"|pp?)\.?(?:\s+|\s*(?:[\d.]++|\(\w{1,4}\))(?:\s*(?:,|and|or|to|through)?\s*(?:[\d.]++|\(\w{1,4}\)))*"
    r"\s*(?:,\s*)?(?:(?:and|or|to|through)\s+)?)$",
    re.IGNORECASE,
)
_AFTER_NUMBER_STOP = re.compile(r"[.;:)\]—–─][”\"’)]?\s*(?:(?:and|or)\s*)?$")


@dataclass(slots=True)
class _Sequence:
    """Labels that count on: their style, what the last may stand for, and which candidates belong."""

    style: str
    readings: Readings
    members: list[int] = field(default_factory=list)
    certain: bool = False


@dataclass(slots=True)
class Surroundings:
    """What stands around a block: its own first label, the label of the next block, the number that would come next.

    `expected` is the number after the last numbered paragraph, or None.
    """

    leading: Label | None = None
    next_label: Label | None = None
    expected: int | None = None


def inline_labels(text: str, start: int, end: int, around: Surroundings) -> list[Label]:
    """The labels inside a block from `start` to `end` that really begin items or paragraphs, in order.

    A label counts where it belongs to a sequence of two at least, the block's own label and the next block's taken
    in, and stands where an item can begin; references ("paragraphs (a) to (d)") do not count.
    """
    candidates = [label for label in _candidates(text, start, end) if _may_begin(text, start, label, around.expected)]
    if not candidates:
        return []
    sequences: list[_Sequence] = []
    stack: list[_Sequence] = []
    if around.leading is not None:
        stack.append(_Sequence(around.leading.style, around.leading.readings, certain=True))
        sequences.append(stack[0])
    for index, label in enumerate(candidates):
        upcoming = candidates[index + 1] if index + 1 < len(candidates) else around.next_label
        _place(index, label, upcoming, stack, sequences, around.expected)
    _close_with(around.next_label, stack)
    accepted = sorted(i for s in sequences if s.certain or len(s.members) > 1 for i in s.members)
    return [candidates[index] for index in accepted]


def _candidates(text: str, start: int, end: int) -> Iterator[Label]:
    """Everything between `start` and `end` that looks like a label."""
    for found in _CANDIDATE.finditer(text, max(0, start - 1), end):
        printed = found.group().strip()
        group = found.lastgroup or ""
        core = found.group(group)
        readings: Readings = ()
        style = BULLET
        if group != "bullet":
            readings = (("digit", int(core)),) if core.isdigit() else word_readings(core)
            if not readings:
                continue
            shape = "1" if core.isdigit() else "a" if core.islower() else "A"
            style = printed.replace(core, shape)
        after = _SPACE.match(text, found.end(), end)
        yield Label(printed, style, readings, found.end() - len(printed), after.end() if after else found.end())


def _may_begin(text: str, start: int, label: Label, expected: int | None) -> bool:
    """Whether the words before a label allow an item to begin there."""
    before = text[max(start, label.start - _REACH) : label.start]
    if label.is_bullet:
        return bool(re.search(r"(?:[:;]|[;,]\s*(?:and|or)|[.,])\s+$", before)) and not before[-1:].isdigit()
    if label.style == "1.":
        if _REFERENCE.search(before):
            return False
        if _AFTER_NUMBER_STOP.search(before) or not before.strip():
            return True
        counts_on = label.readings[0][1] == expected
        return counts_on and label.start - start <= 120 and is_title_like_lead(text[start : label.start])
    if before and not before[-1].isspace():
        return before[-1] in "—–─-:;"
    if _REFERENCE.search(before) or re.search(r"\d\s+$", before):
        return False
    return bool(_AFTER_STOP.search(before) or _AFTER_WORD.search(before) or not before.strip())


def is_title_like_lead(words: str) -> bool:
    """Whether the words before a number on the same line can be a heading that ran into its paragraph."""
    core = words.strip("*_ ")
    return is_title_like(core) or (len(core.split()) <= 12 and core[:1].isupper() and not re.search(r"[.;:,]", core))


def _place(
    index: int,
    label: Label,
    upcoming: Label | None,
    stack: list[_Sequence],
    sequences: list[_Sequence],
    expected: int | None,
) -> None:
    """Put a candidate into the sequence it continues, or let it begin one, or pass it over."""
    for depth in range(len(stack) - 1, -1, -1):
        sequence = stack[depth]
        if sequence.style != label.style:
            continue
        nexts = following(label, sequence.readings)
        if label.is_bullet or (nexts and not _begins_roman(label, nexts, upcoming)):
            del stack[depth + 1 :]
            sequence.readings = nexts
            sequence.members.append(index)
            return
    counts_on = label.style == "1." and label.readings[0][1] == expected
    if not (label.is_first or counts_on):
        return
    same_style = [depth for depth, sequence in enumerate(stack) if sequence.style == label.style]
    if same_style and not _begins_roman(label, label.readings, upcoming):
        del stack[same_style[0] :]
    firsts = tuple(reading for reading in label.readings if reading[1] == 1 or counts_on)
    sequence = _Sequence(label.style, firsts, [index], certain=counts_on)
    stack.append(sequence)
    sequences.append(sequence)


def _begins_roman(label: Label, readings: Readings, upcoming: Label | None) -> bool:
    """Whether "(i)", which could also follow "(h)", is the first roman numeral: "(ii)" comes next."""
    if label.printed.strip("().").lower() != "i" or upcoming is None or upcoming.style != label.style:
        return False
    return ("roman", 2) in upcoming.readings and ("letter", 9) in label.readings


def _close_with(label: Label | None, stack: list[_Sequence]) -> None:
    """Count the next block's label as a member, so that "… shall: (a) …;" before a block "(b) …" is a list."""
    if label is None:
        return
    for sequence in reversed(stack):
        if sequence.style == label.style and (label.is_bullet or following(label, sequence.readings)):
            sequence.certain = True
            return
