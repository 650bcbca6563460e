from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from pipeline.annotation.evaluation import evaluate
from pipeline.annotation.floors import breaches, raised, read_floors, write_floors
from pipeline.annotation.store import gold_hash, read_gold
from pipeline.annotation.texts import rows_of_texts
from pipeline.errors import AnnotationError
from tests.annotation.hand_made import gold_rows

PROJECT = Path(__file__).parents[2]
FLOORS = PROJECT / "annotations" / "floors.yaml"

CONTENT = """# A comment that stays.
gold: gold
sha256: abc
floors:
  commitment.f1: 0.9  # why
  hedges.f1: 0.5
lowered: []
"""


def write(tmp_path: Path, content: str = CONTENT) -> Path:
    path = tmp_path / "floors.yaml"
    path.write_text(content, encoding="utf-8")
    return path


def test_floors_that_hold_are_silent(tmp_path: Path) -> None:
    floors = read_floors(write(tmp_path))
    assert floors.gold == tmp_path / "gold"
    assert breaches(floors, {"commitment.f1": 0.9, "hedges.f1": 0.6}, "abc") == []


def test_a_fall_an_unknown_measure_and_another_gold_are_told(tmp_path: Path) -> None:
    lines = breaches(read_floors(write(tmp_path)), {"commitment.f1": 0.8999}, "def")
    assert "the gold has changed" in lines[0]
    assert lines[1:] == ["commitment.f1: 0.8999 is below its floor 0.9", "hedges.f1: no such measure"]


def test_raising_lifts_floors_and_never_lowers_one(tmp_path: Path) -> None:
    path = write(tmp_path)
    write_floors(raised(read_floors(path), {"commitment.f1": 0.4, "hedges.f1": 0.7777}, "def"))
    again = read_floors(path)
    assert again.floors == {"commitment.f1": 0.9, "hedges.f1": 0.77}
    assert again.sha256 == "def"
    assert path.read_text(encoding="utf-8").startswith("# A comment that stays.")


@pytest.mark.parametrize(
    "content",
    [
        "floors: {}\n",
        CONTENT.replace("0.5", "1.5"),
        CONTENT.replace("0.5", "high"),
        CONTENT.replace("[]", "[{measure: hedges.f1, from: 0.6, to: 0.5, date: 2026-01-01, reason: ''}]"),
        "a: [",
    ],
)
def test_a_misshapen_file_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(AnnotationError, match=r"floors\.yaml"):
        read_floors(write(tmp_path, content))


def test_the_projects_floors_name_known_measures_and_the_gold_as_it_is() -> None:
    floors = read_floors(FLOORS)
    known = evaluate({"ships": gold_rows()}, []).flat()
    assert floors.floors
    assert set(floors.floors) <= set(known)
    assert re.fullmatch("[0-9a-f]{64}", floors.sha256)
    assert floors.sha256 == gold_hash(floors.gold)


def test_the_tagging_of_the_specimens_holds_every_floor() -> None:
    """The gate: what the rules find in corpus/ today, against its gold."""
    floors = read_floors(FLOORS)
    gold = read_gold(floors.gold)
    evaluation = evaluate(gold, rows_of_texts((PROJECT / "corpus",), gold))
    assert breaches(floors, evaluation.flat(), gold_hash(floors.gold)) == []
    for measure in ("commitment.f1", "hedges.funding.f1", "amounts.f1", "disclaimer.f1", "conditions.exact_f1"):
        assert floors.floors[measure] >= 0.8


def test_no_floor_was_ever_lowered_without_a_reason() -> None:
    """Each version of the file in the history against the one before it."""
    if not shutil.which("git") or not (PROJECT / ".git").exists():
        pytest.skip("no git history here")
    git = ["git", "-C", str(PROJECT)]
    path = FLOORS.relative_to(PROJECT).as_posix()
    log = subprocess.run([*git, "log", "--format=%H", "--reverse", "--", path], capture_output=True, encoding="utf-8")
    before: dict[str, float] = {}
    shown = [
        subprocess.run([*git, "show", f"{commit}:{path}"], capture_output=True, encoding="utf-8").stdout
        for commit in log.stdout.split()
    ]
    for content in [*filter(None, shown), FLOORS.read_text(encoding="utf-8")]:
        now = yaml.safe_load(content)
        admitted = {(entry["measure"], entry["from"], entry["to"]) for entry in now["lowered"]}
        for measure, least in before.items():
            after = now["floors"].get(measure, 0.0)
            assert after >= least or (measure, least, after) in admitted, f"{measure} fell from {least} to {after}"
        before = now["floors"]
