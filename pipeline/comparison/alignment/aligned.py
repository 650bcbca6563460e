"""What an alignment is made of: pairs of like statements, what differs in them, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.comparison.cells import Quote

RunKind = Literal["same", "name", "replaced", "removed", "added"]
Aspect = Literal["force", "polarity", "actor", "hedges", "conditions", "times", "amounts"]
Effect = Literal["firmer", "softer", "neither"]
Strength = Literal["stronger", "equal", "weaker", "mixed"]
Standing = Literal["stronger", "equal", "weaker", "mixed", "no counterpart found"]
Change = Literal["firmed", "softened", "mixed", "reworded", "unchanged", "added", "dropped"]


@dataclass(frozen=True, slots=True)
class WordRun:
    """A run of words of two statements set against each other.

    `left` and `right` are half-open offsets into the texts of the two agreements. The runs of a pair follow each other
    and cover both statements, but for white space and footnote marks between runs. `kind` is

    - "same": the same words (letter case, plurals and British or American spelling make no difference);
    - "name": each side names an actor or the instrument here, and not the same one (Malaysia, Cambodia);
    - "replaced": other words stand on the right than on the left;
    - "removed": words of the left that the right has not; `right` is empty, at the place where they would stand;
    - "added": words of the right that the left has not; `left` is empty.
    """

    kind: RunKind
    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which the right statement differs from the left, beyond its words.

    `left` and `right` are the words that show it on each side, on one line, "" where a side has none. `effect` says
    what the difference does to the promise, read from left to right: "firmer", "softer", or "neither". `reason` says it
    in plain words ("“should” instead of “shall”: recommendation, not obligation").
    """

    aspect: Aspect
    effect: Effect
    left: str
    right: str
    reason: str


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """Two statements of two agreements that say the same thing; `left` is the earlier one, or the one compared with.

    `likeness` is how alike their words are, from 0 to 1, actors' names and force left aside. `strength` is that of the
    right statement against the left, "mixed" where it is firmer in one respect and softer in another; `reason` says in
    words what decided it, and what else differs. Terms and disclaimers promise nothing: their strength is "equal".
    """

    left: Quote
    right: Quote
    likeness: float
    runs: tuple[WordRun, ...]
    differences: tuple[Difference, ...]
    strength: Strength
    reason: str

    @property
    def same_words(self) -> bool:
        """Whether the two differ in nothing but the names of actors."""
        return all(run.kind in {"same", "name"} for run in self.runs)


@dataclass(frozen=True, slots=True)
class SharedProvision:
    """A provision that two or more agreements share: at most one statement of each.

    `key` is stable as long as the first statement is the same. `label` is the heading under which the first statement
    stands, or its first words. `quotes` are the statements in the order of the comparison's columns (by date);
    `pairs` set each further one against the first, in the same order. `likeness` is the lowest among any two members.
    """

    key: str
    label: str
    quotes: tuple[Quote, ...]
    pairs: tuple[AlignedPair, ...]
    likeness: float

    def quote_of(self, document_id: str) -> Quote | None:
        """The statement of this agreement, or None where it has no such provision."""
        return next((quote for quote in self.quotes if quote.document_id == document_id), None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a statement stands to earlier texts.

    `standing` "no counterpart found" says only that none was found in the texts looked at (`Novelty.against`).
    `nearest` is then the earlier statement with the likest words, where there is one at all, not alike enough to be
    called the same: for the reader to judge. Otherwise `counterpart` is the earlier statement that leaves least that is
    new (left: the earlier one, right: this statement), `standing` is this statement's strength against it, and `others`
    are its counterparts in further earlier texts, each with a note that says how this statement stands to it. `reason`
    says in words what the standing rests on.
    """

    statement: Quote
    standing: Standing
    reason: str
    counterpart: AlignedPair | None = None
    others: tuple[Quote, ...] = ()
    nearest: Quote | None = None


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How much of a later agreement has a counterpart in one earlier agreement (how much of it is template).

    Of `statements` statements of the later one, `found` have a counterpart, and `same_words` of these differ in nothing
    but the names of actors. `words` counts the words of the statements that have one, `words_kept` those among them
    that stand in the counterpart too.
    """

    document_id: str
    statements: int
    found: int
    same_words: int
    words: int
    words_kept: int


@dataclass(frozen=True, slots=True)
class Novelty:
    """What a later agreement (`document_id`) has that the earlier ones (`against`) have not.

    `verdicts` has one entry for each of its statements, in the order of the text; `taken_over` one for each of
    `against` (of the ten from which most was taken over, where there are more), the most first.
    """

    document_id: str
    against: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    taken_over: tuple[TakenOver, ...]


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What became of one statement from one draft to the next.

    `pair` is set unless the statement was added or dropped; `moved` says that it stands in another order than before
    among the statements that both drafts have. "reworded" means other words of no other strength, "mixed" that the
    statement became firmer in one respect and softer in another.
    """

    change: Change
    old: Quote | None
    new: Quote | None
    pair: AlignedPair | None
    moved: bool
    reason: str


@dataclass(frozen=True, slots=True)
class DraftComparison:
    """Two drafts of one agreement; `changes` in the order of the new draft, a dropped statement at its old place."""

    old_id: str
    new_id: str
    changes: tuple[DraftChange, ...]
