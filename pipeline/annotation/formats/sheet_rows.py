"""Statements as rows of a spreadsheet that a lawyer edits and gives back.

One row a statement, a cell a field; lists stand one item a line, each with a bullet before it so that no program takes
"• 1 May 2018" for a date, conditions and hedges with their type ("• funding: subject to available funds"). The last
column, `exported`, keeps offsets and ids: an item that was not edited is found by it, an edited one by its words,
which must stand in the text near the statement. A row that was edited is a correction, whatever its decision says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.annotation.formats.exchange import (
    DECISIONS,
    EXTRA,
    ORIGIN,
    SPAN_FIELDS,
    Document,
    annotation_of,
    checked,
    text_of,
)
from pipeline.annotation.store import FIELDS, SINGLE_SPANS, SPAN_TYPES, Row, short
from pipeline.errors import AnnotationError
from pipeline.exporters.sheets import fitted
from pipeline.records import FORCES, KINDS

ID_PREFIX = "st-"
BULLET = "• "
# How far from a statement its conditions and its chapeau's words are looked for, in characters.
NEAR = 4000

# Column -> what it is for, in the words of the guide.
COLUMNS: dict[str, str] = {
    "decision": "accept, reject, correct or skip; leave it empty where you have not decided.",
    "kind": "commitment, permission, disclaimer or term.",
    "force": "Commitments only: obligation, pledge, intention or recommendation.",
    "polarity": "Commitments only: positive or negative.",
    "quote": "The clause. To move its borders, edit it so that it again is words of the text.",
    "attribute": "Who is bound, in words of the text.",
    "deontic": "The words that carry the force.",
    "aims": "The verbs of what is promised, one a line.",
    "conditions": "One a line, its type first: event, request, milestone, exception or proviso.",
    "hedges": "One a line, its type first: funding, law, feasibility, discretion, effort, consent, timing, reservation "
    "or extent.",
    "times": "Deadlines, durations, frequencies, one a line.",
    "amounts": "Sums, percentages, counted quantities, one a line.",
    "elements": "Items of a list inside the statement, one a line.",
    "direct_object": "What is done, given or kept.",
    "beneficiary": "For whom it is done.",
    "note": "Your remarks.",
    "reviewer": "Your name.",
    "citation": "Where the statement stands (not read back).",
    "page": "The page (not read back).",
    "rule_ids": "The rules that made it (not read back).",
    "document_id": "The agreement. To add a statement, fill in this, the kind and the quote of a new row.",
    "statement_id": "The statement's permanent name; leave it as it is.",
    "start": "Where the quote begins in the text (leave it as it is).",
    "end": "Where it ends (leave it as it is).",
    "exported": "For the way back; leave it as it is.",
}
CHOICES: dict[str, tuple[str, ...]] = {
    "decision": DECISIONS,
    "kind": KINDS,
    "force": FORCES,
    "polarity": ("positive", "negative"),
}
Cells = dict[str, str | int | None]


# --- out -------------------------------------------------------------------------------------------


def sheet_rows(documents: Sequence[Document]) -> Iterator[list[str | int | None]]:
    """The cells of each statement in the order of COLUMNS."""
    for document in documents:
        for row in document.rows:
            cells = _cells(row)
            yield [cells.get(name) for name in COLUMNS]


def _cells(row: Row) -> Cells:
    cells: Cells = {name: row.get(name) for name in ("decision", *CHOICES, "note", "reviewer", "citation", "page")}
    cells |= {"document_id": row["document_id"], "start": row["start"], "end": row["end"], "quote": _flat(row["quote"])}
    cells["rule_ids"] = "\n".join(row.get("rule_ids") or ()) or None
    cells["statement_id"] = f"{ID_PREFIX}{row['statement_id']}" if row.get("statement_id") else None
    for name in SPAN_FIELDS:
        value = row.get(name)
        if name in SINGLE_SPANS:
            cells[name] = _flat(value["text"]) if value else None
        else:
            typed = name in SPAN_TYPES
            items = [(f"{span['type']}: " if typed else "") + _flat(span["text"]) for span in value or ()]
            cells[name] = "\n".join(BULLET + item for item in items) or None
    cells["exported"] = json.dumps(_exported(row), ensure_ascii=False, separators=(",", ":"))
    return cells


def _exported(row: Row) -> Row:
    """The row without its words, which stand in the text."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: item for key, item in value.items() if key != "text"}
        return [bare(item) for item in value] if isinstance(value, list) else value

    names = (*FIELDS, *ORIGIN)
    return {name: bare(row[name]) for name in names if name in row and name not in ("document_id", "quote", "note")}


# --- in --------------------------------------------------------------------------------------------


def read_rows(lines: Sequence[tuple[str, Mapping[str, str]]], texts: Mapping[str, str]) -> list[Document]:
    """The documents of sheet rows given with their places ("file:line"), cells by column name, all as text.

    Raises AnnotationError naming file, line and column where a cell's words do not stand in the text.
    """
    found: dict[str, list[tuple[str, Row]]] = {}
    for place, cells in lines:
        document_id = cells.get("document_id", "").strip()
        text = text_of(texts, document_id, place)
        found.setdefault(document_id, []).append((place, _RowReader(place, cells, text).read(document_id)))
    return [checked(document_id, texts[document_id], rows) for document_id, rows in found.items()]


