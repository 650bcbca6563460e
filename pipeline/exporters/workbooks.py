"""XLSX: `statements.xlsx` for filtering and `comparison.xlsx`, whose cells lead to their quotes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.comparison import Comparison, Run
from pipeline.comparison.clauses import why_unclaimed
from pipeline.comparison.quoting import one_line
from pipeline.exporters.alignment_tables import alignment_tables
from pipeline.exporters.comparison_sheets import add_comparison
from pipeline.exporters.flat_rows import STATEMENT_COLUMNS, flat_statements
from pipeline.exporters.sheets import ROW_LIMIT, CellValue, SheetPlan, new_workbook

WIDTHS = {
    "citation": 18, "page": 6, "quote": 70, "kind": 12, "force": 14, "firmness": 13,
    "firmness_reason": 44, "precision": 30, "topics": 28, "topic_terms": 28, "polarity": 10,
    "actor": 18, "actor_id": 14,
    "deontic": 14, "aims": 16, "direct_object": 40, "beneficiary": 16, "conditions": 34, "condition_types": 14,
    "hedges": 34, "hedge_types": 14, "inherited_hedges": 34, "inherited_hedge_types": 18, "title": 34,
    "cite_as": 40, "references": 24, "disclaimers": 34, "elements": 34, "rule_ids": 30,
    "document_id": 24, "statement_id": 24,
}  # fmt: skip
USUAL_WIDTH = 16

STATEMENTS = SheetPlan(
    "Statements", {name.replace("_", " "): WIDTHS.get(name, USUAL_WIDTH) for name in STATEMENT_COLUMNS}, frozen=3
)
UNCLAIMED = SheetPlan(
    "Unclaimed",
    {
        "citation": 18,
        "page": 6,
        "word": 12,
        "sentence": 80,
        "why it made no statement": 40,
        "rule": 26,
        "agreement": 34,
    },
    frozen=3,
)
DOCUMENTS = SheetPlan(
    "Documents",
    {
        "agreement": 24, "title": 50, "signed": 12, "parties": 40, "kind of instrument": 18, "language": 10, "pages": 8,
        "words": 10, "statements": 12, "left out": 10, "warnings": 60, "source": 30,
    },
    frozen=1,
)  # fmt: skip
NOT_READ = SheetPlan("Not read", {"file": 50, "reason": 90})
ABOUT = SheetPlan("About", {"column": 24, "what it holds": 100}, filtered=False)

ABOUT_LINES = {
    "About this workbook": "One row a statement: a commitment, a permission, a disclaimer, or a term of the agreement.",
    "Several in a cell": "Several conditions, hedges or times stand in one cell with “ | ” between them, and their "
    "types in the next column in the same order.",
    "Own and inherited": "A hedge inherited from an article, an annex or the whole instrument stands in columns of its "
    "own, apart from the hedges in the statement's own sentence.",
    "Empty cells": "An empty cell says that nothing of the kind was found, not that there is nothing.",
    "Sheet Unclaimed": "Every word such as shall or will that made no statement, with its sentence and why: read it to "
    "see what was left out.",
    "Sheet Documents": "What was read: titles, parties, dates, and what the reader warned of.",
}


def write_xlsx(run: Run, comparison: Comparison, folder: Path, row_limit: int = ROW_LIMIT) -> list[Path]:
    """Write both workbooks into `folder`; a sheet of `row_limit` rows, header included, goes on in a next one."""
    statements, compared = folder / "statements.xlsx", folder / "comparison.xlsx"
    with new_workbook(statements, row_limit) as book:
        book.add(STATEMENTS, _statement_lines(run, comparison))
        book.add(UNCLAIMED, _unclaimed_lines(run))
        book.add(DOCUMENTS, _document_lines(run))
        if run.failures:
            book.add(NOT_READ, ([item["file"], item["reason"]] for item in run.failures))
        book.add(ABOUT, _about_lines())
    with new_workbook(compared, row_limit) as book:
        add_comparison(book, comparison, row_limit)
        for table in alignment_tables(comparison):
            book.add(SheetPlan(table.name, table.columns, frozen=2), table.lines)
    return [statements, compared]


def _statement_lines(run: Run, comparison: Comparison) -> Iterator[list[CellValue]]:
    for document in run.by_document:
        for row in flat_statements(document, comparison):
            yield list(row.values())


def _unclaimed_lines(run: Run) -> Iterator[list[CellValue]]:
    for document in run.by_document:
        for row in document.unclaimed:
            yield [
                row["citation"], row["page"], one_line(row["text"]), one_line(row["sentence"]), why_unclaimed(row),
                row.get("rule_id"), one_line(document.title),
            ]  # fmt: skip


def _document_lines(run: Run) -> Iterator[list[CellValue]]:
    for document in run.by_document:
        row = document.document
        yield [
            row["document_id"], one_line(document.title), row.get("signed"),
            "; ".join(one_line(party["name"]) for party in row.get("parties") or []), row.get("instrument"),
            row.get("language"), len(row.get("page_starts") or [0]), row.get("words"), len(document.statements),
            len(document.unclaimed), "\n".join(one_line(str(text)) for text in row.get("warnings") or []),
            row.get("source"),
        ]  # fmt: skip


def _about_lines() -> Iterator[list[CellValue]]:
    for name, text in ABOUT_LINES.items():
        yield [name, text]
    for column, text in STATEMENT_COLUMNS.items():
        yield [column.replace("_", " "), text]
