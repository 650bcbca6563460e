"""What the report page carries on each agreement: a line in the block of the run, its text, statements and findings.

Each block but that of the run is read only when it is needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pipeline.comparison import Column, Comparison, DocumentRows, Firmness
from pipeline.comparison.cells import Cell
from pipeline.comparison.clauses import why_unclaimed
from pipeline.comparison.firmness import hedged_by
from pipeline.comparison.matrix import STATUS_SHEET
from pipeline.comparison.promises import commitments_of
from pipeline.comparison.quoting import one_line, plain_date
from pipeline.comparison.run_rows import Row
from pipeline.exporters.report_quotes import Offsets, Quotes, utf16_offsets
from pipeline.exporters.report_topics import topic_list

# Row field -> the role its spans have on the page.
SINGLE_ROLES = {"attribute": "actor", "deontic": "deontic", "direct_object": "object", "beneficiary": "beneficiary"}
LIST_ROLES = {
    "aims": "aim", "conditions": "condition", "hedges": "hedge", "times": "time", "amounts": "amount",
    "references": "reference", "elements": "element", "disclaimers": "disclaimer",
}  # fmt: skip


def run_block(comparison: Comparison, agreements: list[dict[str, Any]]) -> dict[str, Any]:
    """What every view needs: the agreements with their counts, and the findings without their cells."""
    return {
        "agreements": agreements,
        "findings": [
            {"key": f.key, "group": f.group, "label": f.label, "description": f.description}
            for f in comparison.findings
        ],
        "statusSheet": [[group, list(keys)] for group, keys in STATUS_SHEET.items()],
        "actorTitles": comparison.actor_titles,
        "topics": topic_list(comparison),
    }


def document_block(rows: DocumentRows, firmness: Mapping[str, Firmness]) -> dict[str, Any]:
    """The provisions, statements and left-out words of an agreement; its text is a block of its own."""
    at = utf16_offsets(rows.text)
    return {
        "pages": [at(start) for start in rows.document.get("page_starts") or [0]],
        "provisions": [
            [
                at(provision["start"]),
                at(provision["end"]),
                provision["kind"],
                provision.get("heading") or "",
                provision.get("citation") or "",
            ]
            for provision in rows.document.get("provisions") or []
        ],
        "statements": [_statement(row, firmness.get(row["statement_id"]), at) for row in rows.statements],
        "leftOut": [_left_out(row, at) for row in rows.unclaimed],
    }


def cells_block(comparison: Comparison, place: int, quotes: Quotes) -> dict[str, Any]:
    """The cells of one agreement by finding."""
    return {finding.key: _cell(finding.cells[place], quotes) for finding in comparison.findings}


def agreement_entry(column: Column, rows: DocumentRows | None) -> dict[str, Any]:
    """An agreement in the block of the run, with its counts where it could be read."""
    entry: dict[str, Any] = {
        "id": column.document_id,
        "title": column.title,
        "citeAs": column.cite_as,
        "signed": plain_date(column.signed) if column.signed else "",
        "sortDate": column.signed or "",
        "reason": column.reason,
        "read": rows is not None,
    }
    if rows is None:
        return entry
    commitments = commitments_of(rows)
    return entry | {
        "parties": [one_line(party["name"]) for party in rows.document.get("parties") or []],
        "instrument": rows.document.get("instrument") or "",
        "language": rows.document.get("language") or "",
        "words": rows.document.get("words") or len(rows.text.split()),
        "pages": len(rows.document.get("page_starts") or [0]),
        "kinds": Counter(row["kind"] for row in rows.statements),
        "forces": Counter(row["force"] for row in commitments),
        "hedged": hedged_by(commitments),
        "leftOut": len(rows.unclaimed),
        "warnings": [one_line(str(warning)) for warning in rows.document.get("warnings") or []],
    }


def _statement(row: Row, firmness: Firmness | None, at: Offsets) -> dict[str, Any]:
    spans: list[list[Any]] = []
    for field, role in SINGLE_ROLES.items():
        if row.get(field):
            spans.append(_span(role, row[field], row[field].get("id"), at))
    for field, role in LIST_ROLES.items():
        spans += [_span(role, span, span.get("type") or span.get("value"), at) for span in row[field]]
    entry = {
        "id": row["statement_id"],
        "kind": row["kind"],
        "start": at(row["start"]),
        "end": at(row["end"]),
        "citation": row["citation"] or "",
        "page": row["page"],
        "actor": one_line(row["attribute"]["text"]) if row["attribute"] else "",
        "force": row["force"] or "",
        "negative": row["polarity"] == "negative",
        "spans": spans,
        "topics": row["topics"],
        "rules": row["rule_ids"],
        "reviewed": row.get("reviewed") or "",
    }
    return entry | _firmness(firmness, at) if firmness else entry


def _firmness(firmness: Firmness, at: Offsets) -> dict[str, Any]:
    """The three dimensions of a commitment's firmness, kept apart, and the reading of them with its reason."""
    return {
        "reading": firmness.reading,
        "reason": firmness.reason,
        "register": firmness.register,
        "openVerb": firmness.open_verb,
        "precision": [[ground.kind, at(ground.start), at(ground.end)] for ground in firmness.precision],
        "delegation": [[ground.kind, at(ground.start), at(ground.end)] for ground in firmness.delegation],
    }


def _span(role: str, span: Row, kind: str | None, at: Offsets) -> list[Any]:
    """[role, start, end, type or value, level it is inherited from]; the level is left away where it is not."""
    entry = [role, at(span["start"]), at(span["end"]), kind or ""]
    return [*entry, span["inherited"]["from"]] if span.get("inherited") else entry


def _left_out(row: Row, at: Offsets) -> dict[str, Any]:
    return {
        "start": at(row["start"]),
        "end": at(row["end"]),
        "sentence": [at(row["sentence_start"]), at(row["sentence_end"])],
        "citation": row["citation"] or "",
        "page": row["page"],
        "why": why_unclaimed(row),
    }


def _cell(cell: Cell, quotes: Quotes) -> dict[str, Any]:
    entry: dict[str, Any] = {"state": cell.state, "value": cell.value}
    if cell.number is not None:
        entry["number"] = cell.number
    if cell.quotes:
        entry["quotes"] = quotes.listed(cell.quotes, noted=True)
    return entry
