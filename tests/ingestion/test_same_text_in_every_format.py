"""The same real agreement reads the same from text, Markdown, web page, Word file and PDF."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.ingestion import read_agreement
from pipeline.records import Agreement
from tests.ingestion.shared_corpus import CORPUS, corpus_files, needs_corpus

pytestmark = needs_corpus

TEXTS = corpus_files("txt", ".txt")
# The site's own words around the web pages, and what is printed on every page of the PDFs.
FURNITURE = ("keep you informed", "newsletter", "Next post", "alter this page", "Not for resale", "TREATY SERIES")


def letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


@cache
def read(name: str, form: str) -> Agreement:
    return read_agreement(CORPUS / form / f"{name}.{form}")


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_words_lost_and_none_of_the_site_taken_in(path: Path, form: str) -> None:
    plain, other = read(path.stem, "txt"), read(path.stem, form)
    assert not [words for words in FURNITURE if words in other.text]
    whole = letters(other.text)
    paragraphs = [letters(part) for part in plain.text.split("\n\n") if len(part.split()) >= 8]
    # A list label may be printed otherwise ("b." for "(b)"), and the lines of a signature block side by side.
    lost = [part for part in paragraphs if part[2:] not in whole]
    assert len(lost) <= 0.03 * len(paragraphs), lost
    title = letters(other.title or "")
    assert len(whole) <= 1.02 * len(letters(plain.text)) + len(title)


@pytest.mark.parametrize("form", ["txt", "md", "html", "docx", "pdf"])
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_offsets_hold(path: Path, form: str) -> None:
    agreement = read(path.stem, form)
    length = len(agreement.text)
    assert agreement.page_starts[0] == 0
    assert list(agreement.page_starts) == sorted(agreement.page_starts)
    assert agreement.page_starts[-1] <= length
    for hint in agreement.hints:
        words = agreement.text[hint.start : hint.end]
        assert words.strip(), hint
        assert words == words.strip()
        if hint.number:
            assert words.startswith(hint.number), hint
    for dropped in agreement.dropped:
        if dropped.start is not None:
            assert agreement.text[dropped.start : dropped.end] == dropped.text
    assert agreement.language == "en"
    assert not agreement.warnings


PARTIES = {
    "imec-corridor-2023": "SAU EUE IND ARE FRA DEU ITA USA",
    "usa-esp-declaration-2022": "ESP USA",
    "usa-gbr-atlantic-charter-2021": "USA GBR",
    "usa-gbr-technology-2025": "USA GBR",
    "usa-isr-jerusalem-2022": "USA ISR",
    "usa-khm-trade-2025": "USA KHM",
    "usa-mys-minerals-2025": "USA MYS",
    "usa-mys-trade-2025": "USA MYS",
    "usa-swe-technology-2026": "USA SWE",
    "usa-tha-minerals-2025": "USA THA",
    "usa-ukr-partnership-2021": "USA UKR",
    "usa-ukr-security-2024": "USA UKR",
    "g7-ukraine-2023": "G7",
    "g7-leaders-2024-02": "G7",
}
SIGNED = {
    "usa-ukr-security-2024": ("2024-06-13", "Puglia, Italy"),
    "usa-gbr-technology-2025": ("2025-09-18", "Chequers, Buckinghamshire"),
    "usa-khm-trade-2025": ("2025-10-26", "Kuala Lumpur"),
    "usa-mys-minerals-2025": ("2025-10-26", "Kuala Lumpur"),
    "usa-tha-minerals-2025": ("2025-10-26", "Kuala Lumpur"),
    "usa-isr-jerusalem-2022": ("2022-07-14", "Jerusalem"),
    "ukraine-compact-2024": ("2024-07-11", "Washington"),
}


@pytest.mark.parametrize("form", ["txt", "html", "pdf"])
@pytest.mark.parametrize("name", PARTIES)
def test_parties_of_the_real_texts(name: str, form: str) -> None:
    assert sorted(party.id or party.name for party in read(name, form).parties) == sorted(PARTIES[name].split())


@pytest.mark.parametrize("form", ["txt", "docx", "pdf"])
@pytest.mark.parametrize("name", SIGNED)
def test_signing_of_the_real_texts(name: str, form: str) -> None:
    agreement = read(name, form)
    assert (agreement.signed, agreement.place) == SIGNED[name]
    assert dict(agreement.found)["signed"] == "text"


def test_the_compact_names_all_who_lead_it() -> None:
    ids = [party.id for party in read("ukraine-compact-2024", "txt").parties]
    assert len(ids) == 24
    assert {"USA", "EUE", "UKR", "GBR", "NLD"} <= set(ids)
