"""What holds for every text: no exception, one answer, the form that is promised, little time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalisation import canonical_actor, find_actors, normalise_amount, normalise_time

# Words that reach the rules, mixed with anything.
WORDS = """
1 2 12 30 100 2,000 1.5 1,5 12-18 (30) 2025 2030s 31/12/2030 30th second thirty hundred million thousand half a an one
day days month months year years week hours every each per once twice times annually quarterly within by to and or
between of the January May 31 signature € $ US$ EUR SEK bn % per cent GDP euros kroner dollars at least up to not
exceeding tonnes U.S. United States Kingdom Republic Government Ministry Ukraine Korea NATO , . - – / ( ) ' ’ + ½ ٣ ²
"""
PIECES = st.one_of(st.sampled_from(WORDS.split()), st.text(max_size=8))
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=8).map("".join),
)

DURATION = r"P(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?)?)"
DATE = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
TIME_VALUE = re.compile(rf"(?:R/)?{DURATION}(?:\.\.{DURATION})?|{DATE}(?:/{DATE})?|\d{{3}}X")
NUMBER = r"\d+(?:\.\d+)?"
AMOUNT_VALUE = re.compile(rf"(?:(?:>=|<=|>|<|~) )?(?:[A-Z]{{3}} )?{NUMBER}(?:\.\.{NUMBER})?(?: [^\n]+)?")


@settings(deadline=None, max_examples=400, derandomize=True)
@given(TEXTS)
def test_a_time_is_iso_8601_or_none(text: str) -> None:
    for signed in (None, "2024-02-29"):
        value = normalise_time(text, signed=signed)
        assert value is None or TIME_VALUE.fullmatch(value), value
        assert value is None or len(value) > 2


@settings(deadline=None, max_examples=400, derandomize=True)
@given(TEXTS)
def test_an_amount_has_its_form_or_is_none(text: str) -> None:
    value = normalise_amount(text)
    assert value is None or AMOUNT_VALUE.fullmatch(value), value


@settings(deadline=None, max_examples=400, derandomize=True)
@given(TEXTS)
def test_actors_are_found_in_order_within_the_text(text: str) -> None:
    position = 0
    for start, end, actor in find_actors(text):
        assert position <= start < end <= len(text)
        assert actor
        position = end
    whole = canonical_actor(text)
    assert whole is None or all(whole.split("+"))


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.integers(1, 99_999), st.sampled_from(["D", "W", "M", "Y"]))
def test_any_count_of_units_keeps_its_count(count: int, letter: str) -> None:
    unit = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}[letter]
    assert normalise_time(f"within {count} {unit}") == f"P{count}{letter}"


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.integers(0, 10**12), st.integers(0, 99))
def test_any_sum_keeps_its_value(units: int, cents: int) -> None:
    decimals = f".{cents:02d}".rstrip("0").rstrip(".")
    assert normalise_amount(f"EUR {units:,}.{cents:02d}") == f"EUR {units}{decimals}"


@pytest.mark.parametrize(
    "unit", ["1 ", "9", "one hundred ", "EUR 5 to ", "within 30 ", "every ", "million ", "(", "\u0301", "x"]
)
@pytest.mark.parametrize("normalise", [normalise_time, normalise_amount, canonical_actor])
def test_a_megabyte_takes_no_longer_than_a_phrase(unit: str, normalise: object) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    assert callable(normalise)
    normalise(text)
    assert time.process_time() - start < 1
