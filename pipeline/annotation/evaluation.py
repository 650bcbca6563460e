"""Figures of what was found against what careful readers annotated.

Precision is the share of what was found that is right, recall the share of what was annotated that was found, F1 their
harmonic mean; all are micro averages over the documents, rounded to four decimals. A span counts as right when it
overlaps the annotated one by half of the longer; `exact_f1` asks for the same borders.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.annotation.matching import (
    SPAN_FIELDS,
    Piece,
    Tagged,
    clause_iou,
    match_spans,
    match_statements,
    same_actor,
    same_head,
    tagged,
)
from pipeline.annotation.store import SPAN_TYPES, Row
from pipeline.records import FORCES, KINDS

Pairs = list[tuple[Tagged, Tagged]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one label: `right` are found as annotated, `exact` of them to the character, `typed` of one type."""

    gold: int
    found: int
    right: int
    exact: int | None = None
    typed: int | None = None

    @property
    def precision(self) -> float:
        """Share of the found that is right; 0 where nothing was found."""
        return round(self.right / self.found, 4) if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated that was found; 0 where nothing was annotated."""
        return round(self.right / self.gold, 4) if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _f1(self.right, self.found, self.gold)

    def as_row(self) -> dict[str, float | int]:
        """The figures by name; `exact_f1` and `type_accuracy` only where they were measured."""
        row: dict[str, float | int] = {
            "precision": self.precision, "recall": self.recall, "f1": self.f1, "gold": self.gold, "found": self.found,
        }  # fmt: skip
        if self.exact is not None:
            row["exact_f1"] = _f1(self.exact, self.found, self.gold)
        if self.typed is not None:
            row["type_accuracy"] = round(self.typed / self.right, 4) if self.right else 0.0
        return row


def _f1(right: int, found: int, gold: int) -> float:
    return round(2 * right / (found + gold), 4) if found + gold else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where found and annotated differ.

    `what` is "missed", "false alarm" or "wrong"; `label` is a kind ("commitment"), a span field with its type
    ("hedges funding") or a field of a matched statement ("force"). `quote` is the words concerned, `context` the
    clause they stand in, `detail` what was annotated and found where a value is wrong.
    """

    what: str
    label: str
    document_id: str
    start: int
    end: int
    quote: str
    context: str = ""
    detail: str = ""
    rule_ids: tuple[str, ...] = ()
    citation: str = ""


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """How many statements or spans of one label a rule had a part in, and how many of them are right.

    `exact` counts those right to the character (statements: by the borders of their clause), `annotated` all that the
    gold has of that label. Many rules share a label, so the recall of each is its share of the work.
    """

    rule_id: str
    label: str
    made: int
    right: int
    exact: int
    annotated: int

    def as_row(self) -> dict[str, float | int | str]:
        """The figures by name, as the JSON has them."""
        overlapping = Figures(self.annotated, self.made, self.right, self.exact)
        return {"rule_id": self.rule_id, "label": self.label, "right": self.right, **overlapping.as_row()}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one evaluation: `figures` by label, `rates` as shares from 0 to 1 of the matched commitments."""

    documents: int
    missing_documents: tuple[str, ...]
    figures: dict[str, Figures]
    rates: dict[str, float]
    rules: tuple[RuleFigures, ...]
    differences: tuple[Difference, ...]

    def flat(self) -> dict[str, float]:
        """Every measure by the name that floors use: "commitment.f1", "hedges.funding.recall", "actor_accuracy"."""
        flat = {f"{label}.{name}": value for label, f in self.figures.items() for name, value in f.as_row().items()}
        return flat | self.rates

    def as_json(self) -> dict[str, Any]:
        """The evaluation as plain values for JSON."""
        return {
            "documents": self.documents,
            "missing_documents": list(self.missing_documents),
            "figures": {label: figures.as_row() for label, figures in self.figures.items()},
            "rates": self.rates,
            "rules": [rule.as_row() for rule in self.rules],
            "differences": [asdict(difference) for difference in self.differences],
        }


def evaluate(gold: Mapping[str, Sequence[Row]], rows: Sequence[Row]) -> Evaluation:
    """Compare `rows` of `statements.jsonl` with annotations by document id; documents not in the gold do not count."""
    wanted = [tagged(row) for annotations in gold.values() for row in annotations]
    found = [tagged(row) for row in rows if row["document_id"] in gold]
    indices = match_statements(wanted, found)
    pairs = [(wanted[i], found[j]) for i, j in indices]
    missed = [statement for i, statement in enumerate(wanted) if i not in {i for i, _ in indices}]
    extra = [statement for j, statement in enumerate(found) if j not in {j for _, j in indices}]
    tally = _SpanTally(wanted, found, pairs)
    commitments = [pair for pair in pairs if pair[0].kind == "commitment"]
    return Evaluation(
        documents=len(gold),
        missing_documents=tuple(sorted(set(gold) - {statement.document_id for statement in found})),
        figures={**_statement_figures(wanted, found, pairs), **tally.figures()},
        rates=_rates(commitments),
        rules=_rule_figures(pairs, extra, tally),
        differences=(*_statement_differences(missed, extra), *_field_differences(commitments), *tally.differences()),
    )


# --- statements ----------------------------------------------------------------------------------


def _statement_figures(wanted: Sequence[Tagged], found: Sequence[Tagged], pairs: Pairs) -> dict[str, Figures]:
    """Figures per kind, of all kinds but commitments together, and per force (right: matched and of that force)."""

    def figures(labels: Callable[[Tagged], set[str]], label: str) -> Figures:
        right = sum(label in labels(g) & labels(p) for g, p in pairs)
        return Figures(sum(label in labels(s) for s in wanted), sum(label in labels(s) for s in found), right)

    result = {"commitment": figures(_kind_labels, "commitment")}
    result |= {f"force.{force}": figures(_force_labels, force) for force in FORCES}
    return result | {label: figures(_kind_labels, label) for label in ("other_kinds", *KINDS[1:])}


def _kind_labels(statement: Tagged) -> set[str]:
    return {statement.kind} if statement.kind == "commitment" else {statement.kind, "other_kinds"}


def _force_labels(statement: Tagged) -> set[str]:
    return {statement.force} if statement.kind == "commitment" and statement.force else set()


def _rates(commitments: Pairs) -> dict[str, float]:
    """Shares over the matched commitments in which the field was annotated; 0 where there are none."""

    def rate(field: str, right: Callable[[Tagged, Tagged], float]) -> float:
        annotated = [pair for pair in commitments if field in pair[0].fields]
        return round(sum(right(g, p) for g, p in annotated) / max(1, len(annotated)), 4)

    return {
        "actor_accuracy": rate("attribute", same_actor),
        "force_accuracy": rate("force", lambda g, p: g.force == p.force),
        "polarity_accuracy": rate("polarity", lambda g, p: g.polarity == p.polarity),
        "head_accuracy": rate("aims", same_head),
        "clause_iou": rate("kind", clause_iou),
    }


def _statement_differences(missed: Sequence[Tagged], extra: Sequence[Tagged]) -> Iterator[Difference]:
    for what, statements in (("missed", missed), ("false alarm", extra)):
        for s in statements:
            yield _difference(what, s.kind, s, s.clause, rule_ids=s.rule_ids)


def _field_differences(commitments: Pairs) -> Iterator[Difference]:
    for field in ("force", "polarity"):
        for g, p in commitments:
            one, other = getattr(g, field), getattr(p, field)
            if field in g.fields and one != other:
                detail = f"annotated {one}, found {other}"
                yield _difference("wrong", field, p, g.clause, detail=detail, rule_ids=p.rule_ids)
    for g, p in commitments:
        if "attribute" in g.fields and not same_actor(g, p):
            yield _difference("wrong", "actor", p, g.clause, detail=_versus([g.actor], [p.actor]), rule_ids=p.rule_ids)
    for g, p in commitments:
        if "aims" in g.fields and not same_head(g, p):
            detail = _versus(g.aims[:1], p.aims[:1])
            yield _difference("wrong", "head", p, g.clause, detail=detail, rule_ids=p.rule_ids)


def _versus(gold: Sequence[Piece | None], found: Sequence[Piece | None]) -> str:
    one, other = (next((f"“{piece.text}”" for piece in side if piece), "none") for side in (gold, found))
    return f"annotated {one}, found {other}"


def _difference(
    what: str, label: str, statement: Tagged, piece: Piece, *, detail: str = "", rule_ids: tuple[str, ...] = ()
) -> Difference:
    inside = statement.clause.text if piece != statement.clause else ""
    return Difference(
        what, label, statement.document_id, piece.start, piece.end, _flat(piece.text), _flat(inside), _flat(detail),
        rule_ids, statement.citation,
    )  # fmt: skip


def _flat(text: str) -> str:
    return " ".join(text.split())


# --- spans ---------------------------------------------------------------------------------------


class _SpanTally:
    """The annotated and the found spans of every field, paired within matched statements.

    Spans of a document in which no annotation has the field do not count, nor those of a found statement whose
    annotation lacks it.
    """

    def __init__(self, wanted: Sequence[Tagged], found: Sequence[Tagged], pairs: Pairs) -> None:
        self.gold: dict[str, list[tuple[Tagged, Piece]]] = {}
        self.found: dict[str, list[tuple[Tagged, Piece]]] = {}
        self.right: dict[str, list[tuple[Piece, Piece]]] = {}
        self._lost: list[tuple[str, str, Tagged, Piece]] = []
        self.annotated = Counter(statement.kind for statement in wanted)
        """How many of each label the gold has, kinds and spans ("commitment", "hedges funding")."""
        partner = {id(p): g for g, p in pairs}
        for field in SPAN_FIELDS:
            annotated = {g.document_id for g in wanted if field in g.fields}
            self.gold[field] = [(g, piece) for g in wanted for piece in g.spans[field]]
            self.annotated.update(_label(field, piece.type) for _, piece in self.gold[field])
            self.found[field] = [
                (p, piece)
                for p in found
                if p.document_id in annotated and field in partner.get(id(p), p).fields
                for piece in p.spans[field]
            ]
            self.right[field] = []
            for g, p in pairs:
                if field in g.fields:
                    matched = match_spans(g.spans[field], p.spans[field])
                    self.right[field] += matched
                    hit, good = {a for a, _ in matched}, {b for _, b in matched}
                    self._lost += [("missed", field, g, piece) for piece in g.spans[field] if piece not in hit]
                    self._lost += [("false alarm", field, p, piece) for piece in p.spans[field] if piece not in good]

    def figures(self) -> dict[str, Figures]:
        """Figures of each field, and of each type of condition and hedge."""
        result = {}
        for field in SPAN_FIELDS:
            result[field] = self._figures(field, None)
            for name in SPAN_TYPES.get(field, ()):
                result[f"{field}.{name}"] = self._figures(field, name)
        return result

    def _figures(self, field: str, name: str | None) -> Figures:
        def count(spans: Sequence[tuple[Tagged, Piece]]) -> int:
            return sum(name in (None, piece.type) for _, piece in spans)

        right = [(a, b) for a, b in self.right[field] if name is None or a.type == b.type == name]
        exact = sum(_same_borders(a, b) for a, b in right)
        typed = sum(a.type == b.type for a, b in right) if field in SPAN_TYPES and name is None else None
        return Figures(count(self.gold[field]), count(self.found[field]), len(right), exact, typed)

    def differences(self) -> Iterator[Difference]:
        """Lost and superfluous spans of matched statements; those of unmatched ones show with their statement."""
        for what, field, statement, piece in self._lost:
            rules = (piece.rule_id,) if piece.rule_id else ()
            yield _difference(what, _label(field, piece.type), statement, piece, rule_ids=rules)
        for field in SPAN_TYPES:
            for gold, found in self.right[field]:
                if gold.type != found.type:
                    statement = next(s for s, piece in self.found[field] if piece is found)
                    rules = (found.rule_id,) if found.rule_id else ()
                    detail = f"annotated {gold.type}, found {found.type}"
                    yield _difference("wrong", f"{field} type", statement, found, detail=detail, rule_ids=rules)


def _label(field: str, type_: str | None) -> str:
    return f"{field} {type_}" if type_ else field


# --- rules ---------------------------------------------------------------------------------------


def _rule_figures(pairs: Pairs, extra: Sequence[Tagged], tally: _SpanTally) -> tuple[RuleFigures, ...]:
    """Per rule and label: a span is right when its type is the annotated one too."""
    made: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    exact: Counter[tuple[str, str]] = Counter()
    for statement in (*(p for _, p in pairs), *extra):
        made.update((rule_id, statement.kind) for rule_id in _statement_rules(statement))
    for gold, found in pairs:
        keys = [(rule_id, found.kind) for rule_id in _statement_rules(found)]
        right.update(keys)
        exact.update(keys if _same_borders(gold.clause, found.clause) else ())
    for field in SPAN_FIELDS:
        made.update((p.rule_id, _label(field, p.type)) for _, p in tally.found[field] if p.rule_id)
        for one, other in tally.right[field]:
            if other.rule_id and one.type == other.type:
                key = (other.rule_id, _label(field, other.type))
                right[key] += 1
                exact[key] += _same_borders(one, other)
    return tuple(
        RuleFigures(rule_id, label, n, right[rule_id, label], exact[rule_id, label], tally.annotated[label])
        for (rule_id, label), n in sorted(made.items())
    )


def _same_borders(one: Piece, other: Piece) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _statement_rules(statement: Tagged) -> list[str]:
    """The rules that made the statement itself: its rule ids without those of its qualifiers."""
    of_spans = {piece.rule_id for pieces in statement.spans.values() for piece in pieces}
    return [rule_id for rule_id in dict.fromkeys(statement.rule_ids) if rule_id not in of_spans]
