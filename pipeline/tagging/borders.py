"""Where a qualifier ends: from its cue over the noun phrase or the clause behind it (CODEBOOK 5)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.tagging.cues import Cue
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.tokens import Tokens

_HARD_STOPS = frozenset([";", ":", "—", "–"])
_LINKS = frozenset(["and", "or", "and/or", "but"])
_DATED = frozenset(["date", "day", "time", "and", "or", "event", "extent", "case", "condition"])
_NEW_PHRASES = frozenset(
    ["without", "with", "in", "by", "through", "subject", "under", "at", "on", "as", "if", "when", "where", "not"]
)
_ELABORATING = frozenset(["including", "such", "e.g."])
_FRONTED_GOES_ON = frozenset(["or", "and", "including", "such", "whether", "against"])
_GOES_ON_TO = frozenset(
    ["decision", "failure", "request", "made", "right", "intention", "refusal", "proposal", "need", "inability"]
)
_IN_A_TIME = frozenset(["after", "before", "following", "from", "of", "upon", "prior", "until", "within"])
_PLACING = frozenset(["in", "within", "on", "under", "at", "through"])
_ARTICLES = frozenset(["the", "a", "an", "each", "either", "neither", "both", "no", "such", "all", "any"])
_AUXILIARIES = frozenset(["is", "are", "was", "were", "has", "have", "does", "do"])
_ASIDES = frozenset(["with", "in", "through", "by", "so", "including", "which", "as", "while"])


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a qualifier may run: not beyond `limit`; `fronted` says that the clause it qualifies begins there.

    `starts` are the indices where other qualifiers begin, `times` those of them where a time does, `aims` those of the
    promised acts.
    """

    limit: int
    fronted: bool
    starts: frozenset[int]
    aims: frozenset[int]
    times: frozenset[int]


