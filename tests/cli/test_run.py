"""`hedgerow run`: its files, its lines on the terminal, its exit status."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from rich.cells import cell_len

from tests.batch.killed_runs import contents
from tests.cli.conftest import ACCORD, NOTE, write
from tests.ingestion.printed import SENTENCE, wrapped_pdf

FILES = 12
Hedgerow = Callable[..., Result]


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_run_leaves_rows_texts_and_an_account_of_itself(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = hedgerow("run", sources, "-o", out, "--formats", "csv")
    assert result.exit_code == 0, result.output

    assert [row["document_id"] for row in rows(out / "documents.jsonl")] == ["accord", "note"]
    statements = rows(out / "statements.jsonl")
    assert {row["document_id"] for row in statements} == {"accord", "note"}
    for row in statements:
        text = (out / "texts" / f"{row['document_id']}.txt").read_bytes().decode("utf-8")
        assert text[row["start"] : row["end"]] == row["quote"]

    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert run["status"] == "complete" and run["failures"] == [] and run["unfinished"] == []
    assert [Path(name).name for name in run["skipped"]] == ["LICENSE"]
    assert run["counts"]["statements"] == len(statements) == sum(row["statements"] for row in run["agreements"])
    assert (
        run["versions"]["hedgerow"] and run["versions"]["spacy"] and re.fullmatch("[0-9a-f]{64}", run["rules"]["hash"])
    )
    assert {"document_id", "file", "bytes", "sha256"} == set(run["inputs"][0])
    assert all((out / name).is_file() for name in run["files"])


def test_outputs_do_not_depend_on_workers_order_or_pieces(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    files = [sources / "accord.txt", sources / "deeper" / "note.md"]
    for number in range(4):
        files.append(write(sources / f"more-{number}.txt", ACCORD.replace("90 days", f"{number + 2} days")))
    runs = {
        "serial": [("--workers", "1", *files)],
        "parallel": [("--workers", "2", *files[::-1])],
        "pieces": [("--workers", "1", *files[:3]), ("--workers", "1", *files)],
    }
    for name, calls in runs.items():
        for arguments in calls:
            assert hedgerow("run", *arguments, "-o", tmp_path / name, "--formats", "csv").exit_code == 0
    assert contents(tmp_path / "serial") == contents(tmp_path / "parallel") == contents(tmp_path / "pieces")


def test_only_what_changed_is_read_again(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    arguments = ("run", sources, "-o", tmp_path / "out", "--formats", "csv")
    hedgerow(*arguments)
    assert "2 unchanged since the last run" in hedgerow(*arguments).output
    write(sources / "accord.txt", ACCORD.replace("within 90 days", "within 61 days"))
    assert "1 unchanged since the last run" in hedgerow(*arguments).output
    assert "within 61 days" in (tmp_path / "out" / "statements.jsonl").read_text(encoding="utf-8")


def test_tables_of_an_earlier_run_that_are_not_made_again_go(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    hedgerow("run", sources, "-o", out, "--formats", "csv")
    assert (out / "statements.csv").is_file()
    (out / "my notes.txt").write_text("kept", encoding="utf-8")
    hedgerow("run", sources / "accord.txt", "-o", out, "--formats", "jsonl")
    assert not (out / "statements.csv").exists() and not (out / "texts" / "note.txt").exists()
    assert (out / "my notes.txt").is_file()


# --- bad input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("blank.txt", b" \n\n\t\n"),
        ("binary.txt", b"\x00\x01\x02\xff\xfe\x00" * 200),
        ("archive.zip", b"PK\x03\x04rest"),
        ("no-suffix", b"The Parties shall meet."),
        ("damaged.pdf", b"%PDF-1.4 and nothing more"),
        ("damaged.docx", b"not a docx"),
    ],
)
def test_a_bad_file_is_one_line_and_the_others_go_on(
    hedgerow: Hedgerow, sources: Path, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = hedgerow(
        "run", tmp_path / name, sources / "accord.txt", "-o", tmp_path / "out", "--formats", "csv", "--quiet"
    )
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert name in line and ";" in line and result.stdout == ""
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    (failure,) = run["failures"]
    assert failure["reason"] and failure["remedy"]
    assert [row["document_id"] for row in run["agreements"]] == ["accord"]


def test_where_nothing_could_be_read_the_earlier_run_stays(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    hedgerow("run", sources, "-o", tmp_path / "out", "--formats", "csv")
    before = contents(tmp_path / "out")
    result = hedgerow("run", tmp_path / "mistyped.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1 and "mistyped.txt" in result.stderr and "nothing was written" in result.stderr
    assert contents(tmp_path / "out") == before


def test_fail_fast_stops_at_the_first_failure(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    result = hedgerow("run", sources, tmp_path / "missing.txt", "-o", tmp_path / "out", "--fail-fast")
    assert result.exit_code == 1
    assert not (tmp_path / "out" / "statements.jsonl").exists()


@pytest.mark.parametrize(
    "arguments",
    [("--formats", "csv,word"), ("--workers", "0"), ("--colour",), ("--rules", "no-such-folder"), ("--workers", "two")],
)
def test_a_wrong_option_ends_with_usage_and_status_2(
    hedgerow: Hedgerow, sources: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    result = hedgerow("run", sources, "-o", tmp_path / "out", *arguments)
    assert result.exit_code == 2 and result.stderr.startswith("Usage: ")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_run_is_refused_in_one_line(hedgerow: Hedgerow, sources: Path) -> None:
    result = hedgerow("run", sources / "accord.txt", "-o", sources)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "not a hedgerow run" in line and "-o" in line


def test_without_inputs_the_folder_corpus_is_read(
    hedgerow: Hedgerow, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert hedgerow("run").exit_code == 2
    sources.rename(tmp_path / "corpus")
    assert hedgerow("run", "--formats", "csv").exit_code == 0
    assert (tmp_path / "outputs" / "corpus" / "statements.csv").is_file()


# --- terminal ----------------------------------------------------------------------------------------


def test_the_closing_table_counts_and_says_where_the_files_are(
    hedgerow: Hedgerow, sources: Path, tmp_path: Path
) -> None:
    result = hedgerow("run", sources, "-o", tmp_path / "out", "--formats", "csv")
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    lines = result.stdout.splitlines()
    total = next(line for line in lines if line.startswith("2 agreements "))
    figures = [run["counts"][name] for name in ("obligation", "pledge", "intention", "recommendation")]
    assert total.split()[2:6] == [str(figure or "·") for figure in figures]
    assert any(str(tmp_path / "out") in line for line in lines)
    assert "1 other file in the folders skipped." in lines
    assert re.fullmatch(r"2 agreements in \d+\.\d seconds\.", lines[-1])


def test_quiet_prints_nothing_and_json_prints_the_run(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    assert hedgerow("run", sources, "-o", tmp_path / "out", "--formats", "csv", "--quiet").output == ""
    printed = hedgerow("run", sources, "-o", tmp_path / "out", "--formats", "csv", "--json").stdout
    assert json.loads(printed) == json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_strange_names_do_not_break_the_table(hedgerow: Hedgerow, tmp_path: Path) -> None:
    names = ["pact 👩‍👩‍👧 🇪🇺", "two\nlines", "reversed\u202etxt.egrup", "[red]markup[red] :boom:", "x" * 150]
    for name in names:
        write(tmp_path / "in" / f"{name}.txt", NOTE)
    result = hedgerow("run", tmp_path / "in", "-o", tmp_path / "out", "--formats", "csv")
    assert result.exit_code == 0
    table = result.stdout.splitlines()[2 : 2 + len(names)]
    assert len({tuple(line.split()[-7:]) for line in table}) == 1, "the same figures in each row"
    assert len({cell_len(line) for line in table}) == 1, "rows of one width"
    assert not any(unicodedata.category(character) == "Cc" or character == "\u202e" for character in "".join(table))
    assert any("[red]markup[red] :boom:" in line for line in table)


def test_narrow_terminals_get_lines_in_place_of_the_table(sources: Path, tmp_path: Path) -> None:
    from io import StringIO

    from rich.console import Console

    from pipeline.cli.terminal import show_agreements

    row = dict.fromkeys(("obligation", "pledge", "intention", "recommendation", "permission", "disclaimer", "term"), 1)
    row = {**row, "document_id": "accord", "commitments": 4, "hedged": 1, "warnings": 0}
    for width in (20, 60, 80, 200):
        out = StringIO()
        show_agreements([row], {}, Console(file=out, width=width))
        assert "accord" in out.getvalue() and "25 %" in out.getvalue()
        assert width < 76 or max(map(len, out.getvalue().splitlines())) <= width


# --- interruption ------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_keeps_what_is_finished_and_the_same_command_goes_on(
    hedgerow: Hedgerow, tmp_path: Path, workers: str
) -> None:
    for number in range(FILES):
        body = "\n".join(f"{n}. The Parties shall, where possible, meet within {n} days." for n in range(1, 50))
        write(tmp_path / "in" / f"accord-{number:02}.txt", f"Accord {number}\n\nArticle 1\n\n{body}\n")
    arguments = ["run", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--formats", "csv", "--workers", workers]
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments], stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    while len(list((tmp_path / "out" / ".finished" / "parts").glob("*.gz"))) < 2:
        assert process.poll() is None, "finished before it could be interrupted"
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=30)

    assert process.returncode == 130
    assert re.fullmatch(
        rf"hedgerow: interrupted, \d+ of {FILES} agreements finished and kept in .*; the same .*\n", stderr
    )
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert run["status"] == "interrupted" and 2 <= len(run["agreements"]) == FILES - len(run["unfinished"])
    assert len(rows(tmp_path / "out" / "documents.jsonl")) == len(run["agreements"])

    again = hedgerow(*arguments)
    assert again.exit_code == 0 and "unchanged since the last run" in again.stdout
    assert hedgerow(*arguments[:3], tmp_path / "whole", *arguments[4:]).exit_code == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_limits_are_stated_and_can_be_raised(hedgerow: Hedgerow, tmp_path: Path) -> None:
    long = wrapped_pdf(tmp_path / "long.pdf", [SENTENCE] * 60)
    large = write(tmp_path / "large.txt", f"{SENTENCE}\n\n" * 16_000)
    refused = hedgerow("run", long, large, "-o", tmp_path / "out", "--max-pages", "1", "--max-megabytes", "1")
    assert refused.exit_code == 1
    lines = [line for line in refused.stderr.splitlines() if "limit" in line]
    assert [word for line in lines for word in ("--max-megabytes", "--max-pages") if word in line] == [
        "--max-megabytes",
        "--max-pages",
    ]
    assert hedgerow("run", long, "-o", tmp_path / "out", "--max-pages", "2", "--formats", "jsonl").exit_code == 0


def test_a_language_is_a_code(hedgerow: Hedgerow, sources: Path, tmp_path: Path) -> None:
    result = hedgerow("run", sources, "-o", tmp_path / "out", "--language", "English")
    assert result.exit_code == 2 and "two letters" in result.stderr
