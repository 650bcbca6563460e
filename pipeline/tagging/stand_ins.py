"""What stands in a text and is none of its words, with what the rules are to read in its place.

Marks of notes and page furniture that a reader masked, the brackets of a quotation altered by who quotes it
("[e]nsuring"), its ellipses, hyphens at the ends of lines, and characters that are shown as nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.ingestion.characters import INVISIBLE
from pipeline.ingestion.line_joining import is_one_word
from pipeline.records import Agreement

_ALTERED = re.compile(
    r"(?<![\w\])])\[(?:[^\W\d_]{1,2}\](?=[^\W\d_])|[^\W\d_][^\W\d_ ’'-]*(?: [^\W\d_]+){0,4}\](?![\w(\[]))"
)
_ELLIPSIS = re.compile(r"(?<=[\w,;])\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…|\.\s?\.\s?\.)\s*(?=[a-z])")
# A head begins where a word does, so that the search is linear in the text, whatever its words' length.
_BROKEN = re.compile(r"(?<![^\W\d_])(?P<head>[^\W\d_]++)(?P<break>-\n[^\S\n]*)(?P<tail>[a-z]+)")
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class StandIn(NamedTuple):
    """`words` are read in place of the text from `start` to `end` (offsets into the agreement's text)."""

    start: int
    end: int
    words: str


class StandIns:
    """All stand-ins of an agreement, in order and apart from each other."""

    def __init__(self, agreement: Agreement) -> None:
        text = agreement.text
        found = sorted({*_masked(agreement), *_altered(text), *_broken(text), *_invisible(text)})
        self._all: list[StandIn] = []
        for one in found:
            if not self._all or one.start >= self._all[-1].end:
                self._all.append(one)
        self._starts = [one.start for one in self._all]

    def within(self, start: int, end: int) -> list[StandIn]:
        """Those that lie in a stretch of the text."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [one for one in self._all[first:last] if one.end <= end]


def _masked(agreement: Agreement) -> Iterator[StandIn]:
    """Masked words and the white space around them give way to one space."""
    text = agreement.text
    for dropped in agreement.dropped:
        if dropped.start is None or dropped.end is None:
            continue
        start, end = dropped.start, dropped.end
        while start > 0 and text[start - 1].isspace():
            start -= 1
        while end < len(text) and text[end].isspace():
            end += 1
        yield StandIn(start, end, " ")


def _altered(text: str) -> Iterator[StandIn]:
    if "[" in text:
        for match in _ALTERED.finditer(text):
            closing = text.index("]", match.start())
            yield StandIn(match.start(), match.start() + 1, "")
            yield StandIn(closing, closing + 1, "")
    for match in _ELLIPSIS.finditer(text):
        yield StandIn(match.start(), match.end(), " ")


def _broken(text: str) -> Iterator[StandIn]:
    """Hyphens at line ends: out where they break a word, else kept without the line break."""
    breaks = list(_BROKEN.finditer(text))
    if not breaks:
        return
    known = {word.lower() for word in _WORD.findall(_BROKEN.sub(" ", text))}
    for match in breaks:
        one = is_one_word(match["head"].lower(), match["tail"], known)
        yield StandIn(*match.span("break"), "" if one else "-")


def _invisible(text: str) -> Iterator[StandIn]:
    """Zero-width characters and marks of direction, which may stand inside any word, are read as nothing."""
    if not text.isascii():
        for match in _INVISIBLE.finditer(text):
            yield StandIn(match.start(), match.end(), "")
