"""How each rule fares: how often it fired, and how often what it made was accepted, corrected or rejected.

A judgement is a pair of a found statement and what a careful reader made of it (None: rejected). Gold gives one for
every statement of its documents; a reviewer gives one with each decision. A place where a rule fired counts once,
however many statements inherit it, and by the best judgement passed on it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.annotation.judged import Judged, Judgement
from pipeline.annotation.matching import SPAN_FIELDS, Piece, match_spans, overlap, tagged
from pipeline.annotation.store import Row
from pipeline.annotation.trials import Outcome
from pipeline.rule_loading import RuleSet

ACCEPTED, CORRECTED, REJECTED = "accepted", "corrected", "rejected"
DECISIONS = (ACCEPTED, CORRECTED, REJECTED)
# Standard normal quantile of a two-sided 95 % interval.
Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule fired: the words, and the clause or sentence around them."""

    document_id: str
    start: int
    end: int
    text: str
    context: str
    citation: str = ""


@dataclass(slots=True)
class RuleCoverage:
    """One rule's places: `fired` are all of them, `judged` the decision on those that somebody judged."""

    rule_id: str
    label: str
    type: str | None
    fired: dict[tuple[str, int, int], Place] = field(default_factory=dict)
    judged: dict[tuple[str, int, int], str] = field(default_factory=dict)

    def count(self, decision: str) -> int:
        """How many places got this decision."""
        return sum(given == decision for given in self.judged.values())

    @property
    def precision(self) -> float | None:
        """Share of the judged places that were accepted as they stand; None where none was judged."""
        return self.count(ACCEPTED) / len(self.judged) if self.judged else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % Wilson interval of the precision; None where nothing was judged."""
        return wilson(self.count(ACCEPTED), len(self.judged)) if self.judged else None

    def example(self, decision: str) -> Place | None:
        """The first place of the text with this decision."""
        keys = sorted(key for key, given in self.judged.items() if given == decision)
        return self.fired[keys[0]] if keys else None

    def as_row(self) -> dict[str, Any]:
        """The figures and examples as plain values."""
        low, high = self.interval or (None, None)
        examples = {decision: self.example(decision) for decision in DECISIONS}
        return {
            "rule_id": self.rule_id,
            "label": self.label,
            "type": self.type,
            "fired": len(self.fired),
            **{decision: self.count(decision) for decision in DECISIONS},
            "precision": None if self.precision is None else round(self.precision, 4),
            "precision_low": None if low is None else round(low, 4),
            "precision_high": None if high is None else round(high, 4),
            "examples": {decision: _example(place) for decision, place in examples.items() if place},
        }


def wilson(successes: int, trials: int, z: float = Z95) -> tuple[float, float]:
    """Wilson's score interval of a share (E. B. Wilson, JASA 22, 1927), 0 to 1; `trials` is at least 1."""
    share, spread = successes / trials, z * z / trials
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return max(0.0, middle - half), min(1.0, middle + half)


def measure(rule_set: RuleSet, outcome: Outcome, judgements: Sequence[Judgement]) -> list[RuleCoverage]:
    """The coverage of every active rule, in the order of the rule files; unknown rules of a run come last."""
    rules = {rule.id: RuleCoverage(rule.id, rule.label, rule.type) for rule in rule_set.active}
    for rule_id, place in _fired(outcome):
        rule = rules.setdefault(rule_id, RuleCoverage(rule_id, "unknown", None))
        rule.fired.setdefault((place.document_id, place.start, place.end), place)
    for rule_id, place, decision in (verdict for found, judged in judgements for verdict in verdicts(found, judged)):
        rule = rules.setdefault(rule_id, RuleCoverage(rule_id, "unknown", None))
        key = (place.document_id, place.start, place.end)
        rule.fired.setdefault(key, place)
        best = min(rule.judged.get(key, REJECTED), decision, key=DECISIONS.index)
        rule.judged[key] = best
    return list(rules.values())


