"""Statements as labelled spans with links, the form that annotation tools know, and back.

A mark is a span with one label. The label of a clause says kind, force and negation ("COMMITMENT-obligation",
"COMMITMENT-pledge-negative", "TERM"), that of a part its role and type ("ATTRIBUTE", "HEDGE-funding"). A link says
which statement a part belongs to; a part that several statements share is marked once. Marks without links, as other
people's data has them, go to the statement whose clause holds them, else to the one that follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.annotation.formats.alignment import align
from pipeline.annotation.formats.exchange import EXTRA, SPAN_FIELDS, Document, checked, text_of
from pipeline.annotation.store import SINGLE_SPANS, SPAN_LISTS, SPAN_TYPES, Row, short
from pipeline.errors import AnnotationError
from pipeline.records import FORCES, KINDS

PART_LABELS = {
    "attribute": "ATTRIBUTE", "deontic": "DEONTIC", "aims": "AIM", "direct_object": "DIRECT_OBJECT",
    "beneficiary": "BENEFICIARY", "conditions": "CONDITION", "hedges": "HEDGE", "times": "TIME", "amounts": "AMOUNT",
    "elements": "ELEMENT",
}  # fmt: skip
PART_FIELDS = {label: name for name, label in PART_LABELS.items()}
NEGATIVE = "negative"
# How a link is called where links have names.
PART_OF = "PART_OF"


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled span; `text` is what the file says stands there (None: it says nothing), `place` where it says so."""

    id: str
    start: int
    end: int
    label: str
    text: str | None = None
    place: str = ""


@dataclass(slots=True)
class Marked:
    """A document as marks, links (part, statement) by mark ids, and properties of statements by mark id.

    `text` is the text the offsets count in; None: the canonical one.
    """

    document_id: str
    text: str | None
    marks: list[Mark] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    properties: dict[str, Row] = field(default_factory=dict)


def all_labels() -> list[str]:
    """Every label there is, those of statements first."""
    forces = [f"COMMITMENT-{force}{negated}" for force in FORCES for negated in ("", f"-{NEGATIVE}")]
    parts = [
        f"{label}-{type_}" if type_ else label
        for name, label in PART_LABELS.items()
        for type_ in SPAN_TYPES.get(name, ("",))
    ]
    return [*forces, *(kind.upper() for kind in KINDS if kind != "commitment"), *parts]


def is_statement(label: str) -> bool:
    """Whether a label is that of a clause."""
    return label.partition("-")[0].lower() in KINDS


# --- out -------------------------------------------------------------------------------------------


def to_marks(document: Document) -> Marked:
    """The document as marks, clauses in their order, parts after the statement that has them first."""
    marked = Marked(document.document_id, document.text)
    shared: dict[tuple[int, int, str], str] = {}
    for row in document.rows:
        statement = _add(marked, row["start"], row["end"], statement_label(row))
        properties = {name: row[name] for name in (*EXTRA, "note") if row.get(name) not in (None, [], "")}
        missing = [name for name in (*SPAN_FIELDS, "force", "polarity") if name not in row]
        marked.properties[statement] = properties | ({"not_annotated": missing} if missing else {})
        for name in SPAN_FIELDS:
            for span in _spans(row.get(name)):
                label = PART_LABELS[name] + (f"-{span['type']}" if name in SPAN_TYPES else "")
                key = (span["start"], span["end"], label)
                if key not in shared:
                    shared[key] = _add(marked, *key)
                marked.links.append((shared[key], statement))
    return marked


def statement_label(row: Row) -> str:
    """The label of a statement's clause."""
    parts = [row["kind"].upper()]
    if row.get("force"):
        parts.append(row["force"])
    if row.get("polarity") == NEGATIVE:
        parts.append(NEGATIVE)
    return "-".join(parts)


def _add(marked: Marked, start: int, end: int, label: str) -> str:
    assert marked.text is not None
    mark = Mark(f"m{len(marked.marks) + 1}", start, end, label, marked.text[start:end])
    marked.marks.append(mark)
    return mark.id


def _spans(value: Any) -> list[Row]:
    return [] if value is None else [value] if isinstance(value, dict) else list(value)


# --- in --------------------------------------------------------------------------------------------


