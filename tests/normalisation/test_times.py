"""The value of deadlines, durations, frequencies and dates."""

from __future__ import annotations

import pytest

from pipeline.normalisation import normalise_time

DURATIONS = {
    "within 24 hours": "PT24H",
    "no later than forty-eight (48) hours": "PT48H",
    "upon 72 hours' notice": "PT72H",
    "within six months of the date on which this Arrangement takes effect": "P6M",
    "a six-month period": "P6M",
    "for ten years from its entry into force": "P10Y",
    "for a term of five (5) years": "P5Y",
    "within thirty (30) days": "P30D",
    "ONE HUNDRED EIGHTY (180) DAYS": "P180D",
    "within one hundred and eighty days": "P180D",
    "a 90 day period": "P90D",
    "not less than ninety days before the withdrawal takes effect": "P90D",
    "within ten working days": "P10D",
    "seven (7) calendar days after receipt": "P7D",
    "for three consecutive years": "P3Y",
    "four weeks": "P4W",
    "two fortnights": "P4W",
    "over two quarters": "P6M",
    "over the next decade": "P10Y",
    "within a year": "P1Y",
    "during the first year": "P1Y",
    "on one month's notice": "P1M",
    "one year and six months": "P1Y6M",
    "2 years, 3 months": "P2Y3M",
    "one day and twelve hours": "P1DT12H",
    "2 weeks 3 days": "P2W",
    "1 day 2 days": "P1D",
    "one and a half years": "P18M",
    "two and one-half years": "P30M",
    "half a year": "P6M",
    "a half-year": "P6M",
    "1,000 days": "P1000D",
    "between 12 and 18 months": "P12M..P18M",
    "in 18 to 24 months": "P18M..P24M",
    "within 48-72 hours": "PT48H..PT72H",
    "on the thirtieth day after the deposit of the second instrument": "P30D",
    "the first day of the third month following the notification": "P3M",
    "on the fifth anniversary of its entry into force": "P5Y",
    "within 30 days, and in any case by 31 December 2030": "P30D",
}

FREQUENCIES = {
    "annually": "R/P1Y",
    "no less than annually": "R/P1Y",
    "at least yearly": "R/P1Y",
    "per annum": "R/P1Y",
    "on an annual basis": "R/P1Y",
    "every year thereafter": "R/P1Y",
    "in each calendar year": "R/P1Y",
    "once a year": "R/P1Y",
    "not later than 31 March of each year": "R/P1Y",
    "on at least a quarterly basis": "R/P3M",
    "once per quarter": "R/P3M",
    "on the first day of each month": "R/P1M",
    "weekly": "R/P1W",
    "daily": "R/P1D",
    "semi-annually": "R/P6M",
    "half-yearly": "R/P6M",
    "six-monthly": "R/P6M",
    "twice a year": "R/P6M",
    "three times a year": "R/P4M",
    "six times per year": "R/P2M",
    "every two years": "R/P2Y",
    "every second year": "R/P2Y",
    "every other year": "R/P2Y",
    "biennially": "R/P2Y",
    "at least once in every five years": "R/P5Y",
    "at intervals of not more than five years": "R/P5Y",
    "twice every three years": "R/P18M",
    "at least once every 12-18 months": "R/P12M..P18M",
    "every twelve to eighteen months": "R/P12M..P18M",
}

DATES = {
    "by 31 December 2030": "2030-12-31",
    "by December 31, 2030": "2030-12-31",
    "on 1st January 2006": "2006-01-01",
    "on the 13th day of June, 2024": "2024-06-13",
    "the thirteenth day of June, two thousand and twenty-four": "2024-06-13",
    "the first day of March in the year 1975": "1975-03-01",
    "DONE ON 4 MAY 1970": "1970-05-04",
    "after 1 Sept. 2024": "2024-09-01",
    "2030-12-31": "2030-12-31",
    "31/12/2030": "2030-12-31",
    "12/31/2030": "2030-12-31",
    "31.12.2030": "2030-12-31",
    "06.07.2024": "2024-07-06",
    "by June 2025": "2025-06",
    "through 2027": "2027",
    "by mid-2028": "2028",
    "before the end of 2026": "2026",
    "into the 2030s": "203X",
    "from 1 January 2025 to 31 December 2029": "2025-01-01/2029-12-31",
    "from 1 January until 31 March 2025": "2025-01-01/2025-03-31",
    "between 2025 and 2027": "2025/2027",
    "for 2024-2027": "2024/2027",
    "the 2024/25 season": "2024/2025",
    "before 1 January 2025 and annually thereafter": "2025-01-01",
}

WITHOUT_VALUE = [
    "promptly",
    "immediately",
    "without delay",
    "from time to time",
    "regularly",
    "periodically",
    "at any time",
    "for an indefinite period",
    "throughout the term of this Annex",
    "as soon as possible",
    "bimonthly",
    "bi-weekly",
    "five times a year",
    "several hundred days",
    "30 February 2024",
    "thirty (60) days",
    "31 March",
    "every effort",
    "each Party",
    "Article 5 may apply",
    "",
]


@pytest.mark.parametrize(("text", "value"), [*DURATIONS.items(), *FREQUENCIES.items(), *DATES.items()])
def test_words_have_their_iso_8601_value(text: str, value: str) -> None:
    assert normalise_time(text) == value


@pytest.mark.parametrize("text", WITHOUT_VALUE)
def test_words_that_name_no_measurable_time_have_none(text: str) -> None:
    assert normalise_time(text) is None


def test_a_numeric_date_that_could_be_two_days_has_its_year_only() -> None:
    assert normalise_time("by 06/07/2024") == "2024"


def test_line_breaks_and_hard_spaces_change_nothing() -> None:
    assert normalise_time("within\u00a0thirty\n  (30)\ndays") == "P30D"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("from the date of signature", "2024-06-13"),
        ("upon signature", "2024-06-13"),
        ("by the end of this year", "2024"),
        ("by the end of next year", "2025"),
        ("by 31 December", "2024-12-31"),
        ("by 31 March", "2025-03-31"),
        ("within six months of signature", "P6M"),
        ("on 29 February", None),
    ],
)
def test_the_date_of_signature_gives_what_the_words_leave_open(text: str, value: str | None) -> None:
    assert normalise_time(text, signed="2024-06-13") == value


def test_a_signature_known_by_its_year_gives_no_day() -> None:
    assert normalise_time("by 31 March", signed="2024") is None
    assert normalise_time("upon signature", signed="2024") == "2024"
    assert normalise_time("upon signature", signed="long ago") is None
