"""Who is bound by a clause: its subject, the agent of a passive, the party inside a nominal subject."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalisation import canonical_actor
from pipeline.records import Party
from pipeline.tagging.frames import Frame
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.subjects import SubjectFinder
from pipeline.tagging.tokens import TokenRange, Tokens

_AGENT_STOPS = frozenset(
    [
        ",",
        ";",
        ".",
        "in",
        "at",
        "on",
        "within",
        "as",
        "to",
        "every",
        "once",
        "twice",
        "before",
        "after",
        "during",
        "from",
        "for",
        "by",
        "under",
        "through",
        "upon",
        "and/or",
    ]
)


class ActorFinder:
    """Finds actors; holds nothing of the text but the parties of the agreement being read."""

    def __init__(self, grammar: Grammar, subjects: SubjectFinder) -> None:
        self.grammar = grammar
        self.subjects = subjects
        self.party_ids: frozenset[str] = frozenset()
        """Canonical ids of the parties; empty where they are not known."""

    def begin(self, parties: Sequence[Party]) -> None:
        """Take note of the parties of the agreement that is read next."""
        self.party_ids = frozenset(party.id for party in parties if party.id)
        self.subjects.names.party_words = frozenset(
            name.lower() for party in parties for name in (party.name, *party.short_names) if " " not in name
        )

    def of(self, tokens: Tokens, frame: Frame, end: int) -> tuple[int, int] | None:
        """Who is bound: the agent of a passive, else the actor in the subject or the party named inside it."""
        subject = frame.subject
        if frame.passive:
            return self._agent(tokens, frame, end)
        if subject is None or subject.is_empty:
            return None
        return subject.actor or self.party_inside(tokens, subject.start, subject.end)

    def _agent(self, tokens: Tokens, frame: Frame, end: int) -> tuple[int, int] | None:
        """The actor behind "by" right after a passive verb ("shall be chaired in turn by a representative of …")."""
        head = frame.head if frame.head is not None else frame.body
        for i in range(head + 1, min(end - 1, head + 6)):
            if tokens.lower[i] == "by":
                stop = i + 1
                while (
                    stop < end
                    and tokens.lower[stop] not in _AGENT_STOPS
                    and not (tokens.lower[stop] in self.grammar.subordinators and tokens.lower[stop] != "that")
                ):
                    stop += 1
                return self.subjects.names.actor_in(tokens, i + 1, stop) or self._person(tokens, i + 1, stop)
            if tokens.lower[i] in (",", ";", "to"):
                return None
        return None

    def _person(self, tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
        """Somebody named by an occupation ("by an independent valuer")."""
        if (
            end > start + 1
            and tokens.lower[start] in self.grammar.determiners
            and tokens.lower[end - 1].endswith(("er", "or", "ist", "ee"))
            and tokens.lower[end - 1] not in ("order", "letter", "number", "other")
        ):
            return start, end
        return None

    def party_inside(self, tokens: Tokens, start: int, end: int) -> TokenRange | None:
        """The parties named inside a nominal subject ("cooperation between the Parties")."""
        for i in range(start, end - 1):
            if tokens.lower[i] in ("between", "among", "amongst"):
                j = i + 1
                stop = j
                while stop < end and tokens.lower[stop] not in self.grammar.prepositions and tokens.lower[stop] != ",":
                    stop += 1
                actor = self.subjects.names.actor_in(tokens, j, stop)
                if actor is not None:
                    return actor
        return None

    def is_addressable(self, tokens: Tokens, actor: TokenRange | None) -> bool:
        """Whether who is called upon belongs to the text: a party, or an organ of those who speak."""
        return self.is_party(tokens, actor) or (
            actor is not None and bool(set(tokens.lower[actor[0] : actor[1]]) & self.grammar.lists["organs"])
        )

    def is_party(self, tokens: Tokens, actor: TokenRange | None) -> bool:
        """Whether the words name a party rather than somebody else who can act."""
        if actor is None:
            return False
        words = tokens.lower[actor[0] : actor[1]]
        if set(words) & self.grammar.lists["party_nouns"] or set(words) & self.subjects.names.party_words:
            return True
        known = canonical_actor(" ".join(tokens.raw[actor[0] : actor[1]]))
        return known is not None and bool(set(known.split("+")) & self.party_ids)
