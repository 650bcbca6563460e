"""What a deontic governs: the verb after it, effort verbs peeled off, coordinated verbs, passives."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.tagging.efforts import EffortReader
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.tokens import TokenRange, Tokens

_LINKS = frozenset(["and", "or", "and/or", "nor", "but", "neither"])
# Where a further verb of the same deontic may begin, or the search for it ends.
_TURNS = _LINKS | {",", ";", "which", "to"}
_OPEN_MARKS = frozenset([":", "—", "–", "-"])
_FLOATING = frozenset(["each", "both", "all", "either"])
_NO_ASIDE = frozenset(["on", "with", "upon", "to", "like", "following", "should", "save", "subject", "that", "whether"])
_STATES = frozenset(
    ["binding", "outstanding", "pending", "lacking", "missing", "existing", "lasting", "forthcoming", "originating"]
)
_PREFIXES = frozenset(["re", "co", "pre"])
_CLAUSE_MARKS = frozenset([",", "–", "—", "("])


@dataclass(slots=True)
class VerbChain:
    """The verbs governed by a deontic. `first` is where the verb phrase begins, `head` the main action's index."""

    first: int
    head: int | None = None
    passive: bool = False
    gerund: bool = False
    marked: bool = False
    """The verb stands behind "to"."""
    effort: list[TokenRange] = field(default_factory=list)
    state: bool = False
    """A form of "be" with no action behind it."""
    negative: bool = False


@dataclass(frozen=True, slots=True)
class _Link:
    """How a further verb is joined on: right behind the last one, behind a purpose ("to …"), behind a comma."""

    near: bool
    purpose: bool
    comma: bool


