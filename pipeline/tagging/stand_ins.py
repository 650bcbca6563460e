"""What stands in a text and is none of its words, with what the rules are to read in its place.

Marks of notes and page furniture that a reader masked, the brackets of a quotation altered by who quotes it
("[e]nsuring"), its ellipses, hyphens at the ends of lines, and characters that are shown as nothing; and a single space
for each run of white space, and where one is lost or a run is too long for any word.

All are looked for once in the whole text, by expressions that begin with a fixed character or few, which are quick.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.ingestion.characters import INVISIBLE
from pipeline.ingestion.line_joining import is_one_word
from pipeline.records import Agreement

_ALTERED = re.compile(
    r"\[(?<![\w\])]\[)(?:[^\W\d_]{1,2}\](?=[^\W\d_])|[^\W\d_][^\W\d_ ’'-]*(?: [^\W\d_]+){0,4}\](?![\w(\[]))"
)
_ELLIPSIS = re.compile(r"(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…|\.\s?\.\s?\.)\s*(?=[a-z])")
_BEFORE_ELLIPSIS = re.compile(r"[\w,;]")
_BROKEN = re.compile(r"-\n[^\S\n]*(?=(?P<tail>[a-z]+))")
# White space that is not one plain space.
_SPACE = re.compile(r"[^\S ]\s*| \s+")
# Texts taken from pages often lose the space beside a modal verb: "Norlandshall", "shallprovide".
_GLUED = re.compile(r"shall(?:(?P<behind>(?<=[a-z]shall)\b)|(?<=\bshall)(?=[a-z]{3})(?!ow|ot))")
# A longer word would take the tokenizer time by the square of its length.
_LONGEST_WORD = 200
_UNBROKEN = re.compile(rf"(?<!\S)\S{{{_LONGEST_WORD},}}")
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class StandIn(NamedTuple):
    """`words` are read in place of the text from `start` to `end` (offsets into the agreement's text)."""

    start: int
    end: int
    words: str


class StandIns:
    """All stand-ins of an agreement, in order; those that are mere spaces may overlap others."""

    def __init__(self, agreement: Agreement) -> None:
        text = agreement.text
        words: list[StandIn] = []
        for one in sorted({*_masked(agreement), *_altered(text), *_ellipses(text), *_broken(text), *_invisible(text)}):
            if not words or one.start >= words[-1].end:
                words.append(one)
        self._all = sorted({*words, *_spaces(text)})
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
    for match in _ALTERED.finditer(text):
        closing = text.index("]", match.start())
        yield StandIn(match.start(), match.start() + 1, "")
        yield StandIn(closing, closing + 1, "")


def _ellipses(text: str) -> Iterator[StandIn]:
    for match in _ELLIPSIS.finditer(text):
        start = match.start()
        while start and text[start - 1].isspace():
            start -= 1
        if _BEFORE_ELLIPSIS.match(text, max(0, start - 1), start):
            yield StandIn(start, match.end(), " ")


def _broken(text: str) -> Iterator[StandIn]:
    """Hyphens at line ends: out where they break a word, else kept without the line break."""
    breaks = [(head, match) for match in _BROKEN.finditer(text) if (head := _letters_before(text, match.start()))]
    if not breaks:
        return
    known = _known_words(text, breaks)
    for head, match in breaks:
        one = is_one_word(head.lower(), match["tail"], known)
        yield StandIn(*match.span(), "" if one else "-")


def _letters_before(text: str, end: int) -> str:
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:end]


def _known_words(text: str, breaks: Iterable[tuple[str, re.Match[str]]]) -> set[str]:
    """The words of the text in small letters, without those that are broken."""
    pieces, at = [], 0
    for head, match in breaks:
        pieces.append(text[at : match.start() - len(head)])
        at = match.end("tail")
    return {word.lower() for word in _WORD.findall(" ".join((*pieces, text[at:])))}


def _invisible(text: str) -> Iterator[StandIn]:
    """Zero-width characters and marks of direction, which may stand inside any word, are read as nothing."""
    # To look for each alone, as good as always in vain, takes a tenth of the time of the search for all.
    if any(character in text for character in INVISIBLE):
        for match in _INVISIBLE.finditer(text):
            yield StandIn(match.start(), match.end(), "")


def _spaces(text: str) -> Iterator[StandIn]:
    """Where the rules are to read one space."""
    for match in _SPACE.finditer(text):
        yield StandIn(*match.span(), " ")
    for match in _GLUED.finditer(text):
        place = match.start() if match["behind"] is not None else match.end()
        yield StandIn(place, place, " ")
    if max(map(len, text.split()), default=0) <= _LONGEST_WORD:
        return
    for match in _UNBROKEN.finditer(text):
        for place in range(match.start() + _LONGEST_WORD, match.end(), _LONGEST_WORD):
            yield StandIn(place, place, " ")
