"""Decisions on the statements of the invented run, taken without a page."""

from __future__ import annotations

from typing import Any

from pipeline.annotation.formats.exchange import annotation_of, exchange_row
from pipeline.comparison import RunRows
from pipeline.review.anchors import anchor_at
from pipeline.review.decisions import Decision, new_decision

Row = dict[str, Any]


def row_of(rows: RunRows, words: str) -> Row:
    """The one statement whose quote holds these words."""
    (row,) = [row for row in rows.statements if words in row["quote"]]
    return row


def decide(rows: RunRows, words: str, decision: str, reviewer: str = "ana", **given: Any) -> Decision:
    """A decision on the statement whose quote holds `words`; `changes` are fields of a correction."""
    row = row_of(rows, words)
    changes = given.pop("changes", None)
    correction = {**annotation_of(exchange_row(row)), **changes} if changes else None
    return new_decision(
        decision=decision,
        reviewer=reviewer,
        document_id=row["document_id"],
        statement_id=row["statement_id"],
        anchor=anchor_at(rows.texts[row["document_id"]], row["start"], row["end"]),
        proposed=row,
        correction=correction,
        rules="rules-1",
        **given,
    )


def add(rows: RunRows, document_id: str, words: str, reviewer: str = "ana", **fields: Any) -> Decision:
    """A statement that no rule proposed, its clause given by its words."""
    text = rows.texts[document_id]
    start = text.index(words)
    clause = {"document_id": document_id, "kind": "commitment", "start": start, "end": start + len(words)}
    correction = {**clause, "quote": words, "force": "pledge", "polarity": "positive", **fields}
    return new_decision(
        decision="add",
        reviewer=reviewer,
        document_id=document_id,
        statement_id=f"added-{start}-{reviewer}",
        anchor=anchor_at(text, start, start + len(words)),
        correction=correction,
        rules="rules-1",
    )


def undo(decision: Decision) -> Decision:
    """The line that takes a decision back."""
    return new_decision(
        decision="undo",
        reviewer=decision.reviewer,
        role=decision.role,
        document_id=decision.document_id,
        statement_id=decision.statement_id,
        anchor=decision.anchor,
        rules=decision.rules,
        undoes=decision.id,
    )
