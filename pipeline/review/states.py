"""What stands of everybody's decisions in one run: each found again, and the state of each statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.annotation.matching import Piece, overlap, same
from pipeline.annotation.store import Row
from pipeline.review.anchors import Place, find, move_annotation
from pipeline.review.decisions import Decision, standing

State = Literal["proposed", "reviewed", "disputed", "adjudicated"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision as it stands in a run.

    `statement_id` is that of the run's row whose words it judges, or the decision's own where the run has no such row
    (an added statement, or one the rules no longer propose). `annotation` is what it holds to be right, with offsets
    into the run's text. A lost decision's words are gone from the text.
    """

    decision: Decision
    place: Place
    statement_id: str
    annotation: Row | None

    @property
    def lost(self) -> bool:
        """Whether the words that were judged, or those of the correction, stand nowhere in the text."""
        return self.place.found == "lost"


@dataclass(frozen=True, slots=True)
class StatementState:
    """The state of one statement: who judged it, and what is right where that is settled.

    "proposed": by a rule, judged by nobody (skipping is no judgement). "disputed": reviewers differ and nobody has
    adjudicated; then `annotation` is None and `rejected` False.
    """

    state: State
    by: tuple[str, ...] = ()
    annotation: Row | None = None
    rejected: bool = False

    @property
    def label(self) -> str:
        """The state in words: "proposed by rule", "reviewed by Ana, Ben", "disputed by …", "adjudicated by Ana"."""
        return "proposed by rule" if self.state == "proposed" else f"{self.state} by {', '.join(self.by)}"


class Finder:
    """Finds decisions again in one run; what was found once is remembered by the decision's id."""

    def __init__(self, rows: Sequence[Row], texts: Mapping[str, str]) -> None:
        self._index = _RowIndex(rows)
        self._texts = texts
        self._found: dict[str, Standing] = {}

    def stand(self, decisions: Iterable[Decision]) -> list[Standing]:
        """The standing decisions on documents of the run, each found again by offsets or by its words.

        Of two decisions of one reviewer that come to stand on one statement, the later counts.
        """
        last: dict[tuple[str, str, str, str], Standing] = {}
        for decision in standing(decisions):
            if decision.document_id in self._texts:
                one = self._found.get(decision.id) or self._find(decision)
                self._found[decision.id] = one
                last[decision.document_id, one.statement_id, decision.reviewer, decision.role] = one
        return list(last.values())

    def _find(self, decision: Decision) -> Standing:
        text = self._texts[decision.document_id]
        place = find(decision.anchor, text)
        annotation = decision.judged()
        if annotation is not None:
            moved = move_annotation(annotation, decision.anchor, place, text)
            if moved is None:
                place = replace(place, found="lost")
            annotation = moved
        row = None if place.found == "lost" or decision.proposed is None else self._index.row_at(decision, place)
        return Standing(decision, place, str(row["statement_id"]) if row else decision.statement_id, annotation)


def stand_in_run(decisions: Iterable[Decision], rows: Sequence[Row], texts: Mapping[str, str]) -> list[Standing]:
    """The standing decisions as they stand in a run of these rows and texts; see `Finder.stand`."""
    return Finder(rows, texts).stand(decisions)


class _RowIndex:
    """The rows of a run by document and place."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._by_id = {(row["document_id"], row["statement_id"]): row for row in rows}
        self._by_place: dict[tuple[str, int, int], list[Row]] = {}
        self._by_document: dict[str, list[Row]] = {}
        for row in rows:
            self._by_place.setdefault((row["document_id"], row["start"], row["end"]), []).append(row)
            self._by_document.setdefault(row["document_id"], []).append(row)

    def row_at(self, decision: Decision, place: Place) -> Row | None:
        """The row of the judged statement: the one of its id, of its borders, or that shares most of its words."""
        known = self._by_id.get((decision.document_id, decision.statement_id))
        if known is not None and place.found == "exact":
            return known
        proposed = decision.proposed or {}
        shift = place.start - decision.anchor.start
        there = self._by_place.get((decision.document_id, place.start, place.end), [])
        if there:
            return max(there, key=lambda row: _likeness(row, proposed, shift))
        clause = Piece(place.start, place.end, "")
        near = [
            row
            for row in self._by_document.get(decision.document_id, ())
            if row["start"] < place.end and row["end"] > place.start and same(clause, _clause(row))
        ]
        return max(near, key=lambda row: (_likeness(row, proposed, shift), overlap(clause, _clause(row))), default=None)


def _clause(row: Row) -> Piece:
    return Piece(row["start"], row["end"], row["quote"])


def _likeness(row: Row, proposed: Row, shift: int) -> int:
    """2 for the same head and 1 for the same kind: several statements may share one clause."""
    heads = [aims[0]["start"] for aims in (row.get("aims"), proposed.get("aims")) if aims]
    return 2 * int(len(heads) == 2 and heads[0] == heads[1] + shift) + int(row["kind"] == proposed.get("kind"))


def by_statement(standings: Iterable[Standing]) -> dict[tuple[str, str], list[Standing]]:
    """The decisions on each statement by document id and statement id; lost decisions are not among them.

    Statements that several reviewers added are one where they share half of the longer clause.
    """
    groups: dict[tuple[str, str], list[Standing]] = {}
    for one in standings:
        if not one.lost:
            groups.setdefault(_group_of(one, groups), []).append(one)
    return groups


def statement_states(standings: Iterable[Standing]) -> dict[tuple[str, str], StatementState]:
    """The state of each judged statement by document id and statement id; see `by_statement`."""
    return {key: state_of(group) for key, group in by_statement(standings).items()}


def _group_of(one: Standing, groups: Mapping[tuple[str, str], list[Standing]]) -> tuple[str, str]:
    key = (one.decision.document_id, one.statement_id)
    if one.decision.proposed is not None or key in groups or one.annotation is None:
        return key
    clause = _clause(one.annotation)
    for other, group in groups.items():
        first = group[0]
        if other[0] == key[0] and first.decision.proposed is None and first.annotation is not None:
            by_others = all(member.decision.reviewer != one.decision.reviewer for member in group)
            if by_others and same(clause, _clause(first.annotation)):
                return other
    return key


def state_of(group: Sequence[Standing]) -> StatementState:
    """The state of a statement from all decisions on it."""
    judged = sorted((one for one in group if one.decision.decision != "skip"), key=lambda one: one.decision.time)
    adjudicated = [one for one in judged if one.decision.role == "adjudicator"]
    if adjudicated:
        return _settled("adjudicated", adjudicated[-1:])
    if not judged:
        return StatementState("proposed")
    if any(one.annotation != judged[0].annotation for one in judged):
        return StatementState("disputed", _names(judged))
    return _settled("reviewed", judged)


def _settled(state: State, group: Sequence[Standing]) -> StatementState:
    annotation = group[-1].annotation
    return StatementState(state, _names(group), annotation, rejected=annotation is None)


def _names(group: Sequence[Standing]) -> tuple[str, ...]:
    return tuple(sorted({one.decision.reviewer for one in group}))
