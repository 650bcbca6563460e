"""How far the review of a run is, and which decisions no longer find their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.annotation.agreement import Judged, measure_agreement
from pipeline.annotation.store import Row
from pipeline.comparison.quoting import one_line
from pipeline.review.states import Standing, State, by_statement, state_of

if TYPE_CHECKING:
    from pipeline.review.board import Board

STATES: tuple[State, ...] = ("reviewed", "disputed", "adjudicated")


def progress_of(board: Board) -> Row:
    """Per document how many statements there are, how many each reviewer decided, and how many are in each state.

    `board` must be that of an adjudicator, who sees everybody's decisions.
    """
    reviewers = sorted({one.decision.reviewer for one in board.standings if one.decision.role == "reviewer"})
    groups = by_statement(board.standings)
    documents = []
    for document in board.run.documents:
        own = [group for (document_id, _), group in groups.items() if document_id == document.document_id]
        states = Counter(state_of(group).state for group in own)
        decided = Counter(one.decision.reviewer for group in own for one in group if one.decision.role == "reviewer")
        documents.append(
            {
                "title": document.title,
                "id": document.document_id,
                "statements": len(document.statements) + sum(group[0].decision.proposed is None for group in own),
                "decided": {name: decided[name] for name in reviewers},
                "states": {state: states[state] for state in STATES},
            }
        )
    lost = [_lost(one) for one in board.standings if one.lost]
    moved = sum(one.place.found == "moved" for one in board.standings)
    agreement = measure_agreement(_judged(groups.values(), reviewers)).as_row()
    return {"reviewers": reviewers, "documents": documents, "lost": lost, "moved": moved, "agreement": agreement}


def _judged(groups: Iterable[Sequence[Standing]], reviewers: Sequence[str]) -> Mapping[str, Judged]:
    """What each reviewer made of each statement; skipping is no judgement, and adjudication no second reading."""
    judged: dict[str, dict[str, Row | None]] = {name: {} for name in reviewers}
    for number, group in enumerate(groups):
        for one in group:
            if one.decision.role == "reviewer" and one.decision.decision != "skip":
                judged[one.decision.reviewer][str(number)] = one.annotation
    return judged


def _lost(one: Standing) -> Row:
    decision = one.decision
    return {
        "document": decision.document_id,
        "reviewer": decision.reviewer,
        "decision": decision.decision,
        "time": decision.time,
        "quote": one_line(decision.anchor.quote),
        "note": decision.note,
    }
