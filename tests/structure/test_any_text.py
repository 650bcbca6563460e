"""What holds for any text, however odd, and in little time."""

from __future__ import annotations

import random
import time

import pytest

from pipeline.records import Agreement
from pipeline.structure import build_structure
from tests.structure.invariants import check_tree
from tests.structure.shared_corpus import SHARED, needs_corpus

PARTS = [
    *("Article 5", "ARTICLE II: Title Here", "Annex A", "Chapter I", "Section 2", "[pta ARTICLE 3]"),
    *("Final Provisions", "(a)", "(b)", "(i)", "(ii)", "1.", "2.", "3.", "- ", "• ", "h)", "1.1", "A. Training"),
    *("[1] note", "(", "((", "**"),
    *("The Parties shall:", "The Parties shall consult.", "and", "; and", ";", "—", "…:", "lower case words", "é"),
    *("Done at Midtown", "IN WITNESS WHEREOF", "For the Government of X", "Preamble", "have agreed as follows:"),
    *("Maritime: The North shall act.", "Contents", "Article 5 ........ 3", "paragraphs (a) to (d)", "\n-----\n"),
    *("\n", "\n\n", " ", "\t", "\f", "\u2028", "\x85", "\xa0", "\x1f", "\r"),
]


@pytest.mark.parametrize("seed", range(8))
def test_every_word_of_random_texts_has_one_place(seed: int) -> None:
    source = random.Random(seed)
    for _ in range(150):
        length = source.randint(0, 40)
        text = "".join(source.choice(PARTS) + source.choice(["", " ", "\n", "\n\n"]) for _ in range(length))
        check_tree(text, build_structure(Agreement("text", text)))


@needs_corpus
def test_every_word_of_real_texts_has_one_place() -> None:
    paths = [*sorted((SHARED / "corpus" / "txt").glob("*.txt")), *sorted((SHARED / "gold" / "txt").glob("*.txt"))]
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        check_tree(text, build_structure(Agreement(path.stem, text)))


def test_empty_and_blank_texts_have_no_provisions() -> None:
    assert build_structure(Agreement("text", "")) == ()
    assert build_structure(Agreement("text", " \n\n\t\n")) == ()


LONG = {
    "one paragraph": "The Parties shall consult on matters of mutual interest. " * 18_000,
    "items on one line": "The Parties shall: " + "".join(f"({chr(97 + n % 26)}) act; " for n in range(30_000)),
    "nested parentheses": "(" * 10_000 + "a" + ")" * 10_000,
    "nested labels": "(a) " * 10_000,
    "lists in lists": "\n\n".join(["The Parties shall:", *["- this includes:"] * 10_000]),
    "short lines": "\n".join(f"line {n}" for n in range(100_000)),
    "short headings": "\n\n".join(["Short Heading"] * 30_000),
    "items and text": "\n\n".join(["(a) act", "Plain text here."] * 15_000),
    "marks": "*-_.:“([ " * 100_000,
    "digits": "paragraph " + "1" * 500_000,
}


@pytest.mark.parametrize("name", LONG)
def test_time_grows_with_the_length_of_the_text(name: str) -> None:
    started = time.process_time()
    build_structure(Agreement("text", LONG[name]))
    assert time.process_time() - started < 10
