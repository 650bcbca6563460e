"""What is printed of a comparison that was asked for: what is new in an agreement, or what changed between drafts."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.cli.terminal import console, printable
from pipeline.comparison import Quote, Run
from pipeline.comparison.alignment import (
    DraftComparison,
    Novelty,
    Question,
    TakenOver,
    Verdict,
    align,
)
from pipeline.comparison.alignment.aligned import Change, Standing
from pipeline.comparison.promises import share

STANDINGS: tuple[Standing, ...] = ("stronger", "equal", "mixed", "weaker", "no counterpart found")
CHANGES: tuple[Change, ...] = ("firmed", "softened", "mixed", "reworded", "added", "dropped", "unchanged")
# So much of a statement is printed; the tables hold it whole.
LONGEST = 300
WIDEST = 120


def answer_lines(run: Run, question: Question) -> list[str]:
    """The lines that answer the question."""
    alignment = align(run.by_document, question)
    drafts = alignment.drafts
    lines = [*(_draft_lines(drafts) if drafts else ())]
    for novelty in alignment.novelties:
        lines += _novelty_lines(novelty)
    return [printable(line) for line in lines]


def _novelty_lines(novelty: Novelty) -> Iterator[str]:
    yield f"{novelty.document_id}, held against {', '.join(novelty.against)}"
    counts = Counter(verdict.standing for verdict in novelty.verdicts)
    yield "  " + _counted([(standing, counts[standing]) for standing in STANDINGS], "statement")
    for one in novelty.taken_over:
        yield from _wrapped(_taken_over(one), "  ")
    yield "  “No counterpart found” says that none was found in these texts, and no more than that."
    for verdict in novelty.verdicts:
        yield ""
        yield from _verdict_lines(verdict)


def _taken_over(one: TakenOver) -> str:
    found = f"{share(one.found, one.statements)} statements have a counterpart in {one.document_id}"
    if not one.found:
        return found
    same = f"{one.same_words} of them in the same words but for names"
    return f"{found}, {same}; of the words of these, {share(one.words_kept, one.words)} stand there too"


def _verdict_lines(verdict: Verdict) -> Iterator[str]:
    head = f"{verdict.statement.citation or 'unnumbered'}: {verdict.standing.upper()}"
    # That none was found, and where, the first lines have said.
    yield from _wrapped(head if verdict.standing == "no counterpart found" else f"{head}: {verdict.reason}", "", "  ")
    yield from _quoted("", verdict.statement)
    if verdict.counterpart:
        yield from _quoted("counterpart", verdict.counterpart.left)
    for other in verdict.others:
        yield from _wrapped(f"also in {_place(other)}: {other.note}", "  ", "    ")
    if verdict.nearest:
        yield from _quoted("nearest, not the same", verdict.nearest)


def _draft_lines(drafts: DraftComparison) -> Iterator[str]:
    yield f"{drafts.new_id}, held against the older {drafts.old_id}"
    counts = Counter(change.change for change in drafts.changes)
    counted = [(change, counts[change]) for change in CHANGES]
    moved = sum(change.moved for change in drafts.changes)
    yield "  " + _counted([*counted, ("moved", moved)], "")
    for change in drafts.changes:
        if change.change == "unchanged" and not change.moved:
            continue
        quote = change.new or change.old
        assert quote is not None
        yield ""
        head = f"{quote.citation or 'unnumbered'}: {change.change.upper()}{', MOVED' if change.moved else ''}"
        yield from _wrapped(f"{head}: {change.reason}" if change.pair else head, "", "  ")
        if change.old and change.change != "unchanged":
            yield from _quoted("old", change.old, named=False)
        if change.new:
            yield from _quoted("new", change.new, named=False)


def _counted(counts: Sequence[tuple[str, int]], noun: str) -> str:
    total = sum(count for _, count in counts)
    listed = ", ".join(f"{count} {name}" for name, count in counts if count)
    return f"{total} {noun}{'' if total == 1 else 's'}: {listed}" if noun else listed


def _quoted(role: str, quote: Quote, *, named: bool = True) -> Iterator[str]:
    """The words of a statement, cut where they are long; with its place unless they are the statement's own."""
    words = textwrap.shorten(quote.text, LONGEST, placeholder=" …")
    place = f"{role}, {_place(quote)}: " if role and named else f"{role}: " if role else ""
    yield from _wrapped(f"{place}“{words}”", "  ", "    ")


def _place(quote: Quote) -> str:
    return ", ".join(part for part in (quote.document_id, quote.citation) if part)


def _wrapped(text: str, indent: str, hanging: str | None = None) -> list[str]:
    width = min(console().width, WIDEST)
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
