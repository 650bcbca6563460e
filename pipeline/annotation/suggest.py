"""Proposals for the rules, each tried on the gold: what it would gain and cost if it were kept.

Candidates that fire far more often than they are asked for are left out unmeasured; the others are added to the rules
one by one, and the gold's documents are tagged again. A place that was found wrongly and that no rule mends is proposed
as a counter-example of the rule that made it. Nothing is changed: a person decides.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from pipeline.annotation.coverage import statement_rules
from pipeline.annotation.judged import Judged
from pipeline.annotation.suggest_candidates import (
    Candidate,
    Occurrence,
    RawRule,
    find_candidates,
    find_occurrences,
    new_id,
    spacy_tokens,
)
from pipeline.annotation.suggest_examples import ExampleFinder
from pipeline.annotation.trials import Item, Outcome, Score, score, tag_all, texts_of
from pipeline.records import Agreement
from pipeline.rule_loading import Rule, RuleSet, load_rules

if TYPE_CHECKING:
    from pipeline.tagging.nlp_setup import Tagger

# Variants of a candidate for one place that are worth measuring; the screening keeps those that fire least elsewhere.
VARIANTS = 3
_PLACEHOLDERS = {"description": "-", "examples": ["[a]", "[b]"], "counter_examples": ["c"]}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A new rule, or a counter-example of an old one, with the items of the gold that it gains and costs.

    `raw` is an entry of a rule file, ready to be kept. `asked` are the places it was made for.
    """

    kind: str
    raw: RawRule
    asked: tuple[Occurrence, ...]
    gains: tuple[Item, ...] = ()
    costs: tuple[Item, ...] = ()

    @property
    def worth(self) -> int:
        """Gains less costs."""
        return len(self.gains) - len(self.costs)

    def as_row(self) -> dict[str, Any]:
        """The suggestion as plain values."""
        return {
            "kind": self.kind,
            "rule": self.raw,
            "gains": [list(item) for item in self.gains],
            "costs": [list(item) for item in self.costs],
            "asked": [
                {"what": o.what, "label": o.label, "document_id": o.document_id, "start": o.start, "text": o.words}
                for o in self.asked
            ],
        }


class Bench:
    """Judged texts, and what a rule set makes of them (`before`): candidates are measured against it."""

    def __init__(self, rule_set: RuleSet, agreements: Sequence[Agreement], judged: Judged, before: Outcome) -> None:
        self.rule_set, self.agreements, self.judged, self.before = rule_set, agreements, judged, before
        self.texts = texts_of(agreements)

    def try_rule(self, rule: Rule, document_ids: Iterable[str]) -> tuple[Score, Score, Tagger]:
        """The score before and after on some documents, and the tagger that has the rule."""
        wanted = set(document_ids)
        changed = replace(self.rule_set, rules=(*self.rule_set.rules, rule))
        judged = self.judged.of(wanted)
        from pipeline.tagging.nlp_setup import Tagger

        tagger = Tagger(changed)
        after = tag_all((a for a in self.agreements if a.document_id in wanted), tagger)
        return score(judged, self.before.of(wanted).rows), score(judged, after.rows), tagger


def suggest(bench: Bench, most: int = 10, measured: int = 24) -> list[Suggestion]:
    """At most `most` rules, the worthiest first, and as many counter-examples; `measured` candidates are tried."""
    tokens = spacy_tokens()
    occurrences = find_occurrences(bench.judged.compare(bench.before.rows))
    candidates = find_candidates(occurrences, bench.texts, tokens, (rule.id for rule in bench.rule_set.rules))
    rules = _as_rules(candidates)
    finder = ExampleFinder(bench.texts)
    suggestions = []
    for candidate, fires in _screened(candidates, rules, bench, measured):
        rule = rules[candidate.raw["id"]]
        before, after, tagger = bench.try_rule(rule, fires)
        gains, costs = after.gains(before), after.costs(before)
        if len(gains) <= len(costs):
            continue
        raw = finder.complete(candidate, rule, tagger)
        if raw is not None:
            suggestions.append(Suggestion("rule", raw, tuple(candidate.occurrences), tuple(gains), tuple(costs)))
    taken = {rule.id for rule in bench.rule_set.rules}
    best = [replace(s, raw={**s.raw, "id": new_id(s.raw, taken)}) for s in _best_of_each_place(suggestions)]
    mended = {(o.document_id, o.start, o.end) for suggestion in best for o in suggestion.asked}
    rest = [o for o in occurrences if (o.document_id, o.start, o.end) not in mended]
    return [*best[:most], *list(_counter_examples(rest, bench))[:most]]


