"""Names of states and organisations, alone and in running text."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.resources import files

import pycountry
import pytest
import yaml

from pipeline.normalisation import canonical_actor, find_actors

STATES = {
    "the United States": "USA",
    "United States of America": "USA",
    "U.S.": "USA",
    "U. S. A.": "USA",
    "the U.S. Government": "USA",
    "Government of Ukraine": "UKR",
    "The Government of the Kingdom of Norway": "NOR",
    "the Kingdom of the Netherlands": "NLD",
    "THE GOVERNMENT OF THE UNITED STATES OF AMERICA": "USA",
    "Republic of Korea": "KOR",
    "Democratic People's Republic of Korea": "PRK",
    "Lao People’s Democratic Republic": "LAO",
    "the UK": "GBR",
    "Great Britain": "GBR",
    "the United Kingdom of Great Britain and Northern Ireland": "GBR",
    "Czechia": "CZE",
    "the Czech Republic": "CZE",
    "Türkiye": "TUR",
    "Turkey": "TUR",
    "Turkiye": "TUR",
    "Tu\u0308rkiye": "TUR",
    "Russia": "RUS",
    "the Russian Federation": "RUS",
    "the Swiss Confederation": "CHE",
    "Côte d’Ivoire": "CIV",
    "Cote d'Ivoire": "CIV",
    "Iran (Islamic Republic of)": "IRN",
    "the Islamic Republic of Iran": "IRN",
    "the People's Republic of China": "CHN",
    "Republic of China": "TWN",
    "the Socialist Republic of Viet Nam": "VNM",
    "Vietnam": "VNM",
    "Bosnia and Herzegovina": "BIH",
    "the Philippines": "PHL",
    "Kosovo": "XKX",
    "the Holy See": "VAT",
    "the Union of Soviet Socialist Republics": "SUN",
    "Czechoslovakia": "CSK",
    "the German Democratic Republic": "DDR",
}

ORGANISATIONS = {
    "the European Union": "EUE",
    "the EU": "EUE",
    "The European Economic Community": "EUE",
    "NATO": "NATO",
    "the North Atlantic Treaty Organization": "NATO",
    "the United Nations": "UN",
    "the Council of Europe": "CoE",
    "the Organization for Security and Co-operation in Europe": "OSCE",
    "the International Monetary Fund": "IMF",
    "the G7": "G7",
    "South Asian Association for Regional Cooperation": "SAARC",
    "World Health Organization": "WHO",
}

ORGANS = {
    "the Ministry of Defence of the Republic of Lithuania": "LTU",
    "the Ministry of Investment, Trade and Industry of Malaysia": "MYS",
    "the United States Department of Defense": "USA",
    "the competent authorities of Denmark": "DNK",
    "Germany's Government": "DEU",
    "the Armed Forces of Ukraine": "UKR",
    'Ukraine (hereinafter referred to as "the Recipient")': "UKR",
    "The Government of Sweden, represented by the Ministry of Defence": "SWE",
}

COORDINATED = {
    "The United States and Ukraine": "USA+UKR",
    "Ukraine and the United States": "UKR+USA",
    "the United States, Ukraine and Poland": "USA+UKR+POL",
    "the Government of Japan and the Government of Australia": "JPN+AUS",
    "the Governments of Denmark and Norway": "DNK+NOR",
    "Trinidad and Tobago and Saint Kitts and Nevis": "TTO+KNA",
    "the European Community, of the one part, and Croatia, of the other part": "EUE+HRV",
    "the European Union as well as NATO": "EUE+NATO",
    "Ukraine and the Government of Ukraine": "UKR",
}

NOT_KNOWN = [
    "the Participants",
    "each Party",
    "American",
    "the Ukrainian side",
    "ukraine",
    "the partners of Ukraine",
    "the United States and the Participants",
    "the Ministry of Defence",
    "New Mexico",
    "",
]


@pytest.mark.parametrize(
    ("text", "actor"), [*STATES.items(), *ORGANISATIONS.items(), *ORGANS.items(), *COORDINATED.items()]
)
def test_a_name_has_its_id(text: str, actor: str) -> None:
    assert canonical_actor(text) == actor


@pytest.mark.parametrize("text", NOT_KNOWN)
def test_other_words_name_no_known_actor(text: str) -> None:
    assert canonical_actor(text) is None


def test_every_state_is_known_by_its_iso_names() -> None:
    for country in pycountry.countries:
        for name in filter(None, (country.name, getattr(country, "official_name", ""))):
            assert canonical_actor(name) == country.alpha_3, name


def test_no_organisation_has_the_code_of_a_state() -> None:
    names = yaml.safe_load(files("pipeline.normalisation").joinpath("actors.yaml").read_text(encoding="utf-8"))
    codes = {state.alpha_3 for states in (pycountry.countries, pycountry.historic_countries) for state in states}
    assert not codes & set(names["organisations"])
    assert set(names["states"]) <= codes | {"XKX"}
    assert set(names["unwritten_ids"]) <= set(names["organisations"])


def found_in(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], actor) for start, end, actor in find_actors(text)]


def test_names_are_found_in_running_text_with_their_offsets() -> None:
    text = "The U.S.-Ukraine talks in Türkiye were hosted by the\nUnited\nNations, not by Nigeria's neighbour Niger."
    assert found_in(text) == [
        ("U.S.", "USA"),
        ("Ukraine", "UKR"),
        ("Türkiye", "TUR"),
        ("United\nNations", "UN"),
        ("Nigeria", "NGA"),
        ("Niger", "NER"),
    ]


def test_words_that_only_look_like_names_are_not_found() -> None:
    assert found_in("Frozen turkey, china and chad; the us and the who; Ukrainian, Germanys, Omani, African.") == []
    assert found_in("Ships in the Gulf of Mexico, the South China Sea and New Mexico.") == []


def test_the_longest_name_is_found() -> None:
    assert found_in("the Republic of Korea, the Democratic People's Republic of Korea, Papua New Guinea") == [
        ("Republic of Korea", "KOR"),
        ("Democratic People's Republic of Korea", "PRK"),
        ("Papua New Guinea", "PNG"),
    ]


def test_in_a_heading_in_capitals_a_word_is_no_acronym() -> None:
    assert found_in("STATES WHO ACCEDE TO THE WHO AND UKRAINE") == [("WHO", "WHO"), ("UKRAINE", "UKR")]


def test_import_loads_no_library_and_the_first_call_is_quick() -> None:
    program = (
        "import sys, time; import pipeline.normalisation as n;"
        "heavy = {'babel', 'pycountry', 'dateutil', 'text_to_num', 'yaml', 'spacy', 'pandas'} & set(sys.modules);"
        "start = time.process_time(); n.canonical_actor('Ukraine'); print(sorted(heavy), time.process_time() - start)"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    loaded, seconds = shown.rsplit(maxsplit=1)
    assert loaded == "[]"
    # Some 0.1 s of processor time on a laptop; a slow machine has room.
    assert float(seconds) < 0.6


@pytest.mark.parametrize("unit", ["Ukraine and ", "United ", "People's Republic of ", "U.S. ", "("])
def test_the_time_is_linear_in_the_text(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    find_actors(text)
    canonical_actor(text)
    assert time.process_time() - start < 10
