"""Cells of CSV files that go through a spreadsheet and come back: nothing runs as a formula, nothing changes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from pipeline.exporters.flat_rows import FORMULA_STARTS

Cell = str | int | float | None


def csv_text(lines: Iterable[Sequence[Cell]]) -> str:
    """The lines as CSV, every text guarded."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for line in lines:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in line])
    return buffer.getvalue()


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it; `unguarded` takes it off again."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """The text of a guarded cell."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS) else text
