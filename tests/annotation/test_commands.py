from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from tests.annotation.hand_made import TEXT, as_found, gold_rows, write_gold, write_run


def hedgerow(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_gold(tmp_path)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path, [as_found(row, "deontic.x") for row in gold_rows()[1:]])


def test_the_table_gives_figures_and_the_words_of_the_errors(gold: Path, run: Path) -> None:
    result = hedgerow("evaluate", "--gold", gold, "--run", run, "--errors", "2")
    assert result.exit_code == 0, result.output
    (line,) = (line for line in result.stdout.splitlines() if line.strip().startswith("commitments"))
    assert line.split()[1:] == ["1.0000", "0.5000", "0.6667", "2", "1"]
    assert "missed: commitment: 1" in result.stdout
    assert "“each Party shall lend ships, subject to available funds”" in result.stdout


def test_json_holds_every_figure(gold: Path, run: Path) -> None:
    result = hedgerow("evaluate", "--gold", gold, "--run", run, "--format", "json")
    content = json.loads(result.stdout)
    assert content["figures"]["commitment"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "gold": 2, "found": 1}
    assert content["rules"][0] == {
        "rule_id": "deontic.x", "label": "commitment", "right": 1,
        "precision": 1.0, "recall": 0.5, "f1": 0.6667, "gold": 2, "found": 1, "exact_f1": 0.6667,
    }  # fmt: skip
    assert len(content["gold_sha256"]) == 64


def test_the_table_tells_each_rule_on_demand(gold: Path, run: Path) -> None:
    plain = hedgerow("evaluate", "--gold", gold, "--run", run).stdout
    told = hedgerow("evaluate", "--gold", gold, "--run", run, "--by-rule").stdout
    assert "deontic.x" not in plain
    (line,) = (line for line in told.splitlines() if "deontic.x  (commitment)" in line)
    assert line.split()[2:] == ["1.0000", "0.5000", "0.6667", "0.6667", "2", "1"]


class Links(HTMLParser):
    """Tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.outside += [name for name, _ in attrs if name in ("src", "href") or name.startswith("on")]


def test_the_page_is_self_contained_and_quotes_nothing_as_markup(gold: Path, tmp_path: Path) -> None:
    rows = [as_found(row, citation="<script>alert(1)</script>") for row in gold_rows()]
    rows[0]["hedges"] = []
    page = tmp_path / "page.html"
    result = hedgerow("evaluate", "--gold", gold, "--run", write_run(tmp_path, rows), "--format", "html", "-o", page)
    assert result.exit_code == 0, result.output
    content = page.read_text(encoding="utf-8")
    links = Links()
    links.feed(content)
    assert "script" not in links.tags
    assert links.outside == []
    assert "missed: hedges funding (1)" in content
    assert "subject to available funds" in content


def test_texts_are_tagged_where_no_run_is_named(gold: Path, tmp_path: Path) -> None:
    (tmp_path / "ships.txt").write_text(TEXT, encoding="utf-8")
    result = hedgerow("evaluate", "--gold", gold, tmp_path, "--format", "json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["figures"]["commitment"]["recall"] > 0


def test_floors_decide_the_exit_status(gold: Path, run: Path) -> None:
    floors = gold.parent / "floors.yaml"
    floors.write_text("gold: gold\nsha256: ''\nfloors:\n  commitment.f1: 0.5\nlowered: []\n", encoding="utf-8")
    other_gold = hedgerow("evaluate", "--run", run, "--floors", floors)
    assert other_gold.exit_code == 1
    assert "the gold has changed" in other_gold.stderr
    assert hedgerow("evaluate", "--run", run, "--floors", floors, "--raise-floors").exit_code == 0
    assert "commitment.f1: 0.66" in floors.read_text(encoding="utf-8")
    assert hedgerow("evaluate", "--run", run, "--floors", floors).exit_code == 0
    floors.write_text(floors.read_text(encoding="utf-8").replace("0.66", "0.9"), encoding="utf-8")
    fallen = hedgerow("evaluate", "--run", run, "--floors", floors)
    assert fallen.exit_code == 1
    assert "commitment.f1: 0.6667 is below its floor 0.9" in fallen.stderr
    assert hedgerow("evaluate", "--run", run, "--floors", floors, "--raise-floors").exit_code == 1


def test_a_run_on_another_text_is_refused_in_one_line(gold: Path, tmp_path: Path) -> None:
    run = write_run(tmp_path, [as_found(row) for row in gold_rows()], "A preface. " + TEXT)
    result = hedgerow("evaluate", "--gold", gold, "--run", run)
    assert result.exit_code == 2
    assert "ships: annotation 1" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("evaluate", "--gold", "nowhere"), "nowhere: no such file or folder"),
        (("evaluate", "--run", "nowhere", "--gold", "{gold}"), "no statements.jsonl"),
        (("evaluate", "--gold", "{gold}", "{gold}"), "ships: no text of that name"),
        (("evaluate", "--raise-floors"), "--raise-floors needs --floors"),
        (("annotations", "import", "--format", "gold", "nowhere.jsonl"), "nowhere.jsonl: cannot be read"),
    ],
)
def test_what_a_user_can_mend_is_said(gold: Path, arguments: tuple[str, ...], said: str) -> None:
    result = hedgerow(*(argument.format(gold=gold) for argument in arguments))
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_import_and_check_by_command(tmp_path: Path) -> None:
    (tmp_path / "txt").mkdir()
    (tmp_path / "txt" / "ships.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    row = gold_rows()[2]
    line = {"doc": "ships", "kind": "permission", "force": None, "polarity": None, "clause": [row["start"], row["end"]]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line), encoding="utf-8")
    out = tmp_path / "out"
    imported = hedgerow("annotations", "import", "--format", "gold", tmp_path / "gold.jsonl", "-o", out)
    assert imported.exit_code == 0, imported.output
    assert "1 annotations of 1 documents" in imported.stdout
    assert hedgerow("annotations", "check", out, tmp_path / "txt").exit_code == 0
    (tmp_path / "txt" / "ships.txt").write_text(TEXT.replace("withdraw", "retrieve"), encoding="utf-8", newline="\n")
    checked = hedgerow("annotations", "check", out, tmp_path / "txt")
    assert checked.exit_code == 2
    assert "retrieve" in checked.stderr


def test_show_prints_each_statement_with_its_spans(gold: Path) -> None:
    lines = [line.strip() for line in hedgerow("annotations", "show", gold).stdout.splitlines()]
    assert lines[0] == "ships: 3 annotations"
    at = lines.index("each Party shall lend ships, subject to available funds")
    assert lines[at - 1].endswith("commitment obligation positive")
    assert "hedges funding: subject to available funds" in lines[at:]
