"""Where a judged statement stood, and where its words stand in a text that may have changed since."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.annotation.store import SINGLE_SPANS, SPAN_LISTS, Row

Found = Literal["exact", "moved", "lost"]

# Characters of context kept on either side: enough to tell the repeated clauses of one agreement apart.
CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Anchor:
    """Half-open code-point offsets, the words there, and the words before and after them."""

    start: int
    end: int
    quote: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor's words stand now; `start` and `end` are those of the anchor where they are lost."""

    found: Found
    start: int
    end: int


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """The anchor of a stretch of text."""
    return Anchor(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def find(anchor: Anchor, text: str) -> Place:
    """Find an anchor's words: at their offsets, or else wherever they stand, white space counting as one space.

    Of several places the one with most of the context around it is taken, the nearest of those that have the same.
    """
    if text[anchor.start : anchor.end] == anchor.quote:
        return Place("exact", anchor.start, anchor.end)
    places = [(hit.start(), hit.end()) for hit in _flexible(anchor.quote).finditer(text)]
    if not places:
        return Place("lost", anchor.start, anchor.end)
    start, end = max(places, key=lambda place: (_context(anchor, text, *place), -abs(place[0] - anchor.start)))
    return Place("moved", start, end)


def move_annotation(annotation: Row, anchor: Anchor, place: Place, text: str) -> Row | None:
    """The annotation with its offsets where its words stand now; None where words of it are gone.

    `anchor` is that of the statement as it was proposed and `place` where that stands now; the annotation's own
    clause may have other borders.
    """
    if place.found == "lost":
        return None
    shift = place.start - anchor.start
    clause = _moved({"start": annotation["start"], "end": annotation["end"], "text": annotation["quote"]}, shift, text)
    if clause is None:
        return None
    moved = {**annotation, "start": clause["start"], "end": clause["end"], "quote": clause["text"]}
    for name in SINGLE_SPANS:
        if annotation.get(name):
            moved[name] = _moved(annotation[name], shift, text)
            if moved[name] is None:
                return None
    for name in SPAN_LISTS:
        if name in annotation:
            spans = [_moved(span, shift, text) for span in annotation[name]]
            if None in spans:
                return None
            moved[name] = spans
    return moved


def _moved(span: Row, shift: int, text: str) -> Row | None:
    """The span at its shifted place, or where its words stand nearest to that."""
    start, end = span["start"] + shift, span["end"] + shift
    if text[max(0, start) : end] != span["text"]:
        places = [(hit.start(), hit.end()) for hit in _flexible(span["text"]).finditer(text)]
        if not places:
            return None
        expected = start
        start, end = min(places, key=lambda place: abs(place[0] - expected))
    return {**span, "start": start, "end": end, "text": text[start:end]}


def _flexible(quote: str) -> re.Pattern[str]:
    """A pattern for the words of a quote, however they are spaced; a word is not found inside another."""
    words = r"\s+".join(map(re.escape, quote.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)" if quote[:1].isalnum() and quote[-1:].isalnum() else words)


def _context(anchor: Anchor, text: str, start: int, end: int) -> int:
    """How many characters around the place agree with the anchor's context, white space left out."""
    before, after = _dense(anchor.before)[::-1], _dense(anchor.after)
    there_before = _dense(text[max(0, start - 2 * CONTEXT) : start])[::-1]
    there_after = _dense(text[end : end + 2 * CONTEXT])
    return _shared(before, there_before) + _shared(after, there_after)


def _dense(text: str) -> str:
    return "".join(text.split())


def _shared(one: str, other: str) -> int:
    """The length of the common beginning."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
