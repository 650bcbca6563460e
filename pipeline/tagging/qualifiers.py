"""Where conditions, hedges, times, amounts and references end, and which frame each belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.tagging.borders import BorderFinder, Bounds
from pipeline.tagging.cues import Cue
from pipeline.tagging.frames import Frame, Qualifier
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.tokens import TokenRange, Tokens

QUALIFYING = frozenset(["CONDITION", "HEDGE", "TIME", "AMOUNT", "REFERENCE"])
_NESTING = frozenset(["CONDITION", "HEDGE", "TIME"])
_LINKS = frozenset(["and", "or", "and/or", "but"])
_LEADING_ON = frozenset(["to", "towards", "toward", "at", "in", "of", "for"])


class QualifierReader:
    """Extends cues to whole phrases and clauses; holds nothing of the text."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.borders = BorderFinder(grammar)

    def read(
        self, tokens: Tokens, sentence: TokenRange, cues: Sequence[Cue], frames: Sequence[Frame]
    ) -> list[Qualifier]:
        """The qualifiers of a sentence with final borders, in order, without those that lie inside another."""
        own = [cue for cue in cues if cue.rule.label in QUALIFYING]
        if not own:
            return []
        starts = frozenset(cue.start for cue in own if cue.rule.label in _NESTING and cue.rule.type != "effort")
        times = frozenset(cue.start for cue in own if cue.rule.label == "TIME")
        aims = frozenset(aim for frame in frames for aim in frame.aims)
        found: list[Qualifier] = []
        for cue in own:
            limit, fronted = self._limit(tokens, cue, sentence, frames)
            qualifier = self._extended(tokens, cue, frames, Bounds(limit, fronted, starts, aims, times))
            if qualifier is not None:
                found.append(qualifier)
        return _outermost(found)

    def _extended(self, tokens: Tokens, cue: Cue, frames: Sequence[Frame], bounds: Bounds) -> Qualifier | None:
        rule = cue.rule
        end = cue.end
        if rule.extend != "none":
            if bounds.limit < cue.end:
                return None
            if rule.extend == "noun_phrase":
                end = self.borders.noun_phrase_end(tokens, cue, bounds)
            else:
                end = self.borders.clause_end(tokens, cue, bounds)
            if end == cue.end and tokens.lower[cue.end - 1] in self.grammar.prepositions:
                return None
        if rule.label == "TIME":
            end = self.borders.alternative_end(tokens, end, bounds)
        if rule.label == "CONDITION" and any(frame.deontic and frame.deontic[0] == cue.start for frame in frames):
            # "In no case should it take longer": the word is the deontic.
            return None
        if not self._placed(cue, frames) or self._describes(tokens, cue, frames):
            return None
        if rule.type == "effort" and not self._effort_fits(tokens, cue, frames, bounds.aims):
            return None
        return Qualifier(rule.label, rule.type, rule.id, cue.start, self.borders.trimmed(tokens, cue.start, end))

    def _effort_fits(self, tokens: Tokens, cue: Cue, frames: Sequence[Frame], aims: frozenset[int]) -> bool:
        """An effort phrase hedges where it is the promised act or leads to it, not deep in the clause; before an
        infinitive or -ing it takes in its "to", before a noun it stands alone."""
        if not cue.rule.takes and tokens.lower[cue.end - 1] not in _LEADING_ON:
            return True
        after = self.grammar.skip_adverbs(tokens, cue.end, len(tokens))
        word = tokens.lower[after] if after < len(tokens) else ":"
        if cue.rule.takes == ("to_infinitive",) and not (
            self.grammar.is_base(word) or self.grammar.is_gerund(word) or word in (":", "—", "-")
        ):
            return False
        if cue.rule.takes == ("noun",) and word in ("to", "towards", "toward"):
            return False
        for frame in frames:
            if frame.body <= cue.start <= (frame.head if frame.head is not None else frame.end) or cue.start in aims:
                return True
            if any(0 < cue.start - aim <= 6 and self._modifying(tokens, aim + 1, cue.start) for aim in frame.aims):
                return True
        return False

    def _modifying(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether only words that modify a noun stand between."""
        return all(
            w in self.grammar.determiners
            or w in _LINKS
            or self.grammar.is_participle(w)
            or w in self.grammar.adjectives
            or self.grammar.is_adverb(w)
            for w in tokens.lower[start:end]
        )

    def _describes(self, tokens: Tokens, cue: Cue, frames: Sequence[Frame]) -> bool:
        """A date behind a participle that is no promised act says when something was done ("depots built in 2022"), and
        a law how it was ("products labelled in accordance with national law")."""
        before = cue.start - 1
        if before < 0 or not (self._is_past(tokens.lower[before]) or tokens.lower[before - 1] in ("was", "were")):
            return False
        if cue.rule.type == "law":
            # A promised act, or one coordinated with it, stands near.
            return tokens.lower[cue.start] == "in" and not any(
                before - 4 < aim <= before for frame in frames for aim in frame.aims
            )
        if cue.rule.label != "TIME":
            return False
        return tokens.lower[cue.start] in ("in", "on", "since") and not any(before in frame.aims for frame in frames)

    def _is_past(self, word: str) -> bool:
        return self.grammar.is_participle(word) and (word.endswith("ed") or word not in self.grammar.nouns)

    def _placed(self, cue: Cue, frames: Sequence[Frame]) -> bool:
        if cue.rule.position == "any":
            return True
        owner = next((f for f in frames if f.start <= cue.start < f.end), None)
        if owner is None or owner.head is None:
            return True
        return (cue.start < owner.head) == (cue.rule.position == "before_verb")

    def _limit(self, tokens: Tokens, cue: Cue, sentence: TokenRange, frames: Sequence[Frame]) -> tuple[int, bool]:
        """Where the phrase must end at the latest, and whether it stands in front of the clause it qualifies."""
        for frame in frames:
            head = frame.head if frame.head is not None else frame.body
            if (
                cue.start < frame.start
                and cue.start >= sentence[0]
                and not any(f.start <= cue.start < f.end for f in frames)
            ):
                return frame.start, True
            if frame.deontic is not None and frame.start <= cue.start < frame.deontic[0]:
                return frame.deontic[0], False
            if frame.deontic is not None and frame.deontic[1] <= cue.start < head:
                return self._before_adverbs(tokens, head), False
            if frame.start <= cue.start < frame.end:
                return frame.end, False
        return sentence[1], False

    def _before_adverbs(self, tokens: Tokens, i: int) -> int:
        while self.grammar.is_adverb(tokens.lower[i - 1]) or tokens.lower[i - 1] in ("be", "to"):
            i -= 1
        return i


def _outermost(found: list[Qualifier]) -> list[Qualifier]:
    """Without conditions, hedges and times that lie inside another one; equal borders keep the first."""
    kept: list[Qualifier] = []
    for q in sorted(found, key=lambda q: (q.start, -q.end, q.label != "HEDGE")):
        if q.label in _NESTING and any(k.label in _NESTING and k.start <= q.start and q.end <= k.end for k in kept):
            continue
        kept.append(q)
    return kept


def assign(qualifiers: Sequence[Qualifier], frames: Sequence[Frame]) -> None:
    """Give each qualifier to the frame whose clause holds it; one in front of a clause to it and those coordinated."""
    for q in qualifiers:
        owner = next((f for f in reversed(frames) if f.start <= q.start < f.end), None)
        if owner is not None:
            if q.label != "TIME" or owner.rule_id != "term.done":
                owner.qualifiers.append(q)
            continue
        following = [f for f in frames if f.start >= q.end]
        for n, frame in enumerate(following):
            if n and (q.label not in ("CONDITION", "HEDGE", "TIME") or frame.start - following[n - 1].end > 3):
                break
            frame.qualifiers.append(q)
