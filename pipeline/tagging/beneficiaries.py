"""To or for whom something is done: a party, a state, an organ or a person named in the clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.tagging.frames import Frame
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.person_phrases import PersonPhrases
from pipeline.tagging.tokens import TokenRange, Tokens

_RECEIVING = frozenset(["to", "for", "of"])
_FOR_SOMEBODY = frozenset(["benefit", "behalf", "favour", "favor", "advantage", "interest", "interests"])


class BeneficiaryFinder:
    """Finds beneficiaries; holds nothing of the text."""

    def __init__(self, grammar: Grammar, phrases: PersonPhrases) -> None:
        self.grammar = grammar
        self.phrases = phrases
        lists = grammar.lists
        self.giving = _forms(lists["giving_verbs"]) | lists["giving_forms"]
        self.helping = _forms(lists["helping_verbs"])
        self.help_nouns = lists["help_nouns"]

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
        found = self.phrases.read(tokens, start, end, possessive=helps)
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
            if word not in _RECEIVING or i in masked:
                continue
            if i > start and self.grammar.is_participle(lower[i - 1]) and i - 1 not in aims:
                # "documents submitted to the court": to whom a thing was given, not what is promised.
                continue
            helped = word in ("to", "for") and (gives or (i > start and lower[i - 1] in self.help_nouns))
            if helped or (word == "of" and i > start + 1 and lower[i - 1] in _FOR_SOMEBODY):
                found = self.phrases.read(tokens, i + 1, end, possessive=False)
                if found is not None:
                    return found
        return None


def _forms(verbs: Iterable[str]) -> frozenset[str]:
    """The base, -ing and -ed forms of regular verbs."""
    forms: set[str] = set()
    for verb in verbs:
        stem = verb.removesuffix("e")
        changed = f"{verb[:-1]}i" if verb.endswith(("fy", "ly")) else stem
        doubled = verb + verb[-1]
        forms |= {verb, f"{stem}ing", f"{changed}ed", f"{doubled}ing", f"{doubled}ed"}
    return frozenset(forms)
