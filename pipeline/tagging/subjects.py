"""Who a clause is about: the subject before a deontic, found by walking left from it."""

from __future__ import annotations

from pipeline.tagging.frames import Role, Subject
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.names import NameReader
from pipeline.tagging.tokens import Tokens

_STOPS = frozenset([";", ":", "—", "–", "--", '"', "“", "”", "("])
_SUBJECT_PRONOUNS = frozenset(["we", "they", "it", "he", "she"])
_CLAUSE_LINKS = frozenset(["and", "or", "but", "nor", "and/or"])
_FIXED_ADVERBS = frozenset(
    [("in", "particular"), ("in", "turn"), ("in", "general"), ("in", "addition"), ("for", "example")]
)
_WITH_WHICH = frozenset(["failing", "during", "after", "upon", "following"])
_LONGEST_ASIDE = 9


class SubjectFinder:
    """Finds subjects; one a tagger, since it holds nothing of the text."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.names = NameReader(grammar)
        lists = grammar.lists
        self.openers = grammar.prepositions | grammar.subordinators | lists["fronting_participles"]
        self.no_antecedents = self.openers | grammar.conjunctions | grammar.determiners
        self.finite = lists["finite_verbs"]
        self.wishes = lists["wish_verbs"]
        self.attitudes = lists["attitude_verbs"]
        self.reporting = lists["that_verbs"]
        self.ensuring = lists["ensuring_verbs"]

    def find(self, tokens: Tokens, low: int, deontic: int, follows: bool, begin: int = -1) -> Subject:
        """The subject of the deontic at `deontic`, not reaching left of `low`; `begin` is where the sentence begins.

        `follows` says that another main clause stands before `low` in the same sentence, so that an "and" before the
        subject links clauses rather than names.
        """
        end = self._skip_left(tokens, low, deontic)
        if end <= low:
            return Subject("shared", deontic, deontic)
        last = tokens.lower[end - 1]
        if last == "as":
            return Subject("subordinate", end - 1, end, governor=last)
        if last in self.grammar.relatives and last != "what":
            return Subject("relative", end - 1, end, governor=last)
        if last in _CLAUSE_LINKS:
            return Subject("shared", deontic, deontic)
        begin = low if begin < 0 else begin
        if tokens.lower[max(low, end - 3) : end] == ["he", "or", "she"]:
            return Subject("main", end - 3, end, (end - 3, end))
        if last in _SUBJECT_PRONOUNS and end - 1 > low and tokens.lower[end - 2] in _CLAUSE_LINKS:
            return Subject("main", end - 1, end, (end - 1, end))
        start, role, governor = self._walk(tokens, low, end, follows, begin)
        if role in ("main", "that"):
            start = self._drop_fronted(tokens, start, end)
            contact = self._contact_clause(tokens, start, end)
            if contact is not None:
                start, role, governor = contact, "relative", "that"
        return Subject(role, start, end, self.names.actor_in(tokens, start, end), governor)

    def _skip_left(self, tokens: Tokens, low: int, end: int) -> int:
        """Step left over adverbs and over asides between commas ("the Parties, at the request of either, shall")."""
        lower = tokens.lower
        while end > low:
            if self.grammar.is_adverb(lower[end - 1]):
                end -= 1
            elif end - 2 > low and (lower[end - 2], lower[end - 1]) in _FIXED_ADVERBS:
                end -= 2
            elif lower[end - 1] in (",", "–", "—", ")"):
                opening = self.aside_start(tokens, low, end - 1)
                if opening is None:
                    return end - 1 if lower[end - 1] == "," else end
                end = opening
            else:
                return end
        return end

    def aside_start(self, tokens: Tokens, low: int, close: int) -> int | None:
        """The index of the mark that opens the aside closed at `close`, or None where there is none."""
        lower = tokens.lower
        mark = {")": "("}.get(lower[close], lower[close])
        found = None
        i = close - 1
        commas = 0
        while i > low and commas < 8:
            if lower[i] in (";", ":"):
                break
            if lower[i] == mark:
                if mark != ",":
                    return i
                commas += 1
                if self._opens_aside(tokens, i + 1, close):
                    found = i
                elif found is not None:
                    break
            i -= 1
        return found

    def _opens_aside(self, tokens: Tokens, i: int, close: int) -> bool:
        if i >= 2 and tokens.lower[i - 2] == "we":
            # "We, the Ministers, agree …".
            return True
        i = self.grammar.skip_adverbs(tokens, i, close)
        if i >= close:
            return True
        word = tokens.lower[i]
        if word in _CLAUSE_LINKS and i + 1 < close:
            word = tokens.lower[i + 1]
            return word in self.openers
        return word in self.openers or self.grammar.is_gerund(word) or self.grammar.is_participle(word) or word == "co"

    def _contact_clause(self, tokens: Tokens, start: int, end: int) -> int | None:
        """Where a relative clause without relative word begins ("requirements the Parties may identify"), or None."""
        for i in range(start + 2, end):
            word, before = tokens.lower[i], tokens.lower[i - 1]
            if word in self.grammar.relatives:
                return None
            noun = before in self.grammar.nouns or before[:-1] in self.grammar.nouns
            if (
                (word in ("the", "we", "they") or (word == "it" and i + 1 == end))
                and noun
                and before not in self.no_antecedents
                and (tokens.raw[i - 1][0].islower() and self.names.actor_in(tokens, i, end) is not None)
            ):
                return i
        return None

    def _walk(self, tokens: Tokens, low: int, end: int, follows: bool, begin: int) -> tuple[int, Role, str]:
        """Walk left over one noun phrase; its start, the clause's role, and the word that introduces it."""
        lower = tokens.lower
        i = end - 1
        while i > low:
            word = lower[i - 1]
            if word == ")":
                opening = self._opening(tokens, low, i - 1)
                if opening is not None:
                    i = opening
                    continue
            if word in _STOPS:
                return i, "main", ""
            if word in ("until", "till") and end - i == 1 and lower[i] in _SUBJECT_PRONOUNS:
                return i, "subordinate", word
            if word == ",":
                wider = self._list_start(tokens, low, i, end, follows)
                if wider is None and lower[i] == "of":
                    # "the protection, under this Agreement, of the names": the phrase goes on behind an aside.
                    wider = self.aside_start(tokens, low, i - 1)
                if wider is None:
                    return i, "main", ""
                i = wider
                continue
            if word == "that" and not self._is_demonstrative(tokens, low, i - 1):
                role, governor = self._that_role(tokens, begin, i - 1)
                if role == "relative" and i < end and self._is_finite(tokens.lower[i]):
                    i -= 1
                    continue
                if role in ("relative", "subordinate") and i - 2 > low and self._is_complete(tokens, i, end):
                    # "A Party claiming that an area is free of disease shall …": the inner clause has its own verb.
                    i -= 1
                    continue
                return i, role, governor
            if word == "which" and i - 2 >= low and lower[i - 2] in _WITH_WHICH:
                # "a trial period, during which either side may …" is a clause of its own.
                return i, "main", ""
            if word in self.grammar.relatives and word != "that":
                return self._relative_left(tokens, low, i, end, begin)
            if word in ("where", "when", "if", "once", "because") and i < end:
                inner = self._after_clause(tokens, i, end)
                if inner is not None and inner < end:
                    return inner, "main", ""
                if inner is not None and word in ("where", "when") and i - 1 > low:
                    i -= 1
                    continue
            if word in self.grammar.subordinators and word not in ("that", "as", "since", "until", "till"):
                return i, "subordinate", word
            if word == "as" and i - 2 >= low and tokens.lower[i - 2] not in ("well", "such", "same"):
                return i, "subordinate", word
            if word in _CLAUSE_LINKS and self._links_clauses(tokens, low, i - 1, follows):
                return i, "main", ""
            i -= 1
        return low, "main", ""

    def _is_complete(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether a clause has its finite verb before the deontic, outside relative clauses."""
        for word in tokens.lower[start:end]:
            if word in self.grammar.relatives or word in (",", "if", "when", "where"):
                return False
            if word in ("is", "are", "has", "have") or self._is_surely_finite(word):
                return True
        return False

    def _opening(self, tokens: Tokens, low: int, close: int) -> int | None:
        """The index of the bracket that opens a short aside ("the Emirates (UAE), India and …"), or None."""
        for i in range(close - 1, max(low, close - _LONGEST_ASIDE), -1):
            if tokens.lower[i] == "(":
                return i
        return None

    def _is_finite(self, word: str) -> bool:
        return (
            word in self.finite
            or word in self.wishes
            or (self.grammar.is_third_person(word) and word not in self.grammar.nouns)
        )

    def _is_surely_finite(self, word: str) -> bool:
        """A finite verb that is no plural noun ("requires", not "supports" or "paragraphs")."""
        return (
            word in self.finite
            or word in self.wishes
            or (self.grammar.is_third_person(word) and not {word, word[:-1]} & self.grammar.nouns)
        )

    def _after_clause(self, tokens: Tokens, start: int, end: int) -> int | None:
        """Where a subject begins behind a subordinate clause without a comma ("if it so requests the Board shall").

        None: no finite verb stands in [start, end), so the deontic is the clause's own. `end`: the clause reaches up
        to the deontic, and so modifies the subject before it ("the place where the goods are held shall").
        """
        verb = max((i for i in range(start + 1, end) if self._is_finite(tokens.lower[i])), default=None)
        if verb is None:
            return None
        for i in range(verb + 1, end):
            if (
                tokens.lower[i] in ("the", "each", "either", "both", "neither")
                or tokens.lower[i] in self.grammar.pronouns
            ):
                return i if self.names.actor_in(tokens, i, end) is not None else end
        return end

    def _relative_left(self, tokens: Tokens, low: int, i: int, end: int, begin: int) -> tuple[int, Role, str]:
        """A relative word inside the phrase: it modifies the subject ("either Party which is not party to … shall")
        when a finite verb stands between it and the deontic; else the deontic is the relative clause's own."""
        inner = tokens.lower[i:end]
        first = self.grammar.skip_adverbs(tokens, i, end)
        own = first < end and (
            self.grammar.is_third_person(tokens.lower[first]) or self.grammar.is_base(tokens.lower[first])
        )
        # Right behind its relative word a form that is noun and verb alike is the verb; further on it is the noun.
        if (own or any(self._is_surely_finite(word) for word in inner)) and i - 1 > low:
            return self._walk(tokens, low, i - 1, False, begin)
        return i, "relative", tokens.lower[i - 1]

    def _is_demonstrative(self, tokens: Tokens, low: int, i: int) -> bool:
        """As in "that Party" at the head of a clause, against "agree that Parties" and "measures that Parties"."""
        before = tokens.lower[i - 1] if i > low else ","
        following = tokens.lower[i + 1] if i + 1 < len(tokens) else ""
        if following in self.grammar.determiners or following in self.grammar.pronouns or before in ("save", "except"):
            return False
        return i == low or before in (",", ";", "and", "or", "but", ":") or before in self.grammar.prepositions

    def _that_role(self, tokens: Tokens, low: int, i: int) -> tuple[Role, str]:
        """The role of a clause introduced by the "that" at i, from the nearest verb before it."""
        if i > low and tokens.lower[i - 1] in ("and", "or", "but", ","):
            for j in range(i - 2, low - 1, -1):
                if tokens.lower[j] == "that" and j > low:
                    return self._that_role(tokens, low, j)
        for j in range(i - 1, max(low, i - 14) - 1, -1):
            word = tokens.lower[j]
            if word in self.ensuring or (j == i - 1 and word in ("save", "except")):
                return "subordinate", word
            if word in self.reporting:
                return "that", word
            if word in ("provided", "condition", "event", "extent"):
                return "subordinate", word
        return ("that", "") if i == low else ("relative", "that")

    def _links_clauses(self, tokens: Tokens, low: int, link: int, follows: bool) -> bool:
        """Whether the "and" at `link` joins clauses: it does where a clause stands before it."""
        if tokens.lower[link] == "or" and not self._opens_subject(tokens, link + 1):
            return False
        if link > low and tokens.lower[link - 1] == ",":
            return follows or self._has_finite(tokens, low, link)
        if not follows and not self._has_finite(tokens, low, link):
            return False
        left = link
        while (
            left > low and tokens.lower[left - 1] not in _STOPS and tokens.lower[left - 1] not in (",", "that", "which")
        ):
            left -= 1
        if tokens.lower[left] in _CLAUSE_LINKS:
            left += 1
        short = 0 < link - left <= 6 and left > low
        return not (
            short and self.names.actor_in(tokens, left, link) is not None and self._is_plain_name(tokens, left, link)
        )

    def _opens_subject(self, tokens: Tokens, i: int) -> bool:
        """Whether a clause's subject can begin at i: "or arrangement" only goes on with a noun phrase."""
        word = tokens.lower[i]
        return (
            word in self.grammar.determiners
            or word in self.grammar.pronouns
            or self.grammar.starts_name(tokens, i)
            or word.endswith("s")
        )

    def _is_plain_name(self, tokens: Tokens, start: int, end: int) -> bool:
        return tokens.lower[start] in self.grammar.determiners or self.grammar.starts_name(tokens, start)

    def _has_finite(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether a finite verb stands there outside a relative clause."""
        for word in tokens.lower[start:end]:
            if word in self.grammar.relatives and word != "that":
                return False
            if word in self.finite or word in self.attitudes:
                return True
        return False

    def _list_start(self, tokens: Tokens, low: int, i: int, end: int, follows: bool) -> int | None:
        """Where a list of names that goes on left of the comma before i begins ("A, B and C shall"), or None."""
        first = tokens.lower[i]
        in_list = first in ("and", "or") or "and" in tokens.lower[i:end]
        left = i - 1
        stop = left
        while left > low and tokens.lower[left - 1] not in _STOPS and tokens.lower[left - 1] != ",":
            left -= 1
            if tokens.lower[left] == ")":
                left = stop = self._opening(tokens, low, left) or left
        chunk = tokens.lower[left:stop]
        if not in_list or follows or not chunk or len(chunk) > 8:
            return None
        if chunk[0] in self.openers or any(word in self.finite for word in chunk):
            return None
        if not self._is_plain_name(tokens, left, stop) or self.names.actor_in(tokens, left, stop) is None:
            return None
        return left

    def _drop_fronted(self, tokens: Tokens, start: int, end: int) -> int:
        """Cut a fronted phrase without a comma ("In this context the Parties will")."""
        start = self.grammar.skip_adverbs(tokens, start, end)
        while start < end - 1 and tokens.lower[start] in (*_CLAUSE_LINKS, "-"):
            start += 1
        if start + 2 < end and tokens.lower[start] == "[" and tokens.lower[start + 2] == "]":
            # A footnote mark that the text keeps in square brackets.
            start += 3
        latest = tokens.lower[start + 1 : start + 3] == ["later", "than"]
        if start >= end or not (latest or tokens.lower[start] in self.openers):
            return start
        for i in range(end - 1, start, -1):
            word, before = tokens.lower[i], tokens.lower[i - 1]
            if i < end - 1 and word in self.grammar.prepositions and word != "of":
                break
            if word in self.grammar.determiners or word in self.grammar.pronouns:
                while i - 1 > start and tokens.lower[i - 1] in self.grammar.determiners:
                    i -= 1
                if tokens.lower[i - 1] in ("and", "or") or tokens.lower[i - 1] in self.grammar.prepositions:
                    continue
                return i
            if (
                self.names.is_name_alone(tokens, i, end)
                and not self.names.is_name_alone(tokens, i - 1, end)
                and before not in _CLAUSE_LINKS
                and before not in self.grammar.determiners
            ):
                return i
        return self._behind_fronted(tokens, start, end)

    def _behind_fronted(self, tokens: Tokens, start: int, end: int) -> int:
        """Where a subject without article begins behind a fronted phrase ("At the request of a Party talks …")."""
        for i in range(start + 2, end - 1):
            word, following = tokens.lower[i], tokens.lower[i + 1]
            headed = word in self.grammar.actor_heads or word in self.grammar.instrument_nouns
            if headed and (following in self.grammar.adjectives or following.endswith("s")):
                goes_on = (
                    following in self.grammar.prepositions
                    or following in self.grammar.actor_heads
                    or following in ("'s", "as")
                    or self.grammar.is_participle(following)
                )
                if not goes_on:
                    return i + 1
        return start
