"""The alignment of whole texts measured against pairs of statements labelled by reading (annotations/alignment)."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from pipeline.comparison.alignment import align
from tests.comparison.alignment.agreements import PROJECT, TEXTS, needs_texts, rows_of_file

LABELS = PROJECT / "annotations" / "alignment"
Place = tuple[str, int, int]


def place(side: dict[str, Any]) -> Place:
    return side["document_id"], side["start"], side["end"]


@cache
def found_pairs(left: str, right: str) -> frozenset[tuple[Place, Place]]:
    """The counterparts found in two whole texts, by the places of the statements."""
    documents = [rows_of_file(_file(document_id)) for document_id in (left, right)]
    alignment = align(documents)
    rows = [entry.row for entry in alignment.entries]
    return frozenset((place(rows[pair.left]), place(rows[pair.right])) for pair in alignment.pairs)


def _file(document_id: str) -> str:
    (path,) = [*TEXTS.glob(f"txt/{document_id}.txt"), *TEXTS.glob(f"tota/{document_id}.xml")]
    return path.relative_to(TEXTS).as_posix()


def same(one: Place, other: Place) -> bool:
    """Whether two places are of one statement, whatever borders the tagger gives it today."""
    return (
        one[0] == other[0]
        and min(one[2], other[2]) - max(one[1], other[1]) > max(one[2] - one[1], other[2] - other[1]) / 2
    )


def measure(name: str) -> tuple[int, float, float]:
    """How many pairs are labelled, and the precision and recall of the counterparts found among them."""
    right = vain = missed = 0
    lines = (LABELS / name).read_text(encoding="utf-8").splitlines()
    for label in map(json.loads, lines):
        left, other = place(label["left"]), place(label["right"])
        pairs = found_pairs(left[0], other[0])
        found = any(same(one, left) and same(two, other) for one, two in pairs)
        right += found and label["label"] == "same"
        vain += found and label["label"] == "different"
        missed += not found and label["label"] == "same"
    return len(lines), right / (right + vain), right / (right + missed)


@needs_texts
@pytest.mark.parametrize(
    ("name", "pairs", "least_precision", "least_recall"),
    [("pairs.jsonl", 170, 0.95, 0.90), ("pairs_held_out.jsonl", 160, 0.92, 0.86)],
)
def test_counterparts_are_those_that_a_reader_finds(
    name: str, pairs: int, least_precision: float, least_recall: float
) -> None:
    labelled, precision, recall = measure(name)
    assert labelled == pairs
    assert precision >= least_precision and recall >= least_recall
