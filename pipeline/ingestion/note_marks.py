"""Marks of notes that are printed in the running text: "duty[1] on goods", "the United StatesFootnote 1 and".

They stay in the canonical text and are masked, so that a text reads the same whatever file it came in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.records import BlockHint, Dropped

# What a mark begins with: a search for these alone goes many times faster than one for a mark.
_SIGN = re.compile(r"[\[F†‡¹²³⁴-⁹⁰\d]")
_MARK = re.compile(
    r"(?:(?<=[^\s\[(])|(?<=[^\s\[(]\s)(?=[\[F]))"
    r"(?:\[(?P<number>\d{1,3})\]|Footnote\s?\d{1,3}(?!\w)|[†‡](?!\w)|[¹²³⁴-⁹⁰]{1,3}(?!\w))"
    # A figure right behind a closing quotation mark, or behind the full stop of a sentence that another follows.
    r"|(?<=[.,;!?][”\"’])\d{1,3}(?=\s|$)|(?<=[a-z]{4}\.)\d{1,3}(?=\s+[A-Z“])"
)
_NOTE = re.compile(r"\n\n\[(?P<number>\d{1,3})\][^\S\n]+\S")
# What is written about a note, rather than marked by one: "see Footnote 3", "in [4]".
_REFERRING = re.compile(r"\b(?:see|in|of|to|and|or|cf\.?|under|supra|per|with|from|at|by|that)$", re.IGNORECASE)
_UNIT = re.compile(r"\d$|\b(?:[kcdm]?m|ft|in|yd|10)$")


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A mark in running text from `start` to `end`; `number` is set where it is a number in brackets."""

    start: int
    end: int
    number: str | None


def find_note_marks(text: str) -> list[NoteMark]:
    """The marks in `text`: glued to a word, or apart from it where a note of that number follows."""
    notes = dict(_notes(text))
    marks: list[NoteMark] = []
    last = 0
    for sign in _SIGN.finditer(text):
        start = sign.start()
        match = _MARK.match(text, start) if start >= last else None
        if match is None:
            continue
        last = match.end()
        apart = text[start - 1].isspace()
        word_end = start - 1 if apart else start
        before = text[max(0, word_end - 12) : word_end]
        if apart and (_REFERRING.search(before) or (match["number"] and notes.get(match["number"], -1) < start)):
            continue
        if sign.group() in "¹²³⁰⁴⁵⁶⁷⁸⁹" and _UNIT.search(before):
            continue
        marks.append(NoteMark(start, last, match["number"]))
    return marks


def mask(text: str, marks: Sequence[NoteMark], page_starts: tuple[int, ...]) -> list[Dropped]:
    """The note marks in `text` as what is masked in it."""
    return [
        Dropped(
            "footnote mark", text[mark.start : mark.end], bisect_right(page_starts, mark.start), mark.start, mark.end
        )
        for mark in marks
    ]


def note_hints(text: str, marks: Sequence[NoteMark]) -> list[BlockHint]:
    """A hint for every paragraph that is a note: it begins with a mark that stands in the running text before it."""
    first: dict[str, int] = {}
    for mark in marks:
        if mark.number:
            first.setdefault(mark.number, mark.start)
    hints: list[BlockHint] = []
    for number, start in _notes(text):
        if first.get(number, len(text)) < start:
            end = text.find("\n\n", start)
            hints.append(BlockHint(start, len(text) if end < 0 else end, "footnote", 1, f"[{number}]"))
    return hints


def _notes(text: str) -> Iterator[tuple[str, int]]:
    """Number and start of every paragraph that begins like a note; of several with one number, the last counts."""
    # Two line ends put before the text make the first paragraph like any other, and a match's start that of the note.
    for match in _NOTE.finditer(f"\n\n{text}"):
        yield match["number"], match.start()
