"""Counterparts of two agreements each, put together to provisions that several agreements share."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.comparison.alignment.aligned import AlignedPair, SharedProvision
from pipeline.comparison.alignment.differences import differences, strength
from pipeline.comparison.alignment.entries import Entry
from pipeline.comparison.alignment.likeness import Likeness
from pipeline.comparison.alignment.word_runs import word_runs
from pipeline.comparison.quoting import one_line, statement_quote

# Any two members of a provision are at least so much alike: A like B and B like C does not make A like C.
LEAST_RANK_TOGETHER = 0.4
WORDS_OF_LABEL = 10


def shared_provisions(
    entries: Sequence[Entry], pairs: Sequence[Likeness], likenesses: Sequence[Likeness]
) -> tuple[SharedProvision, ...]:
    """The provisions that counterparts add up to, in the order of their first statements.

    `pairs` are counterparts, the most alike first; `likenesses` everything that is known of which entries are alike.
    A group never holds two statements of one agreement, nor two members that are less alike than the floor.
    """
    ranks = {(one.left, one.right): one.rank for one in likenesses if one.rank >= LEAST_RANK_TOGETHER}
    group_of: dict[int, list[int]] = {}
    for pair in pairs:
        left, right = group_of.get(pair.left, [pair.left]), group_of.get(pair.right, [pair.right])
        if left is right or not _fit(left, right, pair, ranks, entries):
            continue
        joined = sorted(left + right)
        for member in joined:
            group_of[member] = joined
    values = {(one.left, one.right): one.value for one in likenesses}
    groups = {id(group): group for group in group_of.values()}
    return tuple(_provision(entries, group, values) for group in sorted(groups.values()))


def aligned_pair(left: Entry, right: Entry, likeness: float) -> AlignedPair:
    """Two statements side by side, with everything in which they differ."""
    found, reason = strength(left, right)
    runs = word_runs(left, right)
    pair = AlignedPair(
        left=statement_quote(left.row),
        right=statement_quote(right.row),
        likeness=round(likeness, 3),
        runs=runs,
        differences=differences(left, right),
        strength=found,
        reason=reason,
    )
    return pair


def _fit(
    left: list[int], right: list[int], pair: Likeness, ranks: dict[tuple[int, int], float], entries: Sequence[Entry]
) -> bool:
    """Whether two groups may become one."""
    if {entries[member].document for member in left} & {entries[member].document for member in right}:
        return False
    for one in left:
        for two in right:
            ends = (min(one, two), max(one, two))
            if ends != (pair.left, pair.right) and ends not in ranks:
                return False
    return True


def _provision(entries: Sequence[Entry], group: list[int], values: dict[tuple[int, int], float]) -> SharedProvision:
    first, *others = group
    lowest = min(values[one, two] for place, one in enumerate(group) for two in group[place + 1 :])
    return SharedProvision(
        key=str(entries[first].row["statement_id"]),
        label=_label(entries[first]),
        quotes=tuple(statement_quote(entries[member].row) for member in group),
        pairs=tuple(aligned_pair(entries[first], entries[member], values[first, member]) for member in others),
        likeness=round(lowest, 3),
    )


def _label(entry: Entry) -> str:
    if entry.heading_words:
        return one_line(entry.heading_words)
    words = one_line(entry.row["quote"]).split()
    return " ".join(words[:WORDS_OF_LABEL]) + (" …" if len(words) > WORDS_OF_LABEL else "")
