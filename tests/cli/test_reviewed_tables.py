"""From decisions back into the tables: `hedgerow run` and `hedgerow compare`."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from pipeline.comparison import RunRows, load_run
from pipeline.review.store import ReviewStore
from tests.review.decided import add, decide

Hedgerow = Callable[..., Result]
JOIN_UP = "establish a joint river commission"
BOATS = "provide two patrol boats"
OBSERVERS = "invite observers"


def table(folder: Path) -> list[dict[str, str]]:
    with (folder / "statements.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def row_with(folder: Path, words: str) -> dict[str, str]:
    (row,) = [row for row in table(folder) if words in row["quote"]]
    return row


@pytest.fixture
def reviewed(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> tuple[Path, Path, RunRows]:
    """A run, the folder of annotations, and the rows; one statement corrected, one rejected, one added."""
    run, annotations = tmp_path / "out", tmp_path / "annotations"
    assert hedgerow("run", sources, "-o", run, "--formats", "csv", "--annotations", annotations).exit_code == 0
    assert {row["reviewed"] for row in table(run)} == {"proposed by rule"}
    rows = load_run(run)
    store = ReviewStore(annotations / "reviews")
    store.append(decide(rows, JOIN_UP, "correct", changes={"force": "pledge"}), after=None)
    store.append(decide(rows, OBSERVERS, "reject"), after=None)
    store.append(add(rows, "accord", "Signed at Port Ael", reviewer="ben"), after=None)
    return run, annotations, rows


def test_a_new_run_uses_what_was_decided_and_keeps_what_rules_found(
    hedgerow: Hedgerow,
    sources: Path,
    reviewed: tuple[Path, Path, RunRows],
) -> None:
    run, annotations, rows = reviewed
    before = (run / "statements.jsonl").read_bytes()
    result = hedgerow("run", sources, "-o", run, "--formats", "csv,xlsx,parquet,html,md", "--annotations", annotations)
    assert result.exit_code == 0 and "3 reviewed, 1 rejected, 1 added" in result.output
    assert (row_with(run, JOIN_UP)["force"], row_with(run, JOIN_UP)["reviewed"]) == ("pledge", "reviewed by ana")
    assert row_with(run, "Signed at Port Ael")["reviewed"] == "reviewed by ben"
    assert row_with(run, BOATS)["reviewed"] == "proposed by rule"
    assert not [row for row in table(run) if OBSERVERS in row["quote"]]
    assert (run / "statements.jsonl").read_bytes() == before
    assert json.loads((run / "run.json").read_text(encoding="utf-8"))["reviewed"]["rejected"] == 1
    assert "reviewed by ben" in (run / "comparison.html").read_text(encoding="utf-8")
    assert len(load_run(run).statements) == len(rows.statements)


def test_compare_with_reviewed_only_holds_nothing_else(
    hedgerow: Hedgerow,
    reviewed: tuple[Path, Path, RunRows],
    tmp_path: Path,
) -> None:
    run, annotations, _ = reviewed
    target = tmp_path / "only"
    result = hedgerow(
        "compare", run, "-o", target, "--formats", "csv,html", "--annotations", annotations, "--reviewed-only"
    )
    assert result.exit_code == 0 and "1 agreement that nobody reviewed left out" in result.output
    assert [row["reviewed"] for row in table(target)] == ["reviewed by ben", "reviewed by ana"]


def test_what_moved_in_a_changed_text_is_used_and_what_is_gone_is_counted(
    hedgerow: Hedgerow,
    sources: Path,
    reviewed: tuple[Path, Path, RunRows],
) -> None:
    run, annotations, _ = reviewed
    file = sources / "accord.txt"
    text = file.read_text(encoding="utf-8").replace("Signed at Port Ael", "Done at Port Ael")
    file.write_text("A new first line\n\n" + text, encoding="utf-8")
    result = hedgerow("run", sources, "-o", run, "--formats", "csv", "--annotations", annotations)
    assert "2 reviewed, 1 rejected, 1 decision lost its words" in result.output
    assert row_with(run, JOIN_UP)["force"] == "pledge"


def test_a_spreadsheet_given_back_becomes_a_review(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    run, sheet, reviews = tmp_path / "out", tmp_path / "sheet.csv", tmp_path / "annotations" / "reviews"
    hedgerow("run", sources, "-o", run, "--formats", "csv", "--quiet")
    assert hedgerow("annotations", "export", run, "--format", "csv", "-o", sheet).exit_code == 0
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["decision"] = "reject" if OBSERVERS in row["quote"] else "accept"
        if JOIN_UP in row["quote"]:
            row |= {"force": "pledge", "note": "as in the annex"}
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    given = ("annotations", "import", sheet, "--format", "csv", "--run", run, "-o", reviews)
    assert "--reviewer" in hedgerow(*given).stderr
    assert f"accept: {len(rows) - 2}, correct: 1, reject: 1" in hedgerow(*given, "--reviewer", "ana").output
    assert f"kept already: {len(rows)}" in hedgerow(*given, "--reviewer", "ana").output
    hedgerow("compare", run, "--formats", "csv", "--annotations", tmp_path / "annotations", "--reviewed-only")
    assert len(table(run)) == len(rows) - 1
    assert row_with(run, JOIN_UP)["force"] == "pledge"
