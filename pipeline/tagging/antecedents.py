"""Whom "it" and "they" take up: the party, state, organ or person that is the subject before them."""

from __future__ import annotations

from pipeline.tagging.grammar import Grammar
from pipeline.tagging.person_phrases import PersonPhrases
from pipeline.tagging.tokens import TokenRange, Tokens

_PLURAL = {"it": False, "they": True}
_BEFORE_SUBJECT = frozenset(
    [",", ";", ":", "(", "and", "or", "but", "that", "if", "when", "where", "once", "unless", "because", "whenever",
     "wherever", "after", "before", "until", "should"]
)  # fmt: skip


class AntecedentFinder:
    """Finds antecedents; holds nothing of the text."""

    def __init__(self, grammar: Grammar, phrases: PersonPhrases) -> None:
        self.grammar = grammar
        self.phrases = phrases

    def of(self, tokens: Tokens, actor: TokenRange | None, sentences: list[TokenRange]) -> TokenRange | None:
        """The words that the pronoun `actor` takes up: the first fitting subject of its sentence, or of the one before.

        `sentences` are those of the stretch, in order; None where the actor is no such pronoun or takes up nobody.
        """
        if actor is None or actor[1] - actor[0] != 1 or tokens.lower[actor[0]] not in _PLURAL:
            return None
        plural = _PLURAL[tokens.lower[actor[0]]]
        n = next(n for n, sentence in enumerate(sentences) if sentence[0] <= actor[0] < sentence[1])
        found = self._subject(tokens, sentences[n][0], actor[0], plural=plural)
        if found is None and n:
            found = self._subject(tokens, *sentences[n - 1], plural=plural)
        return found

    def _subject(self, tokens: Tokens, start: int, end: int, *, plural: bool) -> TokenRange | None:
        for i in range(start, end):
            if i > start and tokens.lower[i - 1] not in _BEFORE_SUBJECT:
                continue
            found = self.phrases.read(tokens, i, end, possessive=False)
            if found is not None and self._is_plural(tokens, found) == plural:
                return found
        return None

    def _is_plural(self, tokens: Tokens, phrase: TokenRange) -> bool:
        words = tokens.lower[phrase[0] : phrase[1]]
        if words[0] in ("each", "either", "neither", "a", "an", "any", "one"):
            return False
        head = next((i for i, word in enumerate(words) if i and word == "of"), len(words)) - 1
        return "and" in words or (words[head].endswith("s") and words[head] not in ("customs", "states"))
