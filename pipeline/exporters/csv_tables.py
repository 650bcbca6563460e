"""CSV: `statements.csv`, one row a statement, and `comparison.csv`, the matrix with values and quotes.

Both are UTF-8 with a byte-order mark, without which Excel reads them in the local code page and breaks every dash and
umlaut; other programs skip it (pandas: `encoding="utf-8-sig"`). A text cell that a spreadsheet would run as a formula
gets an apostrophe before it. Who wants the words untouched takes the JSON lines or the Parquet file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from pipeline.comparison import Comparison, RunRows, split_by_document
from pipeline.comparison.cells import Cell
from pipeline.exporters.atomic_files import write_text
from pipeline.exporters.flat_rows import FORMULA_STARTS, JOIN, STATEMENT_COLUMNS, flat_statements

ENCODING = "utf-8-sig"
QUOTES_SHOWN = 10


def write_csv(rows: RunRows, comparison: Comparison, folder: Path) -> list[Path]:
    """Write both CSV files into `folder`."""
    return [
        _write(folder / "statements.csv", _statement_lines(rows)),
        _write(folder / "comparison.csv", _comparison_lines(comparison)),
    ]


def _statement_lines(rows: RunRows) -> Iterable[list[str | int | None]]:
    yield list(STATEMENT_COLUMNS)
    for document in split_by_document(rows):
        for row in flat_statements(document):
            yield list(row.values())


def _comparison_lines(comparison: Comparison) -> Iterable[list[str | int | None]]:
    """Two lines a finding, told apart by the column `holds`: the values, and the quotes they rest on."""
    yield ["group", "finding", "holds", *(column.document_id for column in comparison.columns)]
    yield ["", "Title", "value", *(column.title for column in comparison.columns)]
    for finding in comparison.findings:
        yield [finding.group, finding.label, "value", *(cell.value for cell in finding.cells)]
        yield [finding.group, finding.label, "quotes", *(_quotes(cell) for cell in finding.cells)]


def _quotes(cell: Cell) -> str:
    shown = [
        f"“{quote.text}” ({', '.join(part for part in (quote.citation, f'p. {quote.page}') if part)})"
        for quote in cell.quotes[:QUOTES_SHOWN]
    ]
    if len(cell.quotes) > QUOTES_SHOWN:
        shown.append(f"and {len(cell.quotes) - QUOTES_SHOWN} more")
    return JOIN.join(shown)


def _write(path: Path, lines: Iterable[list[str | int | None]]) -> Path:
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for line in lines:
        writer.writerow([_safe(cell) for cell in line])
    return write_text(path, buffer.getvalue(), encoding=ENCODING)


def _safe(cell: str | int | None) -> str | int | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
