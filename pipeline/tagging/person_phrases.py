"""Noun phrases that name somebody, read from their first word: parties, states, organs, private persons."""

from __future__ import annotations

from pipeline.normalisation import canonical_actor
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.names import NameReader
from pipeline.tagging.tokens import TokenRange, Tokens

_LONGEST_NAME = 9
_LONGEST_LEAD = 5
_POSSESSIVE = frozenset(["'s", "'"])
_MUTUAL = (["each", "other"], ["one", "another"])


class PersonPhrases:
    """Reads such phrases; holds nothing of the text."""

    def __init__(self, grammar: Grammar, names: NameReader) -> None:
        self.grammar = grammar
        self.names = names
        self.heads = grammar.actor_heads | grammar.lists["benefiting_persons"]

    def read(self, tokens: Tokens, start: int, end: int, *, possessive: bool) -> TokenRange | None:
        """The noun phrase at `start` where somebody heads it, with what "of" and "and" add to it."""
        head = self._head_end(tokens, start, end, possessive=possessive)
        if head is None:
            return None
        if head < end and tokens.lower[head] in _POSSESSIVE:
            return (start, head)
        if head + 1 < end and tokens.lower[head] == "of":
            inner = self.read(tokens, head + 1, end, possessive=False)
            head = inner[1] if inner is not None else head
        if head + 1 < end and tokens.lower[head] in ("and", "or", ",") and tokens.lower[head + 1] not in ("to", "for"):
            further = self.read(tokens, head + 1, end, possessive=False)
            joined = tokens.lower[head] != "," or (
                further is not None and tokens.lower[further[1] - 2] in ("and", "or")
            )
            if further is not None and joined:
                head = further[1]
        return (start, head)

    def _head_end(self, tokens: Tokens, start: int, end: int, *, possessive: bool) -> int | None:
        """Behind the word or name that heads the phrase at `start`, where it names somebody."""
        lower = tokens.lower
        if lower[start : start + 2] in _MUTUAL:
            return start + 2
        if lower[start] == "that" and lower[start + 1 : start + 2] and lower[start + 1] in self.grammar.determiners:
            # "provide that each person may …" opens a clause.
            return None
        for i in range(start, min(end, start + _LONGEST_LEAD)):
            name = self._name_end(tokens, i, end)
            if name is None and lower[i] in self.heads:
                name = i + 1
                while name < end and lower[name] in self.heads:
                    name += 1
            if name is not None:
                owned = name < end and (lower[name] in _POSSESSIVE)
                return name if possessive or not owned else None
            leads = i + 1 < end and lower[i + 1] in self.heads and lower[i] in self.grammar.nouns
            if not (
                leads
                or lower[i] in self.grammar.determiners
                or lower[i] in self.grammar.adjectives
                or tokens.raw[i].isdigit()
            ):
                return None
        return None

    def _name_end(self, tokens: Tokens, start: int, end: int) -> int | None:
        """Behind the longest name of a state, an organisation or a party that begins at `start`."""
        if not self.grammar.starts_name(tokens, start):
            return None
        stop = start
        while stop < min(end, start + _LONGEST_NAME) and (
            self.grammar.starts_name(tokens, stop) or tokens.lower[stop] in ("of", "the", "and", "for")
        ):
            stop += 1
        for last in range(stop, start, -1):
            if canonical_actor(" ".join(tokens.raw[start:last])) is not None:
                return last
        return start + 1 if tokens.lower[start] in self.names.party_words else None
