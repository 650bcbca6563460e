"""To or for whom something is done: a party, a state, an organ or a person named in the clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.normalisation import canonical_actor
from pipeline.tagging.frames import Frame
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.names import NameReader
from pipeline.tagging.tokens import TokenRange, Tokens

_LONGEST_NAME = 9
_LONGEST_LEAD = 5
_POSSESSIVE = frozenset(["'s", "'"])
_MUTUAL = (["each", "other"], ["one", "another"])
_FOR_SOMEBODY = frozenset(["benefit", "behalf", "favour", "favor", "advantage", "interest", "interests"])


class BeneficiaryFinder:
    """Finds beneficiaries; holds nothing of the text."""

    def __init__(self, grammar: Grammar, names: NameReader) -> None:
        self.grammar = grammar
        self.names = names
        lists = grammar.lists
        self.giving = _forms(lists["giving_verbs"]) | lists["giving_forms"]
        self.helping = _forms(lists["helping_verbs"])
        self.help_nouns = lists["help_nouns"]
        self.heads = grammar.actor_heads | lists["benefiting_persons"]

    def of(self, tokens: Tokens, frame: Frame) -> TokenRange | None:
        """The words that name to or for whom the promised act is done, or None; its qualifiers name nobody."""
        if frame.head is None:
            return None
        masked = {
            i for q in frame.qualifiers if q.label != "AMOUNT" and q.type != "effort" for i in range(q.start, q.end)
        }
        for aim in frame.aims:
            found = self._object(tokens, aim, frame.end, masked) if not frame.passive else None
            if found is not None:
                return found
        found = self._receiver(tokens, (frame.head + 1, frame.end), frame.aims, masked)
        subject = frame.subject.whole if frame.subject is not None else None
        if found is None and subject is not None and subject.actor is None and not subject.is_empty:
            found = self._receiver(tokens, (subject.start, subject.end), (), masked)
        return found

    def _object(self, tokens: Tokens, aim: int, end: int, masked: Iterable[int]) -> TokenRange | None:
        """As in "assist Norland", "support Norland's reforms", "give the other Party notice", "provide it to X"."""
        word = tokens.lower[aim]
        helps, gives = word in self.helping, word in self.giving
        start = self.grammar.skip_adverbs(tokens, aim + 1, end)
        if not (helps or gives) or start >= end or start in masked:
            return None
        found = self._phrase(tokens, start, end, possessive=helps)
        if found is None or helps:
            return found
        return found if self._thing_follows(tokens, found[1], end) else None

    def _thing_follows(self, tokens: Tokens, i: int, end: int) -> bool:
        """Whether what is given stands behind its receiver ("give the Buyer written notice", "provide X with arms")."""
        if i >= end:
            return False
        word = tokens.lower[i]
        return (
            word in self.grammar.determiners
            or word in ("with", "at")
            or word in self.grammar.adjectives
            or word in self.grammar.nouns
            or self.grammar.is_participle(word)
        )

    def _receiver(self, tokens: Tokens, bounds: TokenRange, aims: Sequence[int], masked: set[int]) -> TokenRange | None:
        """Behind "to" or "for" of a giving verb or of a noun of help, or behind "for the benefit of" and the like."""
        start, end = bounds
        gives = any(tokens.lower[aim] in self.giving for aim in aims)
        lower = tokens.lower
        for i in range(start, end - 1):
            word = lower[i]
            if word in self.grammar.relatives and word != "what":
                return None
            if i in masked:
                continue
            if i > start and self.grammar.is_participle(lower[i - 1]) and i - 1 not in aims:
                # "documents submitted to the court": to whom a thing was given, not what is promised.
                continue
            helped = word in ("to", "for") and (gives or (i > start and lower[i - 1] in self.help_nouns))
            if helped or (word == "of" and i > start + 1 and lower[i - 1] in _FOR_SOMEBODY):
                found = self._phrase(tokens, i + 1, end, possessive=False)
                if found is not None:
                    return found
        return None

    def _phrase(self, tokens: Tokens, start: int, end: int, *, possessive: bool) -> TokenRange | None:
        """The noun phrase at `start` where somebody heads it, with what "of" and "and" add to it."""
        head = self._head_end(tokens, start, end, possessive=possessive)
        if head is None:
            return None
        if head < end and tokens.lower[head] in _POSSESSIVE:
            return (start, head)
        if head + 1 < end and tokens.lower[head] == "of":
            inner = self._phrase(tokens, head + 1, end, possessive=False)
            head = inner[1] if inner is not None else head
        if head + 1 < end and tokens.lower[head] in ("and", "or", ",") and tokens.lower[head + 1] not in ("to", "for"):
            further = self._phrase(tokens, head + 1, end, possessive=False)
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


def _forms(verbs: Iterable[str]) -> frozenset[str]:
    """The base, -ing and -ed forms of regular verbs."""
    forms: set[str] = set()
    for verb in verbs:
        stem = verb.removesuffix("e")
        changed = f"{verb[:-1]}i" if verb.endswith(("fy", "ly")) else stem
        doubled = verb + verb[-1]
        forms |= {verb, f"{stem}ing", f"{changed}ed", f"{doubled}ing", f"{doubled}ed"}
    return frozenset(forms)