class _RowReader:
    """Reads one row of a sheet back into a row of exchange."""

    def __init__(self, place: str, cells: Mapping[str, str], text: str) -> None:
        self.place, self.text = place, text
        self.cells = {name: value.strip() for name, value in cells.items()}
        self.exported: Row = self._exported()
        self.used: set[tuple[str, int]] = set()

    def read(self, document_id: str) -> Row:
        start, end = self._clause()
        row: Row = {"document_id": document_id, "kind": self._choice("kind") or "", "start": start, "end": end}
        row["quote"] = self.text[start:end]
        for name in ("force", "polarity"):
            if self.cells.get(name) or name in self.exported or not self.exported:
                row[name] = self._choice(name)
        for name in SPAN_FIELDS:
            items = self._items(name)
            if not items and self.exported and name not in self.exported:
                continue
            spans = [self._span(name, type_, words, (start, end)) for type_, words in items]
            row[name] = (spans[0] if spans else None) if name in SINGLE_SPANS else spans
        row |= {name: self.exported[name] for name in ORIGIN if name in self.exported}
        row |= {name: self.cells[name] for name in ("note", "reviewer") if self.cells.get(name)}
        decision = self._decision(row)
        return row | ({"decision": decision} if decision else {})

    def _decision(self, row: Row) -> str | None:
        decision = self._choice("decision")
        before = {name: value for name, value in self.exported.items() if name not in EXTRA}
        after = {name: value for name, value in _exported(annotation_of(row)).items() if name not in EXTRA}
        changed = bool(self.exported) and before != after
        return "correct" if changed and decision in (None, "accept") else decision

    def _exported(self) -> Row:
        try:
            content = json.loads(self.cells.get("exported") or "{}")
        except json.JSONDecodeError:
            return {}
        return content if isinstance(content, dict) else {}

    def _choice(self, name: str) -> str | None:
        value = self.cells.get(name, "").lower()
        if value and value not in CHOICES[name]:
            remedy = f"use one of {', '.join(CHOICES[name])}"
            raise AnnotationError(f"{self.place}: {name}", f"{short(value)} is not known", remedy)
        return value or None

    def _clause(self) -> tuple[int, int]:
        quote = _flat(self.cells.get("quote", ""))
        if not quote:
            raise AnnotationError(f"{self.place}: quote", "is empty", "copy the words of the statement into it")
        start, end = self._offset("start"), self._offset("end")
        if start is None or end is None:
            places = list(_occurrences(quote, self.text, 0, len(self.text)))
            if len(places) == 1:
                return places[0]
            problem = f"{short(quote)} stands in the text {len(places)} times"
            raise AnnotationError(f"{self.place}: quote", problem, "copy more of the words, or fill in start and end")
        if fitted(_flat(self.text[start:end])) == fitted(quote):
            return start, end
        found = _closest(quote, self.text, (start, end), NEAR)
        if found is None or found[0] >= end or found[1] <= start:
            there = short(self.text[start:end])
            problem = f"{short(quote)} should stand at {start}-{end} but the text has {there}"
            raise AnnotationError(f"{self.place}: quote", problem, "restore the quote, or export the sheet again")
        return found

    def _offset(self, name: str) -> int | None:
        value = self.cells.get(name, "").removesuffix(".0")
        if value and not value.isdecimal():
            place, problem = f"{self.place}: {name}", f"{short(value)} is no offset"
            raise AnnotationError(place, problem, "restore it or leave it empty")
        return int(value) if value else None

    def _items(self, name: str) -> list[tuple[str, str]]:
        """Type ("" where the field has none) and words of each item of a cell."""
        cell = self.cells.get(name, "")
        lines = [cell] if name in SINGLE_SPANS else cell.replace("_x000D_", "").splitlines()
        items = []
        for line in filter(None, (_flat(line).removeprefix(BULLET.strip()).strip() for line in lines)):
            type_, colon, words = line.partition(":")
            if name not in SPAN_TYPES:
                items.append(("", line))
            elif colon and type_.strip().lower() in SPAN_TYPES[name] and words.strip():
                items.append((type_.strip().lower(), words.strip()))
            else:
                problem = f"{short(line)} does not begin with a type"
                types = ", ".join(SPAN_TYPES[name])
                raise AnnotationError(f"{self.place}: {name}", problem, f"write 'type: words' with one of {types}")
        return items

    def _span(self, name: str, type_: str, words: str, clause: tuple[int, int]) -> Row:
        borders = self._kept(name, words) or _closest(words, self.text, clause, NEAR)
        if borders is None:
            problem = f"{short(words)} does not stand in the text near the statement"
            remedy = "use the words of the text, or restore the cell if the spreadsheet program changed it"
            raise AnnotationError(f"{self.place}: {name}", problem, remedy)
        start, end = borders
        return {"start": start, "end": end, "text": self.text[start:end]} | ({"type": type_} if type_ else {})

    def _kept(self, name: str, words: str) -> tuple[int, int] | None:
        """The exported borders of an item that still reads as it did; each is used once."""
        value = self.exported.get(name)
        spans = [value] if isinstance(value, dict) else value or []
        for i, span in enumerate(spans):
            borders = (span["start"], span["end"])
            if (name, i) not in self.used and fitted(_flat(self.text[slice(*borders)])) == words:
                self.used.add((name, i))
                return borders
        return None


def _closest(words: str, text: str, clause: tuple[int, int], near: int) -> tuple[int, int] | None:
    """Where words stand: inside the clause, else as close to it as may be, the place before it first."""
    start, end = clause

    def distance(place: tuple[int, int]) -> tuple[int, int]:
        return max(0, start - place[0]) + max(0, place[1] - end), place[0]

    return min(_occurrences(words, text, max(0, start - near), end + near), key=distance, default=None)


def _occurrences(words: str, text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    yield from ((match.start(), match.end()) for match in pattern.finditer(text, low, min(high, len(text))))


def _flat(text: str) -> str:
    return " ".join(text.split())
