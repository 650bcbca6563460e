"""Statements with their firmness and their quote, made once for all tables that show them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.comparison.cells import Quote
from pipeline.comparison.legalization import Firmness, read_firmness
from pipeline.comparison.quoting import statement_quote
from pipeline.comparison.run_rows import DocumentRows, Row


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement: its row, its firmness (None but for commitments), and its quote, noted with firmness and reason."""

    row: Row
    firmness: Firmness | None
    quote: Quote

    @property
    def strength(self) -> tuple[int, int, str, int]:
        """Sorts the firmest commitment first, precise ones before others, then statements of other kinds."""
        if self.firmness is None:
            return 9, 0, self.row["document_id"], self.row["start"]
        marks = sum(ground.kind != "named actor" for ground in self.firmness.precision)
        return self.firmness.rank, -marks, self.row["document_id"], self.row["start"]


def judge(rows: DocumentRows) -> list[Judged]:
    """The statements of a document in the order of the text."""
    firmness = read_firmness(rows)
    return [_judged(row, firmness.get(row["statement_id"])) for row in rows.statements]


def _judged(row: Row, firmness: Firmness | None) -> Judged:
    note = f"{firmness.reading}: {firmness.reason}" if firmness else str(row["kind"])
    spans = [*row["conditions"], *row["hedges"], *row["times"], *row["amounts"]]
    return Judged(row, firmness, statement_quote(row, note, spans))
