"""Phrases of effort before the promised act: "endeavour to", "make every effort to", "work in good faith to"."""

from __future__ import annotations

from pipeline.tagging.grammar import Grammar
from pipeline.tagging.tokens import Tokens

_CLAUSE_MARKS = frozenset([",", "–", "—", "("])
_EFFORT_ASIDES = frozenset(["wherever", "where", "whenever", "as", "if", "insofar", "within"])


class EffortReader:
    """Reads phrases of effort; holds nothing of the text."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.effort_verbs = grammar.lists["effort_verbs"]
        self.effort_adjectives = grammar.lists["effort_adjectives"]

    def end(self, tokens: Tokens, i: int, end: int) -> int | None:
        """Behind the "to", "towards" or "at" of an effort phrase that a verb follows."""
        lower = tokens.lower
        j: int | None = i
        if lower[i] in self.effort_verbs:
            j = self.grammar.skip_adverbs(tokens, i + 1, end)
        elif lower[i] in ("work", "working"):
            j = i + 1
            if lower[j : j + 3] == ["in", "good", "faith"]:
                j += 3
            elif j < end and self.grammar.is_adverb(lower[j]) and lower[j] not in ("together", "jointly"):
                j += 1
        else:
            j = self._efforts_end(tokens, i, end)
        if j is None or j >= end:
            return None
        if lower[j] in _EFFORT_ASIDES:
            # "shall endeavour wherever possible to avoid": the "to" stands behind a short hedge.
            behind = (
                k for k in range(j + 1, min(j + 8, end - 1)) if lower[k] == "to" and self.grammar.is_base(lower[k + 1])
            )
            j = next(behind, j)
        if lower[j] not in ("to", "towards", "toward", "at"):
            bare = lower[i] in ("endeavor", "endeavour") and lower[j] in _CLAUSE_MARKS and j == i + 1
            return j if bare else None
        k = self.grammar.skip_adverbs(tokens, j + 1, end)
        if k >= end:
            return j + 1
        if lower[j] == "to":
            fits = self.grammar.is_base(lower[k]) or (lower[k] in (":", "—", "-"))
        else:
            fits = self.grammar.is_gerund(lower[k]) or lower[k] in (":", "—")
        return j + 1 if fits else None

    def _efforts_end(self, tokens: Tokens, i: int, end: int) -> int | None:
        """Behind "efforts" in "make every effort", "undertake with the best efforts", or behind "do its utmost"."""
        lower = tokens.lower
        if lower[i] not in (
            "make",
            "making",
            "undertake",
            "undertaking",
            "use",
            "exert",
            "accelerate",
            "continue",
            "take",
            "do",
            "spare",
            "deploy",
            "intensify",
            "pursue",
            "continuing",
            "using",
        ):
            return None
        j = i + 1
        while (
            j < end
            and (
                lower[j] in self.effort_adjectives
                or lower[j] in ("with", "the", "no", "and", "a")
                or self.grammar.is_adverb(lower[j])
                or self.grammar.is_participle(lower[j])
            )
            and j < i + 8
        ):
            j += 1
        if j < end and lower[j] in ("effort", "efforts", "endeavours", "endeavors", "attempt", "attempts"):
            return j + 1
        return j if lower[i] == "do" and lower[j - 1] == "utmost" else None
