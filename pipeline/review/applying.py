"""Reviewed decisions carried into the rows of a run, before they are compared and exported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.annotation.store import SINGLE_SPANS, SPAN_LISTS
from pipeline.comparison.lazy import Lazy
from pipeline.comparison.quoting import citation_at, page_at
from pipeline.comparison.run_rows import DocumentRows, Row, Run, RunByDocument, document_rows, label_document
from pipeline.errors import RunError
from pipeline.normalisation import canonical_actor, normalise_amount, normalise_time
from pipeline.records import Statement, statement_row
from pipeline.review.decisions import Decision
from pipeline.review.states import Standing, StatementState, stand_in_run, statement_states
from pipeline.review.store import REVIEWS, ReviewStore
from pipeline.topics import RowLabeller, Taxonomies

PROPOSED = StatementState("proposed")
COUNTED = ("proposed", "reviewed", "disputed", "adjudicated", "rejected", "added", "unreviewed_agreements")


@dataclass(frozen=True, slots=True)
class Applied:
    """The run with what people decided in it, and what came of it.

    `counts` says how many statements are "reviewed", "adjudicated", "disputed" and "proposed", how many were "rejected"
    and "added", and in how many agreements nobody judged anything; `lost` are the decisions whose words stand nowhere
    in the texts any more.
    """

    run: Run
    counts: dict[str, int]
    lost: tuple[Standing, ...]

    @property
    def summary(self) -> dict[str, int]:
        """The counts with the number of lost decisions, as `run.json` holds them."""
        return {**self.counts, "lost": len(self.lost)}


def apply_reviews(
    run: Run, folder: Path = REVIEWS, taxonomies: Taxonomies | None = None, *, reviewed_only: bool = False
) -> Applied:
    """The run with what the reviewers' files in `folder` say of it; see `apply_decisions`."""
    return apply_decisions(run, ReviewStore(folder).decisions(), taxonomies, reviewed_only=reviewed_only)


def apply_decisions(
    run: Run, decisions: Iterable[Decision], taxonomies: Taxonomies | None = None, *, reviewed_only: bool = False
) -> Applied:
    """The run as people left it: corrected values used, rejected statements gone, added ones there.

    Every statement gets a field `reviewed`, the state in words ("proposed by rule", "reviewed by Ana"). Where
    reviewers differ and nobody has adjudicated, what the rules proposed stays. With `reviewed_only` a statement stays
    only where it is reviewed or adjudicated, and an agreement only where somebody judged something in it: that nothing
    was found in one that nobody looked at would be no finding. With `taxonomies`, statements that were added, and those
    beside them, get their topics. Raises RunError where nothing at all was reviewed.

    Decisions are applied anew each time a document is asked for: the run is as large as before, not twice so.
    """
    given: dict[str, list[Decision]] = {}
    for decision in decisions:
        given.setdefault(decision.document_id, []).append(decision)
    labeller = RowLabeller(taxonomies) if taxonomies and given else None

    documents = run.by_document

    def reviewed(number: int) -> _ReviewedDocument:
        rows = documents[number]
        return _review(rows, given.get(rows.document_id, ()), labeller, reviewed_only=reviewed_only)

    counts = dict.fromkeys(COUNTED, 0)
    lost: list[Standing] = []
    kept: list[int] = []
    for number in range(len(documents)):
        one = reviewed(number)
        counts = {name: count + one.counts[name] for name, count in counts.items()}
        lost += one.lost
        if one.judged or not reviewed_only:
            kept.append(number)
    if reviewed_only and not kept:
        raise RunError("--reviewed-only", "nothing in this run has been reviewed", "review it with `hedgerow review`")
    left = Lazy(lambda number: reviewed(number).rows, kept)
    return Applied(RunByDocument(left, run.failures, run.topics), counts, tuple(lost))


@dataclass(frozen=True, slots=True)
class _ReviewedDocument:
    """A document with what people decided in it; `judged` where somebody judged any of it."""

    rows: DocumentRows
    counts: Counter[str]
    lost: list[Standing]
    judged: bool


def _review(
    rows: DocumentRows, decisions: Sequence[Decision], labeller: RowLabeller | None, *, reviewed_only: bool
) -> _ReviewedDocument:
    standings = stand_in_run(decisions, rows.statements, {rows.document_id: rows.text})
    states = {statement_id: state for (_, statement_id), state in statement_states(standings).items()}
    counts = Counter[str]()
    statements: list[Row] = []
    rest = dict(states)
    for row in rows.statements:
        state = rest.pop(row["statement_id"], PROPOSED)
        counts[state.state] += 1
        counts["rejected"] += state.rejected
        if not state.rejected and not (reviewed_only and state.state in ("proposed", "disputed")):
            statements.append(_reviewed(row, state))
    added = {statement_id: state for statement_id, state in rest.items() if state.annotation is not None}
    for statement_id, state in added.items():
        counts.update(("added", state.state))
        statements.append(_added(state, rows.document, statement_id))
    claimed = [state.annotation for state in added.values() if state.annotation is not None]
    unclaimed = [] if reviewed_only else [row for row in rows.unclaimed if not _is_claimed(row, claimed)]
    judged = any(state.state != "proposed" for state in states.values())
    counts["unreviewed_agreements"] = not judged
    left = document_rows(rows.document, statements, unclaimed, rows.text)
    if added and labeller:
        left = label_document(left, labeller)
    return _ReviewedDocument(left, counts, [one for one in standings if one.lost], judged)


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
