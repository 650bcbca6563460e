"""Shared provisions, novelty and drafts as tables, for the formats that show tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.comparison import Comparison
from pipeline.comparison.alignment import AlignedPair, Novelty, WordRun
from pipeline.comparison.cells import Quote
from pipeline.comparison.promises import share
from pipeline.comparison.quoting import one_line

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, the stem of its file, its columns with their widths in characters, its lines."""

    name: str
    file: str
    columns: dict[str, int]
    lines: list[list[Value]]


SHARED_COLUMNS = {
    "provision": 10, "label": 26, "agreement": 26, "place": 18, "words": 60, "other agreement": 26, "other place": 18,
    "its words": 60, "the other is": 12, "why": 46, "words that differ": 46, "likeness (%)": 10,
}  # fmt: skip
NOVELTY_COLUMNS = {
    "agreement": 26, "place": 18, "page": 6, "words": 60, "kind": 14, "standing": 16, "why": 50,
    "earlier agreement": 26, "earlier place": 18, "earlier words": 60, "words that differ": 46, "also in": 40,
    "nearest, not the same": 60,
}  # fmt: skip
TEMPLATE_COLUMNS = {
    "agreement": 30, "earlier agreement": 30, "statements with a counterpart in it": 24,
    "in the same words, but for names": 24, "words kept in these": 24,
}  # fmt: skip
DRAFT_COLUMNS = {
    "change": 12, "moved": 8, "old place": 18, "old words": 60, "new place": 18, "new words": 60, "why": 50,
    "words that differ": 46,
}  # fmt: skip


def alignment_tables(comparison: Comparison) -> list[Table]:
    """The tables that have anything to say."""
    writer = _Writer(comparison)
    asked = comparison.alignment.novelties
    tables = (
        Table("Drafts", "drafts", DRAFT_COLUMNS, list(writer.draft_lines())),
        Table("Shared provisions", "shared-provisions", SHARED_COLUMNS, list(writer.shared_lines())),
        Table("Novelty", "novelty", NOVELTY_COLUMNS, [line for one in asked for line in writer.novelty_lines(one)]),
        Table("Template", "template", TEMPLATE_COLUMNS, [line for one in asked for line in writer.template_lines(one)]),
    )
    return [table for table in tables if table.lines]


def words_that_differ(pair: AlignedPair, texts: dict[str, str]) -> str:
    """The words in which two statements differ: "“shall” → “should”; added “within 30 days”"; `texts` are by id."""
    return "; ".join(_said(run, pair, texts) for run in pair.runs if run.kind != "same")


def _said(run: WordRun, pair: AlignedPair, texts: dict[str, str]) -> str:
    left = one_line(texts[pair.left.document_id][slice(*run.left)])
    right = one_line(texts[pair.right.document_id][slice(*run.right)])
    if not left or not right:
        return f"added “{right}”" if right else f"removed “{left}”"
    return f"“{left}” → “{right}”"


class _Writer:
    """Writes the lines of the tables."""

    def __init__(self, comparison: Comparison) -> None:
        self._alignment = comparison.alignment
        self._names = {column.document_id: column.cite_as for column in comparison.columns}

    def shared_lines(self) -> Iterator[list[Value]]:
        """A line a statement that shares a provision with the first: the two side by side."""
        for number, provision in enumerate(self._alignment.shared, start=1):
            for pair in provision.pairs:
                yield [
                    number, provision.label, *self._place(pair.left), *self._place(pair.right), pair.strength,
                    pair.reason, words_that_differ(pair, self._alignment.texts), round(100 * pair.likeness),
                ]  # fmt: skip

    def novelty_lines(self, novelty: Novelty) -> Iterator[list[Value]]:
        """A line a statement of the later agreement, in the order of its text."""
        kinds = {entry.row["statement_id"]: entry.row["kind"] for entry in self._alignment.entries}
        for verdict in novelty.verdicts:
            quote, pair = verdict.statement, verdict.counterpart
            yield [
                self._names[quote.document_id], quote.citation, quote.page, quote.text, kinds[quote.statement_id],
                verdict.standing, verdict.reason, *(self._place(pair.left) if pair else ["", "", ""]),
                words_that_differ(pair, self._alignment.texts) if pair else "",
                "\n".join(f"{self._cited(other)}: {other.note}" for other in verdict.others),
                f"{self._cited(verdict.nearest)}: “{verdict.nearest.text}”" if verdict.nearest else "",
            ]  # fmt: skip

    def template_lines(self, novelty: Novelty) -> Iterator[list[Value]]:
        """A line an earlier agreement: how much of the later one has a counterpart there."""
        for one in novelty.taken_over:
            # Where nobody asked, agreements that have nothing in common are not worth a line.
            if not one.found and self._alignment.question is None:
                continue
            yield [
                self._names[novelty.document_id], self._names[one.document_id], share(one.found, one.statements),
                share(one.same_words, one.statements), share(one.words_kept, one.words),
            ]  # fmt: skip

    def draft_lines(self) -> Iterator[list[Value]]:
        """A line a statement of either draft."""
        drafts = self._alignment.drafts
        for change in drafts.changes if drafts else ():
            old, new, pair = change.old, change.new, change.pair
            yield [
                change.change, "moved" if change.moved else "", old.citation if old else "", old.text if old else "",
                new.citation if new else "", new.text if new else "", change.reason,
                words_that_differ(pair, self._alignment.texts) if pair else "",
            ]  # fmt: skip

    def _place(self, quote: Quote) -> list[Value]:
        return [self._names[quote.document_id], quote.citation, quote.text]

    def _cited(self, quote: Quote) -> str:
        return ", ".join(part for part in (self._names[quote.document_id], quote.citation) if part)
