"""Names and contents made to do harm: a run refuses them in a line, or takes them for the text they are."""

import csv
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import ACCORD, write

Hedgerow = Callable[..., Result]
MEGABYTE = 2**20
FORMULAS = ["=HYPERLINK(0)", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_no_name_leads_out_of_the_folder(hedgerow: Hedgerow, tmp_path: Path) -> None:
    names = ("...txt", "..%2F..%2Fevil.txt", "~.txt", "a\\..\\b.txt", "-o.txt", "con.txt", "$(id).txt")
    paths = [write(tmp_path / "in" / name, ACCORD) for name in names]
    before = set(tmp_path.rglob("*"))
    assert hedgerow("run", "--formats", "csv", "-o", tmp_path / "out", "--", *paths).exit_code == 0
    new = set(tmp_path.rglob("*")) - before
    assert all(found.is_relative_to(tmp_path / "out") for found in new)
    assert len(list((tmp_path / "out" / "texts").iterdir())) == len(names)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_that_look_alike_stay_apart(hedgerow: Hedgerow, tmp_path: Path) -> None:
    for name in ("pact", "pact\u200b", "pa\u202ect", "\u2066pact\u2069", "pact\u0007"):
        write(tmp_path / "in" / f"{name}.txt", ACCORD)
    run = json.loads(hedgerow("run", tmp_path / "in", "-o", tmp_path / "out", "--formats", "csv", "--json").stdout)
    ids = [agreement["document_id"] for agreement in run["agreements"]]
    assert len(set(ids)) == 5 and all(name.isprintable() for name in ids)


def test_no_cell_runs_as_a_formula(hedgerow: Hedgerow, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    for number, formula in enumerate(FORMULAS):
        text = f"{formula}\n\nArticle 1\n\n{formula} shall be paid by the Parties.\nThe Parties shall pay {formula}.\n"
        write(tmp_path / "in" / f"={number}.md", text)
    assert hedgerow("run", tmp_path / "in", "-o", tmp_path / "out", "--formats", "csv,xlsx").exit_code == 0
    for path in (tmp_path / "out").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], path
    for path in (tmp_path / "out").glob("*.xlsx"):
        book = load_workbook(path)
        assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"], path


def test_a_hundred_megabytes_on_one_line_are_refused_at_once(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    with (sources / "endless.txt").open("wb") as file:
        for _ in range(100):
            file.write(b"The Parties shall meet. " * (MEGABYTE // 24))
    began = time.monotonic()
    result = hedgerow("run", sources, "-o", tmp_path / "out", "--formats", "csv", "--quiet")
    assert result.exit_code == 1 and time.monotonic() - began < 60
    (line,) = result.stderr.splitlines()
    assert "endless.txt" in line and "the limit is 64 MB" in line
    assert len((tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="measures with getrusage")
def test_a_long_line_is_read_in_bounded_memory(tmp_path: Path) -> None:
    line = "The Parties shall, where possible, meet and exchange what they know of rivers. " * 6_000
    write(tmp_path / "line.txt", line)
    command = [sys.executable, "-m", "pipeline", "run", str(tmp_path / "line.txt"), "-o", str(tmp_path / "out")]
    subprocess.run([*command, "--formats", "jsonl", "--quiet"], check=True)
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit < 1500 * MEGABYTE
