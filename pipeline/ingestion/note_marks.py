"""Marks of notes that are printed in the running text: "duty[1] on goods", "the United StatesFootnote 1 and".

They stay in the canonical text and are masked, so that a text reads the same whatever file it came in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.records import BlockHint, Dropped

_MARK = re.compile(
    r"(?<=[^\s\[(])(?:\s?\[(?P<number>\d{1,3})\]|\s?Footnote\s?\d{1,3}(?!\w)|[†‡](?!\w)|[¹²³⁴-⁹⁰]{1,3}(?!\w))"
    # A figure right behind a closing quotation mark, or behind the full stop of a sentence that another follows.
    r"|(?<=[.,;!?][”\"’])\d{1,3}(?=\s|$)|(?<=[a-z]{4}\.)\d{1,3}(?=\s+[A-Z“])"
)
_NOTE = re.compile(r"^\[(?P<number>\d{1,3})\][^\S\n]+\S", re.MULTILINE)
# What is written about a note, rather than marked by one: "see Footnote 3", "in [4]".
_REFERRING = re.compile(r"\b(?:see|in|of|to|and|or|cf\.?|under|supra|per|with|from|at|by|that)$", re.IGNORECASE)
_UNIT = re.compile(r"\d$|\b(?:[kcdm]?m|ft|in|yd|10)$")


def mask_note_marks(text: str, page_starts: tuple[int, ...]) -> list[Dropped]:
    """The note marks in `text`, each with its offsets."""
    return [
        Dropped("footnote mark", text[start:end], bisect_right(page_starts, start), start, end)
        for start, end, _ in _marks(text)
    ]


def note_hints(text: str) -> list[BlockHint]:
    """A hint for every paragraph that is a note: it begins with a mark that stands in the running text before it."""
    marks: dict[str, int] = {}
    for start, _, number in _marks(text):
        if number:
            marks.setdefault(number, start)
    hints: list[BlockHint] = []
    for number, start in _notes(text):
        if marks.get(number, len(text)) < start:
            end = text.find("\n\n", start)
            hints.append(BlockHint(start, len(text) if end < 0 else end, "footnote", 1, f"[{number}]"))
    return hints


def _marks(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Start, end and number of each mark: glued to a word, or apart from it where a note of that number follows."""
    notes = dict(_notes(text))
    for match in _MARK.finditer(text):
        number = match["number"]
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        before = text[max(0, match.start() - 12) : match.start()]
        apart = start > match.start()
        if apart and (_REFERRING.search(before) or (number and notes.get(number, -1) < start)):
            continue
        if words[0] in "¹²³⁰⁴⁵⁶⁷⁸⁹" and _UNIT.search(before):
            continue
        yield start, match.end(), number


def _notes(text: str) -> Iterator[tuple[str, int]]:
    """Number and start of every paragraph that begins like a note; of several with one number, the last counts."""
    for match in _NOTE.finditer(text):
        if match.start() == 0 or text.endswith("\n\n", 0, match.start()):
            yield match["number"], match.start()
