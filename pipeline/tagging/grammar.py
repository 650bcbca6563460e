"""What a word can be: closed classes from the rules' word lists, open classes from spaCy's lookup tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.tagging.tokens import Tokens

_FIXED_ADVERBS = {
    "at": (("at", "once"), ("at", "all", "times"), ("at", "any", "time")),
    "in": (("in", "good", "faith"), ("in", "particular"), ("in", "turn")),
    "no": (("no", "longer"),),
    "from": (("from", "time", "to", "time"),),
}
_PERSON_ENDINGS = ("er", "or", "ee", "ist", "ian", "ant", "ent")
_ING_ENDINGS = (("ing", ""), ("ing", "e"))
_PAST_ENDINGS = (("ed", "e"), ("ed", ""))
_THIRD_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"))


class Grammar:
    """Word classes for the clause engine; every list is named in `pipeline/rules/grammar.yaml`."""

    def __init__(self, word_lists: Mapping[str, frozenset[str]]) -> None:
        self.lists = word_lists
        tables = _lookup_tables()
        self.verbs = tables["verb"]
        self.nouns = tables["noun"]
        self.adjectives = tables["adj"]
        self._irregular = _irregular_verbs()
        self.same_form = word_lists["same_form_participles"]
        self.adverbs = word_lists["adverbs"]
        self.not_adverbs = word_lists["not_adverbs"]
        self.determiners = word_lists["determiners"]
        self.possessives = word_lists["possessives"]
        self.pronouns = word_lists["pronouns"]
        self.relatives = word_lists["relatives"]
        self.prepositions = word_lists["prepositions"]
        self.subordinators = word_lists["subordinators"]
        self.conjunctions = word_lists["conjunctions"]
        heads = word_lists["actor_heads"] | word_lists["private_persons"]
        self.actor_heads = heads | {f"{word}s" for word in heads if word.endswith(_PERSON_ENDINGS)}
        self.instrument_nouns = word_lists["instrument_nouns"]
        self.life_nouns = word_lists["life_nouns"]

    @cache  # noqa: B019 - one grammar lives as long as its tagger
    def is_adverb(self, word: str) -> bool:
        """An adverb that may stand between subject, deontic and verb."""
        if word in self.not_adverbs:
            return False
        return word in self.adverbs or (word.endswith("ly") and len(word) > 4)

    @cache  # noqa: B019
    def is_base(self, word: str) -> bool:
        """A verb's base form ("provide", "co-operate"), whatever else the word may be."""
        return (
            word in self.verbs
            or ("-" in word and word.rsplit("-", 1)[-1] in self.verbs)
            or (word.startswith("co") and word[2:] in self.verbs)
        )

    @cache  # noqa: B019
    def is_gerund(self, word: str) -> bool:
        """An -ing form of a known verb."""
        return len(word) > 4 and word.endswith("ing") and self._has_base(word, _ING_ENDINGS)

    @cache  # noqa: B019
    def is_participle(self, word: str) -> bool:
        """A past participle of a known verb, regular or irregular."""
        if word in self.same_form:
            return True
        if word in self._irregular:
            return not word.endswith("ing")
        tail = word.rsplit("-", 1)[-1]
        return tail in self._irregular or (
            len(word) > 3 and tail.endswith("ed") and self._has_base(tail, _PAST_ENDINGS)
        )

    @cache  # noqa: B019
    def is_third_person(self, word: str) -> bool:
        """A verb's third person singular that is no plural of a noun ("reaffirms", not "commits" alone)."""
        return word.endswith("s") and self._has_base(word, _THIRD_ENDINGS)

    def is_only_verb(self, word: str) -> bool:
        """A base form that is no noun as well ("provide", not "support")."""
        return self.is_base(word) and word not in self.nouns

    def _has_base(self, word: str, endings: tuple[tuple[str, str], ...]) -> bool:
        for ending, put in endings:
            if word.endswith(ending):
                stem = word[: -len(ending)]
                if self.is_base(stem + put) or (len(stem) > 2 and stem[-1] == stem[-2] and self.is_base(stem[:-1])):
                    return True
        return word in self._irregular

    def skip_adverbs(self, tokens: Tokens, i: int, end: int) -> int:
        """The first index from i on that is no adverb; a few fixed phrases are adverbs too ("at once")."""
        lower = tokens.lower
        if i < end and lower[i] in _FIXED_ADVERBS:
            for words in _FIXED_ADVERBS[lower[i]]:
                if tuple(lower[i : i + len(words)]) == words and i + len(words) < end:
                    i += len(words)
                    break
        while i < end and (
            self.is_adverb(lower[i])
            or (
                lower[i] in ("and", "or")
                and i + 1 < end
                and self.is_adverb(lower[i + 1])
                and self.is_adverb(lower[i - 1])
            )
        ):
            i += 1
        return i

    def starts_name(self, tokens: Tokens, i: int) -> bool:
        """Whether token i is written with a capital."""
        return tokens.raw[i][:1].isupper()


@cache
def _lookup_tables() -> dict[str, frozenset[str]]:
    """Lemma indexes of spacy-lookups-data: verb, noun and adj, each a set of lower-case base forms."""
    from spacy.lookups import load_lookups

    index = load_lookups("en", ["lemma_index"]).get_table("lemma_index")
    return {name: frozenset(index[name]) for name in ("verb", "noun", "adj")}


@cache
def _irregular_verbs() -> frozenset[str]:
    """Irregular and doubled forms of verbs ("given", "submitted"), from the same tables."""
    from spacy.lookups import load_lookups

    table = load_lookups("en", ["lemma_exc"]).get_table("lemma_exc")
    return frozenset(table["verb"])
