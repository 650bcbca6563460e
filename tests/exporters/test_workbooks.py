from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.comparison import compare
from pipeline.exporters.workbooks import write_xlsx
from tests.comparison.specimens import specimen_rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = specimen_rows()
    write_xlsx(rows, compare(rows), tmp_path)
    return tmp_path


def records(sheet: Worksheet) -> list[dict[str, object]]:
    header, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, header), line, strict=True)) for line in lines]


def test_the_statements_sheet_is_ready_to_filter(folder: Path) -> None:
    book = load_workbook(folder / "statements.xlsx")
    assert book.sheetnames == ["Statements", "Unclaimed", "Documents", "Not read", "About"]
    sheet = book["Statements"]
    assert [cell.value for cell in sheet[1]][:3] == ["citation", "page", "quote"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
    assert sheet["C2"].alignment.wrap_text
    assert sheet.column_dimensions["C"].width >= 60
    consult = next(row for row in records(sheet) if row["aims"] == "meet")
    assert consult["hedge types"] == "feasibility" and consult["page"] == 1
    assert consult["inherited hedges"] == "subject to the availability of funds"


def test_what_was_left_out_stands_on_a_sheet_with_its_reason(folder: Path) -> None:
    (row,) = records(load_workbook(folder / "statements.xlsx")["Unclaimed"])
    assert (row["word"], row["sentence"]) == ("shall", "This Agreement shall mean what it says")
    assert row["why it made no statement"] == "it says what something is (excluded by rule exclusion.mean)"
    assert row["rule"] == "exclusion.mean"


def test_files_not_read_are_listed(folder: Path) -> None:
    book = load_workbook(folder / "statements.xlsx")
    assert records(book["Not read"]) == [{"file": "drafts/broken.pdf", "reason": "holds no text"}]
    about = {row["column"] for row in records(book["About"])}
    assert {str(cell.value) for cell in book["Statements"][1]} <= about


@pytest.mark.parametrize("name", ["statements.xlsx", "comparison.xlsx"])
def test_no_cell_runs(folder: Path, name: str) -> None:
    texts = 0
    for sheet in load_workbook(folder / name):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None or cell.hyperlink.target is None
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    texts += 1
                    assert cell.quotePrefix or cell.hyperlink
    assert texts


def test_cells_of_the_comparison_lead_to_their_quotes(folder: Path) -> None:
    book = load_workbook(folder / "comparison.xlsx")
    sheet = book["Comparison"]
    assert sheet.freeze_panes == "C2"
    line = next(row for row in sheet.iter_rows() if row[1].value == "Duration")
    place = [cell.value for cell in sheet[1]].index(
        "Agreement on Mutual Support between Norvala and Estmark (4 May 2021)"
    )
    assert line[place].value == "for 10 years"
    target = line[place].hyperlink.location
    assert target.startswith("'Quotes'!A")
    quote = [cell.value for cell in book["Quotes"][int(target.removeprefix("'Quotes'!A"))]]
    assert quote[0] == "Duration" and quote[3] == "It shall remain in force for 10 years"


def test_a_full_sheet_goes_on_in_a_next_one(tmp_path: Path) -> None:
    rows = specimen_rows()
    write_xlsx(rows, compare(rows), tmp_path, row_limit=5)
    book = load_workbook(tmp_path / "statements.xlsx")
    parts = [book[name] for name in ("Statements", "Statements 2", "Statements 3")]
    assert [part.max_row - 1 for part in parts] == [4, 4, 3]
    assert sum(part.max_row - 1 for part in parts) == len(rows.statements)
    compared = load_workbook(tmp_path / "comparison.xlsx")
    links = [cell for name in compared.sheetnames if name.startswith("Comparison")
             for row in compared[name].iter_rows() for cell in row if cell.hyperlink]  # fmt: skip
    for cell in links:
        name, _, place = cell.hyperlink.location.rpartition("!")
        assert compared[name.strip("'")][place].value is not None


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    rows = specimen_rows()
    rows.documents[0]["warnings"] = ["w" * 40_000]
    write_xlsx(rows, compare(rows), tmp_path)
    (warning,) = [row["warnings"] for row in records(load_workbook(tmp_path / "statements.xlsx")["Documents"])
                  if row["agreement"] == "hostile"]  # fmt: skip
    assert len(str(warning)) == 32_767 and str(warning).endswith("(cut here: too long for a cell)")
