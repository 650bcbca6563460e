"""Which found statement answers which annotated one, and which span which.

Two spans are the same when they overlap by half of the longer. A found statement answers an annotated one of its kind
when their heads (first aims) are the same, or else when their clauses are; one to one, the largest overlap first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.records import KINDS

SPAN_FIELDS = ("conditions", "hedges", "times", "amounts", "elements")


@dataclass(frozen=True, slots=True)
class Piece:
    """A span as it is compared: offsets, and the type and the rule where it has them."""

    start: int
    end: int
    text: str
    type: str | None = None
    rule_id: str | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    """A statement as it is compared, annotated or found.

    `fields` names what was annotated at all; `spans` maps the fields of SPAN_FIELDS to their pieces.
    """

    document_id: str
    kind: str
    clause: Piece
    fields: frozenset[str]
    force: str | None
    polarity: str | None
    actor: Piece | None
    aims: tuple[Piece, ...]
    spans: dict[str, tuple[Piece, ...]]
    rule_ids: tuple[str, ...] = ()
    citation: str = ""


def tagged(row: dict[str, Any]) -> Tagged:
    """The comparable form of an annotation or of a row of `statements.jsonl`.

    Spans inherited from beyond the chapeau are left out: annotations say what stands in the sentence.
    """
    return Tagged(
        document_id=row["document_id"],
        kind=row["kind"],
        clause=Piece(row["start"], row["end"], row["quote"]),
        fields=frozenset(row),
        force=row.get("force"),
        polarity=row.get("polarity"),
        actor=_piece(row["attribute"]) if row.get("attribute") else None,
        aims=_pieces(row.get("aims")),
        spans={name: _pieces(row.get(name)) for name in SPAN_FIELDS},
        rule_ids=tuple(row.get("rule_ids") or ()),
        citation=row.get("citation") or "",
    )


def _piece(span: dict[str, Any]) -> Piece:
    return Piece(span["start"], span["end"], span.get("text", ""), span.get("type"), span.get("rule_id"))


def _pieces(spans: list[dict[str, Any]] | None) -> tuple[Piece, ...]:
    near = (span for span in spans or () if (span.get("inherited") or {}).get("from", "chapeau") == "chapeau")
    return tuple(_piece(span) for span in near)


def overlap(one: Piece, other: Piece) -> int:
    """How many characters two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def same(one: Piece, other: Piece) -> bool:
    """Whether two spans overlap by half of the longer."""
    return 2 * overlap(one, other) >= max(one.end - one.start, other.end - other.start) > 0


def same_head(one: Tagged, other: Tagged) -> bool:
    """Whether both have aims and the first ones are the same span."""
    return bool(one.aims and other.aims and same(one.aims[0], other.aims[0]))


def same_actor(one: Tagged, other: Tagged) -> bool:
    """Whether neither has an actor, or both have the same span."""
    if one.actor is None or other.actor is None:
        return one.actor is other.actor
    return same(one.actor, other.actor)


def clause_iou(one: Tagged, other: Tagged) -> float:
    """Shared length of the clauses over the length from the first beginning to the last end, 0 to 1."""
    width = max(one.clause.end, other.clause.end) - min(one.clause.start, other.clause.start)
    return overlap(one.clause, other.clause) / max(1, width)


def match_statements(gold: Sequence[Tagged], found: Sequence[Tagged]) -> list[tuple[int, int]]:
    """Pairs of indices (annotated, found), kind by kind."""
    pairs: list[tuple[int, int]] = []
    for kind in KINDS:
        pairs += _match_kind(gold, found, kind)
    return pairs


def _match_kind(gold: Sequence[Tagged], found: Sequence[Tagged], kind: str) -> list[tuple[int, int]]:
    candidates: dict[str, list[int]] = defaultdict(list)
    for j, statement in enumerate(found):
        if statement.kind == kind:
            candidates[statement.document_id].append(j)
    waiting = [i for i, statement in enumerate(gold) if statement.kind == kind]
    pairs: list[tuple[int, int]] = []
    for fits in (same_head, _same_clause):
        left = []
        for i in waiting:
            best = _best(gold[i], found, candidates[gold[i].document_id], fits)
            if best is None:
                left.append(i)
            else:
                candidates[gold[i].document_id].remove(best)
                pairs.append((i, best))
        waiting = left
    return pairs


def _same_clause(one: Tagged, other: Tagged) -> bool:
    return same(one.clause, other.clause)


def _best(
    wanted: Tagged, found: Sequence[Tagged], candidates: list[int], fits: Callable[[Tagged, Tagged], bool]
) -> int | None:
    fitting = [j for j in candidates if fits(wanted, found[j])]
    return max(fitting, key=lambda j: overlap(wanted.clause, found[j].clause), default=None)


def match_spans(gold: Sequence[Piece], found: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    """Pairs of the same span, one to one, each annotated one taking the found one it shares most with."""
    rest = list(found)
    pairs = []
    for wanted in gold:
        near = [piece for piece in rest if same(wanted, piece)]
        if near:
            best = max(near, key=lambda piece: overlap(wanted, piece))
            rest.remove(best)
            pairs.append((wanted, best))
    return pairs
