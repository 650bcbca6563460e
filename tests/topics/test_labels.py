"""The taxonomies measured against labelled statements of public texts (annotations/topics)."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.analysis import analyse
from pipeline.ingestion import read_agreement
from pipeline.records import document_row, statement_row
from pipeline.tagging.nlp_setup import load_tagger
from pipeline.topics import label_document, load_taxonomies
from pipeline.topics.matching import TermFinder

PROJECT = Path(__file__).parents[2]
TEXTS = PROJECT.parent / "shared" / "corpus" / "txt"
LABELS = PROJECT / "annotations" / "topics"
NAMES = ("security", "trade", "form")

# The labels, how many they are, and the F1 that must be kept.
FILES = [
    ("public_texts.jsonl", 230, 0.90),
    ("public_texts_held_out.jsonl", 90, 0.87),
    ("public_texts_second_held_out.jsonl", 80, 0.88),
]

needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="needs ../shared/corpus/txt beside the checkout")


@cache
def read(document_id: str) -> tuple[str, list[Any], list[dict[str, Any]]]:
    analysis = analyse(read_agreement(TEXTS / f"{document_id}.txt"), _tagger())
    provisions = document_row(analysis)["provisions"]
    return analysis.agreement.text, provisions, [statement_row(statement) for statement in analysis.statements]


@cache
def _tagger() -> Any:
    return load_tagger()


def overlap(row: dict[str, Any], label: dict[str, Any]) -> int:
    return int(min(row["end"], label["end"]) - max(row["start"], label["start"]))


@cache
def counts(name: str) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often each topic is right, found in vain, and missed."""
    taxonomies = load_taxonomies(NAMES)
    finder = TermFinder(taxonomies)
    right, vain, missed = Counter[str](), Counter[str](), Counter[str]()
    for line in (LABELS / name).read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        text, provisions, statements = read(label["document_id"])
        assert label["end"] <= len(text) and set(label["topics"]) <= set(taxonomies.topics)
        # The label is of these words, whatever the tagger makes of them today.
        row = dict(max(statements, key=lambda row: overlap(row, label)), start=label["start"], end=label["end"])
        found = {one.topic for one in label_document(text, provisions, [row], taxonomies, finder).labels[0]}
        right.update(found & set(label["topics"]))
        vain.update(found - set(label["topics"]))
        missed.update(set(label["topics"]) - found)
    return right, vain, missed


def f1(right: int, vain: int, missed: int) -> float:
    return 2 * right / (2 * right + vain + missed)


@needs_texts
@pytest.mark.parametrize(("name", "statements", "floor"), FILES)
def test_topics_are_found(name: str, statements: int, floor: float) -> None:
    assert len((LABELS / name).read_text(encoding="utf-8").splitlines()) == statements
    assert f1(*(counter.total() for counter in counts(name))) >= floor


@needs_texts
def test_frequent_topics_are_found_each() -> None:
    right, vain, missed = Counter[str](), Counter[str](), Counter[str]()
    for name, _, _ in FILES:
        for total, counted in zip((right, vain, missed), counts(name), strict=True):
            total.update(counted)
    frequent = [topic for topic in right if right[topic] + missed[topic] >= 8]
    scores = {topic: f1(right[topic], vain[topic], missed[topic]) for topic in frequent}
    assert len(frequent) >= 15
    assert sum(scores.values()) / len(scores) >= 0.88, scores
