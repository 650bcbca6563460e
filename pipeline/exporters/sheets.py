"""Sheets of a workbook: a frozen header, filters, wrapped text, and no cell that runs as a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.exporters.atomic_files import replacing
from pipeline.exporters.flat_rows import FORMULA_STARTS

# Limits of the format: rows of a sheet, characters of a cell, characters of a sheet's name.
ROW_LIMIT = 1_048_576
CELL_LIMIT = 32_767
NAME_LIMIT = 31
LINE_HEIGHT = 15
MOST_LINES_SHOWN = 16
# Faint words still have a contrast of 4.5 to 1 on white.
LINK_COLOUR, FAINT_COLOUR, BORDER_COLOUR = "#0B3D7A", "#767676", "#C8CED6"
CUT = " … (cut here: too long for a cell)"
# The same rows give the same bytes, so the workbook does not say when it was made.
MADE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell with a look of its own: on a background ("#E6EEF7") or, with none, in faint words.

    With a `target` ("'Quotes'!A12") it leads to another place of the workbook.
    """

    text: str
    tint: str = ""
    target: str = ""


CellValue = str | int | float | Shown | None


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet: its name, its columns with their widths in characters, and how many columns stay in view."""

    name: str
    columns: dict[str, int]
    frozen: int = 0
    filtered: bool = True


class Workbook:
    """An open workbook; `add` fills a sheet, and further ones of the same plan when a sheet is full.

    Only the row being written is in memory: a workbook may be larger than that.
    """

    def __init__(self, path: Path, row_limit: int) -> None:
        import xlsxwriter  # type: ignore[import-untyped]

        options = {
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
            "constant_memory": True,
        }  # fmt: skip
        self._book = xlsxwriter.Workbook(str(path), options)
        self._book.set_properties({"created": MADE.replace(tzinfo=None)})
        self._row_limit = row_limit
        self._text = self._book.add_format({"text_wrap": True, "valign": "top"})
        # Excel would read such a cell as a formula once somebody edits it; the quote prefix keeps it a text for good.
        self._guarded = self._book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self._header = self._book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}
        )
        self._looks: dict[tuple[str, bool], Any] = {}

    def add(self, plan: SheetPlan, rows: Iterable[Sequence[CellValue]]) -> None:
        """Write the rows below the header of `plan`."""
        number, line = 1, 0
        widths = list(plan.columns.values())
        sheet = self._begin(plan, number)
        for row in rows:
            if line + 1 >= self._row_limit:
                self._end(sheet, plan, line)
                number, line = number + 1, 0
                sheet = self._begin(plan, number)
            line += 1
            sheet.set_row(line, _height(row, widths))
            for place, value in enumerate(row):
                self._write(sheet, line, place, value)
            _forget_row(sheet, line - 1)
        self._end(sheet, plan, line)

    def close(self) -> None:
        """Finish the file."""
        self._book.close()

    def _look(self, tint: str, *, link: bool) -> Any:
        known = self._looks.get((tint, link))
        if known is None:
            look: dict[str, Any] = {"text_wrap": True, "valign": "top"}
            if link:
                look |= {"font_color": LINK_COLOUR, "underline": 0 if tint else 1}
            if tint:
                look |= {"bg_color": tint, "border": 1, "border_color": BORDER_COLOUR}
            else:
                look |= {} if link else {"font_color": FAINT_COLOUR}
            known = self._looks[tint, link] = self._book.add_format(look)
        return known

    def _begin(self, plan: SheetPlan, number: int) -> Any:
        name = plan.name if number == 1 else f"{plan.name} {number}"
        sheet = self._book.add_worksheet(name[:NAME_LIMIT])
        sheet.freeze_panes(1, plan.frozen)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_row(0, _height(list(plan.columns), list(plan.columns.values())))
        for place, (header, width) in enumerate(plan.columns.items()):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, fitted(header), self._header)
        return sheet

    def _end(self, sheet: Any, plan: SheetPlan, line: int) -> None:
        if plan.filtered:
            sheet.autofilter(0, 0, line, len(plan.columns) - 1)

    def _write(self, sheet: Any, line: int, place: int, value: CellValue) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            guarded = value.startswith(FORMULA_STARTS)
            sheet.write_string(line, place, fitted(value), self._guarded if guarded else self._text)
        elif isinstance(value, Shown):
            look = self._look(value.tint, link=bool(value.target))
            if value.target:
                sheet.write_url(line, place, f"internal:{value.target}", look, fitted(value.text), "Go to the quotes")
            else:
                sheet.write_string(line, place, fitted(value.text), look)
        else:
            sheet.write_number(line, place, value, self._text)


@contextmanager
def new_workbook(path: Path, row_limit: int = ROW_LIMIT) -> Iterator[Workbook]:
    """A workbook to fill; it takes the place of `path` when the block ends without an error."""
    with replacing(path) as temporary:
        book = Workbook(temporary, row_limit)
        yield book
        book.close()


def _height(row: Sequence[CellValue], widths: Sequence[int]) -> float:
    """The height of a row in points that shows its longest cell, up to a limit: not every program finds it itself."""
    most = 1
    for value, width in zip(row, widths, strict=False):
        text = value.text if isinstance(value, Shown) else value
        if isinstance(text, str):
            room = max(1, width - 2)
            # Most cells are one line of text, and a workbook has millions of them.
            several = "\n" in text
            lines = sum(1 + len(part) // room for part in text.split("\n")) if several else 1 + len(text) // room
            most = max(most, lines)
    return LINE_HEIGHT * min(most, MOST_LINES_SHOWN)


def _forget_row(sheet: Any, line: int) -> None:
    """Drop what XlsxWriter keeps of a row that it has written: only a sheet with pictures needs it."""
    for known in ("row_info", "row_sizes"):
        getattr(sheet, known, {}).pop(line, None)


def fitted(text: str) -> str:
    """The text, cut with a word on it where it is too long for a cell."""
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(CUT)] + CUT
