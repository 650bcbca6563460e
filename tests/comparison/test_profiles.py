"""The profile of an agreement: every indicator quoted, and what is promised to whom, how firmly, for how much."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.comparison import Cell, Profile, compare
from tests.comparison.specimens import specimen_rows
from tests.comparison.texts import run_of

TREATY = """Agreement between Norway and Ukraine on Mutual Help

Article 1: Consultation

In the event of an armed attack, the Parties shall, at the request of either Party, meet within 24 hours where possible.

Article 2: Help

Norway shall provide Ukraine with EUR 5 million in 2027 for the repair of schools.

Norway intends to support Ukraine.

The Parties shall cooperate in the following areas, which may include:

(a) training of teachers;

(b) exchange of books.

Article 3: Disputes

Any dispute on the interpretation of this Agreement shall be settled by consultation between the Parties.

Article 4: Other Agreements

This Agreement does not affect the obligations of the Parties under other international agreements.

Article 5: Life

This Agreement is subject to ratification and shall enter into force upon the exchange of instruments of ratification.

The Parties shall apply this Agreement provisionally from the date of signature.

Norway shall register this Agreement with the Secretariat of the United Nations.

This Agreement shall remain in force for ten years and may be extended by written agreement of the Parties.

IN WITNESS WHEREOF, the undersigned, being duly authorised thereto, have signed this Agreement.

Done at Oslo on 4 May 2026 in duplicate in the English and Ukrainian languages, both texts being equally authentic.

For Norway: For Ukraine:

Annex A: Payments

Nothing in this Annex shall give rise to rights or obligations under international law.

Norway will pay Ukraine by 1 May 2027.
"""


@cache
def profile() -> Profile:
    found = compare(run_of({"treaty": TREATY}, instrument="agreement")).profiles[0]
    assert found is not None
    return found


def indicator(key: str) -> Cell:
    return next(one.cell for one in profile().status if one.key == key)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("authority", "being duly authorised thereto"),
        ("ratification", "subject to ratification"),
        ("provisional", "apply this Agreement provisionally"),
        ("registration", "Secretariat of the United Nations"),
        ("languages", "both texts being equally authentic"),
        ("disputes", "shall be settled by consultation"),
        ("relation", "under other international agreements"),
        ("entry", "upon the exchange of instruments of ratification"),
        ("duration", "remain in force for ten years"),
        ("renewal", "may be extended by written agreement"),
        ("disclaimers", "Nothing in this Annex"),
    ],
)
def test_the_status_sheet_quotes_each_indicator(key: str, words: str) -> None:
    assert any(words in quote.text for quote in indicator(key).quotes), indicator(key)


@pytest.mark.parametrize("key", ["amendment", "termination", "funding"])
def test_what_is_not_found_is_said_so(key: str) -> None:
    assert (indicator(key).state, indicator(key).quotes) == ("none", ())


def test_headings_are_no_clauses() -> None:
    assert all(quote.text not in ("Disputes", "Other Agreements") for quote in indicator("disputes").quotes)


def test_body_and_annex_are_counted_apart() -> None:
    body, annex = profile().parts
    assert (body.part, annex.part) == ("body", "Annex A")
    assert dict(annex.forces)["pledge"] == annex.commitments == 1
    assert dict(annex.readings)["soft"] == 1


def test_consultation_has_trigger_request_and_deadline() -> None:
    first = profile().consultations[0]
    assert first.trigger == "In the event of an armed attack"
    assert (first.request, first.deadline) == ("at the request of either Party", "within 24 hours")


def test_money_has_year_purpose_actor_and_beneficiary() -> None:
    (money,) = profile().money
    assert (money.text, money.value, money.years) == ("EUR 5 million", "EUR 5000000", "2027")
    assert (money.actor, money.beneficiary) == ("Norway", "Ukraine")
    assert "repair of schools" in money.purpose


def test_who_promises_what_to_whom() -> None:
    pairs = {(promise.actor, promise.beneficiary): promise for promise in profile().promises}
    assert pairs["Norway", "Ukraine"].commitments >= 2
    assert dict(pairs["Norway", "Ukraine"].readings)["firm"] == 1
    assert sum(promise.commitments for promise in profile().promises) == sum(
        part.commitments for part in profile().parts
    )
    assert dict(profile().reciprocity.alone)["Norway"] >= 3
    assert profile().reciprocity.jointly >= 3


def test_the_firmest_come_with_their_reason() -> None:
    first = profile().firmest[0]
    assert first.reading == "firm" and "made precise by" in first.reason
    assert [one.reading for one in profile().firmest] == sorted(
        (one.reading for one in profile().firmest), key=["firm", "qualified", "soft", "aspirational"].index
    )


def test_hedges_and_elements_are_counted() -> None:
    shares = {share.type: share for share in profile().hedges}
    assert (shares["feasibility"].own, shares["feasibility"].elsewhere) == (1, 0)
    (elements,) = profile().elements
    assert (elements.count, elements.items) == (2, ("training of teachers", "exchange of books"))


def test_instrument_wide_clauses_say_what_they_reach() -> None:
    assert [quote.note for quote in profile().instrument_wide] == ["reaches the annex"]


def test_what_was_not_examined_has_no_profile() -> None:
    comparison = compare(specimen_rows())
    examined = [column.examined for column in comparison.columns]
    assert [one is not None for one in comparison.profiles] == examined
