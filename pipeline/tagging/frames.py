"""What the clause engine finds in a stretch of tokens, before it becomes statements. All indices are token indices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipeline.tagging.tokens import TokenRange

Role = Literal["main", "shared", "relative", "subordinate", "that"]
Opening = Literal["infinitive", "gerund", "clause", "elements"]


@dataclass(slots=True)
class Subject:
    """The words before a deontic: the whole phrase, and the words that name who is bound, if any does."""

    role: Role
    start: int
    end: int
    actor: TokenRange | None = None
    governor: str = ""
    """For subordinate and that-clauses: the word that introduces them ("if", "ensure")."""
    shared_with: Subject | None = None
    """The subject of the clause before, where this clause has none of its own."""

    @property
    def whole(self) -> Subject:
        """The subject's own words, or those it shares."""
        return self.shared_with.whole if self.is_empty and self.shared_with is not None else self

    @property
    def is_empty(self) -> bool:
        return self.start >= self.end


@dataclass(slots=True)
class Qualifier:
    """A condition, hedge, time, amount or reference with its final borders."""

    label: str
    type: str | None
    rule_id: str
    start: int
    end: int


@dataclass(slots=True)
class Frame:
    """One deontic with its subject, verbs and borders."""

    deontic: TokenRange | None
    rule_id: str
    force: str | None
    kind: str = "commitment"
    subject: Subject | None = None
    start: int = 0
    end: int = 0
    body: int = 0
    """Where the words after the deontic begin."""
    aims: list[int] = field(default_factory=list)
    passive: bool = False
    negative: bool = False
    inverted: bool = False
    """The subject stands behind the deontic ("nor shall it …")."""
    gerund: bool = False
    """The verbs take the -ing form ("commits to developing")."""
    effort: list[TokenRange] = field(default_factory=list)
    """Effort phrases peeled off before the head ("endeavour to")."""
    qualifiers: list[Qualifier] = field(default_factory=list)
    opening: Opening | None = None
    """What the items under this frame complete, where the stretch ends open."""
    complete: bool = True
    """Whether the frame is a statement of its own; a chapeau whose items are commitments is none."""
    actor: TokenRange | None = None
    antecedent: TokenRange | None = None
    """What the actor takes up, where it is "it" or "they"."""
    beneficiary: TokenRange | None = None
    """The words that name to or for whom the act is done."""
    rule_ids: list[str] = field(default_factory=list)

    @property
    def head(self) -> int | None:
        return self.aims[0] if self.aims else None


@dataclass(slots=True)
class Excluded:
    """A deontic that makes no statement, and the rule that says so."""

    start: int
    end: int
    rule_id: str | None


@dataclass(slots=True)
class Reading:
    """Everything found in one stretch."""

    frames: list[Frame] = field(default_factory=list)
    excluded: list[Excluded] = field(default_factory=list)
