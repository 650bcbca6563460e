"""CSV: `statements.csv`, one row a statement; `comparison.csv`, findings and topics by agreements with their quotes;
the alignment as `shared-provisions.csv`, `novelty.csv`, `template.csv`, `drafts.csv`, where there is anything to say;
and for other programs `topics.csv`, one row a topic and agreement or actor, and `profiles.csv`, one row a line of a
profile.

All are UTF-8 with a byte-order mark, without which Excel reads them in the local code page and breaks every dash and
umlaut; other programs skip it (pandas: `encoding="utf-8-sig"`). A text cell that a spreadsheet would run as a formula
gets an apostrophe before it. Who wants the words untouched takes the JSON lines or the Parquet file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from pipeline.comparison import Comparison, RunRows, TopicCell, split_by_document
from pipeline.comparison.cells import Cell
from pipeline.exporters.alignment_tables import alignment_tables
from pipeline.exporters.atomic_files import write_text
from pipeline.exporters.comparison_rows import PROFILE_COLUMNS, TOPIC_COLUMNS, profile_rows, topic_rows
from pipeline.exporters.flat_rows import FORMULA_STARTS, JOIN, STATEMENT_COLUMNS, flat_statements

ENCODING = "utf-8-sig"
QUOTES_SHOWN = 10


def write_csv(rows: RunRows, comparison: Comparison, folder: Path) -> list[Path]:
    """Write the CSV files into `folder`."""
    both = [*topic_rows(comparison, comparison.topics), *topic_rows(comparison, comparison.actors)]
    return [
        _write(folder / "statements.csv", _statement_lines(rows, comparison)),
        _write(folder / "comparison.csv", _comparison_lines(comparison)),
        _write(folder / "topics.csv", [list(TOPIC_COLUMNS), *(list(row.values()) for row in both)]),
        _write(
            folder / "profiles.csv",
            [list(PROFILE_COLUMNS), *(list(row.values()) for row in profile_rows(comparison))],
        ),
        *(
            _write(folder / f"{table.file}.csv", [list(table.columns), *table.lines])
            for table in alignment_tables(comparison)
        ),
    ]


def _statement_lines(rows: RunRows, comparison: Comparison) -> Iterable[list[str | int | None]]:
    yield list(STATEMENT_COLUMNS)
    for document in split_by_document(rows):
        for row in flat_statements(document, comparison):
            yield list(row.values())


def _comparison_lines(comparison: Comparison) -> Iterable[list[str | int | None]]:
    """Two lines a finding or topic, told apart by the column `holds`: the values, and the quotes they rest on."""
    yield ["group", "finding", "holds", *(column.document_id for column in comparison.columns)]
    yield ["", "Title", "value", *(column.title for column in comparison.columns)]
    for finding in comparison.findings:
        yield [finding.group, finding.label, "value", *(cell.value for cell in finding.cells)]
        yield [finding.group, finding.label, "quotes", *(_quotes(cell) for cell in finding.cells)]
    for topic in comparison.topics.rows:
        group = f"Topics: {topic.group}" if topic.group else "Topics"
        yield [group, topic.name, "value", *(cell.value for cell in topic.cells)]
        yield [group, topic.name, "quotes", *(_quotes(cell) for cell in topic.cells)]


def _quotes(cell: Cell | TopicCell) -> str:
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
        writer.writerow([safe(cell) for cell in line])
    return write_text(path, buffer.getvalue(), encoding=ENCODING)


def safe(cell: str | int | None) -> str | int | None:
    """The cell with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
