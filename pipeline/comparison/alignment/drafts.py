"""Two drafts of one agreement: what was firmed, softened, reworded, added, dropped, moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.comparison.alignment.aligned import AlignedPair, Change, DraftChange, DraftComparison, Strength
from pipeline.comparison.alignment.alignment import align
from pipeline.comparison.alignment.shared import aligned_pair
from pipeline.comparison.cells import Quote
from pipeline.comparison.quoting import statement_quote
from pipeline.comparison.run_rows import DocumentRows

CHANGES: dict[Strength, Change] = {"stronger": "firmed", "weaker": "softened", "equal": "reworded", "mixed": "mixed"}


def compare_drafts(old: DocumentRows, new: DocumentRows) -> DraftComparison:
    """What became of each statement of `old` in `new`."""
    alignment = align([old, new])
    entries = alignment.entries
    partner = {pair.right: pair for pair in alignment.pairs}
    kept = {pair.left for pair in alignment.pairs}
    news = [place for place, entry in enumerate(entries) if entry.document == 1]
    dropped = [place for place, entry in enumerate(entries) if entry.document == 0 and place not in kept]
    still = _in_order([partner[place].left for place in news if place in partner])
    changes: list[DraftChange] = []
    waiting = list(dropped)
    for place in news:
        quote = statement_quote(entries[place].row)
        if place not in partner:
            changes.append(DraftChange("added", None, quote, None, False, "no counterpart found in the old draft"))
            continue
        before = partner[place].left
        if before in still:
            while waiting and waiting[0] < before:
                changes.append(_dropped(statement_quote(entries[waiting.pop(0)].row)))
        pair = aligned_pair(entries[before], entries[place], partner[place].value)
        changes.append(_kept(pair, moved=before not in still))
    changes += [_dropped(statement_quote(entries[place].row)) for place in waiting]
    return DraftComparison(old.document_id, new.document_id, tuple(changes))


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
