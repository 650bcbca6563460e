"""Which statements of two agreements are counterparts: at most one to one, each the other's best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.comparison.alignment.entries import Entry
from pipeline.comparison.alignment.likeness import Likeness, like_entries

# The least rank of counterparts.
LEAST_RANK = 0.45
# Statements beside counterparts, in the same order, may say the same in other words: less likeness is enough.
LEAST_RANK_BESIDE = 0.3


def counterparts(entries: Sequence[Entry], likenesses: Sequence[Likeness]) -> list[Likeness]:
    """The counterparts among `likenesses`: no statement has two in one agreement; the most alike first."""
    by_agreements: dict[tuple[int, int], list[Likeness]] = defaultdict(list)
    for likeness in likenesses:
        by_agreements[entries[likeness.left].document, entries[likeness.right].document].append(likeness)
    pairs = [pair for group in by_agreements.values() for pair in _of_two_agreements(group)]
    return sorted(pairs, key=lambda pair: (-pair.value, pair.left, pair.right))


def like_pairs(entries: Sequence[Entry]) -> list[Likeness]:
    """All likenesses that counterparts may be chosen from."""
    return like_entries(entries, LEAST_RANK_BESIDE)


def _of_two_agreements(group: list[Likeness]) -> list[Likeness]:
    """Counterparts of two agreements: each the other's best first, then what stands beside them."""
    first_left, first_right = min(pair.left for pair in group), min(pair.right for pair in group)

    def shift(pair: Likeness) -> int:
        # Of statements that are equally alike, those at the same place of their agreements belong together.
        return abs((pair.left - first_left) - (pair.right - first_right))

    group = sorted(group, key=lambda pair: (-round(pair.rank, 6), shift(pair), pair.left))
    best: dict[int, float] = {}
    chosen: dict[tuple[int, int], Likeness] = {}
    taken: set[int] = set()
    for pair in group:
        if pair.rank < LEAST_RANK:
            break
        rank = round(pair.rank, 6)
        mutual = rank >= max(best.setdefault(pair.left, rank), best.setdefault(pair.right, rank))
        if mutual and not taken & {pair.left, pair.right}:
            chosen[pair.left, pair.right] = pair
            taken |= {pair.left, pair.right}
    for pair in group:
        beside = (pair.left - 1, pair.right - 1) in chosen or (pair.left + 1, pair.right + 1) in chosen
        if beside and not taken & {pair.left, pair.right}:
            chosen[pair.left, pair.right] = pair
            taken |= {pair.left, pair.right}
    return list(chosen.values())
