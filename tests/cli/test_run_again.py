"""`hedgerow run` once more on the same folder: what it does again, what it leaves, and what it tells."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from pipeline.rule_loading import RULES_FOLDER
from tests.cli.conftest import ACCORD, write

Hedgerow = Callable[..., Result]


def stamps(folder: Path) -> dict[str, int]:
    """When each file of a run was written, but for its account and what is hidden."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".") and path.name != "run.json"
    }


def test_an_unchanged_run_leaves_every_file_alone(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    arguments = ("run", sources, "-o", tmp_path / "out", "--formats", "csv,html")
    hedgerow(*arguments)
    before = stamps(tmp_path / "out")
    assert "2 unchanged since the last run" in hedgerow(*arguments).stdout
    assert stamps(tmp_path / "out") == before
    assert json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["status"] == "complete"


def test_an_unchanged_run_loads_nothing_that_reads_or_compares(
    hedgerow: Hedgerow, sources: Path, tmp_path: Path
) -> None:
    arguments = ["run", str(sources), "-o", str(tmp_path / "out"), "--quiet"]
    hedgerow(*arguments)
    code = f"import sys; from pipeline.cli import cli; cli({arguments!r}, standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = set(done.stdout.split())
    assert "pipeline.batch.run" in loaded
    assert not loaded & {"spacy", "pandas", "numpy", "lxml", "pyarrow", "pipeline.comparison", "pipeline.tagging"}


def test_rules_are_checked_whenever_they_are_not_those_of_the_last_run(
    hedgerow: Hedgerow, sources: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(RULES_FOLDER, rules)
    arguments = ("run", sources, "-o", tmp_path / "out", "--formats", "csv", "--rules", rules)
    assert hedgerow(*arguments).exit_code == 0
    assert hedgerow(*arguments).exit_code == 0
    before = stamps(tmp_path / "out")
    write(rules / "hedges.yaml", (rules / "hedges.yaml").read_text(encoding="utf-8").replace("LOWER:", "LOWRE:", 1))
    again = hedgerow(*arguments)
    assert again.exit_code == 2 and "hedges.yaml:" in again.stderr and stamps(tmp_path / "out") == before
    nothing = hedgerow("run", tmp_path / "missing.txt", "-o", tmp_path / "new", "--rules", rules)
    assert nothing.exit_code == 2 and "hedges.yaml:" in nothing.stderr and not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["statements.csv", "statements.jsonl", "texts/accord.txt"])
@pytest.mark.parametrize("how", ["gone", "changed"])
def test_a_file_that_somebody_changed_is_made_again(
    hedgerow: Hedgerow, sources: Path, tmp_path: Path, name: str, how: str
) -> None:
    arguments = ("run", sources, "-o", tmp_path / "out", "--formats", "csv")
    hedgerow(*arguments)
    path = tmp_path / "out" / name
    whole = path.read_bytes()
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(whole + b"?")
    hedgerow(*arguments)
    assert path.read_bytes() == whole


def test_only_texts_that_changed_are_written_again(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    arguments = ("run", sources, "-o", tmp_path / "out", "--formats", "csv")
    hedgerow(*arguments)
    before = stamps(tmp_path / "out")
    write(sources / "accord.txt", ACCORD + "\n2. The Parties shall meet annually.\n")
    hedgerow(*arguments)
    after = stamps(tmp_path / "out")
    assert [name for name in before if before[name] == after[name]] == ["texts/note.txt"]


def test_a_change_that_keeps_size_and_time_is_seen(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    path = sources / "accord.txt"
    os.utime(path, ns=(10**18, 10**18))
    arguments = ("run", sources, "-o", tmp_path / "out", "--formats", "csv")
    hedgerow(*arguments)
    write(path, ACCORD.replace("90 days", "60 days"))
    os.utime(path, ns=(10**18, 10**18))
    assert "1 unchanged since the last run" in hedgerow(*arguments).stdout


def test_a_failure_is_remembered_until_something_changes_or_it_is_asked_for(
    hedgerow: Hedgerow, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = write(tmp_path / "bad.pdf", "no PDF")
    arguments = ("run", sources, bad, "-o", tmp_path / "out", "--formats", "csv")
    first = hedgerow(*arguments)
    assert first.exit_code == 1 and "bad.pdf" in first.stderr and "--retry-failed" not in first.stderr
    before = stamps(tmp_path / "out")
    opened: list[Path] = []

    import pipeline.ingestion

    def read_agreement(path: Path, **more: object) -> object:
        opened.append(path)
        return real(path, **more)

    real = pipeline.ingestion.read_agreement
    monkeypatch.setattr(pipeline.ingestion, "read_agreement", read_agreement)

    again = hedgerow(*arguments)
    assert again.exit_code == 1 and not opened and stamps(tmp_path / "out") == before
    assert "bad.pdf" in again.stderr and "--retry-failed" in again.stderr

    assert hedgerow(*arguments, "--retry-failed").exit_code == 1 and opened == [bad]
    write(bad, "still no PDF")
    assert hedgerow(*arguments).exit_code == 1 and opened == [bad, bad]


def test_where_everything_fails_nothing_is_left(hedgerow: Hedgerow, tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.pdf", "no PDF")
    assert hedgerow("run", bad, "-o", tmp_path / "out").exit_code == 1
    assert not (tmp_path / "out").exists()


def test_the_folder_of_a_broken_off_run_is_no_input(hedgerow: Hedgerow, sources: Path) -> None:
    write(sources / "out" / "texts" / "old.txt", ACCORD)
    (sources / "out" / ".finished").mkdir()
    run = json.loads(hedgerow("run", sources, "-o", sources / "out", "--formats", "csv", "--json").stdout)
    assert [agreement["document_id"] for agreement in run["agreements"]] == ["accord", "note"]


def test_a_second_run_at_the_same_time_is_refused_in_one_line(sources: Path, tmp_path: Path) -> None:
    from pipeline.batch.folder import RunFolder

    with RunFolder(tmp_path / "out"):
        command = [sys.executable, "-m", "pipeline", "run", str(sources), "-o", str(tmp_path / "out")]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2 and done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "another run is writing here" in line and "-o" in line


def test_what_is_left_out_of_the_tables_of_a_large_run_is_said(
    hedgerow: Hedgerow, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.comparison.alignment.alignment.MOST_STATEMENTS", 2)
    result = hedgerow("run", sources, "-o", tmp_path / "out", "--formats", "csv")
    assert result.exit_code == 0 and "shared provisions are left out" in result.stdout
    again = hedgerow("run", sources, "-o", tmp_path / "out", "--formats", "csv")
    assert "2 unchanged" in again.stdout and "shared provisions are left out" in again.stdout


def test_json_lines_alone_are_not_read_again(
    hedgerow: Hedgerow, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.comparison.open_run", None)
    assert hedgerow("run", sources, "-o", tmp_path / "out", "--formats", "jsonl").exit_code == 0
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert run["files"] == ["documents.jsonl", "statements.jsonl", "unclaimed.jsonl"]


# --- limits and logs -----------------------------------------------------------------------------------


def test_a_file_that_takes_too_long_is_a_failure_and_the_others_go_on(
    hedgerow: Hedgerow, sources: Path, tmp_path: Path
) -> None:
    write(tmp_path / "endless.txt", ACCORD * 6_000)
    arguments = ("run", sources, tmp_path / "endless.txt", "-o", tmp_path / "out", "--formats", "csv")
    result = hedgerow(*arguments, "--time-limit", "4", "--workers", "1")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "endless.txt" in line and "longer than 4 seconds" in line and "--time-limit" in line
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert [agreement["document_id"] for agreement in run["agreements"]] == ["accord", "note"]


def test_the_log_tells_everything_in_lines_of_json(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    write(sources / "bad.pdf", "no PDF")
    arguments = ("run", sources, "-o", tmp_path / "out", "--formats", "csv", "--log", "json")
    events = [json.loads(line) for line in hedgerow(*arguments).stderr.splitlines()]
    assert events[0]["event"] == "begun"
    assert sorted(event["event"] for event in events[1:4]) == ["failed", "read", "read"]
    assert [event["event"] for event in events[4:]] == ["exporting", "ended"]
    assert events[-1]["status"] == "complete" and events[-1]["counts"]["failures"] == 1
    assert all(event["time"].endswith("Z") for event in events)
    (failed,) = [event for event in events if event["event"] == "failed"]
    assert failed["document_id"] == "bad" and failed["reason"] and failed["file"].endswith("bad.pdf")
    again = [json.loads(line)["event"] for line in hedgerow(*arguments).stderr.splitlines()]
    assert again.count("unchanged") == 2 and "read" not in again


def test_the_log_file_grows_and_leaves_the_terminal_as_it_is(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    arguments = ("run", sources, "-o", tmp_path / "out", "--formats", "csv", "--log-file", tmp_path / "run.log")
    assert "2 agreements" in hedgerow(*arguments).stdout
    first = (tmp_path / "run.log").read_text(encoding="utf-8").splitlines()
    hedgerow(*arguments)
    lines = (tmp_path / "run.log").read_text(encoding="utf-8").splitlines()
    assert lines[: len(first)] == first and len(lines) > len(first)
    assert all(json.loads(line)["event"] for line in lines)


def test_a_log_that_cannot_be_written_is_refused(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    log = tmp_path / "missing" / "run.log"
    result = hedgerow("run", sources, "-o", tmp_path / "out", "--log-file", log)
    assert result.exit_code == 2 and "cannot be written" in result.stderr
    assert not (tmp_path / "out").exists()
