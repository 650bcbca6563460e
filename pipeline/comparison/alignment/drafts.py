"""Two drafts of one agreement: what was firmed, softened, reworded, added, dropped, moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.comparison.alignment.aligned import AlignedPair, Change, DraftChange, DraftComparison, Strength
from pipeline.comparison.alignment.shared import aligned_pair
from pipeline.comparison.cells import Quote
from pipeline.comparison.quoting import statement_quote

if TYPE_CHECKING:
    from pipeline.comparison.alignment.alignment import Alignment

CHANGES: dict[Strength, Change] = {"stronger": "firmed", "weaker": "softened", "equal": "reworded", "mixed": "mixed"}


def draft_changes(alignment: Alignment) -> DraftComparison | None:
    """What became of each statement of the older draft in the newer one, where that was asked; else None."""
    question = alignment.question
    return _compare(alignment, question.earlier[0], question.later[0]) if question and question.drafts else None


def _compare(alignment: Alignment, old: str, new: str) -> DraftComparison:
    entries = alignment.entries
    before, after = (alignment.document_ids.index(one) for one in (old, new))
    partner: dict[int, tuple[int, float]] = {}
    for pair in alignment.pairs:
        for one, two in ((pair.left, pair.right), (pair.right, pair.left)):
            if (entries[one].document, entries[two].document) == (before, after):
                partner[two] = (one, pair.value)
    kept = {one for one, _ in partner.values()}
    waiting = [place for place, entry in enumerate(entries) if entry.document == before and place not in kept]
    news = [place for place, entry in enumerate(entries) if entry.document == after]
    still = _in_order([partner[place][0] for place in news if place in partner])
    changes: list[DraftChange] = []
    for place in news:
        if place not in partner:
            changes.append(_added(statement_quote(entries[place].row)))
            continue
        one, likeness = partner[place]
        while one in still and waiting and waiting[0] < one:
            changes.append(_dropped(statement_quote(entries[waiting.pop(0)].row)))
        changes.append(_kept(aligned_pair(entries[one], entries[place], likeness), moved=one not in still))
    changes += [_dropped(statement_quote(entries[place].row)) for place in waiting]
    return DraftComparison(old, new, tuple(changes))


def _added(quote: Quote) -> DraftChange:
    return DraftChange("added", None, quote, None, False, "no counterpart found in the old draft")


def _dropped(quote: Quote) -> DraftChange:
    return DraftChange("dropped", quote, None, None, False, "no counterpart found in the new draft")


def _kept(pair: AlignedPair, *, moved: bool) -> DraftChange:
    same = all(run.kind == "same" for run in pair.runs) and not pair.differences
    change: Change = "unchanged" if same else CHANGES[pair.strength]
    reason = "the same words" if same else pair.reason
    if moved:
        places = [quote.citation or "an unnumbered place" for quote in (pair.left, pair.right)]
        where = f"moved from {places[0]} to {places[1]}" if places[0] != places[1] else f"moved within {places[0]}"
        reason = f"{reason}; {where}"
    return DraftChange(change, pair.left, pair.right, pair, moved, reason)


def _in_order(places: Sequence[int]) -> set[int]:
    """The largest set of `places` that stand in rising order: what is not in it has been moved."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for number, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    kept: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        kept.add(places[step])
        step = before[step]
    return kept
