from __future__ import annotations

import pytest

from pipeline.comparison.promises import actor_name, is_money, plain_money
from pipeline.comparison.quoting import pinpoint, plain_date


@pytest.mark.parametrize(
    ("signed", "words"),
    [("2024-06-13", "13 June 2024"), ("2024-06", "June 2024"), ("2024", "2024"), ("spring", "spring")],
)
def test_dates_in_words(signed: str, words: str) -> None:
    assert plain_date(signed) == words


def test_a_pinpoint_names_the_page_only_where_there_are_several() -> None:
    assert pinpoint("Treaty (2 May 2020)", "Article 3(1)", 4, 9) == "Treaty (2 May 2020), Article 3(1), p. 4"
    assert pinpoint("Treaty", "", 1, 1) == "Treaty"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("EUR 977000000", "EUR 977 million"),
        ("USD 61400000000", "USD 61.4 billion"),
        ("GBP 1234.5", "GBP 1,234.50"),
        ("GBP 900", "GBP 900"),
    ],
)
def test_money_in_words(value: str, words: str) -> None:
    assert plain_money(value) == words


@pytest.mark.parametrize("value", [None, "", "0.25 % GDP", "10 tanks", "EUR", "eur 5"])
def test_what_is_no_sum_of_money(value: str | None) -> None:
    assert not is_money(value)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The\nParties", "Parties"),
        ("We", "we"),
        ("Both countries", "both countries"),
        ("Norvala", "Norvala"),
        ("The", "The"),
    ],
)
def test_one_actor_has_one_name(words: str, name: str) -> None:
    assert actor_name({"attribute": {"text": words, "id": None}}) == name