class VerbFinder:
    """Finds verb chains; holds nothing of the text."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        lists = grammar.lists
        self.openers = grammar.prepositions | grammar.subordinators | lists["fronting_participles"]
        self.efforts = EffortReader(grammar)
        self.aspect = lists["aspect_verbs"]
        self.kept_states = lists["kept_states"]
        self.action_nouns = lists["action_nouns"]

    def find(self, tokens: Tokens, start: int, end: int, takes: tuple[str, ...]) -> VerbChain | None:
        """The verbs after a deontic that ends at `start`; None where nothing it can govern follows."""
        if start and tokens.lower[start - 1] == "to":
            takes = (*takes, "infinitive")
        i = self._skip_asides(tokens, start, end, takes)
        if i >= end:
            return None
        chain = self._chain_at(tokens, i, end, takes)
        if chain is not None and tokens.lower[start - 1] == "to" and not chain.gerund:
            chain.marked = True
        return chain

    def _chain_at(self, tokens: Tokens, i: int, end: int, takes: tuple[str, ...]) -> VerbChain | None:
        lower = tokens.lower
        chain = VerbChain(i)
        if lower[i] in ("not", "never", "neither"):
            chain.negative = True
            i = self.grammar.skip_adverbs(tokens, i + 1, end)
        if i < end and lower[i] == "to" and "to_infinitive" in takes:
            chain.marked = True
            i += 1
        i = self._verb_start(tokens, i, end)
        if i >= end:
            return None
        i = self._peel(tokens, i, end, chain)
        if chain.effort and (i >= end or tokens.lower[i] in _OPEN_MARKS):
            chain.gerund = not chain.marked
            return chain
        if i >= end:
            return None
        return self._head(tokens, i, end, takes, chain)

    def _head(self, tokens: Tokens, i: int, end: int, takes: tuple[str, ...], chain: VerbChain) -> VerbChain | None:
        lower = tokens.lower
        if lower[i] in ("be", "being"):
            return self._passive(tokens, i, end, chain)
        if i + 2 < end and lower[i + 1] == "-" and lower[i] in _PREFIXES and self.grammar.is_base(lower[i + 2]):
            chain.head = i
            return chain
        if lower[i] == "have" and i + 1 < end and self.grammar.is_participle(lower[i + 1]):
            chain.head = i + 1
            return chain
        if self.grammar.is_base(lower[i]) and ("infinitive" in takes or chain.marked or chain.effort):
            chain.head = i
            kept = self.grammar.skip_adverbs(tokens, i + 1, end)
            if lower[i] == "remain" and kept < end and lower[kept] in self.kept_states:
                chain.head, chain.passive = kept, True
            return chain
        if self.grammar.is_gerund(lower[i]) and (
            "gerund" in takes or chain.effort or (lower[i - 1] in self.aspect and i > chain.first)
        ):
            chain.head, chain.gerund = i, True
            return chain
        if "noun" in takes:
            return self._nominal(tokens, i, end, chain)
        if tokens.lower[i - 1] == "shall" and lower[i].isalpha() and not self._is_closed(lower[i]):
            # Right behind "shall" even a word no dictionary knows is a verb: old texts are full of reading errors.
            chain.head = i
            return chain
        return None

    def _is_closed(self, word: str) -> bool:
        """A word of the closed classes, which is no verb."""
        return (
            word in self.openers
            or word in self.grammar.determiners
            or word in self.grammar.pronouns
            or (word in self.grammar.conjunctions or self.grammar.is_adverb(word))
        )

    def _passive(self, tokens: Tokens, i: int, end: int, chain: VerbChain) -> VerbChain:
        chain.state = True
        j = self._skip_asides(tokens, i + 1, end, ("participle",))
        if j < end and tokens.lower[j] == "being":
            j += 1
        prefixed = j + 2 < end and tokens.lower[j] in _PREFIXES and self.grammar.is_participle(tokens.lower[j + 2])
        if prefixed or (j < end and self.grammar.is_participle(tokens.lower[j])):
            chain.head, chain.passive, chain.state = j, True, False
        elif j < end and self.grammar.is_gerund(tokens.lower[j]) and tokens.lower[j] not in ("being", *_STATES):
            chain.head, chain.state = j, False
        else:
            chain.head = min(j, end - 1)
        return chain

    def _nominal(self, tokens: Tokens, i: int, end: int, chain: VerbChain) -> VerbChain | None:
        """The noun of an action ("commit to periodic review of"): the first action noun before a preposition."""
        for j in range(i, min(end, i + 8)):
            word = tokens.lower[j]
            following = tokens.lower[j + 1] if j + 1 < end else ""
            compound = (
                following.rstrip("s") in self.grammar.nouns
                and following not in self.openers
                and following not in _LINKS
            )
            if word in self.action_nouns and not compound:
                chain.head = j
                return chain
            if word in ("'s", "'"):
                break
            if word in self.grammar.prepositions or word in _LINKS:
                break
        return None

    def _peel(self, tokens: Tokens, i: int, end: int, chain: VerbChain) -> int:
        """Step over aspect and effort verbs before an infinitive or -ing; the head's index."""
        while i < end:
            after = self.efforts.end(tokens, i, end)
            if after is not None:
                chain.effort.append((i, after))
            else:
                after = self._aspect_end(tokens, i, end)
                if after is None:
                    return i
            chain.marked = tokens.lower[after - 1] == "to"
            i = self._skip_asides(tokens, after, end, ("to_infinitive", "infinitive", "gerund"))
            if i < end and tokens.lower[i] == "to":
                chain.marked = True
                i = self._verb_start(tokens, i + 1, end)
        return i

    def _verb_start(self, tokens: Tokens, i: int, end: int) -> int:
        """Behind adverbs; "further" and the like before a noun are the verb themselves."""
        k = self.grammar.skip_adverbs(tokens, i, end)
        if (
            k > i
            and self.grammar.is_base(tokens.lower[k - 1])
            and (k >= end or not self._is_verb_form(tokens.lower[k]))
        ):
            return k - 1
        return k

    def _is_verb_form(self, word: str) -> bool:
        return word == "be" or self.grammar.is_base(word) or self.grammar.is_gerund(word)

    def _aspect_end(self, tokens: Tokens, i: int, end: int) -> int | None:
        """As in "continue to coordinate", "continue playing": behind the verb (and "to"), if a verb follows."""
        if tokens.lower[i] not in self.aspect:
            return None
        j = self.grammar.skip_adverbs(tokens, i + 1, end)
        if j + 1 < end and tokens.lower[j] == "to":
            k = self.grammar.skip_adverbs(tokens, j + 1, end)
            return j + 1 if k < end and self.grammar.is_base(tokens.lower[k]) else None
        return (
            j if j < end and self.grammar.is_gerund(tokens.lower[j]) and tokens.lower[j + 1 : j + 2] != ["of"] else None
        )

    def _skip_asides(self, tokens: Tokens, i: int, end: int, takes: tuple[str, ...]) -> int:
        """Step over adverbs and qualifiers between the deontic and its verb."""
        lower = tokens.lower
        i = self.grammar.skip_adverbs(tokens, i, end)
        if i + 1 < end and lower[i] in _FLOATING and self._fits(tokens, i + 1, end, takes):
            i += 1
        if i >= end:
            return i
        if lower[i] in _CLAUSE_MARKS:
            return self._after_commas(tokens, i, end, takes)
        opens = lower[i] in self.openers and (
            lower[i] not in _NO_ASIDE
            or (lower[i] == "to" and i + 1 < end and lower[i + 1] in ("the", "its", "their", "that", "this"))
        )
        if (
            opens
            and ("infinitive" in takes or "to_infinitive" in takes)
            and "noun" not in takes
            and not self._fits(tokens, i, end, takes)
        ):
            return self._after_phrase(tokens, i, end, takes)
        return i

    def _after_commas(self, tokens: Tokens, i: int, end: int, takes: tuple[str, ...]) -> int:
        """The first verb that stands right behind one of the marks that close asides."""
        for j in range(i + 1, min(end, i + 120)):
            if tokens.lower[j - 1] in (",", "–", "—", ")"):
                k = self.grammar.skip_adverbs(tokens, j, end)
                if k < end and j > i + 1 and self._fits(tokens, k, end, takes):
                    return k
            if tokens.lower[j] == ";":
                break
        if tokens.lower[i] == "," and i + 1 < end and tokens.lower[i + 1] in self.openers:
            # The closing comma is lost: "may, in accordance with the treaty adopt measures".
            return self._after_phrase(tokens, i + 1, end, takes)
        return end

    def _after_phrase(self, tokens: Tokens, i: int, end: int, takes: tuple[str, ...]) -> int:
        """The verb after a qualifier with no comma ("shall within 30 days of the report notify")."""
        second = third = end
        for j in range(i + 2, min(end, i + 40)):
            word, before = tokens.lower[j], tokens.lower[j - 1]
            if word in (";", "."):
                break
            if not self._fits(tokens, j, end, takes) or before in self.grammar.determiners or before in self.openers:
                continue
            if before in (",", ")") or self.grammar.is_adverb(before) or self.grammar.is_only_verb(word):
                return j
            if (
                second == end
                and j + 1 < end
                and tokens.lower[j + 1] in self.grammar.determiners
                and (before not in self.grammar.adjectives)
            ):
                second = j
            if third == end and before in self.grammar.nouns and tokens.lower[j + 1 : j + 2] != ["of"]:
                third = j
        return second if second < end else third

    def _fits(self, tokens: Tokens, i: int, end: int, takes: tuple[str, ...]) -> bool:
        word = tokens.lower[i]
        if "participle" in takes:
            return self.grammar.is_participle(word)
        if word == "to":
            return "to_infinitive" in takes and i + 1 < end
        if "infinitive" in takes and self._is_prefixed(tokens, i, end):
            return True
        if "infinitive" in takes and (word == "be" or self.grammar.is_base(word)) and word not in self.openers:
            return True
        return "gerund" in takes and self.grammar.is_gerund(word) and word not in self.openers

    def _is_prefixed(self, tokens: Tokens, i: int, end: int) -> bool:
        """A verb that spaCy parts at its hyphen ("co-operate", "re-enter")."""
        lower = tokens.lower
        return i + 2 < end and lower[i + 1] == "-" and lower[i] in _PREFIXES and self.grammar.is_base(lower[i + 2])

    def coordinated(self, tokens: Tokens, chain: VerbChain, end: int) -> list[int]:
        """Further verbs of the same deontic, in order, up to `end`."""
        found: list[int] = []
        if chain.head is None:
            return found
        last, purpose = chain.head, False
        for i in range(chain.head + 1, end - 1):
            word = tokens.lower[i]
            if word not in _TURNS:
                continue
            if word == "which" and tokens.lower[i - 1] == ",":
                break
            if (
                word == "to"
                and tokens.lower[i - 1] not in (*_LINKS, ",", ";")
                and self.grammar.is_base(tokens.lower[i + 1])
            ):
                purpose = True
            if word in ("which", "to"):
                continue
            j = self.grammar.skip_adverbs(tokens, i + 1, end)
            if j < end and tokens.lower[j] in _LINKS:
                j = self.grammar.skip_adverbs(tokens, j + 1, end)
            if j >= end or j <= last or (tokens.raw[j][0].isupper() and tokens.raw[last][0].islower()):
                continue
            comma = word in (",", ";") or tokens.lower[i - 1] in (",", ";")
            near = i == last + (3 if self._is_prefixed(tokens, last, end) else 1)
            verb = self._parallel(tokens, chain, j, end, _Link(near=near, purpose=purpose, comma=comma))
            if verb is not None and verb > last:
                found.append(verb)
                last, purpose = verb, False
        return found

    def _parallel(self, tokens: Tokens, chain: VerbChain, j: int, end: int, link: _Link) -> int | None:
        """The verb at j when it has the form of the head and is not part of a purpose clause."""
        word = tokens.lower[j]
        if chain.passive:
            return j if link.near and self.grammar.is_participle(word) else None
        if word == "to" and chain.marked:
            k = self.grammar.skip_adverbs(tokens, j + 1, end)
            return k if k < end and self.grammar.is_base(tokens.lower[k]) and (not link.purpose or link.comma) else None
        if chain.gerund:
            marked = word == "to" and j + 1 < end and self.grammar.is_gerund(tokens.lower[j + 1])
            verb = j + 1 if marked else j
            return verb if self.grammar.is_gerund(tokens.lower[verb]) and (marked or not link.comma) else None
        if self._is_prefixed(tokens, j, end) and (link.near or not link.purpose):
            return j
        if not self.grammar.is_base(word) or word in self.openers or (link.purpose and not link.comma):
            return None
        following = tokens.lower[j + 1] if j + 1 < end else ""
        object_follows = (
            following in self.grammar.determiners
            or following in self.grammar.pronouns
            or following in ("to", "with", "on", "in")
        )
        if ((link.near or self.grammar.is_only_verb(word)) and word not in self.grammar.adjectives) or (
            object_follows and not (link.comma and following in ("in", "on", "with"))
        ):
            return j
        return None
