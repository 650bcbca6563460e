"""Which files a run reads, and what their agreements are called."""

import os
import sys
from pathlib import Path

import pytest

from pipeline.batch.inputs import clean_id, collect_inputs

READABLE = {".txt", ".pdf"}


def write(path: Path, text: str = "The Parties shall meet.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_gives_its_agreements_and_counts_the_rest(tmp_path: Path) -> None:
    write(tmp_path / "b.txt")
    write(tmp_path / "deeper" / "a.PDF")
    for name in ("LICENSE", "README.txt", "sources.yaml", ".hidden.txt", "~$b.txt"):
        write(tmp_path / name)
    write(tmp_path / ".git" / "c.txt")

    inputs = collect_inputs([tmp_path], READABLE)

    assert [file.document_id for file in inputs.files] == ["a", "b"]
    assert [path.name for path in inputs.skipped] == ["LICENSE", "README.txt", "sources.yaml"]
    assert not inputs.failures


def test_an_earlier_run_inside_a_folder_is_not_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "results" / "run.json", "{}")
    write(tmp_path / "results" / "texts" / "a.txt")
    assert [file.document_id for file in collect_inputs([tmp_path], READABLE).files] == ["a"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    again = tmp_path / "." / "x" / ".." / "a.txt"
    (tmp_path / "x").mkdir()
    assert len(collect_inputs([path, tmp_path, again], READABLE).files) == 1


def test_the_order_of_the_names_does_not_matter(tmp_path: Path) -> None:
    names = [write(tmp_path / folder / "same.txt", folder) for folder in ("one", "two", "three")]
    names.append(write(tmp_path / "other.txt"))
    assert collect_inputs(names, READABLE) == collect_inputs(names[::-1], READABLE)


def test_the_folder_goes_in_front_where_names_clash(tmp_path: Path) -> None:
    write(tmp_path / "txt" / "pact.txt", "one")
    write(tmp_path / "scan" / "Pact.pdf", "two")
    write(tmp_path / "txt" / "treaty.txt", "three")

    inputs = collect_inputs([tmp_path], READABLE)

    assert [file.document_id for file in inputs.files] == ["scan-Pact", "treaty", "txt-pact"]
    assert len(inputs.warnings) == 2 and "txt-pact" in inputs.warnings[1]


def test_the_suffix_helps_where_the_folder_is_the_same_too(tmp_path: Path) -> None:
    write(tmp_path / "in" / "pact.txt", "one")
    write(tmp_path / "in" / "pact.pdf", "two")
    found = collect_inputs([tmp_path], READABLE).files
    assert [file.document_id for file in found] == ["in-pact-pdf", "in-pact-txt"]


def test_more_folders_help_where_one_is_not_enough(tmp_path: Path) -> None:
    for country in ("a", "b"):
        write(tmp_path / country / "final" / "pact.txt", country)
    found = collect_inputs([tmp_path], READABLE).files
    assert [file.document_id for file in found] == ["a-final-pact-txt", "b-final-pact-txt"]


@pytest.mark.parametrize(
    ("name", "reason"), [("missing.txt", "no such file"), ("empty.txt", "empty"), ("empty-folder", "no agreement")]
)
def test_bad_names_are_failures_and_the_others_go_on(tmp_path: Path, name: str, reason: str) -> None:
    write(tmp_path / "empty.txt", "")
    (tmp_path / "empty-folder").mkdir()
    inputs = collect_inputs([tmp_path / name, write(tmp_path / "good.txt")], READABLE)
    assert [file.document_id for file in inputs.files] == ["good"]
    (failure,) = inputs.failures
    assert reason in failure.problem and name in failure.place and failure.remedy


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions that bind")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "secret.txt")
    path.chmod(0)
    (failure,) = collect_inputs([path], READABLE).failures
    assert "permission" in failure.problem


def test_a_device_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    os.mkfifo(tmp_path / "pipe.txt")
    (failure,) = collect_inputs([tmp_path / "pipe.txt"], READABLE).failures
    assert "not a regular file" in failure.problem


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pact 2024", "pact 2024"),
        ("pa\nct", "pa_ct"),
        ("pact\u202egpj", "pact_gpj"),
        ("pact-\udcff", "pact-_"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("Łódź", "Łódź"),
    ],
)
def test_ids_hold_no_character_that_misleads(name: str, expected: str) -> None:
    assert clean_id(name) == expected


def test_long_names_become_ids_that_fit_a_file_name_and_stay_apart() -> None:
    first, second = clean_id("ü" * 200 + "1"), clean_id("ü" * 200 + "2")
    assert first != second
    assert len(first.encode()) < 200


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions that bind")
def test_a_folder_that_may_not_be_opened_is_told(tmp_path: Path) -> None:
    write(tmp_path / "closed" / "a.txt")
    (tmp_path / "closed").chmod(0)
    (failure,) = collect_inputs([tmp_path], READABLE).failures
    assert "closed" in failure.place
