"""Token patterns tried only where one of their fixed words stands.

A pattern is read outwards from its rarest fixed word (its anchor): the tokens behind it, then those before it. Whether
a word fits a token is asked of spaCy once for each word, so that all its attributes and predicates mean what they mean
there; after that a look-up answers. Matching is linear in the text and nearly independent of the number of rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.rule_loading.patterns import Anchor, anchors, repetition, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc
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


class _Fits(dict[int, bool]):
    """Whether a word, given by spaCy's hash of it as written, fits a token of a pattern; each word is tried once."""

    def __init__(self, token: Mapping[str, Any], vocab: Vocab) -> None:
        from spacy.matcher import Matcher

        super().__init__()
        self._vocab = vocab
        self._words: frozenset[int] | None = None
        if token.keys() == {"LOWER"} and words_of(token["LOWER"]):
            self._words = frozenset(vocab.strings.add(word) for word in words_of(token["LOWER"]))
        else:
            self._matcher = Matcher(vocab, validate=False)
            self._matcher.add("token", [[dict(token)]])

    def __missing__(self, key: int) -> bool:
        from spacy.tokens import Doc

        if self._words is not None:
            fits = self._vocab[key].lower in self._words
        else:
            fits = bool(self._matcher(Doc(self._vocab, words=[self._vocab.strings[key]])))
        self[key] = fits
        return fits


class _AnyFits(dict[int, bool]):
    """Whether a word fits one of several tokens."""

    def __init__(self, choices: Sequence[_Fits]) -> None:
        super().__init__({0: False})
        self._choices = choices

    def __missing__(self, key: int) -> bool:
        fits = self[key] = any(choice[key] for choice in self._choices)
        return fits


@dataclass(frozen=True, slots=True)
class _Step:
    """A token of a pattern, how often it may stand, and whether it must be the first of the text.

    `is_one` is true where it stands exactly once, anywhere.
    """

    fits: _Fits
    least: int
    most: int
    at_start: bool
    is_one: bool

    def ends(self, words: list[int], start: int) -> Iterator[int]:
        """Where the words that fit may end when they begin at `start`."""
        for end in range(start, start + self.most + 1):
            if end - start >= self.least:
                yield end
            if end >= len(words) or not self.fits[words[end]] or (self.at_start and end):
                return

    def starts(self, words: list[int], end: int) -> Iterator[int]:
        """Where the words that fit may start when they end before `end`."""
        for start in range(end, end - self.most - 1, -1):
            if end - start >= self.least:
                yield start
            if not start or not self.fits[words[start - 1]] or (self.at_start and start > 1):
                return


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A pattern parted at its anchor: the tokens before it, the nearest first, and the anchor with those behind it."""

    rule_key: int
    before: tuple[_Step, ...]
    behind: tuple[_Step, ...]

    def match(self, words: list[int], i: int) -> Iterator[tuple[int, int, int]]:
        """Rule key, start and end of every match whose anchor stands at i."""
        # Most tokens stand for exactly one word, and need no search.
        ends = [i]
        for step in self.behind:
            if step.is_one:
                ends = [end + 1 for end in ends if end < len(words) and step.fits[words[end]]]
            else:
                ends = list({end for place in ends for end in step.ends(words, place)})
            if not ends:
                return
        starts = [i]
        for step in self.before:
            if step.is_one:
                starts = [start - 1 for start in starts if start and step.fits[words[start - 1]]]
            else:
                starts = list({start for place in starts for start in step.starts(words, place)})
            if not starts:
                return
        yield from ((self.rule_key, start, end) for start in starts for end in ends)


@dataclass(frozen=True, slots=True)
class _Company:
    """Patterns with one anchor word that ask for the same neighbours: None where any word, or none, may stand there."""

    preceding: _AnyFits | None
    following: _AnyFits | None
    patterns: list[_Anchored]

    def admits(self, before: int, behind: int) -> bool:
        """Whether the words beside the anchor (0: none) may belong to a match. Most tries end here."""
        return (self.following is None or self.following[behind]) and (self.preceding is None or self.preceding[before])


class AnchoredMatcher:
    """Matches the patterns of many rules; compiled once, used for every Doc of its vocabulary."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._by_word: dict[int, dict[str, _Company]] = defaultdict(dict)
        self._fits: dict[str, _Fits] = {}

    def add(self, rule_id: str, patterns: Iterable[TokenPattern]) -> None:
        """Add the patterns of a rule; each must hold a fixed word."""
        key = self._vocab.strings.add(rule_id)
        for pattern in patterns:
            anchor = _rarest(anchors(pattern))
            before, behind = pattern[anchor.index :: -1], pattern[anchor.index :]
            anchored = _Anchored(key, tuple(map(self._step, before[1:])), tuple(map(self._step, behind)))
            neighbours = _neighbours(before), _neighbours(behind)
            preceding, following = map(self._any, neighbours)
            for word in set(anchor.words):
                companies = self._by_word[self._vocab.strings.add(word)]
                company = companies.setdefault(repr(neighbours), _Company(preceding, following, []))
                company.patterns.append(anchored)

    def __call__(self, doc: Doc) -> set[tuple[int, int, int]]:
        """Rule key, start and end (half-open tokens) of every match."""
        lower, written = doc.to_array(["LOWER", "ORTH"]).T.tolist()
        by_word, found = self._by_word, set[tuple[int, int, int]]()
        for i in [i for i, word in enumerate(lower) if word in by_word]:
            before = written[i - 1] if i else 0
            behind = written[i + 1] if i + 1 < len(written) else 0
            for company in by_word[lower[i]].values():
                if company.admits(before, behind):
                    for anchored in company.patterns:
                        found.update(anchored.match(written, i))
        return found

    def _any(self, tokens: TokenPattern | None) -> _AnyFits | None:
        return None if tokens is None else _AnyFits([self._step(token).fits for token in tokens])

    def _step(self, token: Mapping[str, Any]) -> _Step:
        least, most = repetition(token.get("OP"))
        asked = {key: value for key, value in token.items() if key not in ("OP", _AT_START)}
        name = repr(sorted(asked.items()))
        if name not in self._fits:
            self._fits[name] = _Fits(asked, self._vocab)
        at_start = _AT_START in token
        return _Step(self._fits[name], least, most, at_start, is_one=least == most == 1 and not at_start)


def _neighbours(tokens: TokenPattern) -> TokenPattern | None:
    """The tokens that may stand beside the first of these; None where none need."""
    found = tokens[:1] if repetition(tokens[0].get("OP"))[1] > 1 else []
    for token in tokens[1:]:
        found = [*found, token]
        if repetition(token.get("OP"))[0]:
            return found
    return None


def _rarest(found: Iterable[Anchor]) -> Anchor:
    """The anchor whose words stand in the fewest places."""
    return min(found, key=lambda anchor: sum(100 if word in _EVERYWHERE else 1 for word in anchor.words))