def from_marks(marked: Marked, place: str, texts: Mapping[str, str]) -> Document:
    """The document of these marks. Raises AnnotationError where a mark does not stand in the canonical text."""
    text = text_of(texts, marked.document_id, place)
    move = align(marked.text, text, place)
    rows = {mark.id: _statement(mark, marked, text, move) for mark in marked.marks if is_statement(mark.label)}
    places = {mark.id: mark.place or place for mark in marked.marks}
    linked: dict[str, list[str]] = {}
    for part, statement in marked.links:
        linked.setdefault(part, []).append(statement)
    for mark in marked.marks:
        if not is_statement(mark.label):
            span = _span(mark, text, move, places[mark.id])
            for statement in linked.get(mark.id) or [_nearest(span, rows, places[mark.id])]:
                if statement not in rows:
                    problem = f"{mark.label} is linked to {statement}, which is no statement"
                    raise AnnotationError(places[mark.id], problem, "link it to the clause of a statement")
                _put(rows[statement], mark.label, span, places[mark.id])
    for mark_id, row in rows.items():
        for name in SPAN_LISTS:
            row.get(name, []).sort(key=lambda span: (span["start"], span["end"]))
        for name in marked.properties.get(mark_id, {}).get("not_annotated", ()):
            if row.get(name) in (None, []) or name == "polarity":
                row.pop(name, None)
    return checked(marked.document_id, text, ((places[mark_id], row) for mark_id, row in rows.items()))


def _statement(mark: Mark, marked: Marked, text: str, move: Any) -> Row:
    kind, force, negative = _parsed(mark)
    span = _span(mark, text, move, mark.place or marked.document_id)
    properties = marked.properties.get(mark.id, {})
    return {
        "document_id": marked.document_id, "kind": kind, "start": span["start"], "end": span["end"],
        "quote": span["text"], "force": force,
        "polarity": (NEGATIVE if negative else "positive") if kind == "commitment" else None,
        **dict.fromkeys(SINGLE_SPANS), **{name: [] for name in SPAN_LISTS},
        **{name: properties[name] for name in (*EXTRA, "note") if name in properties},
    }  # fmt: skip


def _parsed(mark: Mark) -> tuple[str, str | None, bool]:
    kind, *rest = mark.label.split("-")
    negative = rest[-1:] == [NEGATIVE]
    forces = rest[:-1] if negative else rest
    if len(forces) > 1 or (forces and forces[0] not in FORCES) or (rest and kind != "COMMITMENT"):
        raise _unknown(mark)
    return kind.lower(), forces[0] if forces else None, negative


def _unknown(mark: Mark) -> AnnotationError:
    return AnnotationError(mark.place, f"label {mark.label!r} is not known", f"use one of {', '.join(all_labels())}")


def _span(mark: Mark, text: str, move: Any, place: str) -> Row:
    start, end = move(mark.start), move(mark.end)
    there = text[start:end]
    if not 0 <= start < end <= len(text):
        problem = f"{mark.label} {mark.start}-{mark.end} is no stretch of the text"
        raise AnnotationError(place, problem, "the text has changed: export it again")
    if mark.text is not None and "".join(mark.text.split()) != "".join(there.split()):
        problem = f"{mark.label} {mark.start}-{mark.end} should read {short(mark.text)} but the text has {short(there)}"
        raise AnnotationError(place, problem, "the text has changed or the offsets are wrong: export it again")
    return {"start": start, "end": end, "text": there}


def _put(row: Row, label: str, span: Row, place: str) -> None:
    base, _, type_ = label.partition("-")
    name = PART_FIELDS.get(base, "")
    if not name or bool(type_) != (name in SPAN_TYPES) or (type_ and type_ not in SPAN_TYPES[name]):
        raise _unknown(Mark("", 0, 0, label, place=place))
    if name in SPAN_LISTS:
        row[name].append({**span, "type": type_} if type_ else span)
    elif row[name] is None:
        row[name] = span
    else:
        problem = f"{short(row['quote'])} has two {base} marks, {short(row[name]['text'])} and {short(span['text'])}"
        raise AnnotationError(place, problem, "a statement has one: remove the other, or link it to its own statement")


def _nearest(span: Row, rows: Mapping[str, Row], place: str) -> str:
    """The statement of an unlinked part: the shortest clause that holds it, else the next one, else the one before."""
    if not rows:
        raise AnnotationError(place, "marks parts of statements but no statement", "mark the clauses too")

    def order(item: tuple[str, Row]) -> tuple[int, int]:
        row = item[1]
        if row["start"] <= span["start"] and span["end"] <= row["end"]:
            return 0, row["end"] - row["start"]
        if row["start"] >= span["end"]:
            return 1, row["start"] - span["end"]
        return 2, abs(span["start"] - row["end"])

    return min(rows.items(), key=order)[0]