class BorderFinder:
    """Finds the ends of qualifiers; holds nothing of the text."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.modals = grammar.lists["modals"]

    def noun_phrase_end(self, tokens: Tokens, cue: Cue, bounds: Bounds) -> int:
        """The end of the noun phrase behind the cue, with its "of" phrases and coordinated nouns."""
        lower = tokens.lower
        i = cue.end
        while i < bounds.limit:
            word = lower[i]
            if word == ",":
                further = self._after_comma(tokens, i, cue, bounds)
                if further is None:
                    break
                i = further
            elif word == "(":
                closing = _closing(tokens, i, bounds.limit)
                i = closing + 1 if closing is not None else bounds.limit
            elif self._stops(tokens, i, cue, bounds):
                break
            else:
                i += 1
        return i

    def _stops(self, tokens: Tokens, i: int, cue: Cue, bounds: Bounds) -> bool:
        """Whether the noun phrase ends before i."""
        lower, word = tokens.lower, tokens.lower[i]
        if word in _HARD_STOPS or (word == "." and i >= bounds.limit - 1):
            return True
        if i == cue.end:
            return False
        if self._starts_anew(tokens, i, cue, bounds) or self._names_another(tokens, i, cue):
            return True
        following = lower[i + 1] if i + 1 < bounds.limit else ""
        if word == "to":
            belongs = cue.rule.label == "CONDITION" and lower[i - 1] in _GOES_ON_TO
            return self.grammar.is_base(following) and not belongs
        if word == "in" and following == "order":
            return True
        if (
            word == "with"
            and lower[i + 2 : i + 3]
            and lower[i + 2] in ("view", "aim", "objective", "purpose", "intention")
        ):
            return True
        if word in ("by", "through"):
            return self.grammar.is_gerund(following)
        if word == "that":
            return (
                lower[i - 1] not in self.grammar.prepositions
                and lower[i - 1] not in _DATED
                and not self._is_relative(tokens, i, bounds.limit)
            )
        return word in _LINKS and self._links_on(tokens, i, bounds)

    def _starts_anew(self, tokens: Tokens, i: int, cue: Cue, bounds: Bounds) -> bool:
        """Whether a modal, a promised act or a qualifier of its own stands at i."""
        lower = tokens.lower
        if i in bounds.aims:
            return True
        if lower[i] in self.modals:
            return not any(word in ("that", "which", "who") for word in lower[max(cue.end, i - 6) : i])
        if i not in bounds.starts or self._inside_time(lower, cue, i):
            return False
        # A time inside a condition belongs to it ("upon giving 30 days' notice").
        within = bounds.fronted or i == cue.end or self.grammar.is_gerund(lower[i - 1])
        return not (cue.rule.label == "CONDITION" and i in bounds.times and within)

    def _names_another(self, tokens: Tokens, i: int, cue: Cue) -> bool:
        """Whether a phrase about something else begins at i, right behind a noun ("during the talks of the Council the
        Parties …"), or, for a time, behind the instrument it counts from ("… of this Agreement in the Council")."""
        lower, before = tokens.lower, tokens.lower[i - 1]
        if cue.rule.label == "TIME" and before in self.grammar.instrument_nouns and lower[i] in _PLACING:
            return True
        if lower[i] not in _ARTICLES or i - 1 < cue.end or before in self.grammar.prepositions or before in _DATED:
            return False
        noun = before in self.grammar.nouns or before[:-1] in self.grammar.nouns
        return noun and not self.grammar.is_participle(before) and not self.grammar.is_only_verb(before)

    def _is_relative(self, tokens: Tokens, i: int, limit: int) -> bool:
        """Whether the "that" at i opens a relative clause with its verb right behind ("the Party that gave it")."""
        j = self.grammar.skip_adverbs(tokens, i + 1, limit)
        if j >= limit:
            return False
        word = tokens.lower[j]
        return (
            word in _AUXILIARIES
            or word in self.modals
            or (self.grammar.is_participle(word) and word not in self.grammar.nouns)
            or (self.grammar.is_third_person(word) and word[:-1] not in self.grammar.nouns)
        )

    def _links_on(self, tokens: Tokens, i: int, bounds: Bounds) -> bool:
        """Whether the link at i leads out of the phrase: to another verb, phrase or qualifier."""
        if i + 1 >= bounds.limit:
            return False
        following = tokens.lower[i + 1]
        return (
            tokens.lower[i : i + 3] == ["or", "such", "other"]
            or i + 1 in bounds.aims
            or i + 1 in bounds.starts
            or following in _NEW_PHRASES
            or self._verb_follows(tokens, i + 1, bounds.limit)
        )

    def _inside_time(self, lower: list[str], cue: Cue, i: int) -> bool:
        """A milestone inside a deadline belongs to it ("within 30 days after entry into force")."""
        if cue.rule.label != "TIME":
            return False
        if lower[i - 1] in ("ending", "beginning", "starting", "expiring"):
            return True
        return (lower[i] in _IN_A_TIME and lower[i - 1] != "and") or (
            lower[i] in ("each", "every") and lower[i - 1] == "of"
        )

    def _verb_follows(self, tokens: Tokens, i: int, limit: int) -> bool:
        word = tokens.lower[i]
        return (
            self.grammar.is_only_verb(word)
            or word == "to"
            or word in self.modals
            or word in _AUXILIARIES
            or (word in self.grammar.adverbs and i + 1 < limit and self.grammar.is_only_verb(tokens.lower[i + 1]))
        )

    def _after_comma(self, tokens: Tokens, comma: int, cue: Cue, bounds: Bounds) -> int | None:
        """Where the noun phrase goes on behind a comma ("laws, regulations and policies"), or None."""
        lower = tokens.lower
        i = comma + 1
        if i >= bounds.limit or i in bounds.starts:
            return None
        if bounds.fronted and cue.rule.label == "CONDITION" and lower[i] in _FRONTED_GOES_ON:
            return i + 1
        if cue.rule.label == "TIME":
            return None
        if lower[i] in _ELABORATING and (lower[i] != "such" or lower[i + 1 : i + 2] == ["as"]):
            return i + 1
        for j in range(i, min(bounds.limit, i + 6)):
            word = lower[j]
            if word in ("and", "or") and j > i:
                return j if j + 1 < bounds.limit and not self._verb_follows(tokens, j + 1, bounds.limit) else None
            if word == "," and j > i:
                return self._after_comma(tokens, j, cue, bounds)
            if self._opens_phrase(word):
                return None
        return None

    def _opens_phrase(self, word: str) -> bool:
        determiner = word in self.grammar.determiners and word not in self.grammar.possessives
        return determiner or word in self.grammar.prepositions or word in self.grammar.pronouns or word in _HARD_STOPS

    def clause_end(self, tokens: Tokens, cue: Cue, bounds: Bounds) -> int:
        """The end of the subordinate clause behind the cue."""
        lower = tokens.lower
        opened = cue.start > 0 and lower[cue.start - 1] in (",", "(", "–", "—")
        i = self._behind_aside(tokens, cue.end, bounds.limit)
        while i < bounds.limit:
            word = lower[i]
            if word == ";" or (word in (":", "—", "–") and not bounds.fronted) or (word == ")" and opened):
                break
            if i > cue.end and i in bounds.starts and lower[i - 1] in (*_LINKS, ","):
                aside = i in bounds.times and self._goes_on_behind(lower, i, bounds.limit)
                if not aside and not self._is_nested(lower, i):
                    break
            if i > cue.end and word == "and" and lower[i + 1 : i + 2] in (["do"], ["does"]):
                break
            if not bounds.fronted and word == "," and self._comma_ends(tokens, i, cue, bounds, opened):
                break
            i += 1
        return i

    def _behind_aside(self, tokens: Tokens, i: int, limit: int) -> int:
        """Behind an aside right after the introducing word ("if, in its opinion, the goods are faulty")."""
        if i < limit and tokens.lower[i] == ",":
            for j in range(i + 1, min(limit, i + 15)):
                if tokens.lower[j] == ",":
                    return j + 1
        return i

    def _is_nested(self, lower: list[str], i: int) -> bool:
        """Law and place phrases inside a long clause do not end it."""
        return lower[i] in ("in", "as", "with", "for") and lower[i - 1] == ","

    def _comma_ends(self, tokens: Tokens, i: int, cue: Cue, bounds: Bounds, opened: bool) -> bool:
        lower = tokens.lower
        if i + 1 in bounds.times and self._goes_on_behind(lower, i + 1, bounds.limit):
            return False
        if i + 1 >= bounds.limit or i + 1 in bounds.starts:
            return True
        following = lower[i + 1]
        if cue.start and lower[cue.start - 1] == "that" and following in (*_ARTICLES, *self.grammar.possessives):
            # "shall provide that, where a loan is late, the Bank …": the clause it qualifies begins.
            return True
        if opened and i > cue.end:
            return following not in ("or", "and") or i + 2 >= bounds.limit
        if following in _LINKS and "," in lower[i + 2 : min(bounds.limit, i + 7)]:
            # An alternative put in between ("measures which create, or may create, an obstacle").
            return False
        linked = following in _LINKS and i + 2 < bounds.limit and self._verb_follows(tokens, i + 2, bounds.limit)
        return following in _ASIDES or linked

    def alternative_end(self, tokens: Tokens, end: int, bounds: Bounds) -> int:
        """The end of a time with its alternative ("by 1 May 2031, or the date of signature, whichever is later")."""
        lower = tokens.lower
        link = next((i for i in (end, end + 1) if lower[i : i + 1] == ["or"]), None)
        if link is None or lower[end] not in ("or", ",") or lower[link + 1] in ("as", "when", "if", "once", "upon"):
            return end
        for i in range(end, min(bounds.limit - 2, end + 40)):
            if lower[i] == "whichever":
                return i + 3 if lower[i + 2] != "the" else i + 4
        return end

    def _goes_on_behind(self, lower: list[str], i: int, limit: int) -> bool:
        """Whether the aside at i is only put in between ("gives notice, three months in advance, of its intention")."""
        comma = next((j for j in range(i, min(limit - 1, i + 9)) if lower[j] == ","), None)
        return comma is not None and lower[comma + 1] in ("of", "to", "that", "for")

    def trimmed(self, tokens: Tokens, start: int, end: int) -> int:
        """The end without links, punctuation and stray adverbs."""
        lower = tokens.lower
        while end > start + 1 and (lower[end - 1] in _LINKS or lower[end - 1] in ("also", "therefore", *",;:.–—(")):
            end -= 1
        return end


def _closing(tokens: Tokens, i: int, limit: int) -> int | None:
    for j in range(i + 1, min(limit, i + 40)):
        if tokens.lower[j] == ")":
            return j
    return None
