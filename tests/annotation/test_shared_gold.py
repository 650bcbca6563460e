"""The shared gold imported, and our figures beside those of its own scorer."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.annotation.evaluation import evaluate
from pipeline.annotation.gold_import import import_gold
from pipeline.annotation.store import read_gold, write_annotations
from pipeline.errors import AnnotationError

SHARED = Path(__file__).parents[3] / "shared" / "gold"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/gold is not beside this checkout")


@needs_shared
def test_every_line_is_imported(tmp_path: Path) -> None:
    documents = import_gold(SHARED / "gold.jsonl", SHARED / "txt")
    for document_id, (text, rows) in documents.items():
        write_annotations(tmp_path / f"{document_id}.jsonl", rows, text)
    lines = (SHARED / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum(map(len, read_gold(tmp_path).values())) == len(lines)


@needs_shared
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_are_those_of_the_shared_scorer(tmp_path: Path, seed: int) -> None:
    documents = import_gold(SHARED / "gold.jsonl", SHARED / "txt")
    gold = {document_id: rows for document_id, (_, rows) in documents.items()}
    rows = _worsened([row for rows in gold.values() for row in rows], random.Random(seed))
    statements = tmp_path / "statements.jsonl"
    statements.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score.py"), str(SHARED / "gold.jsonl"), str(statements), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout)
    ours = evaluate(gold, rows).flat()
    compared = 0
    for label, figures in theirs.items():
        many = isinstance(figures, dict)
        values = {f"{label}.{name}": n for name, n in figures.items()} if many else {label: figures}
        for name, value in values.items():
            if name not in ("documents", "missing_documents"):
                assert ours[name.replace(".predicted", ".found")] == value, name
                compared += 1
    assert compared > 40


def _worsened(rows: list[dict[str, Any]], dice: random.Random) -> list[dict[str, Any]]:
    """A run with mistakes of every sort: lost, doubled and shifted spans, wrong kinds, types and forces."""
    found = []
    for row in json.loads(json.dumps(rows)):
        for _ in range(dice.choice([0, 1, 1, 1, 1, 1, 2])):
            copy = json.loads(json.dumps(row))
            for name in ("conditions", "hedges", "times", "amounts", "aims"):
                copy[name] = [_shifted(span, dice) for span in copy[name] if dice.random() > 0.1]
            for name, value in (("kind", "term"), ("kind", "permission"), ("force", "pledge"), ("polarity", None)):
                if dice.random() < 0.1:
                    copy[name] = value
            if dice.random() < 0.2:
                copy["attribute"] = copy["deontic"]
            copy["start"] = max(0, copy["start"] + dice.choice([0, 0, 3, -40]))
            found.append(copy)
    return found


def _shifted(span: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    moved = {**span, "start": max(0, span["start"] - dice.choice([0, 0, 0, 4, 30]))}
    if "type" in moved and dice.random() < 0.1:
        moved["type"] = "event"
    if dice.random() < 0.1:
        moved["inherited"] = {"from": dice.choice(["chapeau", "annex"]), "start": 0, "end": 1}
    return moved


def _line(**changes: Any) -> str:
    line: dict[str, Any] = {"doc": "d", "kind": "permission", "force": None, "polarity": None, "clause": [0, 15]}
    return json.dumps({**line, "actor": [0, 7], "aims": [[12, 15]], "hedges": [], **changes})


def test_offsets_become_quotes_and_absent_fields_stay_absent(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("A Party may go.", encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(_line(clause=[0, 14], aims=[[12, 14]]), encoding="utf-8")
    ((text, (row,)),) = import_gold(tmp_path / "gold.jsonl", tmp_path).values()
    assert text == "A Party may go."
    assert row["quote"] == "A Party may go"
    assert row["attribute"] == {"start": 0, "end": 7, "text": "A Party"}
    assert row["hedges"] == []
    assert "times" not in row


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"clause": [0, 99]}, "clause 0-99 lies outside"),
        ({"hedges": [[0, 3]]}, "hedges is not a span"),
        ({"hedges": [[0, 3, "doubt"]]}, "type 'doubt'"),
        ({"kind": "wish"}, "kind 'wish'"),
        ({"doc": "e"}, "--texts"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    (tmp_path / "d.txt").write_text("A Party may go.", encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(_line() + "\n" + _line(**changes), encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"gold\.jsonl:2") as error:
        import_gold(tmp_path / "gold.jsonl", tmp_path)
    assert said in str(error.value)
