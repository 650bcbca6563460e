"""Broken lines joined, paragraphs kept apart."""

from __future__ import annotations

import pytest

from pipeline.ingestion.line_joining import paragraphs_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PACT ON\nRIVERS\n\n\nThe Parties\nshall meet.", ["PACT ON RIVERS", "The Parties shall meet."]),
        (
            "They shall:\n(a) meet;\n(b) speak\nof fish.\nThey may write.",
            ["They shall:", "(a) meet;", "(b) speak of fish.", "They may write."],
        ),
        ("on the Creation\n\nof a Union, as of today", ["on the Creation of a Union, as of today"]),
        ("referred to as the\n\nAgreement", ["referred to as the Agreement"]),
        ("The aims are:\n\nto meet;\n\nto speak;", ["The aims are:", "to meet;", "to speak;"]),
        ("the year\n2004 and\n1. Fish", ["the year 2004 and", "1. Fish"]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert list(paragraphs_of(text)) == expected
