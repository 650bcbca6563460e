"""Markdown: `comparison.md`, the matrix in tables narrow enough to read, and the quotes behind the clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pipeline.comparison import Column, Comparison, Finding, RunRows
from pipeline.exporters.atomic_files import write_text

COLUMNS_A_TABLE = 6
QUOTES_SHOWN = 3
QUOTED_GROUPS = ("Clauses asked for", "Life of the instrument")
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")


def write_markdown(rows: RunRows, comparison: Comparison, folder: Path) -> list[Path]:
    """Write `comparison.md` into `folder`."""
    return [write_text(folder / "comparison.md", "\n".join(_lines(comparison)) + "\n")]


def plain(text: str) -> str:
    """The text on one line with every character escaped that Markdown or HTML would take as markup."""
    return MARKUP.sub(r"\\\1", " ".join(text.split())).replace("\\<", "&lt;").replace("\\&", "&amp;")


def _lines(comparison: Comparison) -> Iterator[str]:
    yield "# Comparison of agreements"
    yield ""
    yield "“None found” says that nothing of the kind was found where it was looked for, and no more than that."
    columns = comparison.columns
    for first in range(0, len(columns), COLUMNS_A_TABLE):
        yield from _table(comparison, range(first, min(first + COLUMNS_A_TABLE, len(columns))))
    for finding in comparison.findings:
        if finding.group in QUOTED_GROUPS:
            yield from _quotes(finding, columns)


def _table(comparison: Comparison, places: range) -> Iterator[str]:
    titles = [plain(comparison.columns[place].title) for place in places]
    yield ""
    yield f"## Agreements {places.start + 1} to {places.stop} of {len(comparison.columns)}"
    yield ""
    yield f"| | {' | '.join(titles)} |"
    yield "|---" * (len(titles) + 1) + "|"
    for group, findings in groupby(comparison.findings, key=lambda finding: finding.group):
        yield f"| **{plain(group)}** |" + " |" * len(titles)
        for finding in findings:
            values = [plain(finding.cells[place].value) for place in places]
            yield f"| {plain(finding.label)} | {' | '.join(values)} |"


def _quotes(finding: Finding, columns: tuple[Column, ...]) -> Iterator[str]:
    yield ""
    yield f"## {plain(finding.label)}"
    yield ""
    yield plain(finding.description)
    for column, cell in zip(columns, finding.cells, strict=True):
        yield ""
        yield f"**{plain(column.cite_as)}**: {plain(cell.value)}"
        for quote in cell.quotes[:QUOTES_SHOWN]:
            place = ", ".join(part for part in (plain(quote.citation), f"p. {quote.page}") if part)
            yield ""
            yield f"> {plain(quote.text)} ({place})"
        if len(cell.quotes) > QUOTES_SHOWN:
            yield ""
            yield f"> … and {len(cell.quotes) - QUOTES_SHOWN} more in comparison.html"
