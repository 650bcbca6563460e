"""Where the rules' cues stand in a Doc: literals by PhraseMatcher, the rest by Matcher around their fixed words.

A pattern made of words, lists of words and bounded repetitions is a finite set of phrases and is matched as such, at
almost no cost. Any other pattern is tried only in Docs that hold its rarest fixed word (its anchor), so matching stays
linear in the text and nearly independent of the number of rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from pipeline.rule_loading.patterns import anchors, repetition, words_of
from pipeline.rule_loading.rules import Rule, RuleSet, TokenPattern

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_MOST_WORDINGS = 400
# Labels that compete for the same words, the stronger one first: "if necessary" is a hedge, not a condition.
_RIVALS = {"HEDGE": 0, "CONDITION": 1, "TIME": 2, "REFERENCE": 3}


@dataclass(frozen=True, slots=True)
class Cue:
    """The words a rule matched: tokens `start` to `end` (half-open) of the Doc."""

    rule: Rule
    start: int
    end: int


class CueMatcher:
    """Finds the cues of all active rules of a set; compiled once, used for every Doc of that vocabulary."""

    def __init__(self, rule_set: RuleSet, vocab: Vocab) -> None:
        from spacy.lang.en.stop_words import STOP_WORDS
        from spacy.matcher import Matcher, PhraseMatcher
        from spacy.tokens import Doc

        self._rules = {vocab.strings.add(rule.id): rule for rule in rule_set.active}
        self._literals = PhraseMatcher(vocab, attr="LOWER")
        self._anchored: dict[int, Matcher] = {}
        by_anchor: dict[str, dict[str, list[TokenPattern]]] = defaultdict(lambda: defaultdict(list))
        for rule in rule_set.active:
            literals, patterns = _split(rule)
            if literals:
                self._literals.add(rule.id, [Doc(vocab, words=list(words)) for words in sorted(literals)])
            for pattern in patterns:
                # The list with the fewest everyday words is found in the fewest Docs.
                words = min(anchors(pattern), key=lambda words: (sum(word in STOP_WORDS for word in words), len(words)))
                for word in words:
                    by_anchor[word][rule.id].append(pattern)
        for word, rules in by_anchor.items():
            matcher = Matcher(vocab, validate=False)
            for rule_id, patterns in rules.items():
                matcher.add(rule_id, patterns)
            self._anchored[vocab.strings.add(word)] = matcher

    def match(self, doc: Doc) -> list[Cue]:
        """The cues in the order of the text, resolved by `prefer_longest`."""
        found = set(self._literals(doc))
        for word in self._anchored.keys() & set(doc.to_array("LOWER").tolist()):
            found.update(self._anchored[word](doc))
        return prefer_longest(Cue(self._rules[key], start, end) for key, start, end in found)


def prefer_longest(cues: Iterable[Cue]) -> list[Cue]:
    """Cues in the order of the text, without those that lie within a better one.

    Of one rule's overlapping cues the longest stays. Of conditions, hedges, times and references, one that lies within
    a longer one goes, and of equal ones the hedge stays before the condition, the time and the reference. A cue whose
    rule asks what it governs displaces no other, and of equal cues all such stay: they may still turn out to be none.
    """
    ordered = sorted(cues, key=lambda cue: (cue.start, -cue.end, _RIVALS.get(cue.rule.label, 9), cue.rule.id))
    kept: list[Cue] = []
    rule_ends: dict[str, int] = {}
    holder: Cue | None = None
    for cue in ordered:
        if cue.start < rule_ends.get(cue.rule.id, 0):
            continue
        if cue.rule.label in _RIVALS:
            if holder is not None and cue.end <= holder.end:
                continue
            if not (cue.rule.governs or cue.rule.unless_governs):
                holder = cue
        rule_ends[cue.rule.id] = cue.end
        kept.append(cue)
    return kept


def _split(rule: Rule) -> tuple[set[tuple[str, ...]], list[TokenPattern]]:
    """A rule's literal wordings, token by token, and those of its patterns that are no finite set of wordings."""
    literals: set[tuple[str, ...]] = set()
    patterns: list[TokenPattern] = []
    for pattern in rule.patterns:
        wordings = _wordings(pattern)
        if wordings is None:
            patterns.append(pattern)
        else:
            literals.update(wordings)
    return literals, patterns


def _wordings(pattern: TokenPattern) -> set[tuple[str, ...]] | None:
    """All wordings of a pattern of mere words; None where there are too many, or other attributes."""
    choices: list[list[tuple[str, ...]]] = []
    size = 1
    for token in pattern:
        words = words_of(token.get("LOWER"))
        if not words or not token.keys() <= {"LOWER", "OP"}:
            return None
        least, most = repetition(token.get("OP"))
        size *= sum(len(words) ** count for count in range(least, most + 1))
        if size > _MOST_WORDINGS:
            return None
        choices.append([run for count in range(least, most + 1) for run in product(words, repeat=count)])
    return {tuple(word for run in runs for word in run) for runs in product(*choices)}
