"""What a clause counts as: commitment, permission, disclaimer or term, or nothing, and by which rule (CODEBOOK 1)."""

from __future__ import annotations

from pipeline.normalisation import canonical_actor
from pipeline.tagging.cues import Cue
from pipeline.tagging.frames import Frame, Subject
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.subjects import SubjectFinder
from pipeline.tagging.tokens import TokenRange, Tokens

_MODALS_OF_PREDICTION = frozenset(["will"])
_PURPOSES = frozenset(["deontic.intended_to", "deontic.intended_not", "deontic.is_to"])
_REFRAINING = frozenset(["refrain", "refraining", "abstain", "abstaining", "desist"])
_NO_OBJECT = frozenset([".", ",", "by", "upon", "at", "on", "giving", "therefrom", "with", ";", "if", "without", "it", "hereunder"])
_LIMITS = frozenset(["funding", "law", "consent"])
_SCOPING = frozenset(["under", "in", "provided", "pursuant", "within", "set", "undertaken", "described", "hereunder", "foreseen",
                      "envisaged", "between", "carried", "conducted", "of", "contained"])
_NOTHING = frozenset(["nothing", "none", "no", "neither"])


class Judge:
    """Decides the kind of each frame; every refusal names a rule of `exclusions.yaml`."""

    def __init__(self, grammar: Grammar, subjects: SubjectFinder) -> None:
        self.grammar = grammar
        self.subjects = subjects
        lists = grammar.lists
        self.openers = subjects.openers
        self.party_ids: frozenset[str] = frozenset()
        """Canonical ids of the parties of the agreement being read; empty where they are not known."""
        self.life_verbs = lists["life_verbs"]
        self.force_nouns = lists["force_nouns"]
        self.ending_verbs = lists["ending_verbs"]
        self.constitutive = lists["constitutive_verbs"]
        self.always_constitutive = lists["always_constitutive"]
        self.constitutive_participles = lists["constitutive_participles"]
        self.state_verbs = lists["state_verbs"]
        self.disclaiming = lists["disclaiming_verbs"]
        self.possibility = lists["possibility_participles"]
        self.carrying = lists["carrying_verbs"]
        self.own_articles = lists["own_articles"]

    def of(self, tokens: Tokens, frame: Frame, sentence: TokenRange) -> str | None:
        """Settle `frame.kind`; the id of the excluding rule where the clause is no statement, else None."""
        if frame.kind in ("disclaimer", "term"):
            return None
        state = frame.kind.startswith("state:")
        frame.kind = frame.kind.removeprefix("state:")
        if frame.opening is not None:
            if self._is_disclaimer(tokens, frame):
                frame.kind = "disclaimer"
            return None
        if frame.subject is not None and frame.subject.is_empty and frame.subject.shared_with is not None:
            own, frame.subject = frame.subject, frame.subject.whole
            verdict = self._verdict(tokens, frame, state)
            frame.subject = own
            return verdict
        return self._verdict(tokens, frame, state)

    def _verdict(self, tokens: Tokens, frame: Frame, state: bool) -> str | None:
        if frame.rule_id == "deontic.obliged" and frame.negative:
            frame.kind = "disclaimer"
            return None
        if self._is_disclaimer(tokens, frame):
            frame.kind = "term" if self._is_life_event(tokens, frame) else "disclaimer"
            return None
        if self._is_term(tokens, frame):
            frame.kind = "term"
            return None
        if frame.kind == "permission" and frame.subject is not None and not frame.subject.is_empty and (
                tokens.lower[frame.subject.start] in ("neither", "no", "none")):
            frame.kind, frame.force, frame.negative = "commitment", "obligation", True
        if state and frame.head is not None and self._is_limit(tokens, frame):
            return None
        if state and frame.head is not None and tokens.lower[frame.head] == "subject" and (
                frame.subject is not None and self._is_general(tokens, frame.subject)):
            frame.kind = "disclaimer"
            return None
        if self._other_instrument(tokens, frame):
            return "exclusion.other_instrument"
        if state:
            return "exclusion.constitutive.state"
        if frame.kind == "permission":
            return self._permission_verdict(tokens, frame)
        return self._commitment_verdict(tokens, frame)

    def _is_limit(self, tokens: Tokens, frame: Frame) -> bool:
        """"shall not be liable for", "shall be without prejudice to": the state is a limit of the legal effect."""
        word = tokens.lower[frame.head or 0]
        denied = frame.negative or (frame.subject is not None and not frame.subject.is_empty and tokens.lower[
            frame.subject.start] in ("neither", "no"))
        if word in ("liable", "responsible") and denied:
            frame.kind = "disclaimer"
        elif tokens.lower[frame.head or 0 : (frame.head or 0) + 2] == ["without", "prejudice"]:
            frame.kind = "term" if self._is_life_event(tokens, frame) else "disclaimer"
        else:
            return False
        return True

    def _commitment_verdict(self, tokens: Tokens, frame: Frame) -> str | None:
        head = tokens.lower[frame.head] if frame.head is not None else ""
        bound = frame.actor is not None
        if head in _REFRAINING:
            frame.negative = True
        if frame.passive:
            if head in self.constitutive_participles:
                return "exclusion.constitutive.verb"
            return None
        if head in self.always_constitutive or (head in self.constitutive and not self._acts(tokens, frame)):
            return "exclusion.constitutive.verb"
        if head == "set" and tokens.lower[(frame.head or 0) + 1 : (frame.head or 0) + 2] == ["out"] and (
                not self._acts(tokens, frame)):
            return "exclusion.constitutive.verb"
        if self._is_outsider(tokens, frame):
            return "exclusion.outsider"
        if frame.rule_id == "deontic.encouraged" and not self.is_party(tokens, frame.subject.actor if frame.subject else None):
            return "exclusion.outsider"
        if frame.rule_id in _PURPOSES and not self._has_actor(frame):
            general = frame.subject is not None and self._is_general(tokens, frame.subject)
            return None if general else "exclusion.prediction.purpose"
        if bound:
            return None
        modal = tokens.lower[frame.deontic[0]] if frame.deontic else ""
        shared = frame.subject is None or frame.subject.is_empty
        if modal == "will" and not shared:
            return "exclusion.prediction.no_actor"
        if head in self.state_verbs and not shared:
            return "exclusion.constitutive.state"
        cooperative = frame.subject is not None and not shared and tokens.lower[frame.subject.start] in self.grammar.lists["general_nouns"]
        if modal in ("must", "should") and not shared and not cooperative:
            return "exclusion.prediction.no_actor"
        return None

    def _permission_verdict(self, tokens: Tokens, frame: Frame) -> str | None:
        head = tokens.lower[frame.head] if frame.head is not None else ""
        if head in self.always_constitutive:
            return "exclusion.constitutive.verb"
        if frame.passive:
            return "exclusion.possibility" if head in self.possibility else None
        shared = frame.subject is None or frame.subject.is_empty
        if not self._has_actor(frame) and not shared:
            return "exclusion.possibility"
        return None

    def is_party(self, tokens: Tokens, actor: TokenRange | None) -> bool:
        """Whether the words name a party rather than somebody else who can act."""
        if actor is None:
            return False
        words = tokens.lower[actor[0] : actor[1]]
        if set(words) & self.grammar.lists["party_nouns"] or set(words) & self.subjects.party_words:
            return True
        known = canonical_actor(" ".join(tokens.raw[actor[0] : actor[1]]))
        return known is not None and bool(set(known.split("+")) & self.party_ids)

    def _is_outsider(self, tokens: Tokens, frame: Frame) -> bool:
        """A demand on somebody who by the words used, or by the list of parties, is not bound."""
        subject = frame.subject
        if subject is None or subject.is_empty or frame.deontic is None:
            return False
        text = " ".join(tokens.lower[subject.start : subject.end])
        if any(text.endswith(entry) or text.startswith(entry) for entry in self.grammar.lists["outsiders"]):
            return True
        if tokens.lower[frame.deontic[0]] == "may":
            return False
        demanded = tokens.lower[frame.deontic[0]] in ("must", "should", "is", "are")
        if not (demanded and self.party_ids and subject.actor is not None):
            return False
        actor = canonical_actor(" ".join(tokens.raw[subject.actor[0] : subject.actor[1]]))
        return actor is not None and not set(actor.split("+")) & self.party_ids

    def _acts(self, tokens: Tokens, frame: Frame) -> bool:
        """Whether the subject is somebody who can act; "it" may be the instrument as well."""
        subject = frame.subject.whole if frame.subject is not None else None
        if subject is None or subject.is_empty:
            return frame.actor is not None
        return subject.actor is not None and tokens.lower[subject.start] != "it"

    def _has_actor(self, frame: Frame) -> bool:
        return frame.subject is not None and frame.subject.actor is not None

    def of_relative(self, tokens: Tokens, frame: Frame, before: list[Frame]) -> str | None:
        """A relative clause is a statement only with "shall" or "must" and an action, or when it says what an organ does."""
        subject = frame.subject
        assert subject is not None and frame.deontic is not None
        if tokens.lower[frame.deontic[0]] != "shall":
            return "exclusion.structure.relative"
        own = subject.end - subject.start == 1
        stop = subject.start - (1 if tokens.lower[subject.start - 1] == "," else 0)
        begin = stop
        while begin > 0 and stop - begin < 6 and tokens.lower[begin - 1] not in (",", ";", ":", ".", "of", "by", "to", "with"):
            begin -= 1
        antecedent = self.subjects.actor_in(tokens, begin, stop) if subject.governor in ("which", "who", "that") else None
        if frame.head is not None and tokens.lower[frame.head] in self.state_verbs:
            return "exclusion.structure.relative"
        if own and frame.negative and frame.head is not None and tokens.lower[frame.head] == "exceed":
            return None
        if own and antecedent is not None and not frame.passive:
            frame.actor = antecedent
            return None
        if own and frame.passive:
            return None
        return "exclusion.structure.relative"

    def _is_disclaimer(self, tokens: Tokens, frame: Frame) -> bool:
        subject = frame.subject
        if subject is None or subject.is_empty:
            return False
        lower = tokens.lower
        head = lower[frame.head] if frame.head is not None else ""
        first = lower[subject.start]
        if first == "nothing" or (first in _NOTHING and head in self.disclaiming and self._is_own(tokens, subject)):
            frame.actor = None
            return True
        return frame.negative and head in self.disclaiming and (
            self._is_own(tokens, subject) or self._is_life_event(tokens, frame))

    def _is_life_event(self, tokens: Tokens, frame: Frame) -> bool:
        """"Discontinuation … shall not affect …" is about the life of the instrument."""
        subject = frame.subject
        return subject is not None and not subject.is_empty and bool(
            set(tokens.lower[subject.start : subject.start + 3]) & self.grammar.life_nouns)

    def _is_own(self, tokens: Tokens, subject: Subject) -> bool:
        """Whether the subject is this instrument, or a part or provision of it."""
        words = tokens.lower[subject.start : subject.end]
        known = self.grammar.instrument_nouns | self.grammar.lists["provision_nouns"]
        for i, word in enumerate(words):
            if word in known and i and (words[i - 1] in ("this", "present") or (
                    words[i - 1] == "the" and self.grammar.starts_name(tokens, subject.start + i))):
                return True
        return False

    def _is_term(self, tokens: Tokens, frame: Frame) -> bool:
        if frame.head is None:
            return False
        head = tokens.lower[frame.head]
        subject = frame.subject
        if frame.kind == "permission" and not frame.passive:
            return self._ends_instrument(tokens, frame, head)
        if subject is None or subject.is_empty:
            return False
        if head in self.life_verbs or head in self.force_nouns:
            about = self._about_life(tokens, subject)
            if head in ("enter", "come", "take", "remain", "continue", "cease", "be", "become", "apply"):
                return about and self._in_force(tokens, frame.head)
            if head == "applied":
                return about and "provisionally" in tokens.lower[frame.body : frame.head + 4]
            return about
        if frame.kind.startswith("state") or frame.passive or head in ("subject", "open"):
            after = tokens.lower[frame.head : frame.head + 6]
            return self._about_life(tokens, subject) and (
                "ratification" in after or "accession" in after or "signature" in after)
        return False

    def _ends_instrument(self, tokens: Tokens, frame: Frame, head: str) -> bool:
        """"may terminate this Agreement", "may withdraw therefrom", "may agree, in writing, to amend this Agreement"."""
        assert frame.head is not None
        lower = tokens.lower
        at = next((aim for aim in frame.aims if lower[aim] in self.ending_verbs), frame.head)
        if head in ("agree", "decide", "consent", "propose"):
            at = next((i for i in range(at + 1, min(at + 9, len(tokens))) if lower[i] in self.ending_verbs), at)
        if lower[at] not in self.ending_verbs and lower[at] != "join":
            return False
        if lower[at] in ("terminate", "withdraw", "denounce") and (at + 1 >= len(tokens) or lower[at + 1] in _NO_OBJECT):
            return True
        return self._names_instrument(tokens, at + 1, min(at + 9, len(tokens)))

    def _other_instrument(self, tokens: Tokens, frame: Frame) -> bool:
        """A clause on the life of an instrument that is not this one."""
        subject = frame.subject
        if subject is None or subject.is_empty or frame.head is None:
            return False
        head = tokens.lower[frame.head]
        if head not in self.life_verbs or (head not in ("applied",) and not frame.passive and not self._in_force(tokens, frame.head)):
            return False
        for i in range(subject.start, subject.end):
            if i > subject.start and tokens.lower[i] in self.grammar.prepositions:
                return False
            if tokens.lower[i] in self.grammar.instrument_nouns:
                return True
        return False

    def _in_force(self, tokens: Tokens, head: int) -> bool:
        return any(word in self.force_nouns for word in tokens.lower[head : head + 8])

    def _names_instrument(self, tokens: Tokens, start: int, end: int) -> bool:
        for i in range(start, end):
            if tokens.lower[i] in (",", ";", "."):
                return False
            if tokens.lower[i] in self.grammar.instrument_nouns and tokens.lower[i - 1] in (
                    "this", "present", "the", "of", "lease", "supply", "its"):
                return True
            if tokens.lower[i] == "it" and i <= start + 1:
                return True
        return False

    def _about_life(self, tokens: Tokens, subject: Subject) -> bool:
        """Whether the subject is this instrument or an event of its life ("the termination", "any amendment")."""
        words = tokens.lower[subject.start : subject.end]
        if words[0] == "it":
            return True
        for i, word in enumerate(words):
            if i and word in self.grammar.prepositions:
                break
            if word in self.grammar.life_nouns:
                return True
            if word in self.grammar.lists["provision_nouns"] and i <= 1 and self.grammar.starts_name(tokens, subject.start + i):
                return True
            if word in self.grammar.instrument_nouns:
                return not i or words[i - 1] in ("this", "present") or (
                    words[i - 1] == "the" and self.grammar.starts_name(tokens, subject.start + i))
        return words[:1] in (["this"],) and bool(set(words[:5]) & self.grammar.instrument_nouns)

    def party_inside(self, tokens: Tokens, start: int, end: int) -> TokenRange | None:
        """The parties named inside a nominal subject ("cooperation between the Parties")."""
        for i in range(start, end - 1):
            if tokens.lower[i] in ("between", "among", "amongst"):
                j = i + 1
                stop = j
                while stop < end and tokens.lower[stop] not in self.grammar.prepositions and tokens.lower[stop] != ",":
                    stop += 1
                actor = self.subjects.actor_in(tokens, j, stop)
                if actor is not None:
                    return actor
        return None

    def kind_of_cue(self, tokens: Tokens, cue: Cue, subject: Subject) -> str:
        """The kind that a DISCLAIMER or TERM cue makes of its clause."""
        frame = Frame(None, cue.rule.id, None, subject=subject)
        return "term" if self._is_life_event(tokens, frame) else cue.rule.label.lower()

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
        if subject.is_empty or subject.role not in ("main", "that") or self._has_clause_before(tokens, low, subject):
            return None
        return Subject("main", subject.start, subject.end) if self.fits(tokens, cue, subject) else None

    def fits(self, tokens: Tokens, cue: Cue, subject: Subject) -> bool:
        """Whether the subject is what a DISCLAIMER or TERM cue speaks of."""
        if cue.rule.scope == "whole" or cue.rule.type == "party_status":
            return True
        if subject.is_empty:
            return False
        if cue.rule.label == "TERM":
            return self._about_life(tokens, subject)
        if cue.rule.type == "general":
            return self._is_general(tokens, subject)
        if cue.rule.type == "no_duty":
            return subject.actor is not None
        event = Frame(None, cue.rule.id, None, subject=subject)
        return self._is_own(tokens, subject) or tokens.lower[subject.start] == "it" or self._is_life_event(tokens, event)

    def _has_clause_before(self, tokens: Tokens, low: int, subject: Subject) -> bool:
        """A subject in the middle of a sentence must stand behind a comma, or it belongs to an inner clause."""
        return subject.role == "main" and subject.start > low + 1 and tokens.lower[subject.start - 1] not in (
            ",", "and", "but", ")", "(", "-", "–", "—")

    def settle(self, tokens: Tokens, frame: Frame) -> str | None:
        """What only the assigned qualifiers tell: a clause that puts cooperation in general under funds, law or consent
        is a disclaimer (CODEBOOK 4); the id of the excluding rule where a purpose turns out to be no more than that."""
        self._generalise(tokens, frame)
        if frame.kind == "commitment" and frame.rule_id in _PURPOSES and not frame.passive and frame.actor is None and (
                frame.subject is not None and not frame.subject.is_empty):
            return "exclusion.prediction.purpose"
        return None

    def _generalise(self, tokens: Tokens, frame: Frame) -> None:
        if frame.kind != "commitment" or frame.head is None or frame.deontic is None:
            return
        if not any(q.label == "HEDGE" and q.type in _LIMITS for q in frame.qualifiers):
            return
        subject = frame.subject.whole if frame.subject is not None else None
        if tokens.lower[frame.head] in self.carrying and (
                (subject is not None and self._is_general(tokens, subject)) or self._general_object(tokens, frame)):
            frame.kind = "disclaimer"
            frame.rule_ids.append("disclaimer.general_clause")
            frame.actor = None

    def _general_object(self, tokens: Tokens, frame: Frame) -> bool:
        """"implement the commitments under this annex", "conduct the activities provided for in this Memorandum"."""
        assert frame.head is not None
        if frame.passive:
            return False
        start = frame.head + 1
        stop = min([q.start for q in frame.qualifiers if q.start > frame.head] + [frame.end])
        object_ = Subject("main", start, stop)
        scoped = bool(set(tokens.lower[start:stop]) & self.grammar.instrument_nouns)
        return scoped and (self._is_general(tokens, object_) or (stop - start <= 5 and self._is_own(tokens, object_)))

    def _is_general(self, tokens: Tokens, subject: Subject) -> bool:
        """Cooperation, activities or commitments in general: a general noun with nothing but its scope behind it."""
        general = self.grammar.lists["general_nouns"]
        lower = tokens.lower
        for i in range(subject.start, min(subject.end, subject.start + 5)):
            if lower[i] in general:
                rest = [w for w in lower[i + 1 : subject.end] if w not in general and w not in ("and", "or", ",", "all", "the")]
                return not rest or rest[0] in _SCOPING
            if lower[i] in self.grammar.prepositions and i > subject.start:
                return False
        return False

    def whole_clause_aims(self, tokens: Tokens, cue: Cue) -> list[int]:
        """The main verb of a term without deontic: the cue's first word that is no auxiliary."""
        if cue.rule.label != "TERM":
            return []
        return [next((i for i in range(cue.start, cue.end) if tokens.lower[i] not in ("is", "are")), cue.start)]

    def openers_at(self, tokens: Tokens, i: int) -> bool:
        """Whether an aside begins at i."""
        return i < len(tokens) and tokens.lower[i] in self.openers
