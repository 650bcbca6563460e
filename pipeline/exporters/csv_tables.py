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
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from pipeline.comparison import Comparison, Run, TopicCell
from pipeline.comparison.cells import Cell
from pipeline.exporters.alignment_tables import alignment_tables
from pipeline.exporters.atomic_files import replacing
from pipeline.exporters.comparison_rows import PROFILE_COLUMNS, TOPIC_COLUMNS, profile_rows, topic_rows
from pipeline.exporters.flat_rows import FORMULA_STARTS, JOIN, STATEMENT_COLUMNS, flat_statements

ENCODING = "utf-8-sig"
QUOTES_SHOWN = 10


def write_csv(run: Run, comparison: Comparison, folder: Path) -> list[Path]:
    """Write the CSV files into `folder`."""
    tables = alignment_tables(comparison)
    topics = chain(topic_rows(comparison, comparison.topics), topic_rows(comparison, comparison.actors))
    return [
        write_lines(folder / "statements.csv", STATEMENT_COLUMNS, _statement_lines(run, comparison)),
        _write_comparison(folder / "comparison.csv", comparison),
        write_lines(folder / "topics.csv", TOPIC_COLUMNS, (row.values() for row in topics)),
        write_lines(folder / "profiles.csv", PROFILE_COLUMNS, (row.values() for row in profile_rows(comparison))),
        *(write_lines(folder / f"{table.file}.csv", table.columns, table.lines) for table in tables),
    ]


def write_lines(path: Path, header: Iterable[str], lines: Iterable[Iterable[str | int | None]]) -> Path:
    """Write a CSV file for people and spreadsheets, line by line as they come."""
    with replacing(path) as temporary, temporary.open("w", encoding=ENCODING, newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([safe(cell) for cell in header])
        for line in lines:
            writer.writerow([safe(cell) for cell in line])
    return path


def _statement_lines(run: Run, comparison: Comparison) -> Iterator[Iterable[str | int | None]]:
    for document in run.by_document:
        for row in flat_statements(document, comparison):
            yield row.values()


def _write_comparison(path: Path, comparison: Comparison) -> Path:
    header = ["group", "finding", "holds", *(column.document_id for column in comparison.columns)]
    return write_lines(path, header, _comparison_lines(comparison))


def _comparison_lines(comparison: Comparison) -> Iterator[list[str | int | None]]:
    """Two lines a finding or topic, told apart by the column `holds`: the values, and the quotes they rest on."""
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


def safe(cell: str | int | None) -> str | int | None:
    """The cell with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
