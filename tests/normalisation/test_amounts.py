"""The value of sums of money, percentages and counted quantities."""

from __future__ import annotations

import pytest

from pipeline.normalisation import normalise_amount

MONEY = {
    "€7.1 billion": "EUR 7100000000",
    "SEK 75 billion": "SEK 75000000000",
    "EUR 977 million": "EUR 977000000",
    "$1.5bn": "USD 1500000000",
    "$5m": "USD 5000000",
    "US$ 3,500": "USD 3500",
    "US$3,500.50": "USD 3500.5",
    "USD5 million": "USD 5000000",
    "1,5 million euros": "EUR 1500000",
    "€1.500.000,50": "EUR 1500000.5",
    "EUR 200.000": "EUR 200000",
    "200.000 euros": "EUR 200000",
    "$7.125 billion": "USD 7125000000",
    "100 billion U.S. dollars": "USD 100000000000",
    "EUR 1 500 000": "EUR 1500000",
    "EUR 1\u00a0500\u00a0000": "EUR 1500000",
    "CHF 1'500'000": "CHF 1500000",
    "7.125 billion Norwegian kroner": "NOK 7125000000",
    "20 €": "EUR 20",
    "1,500 euros": "EUR 1500",
    "two and a half billion euros": "EUR 2500000000",
    "half a million euros": "EUR 500000",
    "a million pounds sterling": "GBP 1000000",
    "two million five hundred thousand Swiss francs": "CHF 2500000",
    "fifteen billion hryvnias": "UAH 15000000000",
    "five million (5,000,000) United States dollars": "USD 5000000",
    "five hundred thousand US dollars (USD 500,000)": "USD 500000",
    "5 thousand million yen": "JPY 5000000000",
    "50 million special drawing rights": "XDR 50000000",
    "DM 5 million": "DEM 5000000",
    "RMB 6 billion": "CNY 6000000000",
    "£3 billion": "GBP 3000000000",
    "NOK 75 billion for the period 2023-2027": "NOK 75000000000",
    "two battalions at a cost of EUR 40 million": "EUR 40000000",
    "within 30 days, USD 500": "USD 500",
}

UNKNOWN_CURRENCIES = {
    "100 million dollars": "100000000 dollars",
    "between 2 and 3 billion kroner": "2000000000..3000000000 kroner",
    "10,000 rubles": "10000 rubles",
}

BOUNDS_AND_RANGES = {
    "EUR 5-7 million": "EUR 5000000..7000000",
    "EUR 5 million to EUR 7 million": "EUR 5000000..7000000",
    "five to seven million euros": "EUR 5000000..7000000",
    "GBP 2bn–3bn": "GBP 2000000000..3000000000",
    "EUR 900,000 to 1 million": "EUR 900000..1000000",
    "between 10 and 12 aircraft": "10..12 aircraft",
    "at least €2 billion": ">= EUR 2000000000",
    "at least EUR 5-7 million": ">= EUR 5000000..7000000",
    "not less than USD 500,000": ">= USD 500000",
    "a minimum of three brigades": ">= 3 brigades",
    "EUR 5 million or more": ">= EUR 5000000",
    "up to €2 billion": "<= EUR 2000000000",
    "up to a total of €2 billion": "<= EUR 2000000000",
    "not exceeding EUR 10 million": "<= EUR 10000000",
    "shall not exceed EUR 10 million": "<= EUR 10000000",
    "no more than 2.5 billion Swedish kronor": "<= SEK 2500000000",
    "more than 1,000 troops": "> 1000 troops",
    "exceeding USD 10,000": "> USD 10000",
    "less than 5 %": "< 5 %",
    "approximately USD 120 million": "~ USD 120000000",
}

RATES_AND_QUANTITIES = {
    "0.25 % of GDP annually": "0.25 % GDP per year",
    "0,25 per cent of GNI": "0.25 % GNI",
    "at least 2 % of its gross domestic product": ">= 2 % GDP",
    "2-3 percent of GDP": "2..3 % GDP",
    "ten per cent": "10 %",
    "50 percent of the total cost of the project": "50 % total cost",
    "£3 billion a year": "GBP 3000000000 per year",
    "€3 billion in military assistance each year": "EUR 3000000000 per year",
    "an annual contribution of EUR 5 million": "EUR 5000000 per year",
    "SEK 100,000 per month": "SEK 100000 per month",
    "USD 5,000 payable within a month": "USD 5000",
    "EUR 300 per tonne": "EUR 300 per tonne",
    "500 tonnes": "500 tonnes",
    "two battalions": "2 battalions",
    "two (2) battalions": "2 battalions",
    "15 % of the value of the goods": "15 % value",
    "two dozen trucks": "24 trucks",
    "one million rounds of ammunition": "1000000 rounds of ammunition",
    "10,000 155mm shells": "10000 155mm shells",
    "three F-16 aircraft": "3 F-16 aircraft",
    "thirty thousand (30,000) tonnes of grain each year": "30000 tonnes of grain per year",
    "5 m of cable": "5 m of cable",
}

WITHOUT_VALUE = [
    "several million euros",
    "several hundred troops",
    "a few hundred thousand euros",
    "hundreds of thousands of euros",
    "sufficient funds",
    "one third of the cost",
    "1/3 of the amount",
    "F-16 aircraft",
    "the first tranche",
    "billions of dollars",
    "9" * 60,
    "",
]


@pytest.mark.parametrize(
    ("text", "value"),
    [*MONEY.items(), *UNKNOWN_CURRENCIES.items(), *BOUNDS_AND_RANGES.items(), *RATES_AND_QUANTITIES.items()],
)
def test_words_have_their_amount(text: str, value: str) -> None:
    assert normalise_amount(text) == value


@pytest.mark.parametrize("text", WITHOUT_VALUE)
def test_words_without_a_number_have_no_amount(text: str) -> None:
    assert normalise_amount(text) is None


def test_decimals_stay_exact() -> None:
    # 0.1 + 0.2 and 4.35 * 100 are the classics that binary fractions get wrong.
    assert normalise_amount("EUR 4.35 billion") == "EUR 4350000000"
    assert normalise_amount("0.30 % of GDP") == "0.3 % GDP"
    assert normalise_amount("USD 123,456,789,012,345.67") == "USD 123456789012345.67"
