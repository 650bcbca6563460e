"""From lines to blocks: the paragraphs of a text, whether a blank line, a label or a short line parts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.records import Agreement, BlockHint
from pipeline.structure.headings import structural_heading
from pipeline.structure.labels import BULLET, Label, following, read_label
from pipeline.structure.wording import is_fragment, is_plain_heading, is_terminated, is_title_like, runs_on

_DIVISIONS = ("article", "chapter")
# Longer lines are not wrapped by hand: each is a paragraph. No column is narrower than the other.
_WIDEST_WRAP = 160
_NARROWEST_WRAP = 50
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}\Z|…+\s*\d{1,4}\Z")


@dataclass(slots=True)
class Line:
    """A line without white space at its ends; `indent` counts what stood before it."""

    start: int
    end: int
    indent: int


@dataclass(slots=True)
class Block:
    """A paragraph: `start` to `end` without white space at its ends, and what the source format says of it."""

    start: int
    end: int
    indent: int = 0
    hint: BlockHint | None = None


def is_contents_line(line: str) -> bool:
    """Whether `line` ends as one of a table of contents does: dots that lead to a page number."""
    # Most lines end in no figure, and the search would go through all their words.
    return line[-1:].isdigit() and _LEADERS.search(line) is not None


def readable_text(agreement: Agreement) -> str:
    """The canonical text with masked stretches (page furniture) blanked, so that offsets stay what they are."""
    text = agreement.text
    masked = sorted((d.start, d.end) for d in agreement.dropped if d.start is not None and d.end is not None)
    pieces: list[str] = []
    done = 0
    for start, end in masked:
        if end <= done:
            continue
        start = max(start, done)
        pieces.append(text[done:start])
        pieces.append(re.sub(r"[^\n]", " ", text[start:end]))
        done = end
    return "".join([*pieces, text[done:]])


def find_blocks(text: str, agreement: Agreement) -> list[Block]:
    """The blocks of `text`, the agreement's readable text, in order."""
    hints = [hint for hint in agreement.hints if hint.kind not in _DIVISIONS]
    groups = _merge_broken(text, agreement.text, list(_groups(text)), {hint.start for hint in hints})
    blocks: list[Block] = []
    at = 0
    for group in groups:
        start, end = group[0].start, group[-1].end
        while at < len(hints) and hints[at].end <= start:
            at += 1
        hint = hints[at] if at < len(hints) and hints[at].start <= start else None
        blocks.append(Block(start, end, group[0].indent, hint))
    return blocks


def _lines(text: str) -> Iterator[Line | None]:
    """Every line with its bounds; None for a blank one."""
    position = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            start = position + indent
            yield Line(start, start + len(stripped), indent)
        else:
            yield None
        position += len(raw) + 1


def _groups(text: str) -> Iterator[list[Line]]:
    """Lines that make one paragraph, together."""
    lines = list(_lines(text))
    width = _wrap_width(lines)
    group: list[Line] = []
    for line in lines:
        if line is None:
            if group:
                yield group
            group = []
        elif group and _parts(text, group, line, width):
            yield group
            group = [line]
        else:
            group.append(line)
    if group:
        yield group


def _wrap_width(lines: list[Line | None]) -> int:
    """The width to which lines are wrapped: that of the long ones among lines with another right below."""
    lengths = sorted(
        line.indent + line.end - line.start for line, below in pairwise(lines) if line is not None and below is not None
    )
    return max(_NARROWEST_WRAP, lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0)


def _parts(text: str, group: list[Line], line: Line, width: int) -> bool:
    """Whether `line` begins a new paragraph, although no blank line parts it from `group`."""
    last = group[-1]
    before, words = text[last.start : last.end], text[line.start : line.end]
    if (text[group[0].start] == "[" and before.endswith("]") and len(group) == 1) or is_contents_line(before):
        return True
    terminated = is_terminated(before) or before.endswith(":")
    first_word = words.split(None, 1)[0]
    # After a full stop the break is on purpose where the next word would have fitted; elsewhere with room to spare.
    margin = 1.0 if terminated or width > _WIDEST_WRAP else 0.9
    fitting = last.indent + len(before) + 1 + len(first_word) <= margin * width
    divides = structural_heading(text, line.start, line.end) is not None
    if len(group) == 1 and structural_heading(text, last.start, last.end) is not None and _is_heading_line(before):
        return divides or fitting or not is_title_like(words)
    if divides and (terminated or (fitting and not runs_on(before))):
        return True
    label = read_label(text, line.start, line.end)
    if label is not None:
        first = read_label(text, group[0].start, group[0].end)
        if _label_begins(label, before, terminated or fitting) or (first is not None and _goes_with(label, first)):
            return True
    if width > _WIDEST_WRAP:
        return terminated or words[:1].isupper()
    if words[:1].isupper() and before.endswith((":", ";", "; and", "; or")):
        return True
    heading = is_title_like(before) or (len(before) <= 0.6 * width and is_plain_heading(before))
    return fitting and words[:1].isupper() and (terminated or heading)


def _is_heading_line(line: str) -> bool:
    """Whether a line that begins as a structural heading holds nothing but the heading."""
    if len(line) > 120 or line.endswith((".", ";", ",")):
        return False
    return len(line) < 20 or line.isupper() or is_title_like(line)


def _label_begins(label: Label, before: str, free: bool) -> bool:
    """Whether a label at the start of a line begins a paragraph, where it could also be a reference or a dash."""
    if label.style == BULLET or label.style.endswith("."):
        return free
    return free or is_fragment(before)


def _goes_with(label: Label, first: Label) -> bool:
    """Whether a line's label goes on from the one that its paragraph began with, so that it begins the next item."""
    return label.style == first.style and (label.is_bullet or bool(following(label, first.readings)))


def _merge_broken(text: str, original: str, groups: list[list[Line]], certain: set[int]) -> list[list[Line]]:
    """Join paragraphs that a page break, masked page furniture or a stray blank line cuts in mid-sentence.

    `certain` holds the offsets where the source format itself begins a paragraph.
    """
    merged: list[list[Line]] = []
    for group in groups:
        if merged and group[0].start not in certain and _runs_over(text, original, merged[-1][-1], group[0]):
            merged[-1].extend(group)
        else:
            merged.append(group)
    return merged


def _runs_over(text: str, original: str, last: Line, first: Line) -> bool:
    """Whether the sentence in line `last` goes on in line `first`, beyond what stands between them."""
    before = text[last.start : last.end]
    if not text[first.start].islower() or read_label(text, first.start, first.end) is not None:
        return False
    gap = original[last.end : first.start]
    if "\f" in gap or gap.strip():
        return not is_terminated(before) and not before.endswith(":")
    return before[-1].isalnum() and not is_title_like(before) and structural_heading(text, last.start, last.end) is None
