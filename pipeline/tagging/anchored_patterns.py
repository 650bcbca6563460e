"""Token patterns tried only where one of their fixed words stands.

A pattern is read outwards from its rarest fixed word (its anchor): the tokens behind it, then those before it. Whether
a word fits a token is a look-up (token_tests). Matching is linear in the text and nearly independent of the number of
rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pipeline.rule_loading.patterns import Anchor, anchors, repetition
from pipeline.tagging.token_tests import AnyTest, TokenTest

if TYPE_CHECKING:
    from spacy.vocab import Vocab

    from pipeline.rule_loading.rules import TokenPattern

# Words found all over agreements, so poor anchors.
_EVERYWHERE = frozenset(
    [
        *("a", "an", "and", "any", "as", "at", "be", "by", "for", "from", "in", "is", "it", "may", "not", "of", "on"),
        *("or", "other", "shall", "such", "that", "the", "their", "this", "to", "under", "which", "with"),
        *(",", ".", "(", ")", "-", "agreement", "parties", "party"),
    ]
)
# The one thing asked of a token that its word alone does not tell.
_AT_START = "IS_SENT_START"

Match = tuple[int, int, int]
"""Start and end (half-open tokens) of a match, and the number of its rule."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A token of a pattern, how often it may stand, and whether it must be the first of the text.

    `is_one` is true where it stands exactly once, anywhere.
    """

    test: TokenTest
    least: int
    most: int
    at_start: bool
    is_one: bool

    def ends(self, words: Sequence[str], start: int) -> Iterator[int]:
        """Where the words that pass may end when they begin at `start`."""
        for end in range(start, start + self.most + 1):
            if end - start >= self.least:
                yield end
            if not self.test[words[end]] or (self.at_start and end):
                return

    def starts(self, words: Sequence[str], end: int) -> Iterator[int]:
        """Where the words that pass may start when they end before `end`."""
        for start in range(end, end - self.most - 1, -1):
            if end - start >= self.least:
                yield start
            if not self.test[words[start - 1]] or (self.at_start and start > 1):
                return


class _Anchored:
    """A pattern parted at its anchor: the tokens before it, the nearest first, and the anchor with those behind it."""

    __slots__ = ("_before", "_behind", "_once", "rule_number")

    def __init__(self, rule_number: int, before: Sequence[_Step], behind: Sequence[_Step]) -> None:
        self.rule_number = rule_number
        # Most tokens stand exactly once, and need no search.
        once = list(takewhile(attrgetter("is_one"), behind))
        self._once = [step.test for step in once]
        self._behind = behind[len(once) :]
        self._before = before

    def match(self, words: Sequence[str], i: int) -> Iterable[Match]:
        """Every match whose anchor stands at i; "" stands for no word, behind the last."""
        end = i
        for test in self._once:
            if not test[words[end]]:
                return ()
            end += 1
        ends, starts = [end], [i]
        for step in self._behind:
            if step.is_one:
                ends = [end + 1 for end in ends if step.test[words[end]]]
            else:
                ends = list({end for place in ends for end in step.ends(words, place)})
            if not ends:
                return ()
        for step in self._before:
            if step.is_one:
                starts = [start - 1 for start in starts if step.test[words[start - 1]]]
            else:
                starts = list({start for place in starts for start in step.starts(words, place)})
            if not starts:
                return ()
        return [(start, end, self.rule_number) for start in starts for end in ends]


@dataclass(frozen=True, slots=True)
class _Company:
    """Patterns with one anchor word that ask for the same neighbours: None where any word, or none, may stand there."""

    preceding: AnyTest | None
    following: AnyTest | None
    patterns: list[_Anchored]


class _Anchor(dict[str, Sequence[_Company]]):
    """The companies of an anchor word that the next word, as written, leaves; most words leave none."""

    def __init__(self, companies: Collection[_Company]) -> None:
        super().__init__()
        self._companies = companies

    def __missing__(self, word: str) -> Sequence[_Company]:
        left = self[word] = [one for one in self._companies if one.following is None or one.following[word]]
        return left


class _Anchors(dict[str, "_Anchor | None"]):
    """What each word is as an anchor, by the word as written; None for words that are none."""

    def __init__(self, vocab: Vocab, by_lower: Mapping[str, Mapping[tuple[int, int], _Company]]) -> None:
        super().__init__()
        self._vocab = vocab
        self._by_lower = {word: _Anchor(companies.values()) for word, companies in by_lower.items()}

    def __missing__(self, word: str) -> _Anchor | None:
        anchor = self[word] = self._by_lower.get(self._vocab[word].lower_)
        return anchor


class AnchoredMatcher:
    """Matches the patterns of many rules, each of which must hold a fixed word, in any text of a vocabulary."""

    def __init__(self, vocab: Vocab, rules: Iterable[Iterable[TokenPattern]]) -> None:
        self._vocab = vocab
        self._tests: dict[str, TokenTest] = {}
        self._any_tests: dict[tuple[int, ...], AnyTest] = {}
        by_lower: dict[str, dict[tuple[int, int], _Company]] = defaultdict(dict)
        for number, patterns in enumerate(rules):
            for pattern in patterns:
                anchor = _rarest(anchors(pattern))
                steps = list(map(self._step, pattern))
                before, behind = steps[anchor.index :: -1], steps[anchor.index :]
                anchored = _Anchored(number, before[1:], behind)
                preceding, following = self._any_test(_neighbours(before)), self._any_test(_neighbours(behind))
                neighbours = id(preceding), id(following)
                for word in set(anchor.words):
                    companies = by_lower[word]
                    if neighbours not in companies:
                        companies[neighbours] = _Company(preceding, following, [])
                    companies[neighbours].patterns.append(anchored)
        self._anchors = _Anchors(vocab, by_lower)

    def match(self, words: list[str]) -> set[Match]:
        """Every match in the words of a text as written."""
        found = set[Match]()
        # No word stands behind the last and so, as Python counts, none before the first either.
        closed = [*words, ""]
        for i, anchor in enumerate(map(self._anchors.__getitem__, words)):
            if anchor is None:
                continue
            for company in anchor[closed[i + 1]]:
                if company.preceding is None or company.preceding[closed[i - 1]]:
                    for anchored in company.patterns:
                        found.update(anchored.match(closed, i))
        return found

    def _test(self, token: Mapping[str, Any]) -> TokenTest:
        asked = {key: value for key, value in token.items() if key not in ("OP", _AT_START)}
        name = repr(sorted(asked.items()))
        if name not in self._tests:
            self._tests[name] = TokenTest(asked, self._vocab)
        return self._tests[name]

    def _any_test(self, tests: list[TokenTest] | None) -> AnyTest | None:
        """The one test that stands for several of these; None for none."""
        if tests is None:
            return None
        name = tuple(map(id, tests))
        if name not in self._any_tests:
            self._any_tests[name] = AnyTest(tests)
        return self._any_tests[name]

    def _step(self, token: Mapping[str, Any]) -> _Step:
        least, most = repetition(token.get("OP"))
        at_start = _AT_START in token
        return _Step(self._test(token), least, most, at_start, is_one=least == most == 1 and not at_start)


def _neighbours(steps: Sequence[_Step]) -> list[TokenTest] | None:
    """The tests of what may stand beside the first of these; None where nothing need."""
    found = [steps[0].test] if steps[0].most > 1 else []
    for step in steps[1:]:
        found.append(step.test)
        if step.least:
            return found
    return None


def _rarest(found: Iterable[Anchor]) -> Anchor:
    """The anchor whose words stand in the fewest places."""
    return min(found, key=lambda anchor: len(anchor.words) + 99 * len(_EVERYWHERE.intersection(anchor.words)))
