"""The alignment of agreements: which of their statements are counterparts, and what follows from that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.comparison.alignment.aligned import DraftComparison, Novelty, SharedProvision
from pipeline.comparison.alignment.drafts import draft_changes
from pipeline.comparison.alignment.entries import Entry, entries_of
from pipeline.comparison.alignment.likeness import Likeness
from pipeline.comparison.alignment.novelty import novelties
from pipeline.comparison.alignment.pairing import counterparts, like_pairs
from pipeline.comparison.alignment.shared import shared_provisions
from pipeline.comparison.run_rows import DocumentRows

# Every statement is held against every other: what takes seconds for a shelf of agreements would take hours, and more
# memory than a machine has, for an archive of hundreds of like ones.
MOST_STATEMENTS = 10_000


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a comparison beyond its tables, by document ids.

    How each of `later` stands to the agreements `earlier`; or, with `drafts`, what became of the one draft `earlier` in
    the one draft `later`.
    """

    later: tuple[str, ...]
    earlier: tuple[str, ...]
    drafts: bool = False


def is_feasible(statements: int) -> bool:
    """Whether so many statements are few enough to be set against each other unasked."""
    return statements <= MOST_STATEMENTS


@dataclass(frozen=True)
class Alignment:
    """Agreements set against each other, in the order in which they are to be shown; worked out when it is asked for.

    `question` is what somebody wants to know of some of them, None where nobody asked; `statements` is how many
    statements they have. Where it is not `feasible` to set so many against each other, `documents` is empty, and
    nothing is said of any.
    """

    documents: tuple[DocumentRows, ...]
    statements: int
    question: Question | None = None

    @property
    def feasible(self) -> bool:
        """Whether they were set against each other: because somebody asked, or since they are few enough."""
        return self.question is not None or is_feasible(self.statements)

    @property
    def document_ids(self) -> tuple[str, ...]:
        """The agreements by id."""
        return tuple(rows.document_id for rows in self.documents)

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of each agreement by id."""
        return {rows.document_id: rows.text for rows in self.documents}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Their statements, agreement by agreement."""
        return tuple(entries_of(self.documents))

    @cached_property
    def likenesses(self) -> tuple[Likeness, ...]:
        """All pairs of statements that counterparts are chosen from, as places among the entries."""
        return tuple(like_pairs(self.entries)) if len(self.documents) > 1 else ()

    @cached_property
    def pairs(self) -> tuple[Likeness, ...]:
        """The counterparts, the most alike first."""
        return tuple(counterparts(self.entries, self.likenesses))

    @cached_property
    def shared(self) -> tuple[SharedProvision, ...]:
        """The provisions that two or more agreements share."""
        return shared_provisions(self.entries, self.pairs, self.likenesses) if len(self.documents) > 1 else ()

    @cached_property
    def novelties(self) -> tuple[Novelty, ...]:
        """How later agreements stand to earlier ones: those asked about, or each dated one to all of earlier date."""
        return tuple(novelties(self))

    @cached_property
    def drafts(self) -> DraftComparison | None:
        """What became of the older draft in the newer one, where that was asked; else None."""
        return draft_changes(self)

    @cached_property
    def partners(self) -> dict[int, list[Likeness]]:
        """The counterparts of each entry that has any."""
        return _by_entry(self.pairs)

    @cached_property
    def near(self) -> dict[int, list[Likeness]]:
        """What each entry is more or less like, counterpart or not."""
        return _by_entry(self.likenesses)


def _by_entry(likenesses: Sequence[Likeness]) -> dict[int, list[Likeness]]:
    found: dict[int, list[Likeness]] = defaultdict(list)
    for likeness in likenesses:
        found[likeness.left].append(likeness)
        found[likeness.right].append(likeness)
    return found


def align(
    documents: Sequence[DocumentRows], question: Question | None = None, statements: int | None = None
) -> Alignment:
    """Set the statements of `documents`, which stand in the order they are to be shown in, against each other.

    `statements` is how many they have, where that is known: then documents that have too many are not looked at.
    """
    if statements is None:
        statements = sum(len(rows.statements) for rows in documents)
    held = documents if question or is_feasible(statements) else ()
    return Alignment(tuple(held), statements, question)
