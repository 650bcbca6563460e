"""`hedgerow tag` and `hedgerow rules`."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import ACCORD, write

Hedgerow = Callable[..., Result]


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_text_on_standard_input_becomes_json_lines(hedgerow: Hedgerow, arguments: tuple[str, ...]) -> None:
    text = "The Parties shall, where possible, meet in Łódź within 24 hours.\r\n"
    result = hedgerow("tag", *arguments, text=text.encode("utf-8"))
    assert result.exit_code == 0
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (row["kind"], row["force"]) == ("commitment", "obligation")
    assert text.replace("\r\n", "\n")[row["start"] : row["end"]] == row["quote"]
    assert [hedge["text"] for hedge in row["hedges"]] == ["where possible"]


def test_a_file_gives_the_rows_that_a_run_gives(hedgerow: Hedgerow, tmp_path: Path) -> None:
    path = write(tmp_path / "accord.txt", ACCORD)
    lines = hedgerow("tag", path).stdout
    hedgerow("run", path, "-o", tmp_path / "out", "--formats", "jsonl")
    assert lines == (tmp_path / "out" / "statements.jsonl").read_text(encoding="utf-8")


def test_the_table_is_for_reading(hedgerow: Hedgerow) -> None:
    result = hedgerow("tag", "--format", "table", text="The Parties will meet as appropriate.")
    assert "pledge" in result.stdout and "discretion: as appropriate" in result.stdout


@pytest.mark.parametrize(("text", "reason"), [(b"", "empty"), (b"\xff\xfe\xff shall", "not UTF-8")])
def test_text_that_cannot_be_tagged_is_one_line(hedgerow: Hedgerow, text: bytes, reason: str) -> None:
    result = hedgerow("tag", text=text)
    assert result.exit_code == 2 and result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert reason in line


def test_the_rules_can_be_listed_by_type(hedgerow: Hedgerow) -> None:
    lines = hedgerow("rules", "list", "--label", "hedge", "--type", "funding").stdout.splitlines()
    assert len(lines) > 2 and all(line.startswith("hedge.funding") for line in lines[1:-1] if not line.startswith(" "))
    assert lines[-1] == f"{sum(line.startswith('hedge.') for line in lines)} rules."


def test_an_unknown_label_names_the_known_ones(hedgerow: Hedgerow) -> None:
    result = hedgerow("rules", "list", "--label", "nothing")
    assert result.exit_code == 2 and "HEDGE funding" in result.stderr


def test_the_rules_hold_on_their_own_examples(hedgerow: Hedgerow) -> None:
    result = hedgerow("rules", "check")
    assert result.exit_code == 0, result.output
    assert result.output.endswith("all hold.\n")


@pytest.fixture
def own_rules(tmp_path: Path) -> Path:
    from pipeline.rule_loading import RULES_FOLDER

    return Path(shutil.copytree(RULES_FOLDER, tmp_path / "rules"))


def test_a_failing_example_is_shown_with_its_place_and_both_readings(hedgerow: Hedgerow, own_rules: Path) -> None:
    hedges = own_rules / "hedges.yaml"
    text = hedges.read_text(encoding="utf-8")
    example = next(line for line in text.splitlines() if line.strip().startswith('- "') and "[" in line)
    wrong = example.replace("[", "").replace("]", "").replace('- "', '- "[').replace(" ", "] ", example.index("-") + 2)
    hedges.write_text(text.replace(example, wrong, 1), encoding="utf-8")
    result = hedgerow("rules", "check", own_rules)
    assert result.exit_code in {1, 2} and "hedges.yaml:" in result.output


def test_rules_that_cannot_be_loaded_are_one_line_with_their_place(hedgerow: Hedgerow, own_rules: Path) -> None:
    (own_rules / "hedges.yaml").write_text("- id: hedge.broken\n  labell: HEDGE\n", encoding="utf-8")
    result = hedgerow("rules", "check", own_rules)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "hedges.yaml:1" in line and "hedge.broken" in line
