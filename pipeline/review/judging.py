"""What reviewers decided, laid over the gold: the annotations by which the rules are judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.annotation.judged import Judged
from pipeline.annotation.matching import match_statements, tagged
from pipeline.annotation.store import Row
from pipeline.review.anchors import move_annotation
from pipeline.review.decisions import Decision
from pipeline.review.states import Standing, by_statement, stand_in_run, state_of


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What is judged, and how many of the reviewers' statements were taken in, disputed or lost their words."""

    judged: Judged
    taken: int = 0
    disputed: int = 0
    lost: int = 0


def lay_over(
    gold: Mapping[str, Sequence[Row]],
    decisions: Iterable[Decision],
    rows: Sequence[Row],
    texts: Mapping[str, str],
) -> Reviewed:
    """The gold with the decisions on documents among `texts`; `rows` are what the rules find there now.

    A decision counts before the annotation of the same statement in the gold. Statements on which reviewers differ
    and that nobody adjudicated are left open.
    """
    standings = stand_in_run(decisions, rows, texts)
    annotations = {document_id: list(annotated) for document_id, annotated in gold.items()}
    rejected: dict[str, list[Row]] = {}
    taken = disputed = 0
    for (document_id, _), group in by_statement(standings).items():
        state = state_of(group)
        disputed += state.state == "disputed"
        if state.state not in ("reviewed", "adjudicated"):
            continue
        taken += 1
        proposed = _proposed(group, texts[document_id])
        annotated = annotations.setdefault(document_id, [])
        for row in (proposed, state.annotation):
            _take_out(annotated, row)
        if state.annotation is not None:
            annotated.append(state.annotation)
        if proposed is not None and (state.annotation is None or state.annotation["kind"] != proposed["kind"]):
            rejected.setdefault(document_id, []).append(proposed)
    judged = Judged(annotations, rejected, frozenset(gold))
    return Reviewed(judged, taken, disputed, sum(one.lost for one in standings))


def _proposed(group: Sequence[Standing], text: str) -> Row | None:
    """The row that was judged, where its words stand now."""
    one = group[-1]
    proposed = one.decision.proposed
    return move_annotation(proposed, one.decision.anchor, one.place, text) if proposed else None


def _take_out(annotated: list[Row], row: Row | None) -> None:
    """Take the annotation that the row answers out of those of its document."""
    if row is not None:
        for i, _ in match_statements([tagged(one) for one in annotated], [tagged(row)]):
            del annotated[i]
