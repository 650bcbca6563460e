"""The alignment of agreements: which of their statements are counterparts, and what follows from that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.comparison.alignment.aligned import SharedProvision
from pipeline.comparison.alignment.entries import Entry, entries_of
from pipeline.comparison.alignment.likeness import Likeness
from pipeline.comparison.alignment.pairing import counterparts, like_pairs
from pipeline.comparison.alignment.shared import shared_provisions
from pipeline.comparison.run_rows import DocumentRows


@dataclass(frozen=True)
class Alignment:
    """Agreements whose statements have been set against each other.

    `document_ids` are in the order in which they were given; `entries` their statements in the same order. `pairs` are
    the counterparts as places among the entries, the most alike first; `likenesses` all pairs they were chosen from.
    """

    document_ids: tuple[str, ...]
    entries: tuple[Entry, ...]
    pairs: tuple[Likeness, ...]
    likenesses: tuple[Likeness, ...]

    @cached_property
    def shared(self) -> tuple[SharedProvision, ...]:
        """The provisions that two or more agreements share."""
        return shared_provisions(self.entries, self.pairs, self.likenesses)

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


def align(documents: Sequence[DocumentRows]) -> Alignment:
    """Find the counterparts among the statements of `documents`, which stand in the order they are to be shown in."""
    entries = tuple(entries_of(documents))
    likenesses = like_pairs(entries)
    pairs = counterparts(entries, likenesses)
    return Alignment(tuple(rows.document_id for rows in documents), entries, tuple(pairs), tuple(likenesses))
