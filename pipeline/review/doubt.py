"""Which rows of a run are worth looking at first: a figure, and the reasons in words.

Three things make a row doubtful: a rule behind it that was often wrong, rules that say different things of the same
words, and a deontic word nearby that no rule could place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.annotation.coverage import ACCEPTED, DECISIONS, verdicts
from pipeline.annotation.judged import Judgement
from pipeline.annotation.store import Row
from pipeline.comparison.run_rows import DocumentRows

DISAGREEING = 1.0
NEAR_MISSED = 0.5
# Characters on either side of a statement within which a word left out without a reason may belong to it.
NEARBY = 80
# A rule's figure is worth words from so many judged places on, where fewer than this share were right.
ENOUGH_PLACES = 3
GOOD_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Doubt:
    """How doubtful a row is (0: not at all), and why."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """In how many judged places a rule was right."""

    right: int
    judged: int

    @property
    def doubt(self) -> float:
        """The expected share of wrong places: one right and one wrong are assumed before any is judged."""
        return 1 - (self.right + 1) / (self.judged + 2)


UNJUDGED = RuleRecord(0, 0)


def rule_records(judgements: Iterable[Judgement]) -> dict[str, RuleRecord]:
    """The record of each rule; a place counts once, by the best judgement passed on it."""
    best: dict[str, dict[tuple[str, int, int], str]] = {}
    for found, judged in judgements:
        for rule_id, place, decision in verdicts(found, judged):
            places = best.setdefault(rule_id, {})
            key = (place.document_id, place.start, place.end)
            places[key] = min(places.get(key, decision), decision, key=DECISIONS.index)
    return {
        rule_id: RuleRecord(sum(decision == ACCEPTED for decision in places.values()), len(places))
        for rule_id, places in best.items()
    }


def doubts(document: DocumentRows, records: Mapping[str, RuleRecord]) -> dict[str, Doubt]:
    """The doubt of each statement of a document by its id."""
    clashing = _clashing(document.statements)
    found = {}
    for row in document.statements:
        worst = max(row["rule_ids"], key=lambda rule_id: records.get(rule_id, UNJUDGED).doubt, default=None)
        record = records.get(worst or "", UNJUDGED)
        reasons = []
        if record.judged >= ENOUGH_PLACES and record.right < GOOD_SHARE * record.judged:
            reasons.append(f"{worst} was right in {record.right} of {record.judged} places")
        disagreement = clashing.get(row["statement_id"]) or _qualifier_clash(row)
        missed = _missed_nearby(row, document.unclaimed)
        reasons += [reason for reason in (disagreement, missed) if reason]
        score = record.doubt + DISAGREEING * bool(disagreement) + NEAR_MISSED * bool(missed)
        found[row["statement_id"]] = Doubt(round(score, 4), tuple(reasons))
    return found


def _clashing(statements: Sequence[Row]) -> dict[str, str]:
    """Statements that share their force word with one of another kind or force."""
    by_word: dict[tuple[int, int], list[Row]] = {}
    for row in statements:
        if row["deontic"] and not row["deontic"]["inherited"]:
            by_word.setdefault((row["deontic"]["start"], row["deontic"]["end"]), []).append(row)
    clashes: dict[str, str] = {}
    for rows in by_word.values():
        labels = sorted({row["force"] or row["kind"] for row in rows})
        if len(labels) > 1:
            clashes |= {row["statement_id"]: f"read as {' and as '.join(labels)}" for row in rows}
    return clashes


def _qualifier_clash(row: Row) -> str | None:
    """Two qualifiers of different types on some of the same words."""
    spans = [(span, f"{name[:-1]} ({span['type']})") for name in ("conditions", "hedges") for span in row[name]]
    for place, (one, name) in enumerate(spans):
        for other, other_name in spans[place + 1 :]:
            if name != other_name and one["start"] < other["end"] and other["start"] < one["end"]:
                return f"{name} and {other_name} on the same words"
    return None


def _missed_nearby(row: Row, unclaimed: Sequence[Row]) -> str | None:
    """A deontic word close by that made no statement, and that no rule set aside for a reason."""
    for left_out in unclaimed:
        near = left_out["start"] < row["end"] + NEARBY and left_out["end"] > row["start"] - NEARBY
        if near and left_out["rule_id"] in (None, "exclusion.structure.no_verb"):
            return f"“{left_out['text']}” nearby made no statement"
    return None
