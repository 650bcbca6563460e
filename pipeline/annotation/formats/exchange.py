"""What goes in and out: documents with their statements, and what a format can say of them.

A row of exchange is an annotation (see `store.FIELDS`) with what a run and a reviewer know besides: `statement_id`,
`citation`, `page`, `rule_ids`, and `decision` (accept, reject, correct, skip) with `reviewer`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.annotation.store import (
    FIELDS,
    SINGLE_SPANS,
    SPAN_LISTS,
    SPAN_TYPES,
    Row,
    check_annotation,
    check_quotes,
)
from pipeline.errors import AnnotationError

DECISIONS = ("accept", "reject", "correct", "skip")
ORIGIN = ("statement_id", "citation", "page", "rule_ids")
EXTRA = (*ORIGIN, "decision", "reviewer")
SPAN_FIELDS = (*SINGLE_SPANS, *SPAN_LISTS)

# What a format carries or not, besides every statement, its sub-spans, labels and types, which all formats carry.
NOT_ANNOTATED = "not_annotated"
EMPTY_DOCUMENTS = "empty_documents"
NOTE, DECISION, REVIEWER, ORIGINS = "note", "decision", "reviewer", "origin"
ALL = frozenset({NOT_ANNOTATED, EMPTY_DOCUMENTS, NOTE, DECISION, REVIEWER, ORIGINS})


@dataclass(frozen=True, slots=True)
class Document:
    """A document's canonical text and its rows of exchange in the order of the text."""

    document_id: str
    text: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `write` leaves documents at a path and returns the files; `read` takes them back.

    `suffix` is that of the one file it writes; "" for a folder with a file or two a document. `read` is given the
    canonical texts by document id and raises AnnotationError where a quote does not stand at its offsets.
    """

    name: str
    summary: str
    suffix: str
    carries: frozenset[str]
    write: Callable[[Sequence[Document], Path], list[Path]]
    read: Callable[[Path, Mapping[str, str]], list[Document]]


def exchange_row(row: Row) -> Row:
    """The row of exchange of an annotation or of a row of `statements.jsonl`.

    Spans inherited from beyond the chapeau are left out: an annotation says what stands in the sentence.
    """
    result: Row = {}
    for name in (*FIELDS, *EXTRA):
        if name not in row:
            continue
        value = row[name]
        if name in SPAN_LISTS:
            value = [_span(span, name) for span in value if _is_near(span)]
        elif name in SINGLE_SPANS and value is not None:
            value = _span(value, name)
        result[name] = value
    return result


def _is_near(span: Row) -> bool:
    return bool((span.get("inherited") or {}).get("from", "chapeau") == "chapeau")


def _span(span: Row, name: str) -> Row:
    names = ("start", "end", "text", "type") if name in SPAN_TYPES else ("start", "end", "text")
    return {key: span[key] for key in names}


def annotation_of(row: Row) -> Row:
    """The annotation in a row of exchange."""
    return {name: row[name] for name in FIELDS if name in row}


def checked(document_id: str, text: str, rows: Iterable[tuple[str, Row]]) -> Document:
    """A document of rows given with their places, each checked against the text and put in order."""
    kept = []
    for place, row in rows:
        check_annotation(annotation_of(row), place)
        check_quotes(row, text, place)
        if row.get("decision") not in (None, *DECISIONS):
            raise AnnotationError(place, f"decision {row['decision']!r} is not known", f"use {', '.join(DECISIONS)}")
        kept.append({name: row[name] for name in (*FIELDS, *EXTRA) if name in row})
    kept.sort(key=lambda row: (row["start"], row["end"], row["kind"]))
    return Document(document_id, text, tuple(kept))


def reduced(document: Document, carries: frozenset[str]) -> Document:
    """The document as it comes back from a format that carries these things and no others."""
    return Document(document.document_id, document.text, tuple(_reduced(row, carries) for row in document.rows))


def _reduced(row: Row, carries: frozenset[str]) -> Row:
    dropped = {name for aspect, names in _ASPECTS.items() if aspect not in carries for name in names}
    kept = {name: value for name, value in row.items() if name not in dropped}
    if NOT_ANNOTATED not in carries:
        empty: Row = {name: [] for name in SPAN_LISTS} | dict.fromkeys(SINGLE_SPANS)
        commitment = row["kind"] == "commitment"
        empty |= {"force": None, "polarity": "positive" if commitment else None}
        kept = {**empty, **kept}
    return {name: kept[name] for name in (*FIELDS, *EXTRA) if name in kept}


_ASPECTS = {NOTE: ("note",), DECISION: ("decision",), REVIEWER: ("reviewer",), ORIGINS: ORIGIN}
_SAID = {
    NOTE: "notes",
    DECISION: "decisions",
    REVIEWER: "names of reviewers",
    ORIGINS: "statement ids, citations, pages and rules",
}


def losses(documents: Sequence[Document], carries: frozenset[str]) -> list[str]:
    """What of these documents a format leaves behind, a line each."""
    rows = [row for document in documents for row in document.rows]
    lines = []
    for aspect, names in _ASPECTS.items():
        count = sum(any(row.get(name) for name in names) for row in rows)
        if aspect not in carries and count:
            lines.append(f"{_SAID[aspect]} of {count} statements")
    if NOT_ANNOTATED not in carries and any(set(SPAN_FIELDS) - set(row) for row in rows):
        lines.append("that some fields were not annotated: they come back as annotated and empty")
    empty = sum(not document.rows for document in documents)
    if EMPTY_DOCUMENTS not in carries and empty:
        lines.append(f"{empty} documents without statements")
    return lines


def text_of(texts: Mapping[str, str], document_id: object, place: str) -> str:
    """The canonical text of a document. Raises AnnotationError where it is not among the texts."""
    if not isinstance(document_id, str) or document_id not in texts:
        known = f"no text of document {document_id!r}" if document_id else "does not say which document it is of"
        raise AnnotationError(place, known, "name the texts, a run or its folder, with --texts")
    return texts[document_id]
