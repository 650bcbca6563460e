"""The reviewers' files: nothing lost, nothing overwritten, everything read again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.review.decisions import judgements, standing
from pipeline.review.store import ReviewStore, file_name
from tests.comparison.specimens import specimen_rows
from tests.review.decided import add, decide, undo

ROWS = specimen_rows()
DOCUMENT = "norvala-estmark-2021"


def test_what_is_appended_is_read_again_by_anyone(tmp_path: Path) -> None:
    store = ReviewStore(tmp_path / "reviews")
    given = [
        decide(ROWS, "endeavour", "accept"),
        decide(
            ROWS, "intends to train", "correct", changes={"force": "pledge"}, note="“intends” is firm here\nsee Art. 3"
        ),
        add(ROWS, DOCUMENT, "This Agreement shall mean what it says", reviewer="Bén / ..\\Ω"),
    ]
    for decision in given:
        assert store.append(decision, after=None)
    assert sorted(ReviewStore(tmp_path / "reviews").decisions(), key=lambda d: d.time) == given
    assert len(list((tmp_path / "reviews").glob("*.jsonl"))) == 2


def test_each_line_holds_all_that_the_decision_rests_on(tmp_path: Path) -> None:
    store = ReviewStore(tmp_path)
    store.append(decide(ROWS, "endeavour", "accept", note="yes"), after=None)
    row = json.loads((tmp_path / "ana.jsonl").read_text(encoding="utf-8"))
    assert (
        row["decision"] == "accept" and row["note"] == "yes" and row["reviewer"] == "ana" and row["rules"] == "rules-1"
    )
    anchor, text = row["anchor"], ROWS.texts[row["document_id"]]
    assert text[anchor["start"] : anchor["end"]] == anchor["quote"] == row["proposed"]["quote"]
    assert text[: anchor["start"]].endswith(anchor["before"]) and text[anchor["end"] :].startswith(anchor["after"])


def test_a_second_window_does_not_overwrite(tmp_path: Path) -> None:
    one, other = ReviewStore(tmp_path), ReviewStore(tmp_path)
    first = decide(ROWS, "endeavour", "accept")
    assert one.append(first, after=None)
    assert not other.append(decide(ROWS, "endeavour", "reject"), after=None)
    assert other.append(decide(ROWS, "endeavour", "reject"), after=first.id)
    assert [decision.decision for decision in one.decisions()] == ["accept", "reject"]


def test_undoing_goes_back_one_by_one_and_never_removes_a_line(tmp_path: Path) -> None:
    store = ReviewStore(tmp_path)
    first, second = decide(ROWS, "endeavour", "accept"), decide(ROWS, "endeavour", "reject")
    store.append(first, after=None)
    store.append(second, after=first.id)
    store.append(undo(second), after=second.id)
    assert standing(store.decisions()) == [first]
    store.append(undo(first), after=first.id)
    assert standing(store.decisions()) == []
    assert len((tmp_path / "ana.jsonl").read_text(encoding="utf-8").splitlines()) == 4


def test_a_line_cut_short_by_a_crash_is_reported_and_takes_no_other_with_it(tmp_path: Path) -> None:
    first, second = decide(ROWS, "endeavour", "accept"), decide(ROWS, "intends to train", "reject")
    ReviewStore(tmp_path).append(first, after=None)
    file = tmp_path / "ana.jsonl"
    file.write_bytes(file.read_bytes() + file.read_bytes()[:200])
    store = ReviewStore(tmp_path)
    assert store.decisions() == [first]
    store.append(second, after=None)
    assert ReviewStore(tmp_path).decisions() == [first, second]
    (warning,) = ReviewStore(tmp_path).warnings()
    assert "ana.jsonl:2" in warning and "cut short" in warning


def test_a_killed_writer_loses_nothing_that_it_said_was_written(tmp_path: Path) -> None:
    program = (
        "import os; from pathlib import Path; from pipeline.review.store import ReviewStore; "
        "from tests.comparison.specimens import specimen_rows; from tests.review.decided import decide; "
        "store = ReviewStore(Path('.')); rows = specimen_rows(); "
        "store.append(decide(rows, 'endeavour', 'accept'), after=None); os._exit(9)"
    )
    killed = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=_environment(), check=False)
    assert killed.returncode == 9
    assert [decision.decision for decision in ReviewStore(tmp_path).decisions()] == ["accept"]


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "", "CON", "a\0b", "Ana", "ana.jsonl", "Ω" * 300])
def test_a_reviewers_name_stays_a_plain_file_name(name: str, tmp_path: Path) -> None:
    file = file_name(name)
    assert (tmp_path / file).resolve().parent == tmp_path.resolve()
    assert file.endswith(".jsonl") and file.isascii() and len(file) < 90
    assert file not in ("ana.jsonl", "con.jsonl")


def test_decisions_judge_the_rules_that_proposed() -> None:
    accepted = decide(ROWS, "endeavour", "accept")
    corrected = decide(ROWS, "intends to train", "correct", changes={"force": "pledge"})
    settled = decide(ROWS, "intends to train", "reject", reviewer="cai", role="adjudicator")
    given = [
        accepted,
        corrected,
        decide(ROWS, "meet within", "skip"),
        add(ROWS, DOCUMENT, "This Agreement shall mean what it says"),
        settled,
    ]
    pairs = judgements(given)
    assert [(found["statement_id"], judged is None) for found, judged in pairs] == [
        (accepted.statement_id, False),
        (settled.statement_id, True),
    ]
