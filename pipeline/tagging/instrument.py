"""What a clause says of the instrument itself: its life, its scope, cooperation under it in general."""

from __future__ import annotations

from pipeline.tagging.cues import Cue
from pipeline.tagging.frames import Frame, Subject
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.subjects import SubjectFinder
from pipeline.tagging.tokens import Tokens

_NO_OBJECT = frozenset(
    [".", ",", "by", "upon", "at", "on", "giving", "therefrom", "with", ";", "if", "without", "it", "hereunder"]
)
_SCOPING = frozenset(
    [
        "under",
        "in",
        "provided",
        "pursuant",
        "within",
        "set",
        "undertaken",
        "described",
        "hereunder",
        "foreseen",
        "envisaged",
        "between",
        "carried",
        "conducted",
        "of",
        "contained",
    ]
)
_OTHERWHERE = frozenset([",", ";", ".", "under", "in", "for", "with", "by", "pursuant"])
_AGREED_CHANGES = frozenset(["made", "agreed", "effected", "proposed"])
_OPENING_CLAUSES = frozenset(["after", "before", "until", "once", "when", "if", "where", "unless", "since", "as"])
_WITH_FORCE = frozenset(["enter", "come", "take", "remain", "continue", "cease", "be", "become", "apply"])


class InstrumentReader:
    """Tells clauses about this instrument from clauses about other things; holds nothing of the text."""

    def __init__(self, grammar: Grammar, subjects: SubjectFinder) -> None:
        self.grammar = grammar
        self.subjects = subjects
        self.life_verbs = grammar.lists["life_verbs"]
        self.force_nouns = grammar.lists["force_nouns"]
        self.ending_verbs = grammar.lists["ending_verbs"]

    def is_life_event(self, tokens: Tokens, subject: Subject | None) -> bool:
        """As in "Discontinuation … shall not affect …" is about the life of the instrument."""
        return (
            subject is not None
            and not subject.is_empty
            and bool(set(tokens.lower[subject.start : subject.start + 3]) & self.grammar.life_nouns)
        )

    def is_own(self, tokens: Tokens, subject: Subject) -> bool:
        """Whether the subject is this instrument, or a part or provision of it."""
        words = tokens.lower[subject.start : subject.end]
        if words == ["it"]:
            return True
        known = self.grammar.instrument_nouns | self.grammar.lists["provision_nouns"]
        for i, word in enumerate(words):
            if i and self.grammar.is_participle(word) and word not in known:
                # "the damages set forth in this paragraph" are no part of it.
                return False
            if (
                word in known
                and i
                and (
                    words[i - 1] in ("this", "these", "present")
                    or (words[i - 1] == "the" and self.grammar.starts_name(tokens, subject.start + i))
                )
            ):
                return True
        return False

    def is_term(self, tokens: Tokens, frame: Frame) -> bool:
        """Whether the clause is on the life of this instrument: its subject or, for a permission, its object says."""
        if frame.head is None:
            return False
        head = tokens.lower[frame.head]
        subject = frame.subject
        if frame.kind == "permission" and not frame.passive:
            return self._ends_instrument(tokens, frame, head)
        if head == "accede" and not frame.passive:
            return self._names_instrument(tokens, frame.head + 1, min(frame.head + 6, len(tokens)))
        if subject is None or subject.is_empty:
            return False
        changed = tokens.lower[subject.start : subject.end]
        alone = not self.grammar.prepositions & set(changed) or "this" in changed
        if head in _AGREED_CHANGES and frame.passive and alone and self._changes(changed[:3]):
            return True
        if head in self.life_verbs or head in self.force_nouns:
            about = self.is_about(tokens, subject)
            if head == "apply":
                return about and "provisionally" in tokens.lower[frame.body : frame.head + 4]
            following = tokens.lower[frame.head + 1 : frame.head + 2]
            if head in ("continue", "remain") and following in (["until"], ["for"]):
                return about
            if head in _WITH_FORCE:
                return about and self._in_force(tokens, frame.head)
            if head == "applied":
                return about and "provisionally" in tokens.lower[frame.body : frame.head + 4]
            return about
        if frame.kind.startswith("state") or frame.passive or head in ("subject", "open"):
            after = tokens.lower[frame.head : frame.head + 6]
            return self.is_about(tokens, subject) and (
                "ratification" in after or "accession" in after or "signature" in after
            )
        return False

    def _ends_instrument(self, tokens: Tokens, frame: Frame, head: str) -> bool:
        """As in "may terminate this Agreement", "may withdraw therefrom", "may agree to amend this Agreement"."""
        assert frame.head is not None
        lower = tokens.lower
        at = next((aim for aim in frame.aims if lower[aim] in self.ending_verbs), frame.head)
        if head == "bring" and lower[at + 2 : at + 5] == ["to", "an", "end"] and lower[at + 1] == "it":
            return True
        if head in ("give", "notify", "serve"):
            at = self._notified_end(tokens, at, min(at + 18, len(tokens)))
        if head in ("request", "propose") and self._changes(lower[at + 1 : at + 5]):
            return self._names_instrument(tokens, at + 1, min(at + 10, len(tokens)))
        if head in ("agree", "decide", "consent", "propose"):
            at = next((i for i in range(at + 1, min(at + 9, len(tokens))) if lower[i] in self.ending_verbs), at)
        if lower[at] not in self.ending_verbs and lower[at] != "join":
            return False
        if lower[at] in ("terminate", "withdraw", "denounce") and (
            at + 1 >= len(tokens) or lower[at + 1] in _NO_OBJECT
        ):
            return True
        return self._names_instrument(tokens, at + 1, min(at + 9, len(tokens)))

    def _notified_end(self, tokens: Tokens, at: int, stop: int) -> int:
        """The verb of ending in "give notice of its intention to terminate this Agreement", else `at`."""
        lower = tokens.lower
        verbs = (i + 1 for i in range(at + 1, stop - 1) if lower[i] == "to" and lower[i + 1] in self.ending_verbs)
        return next(verbs, at)

    def _changes(self, words: list[str]) -> bool:
        """Whether what is asked for is a change of a text ("request reasonable modifications to …")."""
        return bool({"amendment", "amendments", "modification", "modifications"} & set(words))

    def is_other(self, tokens: Tokens, frame: Frame) -> bool:
        """A clause on the life of an instrument that is not this one."""
        subject = frame.subject
        if subject is None or subject.is_empty or frame.head is None:
            return False
        head = tokens.lower[frame.head]
        if head not in self.life_verbs or (
            head not in ("applied",) and not frame.passive and not self._in_force(tokens, frame.head)
        ):
            return False
        for i in range(subject.start, subject.end):
            if i > subject.start and tokens.lower[i] in self.grammar.prepositions:
                return False
            if tokens.lower[i] in self.grammar.instrument_nouns:
                return True
        return False

    def _in_force(self, tokens: Tokens, head: int, reach: int = 8) -> bool:
        return any(word in self.force_nouns for word in tokens.lower[head : head + reach])

    def gains_force(self, tokens: Tokens, head: int) -> bool:
        """As in "shall enter into force", "will take effect", whatever it is said of."""
        return tokens.lower[head] in _WITH_FORCE - {"be", "become", "apply"} and self._in_force(tokens, head, 4)

    def _names_instrument(self, tokens: Tokens, start: int, end: int) -> bool:
        for i in range(start, end):
            placed = tokens.lower[i] in ("under", "in") and (
                tokens.lower[i - 1] in self.grammar.lists["general_nouns"] or tokens.lower[i - 1] == "participation"
            )
            if tokens.lower[i] in _OTHERWHERE and not placed:
                return False
            if tokens.lower[i] in self.grammar.life_nouns and self.grammar.starts_name(tokens, i):
                return True
            named = i - 2 if self.grammar.starts_name(tokens, i - 1) and i - 2 >= start else i - 1
            if tokens.lower[i] in self.grammar.instrument_nouns and tokens.lower[named] in (
                "this",
                "present",
                "the",
                "of",
                "lease",
                "supply",
                "its",
            ):
                return True
            if tokens.lower[i] == "it" and i <= start + 1:
                return True
        return False

    def is_about(self, tokens: Tokens, subject: Subject) -> bool:
        """Whether the subject is this instrument or an event of its life ("the termination", "any amendment")."""
        words = tokens.lower[subject.start : subject.end]
        if words[0] == "it":
            return True
        for i, word in enumerate(words):
            if i and word in self.grammar.prepositions:
                break
            if word in self.grammar.life_nouns:
                return True
            if word in self.grammar.lists["provision_nouns"] and (
                words[i + 1 : i + 2] and (words[i + 1].isdigit() or words[i + 1 : i + 3] == ["of", "this"])
            ):
                return True
            if (
                word in self.grammar.lists["provision_nouns"]
                and i <= 1
                and self.grammar.starts_name(tokens, subject.start + i)
            ):
                return True
            if word in self.grammar.instrument_nouns:
                return (
                    not i
                    or words[i - 1] in ("this", "present")
                    or (words[i - 1] == "the" and self.grammar.starts_name(tokens, subject.start + i))
                )
        return words[:1] in (["this"],) and bool(set(words[:5]) & self.grammar.instrument_nouns)

    def kind_of_cue(self, tokens: Tokens, cue: Cue, subject: Subject) -> str:
        """The kind that a DISCLAIMER or TERM cue makes of its clause."""
        return "term" if self.is_life_event(tokens, subject) else cue.rule.label.lower()

    def clause_subject(self, tokens: Tokens, low: int, cue: Cue, previous: Frame | None) -> Subject | None:
        """The subject of a disclaimer or term without deontic, left of the cue; None where the words are about
        something else than this instrument, or stand in a clause of another sentence."""
        if cue.rule.scope == "whole":
            return Subject("main", cue.start, cue.start)
        for i in range(cue.start - 1, low - 1, -1):
            if tokens.lower[i] in (";", ":"):
                low = i + 1
                break
        subject = self.subjects.find(tokens, low, cue.start, follows=previous is not None)
        if subject.role == "shared" and previous is not None and previous.subject is not None:
            shared = previous.subject.whole
            fits = self.fits(tokens, cue, shared)
            return Subject("shared", cue.start, cue.start, shared.actor, shared_with=shared) if fits else None
        if subject.is_empty and subject.role == "shared":
            return self._shared_with_report(tokens, low, cue)
        conceded = subject.role == "subordinate" and subject.governor in ("although", "though", "while", "whereas")
        if (
            subject.is_empty
            or not (conceded or subject.role in ("main", "that"))
            or self._has_clause_before(tokens, low, subject)
        ):
            return None
        if set(tokens.lower[max(low, subject.start - 1) : subject.start + 1]) & _OPENING_CLAUSES:
            return None
        return Subject("main", subject.start, subject.end) if self.fits(tokens, cue, subject) else None

    def _shared_with_report(self, tokens: Tokens, low: int, cue: Cue) -> Subject | None:
        """As in "This Memorandum sets forth aims and does not create rights": the first verb makes no statement."""
        if tokens.lower[low] == "it":
            return Subject("shared", cue.start, cue.start, shared_with=Subject("main", low, low + 1))
        for i in range(low, min(cue.start, low + 6)):
            if tokens.lower[i] in self.grammar.instrument_nouns:
                whole = Subject("main", low, i + 1)
                fits = self.is_own(tokens, whole) and self.fits(tokens, cue, whole)
                return Subject("shared", cue.start, cue.start, shared_with=whole) if fits else None
        return None

    def fits(self, tokens: Tokens, cue: Cue, subject: Subject) -> bool:
        """Whether the subject is what a DISCLAIMER or TERM cue speaks of."""
        if cue.rule.scope == "whole" or cue.rule.type in ("party_status", "survival"):
            return True
        if subject.is_empty:
            return False
        if cue.rule.label == "TERM":
            return self.is_about(tokens, subject)
        if cue.rule.type == "general":
            return self.is_general(tokens, subject)
        if cue.rule.type == "no_duty":
            return subject.actor is not None
        return (
            self.is_own(tokens, subject) or tokens.lower[subject.start] == "it" or self.is_life_event(tokens, subject)
        )

    def _has_clause_before(self, tokens: Tokens, low: int, subject: Subject) -> bool:
        """A subject in the middle of a sentence must stand behind a comma, or it belongs to an inner clause."""
        return (
            subject.role == "main"
            and subject.start > low + 1
            and tokens.lower[subject.start - 1]
            not in (",", "and", "but", "although", "though", ")", "(", "-", "–", "—")
        )

    def is_general(self, tokens: Tokens, subject: Subject) -> bool:
        """Cooperation, activities or commitments in general: a general noun with nothing but its scope behind it."""
        general = self.grammar.lists["general_nouns"]
        lower = tokens.lower
        for i in range(subject.start, min(subject.end, subject.start + 5)):
            if lower[i] in general:
                rest = [
                    w
                    for w in lower[i + 1 : subject.end]
                    if w not in general and w not in ("and", "or", ",", "all", "the")
                ]
                return not rest or rest[0] in _SCOPING
            if lower[i] in self.grammar.prepositions and i > subject.start:
                return False
        return False

    def whole_clause_aims(self, tokens: Tokens, cue: Cue) -> list[int]:
        """The main verb of a term without deontic: the cue's first word that is no auxiliary."""
        if cue.rule.label != "TERM":
            return []
        return [next((i for i in range(cue.start, cue.end) if tokens.lower[i] not in ("is", "are")), cue.start)]
