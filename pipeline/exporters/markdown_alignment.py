"""Shared provisions, novelty and drafts for `comparison.md`: what is asked first, side by side, in few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.comparison import Comparison
from pipeline.comparison.alignment import AlignedPair, DraftComparison, Novelty
from pipeline.comparison.alignment.aligned import Standing
from pipeline.comparison.promises import share
from pipeline.exporters.alignment_tables import words_that_differ
from pipeline.exporters.markdown_text import plain

# What a reader of a page can take in; the workbook has everything.
MOST_PROVISIONS = 150
STANDINGS: tuple[Standing, ...] = ("stronger", "equal", "mixed", "weaker", "no counterpart found")


def alignment_lines(comparison: Comparison) -> Iterator[str]:
    """The sections on the alignment, those left out that have nothing to say."""
    texts = comparison.alignment.texts
    names = {column.document_id: plain(column.cite_as) for column in comparison.columns}
    drafts = comparison.alignment.drafts
    if drafts:
        yield from _drafts(drafts, names, texts)
    found = comparison.alignment.novelties
    if found:
        yield from _novelties(found, names, asked=comparison.alignment.question is not None)
    yield from _shared(comparison, names, texts)


def _novelties(found: Sequence[Novelty], names: dict[str, str], *, asked: bool) -> Iterator[str]:
    yield from ("", "## What is new against earlier agreements", "")
    yield "“No counterpart found” says that none was found in the texts compared, and no more than that."
    yield from ("", f"| | {' | '.join(STANDINGS)} | most taken over from |", "|---" * 7 + "|")
    for novelty in found:
        counts = Counter(verdict.standing for verdict in novelty.verdicts)
        cells = [share(counts[one], len(novelty.verdicts)) for one in STANDINGS]
        most = next((one for one in novelty.taken_over if one.found), None)
        source = f"{names[most.document_id]}: {share(most.found, most.statements)} statements" if most else "–"
        yield f"| {names[novelty.document_id]} | {' | '.join(cells)} | {source} |"
    for novelty in found if asked else ():
        yield from ("", f"### {names[novelty.document_id]}, against {', '.join(names[one] for one in novelty.against)}")
        for verdict in novelty.verdicts:
            place = plain(verdict.statement.citation) or "unnumbered"
            yield from ("", f"**{place}: {verdict.standing}.** {plain(verdict.reason)}", "")
            yield f"> {plain(verdict.statement.text)}"
            if verdict.counterpart:
                left = verdict.counterpart.left
                yield from ("", f"> {plain(left.text)} ({names[left.document_id]}, {plain(left.citation)})")


def _shared(comparison: Comparison, names: dict[str, str], texts: dict[str, str]) -> Iterator[str]:
    shared = comparison.alignment.shared
    if not shared:
        return
    yield from ("", "## Shared provisions")
    for number, provision in enumerate(shared[:MOST_PROVISIONS], start=1):
        first = provision.quotes[0]
        yield from ("", f"### {number}. {plain(provision.label)}", "")
        yield f"> {plain(first.text)} ({names[first.document_id]}, {plain(first.citation)})"
        for pair in provision.pairs:
            yield from _pair(pair, names, texts)
    if len(shared) > MOST_PROVISIONS:
        yield from ("", f"… and {len(shared) - MOST_PROVISIONS} more in comparison.xlsx and comparison.html")


def _pair(pair: AlignedPair, names: dict[str, str], texts: dict[str, str]) -> Iterator[str]:
    place = f"{names[pair.right.document_id]}, {plain(pair.right.citation)}"
    words = plain(words_that_differ(pair, texts)) or "the same words"
    yield from ("", f"- {place}: **{pair.strength}** ({plain(pair.reason)}). {words}")


def _drafts(drafts: DraftComparison, names: dict[str, str], texts: dict[str, str]) -> Iterator[str]:
    yield from ("", f"## {names[drafts.new_id]}, against the older draft {names[drafts.old_id]}")
    for change in drafts.changes:
        quote = change.new or change.old
        if quote is None or (change.change == "unchanged" and not change.moved):
            continue
        moved = ", moved" if change.moved else ""
        place = plain(quote.citation) or "unnumbered"
        yield from ("", f"**{place}: {change.change}{moved}.** {plain(change.reason)}", "")
        yield f"> {plain(quote.text)}"
        if change.pair and change.change != "unchanged":
            yield from ("", f"- {plain(words_that_differ(change.pair, texts))}")
