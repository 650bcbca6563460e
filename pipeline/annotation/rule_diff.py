"""What a change of the rules does to the statements of some agreements, and to the figures on the gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.annotation.evaluation import evaluate
from pipeline.annotation.matching import match_statements, same, tagged
from pipeline.annotation.store import Row
from pipeline.annotation.trials import Item, Outcome

APPEARS, VANISHES, CHANGES = "appears", "vanishes", "changes"
# What is compared of a matched pair: plain values, then spans by their borders and types.
_VALUES = ("kind", "force", "polarity", "scope")
_SPANS = (
    "attribute", "deontic", "aims", "direct_object", "beneficiary", "conditions", "hedges", "times", "amounts",
    "references", "elements", "disclaimers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that appears, vanishes or changes; `fields` say field by field what it had and has now instead."""

    what: str
    document_id: str
    start: int
    end: int
    kind: str
    quote: str
    citation: str
    fields: tuple[tuple[str, str, str], ...] = ()
    rule_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """A measure of the evaluation that moved, by its dotted name, e.g. "hedges.funding.recall"."""

    measure: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class RuleDiff:
    """All changes in the order of the text, and the measures of the gold that moved (None: no gold was given).

    `gains` and `costs` are what of the judged statements and spans is right now and was wrong, and the reverse.
    """

    old_hash: str
    new_hash: str
    documents: int
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...] | None = None
    gains: tuple[Item, ...] = ()
    costs: tuple[Item, ...] = ()

    def count(self, what: str) -> int:
        """How many statements appear, vanish or change."""
        return sum(change.what == what for change in self.changes)

    def as_json(self) -> dict[str, Any]:
        """The difference as plain values."""
        return {
            "old_rules": self.old_hash,
            "new_rules": self.new_hash,
            "documents": self.documents,
            **{what: self.count(what) for what in (APPEARS, VANISHES, CHANGES)},
            "changes": [asdict(change) for change in self.changes],
            "effects": None if self.effects is None else [asdict(effect) for effect in self.effects],
            "gains": [list(item) for item in self.gains],
            "costs": [list(item) for item in self.costs],
        }


def find_changes(old: Outcome, new: Outcome) -> list[Change]:
    """The statements in which two outcomes differ, in the order of documents and text."""
    documents = sorted({row["document_id"] for row in (*old.rows, *new.rows)})
    changes: list[Change] = []
    for document_id in documents:
        changes += _of_document(old.of([document_id]).rows, new.of([document_id]).rows)
    return changes


def _of_document(old: Sequence[Row], new: Sequence[Row]) -> list[Change]:
    before, after = [tagged(row) for row in old], [tagged(row) for row in new]
    pairs = match_statements(before, after)
    gone = [i for i in range(len(old)) if i not in {i for i, _ in pairs}]
    come = [j for j in range(len(new)) if j not in {j for _, j in pairs}]
    # What changed its kind is found neither among the old kind nor the new one: its clause tells.
    for i in list(gone):
        j = next((j for j in come if same(before[i].clause, after[j].clause)), None)
        if j is not None:
            gone.remove(i)
            come.remove(j)
            pairs.append((i, j))
    changed = [(new[j], tuple(_differences(old[i], new[j]))) for i, j in pairs]
    changes = [_change(VANISHES, old[i]) for i in gone] + [_change(APPEARS, new[j]) for j in come]
    changes += [_change(CHANGES, row, fields) for row, fields in changed if fields]
    return sorted(changes, key=lambda change: (change.start, change.end, change.what))


def _change(what: str, row: Row, fields: tuple[tuple[str, str, str], ...] = ()) -> Change:
    quote = " ".join(row["quote"].split())
    place = (row["document_id"], row["start"], row["end"], row["kind"], quote, row.get("citation") or "")
    return Change(what, *place, fields, tuple(row.get("rule_ids") or ()))


def _differences(old: Row, new: Row) -> Iterator[tuple[str, str, str]]:
    if (old["start"], old["end"]) != (new["start"], new["end"]):
        yield "clause", _words([{**old, "text": old["quote"]}]), _words([{**new, "text": new["quote"]}])
    for name in _VALUES:
        if old.get(name) != new.get(name):
            yield name, str(old.get(name) or "none"), str(new.get(name) or "none")
    for name in _SPANS:
        before, after = _spans(old.get(name)), _spans(new.get(name))
        lost = [span for span in before if _borders(span) not in map(_borders, after)]
        come = [span for span in after if _borders(span) not in map(_borders, before)]
        if lost or come:
            yield name, _words(lost), _words(come)


def _spans(value: Any) -> list[Row]:
    return [] if value is None else [value] if isinstance(value, dict) else list(value)


def _borders(span: Row) -> tuple[int, int, str | None]:
    return span["start"], span["end"], span.get("type")


def _words(spans: Iterable[Row]) -> str:
    shown = [
        f"“{' '.join(span['text'].split())}”" + (f" ({span['type']})" if span.get("type") else "") for span in spans
    ]
    return ", ".join(shown) or "none"


def find_effects(gold: Mapping[str, Sequence[Row]], old: Outcome, new: Outcome) -> tuple[Effect, ...]:
    """The measures on the gold that moved, in the order of the evaluation."""
    before, after = evaluate(gold, old.rows).flat(), evaluate(gold, new.rows).flat()
    return tuple(Effect(name, before[name], after[name]) for name in before if before[name] != after[name])
