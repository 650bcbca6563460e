"""Annotations on their way to the page and back.

The page counts characters as JavaScript does, in UTF-16 code units; files and rows count code points. Words are never
taken from the page: they are read from the text at the offsets it gives.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from pipeline.annotation.formats.exchange import annotation_of, exchange_row
from pipeline.annotation.store import SINGLE_SPANS, SPAN_LISTS, SPAN_TYPES, Row, check_annotation
from pipeline.errors import AnnotationError

PAGE = "the page"
SCALARS = ("kind", "force", "polarity")


class Offsets:
    """Turns code-point offsets into one text into UTF-16 offsets, and back."""

    def __init__(self, text: str) -> None:
        self._wide = [place for place, character in enumerate(text) if ord(character) > 0xFFFF]
        self._wide_units = [place + number for number, place in enumerate(self._wide)]

    def to_page(self, offset: int) -> int:
        """The UTF-16 offset of a code-point offset."""
        return offset + bisect_left(self._wide, offset)

    def from_page(self, offset: int) -> int:
        """The code-point offset of a UTF-16 offset; one inside a pair counts as the one behind it."""
        return offset - bisect_left(self._wide_units, offset)


def to_page(annotation: Row, offsets: Offsets) -> Row:
    """An annotation or a row of `statements.jsonl` for the page, without its words.

    What is inherited from beyond the chapeau is left out: it is judged where it stands.
    """
    own = annotation_of(exchange_row(annotation))
    page: Row = {name: own.get(name) for name in SCALARS}
    page |= {"start": offsets.to_page(own["start"]), "end": offsets.to_page(own["end"])}
    for name in SINGLE_SPANS:
        page[name] = _span_to_page(own[name], offsets) if own.get(name) else None
    for name in SPAN_LISTS:
        page[name] = [_span_to_page(span, offsets) for span in own.get(name) or ()]
    return page


def _span_to_page(span: Row, offsets: Offsets) -> Row:
    page: Row = {"start": offsets.to_page(span["start"]), "end": offsets.to_page(span["end"])}
    return page | ({"type": span["type"]} if "type" in span else {})


def from_page(page: Any, document_id: str, text: str, offsets: Offsets) -> Row:
    """The annotation that the page sent, its words read from the text.

    Raises AnnotationError where it is none: wrong fields, types or offsets.
    """
    if not isinstance(page, dict) or set(page) != {*SCALARS, "start", "end", *SINGLE_SPANS, *SPAN_LISTS}:
        raise AnnotationError(PAGE, "sent no annotation", "load the page again")
    clause = _span_from_page(page, text, offsets)
    annotation: Row = {"document_id": document_id, "kind": page["kind"]}
    annotation |= {"start": clause["start"], "end": clause["end"], "quote": clause["text"]}
    annotation |= {name: page[name] for name in SCALARS[1:]}
    for name in SINGLE_SPANS:
        annotation[name] = _span_from_page(page[name], text, offsets) if page[name] else None
    for name in SPAN_LISTS:
        spans = page[name] if isinstance(page[name], list) else [None]
        read = [_span_from_page(span, text, offsets, typed=name in SPAN_TYPES) for span in spans]
        # The order of verbs says which is the head; of all others it says nothing.
        annotation[name] = read if name == "aims" else sorted(read, key=lambda span: (span["start"], span["end"]))
    check_annotation(annotation, PAGE)
    if (annotation["kind"] == "commitment") != (annotation["force"] is not None):
        raise AnnotationError(PAGE, "a commitment needs a force, and nothing else has one", "load the page again")
    return annotation_of(annotation)


def _span_from_page(span: Any, text: str, offsets: Offsets, *, typed: bool = False) -> Row:
    borders = [span.get("start"), span.get("end")] if isinstance(span, dict) else []
    numbers = [border for border in borders if type(border) is int and border >= 0]
    if len(numbers) != 2:
        raise AnnotationError(PAGE, "sent a span without offsets", "load the page again")
    start, end = map(offsets.from_page, numbers)
    if not (start < end <= len(text)) or not text[start:end].strip():
        raise AnnotationError(PAGE, "sent a span that holds no words", "mark at least one word")
    row: Row = {"start": start, "end": end, "text": text[start:end]}
    return row | ({"type": span.get("type")} if typed else {})
