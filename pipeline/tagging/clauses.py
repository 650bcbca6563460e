"""From the deontics of a sentence to frames: subject, verbs, borders, and what is no statement at all."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.tagging.clause_ends import ClauseEnds
from pipeline.tagging.cues import Cue
from pipeline.tagging.frames import Excluded, Frame, Reading, Subject
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.judgement import Judge
from pipeline.tagging.tokens import Tokens
from pipeline.tagging.verbs import VerbChain, VerbFinder
from pipeline.tagging.whole_clauses import WholeClauseReader

_DENYING = frozenset(["event", "case", "circumstance", "circumstances", "way", "account"])


class ClauseReader:
    """Reads the clauses of one sentence after the other; holds nothing of the text."""

    def __init__(self, grammar: Grammar, judge: Judge) -> None:
        self.grammar = grammar
        self.judge = judge
        self.actors = judge.actors
        self.subjects = judge.subjects
        self.verbs = VerbFinder(grammar)
        self.ends = ClauseEnds(self.verbs, self.subjects)
        self.whole = WholeClauseReader(judge.instrument)

    def read(self, tokens: Tokens, sentence: tuple[int, int], cues: Sequence[Cue], reading: Reading) -> None:
        """Add the frames and the excluded deontics of one sentence to `reading`.

        `cues` are those of the sentence, in order; labels other than DEONTIC, EXCLUSION, DISCLAIMER and TERM are
        passed over.
        """
        start, end = sentence
        blocked = [cue for cue in cues if cue.rule.label == "EXCLUSION"]
        whole = [cue for cue in cues if cue.rule.label in ("DISCLAIMER", "TERM")]
        # "Should a dispute arise, …": the word opens a condition.
        opening = {cue.start for cue in cues if cue.rule.label == "CONDITION"}
        frames: list[Frame] = []
        low = start
        for cue in _deontics(cues):
            if frames and cue.start <= (frames[-1].head or 0):
                continue
            blocker = next((b for b in blocked if b.start <= cue.start < b.end and b.end - b.start > 1), None)
            if cue.start in opening and not _follows_denial(tokens, cue.start, start):
                reading.excluded.append(Excluded(cue.start, cue.end, "exclusion.structure.subordinate"))
                continue
            if blocker is not None:
                reading.excluded.append(Excluded(cue.start, cue.end, blocker.rule.id))
                continue
            frame, rule_id = self._frame(tokens, cue, (start, low, end), frames)
            if frame is None:
                reading.excluded.append(Excluded(cue.start, cue.end, rule_id))
                continue
            frames.append(frame)
            low = (frame.head if frame.head is not None else frame.body) + 1 if frame.aims else frame.body
        frames = self.whole.merge_provisos(tokens, frames)
        self.whole.read(tokens, sentence[0], whole, frames)
        self.ends.close(tokens, frames, end)
        last: Frame | None = None
        for frame in frames:
            verdict = self.judge.of(tokens, frame, sentence)
            if verdict is None and last is not None and self.whole.goes_on(tokens, last, frame):
                last.end = frame.end
                last.aims += frame.aims
            elif verdict is None:
                reading.frames.append(frame)
                last = frame
            elif frame.deontic is not None:
                reading.excluded.append(Excluded(*frame.deontic, verdict))

    def _frame(
        self,
        tokens: Tokens,
        cue: Cue,
        bounds: tuple[int, int, int],
        before: list[Frame],
    ) -> tuple[Frame | None, str | None]:
        """The frame of one deontic, or None and the rule that excludes it.

        `bounds` are the sentence's start, the index behind the clause before, and the sentence's end.
        """
        begin, low, end = bounds
        rule = cue.rule
        low = max(low, _after_strong_stop(tokens, low, cue.start))
        follows = bool(before) and _same_run(tokens, before[-1], cue)
        subject = self.subjects.find(tokens, low, cue.start, follows=follows, begin=begin)
        start = cue.start
        frame = Frame(
            (cue.start, cue.end), rule.id, rule.force, rule.statement or "commitment", subject, start, body=cue.end
        )
        frame.negative = rule.polarity == "negative"
        if self._is_noun(tokens, cue, low):
            return None, "exclusion.structure.no_verb"
        if rule.scope in ("policy", "actor", "addressee"):
            return self._addressed(tokens, frame, cue, end)
        if "clause" in rule.takes:
            return self._that_clause(tokens, frame, end)
        if _follows_denial(tokens, cue.start, low):
            return self._inverted(tokens, frame, end)
        chain = self.verbs.find(tokens, cue.end, end, rule.takes)
        if chain is None and "gerund" in rule.takes:
            chain = self._further_act(tokens, cue.end, end, rule.takes)
        if chain is None and cue.start > low and tokens.lower[cue.start - 1] in ("nor", "neither"):
            return self._inverted(tokens, frame, end)
        if chain is None:
            return self._without_verb(tokens, frame, cue, end)
        self._set_verbs(tokens, frame, chain, end)
        if rule.scope == "sentence":
            subject = frame.subject = self._sentence_subject(tokens, begin, cue.start)
            frame.actor = subject.actor
        if subject.role == "shared" and not before and self._in_fronted_clause(tokens, begin, cue.start):
            return None, "exclusion.structure.subordinate"
        if subject.role == "shared" and (not before or self._leaves_that_clause(tokens, cue, before[-1])):
            self._borrow(tokens, frame, subject, begin)
        excluded = self._role_verdict(tokens, frame, subject, before)
        if excluded is not None:
            return None, excluded
        return frame, None

    def _further_act(self, tokens: Tokens, start: int, end: int, takes: tuple[str, ...]) -> VerbChain | None:
        """The act behind a value: "their commitment to the rule of law and to strengthening their ties"."""
        for i in range(start, min(end - 2, start + 25)):
            if tokens.lower[i] in self.grammar.lists["modals"] or tokens.lower[i] in (";", ":", "that"):
                return None
            if tokens.lower[i] == "and" and tokens.lower[i + 1] == "to" and self.grammar.is_gerund(tokens.lower[i + 2]):
                return self.verbs.find(tokens, i + 2, end, takes)
        return None

    def _is_denied(self, tokens: Tokens, frame: Frame) -> bool:
        """As in "Neither Party shall", "No duty shall be", "vow never to", "shall, however, not"."""
        assert frame.deontic is not None
        subject = frame.subject
        if (
            subject is not None
            and not subject.is_empty
            and tokens.lower[subject.start] in ("neither", "no", "none", "nobody")
        ):
            return True
        head = frame.head if frame.head is not None else frame.body
        near = range(max(frame.deontic[0], head - 4), head)
        return any(
            tokens.lower[i] in ("not", "never") or tokens.lower[i : i + 2] == ["no", "longer"]
            for i in (*range(*frame.deontic), *near)
        )

    def _is_noun(self, tokens: Tokens, cue: Cue, low: int) -> bool:
        """As in "with the aim to", "its plan to", "the U.S. Plan to Counter": the verb-like word is a noun here."""
        first = tokens.lower[cue.start]
        if first in self.subjects.finite and first not in self.subjects.attitudes:
            return False
        if (first not in self.grammar.nouns and first[:-1] not in self.grammar.nouns) or first in self.grammar.lists[
            "modals"
        ]:
            return False
        if cue.start > low and tokens.raw[cue.start][0].isupper():
            return True
        return cue.start > low and (
            tokens.lower[cue.start - 1] in self.grammar.determiners
            or (tokens.lower[cue.start - 1] in ("'s", "'"))
            or (
                tokens.lower[cue.start - 1] in self.grammar.adjectives
                and tokens.lower[cue.start - 1] not in ("both", "all")
                and not self.grammar.starts_name(tokens, cue.start - 1)
            )
        )

    def _sentence_subject(self, tokens: Tokens, low: int, end: int) -> Subject:
        """The subject of the first attitude verb ("The Union stresses that … is the commitment never to")."""
        for i in range(low + 1, end):
            if (
                tokens.lower[i] in self.subjects.attitudes
                or tokens.lower[i] in self.subjects.finite
                or tokens.lower[i] in self.grammar.lists["modals"]
                or (
                    self.grammar.is_third_person(tokens.lower[i])
                    and tokens.lower[i] not in self.grammar.nouns
                    and tokens.raw[i][0].islower()
                )
            ):
                found = self.subjects.find(tokens, low, i, follows=False)
                return Subject("main", found.start, found.end, found.actor)
        return Subject("shared", end, end)

    def _set_verbs(self, tokens: Tokens, frame: Frame, chain: VerbChain, end: int) -> None:
        frame.aims = [chain.head] if chain.head is not None else []
        frame.passive, frame.gerund, frame.effort = chain.passive, chain.gerund, chain.effort
        frame.negative = frame.negative or chain.negative or self._is_denied(tokens, frame)
        if chain.head is None:
            frame.opening = "gerund" if chain.gerund else "infinitive"
        if frame.passive and self._entitles(tokens, frame, end):
            return
        if chain.state and not self._is_subject_of(tokens, frame):
            frame.kind = "state:" + frame.kind
        frame.actor = self.actors.of(tokens, frame, end)

    def _entitles(self, tokens: Tokens, frame: Frame, end: int) -> bool:
        """As in "shall be entitled, upon notice, to end the talks": the act stands behind an aside."""
        head = frame.head or 0
        if tokens.lower[head] not in ("entitled", "free", "permitted", "authorised", "authorized"):
            return False
        if tokens.lower[head + 1 : head + 2] != [","]:
            return False
        for i in range(head + 2, min(end - 1, head + 25)):
            if tokens.lower[i - 1] == "," and tokens.lower[i] == "to" and self.grammar.is_base(tokens.lower[i + 1]):
                frame.aims, frame.passive, frame.kind, frame.force = [i + 1], False, "permission", None
                frame.actor = frame.subject.whole.actor if frame.subject is not None else None
                return True
        return False

    def _is_subject_of(self, tokens: Tokens, frame: Frame) -> bool:
        """As in "shall be the subject of periodic consultations" promises the action that the noun names."""
        head = frame.head or 0
        if tokens.lower[head : head + 3] != ["the", "subject", "of"]:
            return False
        chain = self.verbs.find(tokens, head + 3, min(len(tokens), head + 12), ("noun",))
        if chain is None or chain.head is None:
            return False
        frame.aims, frame.passive = [chain.head], True
        return True

    def _inverted(self, tokens: Tokens, frame: Frame, end: int) -> tuple[Frame | None, str | None]:
        """As in "nor shall it prejudice …": the subject stands between the deontic and its verb."""
        for i in range(frame.body + 1, min(end, frame.body + 12)):
            word = tokens.lower[i]
            if tokens.lower[i - 1] in ("to", *self.grammar.determiners) or tokens.raw[i][0].isupper():
                continue
            if word == "be" or self.grammar.is_base(word):
                chain = self.verbs.find(tokens, i, end, ("infinitive",))
                if chain is None:
                    break
                actor = self.subjects.names.actor_in(tokens, frame.body, i)
                frame.subject = Subject("main", frame.body, i, actor)
                self._set_verbs(tokens, frame, chain, end)
                frame.negative = True
                frame.inverted = True
                return frame, None
        return None, "exclusion.structure.no_verb"

    def _addressed(self, tokens: Tokens, frame: Frame, cue: Cue, end: int) -> tuple[Frame | None, str | None]:
        """As in "It is the policy of X to …", "expects X to …": the actor stands between the cue and "to"."""
        for i in range(cue.end, min(end, cue.end + 25)):
            if tokens.lower[i] in (";", ":"):
                break
            if tokens.lower[i] == "to" and i > cue.end:
                chain = self.verbs.find(tokens, i, end, ("to_infinitive",))
                actor = self.subjects.names.actor_in(tokens, cue.end, i)
                if (
                    chain is None
                    or (actor is None and cue.rule.scope != "policy")
                    or (cue.rule.scope == "addressee" and not self.actors.is_addressable(tokens, actor))
                    or tokens.lower[cue.end] in self.grammar.prepositions
                ):
                    break
                self._set_verbs(tokens, frame, chain, end)
                frame.actor = actor
                frame.subject = Subject("main", cue.start, cue.start, actor)
                return frame, None
        return None, "exclusion.structure.no_verb"

    def _that_clause(self, tokens: Tokens, frame: Frame, end: int) -> tuple[Frame | None, str | None]:
        """As in "intend that cooperation … be implemented": the verb is the clause's own subjunctive."""
        for i in range(frame.body, min(end - 1, frame.body + 60)):
            if tokens.lower[i] == "be" and tokens.lower[i - 1] not in ("shall", "will", "may", "should", "can", "to"):
                chain = self.verbs.find(tokens, i, end, ("infinitive",))
                if chain is not None and chain.passive:
                    self._set_verbs(tokens, frame, chain, end)
                    frame.actor = frame.subject.actor if frame.subject else None
                    return frame, None
        return None, "exclusion.structure.no_verb"

    def _without_verb(self, tokens: Tokens, frame: Frame, cue: Cue, end: int) -> tuple[Frame | None, str | None]:
        """A deontic with nothing behind it but items, or one that governs no action."""
        i = self.grammar.skip_adverbs(tokens, cue.end, end)
        if i >= end or (tokens.lower[i] in (":", "—", "–", "-") and i >= end - 1) or self._only_asides(tokens, i, end):
            frame.opening = (
                "gerund"
                if "infinitive" not in cue.rule.takes and "to_infinitive" not in cue.rule.takes
                else ("infinitive")
            )
            frame.actor = frame.subject.actor if frame.subject else None
            return frame, None
        if tokens.lower[end - 1] in (":", "—", "–") and end - i <= 9 and tokens.lower[i] in ("with", "as", "for"):
            frame.opening = "infinitive"
            frame.actor = frame.subject.actor if frame.subject else None
            return frame, None
        return None, "exclusion.structure.no_verb"

    def _only_asides(self, tokens: Tokens, i: int, end: int) -> bool:
        """As in "The Parties shall, within available resources:" has an aside and then its items."""
        return (
            tokens.lower[i] == ","
            and tokens.lower[end - 1] in (":", "—", "–")
            and (tokens.lower[end - 2] == "," or self.judge.openers_at(tokens, i + 1))
        )

    def _in_fronted_clause(self, tokens: Tokens, begin: int, deontic: int) -> bool:
        """As in "If the goods are faulty or cannot be used, …": the second verb of the condition in front."""
        first = tokens.lower[begin]
        return first in self.grammar.subordinators and first != "that" and "," not in tokens.lower[begin:deontic]

    def _leaves_that_clause(self, tokens: Tokens, cue: Cue, previous: Frame) -> bool:
        """As in "recognise that trade should be free and agree to meet": the verb goes with the first one again."""
        inner = previous.subject is not None and previous.subject.whole.role == "that"
        return inner and tokens.lower[cue.start] not in self.grammar.lists["modals"]

    def _borrow(self, tokens: Tokens, frame: Frame, subject: Subject, begin: int) -> None:
        """A deontic after "and" with no deontic before it takes the sentence's subject ("supports X and will Y")."""
        assert frame.deontic is not None
        whole = self._sentence_subject(tokens, begin, frame.deontic[0])
        if not whole.is_empty:
            subject.shared_with, subject.actor = whole, whole.actor
            frame.actor = frame.actor if frame.passive else whole.actor

    def _role_verdict(self, tokens: Tokens, frame: Frame, subject: Subject, before: list[Frame]) -> str | None:
        """The rule that excludes a deontic for the place of its clause in the sentence, or None."""
        if subject.role == "subordinate":
            return "exclusion.structure.subordinate"
        if subject.role == "relative":
            return self.judge.of_relative(tokens, frame, before)
        if subject.role == "shared" and before and subject.shared_with is None:
            self._share(frame, before[-1])
        return None

    def _share(self, frame: Frame, previous: Frame) -> None:
        """A coordinated deontic takes the subject of the one before it."""
        if not frame.passive:
            # The subject of a passive is nobody's act, but may be who acts next ("shall be elected and shall report").
            subject = previous.subject.whole if previous.subject is not None else None
            frame.actor = subject.actor if previous.passive and subject is not None else previous.actor
        if previous.subject is not None and frame.subject is not None:
            frame.subject.actor = previous.subject.whole.actor
            frame.subject.shared_with = previous.subject


def _follows_denial(tokens: Tokens, deontic: int, low: int) -> bool:
    """As in "in no event shall …", "under no circumstances may …": the subject stands behind the deontic."""
    return deontic - 2 >= low and tokens.lower[deontic - 2] == "no" and tokens.lower[deontic - 1] in _DENYING


def _deontics(cues: Sequence[Cue]) -> list[Cue]:
    """The deontic cues, the longest where they overlap."""
    found: list[Cue] = []
    for cue in sorted((c for c in cues if c.rule.label == "DEONTIC"), key=lambda c: (c.start, -c.end)):
        if not found or cue.start >= found[-1].end:
            found.append(cue)
    return found


def _after_strong_stop(tokens: Tokens, low: int, deontic: int) -> int:
    """Behind the last semicolon or colon before the deontic."""
    for i in range(deontic - 1, low - 1, -1):
        if tokens.lower[i] in (";", ":"):
            return i + 1
    return low


def _same_run(tokens: Tokens, previous: Frame, cue: Cue) -> bool:
    """Whether no semicolon stands between the previous frame's verb and the deontic."""
    return ";" not in tokens.lower[previous.body : cue.start]
