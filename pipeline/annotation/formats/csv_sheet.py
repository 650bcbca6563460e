"""CSV for spreadsheets: one row a statement, edited and given back (see `sheet_rows`)."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

from pipeline.annotation.formats.cells import csv_text, unguarded
from pipeline.annotation.formats.exchange import ALL, EMPTY_DOCUMENTS, Document, Format
from pipeline.annotation.formats.sheet_rows import COLUMNS, read_rows, sheet_rows
from pipeline.errors import AnnotationError
from pipeline.exporters.atomic_files import write_text
from pipeline.exporters.csv_tables import ENCODING

# What spreadsheet programs write as CSV: by the local settings the separator is a comma, a semicolon or a tab.
_SEPARATORS = (",", ";", "\t")
_NEEDED = ("document_id", "kind", "quote")


def write(documents: Sequence[Document], path: Path) -> list[Path]:
    """Write all statements to one file."""
    return [write_text(path, csv_text([list(COLUMNS), *sheet_rows(documents)]), encoding=ENCODING)]


def read(path: Path, texts: Mapping[str, str]) -> list[Document]:
    """Read a sheet that a spreadsheet program may have saved anew."""
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(StringIO(_decoded(path), newline=""), delimiter=_separator(path))
    header = [name.strip() for name in next(reader, [])]
    check_header(header, path)
    lines = []
    for cells in reader:
        if any(cell.strip() for cell in cells):
            named = {name: unguarded(cell) for name, cell in zip(header, cells, strict=False)}
            lines.append((f"{path}:{reader.line_num}", named))
    return read_rows(lines, texts)


def check_header(header: Sequence[str], path: Path) -> None:
    """Assert that the columns without which nothing can be read are there."""
    for name in _NEEDED:
        if name not in header:
            raise AnnotationError(f"{path}:1", f"no column {name}", f"keep the columns {', '.join(_NEEDED)}")


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
        return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except OSError as error:
        raise AnnotationError(str(path), "cannot be read", "name a CSV file") from error
    except UnicodeDecodeError as error:
        remedy = "save it as 'CSV UTF-8', or as a workbook and use --format xlsx"
        raise AnnotationError(str(path), "is not UTF-8", remedy) from error


def _separator(path: Path) -> str:
    first = _decoded(path).split("\n", 1)[0]
    return max(_SEPARATORS, key=first.count)


FORMAT = Format("csv", "A sheet to edit in a spreadsheet program.", ".csv", ALL - {EMPTY_DOCUMENTS}, write, read)
