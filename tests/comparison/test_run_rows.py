from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.comparison import load_run, merge_runs
from pipeline.errors import RunError
from tests.comparison.specimens import specimen_rows, write_run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_run(specimen_rows(), tmp_path / "run")


def test_a_run_comes_back_as_it_was_written(folder: Path) -> None:
    assert load_run(folder) == specimen_rows()


def test_offsets_hold_in_texts_with_carriage_returns(folder: Path) -> None:
    rows = specimen_rows()
    rows.texts["accord-2019"] = "one\r\ntwo"
    write_run(rows, folder.parent / "second")
    assert load_run(folder.parent / "second").texts["accord-2019"] == "one\r\ntwo"


def test_a_folder_that_is_no_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"is no run, it holds no documents.jsonl; name a folder"):
        load_run(tmp_path)


def test_a_line_still_being_written_is_left_out(folder: Path) -> None:
    whole = len(load_run(folder).statements)
    path = folder / "statements.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + '{"document_id": "nor', encoding="utf-8", newline="\n")
    assert len(load_run(folder).statements) == whole


def test_a_broken_line_is_named_with_its_number(folder: Path) -> None:
    path = folder / "statements.jsonl"
    path.write_text("{broken\n" + path.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    with pytest.raises(RunError, match=r"statements\.jsonl, line 1: is no JSON object"):
        load_run(folder)


def test_a_quote_that_does_not_stand_in_its_text_is_refused(folder: Path) -> None:
    text = folder / "texts" / "norvala-estmark-2021.txt"
    text.write_text("x" + text.read_text(encoding="utf-8"), encoding="utf-8", newline="")
    with pytest.raises(RunError, match=r"its quote does not stand in texts/norvala-estmark-2021\.txt"):
        load_run(folder)


def test_a_missing_text_is_named(folder: Path) -> None:
    (folder / "texts" / "hostile.txt").unlink()
    with pytest.raises(RunError, match=r"hostile\.txt: the text of a document of this run is missing"):
        load_run(folder)


def test_merging_keeps_agreements_of_one_id_apart() -> None:
    merged = merge_runs([("draft", specimen_rows()), ("final", specimen_rows())])
    ids = [rows.document_id for rows in merged.by_document]
    assert len(ids) == len(set(ids)) == 6
    assert "draft/norvala-estmark-2021" in ids and "final/norvala-estmark-2021" in ids
    first = next(rows for rows in merged.by_document if rows.document_id == "final/norvala-estmark-2021")
    assert len(first.statements) == 9 and len(first.unclaimed) == 1
