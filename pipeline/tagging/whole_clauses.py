"""Disclaimers and terms that rules name by their words, with or without a deontic in the clause."""

from __future__ import annotations

from pipeline.tagging.cues import Cue
from pipeline.tagging.frames import Frame, Subject
from pipeline.tagging.instrument import InstrumentReader
from pipeline.tagging.tokens import Tokens


class WholeClauseReader:
    """Makes frames of DISCLAIMER and TERM cues; holds nothing of the text."""

    def __init__(self, instrument: InstrumentReader) -> None:
        self.instrument = instrument

    def read(self, tokens: Tokens, begin: int, cues: list[Cue], frames: list[Frame]) -> None:
        """Each cue takes over the frame it lies on, or makes a new one; `begin` is where the sentence begins."""
        for cue in cues:
            owner = next((f for f in frames if f.deontic and _holds(f, cue)), None)
            if owner is not None:
                self._take_over(tokens, owner, cue)
                continue
            frame = self._new(tokens, begin, cue, frames)
            if frame is not None:
                frames.append(frame)
        frames.sort(key=lambda f: f.deontic[0] if f.deontic else f.body)

    def _take_over(self, tokens: Tokens, owner: Frame, cue: Cue) -> None:
        subject = owner.subject.whole if owner.subject is not None else Subject("shared", cue.start, cue.start)
        if cue.rule.type == "general" or not self.instrument.fits(tokens, cue, subject):
            return
        owner.kind = self.instrument.kind_of_cue(tokens, cue, subject)
        owner.rule_ids.append(cue.rule.id)
        if cue.rule.type == "nothing":
            owner.subject = Subject("main", cue.start, cue.end)

    def _new(self, tokens: Tokens, begin: int, cue: Cue, frames: list[Frame]) -> Frame | None:
        previous = next((f for f in reversed(frames) if f.body <= cue.start), None)
        if previous is not None and previous.rule_id == "disclaimer.nothing":
            # "Nothing in this annex gives rise to rights": what follows is the same clause.
            return None
        subject = self.instrument.clause_subject(tokens, begin, cue, previous)
        if subject is None or (subject.is_empty and cue.rule.type == "general"):
            # "… shall follow the law and is subject to funds": the second clause only hedges the first.
            return None
        kind = self.instrument.kind_of_cue(tokens, cue, subject)
        frame = Frame(None, cue.rule.id, None, kind, subject, subject.start, body=cue.end)
        frame.aims = self.instrument.whole_clause_aims(tokens, cue)
        return frame

    def merge_provisos(self, tokens: Tokens, frames: list[Frame]) -> list[Frame]:
        """Without clauses like "and shall be subject to funds", which only hedge the one before."""
        kept: list[Frame] = []
        for frame in frames:
            head = tokens.lower[frame.head] if frame.head is not None else ""
            proviso = frame.kind.startswith("state:") and head == "subject"
            if kept and proviso and frame.subject is not None and frame.subject.is_empty:
                continue
            kept.append(frame)
        return kept

    def goes_on(self, tokens: Tokens, last: Frame, frame: Frame) -> bool:
        """As in "does not create and is not intended to create …" is one: the first verb waits for its object."""
        if not (last.kind == frame.kind == "disclaimer" and frame.subject is not None and frame.subject.is_empty):
            return False
        grammar = self.instrument.grammar
        return all(word in grammar.conjunctions or grammar.is_base(word) for word in tokens.lower[last.body : last.end])


def _holds(frame: Frame, cue: Cue) -> bool:
    """Whether the words of a disclaimer or term cue belong to the frame's clause."""
    assert frame.deontic is not None
    low = frame.subject.start if frame.subject and not frame.subject.is_empty else frame.deontic[0]
    high = max(frame.deontic[1], (frame.head or 0) + 1)
    return low <= cue.start < high or cue.start <= frame.deontic[0] < cue.end
