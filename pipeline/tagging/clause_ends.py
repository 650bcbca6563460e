"""Where the clause of each frame begins and ends (CODEBOOK 2, clause)."""

from __future__ import annotations

from pipeline.tagging.frames import Frame
from pipeline.tagging.subjects import SubjectFinder
from pipeline.tagging.tokens import Tokens
from pipeline.tagging.verbs import VerbChain, VerbFinder

_LINKS = frozenset(["and", "or", "but", "and/or", "nor", "then"])
_AUXILIARIES = frozenset(["is", "are", "does", "do", "has", "have", "was", "were", "shall", "will", "may", "should"])


class ClauseEnds:
    """Sets the borders of clauses; holds nothing of the text."""

    def __init__(self, verbs: VerbFinder, subjects: SubjectFinder) -> None:
        self.verbs = verbs
        self.subjects = subjects

    def close(self, tokens: Tokens, frames: list[Frame], end: int) -> None:
        """Set where each frame's clause begins and ends."""
        for n, frame in enumerate(frames):
            frame.start = clause_start(frame)
            limit = end
            if n + 1 < len(frames):
                limit = max(self._before_aside(tokens, frame, frames[n + 1]), frame.body)
            frame.end = _trim(tokens, frame.body, _before_nor(tokens, frame.body, limit))
            if frame.head is not None:
                chain = VerbChain(frame.body, frame.head, frame.passive, frame.gerund)
                chain.marked = tokens.lower[frame.deontic[1] - 1] == "to" if frame.deontic else False
                frame.aims += self.verbs.coordinated(tokens, chain, frame.end)

    def _before_aside(self, tokens: Tokens, frame: Frame, following: Frame) -> int:
        """Where a clause ends before the next: an aside behind "and" is the next one's ("and, on request, shall …")."""
        start = clause_start(following)
        if start - 1 > frame.body and tokens.lower[start - 1] == ",":
            opening = self.subjects.aside_start(tokens, frame.body, start - 1)
            if opening is not None and tokens.lower[opening - 1] in _LINKS:
                return opening
        return start


def _before_nor(tokens: Tokens, start: int, end: int) -> int:
    """Where ", nor is it …" begins another clause."""
    for i in range(start + 1, end - 1):
        if tokens.lower[i] == "nor" and tokens.lower[i - 1] == "," and tokens.lower[i + 1] in _AUXILIARIES:
            return i
    return end


def clause_start(frame: Frame) -> int:
    """Where a clause begins: at its subject, or at its deontic where it has none of its own."""
    if frame.inverted and frame.deontic is not None:
        return frame.deontic[0]
    if frame.subject is not None and not frame.subject.is_empty:
        return frame.subject.start
    if frame.deontic is not None:
        return frame.deontic[0]
    return frame.start


def _trim(tokens: Tokens, start: int, end: int) -> int:
    """Cut punctuation and links at the end of a clause."""
    while end > start and (
        tokens.lower[end - 1] in _LINKS
        or (tokens.lower[end - 1] == "that" and tokens.lower[end - 2] in _LINKS)
        or (tokens.lower[end - 1] in ("further", "also", "therefore") and tokens.lower[end - 2] in _LINKS)
        or tokens.lower[end - 1] in ",;:.—–-"
        or (tokens.lower[end - 1] in ("”", '"') and tokens.lower[end - 2] in ".;")
    ):
        end -= 1
    return end
