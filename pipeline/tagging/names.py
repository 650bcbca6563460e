"""Words that name somebody who can be bound: parties, states, organs, private persons."""

from __future__ import annotations

from pipeline.normalisation import canonical_actor
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.tokens import TokenRange, Tokens

_LINKS = frozenset(["and", "or", "but", "nor", "and/or"])


class NameReader:
    """Reads names; holds nothing of the text but the one-word names of the parties."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.party_words: frozenset[str] = frozenset()
        """One-word names of the parties of the agreement being read, in small letters."""
        self.openers = grammar.prepositions | grammar.subordinators | grammar.lists["fronting_participles"]

    def actor_in(self, tokens: Tokens, start: int, end: int) -> TokenRange | None:
        """The words that name who is bound, when the phrase is headed by a party, an organ or a person.

        What follows the head and identifies it stays ("The Party complained against", "a Member that wishes to leave");
        what only adds to it behind a comma does not.
        """
        start = self.grammar.skip_adverbs(tokens, start, end)
        while start < end and tokens.lower[start] in _LINKS | {",", "(", "-"}:
            start += 1
        if start >= end:
            return None
        stop = self._head_end(tokens, start, end)
        head = self._head_index(tokens, start, stop)
        if head is None:
            return None
        return (start, stop)

    def _head_end(self, tokens: Tokens, start: int, end: int) -> int:
        """Where modifiers that do not identify the actor begin."""
        for i in range(start + 1, end):
            word = tokens.lower[i]
            if word in self.grammar.relatives and tokens.lower[i - 1] in (",", "and"):
                return i - 1 if i - 1 > start else i
            if word in (",", "(") and not self._continues_list(tokens, i, end):
                return i
        return end

    def _continues_list(self, tokens: Tokens, i: int, end: int) -> bool:
        return "and" in tokens.lower[i:end] and tokens.lower[i + 1] not in self.openers if i + 1 < end else False

    def _head_index(self, tokens: Tokens, start: int, end: int) -> int | None:
        """The index of the head noun when it names somebody who can act."""
        lower = tokens.lower
        if (
            end - start >= 3
            and lower[start] in ("either", "each", "neither", "both", "any", "none", "all", "one")
            and (
                lower[start + 1] == "of"
                and (lower[start + 2] in ("them", "us") or self._head_index(tokens, start + 2, end) is not None)
            )
        ):
            return start
        if end - start == 2 and lower[start] == "the" and lower[start + 1] in ("other", "latter", "former"):
            return start + 1
        for i in range(start, end):
            word = lower[i]
            if i > start and word in self.grammar.prepositions:
                break
            if word in self.grammar.pronouns or word in self.grammar.actor_heads:
                following = lower[i + 1] if i + 1 < end else ""
                if following == "'s" or following == "'":
                    continue
                if (
                    i + 1 < end
                    and following not in self.grammar.prepositions
                    and not self._may_follow_head(tokens, i + 1)
                ):
                    continue
                return i
        if start < end and self._is_name(tokens, start, end):
            return start
        return None

    def _may_follow_head(self, tokens: Tokens, i: int) -> bool:
        word = tokens.lower[i]
        return (
            word in _LINKS
            or word in self.grammar.relatives
            or word in (",", "(", "-", "concerned", "themselves", "itself", "hereto", "may", "'", "jointly", "each")
            or (
                self.grammar.is_participle(word)
                or self.grammar.is_gerund(word)
                or self.grammar.is_adverb(word)
                or self.grammar.starts_name(tokens, i)
                or tokens.raw[i].isdigit()
            )
        )

    def _is_name(self, tokens: Tokens, start: int, end: int) -> bool:
        """A proper name: capitals throughout but for an article and "of"; never an instrument or a part of one."""
        words = [
            w for w in tokens.raw[start:end] if w.lower() not in ("the", "of", "and", "for", ",", "'s", "’s", "on")
        ]
        lowered = {w.lower() for w in words}
        if not words or lowered & self.grammar.instrument_nouns or lowered & self.grammar.lists["provision_nouns"]:
            return False
        named = all(w[0].isupper() for w in words)
        first_word = start == 0 or tokens.raw[start - 1] in (".", ":", "-")
        if first_word and len(words) == 1 and tokens.lower[start] != "the":
            return named and (
                words[0].lower() in self.party_words
                or canonical_actor(words[0]) is not None
                or not self._is_dictionary_word(words[0].lower())
            )
        return named

    def _is_dictionary_word(self, word: str) -> bool:
        stem = word[:-1] if word.endswith("s") else word
        return (
            any(
                w in words
                for w in (word, stem)
                for words in (self.grammar.nouns, self.grammar.verbs, self.grammar.adjectives)
            )
            or self.grammar.is_adverb(word)
            or (
                word in self.openers
                or word in self.grammar.determiners
                or self.grammar.is_gerund(word)
                or self.grammar.is_participle(word)
            )
            or word.endswith(("ions", "ments", "ies"))
        )

    def is_name_alone(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether the words are just the name of a party, a state or an organisation, or "Parties" alone."""
        if end - start == 1 and tokens.lower[start] in (
            "parties",
            "participants",
            "members",
            "signatories",
            *self.party_words,
        ):
            return True
        return self.grammar.starts_name(tokens, start) and canonical_actor(" ".join(tokens.raw[start:end])) is not None
