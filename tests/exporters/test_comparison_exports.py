"""Topics and profiles in the files people use: CSV, Parquet, XLSX and Markdown."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.comparison import RunRows
from pipeline.exporters import export
from pipeline.exporters.sheets import FORMULA_STARTS
from tests.comparison.texts import run_of

TEXT = """Agreement on Support

Done at Brightwater on 4 May 2021.

Recalling the sanctions that both countries keep,

Article 1: Help

Norway shall provide Ukraine with military assistance of EUR 5 million in 2027, subject to the availability of funds.

Ukraine intends to promote military training.

Article 2: Life

This Agreement shall enter into force upon signature.
"""


@cache
def rows() -> RunRows:
    return run_of({"support": TEXT, "=formula": "The Parties shall meet.\n"}, instrument="agreement")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exports")
    export(rows(), path, ["csv", "parquet", "xlsx", "md"])
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_topics_csv_has_a_row_a_topic_and_agreement_or_actor(folder: Path) -> None:
    table = read_csv(folder / "topics.csv")
    of = {(row["topic_id"], row["agreement"] or row["actor"]): row for row in table}
    support = of["security.military_support", "support"]
    assert (support["state"], support["force"], support["firmness"]) == ("promised", "obligation", "qualified")
    assert (support["hedged"], support["hedge_types"], support["figures"]) == (
        "1",
        "funding 1",
        "EUR 5 million | in 2027",
    )
    assert support["cite_as"] == "Agreement on Support (4 May 2021), Article 1, 1st para."
    assert of["security.sanctions", "support"]["state"] == "mentioned"
    assert of["security.sanctions", "support"]["quote"].startswith("Recalling the sanctions")
    assert of["security.sanctions", "'=formula"]["state"] == "not mentioned"
    assert of["security.military_support", "Norway"]["commitments"] == "1"
    assert ("security.military_support", "Ukraine") not in of


def test_profiles_csv_has_a_row_a_line(folder: Path) -> None:
    table = [row for row in read_csv(folder / "profiles.csv") if row["agreement"] == "support"]
    lines = {(row["part"], row["line"]): row for row in table}
    assert lines["Status: Signature and consent", "Entry into force or effect"]["value"] == "upon signature"
    money = lines["Money", "2027"]
    assert money["value"].startswith("EUR 5 million (2027), by Norway, to Ukraine")
    assert money["cite_as"] == "Agreement on Support (4 May 2021), Article 1, 1st para."
    assert lines["Share hedged", "funding"]["value"] == "1 of 2 in their own sentence, 0 from elsewhere"
    assert lines["Firmest", "aspirational"]["quote"] == "Ukraine intends to promote military training"


def test_parquet_has_the_rows_of_topics_csv(folder: Path) -> None:
    import pyarrow.parquet as pq

    table = pq.read_table(folder / "topics.parquet").to_pylist()
    assert len(table) == len(read_csv(folder / "topics.csv"))
    assert {type(row["commitments"]) for row in table} == {int}


def test_statements_csv_says_how_firm_and_why(folder: Path) -> None:
    row = next(row for row in read_csv(folder / "statements.csv") if row["aims"] == "provide")
    assert row["firmness"] == "qualified" and "depends on funding" in row["firmness_reason"]
    assert row["topics"] == "Funding proviso | Military support and its money"
    assert row["topic_terms"] == "subject to the availability of funds | military assistance"
    assert "sum: EUR 5 million" in row["precision"]


def test_the_matrix_sheet_is_coloured_worded_and_leads_to_quotes(folder: Path) -> None:
    book = load_workbook(folder / "comparison.xlsx")
    assert book.sheetnames[:4] == ["Overview", "Topics", "Topic quotes", "Topics by actor"]
    sheet = book["Topics"]
    assert sheet.freeze_panes == "C2" and sheet.auto_filter.ref
    line = next(row for row in sheet.iter_rows() if row[1].value == "Military support and its money")
    place = [cell.value for cell in sheet[1]].index("Agreement on Support (4 May 2021)")
    cell = line[place]
    assert "obligation, qualified" in str(cell.value) and cell.fill.fgColor.rgb == "FFC3DAEF"
    sheet_name, _, where = cell.hyperlink.location.rpartition("!")
    quote = book[sheet_name.strip("'")][where.replace("A", "D")].value
    assert str(quote).startswith("Norway shall provide Ukraine")
    assert sheet.row_dimensions[line[0].row].height > 15


def test_no_cell_of_the_comparison_runs(folder: Path) -> None:
    for sheet in load_workbook(folder / "comparison.xlsx"):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str) and cell.value.startswith(FORMULA_STARTS):
                    assert cell.quotePrefix or cell.hyperlink or cell.row == 1


def test_every_reading_and_state_is_explained(folder: Path) -> None:
    book = load_workbook(folder / "comparison.xlsx")
    explained = {row[0] for row in book["How to read"].iter_rows(values_only=True)}
    assert {"firm", "qualified", "soft", "aspirational", "promised", "mentioned", "not mentioned"} <= explained


def test_markdown_has_topics_and_a_profile_of_each(folder: Path) -> None:
    page = (folder / "comparison.md").read_text(encoding="utf-8")
    assert "## Topics: agreements 1 to 2 of 2" in page
    assert "| Military support and its money |" in page
    assert "### Status: Life of the instrument" in page
    assert (
        "\n> Ukraine intends to promote military training (Agreement on Support (4 May 2021), Article 1, 2nd para.)"
        in page
    )