def judge_exclusions(coverage: Iterable[RuleCoverage], outcome: Outcome, judged: Judged) -> None:
    """Judge what was left out: rejected where people have a statement with that deontic, else accepted.

    In a document that was judged in part, what nobody made a statement of stays open.
    """
    deontics = {
        document_id: [_span(row["deontic"]) for row in rows if row.get("deontic")]
        for document_id, rows in judged.annotations.items()
    }
    by_id = {rule.rule_id: rule for rule in coverage}
    for row in outcome.unclaimed:
        if row["rule_id"] in by_id:
            there = Piece(row["start"], row["end"], row["text"])
            wrong = any(overlap(there, deontic) for deontic in deontics.get(row["document_id"], ()))
            key = (row["document_id"], row["start"], row["end"])
            if wrong or row["document_id"] in judged.whole:
                by_id[row["rule_id"]].judged[key] = REJECTED if wrong else ACCEPTED


def verdicts(found: Row, judged: Row | None) -> Iterator[tuple[str, Place, str]]:
    """Rule, place and decision of everything in a found statement that the judgement speaks of."""
    statement, answer = tagged(found), tagged(judged) if judged else None
    for rule_id in statement_rules(found):
        yield rule_id, _statement_place(found), _statement_decision(found, judged)
    for name in SPAN_FIELDS:
        if answer is not None and name not in answer.fields:
            continue
        pairs = match_spans(answer.spans[name] if answer else (), statement.spans[name])
        wanted = {id(piece): gold for gold, piece in pairs}
        for piece in statement.spans[name]:
            if piece.rule_id:
                yield piece.rule_id, _place(found, piece), _span_decision(piece, wanted.get(id(piece)))


def statement_rules(row: Row) -> list[str]:
    """The rules that made the statement itself: its rule ids without those of its spans."""
    spans = [span for name in (*SPAN_FIELDS, "references") for span in row.get(name) or ()]
    of_spans = {span.get("rule_id") for span in spans}
    return [rule_id for rule_id in dict.fromkeys(row.get("rule_ids") or ()) if rule_id not in of_spans]


def _statement_decision(found: Row, judged: Row | None) -> str:
    if judged is None:
        return REJECTED
    changed = any(name in judged and judged[name] != found[name] for name in ("kind", "force", "polarity"))
    if judged.get("deontic") and found.get("deontic"):
        changed |= _span(judged["deontic"]) != _span(found["deontic"])
    return CORRECTED if changed else ACCEPTED


def _span_decision(piece: Piece, wanted: Piece | None) -> str:
    if wanted is None:
        return REJECTED
    same = (piece.start, piece.end, piece.type) == (wanted.start, wanted.end, wanted.type)
    return ACCEPTED if same else CORRECTED


def _fired(outcome: Outcome) -> Iterator[tuple[str, Place]]:
    for row in outcome.rows:
        for rule_id in statement_rules(row):
            yield rule_id, _statement_place(row)
        statement = tagged(row)
        for name in SPAN_FIELDS:
            for piece in statement.spans[name]:
                if piece.rule_id:
                    yield piece.rule_id, _place(row, piece)
        for span in row.get("references") or ():
            if span.get("rule_id"):
                yield span["rule_id"], _place(row, _span(span))
    for row in outcome.unclaimed:
        if row["rule_id"]:
            words = (row["document_id"], row["start"], row["end"], _flat(row["text"]))
            yield row["rule_id"], Place(*words, _flat(row["sentence"]), row["citation"])


def _statement_place(row: Row) -> Place:
    """A statement's rule fired at its deontic; where there is none, the clause stands for it."""
    deontic = row.get("deontic")
    if deontic and (deontic.get("inherited") or {}).get("from", "chapeau") == "chapeau":
        return _place(row, _span(deontic))
    return _place(row, Piece(row["start"], row["end"], row["quote"]))


def _place(row: Row, piece: Piece) -> Place:
    words = (row["document_id"], piece.start, piece.end, _flat(piece.text))
    return Place(*words, _flat(row["quote"]), row.get("citation") or "")


def _span(span: Row) -> Piece:
    return Piece(span["start"], span["end"], span["text"])


def _flat(text: str) -> str:
    return " ".join(text.split())


def _example(place: Place) -> dict[str, Any]:
    return {
        "document_id": place.document_id,
        "citation": place.citation,
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "context": place.context,
    }
