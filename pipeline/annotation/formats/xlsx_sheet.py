"""An Excel workbook: one row a statement, decisions chosen from lists, edited and given back (see `sheet_rows`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pipeline.annotation.formats.csv_sheet import check_header
from pipeline.annotation.formats.exchange import ALL, EMPTY_DOCUMENTS, Document, Format
from pipeline.annotation.formats.sheet_rows import CHOICES, COLUMNS, read_rows, sheet_rows
from pipeline.errors import AnnotationError
from pipeline.exporters.atomic_files import replacing
from pipeline.exporters.sheets import CELL_LIMIT, MADE, ROW_LIMIT, fitted

SHEET = "Statements"
_WIDTHS = {"quote": 70, "conditions": 36, "hedges": 36, "direct_object": 30, "note": 30, "attribute": 22}
_WIDTH = 13


def write(documents: Sequence[Document], path: Path) -> list[Path]:
    """Write all statements to one workbook, with a guide to the columns on a second sheet."""
    import xlsxwriter  # type: ignore[import-untyped]

    rows = list(sheet_rows(documents))
    if len(rows) >= ROW_LIMIT:
        problem = f"{len(rows)} statements are more than a sheet holds"
        raise AnnotationError(str(path), problem, "export fewer documents at a time")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with replacing(path) as temporary:
        book = xlsxwriter.Workbook(str(temporary), options)
        book.set_properties({"created": MADE.replace(tzinfo=None)})
        # The quote prefix keeps a cell a text for good, also when somebody edits it.
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        _fill(book.add_worksheet(SHEET), rows, text, bold)
        guide = book.add_worksheet("Guide")
        guide.set_column(0, 0, 16)
        guide.set_column(1, 1, 100)
        for line, (name, use) in enumerate(COLUMNS.items()):
            guide.write_string(line, 0, name, bold)
            guide.write_string(line, 1, use, text)
        book.close()
    return [path]


def _fill(sheet: Any, rows: Sequence[Sequence[str | int | None]], text: Any, bold: Any) -> None:
    names = list(COLUMNS)
    sheet.freeze_panes(1, 1)
    for place, name in enumerate(names):
        sheet.set_column(place, place, _WIDTHS.get(name, _WIDTH), text, {"hidden": name == "exported"})
        sheet.write_string(0, place, name, bold)
    for line, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(line, place, value)
            elif value and not (names[place] == "exported" and len(value) > CELL_LIMIT):
                sheet.write_string(line, place, fitted(value), text)
    sheet.autofilter(0, 0, max(1, len(rows)), len(names) - 1)
    for name, choices in CHOICES.items():
        place = names.index(name)
        sheet.data_validation(1, place, max(1, len(rows)), place, {"validate": "list", "source": list(choices)})


def read(path: Path, texts: Mapping[str, str]) -> list[Document]:
    """Read the first sheet of a workbook."""
    import openpyxl  # type: ignore[import-untyped]

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise AnnotationError(str(path), "cannot be read", "name a workbook (.xlsx)") from error
    except (BadZipFile, KeyError, ValueError, openpyxl.utils.exceptions.InvalidFileException) as error:
        raise AnnotationError(str(path), "is not an Excel workbook", "save it as .xlsx") from error
    try:
        lines = list(book.worksheets[0].iter_rows(values_only=True))
    finally:
        book.close()
    header = [str(name or "").strip() for name in lines[0]] if lines else []
    check_header(header, path)
    rows = []
    for number, cells in enumerate(lines[1:], 2):
        named = {name: _text(cell) for name, cell in zip(header, cells, strict=False) if cell is not None}
        if any(value.strip() for value in named.values()):
            rows.append((f"{path}:{number}", named))
    return read_rows(rows, texts)


def _text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


FORMAT = Format("xlsx", "A workbook to edit in Excel.", ".xlsx", ALL - {EMPTY_DOCUMENTS}, write, read)
