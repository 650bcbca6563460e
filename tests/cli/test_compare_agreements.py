"""`hedgerow compare` of single agreements: two drafts, and one agreement against earlier ones."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import write
from tests.comparison.alignment.agreements import NORLAND, SABLE

Hedgerow = Callable[..., Result]

OLD = """Agreement on Fisheries between Norway and Iceland

Article 1
Licences

1. Norway shall issue forty licences to vessels of Iceland within 30 days of each request.
2. Iceland shall not transfer any licence to a third country.

Article 2
Control

1. The Parties shall exchange catch reports every month.
2. Norway will train inspectors of Iceland where possible.
3. Norway shall publish the results of each inspection of a vessel.
"""
NEW = """Agreement on Fisheries between Norway and Iceland

Article 1
Licences

1. Norway shall publish the results of each inspection of a vessel.
2. Norway shall issue forty licences to vessels of Iceland within 30 days of each request.

Article 2
Control

1. The Parties should exchange catch reports every month.
2. Norway will train inspectors of Iceland.
3. Iceland shall protect whales in the waters of Norway.
"""


@pytest.fixture
def run(tmp_path: Path, hedgerow: Hedgerow, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run of two agreements, norland and sable, in outputs/fish of the working directory."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in" / "norland.txt", NORLAND)
    write(tmp_path / "in" / "sable.txt", SABLE)
    folder = tmp_path / "outputs" / "fish"
    assert hedgerow("run", tmp_path / "in", "-o", folder, "--formats", "jsonl", "--quiet").exit_code == 0
    return folder


def said(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_two_files_are_drafts_the_first_the_older(hedgerow: Hedgerow, tmp_path: Path) -> None:
    old, new = write(tmp_path / "v1" / "treaty.txt", OLD), write(tmp_path / "v2" / "treaty.txt", NEW)
    text = said(hedgerow("compare", old, new))
    assert "v2-treaty, held against the older v1-treaty" in text
    assert "1 firmed, 1 softened, 1 added, 1 dropped, 2 unchanged, 1 moved" in text
    assert "Article 2(1): SOFTENED: reads as aspirational, not firm; “should” instead of “shall”" in text
    assert "Article 2(2): FIRMED: reads as firm, not qualified; without hedge of feasibility (“where possible”)" in text
    assert "Article 2(3): ADDED new: “Iceland shall protect whales in the waters of Norway”" in text
    assert "Article 1(2): DROPPED old: “Iceland shall not transfer any licence to a third country”" in text
    assert "Article 1(1): UNCHANGED, MOVED: the same words; moved from Article 2(3) to Article 1(1)" in text


def test_drafts_go_into_tables_where_a_folder_is_named(hedgerow: Hedgerow, tmp_path: Path) -> None:
    old, new = write(tmp_path / "old.txt", OLD), write(tmp_path / "new.txt", NEW)
    result = hedgerow("compare", old, new, "-o", tmp_path / "out", "--formats", "csv", "--quiet")
    assert result.exit_code == 0 and not result.output
    lines = (tmp_path / "out" / "drafts.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("change,moved,old place,old words,new place,new words,why")
    assert sorted(line.split(",")[0] for line in lines[1:]) == [
        "added", "dropped", "firmed", "softened", "unchanged", "unchanged",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("RUN", "--against", "norland", "sable"),
        ("--against", "norland", "sable"),
        ("--against", "RUN/norland", "RUN/sable"),
        ("--against", "RUN/texts/norland.txt", "RUN/texts/sable.txt"),
        ("RUN", "--against", "norland"),
        ("--against", "in/norland.txt", "in/sable.txt"),
    ],
)
def test_an_agreement_is_held_against_earlier_ones(hedgerow: Hedgerow, run: Path, words: tuple[str, ...]) -> None:
    text = said(hedgerow("compare", *(word.replace("RUN", str(run)) for word in words)))
    assert "sable, held against norland 6 statements: 1 stronger, 2 equal, 2 weaker, 1 no counterpart found" in text
    assert "5 of 6 (83 %) statements have a counterpart in norland" in text
    assert "Article 4: NO COUNTERPART FOUND “Estmark shall protect whales in the waters of Sable”" in text
    assert "counterpart, norland, Article 2(1): “The Parties shall exchange catch reports every month”" in text
    assert not (run / "comparison.csv").exists()


def test_novelty_goes_into_tables_where_a_folder_is_named(hedgerow: Hedgerow, run: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer"
    said(hedgerow("compare", "--against", "norland", "sable", "-o", out, "--formats", "csv,xlsx,md"))
    novelty = (out / "novelty.csv").read_text(encoding="utf-8-sig")
    assert novelty.count("no counterpart found in norland") == 1
    assert "5 of 6 (83 %)" in (out / "template.csv").read_text(encoding="utf-8-sig")
    assert (out / "comparison.xlsx").is_file()
    assert "No counterpart found" in (out / "comparison.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("sable",), "Name a second agreement to compare sable with, or use --against."),
        (("sable", "sable"), "sable and sable are the same agreement"),
        (("sable", "whale"), "the agreements there are norland, sable"),
        (("RUN/whale",), "the run fish has no agreement whale; its agreements are norland, sable"),
        (("--against", "sable", "sable"), "Name, besides --against, the agreement"),
        (("norland", "sable", "--formats", "csv"), "Say with -o where the tables shall go."),
        (("norland", "sable", "-o", "RUN"), "is one of the runs, its tables would be lost"),
        (("in",), "is no run, it holds no documents.jsonl"),
    ],
)
def test_what_cannot_be_told_apart_is_refused(
    hedgerow: Hedgerow, run: Path, words: tuple[str, ...], complaint: str
) -> None:
    result = hedgerow("compare", *(word.replace("RUN", str(run)) for word in words))
    assert result.exit_code == 2
    assert complaint in " ".join(result.output.split())
