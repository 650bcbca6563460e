from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from pipeline.comparison import RunRows, load_run
from pipeline.errors import RunError
from pipeline.exporters import EXPORTERS, export, export_run, write_jsonl
from pipeline.exporters.atomic_files import replacing
from tests.comparison.specimens import specimen_rows, write_run


@pytest.fixture
def rows() -> RunRows:
    return specimen_rows()


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_run_is_exported_into_its_own_folder(tmp_path: Path) -> None:
    folder = write_run(specimen_rows(), tmp_path / "run")
    written = export_run(folder, list(EXPORTERS))
    assert sorted(path.name for path in written) == [
        "comparison.csv", "comparison.html", "comparison.md", "comparison.xlsx", "igscript.csv", "profiles.csv",
        "statements.csv", "statements.parquet", "statements.xlsx", "topics.csv", "topics.parquet",
    ]  # fmt: skip
    assert all(path.parent == folder and path.stat().st_size > 0 for path in written)
    assert not [path for path in folder.iterdir() if path.name.endswith(".tmp")]


def test_an_empty_run_is_exported_too(tmp_path: Path) -> None:
    folder = write_run(RunRows([], [], [], {}), tmp_path / "run")
    assert len(export_run(folder, list(EXPORTERS))) == 11


def test_the_same_rows_give_the_same_bytes(rows: RunRows, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    first = export(rows, tmp_path / "one", list(EXPORTERS))
    second = export(rows, tmp_path / "two", list(EXPORTERS))
    for one, two in zip(first, second, strict=True):
        assert one.read_bytes() == two.read_bytes(), one.name


def test_an_unknown_format_is_refused_before_anything_is_written(rows: RunRows, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="format docx: is not known; choose from csv, parquet, xlsx, html, md, ig"):
        export(rows, tmp_path, ["csv", "docx"])
    assert not list(tmp_path.iterdir())


def test_statements_csv_opens_right_in_a_spreadsheet(rows: RunRows, tmp_path: Path) -> None:
    export(rows, tmp_path, ["csv"])
    assert (tmp_path / "statements.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    table = read_csv(tmp_path / "statements.csv")
    assert len(table) == len(rows.statements)
    consult = next(row for row in table if row["aims"] == "meet")
    assert consult["conditions"] == "In the event of an armed attack | at the request of either Party"
    assert consult["condition_types"] == "event | request"
    assert (consult["hedges"], consult["hedge_types"]) == ("where possible", "feasibility")
    assert consult["inherited_hedges"] == "subject to the availability of funds"
    assert consult["inherited_hedge_types"] == "funding (from the instrument)"
    train = next(row for row in table if row["aims"] == "train")
    assert train["disclaimers"] == "Article 3 (from the annex)"
    assert consult["time_values"] == "PT24H"
    assert consult["cite_as"].endswith("(4 May 2021), Article 1, p. 1")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row.values())


def test_comparison_csv_has_values_and_quotes_side_by_side(rows: RunRows, tmp_path: Path) -> None:
    export(rows, tmp_path, ["csv"])
    table = read_csv(tmp_path / "comparison.csv")
    duration = {row["holds"]: row for row in table if row["finding"] == "Duration"}
    assert duration["value"]["norvala-estmark-2021"] == "for 10 years"
    assert duration["quotes"]["norvala-estmark-2021"] == "“It shall remain in force for 10 years” (Article 4, p. 2)"
    assert duration["value"]["hostile"] == "no such clause found"
    assert duration["value"]["drafts/broken.pdf"] == "not read: holds no text"


def test_parquet_loses_nothing(rows: RunRows, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    rows.statements[0]["later_field"] = {"new": [1, 2]}
    export(rows, tmp_path, ["parquet"])
    table = pq.read_table(tmp_path / "statements.parquet").to_pylist()
    assert json.loads(table[0].pop("later_field")) == rows.statements[0].pop("later_field")
    for row in table:
        row.pop("later_field", None)
    assert [without_empty(row) for row in table] == [without_empty(row) for row in rows.statements]


def without_empty(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_empty(item) for key, item in value.items() if item is not None}
    return [without_empty(item) for item in value] if isinstance(value, list) else value


def test_markdown_keeps_hostile_text_text(rows: RunRows, tmp_path: Path) -> None:
    export(rows, tmp_path, ["md"])
    page = (tmp_path / "comparison.md").read_text(encoding="utf-8")
    assert "<img" not in page and "<script" not in page
    table_lines = [line for line in page.splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in table_lines} == {6}
    assert "> It shall remain in force for 10 years (Article 4, p. 2)" in page


def test_jsonl_comes_back(rows: RunRows, tmp_path: Path) -> None:
    folder = write_run(rows, tmp_path / "run")
    write_jsonl(folder / "statements.jsonl", rows.statements)
    assert load_run(folder).statements == rows.statements


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), replacing(path) as temporary:
        temporary.write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    assert [item.name for item in tmp_path.iterdir()] == ["table.csv"]
    assert path.read_text(encoding="utf-8") == "old"
