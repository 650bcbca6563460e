"""Marks of notes that are printed in the running text: "duty[1] on goods", "the United StatesFootnote 1 and".

They stay in the canonical text and are masked, so that a text reads the same whatever file it came in.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.records import BlockHint, Dropped

_MARK = re.compile(r"(?<=[^\s\[(])(?:\[(?P<number>\d{1,3})\]|\s?Footnote\s?\d{1,3}(?!\w)|[†‡](?!\w))")
_NOTE = re.compile(r"^\[(?P<number>\d{1,3})\][^\S\n]+\S", re.MULTILINE)


def mask_note_marks(text: str, page_starts: tuple[int, ...]) -> list[Dropped]:
    """The note marks in `text`, each with its offsets."""
    return [
        Dropped("footnote mark", match.group(), bisect_right(page_starts, match.start()), match.start(), match.end())
        for match in _MARK.finditer(text)
    ]


def note_hints(text: str) -> list[BlockHint]:
    """A hint for every paragraph that is a note: it begins with a mark that stands in the running text before it."""
    marks: dict[str, int] = {}
    for match in _MARK.finditer(text):
        if match["number"]:
            marks.setdefault(match["number"], match.start())
    hints: list[BlockHint] = []
    for match in _NOTE.finditer(text):
        number = match["number"]
        if number in marks and marks[number] < match.start() and _begins_paragraph(text, match.start()):
            end = text.find("\n\n", match.start())
            hints.append(BlockHint(match.start(), len(text) if end < 0 else end, "footnote", 1, f"[{number}]"))
    return hints


def _begins_paragraph(text: str, start: int) -> bool:
    return start == 0 or text[:start].endswith("\n\n")
