"""Reviewed decisions carried into the rows of a run, before they are compared and exported."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.annotation.store import SINGLE_SPANS, SPAN_LISTS
from pipeline.comparison.quoting import citation_at, page_at
from pipeline.comparison.run_rows import Row, RunRows
from pipeline.errors import RunError
from pipeline.normalisation import canonical_actor, normalise_amount, normalise_time
from pipeline.records import Statement, statement_row
from pipeline.review.decisions import Decision
from pipeline.review.states import Standing, StatementState, stand_in_run, statement_states
from pipeline.review.store import REVIEWS, ReviewStore

PROPOSED = StatementState("proposed")
COUNTED = ("proposed", "reviewed", "disputed", "adjudicated", "rejected", "added", "unreviewed_agreements")


@dataclass(frozen=True, slots=True)
class Applied:
    """The rows with what people decided in them, and what came of it.

    `counts` says how many statements are "reviewed", "adjudicated", "disputed" and "proposed", how many were "rejected"
    and "added", and in how many agreements nobody judged anything; `lost` are the decisions whose words stand nowhere
    in the texts any more.
    """

    rows: RunRows
    counts: dict[str, int]
    lost: tuple[Standing, ...]

    @property
    def summary(self) -> dict[str, int]:
        """The counts with the number of lost decisions, as `run.json` holds them."""
        return {**self.counts, "lost": len(self.lost)}


def apply_decisions(rows: RunRows, decisions: Iterable[Decision], *, reviewed_only: bool = False) -> Applied:
    """The rows as people left them: corrected values used, rejected statements gone, added ones there.

    Every statement gets a field `reviewed`, the state in words ("proposed by rule", "reviewed by Ana"). Where
    reviewers differ and nobody has adjudicated, what the rules proposed stays. With `reviewed_only` a statement stays
    only where it is reviewed or adjudicated, and an agreement only where somebody judged something in it: that nothing
    was found in one that nobody looked at would be no finding. Raises RunError where nothing at all was reviewed.
    """
    standings = stand_in_run(decisions, rows.statements, rows.texts)
    states = statement_states(standings)
    counts = dict.fromkeys(COUNTED, 0)
    statements: list[Row] = []
    rest = dict(states)
    for row in rows.statements:
        state = rest.pop((row["document_id"], row["statement_id"]), PROPOSED)
        counts[state.state] += 1
        counts["rejected"] += state.rejected
        if not state.rejected and not (reviewed_only and state.state in ("proposed", "disputed")):
            statements.append(_reviewed(row, state))
    documents = {document["document_id"]: document for document in rows.documents}
    for (document_id, statement_id), state in rest.items():
        if state.annotation is not None:
            counts["added"] += 1
            counts[state.state] += 1
            statements.append(_added(state, documents[document_id], statement_id))
    order = {document_id: place for place, document_id in enumerate(documents)}
    statements.sort(key=lambda row: (order[row["document_id"]], row["start"], row["end"]))
    claimed = [state.annotation for state in rest.values() if state.annotation is not None]
    unclaimed = [] if reviewed_only else [row for row in rows.unclaimed if not _is_claimed(row, claimed)]
    judged = {document_id for (document_id, _), state in states.items() if state.state != "proposed"}
    counts["unreviewed_agreements"] = len(documents) - len(judged)
    applied = replace(rows, statements=statements, unclaimed=unclaimed)
    if reviewed_only:
        applied = _of_documents(applied, judged)
    return Applied(applied, counts, tuple(one for one in standings if one.lost))


def _of_documents(rows: RunRows, wanted: Collection[str]) -> RunRows:
    if not wanted:
        raise RunError("--reviewed-only", "nothing in this run has been reviewed", "review it with `hedgerow review`")
    return replace(
        rows,
        documents=[document for document in rows.documents if document["document_id"] in wanted],
        texts={document_id: text for document_id, text in rows.texts.items() if document_id in wanted},
    )


def apply_reviews(rows: RunRows, folder: Path = REVIEWS, *, reviewed_only: bool = False) -> Applied:
    """The rows with what the reviewers' files in `folder` say of them; see `apply_decisions`."""
    return apply_decisions(rows, ReviewStore(folder).decisions(), reviewed_only=reviewed_only)


def _reviewed(row: Row, state: StatementState) -> Row:
    judged = state.annotation
    if judged is None:
        return {**row, "reviewed": state.label}
    new: Row = {**row, "reviewed": state.label}
    for name in ("kind", "start", "end", "quote", "force", "polarity"):
        new[name] = judged.get(name, row[name])
    for name in SINGLE_SPANS:
        if name in judged:
            new[name] = _span(name, judged[name], [row[name]] if row.get(name) else [])
    for name in SPAN_LISTS:
        if name in judged:
            from_elsewhere = [span for span in row[name] if _is_from_elsewhere(span)]
            new[name] = [*(_span(name, span, row[name]) for span in judged[name]), *from_elsewhere]
    return new


def _added(state: StatementState, document: Row, statement_id: str) -> Row:
    """A row for a statement that no rule proposed; its place is read from the document's provisions and pages."""
    judged = state.annotation or {}
    holding = [p for p in document.get("provisions") or () if p["start"] <= judged["start"] < p["end"]]
    innermost: Row = min(holding, key=lambda p: p["end"] - p["start"], default={})
    bare = Statement(
        statement_id=statement_id,
        document_id=document["document_id"],
        provision_id=str(innermost.get("id") or ""),
        citation=citation_at(document, judged["start"]),
        page=page_at(document, judged["start"]),
        kind=judged["kind"],
        start=judged["start"],
        end=judged["end"],
        quote=judged["quote"],
        force=judged.get("force"),
        polarity=judged.get("polarity"),
    )
    row = {**statement_row(bare), "reviewed": state.label}
    for name in SINGLE_SPANS:
        row[name] = _span(name, judged.get(name), [])
    for name in SPAN_LISTS:
        row[name] = [_span(name, span, []) for span in judged.get(name) or ()]
    return row


def _span(name: str, span: Row | None, proposed: Iterable[Row]) -> Any:
    """The span of a row: as it was proposed where its borders are the same, else with its value worked out anew."""
    if span is None:
        return None
    known = next((one for one in proposed if (one["start"], one["end"]) == (span["start"], span["end"])), None)
    kept: Row = known or {"inherited": None}
    new: Row = {**kept, **{key: span[key] for key in ("start", "end", "text", "type") if key in span}}
    if known is None and name in ("attribute", "beneficiary"):
        new["id"] = canonical_actor(span["text"])
    elif known is None and name == "times":
        new["value"] = normalise_time(span["text"])
    elif known is None and name == "amounts":
        new["value"] = normalise_amount(span["text"])
    return new


def _is_from_elsewhere(span: Row) -> bool:
    return bool((span.get("inherited") or {}).get("from", "chapeau") != "chapeau")


def _is_claimed(unclaimed: Row, added: Iterable[Row]) -> bool:
    """Whether an added statement makes good a deontic word that had made none."""
    for row in added:
        borders = row.get("deontic") or row
        if row["document_id"] == unclaimed["document_id"] and borders["start"] <= unclaimed["start"] < borders["end"]:
            return True
    return False
