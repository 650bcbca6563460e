"""What a clause counts as: commitment, permission, disclaimer or term, or nothing, and by which rule (CODEBOOK 1)."""

from __future__ import annotations

from pipeline.normalisation import canonical_actor
from pipeline.tagging.actors import ActorFinder
from pipeline.tagging.frames import Frame, Subject
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.instrument import InstrumentReader
from pipeline.tagging.tokens import TokenRange, Tokens

_PURPOSES = frozenset(["deontic.intended_to", "deontic.intended_not", "deontic.is_to"])
_REFRAINING = frozenset(["refrain", "refraining", "abstain", "abstaining", "desist"])
_LIMITS = frozenset(["funding", "law", "consent"])
_STANDING = frozenset(["powers", "personality", "capacity", "status"])
_SINCE = frozenset(["from", "until", "at", "on", "as", "only", "after", "for"])
_NOTHING = frozenset(["nothing", "none", "no", "neither"])


class Judge:
    """Decides the kind of each frame; every refusal names a rule of `exclusions.yaml`."""

    def __init__(self, grammar: Grammar, actors: ActorFinder) -> None:
        self.grammar = grammar
        self.actors = actors
        self.subjects = subjects = actors.subjects
        lists = grammar.lists
        self.openers = subjects.openers
        self.constitutive = lists["constitutive_verbs"]
        self.always_constitutive = lists["always_constitutive"]
        self.constitutive_participles = lists["constitutive_participles"]
        self.state_verbs = lists["state_verbs"]
        self.disclaiming = lists["disclaiming_verbs"]
        self.possibility = lists["possibility_participles"]
        self.carrying = lists["carrying_verbs"]
        self.instrument = InstrumentReader(grammar, subjects)

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
            frame.kind = "term" if self.instrument.is_life_event(tokens, frame.subject) else "disclaimer"
            return None
        if self.instrument.is_term(tokens, frame):
            frame.kind = "term"
            return None
        if (
            frame.kind == "permission"
            and frame.subject is not None
            and not frame.subject.is_empty
            and (tokens.lower[frame.subject.start] in ("neither", "no", "none"))
        ):
            frame.kind, frame.force, frame.negative = "commitment", "obligation", True
        if state and frame.head is not None and self._is_limit(tokens, frame):
            return None
        if (
            state
            and not frame.negative
            and frame.head is not None
            and tokens.lower[frame.head] == "subject"
            and (frame.subject is not None and self.instrument.is_general(tokens, frame.subject))
        ):
            frame.kind = "disclaimer"
            return None
        if self.instrument.is_other(tokens, frame):
            return "exclusion.other_instrument"
        if state:
            return "exclusion.constitutive.state"
        if frame.kind == "permission":
            return self._permission_verdict(tokens, frame)
        return self._commitment_verdict(tokens, frame)

    def _is_process(self, tokens: Tokens, frame: Frame, head: str) -> bool:
        """As in "Cooperation will focus on …": a nominal subject through which the parties act (CODEBOOK 1.21)."""
        subject = frame.subject
        if subject is None or head in self.state_verbs:
            return False
        for i in range(subject.start, min(subject.end, subject.start + 9)):
            if (
                tokens.lower[i] in self.grammar.lists["action_nouns"]
                or tokens.lower[i] in self.grammar.lists["general_nouns"]
            ):
                return True
            if tokens.lower[i] in self.grammar.prepositions:
                return False
        return False

    def _is_limit(self, tokens: Tokens, frame: Frame) -> bool:
        """As in "shall not be liable for", "shall be without prejudice to": the state limits the legal effect."""
        word = tokens.lower[frame.head or 0]
        denied = frame.negative or (
            frame.subject is not None
            and not frame.subject.is_empty
            and tokens.lower[frame.subject.start] in ("neither", "no")
        )
        if word in ("liable", "responsible") and denied:
            frame.kind = "disclaimer"
        elif tokens.lower[frame.head or 0 : (frame.head or 0) + 2] == ["without", "prejudice"]:
            frame.kind = "term" if self.instrument.is_life_event(tokens, frame.subject) else "disclaimer"
        else:
            return False
        return True

    def _commitment_verdict(self, tokens: Tokens, frame: Frame) -> str | None:
        head = tokens.lower[frame.head] if frame.head is not None else ""
        bound = frame.actor is not None
        if head in _REFRAINING:
            frame.negative = True
        if frame.passive:
            if head in self.constitutive_participles or self._stands_somewhere(tokens, frame, head):
                return "exclusion.constitutive.verb"
            return None
        if head in self.always_constitutive or (head in self.constitutive and not self._acts(tokens, frame)):
            return "exclusion.constitutive.verb"
        if (
            head == "set"
            and tokens.lower[(frame.head or 0) + 1 : (frame.head or 0) + 2] == ["out"]
            and (not self._acts(tokens, frame))
        ):
            return "exclusion.constitutive.verb"
        if self._speaks_of_itself(tokens, frame, head):
            return "exclusion.constitutive.verb"
        if head == "provide" and not bound and tokens.lower[(frame.head or 0) + 1 : (frame.head or 0) + 2] == ["for"]:
            return "exclusion.constitutive.verb"
        if self._is_content(tokens, frame, head):
            return "exclusion.constitutive.verb"
        if self._is_outsider(tokens, frame):
            return "exclusion.outsider"
        if frame.rule_id == "deontic.encouraged" and not self.actors.is_party(
            tokens, frame.subject.actor if frame.subject else None
        ):
            return "exclusion.outsider"
        if frame.rule_id in _PURPOSES and not self._has_known_actor(tokens, frame):
            general = frame.subject is not None and self.instrument.is_general(tokens, frame.subject)
            return None if general else "exclusion.prediction.purpose"
        if bound:
            return None
        if frame.head is not None and self.instrument.gains_force(tokens, frame.head):
            return "exclusion.other_instrument"
        if head == "exceed" and frame.negative:
            return None
        modal = tokens.lower[frame.deontic[0]] if frame.deontic else ""
        shared = frame.subject is None or frame.subject.is_empty
        ends = head in self.instrument.ending_verbs or head in ("commence", "start", "cease", "expire", "lapse", "last")
        following = tokens.lower[(frame.head or 0) + 1 : (frame.head or 0) + 2]
        acts = ends and following and following[0][0].isalpha() and following[0] not in self.grammar.prepositions
        if head in self.state_verbs and not acts and not shared and modal not in ("will", "must", "should"):
            return "exclusion.constitutive.state"
        if modal in ("will", "must", "should") and not shared and not self._is_process(tokens, frame, head):
            return "exclusion.prediction.no_actor"
        return None

    def _speaks_of_itself(self, tokens: Tokens, frame: Frame, head: str) -> bool:
        """As in "This Annex shall provide for …", "they shall cease to apply on …": no party acts."""
        subject = frame.subject
        if subject is None or subject.is_empty:
            return False
        at = frame.head or 0
        if tokens.lower[subject.start] in ("it", "they"):
            ceasing = head == "cease" and tokens.lower[at + 1 : at + 3] == ["to", "apply"]
            behind = at + 3 if ceasing else at + 1
            following = tokens.lower[behind] if behind < len(tokens) else "."
            return (ceasing or head == "apply") and (following in _SINCE or not following[0].isalpha())
        words = tokens.lower[subject.start : subject.end]
        placed = any(word in self.grammar.prepositions and word != "of" for word in words)
        return subject.actor is None and not placed and self.instrument.is_own(tokens, subject)

    def _is_content(self, tokens: Tokens, frame: Frame, head: str) -> bool:
        """As in "the request shall identify the measure": what a document holds, or what somebody must have."""
        subject = frame.subject
        if head in ("have", "possess"):
            following = tokens.lower[(frame.head or 0) + 1 : (frame.head or 0) + 2]
            near = set(tokens.lower[(frame.head or 0) + 1 : (frame.head or 0) + 5])
            return following in (["expertise"], ["experience"], ["knowledge"]) or bool(near & _STANDING)
        if head not in self.grammar.lists["content_verbs"] or subject is None or subject.is_empty:
            return False
        words = set(tokens.lower[subject.start : min(subject.end, subject.start + 4)])
        return subject.actor is None and bool(words & self.grammar.lists["document_nouns"])

    def _stands_somewhere(self, tokens: Tokens, frame: Frame, head: str) -> bool:
        """As in "shall be specified in Annex 2": where something stands, not what somebody does."""
        if head not in ("specified", "listed", "set", "described", "stated", "contained", "laid", "identified"):
            return False
        behind = tokens.lower[(frame.head or 0) + 1 : (frame.head or 0) + 5]
        behind = behind[1:] if behind[:1] in (["out"], ["down"]) else behind
        return behind[:1] == ["in"] and bool(set(behind) & self.grammar.lists["provision_nouns"] or "annex" in behind)

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
        demanded = frame.force in ("obligation", "recommendation") and tokens.lower[frame.deontic[0]] != "shall"
        if not (demanded and self.actors.party_ids and subject.actor is not None):
            return False
        actor = canonical_actor(" ".join(tokens.raw[subject.actor[0] : subject.actor[1]]))
        return actor is not None and not set(actor.split("+")) & self.actors.party_ids

    def _acts(self, tokens: Tokens, frame: Frame) -> bool:
        """Whether the subject is somebody who can act; "it" may be the instrument as well."""
        subject = frame.subject.whole if frame.subject is not None else None
        if subject is None or subject.is_empty:
            return frame.actor is not None
        return subject.actor is not None and tokens.lower[subject.start] != "it"

    def _has_known_actor(self, tokens: Tokens, frame: Frame) -> bool:
        """Whether the subject is known to be somebody, not only some name ("the Corridor is expected to …")."""
        actor = frame.subject.actor if frame.subject is not None else None
        if actor is None:
            return False
        words = tokens.lower[actor[0] : actor[1]]
        known = self.grammar.actor_heads | self.grammar.pronouns | self.subjects.names.party_words
        return bool(known & set(words)) or canonical_actor(" ".join(tokens.raw[actor[0] : actor[1]])) is not None

    def _has_actor(self, frame: Frame) -> bool:
        return frame.subject is not None and frame.subject.actor is not None

    def of_relative(self, tokens: Tokens, frame: Frame, before: list[Frame]) -> str | None:
        """A relative clause is a statement only with "shall" or "must" and an action, or on what an organ does."""
        subject = frame.subject
        assert subject is not None and frame.deontic is not None
        if tokens.lower[frame.deontic[0]] != "shall":
            return "exclusion.structure.relative"
        own = subject.end - subject.start == 1
        stop = subject.start - (1 if tokens.lower[subject.start - 1] == "," else 0)
        begin = stop
        while (
            begin > 0
            and stop - begin < 6
            and tokens.lower[begin - 1] not in (",", ";", ":", ".")
            and tokens.lower[begin - 1] not in self.grammar.prepositions
        ):
            begin -= 1
        antecedent = (
            self.subjects.names.actor_in(tokens, begin, stop) if subject.governor in ("which", "who", "that") else None
        )
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
        if first == "nothing" or (
            first in _NOTHING and head in self.disclaiming and self.instrument.is_own(tokens, subject)
        ):
            frame.actor = None
            return True
        denied = frame.negative or first in _NOTHING
        following = set(lower[(frame.head or 0) + 1 : (frame.head or 0) + 5])
        if denied and head == "incur" and following & {"liability", "responsibility"}:
            return True
        if denied and head == "held" and lower[(frame.head or 0) + 1] in ("liable", "responsible"):
            frame.actor = None
            return True
        if denied and set(lower[subject.start : subject.start + 2]) & self.grammar.lists["waiver_nouns"]:
            return head in self.disclaiming or head in ("operate", "amount", "constitute")
        return (
            frame.negative
            and head in self.disclaiming
            and (self.instrument.is_own(tokens, subject) or self.instrument.is_life_event(tokens, frame.subject))
        )

    def settle(self, tokens: Tokens, frame: Frame) -> str | None:
        """What only the assigned qualifiers tell: a clause that puts cooperation in general under funds, law or consent
        is a disclaimer (CODEBOOK 4); the id of the excluding rule where a purpose turns out to be no more than that."""
        self._generalise(tokens, frame)
        if (
            frame.kind == "commitment"
            and frame.rule_id in _PURPOSES
            and not frame.passive
            and frame.actor is None
            and (frame.subject is not None and not frame.subject.is_empty)
        ):
            return "exclusion.prediction.purpose"
        return None

    def _generalise(self, tokens: Tokens, frame: Frame) -> None:
        if frame.kind != "commitment" or frame.head is None or frame.deontic is None:
            return
        if not any(q.label == "HEDGE" and q.type in _LIMITS for q in frame.qualifiers):
            return
        subject = frame.subject.whole if frame.subject is not None else None
        if tokens.lower[frame.head] in self.carrying and (
            (subject is not None and self.instrument.is_general(tokens, subject)) or self._general_object(tokens, frame)
        ):
            frame.kind = "disclaimer"
            frame.rule_ids.append("disclaimer.general_clause")
            frame.actor = None

    def _general_object(self, tokens: Tokens, frame: Frame) -> bool:
        """As in "implement the commitments under this annex", "conduct the activities provided for in it"."""
        assert frame.head is not None
        if frame.passive:
            return False
        start = frame.head + 1
        stop = min([q.start for q in frame.qualifiers if q.start > frame.head] + [frame.end])
        object_ = Subject("main", start, stop)
        scoped = bool(set(tokens.lower[start:stop]) & self.grammar.instrument_nouns)
        return scoped and (
            self.instrument.is_general(tokens, object_)
            or (stop - start <= 5 and self.instrument.is_own(tokens, object_))
        )

    def openers_at(self, tokens: Tokens, i: int) -> bool:
        """Whether an aside begins at i."""
        return i < len(tokens) and tokens.lower[i] in self.openers