def _as_rules(candidates: Sequence[Candidate]) -> dict[str, Rule]:
    """The candidates as the loader reads them, examples left open."""
    if not candidates:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        entries = [{**candidate.raw, **_PLACEHOLDERS} for candidate in candidates]
        path = Path(folder, "candidates.yaml")
        path.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), encoding="utf-8", newline="\n")
        return {rule.id: replace(rule, examples=(), counter_examples=()) for rule in load_rules(Path(folder)).rules}


def _screened(
    candidates: Sequence[Candidate], rules: Mapping[str, Rule], bench: Bench, most: int
) -> Iterator[tuple[Candidate, frozenset[str]]]:
    """The candidates worth measuring, most promising first, with the documents in which they fire."""
    from pipeline.rule_loading.english import english
    from pipeline.tagging.cues import CueMatcher

    nlp = english()
    # Under a label of their own the candidates do not compete for words.
    matcher = CueMatcher(RuleSet(tuple(replace(rule, label="CUE") for rule in rules.values())), nlp.vocab)
    fires: Counter[tuple[str, str]] = Counter()
    for document_id, text in bench.texts.items():
        doc = nlp.make_doc(" ".join(text.split()))
        fires.update((cue.rule.id, document_id) for cue in matcher.match(doc))

    def elsewhere(candidate: Candidate) -> int:
        return sum(fires[candidate.raw["id"], name] for name in bench.texts) - len(candidate.places)

    def order(candidate: Candidate) -> tuple[float, int, str]:
        return (elsewhere(candidate) / 2 - len(candidate.places), candidate.narrowness, candidate.raw["id"])

    variants: Counter[frozenset[tuple[str, int, int]]] = Counter()
    turns = []
    for candidate in sorted(candidates, key=order):
        variants[candidate.places] += 1
        if variants[candidate.places] <= VARIANTS:
            turns.append((variants[candidate.places], candidate))
    # What several places ask for comes first, then one variant of each place, so that no place keeps out the others.
    for _, candidate in sorted(turns, key=lambda turn: (len(turn[1].places) == 1, turn[0]))[:most]:
        yield candidate, frozenset(name for name in bench.texts if fires[candidate.raw["id"], name])


def _best_of_each_place(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Without those whose gains another one of the same or more worth has too."""
    kept: list[Suggestion] = []
    # Stable: of equal ones the first measured, which fires least elsewhere, stays.
    for suggestion in sorted(suggestions, key=lambda s: (-s.worth, len(s.costs))):
        if not any(set(suggestion.gains) <= set(other.gains) for other in kept):
            kept.append(suggestion)
    return kept


def _counter_examples(occurrences: Iterable[Occurrence], bench: Bench) -> Iterator[Suggestion]:
    """For each place found wrongly, the entry of the rule that made it with that place as a counter-example."""
    by_id = {rule.id: rule for rule in bench.rule_set.active}
    for occurrence in occurrences:
        if occurrence.what != "rejected":
            continue
        rule = by_id.get(_maker(occurrence) or "")
        sentence = _flat(occurrence.statement["quote"]).rstrip(".;,") + "."
        if rule is not None and not re.search(r"[\[\]]", sentence):
            raw = {"id": rule.id, "counter_examples": [sentence[:1].upper() + sentence[1:]]}
            yield Suggestion("counter-example", raw, (occurrence,))


def _maker(occurrence: Occurrence) -> str | None:
    """The rule that made a rejected statement or span."""
    row = occurrence.statement
    name = occurrence.label.partition(" ")[0]
    if name not in row:
        return next(iter(statement_rules(row)), None)
    for span in row[name]:
        if (span["start"], span["end"]) == (occurrence.start, occurrence.end):
            rule_id: str | None = span.get("rule_id")
            return rule_id
    return None


def _flat(text: str) -> str:
    return " ".join(text.split())
