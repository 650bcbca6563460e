"""Decisions taken elsewhere (in a spreadsheet, in another tool) kept as a review of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from pipeline.annotation.formats.exchange import Document, annotation_of, exchange_row
from pipeline.annotation.store import Row
from pipeline.errors import AnnotationError
from pipeline.review.anchors import anchor_at
from pipeline.review.decisions import Decision, name_of_added, new_decision, standing
from pipeline.review.loaded_run import LoadedRun
from pipeline.review.store import ReviewStore

UNCHANGED = "kept already"


def import_decisions(
    documents: Iterable[Document], run: LoadedRun, store: ReviewStore, reviewer: str | None
) -> Counter[str]:
    """Append the decisions in documents of exchange to the files of their reviewers; how many of each kind.

    `reviewer` decides where a row names nobody. A decision that stands already is not written again. Raises
    AnnotationError where a document is not in the run, or nobody is named.
    """
    rows = {(row["document_id"], row["statement_id"]): row for row in run.rows.statements}
    last = {(d.reviewer, d.document_id, d.statement_id): d for d in standing(store.decisions()) if d.role == "reviewer"}
    counts: Counter[str] = Counter()
    for document in documents:
        if run.rows.texts.get(document.document_id) != document.text:
            raise AnnotationError(document.document_id, "is not in the run with this text", "name its run with --run")
        for row in document.rows:
            if not row.get("decision"):
                continue
            decision = _decision(row, rows, run, reviewer)
            before = last.get((decision.reviewer, decision.document_id, decision.statement_id))
            if before is not None and _says_the_same(before, decision):
                counts[UNCHANGED] += 1
                continue
            store.append(decision, after=before.id if before else None)
            counts[decision.decision] += 1
    return counts


def _decision(row: Row, rows: dict[tuple[str, str], Row], run: LoadedRun, reviewer: str | None) -> Decision:
    document_id, name = row["document_id"], row.get("reviewer") or reviewer
    if not name:
        raise AnnotationError(f"{document_id}, {row['quote'][:40]!r}", "says not who decided", "name them: --reviewer")
    proposed = rows.get((document_id, str(row.get("statement_id"))))
    verdict = row["decision"]
    if proposed is None and verdict in ("accept", "correct"):
        verdict = "add"
    annotation = {field: value for field, value in annotation_of(row).items() if field != "note"}
    anchored = proposed or row
    given: dict[str, Any] = {
        "decision": verdict,
        "reviewer": name,
        "document_id": document_id,
        "statement_id": str(proposed["statement_id"]) if proposed else name_of_added(row, name),
        "anchor": anchor_at(run.rows.texts[document_id], anchored["start"], anchored["end"]),
        "rules": run.rules,
        "proposed": proposed,
        "correction": annotation if verdict in ("correct", "add") else None,
        "note": row.get("note") or "",
    }
    if verdict == "accept" and proposed and annotation != annotation_of(exchange_row(proposed)):
        given |= {"decision": "correct", "correction": annotation}
    return new_decision(**given)


def _says_the_same(one: Decision, other: Decision) -> bool:
    return (one.decision, one.judged(), one.note) == (other.decision, other.judged(), other.note)
