"""To or for whom something is done: parties, states, organs and persons, with their canonical ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.analysis import analyse
from pipeline.ingestion import agreement_from_text
from pipeline.records import Analysis, Party
from pipeline.tagging.nlp_setup import Tagger

Reader = Callable[[str], Analysis]

BENEFICIARIES = [
    # sentence, beneficiary, canonical id
    ("Sweden shall provide air defence systems to Ukraine within six months.", "Ukraine", "UKR"),
    ("Sweden shall supply Ukraine with radars.", "Ukraine", "UKR"),
    ("Denmark will give the other Party written notice of any change.", "the other Party", None),
    ("The Parties shall support Ukraine’s reform of its courts.", "Ukraine", "UKR"),
    ("The Union intends to assist the Government of the Republic of Moldova.", "the Government of the Republic of Moldova", "MDA"),
    ("The Participants will train crews for Ukraine and Moldova and provide boats for Ukraine and Moldova.", "Ukraine and Moldova", "MDA+UKR"),
    ("Assistance to Moldova shall be continued.", "Moldova", "MDA"),
    ("The report shall be submitted to the Joint Committee.", "the Joint Committee", None),
    ("Each Party shall accord to investors of the other Party equal treatment.", "investors of the other Party", None),
    ("The Tenant shall pay the Landlord the rent.", "the Landlord", None),
    ("The Supplier shall notify the Buyer promptly.", "the Buyer", None),
    ("The Parties shall help each other.", "each other", None),
    ("The trustee shall hold the fund for the benefit of the employees.", "the employees", None),
    ("The Lender may grant further loans to the Borrower.", "the Borrower", None),
]  # fmt: skip

NOBODY = [
    "At the request of Ukraine, the Parties shall meet within a week.",
    "The Parties shall apply Article 5 to goods and refer the dispute to arbitration.",
    "Each Party shall provide that any person may inspect the register.",
    "Each Party shall keep the documents submitted to the Council.",
    "The Parties shall deliver the goods to Ukraine's border.",
    "The Parties shall support the development of new markets.",
    "Each Party shall pay the fee that it owes to the Council.",
]


@pytest.mark.parametrize(("sentence", "words", "actor"), BENEFICIARIES)
def test_a_clause_names_to_or_for_whom(read: Reader, sentence: str, words: str, actor: str | None) -> None:
    found = read(sentence).statements[0].beneficiary
    assert found is not None
    assert (found.text, found.value) == (words, actor)
    assert sentence[found.start : found.end] == words


@pytest.mark.parametrize("sentence", NOBODY)
def test_conditions_things_and_descriptions_name_no_beneficiary(read: Reader, sentence: str) -> None:
    assert [s.beneficiary for s in read(sentence).statements] == [None]


def test_items_take_over_the_beneficiary_of_their_chapeau(read: Reader) -> None:
    text = "Sweden shall assist Ukraine to:\n\n(a) rebuild its ports;\n\n(b) train pilots for Moldova.\n"
    first, second = (s.beneficiary for s in read(text).statements)
    assert first is not None and first.value == "UKR" and first.inherited is not None
    assert first.inherited.level == "chapeau"
    assert second is not None and second.text == "Ukraine"


def test_a_name_that_the_agreement_gives_a_party_has_the_partys_id(tagger: Tagger) -> None:
    text = "The Donor shall transfer 14 boats to the Recipient.\n"
    parties = (Party("Government of Sweden", ("the Donor",), "SWE"), Party("Ukraine", ("Recipient",), "UKR"))
    (statement,) = analyse(replace(agreement_from_text(text), parties=parties), tagger).statements
    assert statement.attribute is not None and statement.attribute.value == "SWE"
    assert statement.beneficiary is not None and statement.beneficiary.value == "UKR"
