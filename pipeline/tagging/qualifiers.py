"""Where conditions, hedges, times, amounts and references end, and which frame each belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.tagging.cues import Cue
from pipeline.tagging.frames import Frame, Qualifier
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.tokens import TokenRange, Tokens

QUALIFYING = frozenset(["CONDITION", "HEDGE", "TIME", "AMOUNT", "REFERENCE"])
_NESTING = frozenset(["CONDITION", "HEDGE", "TIME"])
_HARD_STOPS = frozenset([";", ":", "—", "–"])
_LINKS = frozenset(["and", "or", "and/or", "but"])
_LEADING_ON = frozenset(["to", "towards", "toward", "at", "in", "of", "for"])
_DATED = frozenset(["date", "day", "time", "and", "or", "event", "extent", "case", "condition"])
_NEW_PHRASES = frozenset(
    ["without", "with", "in", "by", "through", "subject", "under", "at", "on", "as", "if", "when", "where", "not"]
)
_ELABORATING = frozenset(["including", "such", "e.g."])
_GOES_ON_TO = frozenset(
    ["decision", "failure", "request", "made", "right", "intention", "refusal", "proposal", "need", "inability"]
)


class QualifierReader:
    """Extends cues to whole phrases and clauses; holds nothing of the text."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.modals = grammar.lists["modals"]
        self.aside_starts = frozenset(
            ["with", "in", "through", "by", "so", "including", "which", "with", "as", "while"]
        )

    def read(
        self, tokens: Tokens, sentence: TokenRange, cues: Sequence[Cue], frames: Sequence[Frame]
    ) -> list[Qualifier]:
        """The qualifiers of a sentence with final borders, in order, without those that lie inside another."""
        own = [cue for cue in cues if cue.rule.label in QUALIFYING]
        if not own:
            return []
        starts = {cue.start for cue in own if cue.rule.label in _NESTING}
        aims = {aim for frame in frames for aim in frame.aims}
        found: list[Qualifier] = []
        for cue in own:
            qualifier = self._extended(tokens, cue, sentence, frames, starts, aims)
            if qualifier is not None:
                found.append(qualifier)
        return _outermost(found)

    def _extended(
        self, tokens: Tokens, cue: Cue, sentence: TokenRange, frames: Sequence[Frame], starts: set[int], aims: set[int]
    ) -> Qualifier | None:
        rule = cue.rule
        end = cue.end
        if rule.extend != "none":
            limit, fronted = self._limit(tokens, cue, sentence, frames)
            if limit < cue.end:
                return None
            if rule.extend == "noun_phrase":
                end = self.noun_phrase_end(tokens, cue, limit, starts, aims)
            else:
                end = self._clause_end(tokens, cue, limit, fronted, starts)
            if end == cue.end and tokens.lower[cue.end - 1] in self.grammar.prepositions:
                return None
        if not self._placed(cue, frames) or self._describes(tokens, cue, frames):
            return None
        if rule.type == "effort" and not self._effort_fits(tokens, cue, frames, aims):
            return None
        return Qualifier(rule.label, rule.type, rule.id, cue.start, self._trim(tokens, cue.start, end))

    def _effort_fits(self, tokens: Tokens, cue: Cue, frames: Sequence[Frame], aims: set[int]) -> bool:
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
        """A date behind a participle that is no promised act says when something was done ("depots built in 2022")."""
        before = cue.start - 1
        if cue.rule.label != "TIME" or before < 0 or not self._is_past(tokens.lower[before]):
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
            if frame.deontic is None:
                continue
            head = frame.head if frame.head is not None else frame.body
            if (
                cue.start < frame.start
                and cue.start >= sentence[0]
                and not any(f.start <= cue.start < f.end for f in frames)
            ):
                return frame.start, True
            if frame.start <= cue.start < frame.deontic[0]:
                return frame.deontic[0], False
            if frame.deontic[1] <= cue.start < head:
                return self._before_adverbs(tokens, head), False
            if head <= cue.start < frame.end:
                return frame.end, False
        return sentence[1], False

    def _before_adverbs(self, tokens: Tokens, i: int) -> int:
        while self.grammar.is_adverb(tokens.lower[i - 1]) or tokens.lower[i - 1] in ("be", "to"):
            i -= 1
        return i

    def noun_phrase_end(self, tokens: Tokens, cue: Cue, limit: int, starts: set[int], aims: set[int]) -> int:
        """The end of the noun phrase behind the cue, with its "of" phrases and coordinated nouns."""
        lower = tokens.lower
        i = cue.end
        while i < limit:
            word = lower[i]
            if word in _HARD_STOPS or (word in self.modals and i > cue.end) or (word == "." and i >= limit - 1):
                break
            if i > cue.end and (i in aims or (i in starts and not self._inside_time(tokens, cue, i))):
                break
            if word == ",":
                further = self._after_comma(tokens, i, limit)
                if further is None:
                    break
                i = further
                continue
            if word == "(":
                closing = _closing(tokens, i, limit)
                i = closing + 1 if closing is not None else limit
                continue
            if (
                word == "to"
                and i + 1 < limit
                and self.grammar.is_base(lower[i + 1])
                and not self._to_belongs(lower, i, cue)
            ):
                break
            if word == "in" and lower[i + 1 : i + 2] == ["order"]:
                break
            if word in ("with",) and lower[i + 1 : i + 3] == ["a", "view"]:
                break
            if word in ("by", "through") and i + 1 < limit and self.grammar.is_gerund(lower[i + 1]):
                break
            if (
                word == "that"
                and i > cue.end
                and lower[i - 1] not in self.grammar.prepositions
                and lower[i - 1] not in _DATED
            ):
                break
            if (
                word in _LINKS
                and i + 1 < limit
                and (
                    i + 1 in aims
                    or lower[i + 1] in _NEW_PHRASES
                    or i + 1 in starts
                    or self._verb_follows(tokens, i + 1, limit)
                )
            ):
                break
            i += 1
        return i

    def _inside_time(self, tokens: Tokens, cue: Cue, i: int) -> bool:
        """A milestone inside a deadline belongs to it ("within 30 days after entry into force")."""
        return (
            cue.rule.label == "TIME"
            and tokens.lower[i] in ("after", "before", "following", "from", "of", "upon", "prior", "until", "within")
            and tokens.lower[i - 1] != "and"
        )

    def _to_belongs(self, lower: list[str], i: int, cue: Cue) -> bool:
        return cue.rule.label == "CONDITION" and lower[i - 1] in _GOES_ON_TO

    def _verb_follows(self, tokens: Tokens, i: int, limit: int) -> bool:
        word = tokens.lower[i]
        return (
            self.grammar.is_only_verb(word)
            or word == "to"
            or word in self.modals
            or (word in self.grammar.adverbs and i + 1 < limit and self.grammar.is_only_verb(tokens.lower[i + 1]))
        )

    def _after_comma(self, tokens: Tokens, comma: int, limit: int) -> int | None:
        """Where the noun phrase goes on behind a comma ("laws, regulations and policies"), or None."""
        lower = tokens.lower
        i = comma + 1
        if i >= limit:
            return None
        if lower[i] in _ELABORATING and (lower[i] != "such" or lower[i + 1 : i + 2] == ["as"]):
            return i + 1
        for j in range(i, min(limit, i + 6)):
            word = lower[j]
            if word in ("and", "or") and j > i:
                return j if j + 1 < limit and not self._verb_follows(tokens, j + 1, limit) else None
            if word == "," and j > i:
                return self._after_comma(tokens, j, limit)
            if (
                word in self.grammar.prepositions
                or word in self.grammar.pronouns
                or (word in self.grammar.determiners and word not in self.grammar.possessives)
                or word in _HARD_STOPS
            ):
                return None
        return None

    def _clause_end(self, tokens: Tokens, cue: Cue, limit: int, fronted: bool, starts: set[int]) -> int:
        """The end of the subordinate clause behind the cue."""
        lower = tokens.lower
        opened = cue.start > 0 and lower[cue.start - 1] in (",", "(", "–", "—")
        i = self._behind_aside(tokens, cue.end, limit)
        while i < limit:
            word = lower[i]
            if word == ";" or (word in (":", "—", "–") and not fronted) or (word == ")" and opened):
                break
            if i > cue.end and i in starts and lower[i - 1] in (*_LINKS, ",") and not self._nested(lower, i):
                break
            if not fronted and word == "," and self._comma_ends(tokens, i, limit, cue, opened, starts):
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

    def _nested(self, lower: list[str], i: int) -> bool:
        """Law and place phrases inside a long clause do not end it."""
        return lower[i] in ("in", "as", "with", "for") and lower[i - 1] == ","

    def _comma_ends(self, tokens: Tokens, i: int, limit: int, cue: Cue, opened: bool, starts: set[int]) -> bool:
        lower = tokens.lower
        if i + 1 >= limit:
            return True
        if i + 1 in starts:
            return True
        following = lower[i + 1]
        if opened and i > cue.end:
            return following not in ("or", "and") or i + 2 >= limit
        return following in self.aside_starts or (
            following in _LINKS and self._verb_follows(tokens, i + 2, limit) if i + 2 < limit else False
        )

    def _trim(self, tokens: Tokens, start: int, end: int) -> int:
        lower = tokens.lower
        while end > start + 1 and (
            lower[end - 1] in _LINKS or lower[end - 1] in ",;:.–—(" or lower[end - 1] in ("also", "therefore")
        ):
            end -= 1
        return end


def _closing(tokens: Tokens, i: int, limit: int) -> int | None:
    for j in range(i + 1, min(limit, i + 40)):
        if tokens.lower[j] == ")":
            return j
    return None


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
