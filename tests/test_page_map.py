"""Every statement of a real PDF stands on the page it names, as pdfplumber's own words say.

The words are looked up here without the reader's layout analysis: column by column where a page has two.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pdfplumber
import pytest

from pipeline.analysis import analyse
from pipeline.ingestion import read_agreement
from pipeline.tagging.nlp_setup import Tagger, load_tagger

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "pdf"
FILES = sorted(FOLDER.glob("*.pdf"))
pytestmark = pytest.mark.skipif(not FILES, reason="the real PDFs (../shared/corpus/pdf) are not here")

FIRST_LETTERS = 8
# A quote whose first words are the last of the page may begin with fewer; a page number or a footer may follow them.
LAST_LETTERS = 40
# In one column about one word in twelve stands across the middle of the page; in two, only words of titles do.
ACROSS_IN_TWO_COLUMNS = 0.02


def letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def columns_of(page: pdfplumber.page.Page) -> list[str]:
    """The letters of each column of a page."""
    words = page.extract_words()
    middle = float(page.width) / 2
    across = sum(word["x0"] < middle < word["x1"] for word in words)
    if across > ACROSS_IN_TWO_COLUMNS * len(words):
        return [letters("".join(word["text"] for word in words))]
    left = letters("".join(word["text"] for word in words if word["x0"] < middle))
    right = letters("".join(word["text"] for word in words if word["x0"] >= middle))
    return [left, right]


def longest_beginning(quote: str, text: str) -> int:
    """How many letters of `quote`, from its first, stand together in `text`."""
    low, high = 0, len(quote)
    while low < high:
        half = (low + high + 1) // 2
        low, high = (half, high) if quote[:half] in text else (low, half - 1)
    return low


def stands_on(quote: str, pages: list[list[str]], number: int) -> bool:
    """Whether `quote` begins on page `number` and goes on there, or on the next page once it has left it.

    Raised letters ("21st") are words apart for pdfplumber, so a quote may be found in pieces.
    """
    rest = letters(quote)
    first = max(longest_beginning(rest, column) for column in pages[number - 1])
    at_the_end = first >= 2 and any(rest[:first] in column[-LAST_LETTERS:] for column in pages[number - 1])
    if first < min(FIRST_LETTERS, len(rest)) and not at_the_end:
        return False
    rest = rest[first:]
    following = pages[number] if number < len(pages) else []
    while rest:
        step = max((longest_beginning(rest, column) for column in (*pages[number - 1], *following)), default=0)
        if step < min(2, len(rest)):
            return False
        rest = rest[step:]
    return True


@cache
def tagger() -> Tagger:
    return load_tagger()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_words_of_every_statement_stand_on_the_page_named(path: Path) -> None:
    with pdfplumber.open(path) as document:
        pages = [columns_of(page) for page in document.pages]
    agreement = read_agreement(path)
    analysis = analyse(agreement, tagger())
    assert len(agreement.page_starts) == len(pages)
    assert analysis.statements
    astray = [(s.page, s.quote) for s in analysis.statements if not stands_on(s.quote, pages, s.page)]
    assert not astray
