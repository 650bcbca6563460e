"""Where the rules' cues stand in a Doc: their patterns' matches in the company the rules ask for, the best of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.rule_loading.rules import Rule, RuleSet
from pipeline.tagging.anchored_patterns import AnchoredMatcher, Match
from pipeline.tagging.tokens import Tokens, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# Labels whose cues compete for the same words, the stronger first ("if necessary" is a hedge, not a condition); a
# PSEUDO cue only keeps others from its words ("as if"). Amounts compete among themselves, and so do references.
_RANKS = {"HEDGE": 0, "CONDITION": 1, "TIME": 2, "PSEUDO": 3}
_FIELDS = {**dict.fromkeys(_RANKS, "qualifier"), "AMOUNT": "amount", "REFERENCE": "reference"}
_FARTHEST_GOVERNED = 14
_STOPS = frozenset([".", ";", ":", "?", "shall", "will", "must", "should"])
# A comma ends what a cue governs only before one of these: "its laws, regulations and policies" goes on.
_FRESH_STARTS = frozenset(
    [
        "a",
        "an",
        "as",
        "at",
        "both",
        "by",
        "consistent",
        "each",
        "either",
        "for",
        "from",
        "if",
        "in",
        "including",
        "no",
        "neither",
        "of",
        "on",
        "provided",
        "pursuant",
        "subject",
        "that",
        "they",
        "to",
        "unless",
        "we",
        "when",
        "where",
        "which",
        "with",
        "within",
    ]
)
_ARTICLES = frozenset(["the", "a", "an"])


@dataclass(frozen=True, slots=True)
class Cue:
    """The words a rule matched: tokens `start` to `end` (half-open) of the Doc."""

    rule: Rule
    start: int
    end: int


class CueMatcher:
    """Finds the cues of all active rules of a set; compiled once, used for every Doc of that vocabulary.

    `words` are the spellings of the words met so far.
    """

    def __init__(self, rule_set: RuleSet, vocab: Vocab) -> None:
        self.words = Words(vocab.strings)
        rules = sorted(rule_set.active, key=lambda rule: (_RANKS.get(rule.label, 9), rule.id))
        self._competitors = [
            (rule, _FIELDS.get(rule.label, rule.id), _Context.of(rule, rule_set.word_lists)) for rule in rules
        ]
        self._patterns = AnchoredMatcher(vocab, (rule.patterns for rule in rules))

    def match(self, doc: Doc, tokens: Tokens | None = None) -> list[Cue]:
        """The cues in the order of the text, in the company their rules ask for, the best of overlapping ones.

        Of the overlapping cues of one rule the first and longest stays. So it is with overlapping hedges, conditions
        and times of all rules, where of equal ones the hedge stays before the condition and the condition before the
        time; with overlapping amounts; and with overlapping references. `tokens` are those of the Doc, where the caller
        has them already.
        """
        tokens = Tokens(doc, self.words) if tokens is None else tokens
        kept: list[Cue] = []
        ends: dict[str, int] = {}
        for start, end, number in sorted(self._patterns.match(tokens.raw), key=_first_and_longest):
            rule, field, context = self._competitors[number]
            if start < ends.get(field, 0) or not (context is None or context.fits(tokens.lower, start, end)):
                continue
            ends[field] = end
            if rule.label != "PSEUDO":
                kept.append(Cue(rule, start, end))
        return kept


def _first_and_longest(match: Match) -> tuple[int, int, int]:
    """Rules are numbered by rank, so that of equal matches the stronger comes first."""
    start, end, number = match
    return start, -end, number


@dataclass(frozen=True, slots=True)
class _Context:
    """The company a rule asks for: the word before the cue, the next behind it, and what it governs.

    `governed` maps the first word of each list entry to the entries that begin with it, longest first, each with
    whether it speaks for the cue.
    """

    after: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    governed: Mapping[str, tuple[tuple[tuple[str, ...], bool], ...]]
    must_govern: bool

    @classmethod
    def of(cls, rule: Rule, word_lists: Mapping[str, frozenset[str]]) -> _Context | None:
        if not (rule.after or rule.not_after or rule.not_before or rule.governs or rule.unless_governs):
            return None
        governed: dict[str, list[tuple[tuple[str, ...], bool]]] = defaultdict(list)
        for names, speaks_for in ((rule.governs, True), (rule.unless_governs, False)):
            for entry in sorted(_words(names, word_lists)):
                words = tuple(entry.split())
                governed[words[0]].append((words, speaks_for))
        longest_first = {
            first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in governed.items()
        }
        after, not_after, not_before = (
            _words(names, word_lists) for names in (rule.after, rule.not_after, rule.not_before)
        )
        return cls(after, not_after, not_before, longest_first, bool(rule.governs))

    def fits(self, words: list[str], start: int, end: int) -> bool:
        """Whether the words around those from `start` to `end` are the company the rule asks for."""
        before = words[start - 1] if start else ""
        if (self.after and before not in self.after) or before in self.not_after:
            return False
        if not self.not_before and not self.governed:
            return True
        behind = words[end : end + _FARTHEST_GOVERNED]
        if self.not_before and next((word for word in behind if word not in _ARTICLES), "") in self.not_before:
            return False
        return not self.governed or self._governs(behind)

    def _governs(self, words: list[str]) -> bool:
        for i, word in enumerate(words):
            anew = word == "following" and i > 0 and words[i - 1] != "the"
            if anew or word in _STOPS or (word == "," and _FRESH_STARTS.intersection(words[i + 1 : i + 2])):
                break
            for entry, speaks_for in self.governed.get(word, ()):
                if tuple(words[i : i + len(entry)]) == entry:
                    return speaks_for
        return not self.must_govern


def _words(names: tuple[str, ...], word_lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(word for name in names for word in word_lists[name])
