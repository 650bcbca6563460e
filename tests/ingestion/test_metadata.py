"""Title, parties, signing, kind and language, from texts written for the cases."""

from __future__ import annotations

import pytest

from pipeline.ingestion import agreement_from_text
from pipeline.ingestion.language import detect_language
from pipeline.ingestion.signing import find_signing
from pipeline.records import Agreement

END = (
    "\n\nhave agreed as follows:\n\nArticle 1\n\n"
    "Aldermark shall inform Brennavia of any flood, and the Parties shall meet.\n"
)


def parties(opening: str, end: str = END) -> list[tuple[str, tuple[str, ...], str | None]]:
    return [(p.name, p.short_names, p.id) for p in agreement_from_text(opening + end).parties]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (
            'The United States of America and Ukraine (hereinafter, the "Parties"),',
            [("United States of America", (), "USA"), ("Ukraine", (), "UKR")],
        ),
        (
            "The Government of Bosnia and Herzegovina (“BiH”) and the Kingdom of Norway "
            "(hereinafter referred to as “Norway”), hereinafter collectively referred to as the “Participants”,",
            [("Government of Bosnia and Herzegovina", ("BiH",), "BIH"), ("Kingdom of Norway", ("Norway",), "NOR")],
        ),
        (
            'The Republic of Aldermark ("Aldermark") and the Kingdom of Brennavia, hereinafter jointly "the Parties",',
            [("Republic of Aldermark", ("Aldermark",), None), ("Kingdom of Brennavia", ("Brennavia",), None)],
        ),
        (
            "The Swiss Confederation, hereinafter called Switzerland, on the one part,\n\nand\n\n"
            "the Republic of Serbia, on the other part, hereinafter referred to as the “Parties”:",
            [("Swiss Confederation", ("Switzerland",), "CHE"), ("Republic of Serbia", (), "SRB")],
        ),
        (
            "This Lease is made on 16 April 2018 between Grey Sound Estates Limited (“the Landlord”) and A. B. Netter "
            "(the “Tenant”).",
            [("Grey Sound Estates Limited", ("Landlord",), None), ("A. B. Netter", ("Tenant",), None)],
        ),
        (
            "We, the Leaders of France, Germany and Poland, together with the President of Ukraine, Recalling talks,",
            [("France", (), "FRA"), ("Germany", (), "DEU"), ("Poland", (), "POL"), ("Ukraine", (), "UKR")],
        ),
    ],
)
def test_parties_in_the_opening(opening: str, expected: list[tuple[str, tuple[str, ...], str | None]]) -> None:
    assert parties(opening) == expected


def test_parties_in_the_title() -> None:
    agreement = agreement_from_text(
        "AGREEMENT BETWEEN THE REPUBLIC OF AUSTRIA AND THE STATE OF ISRAEL ON TRADE IN FISH\n\nFish is free.\n"
    )
    assert [party.id for party in agreement.parties] == ["AUT", "ISR"]
    assert dict(agreement.found)["parties"] == "title"
    assert agreement.title == "AGREEMENT BETWEEN THE REPUBLIC OF AUSTRIA AND THE STATE OF ISRAEL ON TRADE IN FISH"


@pytest.mark.parametrize(
    ("formula", "date", "place"),
    [
        ("Done at Puglia, Italy, this 13th day of June, 2024, in two originals.", "2024-06-13", "Puglia, Italy"),
        ("DONE in duplicate at Kuala Lumpur, this 26th day of October, 2025.", "2025-10-26", "Kuala Lumpur"),
        ("Done in duplicate in Hindi and English, at Kathmandu on 27th October, 2009.", "2009-10-27", "Kathmandu"),
        ("Done at Riga this 15th day of April One Thousand Nine Hundred and Ninety-Six.", "1996-04-15", "Riga"),
        ("Signed at Jerusalem on the 14th day of the July, 2022, in duplicate.", "2022-07-14", "Jerusalem"),
        ("Done in the city of Moscow, November 13, 1992 in two originals.", "1992-11-13", "Moscow"),
        ("DONE, in Taipei City, in duplicate, this sixteenth day of June, 2006.", "2006-06-16", "Taipei City"),
        ("DONE at ........, this .... day of ....", None, None),
        ("This is done in a transparent manner by 1 May 2020.", None, None),
        ("This Agreement ends on 31 December 2030.", None, None),
        ("Jane Roe, M.P. John Doe, Jr. June 10, 2021", "2021-06-10", None),
    ],
)
def test_testimonia(formula: str, date: str | None, place: str | None) -> None:
    text = f"The Pact was done at Bern on 2 May 1990; it lasts.\n\nArticle 1\n\nThe Parties shall meet.\n\n{formula}\n"
    found = find_signing(text)
    assert (found.date, found.place) == (date, place)


def test_a_dateline_below_the_title_dates_a_declaration() -> None:
    found = find_signing("Joint Declaration\n\nVilnius, 12 July 2023\n\nWe, the leaders, will meet again.")
    assert found.date == "2023-07-12"
    assert find_signing("Joint Declaration\n\nThey met in Bern on 2 May 1990 and will meet again.").date is None


def test_a_party_of_the_other_part_is_named_without_it() -> None:
    text = (
        "Iceland and the Kingdom of Norway (hereinafter “the EFTA States”), on the one part,\n\nand the Republic of "
        "Serbia (hereinafter “Serbia”), on the other,\n\nhereinafter the “Parties”:"
    )
    assert [(p.name, p.id) for p in agreement_from_text(text).parties][-1] == ("Republic of Serbia", "SRB")


def kind(text: str, name: str = "text") -> str | None:
    return agreement_from_text(text, name).instrument


def test_kind_of_instrument() -> None:
    assert kind("MEMORANDUM OF UNDERSTANDING ON THE AGREEMENT OF 1990\n\nThe Participants will meet.") == "memorandum"
    assert kind("The Parties will keep this Compact. This Compact and the Agreement of 1990 stand.") == "compact"
    assert kind("The Parties will meet.", "new-atlantic-charter") == "charter"
    assert kind("LEASE OF A QUAY\n\nThe Tenant shall pay.") == "contract"


def test_date_of_the_file_name_is_the_last_resort() -> None:
    agreement: Agreement = agreement_from_text("The Parties shall meet.", "pact-2024-02")
    assert agreement.signed == "2024-02"
    assert dict(agreement.found)["signed"] == "file name"
    assert agreement_from_text("The Parties shall meet.", "pact-12024").signed is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The Parties shall meet in each year and shall speak of the rivers."),
        ("en", "ARTICLE 1. TRAINING. Each Party trains forces."),
        (
            "fr",
            "Les Parties contractantes se réunissent chaque année pour examiner la mise en œuvre du présent accord.",
        ),
        ("uk", "Сторони зустрічаються щороку для розгляду виконання цієї Угоди та обміну інформацією."),
        ("ja", "両締約国は、この協定の実施について毎年協議する。両締約国は誠実に協力するものとする。"),
        (None, "1."),
    ],
)
def test_languages(code: str | None, text: str) -> None:
    assert detect_language(text) == code
