"""The specimen agreements and their gold: marked as specimens, every format covered, every quote in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline.annotation.store import CONDITION_TYPES, HEDGE_TYPES, read_annotations, spans_of
from pipeline.ingestion import READABLE_SUFFIXES, read_agreement
from pipeline.records import FORCES, KINDS

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "annotations" / "gold"
SPECIMENS = sorted(
    path for path in (ROOT / "corpus").iterdir() if path.suffix in READABLE_SUFFIXES and path.stem != "README"
)
MARK = "Specimen text written for hedgerow; the parties are invented"

each_specimen = pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda path: path.stem)


@cache
def text_of(specimen: Path) -> str:
    return read_agreement(specimen).text


def gold_of(specimen: Path) -> list[dict[str, Any]]:
    return read_annotations(GOLD / f"{specimen.stem}.jsonl")


def all_gold() -> Iterator[dict[str, Any]]:
    for specimen in SPECIMENS:
        yield from gold_of(specimen)


def test_specimens_cover_every_format() -> None:
    assert len(SPECIMENS) >= 10
    assert {path.suffix for path in SPECIMENS} >= {".txt", ".md", ".html", ".docx", ".pdf", ".xml"}
    assert sum(len(text_of(path).split()) for path in SPECIMENS) >= 6000


def test_every_specimen_has_gold_and_no_gold_is_orphaned() -> None:
    assert {path.stem for path in SPECIMENS} == {path.stem for path in GOLD.glob("*.jsonl")}


@each_specimen
def test_specimen_says_that_it_is_one(specimen: Path) -> None:
    opening = " ".join(text_of(specimen)[:600].split())
    assert MARK in opening
    marked = opening.index(MARK)
    assert not any(row["start"] <= marked < row["end"] for row in gold_of(specimen))


@each_specimen
def test_gold_quotes_stand_at_their_offsets(specimen: Path) -> None:
    text = text_of(specimen)
    moved = "the canonical text changed: anchor this document's gold anew"
    for row in gold_of(specimen):
        assert row["document_id"] == specimen.stem
        assert text[row["start"] : row["end"]] == row["quote"], moved
        for name, span in spans_of(row):
            assert text[span["start"] : span["end"]] == span["text"], f"{name}: {moved}"


@each_specimen
def test_gold_spans_have_clean_borders_and_lie_where_the_codebook_lets_them(specimen: Path) -> None:
    for row in gold_of(specimen):
        assert not re.search(r"^\s|[\s.,;:]$", row["quote"]), row["quote"]
        for name, span in spans_of(row):
            assert not re.search(r"^\s|[\s.,;:]$", span["text"]), span["text"]
            if name == "elements":
                assert span["start"] >= row["end"]
            elif name in ("aims", "amounts"):
                assert row["start"] <= span["start"] < span["end"] <= row["end"]
            else:
                # What a clause takes over from its chapeau, its subject or a fronted phrase stands wholly before it.
                assert span["end"] <= row["end"] and (span["start"] >= row["start"] or span["end"] <= row["start"])
        assert all(len(aim["text"].split()) == 1 for aim in row["aims"])


@each_specimen
def test_gold_labels_are_those_of_the_codebook(specimen: Path) -> None:
    for row in gold_of(specimen):
        assert row["kind"] in KINDS
        if row["kind"] == "commitment":
            assert row["force"] in FORCES and row["polarity"] in ("positive", "negative")
            assert row["deontic"] and row["aims"]
        else:
            assert row["force"] is None and row["polarity"] is None
        assert {span["type"] for span in row["conditions"]} <= set(CONDITION_TYPES)
        assert {span["type"] for span in row["hedges"]} <= set(HEDGE_TYPES)


@each_specimen
def test_gold_is_in_the_order_of_the_text_and_does_not_overlap(specimen: Path) -> None:
    for row, following in pairwise(gold_of(specimen)):
        assert row["end"] <= following["start"], f"{row['quote']!r} runs into {following['quote']!r}"


def test_gold_holds_enough_of_every_kind_and_of_the_rare_ones() -> None:
    kinds = Counter(row["kind"] for row in all_gold())
    forces = Counter(row["force"] for row in all_gold())
    hedges = Counter(span["type"] for row in all_gold() for span in row["hedges"])
    conditions = Counter(span["type"] for row in all_gold() for span in row["conditions"])
    assert kinds["disclaimer"] >= 25 and hedges["funding"] >= 25
    assert sum(len(row["amounts"]) for row in all_gold()) >= 25
    assert set(kinds) == set(KINDS) and set(forces) == {*FORCES, None}
    assert set(hedges) == set(HEDGE_TYPES) and set(conditions) == set(CONDITION_TYPES)
    assert sum(row["polarity"] == "negative" for row in all_gold()) >= 25
    assert any(row["elements"] for row in all_gold())


def test_page_and_site_furniture_of_the_specimens_is_not_in_their_text() -> None:
    declaration = text_of(ROOT / "corpus" / "amber-coast-declaration-2023.html")
    furniture = "cookie|newsletter|unsubscribe|privacy|shall not be moved|shall name the source"
    assert not re.search(furniture, declaration, re.IGNORECASE)
    supply = text_of(ROOT / "corpus" / "varnwind-supply-2020.pdf")
    assert not re.search(r"Page \d of 3|Turbines / Calvessa|[a-z]-\s", supply)


def test_twins_share_some_provisions_and_differ_in_others() -> None:
    older, newer = (
        Counter(row["quote"] for row in gold_of(ROOT / "corpus" / name))
        for name in ("lindgarde-havenmoor-health-2022.docx", "lindgarde-havenmoor-health-2025.txt")
    )
    assert len(older & newer) >= 12
    assert len(older - newer) >= 8 and len(newer - older) >= 12
