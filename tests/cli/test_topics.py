"""Topics on the command line: sorted by in a run, changed without reading anew, listed and checked."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import ACCORD, write

Hedgerow = Callable[..., Result]

RIVERS = """- taxonomy: rivers
  name: Rivers
- group: Water
- id: rivers.traffic
  name: Traffic
  description: Boats, and who may sail them.
  terms: [patrol boat, ferry]
  examples: ["Norland shall lend two [patrol boats].", "A [ferry] will cross each hour."]
  counter_examples: ["The river shall be kept clean."]
"""


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def rivers(tmp_path: Path) -> Path:
    return write(tmp_path / "rivers.yaml", RIVERS)


def test_a_run_sorts_its_statements_into_topics(hedgerow: Hedgerow, tmp_path: Path) -> None:
    path, out = write(tmp_path / "accord.txt", ACCORD), tmp_path / "out"
    assert hedgerow("run", path, "-o", out, "--formats", "csv").exit_code == 0
    boats = next(row for row in rows(out / "statements.jsonl") if "patrol boats" in str(row["quote"]))
    assert boats["topics"] == ["security.maritime"]
    assert [term["text"] for term in boats["topic_terms"]] == ["patrol boats"]  # type: ignore[attr-defined]
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert run["topics"]["given"] == ["security", "trade", "form", "headings"]
    assert "security.maritime" in {topic["id"] for topic in run["topics"]["listed"]}


def test_other_topics_need_no_reading_anew(hedgerow: Hedgerow, tmp_path: Path, rivers: Path) -> None:
    path, out = write(tmp_path / "accord.txt", ACCORD), tmp_path / "out"
    hedgerow("run", path, "-o", out, "--formats", "csv")
    result = hedgerow("run", path, "-o", out, "--formats", "csv", "--topics", rivers)
    assert "1 unchanged since the last run" in result.output
    topics = [row["topics"] for row in rows(out / "statements.jsonl")]
    assert ["rivers.traffic"] in topics and not any("security" in str(listed) for listed in topics)


def test_a_comparison_may_use_other_topics_than_the_run(hedgerow: Hedgerow, tmp_path: Path, rivers: Path) -> None:
    path, out = write(tmp_path / "accord.txt", ACCORD), tmp_path / "out"
    hedgerow("run", path, "-o", out, "--formats", "csv")
    before = (out / "statements.jsonl").read_bytes()
    assert hedgerow("compare", out, "--topics", rivers, "-o", tmp_path / "new", "--formats", "csv").exit_code == 0
    assert "Traffic" in (tmp_path / "new" / "statements.csv").read_text(encoding="utf-8-sig")
    assert (out / "statements.jsonl").read_bytes() == before


@pytest.mark.parametrize(("by", "who"), [("actor", "Norland"), ("agreement", "Accord on River Safety")])
def test_what_each_promises_on_each_topic_is_printed(hedgerow: Hedgerow, tmp_path: Path, by: str, who: str) -> None:
    path, out = write(tmp_path / "accord.txt", ACCORD), tmp_path / "out"
    hedgerow("run", path, "-o", out, "--formats", "csv")
    lines = hedgerow("compare", out, "--formats", "csv", "--by", by).output.splitlines()
    line = next(line for line in lines if "Maritime security" in line)
    assert who in line and "pledge" in line


def test_topics_are_listed(hedgerow: Hedgerow, rivers: Path) -> None:
    result = hedgerow("rules", "list", "--topics", rivers)
    assert "rivers.traffic" in result.output and result.output.endswith("1 topics.\n")


def test_topics_of_ones_own_are_checked_by_their_examples(hedgerow: Hedgerow, rivers: Path) -> None:
    assert (
        "1 topics, 2 examples and 1 counter-examples: all hold."
        in hedgerow("rules", "check", "--topics", rivers).output
    )
    write(rivers, RIVERS.replace("A [ferry]", "[A ferry]"))
    result = hedgerow("rules", "check", "--topics", rivers)
    assert result.exit_code == 1
    assert (
        "rivers.yaml:4" in result.output and "expected  A ferry" in result.output and "found     ferry" in result.output
    )


@pytest.mark.parametrize("command", [("run", "FILE"), ("rules", "check"), ("rules", "list")])
def test_unknown_topics_are_one_line(hedgerow: Hedgerow, tmp_path: Path, command: tuple[str, ...]) -> None:
    path = write(tmp_path / "accord.txt", ACCORD)
    arguments = [str(path) if word == "FILE" else word for word in command]
    result = hedgerow(*arguments, "--topics", "rivers")
    assert result.exit_code == 2
    assert 'topics "rivers"' in result.stderr and "security, trade, form, headings" in result.stderr
