"""How firm a commitment is read to be, and why."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.comparison.legalization import Firmness, firmness_rules, read_firmness, register_of
from tests.comparison.texts import document_of

TREATY = "The Parties shall keep this Agreement. Each Party shall publish its laws.\n\n"


def firmness(sentence: str, before: str = "", **fields: Any) -> Firmness:
    """The firmness of the commitment in `sentence`, which stands behind `before`."""
    rows = document_of(before + sentence, **fields)
    found = read_firmness(rows)
    last = [row for row in rows.statements if row["kind"] == "commitment"][-1]
    return found[last["statement_id"]]


@pytest.mark.parametrize(
    ("sentence", "reading"),
    [
        ("Norvala shall deliver twelve aircraft to Estmark by 31 December 2027.", "firm"),
        ("Norvala shall publish the list.", "firm"),
        ("Norvala will publish the list.", "firm"),
        ("Norvala shall publish the list subject to the availability of funds.", "qualified"),
        ("If asked, Norvala shall publish the list.", "qualified"),
        ("Norvala shall cooperate with Estmark.", "qualified"),
        ("Norvala shall endeavour to publish the list.", "soft"),
        ("Norvala shall publish the list as appropriate.", "soft"),
        ("Norvala intends to publish the list.", "soft"),
        ("Norvala intends to promote friendship.", "aspirational"),
        ("Norvala intends to endeavour to publish the list.", "aspirational"),
        ("Norvala should publish the list.", "aspirational"),
    ],
)
def test_readings_in_a_treaty(sentence: str, reading: str) -> None:
    found = firmness(sentence, TREATY, instrument="agreement")
    assert (found.reading, found.register) == (reading, "binding"), found.reason


@pytest.mark.parametrize(
    ("instrument", "before", "reading"),
    [
        ("treaty", TREATY, "firm"),
        ("declaration", "", "qualified"),
        ("memorandum", "The Participants met. The Participants agree on this Memorandum.\n\n", "soft"),
    ],
)
def test_will_reads_as_the_instrument_uses_it(instrument: str, before: str, reading: str) -> None:
    assert firmness("Norvala will publish the list.", before, instrument=instrument).reading == reading


def test_an_annex_that_denies_legal_effect_is_read_as_not_binding() -> None:
    text = (
        TREATY + "Article 1: Lists\n\nNorvala shall publish the list.\n\nAnnex\n\nNorvala shall print the list.\n\n"
        "Nothing in this annex shall give rise to rights or obligations under international law.\n"
    )
    rows = document_of(text, instrument="agreement")
    found = read_firmness(rows)
    by_words = {row["quote"]: found[row["statement_id"]] for row in rows.statements if row["statement_id"] in found}
    assert by_words["Norvala shall publish the list"].register == "binding"
    assert by_words["Norvala shall print the list"].register == "non-binding"
    assert by_words["Norvala shall print the list"].reading == "qualified"


def test_the_three_dimensions_are_kept_apart() -> None:
    found = firmness(
        "Estmark shall, where possible, pay EUR 5 million to the Joint Committee under the Veld Treaty by 1 May 2027.",
        TREATY,
        instrument="agreement",
    )
    assert (found.force, found.verb) == ("obligation", "shall")
    assert [ground.kind for ground in found.hedges] == ["feasibility"]
    assert {ground.kind for ground in found.precision} >= {"sum", "time"}
    assert [ground.text for ground in found.delegation] == ["Joint Committee"]
    assert "depends on feasibility" in found.reason and "under Joint Committee" in found.reason


def test_what_makes_an_open_verb_precise_is_counted() -> None:
    vague = firmness("Norvala shall support Estmark.", TREATY, instrument="agreement")
    exact = firmness("Norvala shall support Estmark with EUR 5 million in 2027.", TREATY, instrument="agreement")
    assert (vague.reading, vague.open_verb) == ("qualified", "support")
    assert exact.reading == "firm"


@pytest.mark.parametrize(
    ("text", "instrument", "register"),
    [
        ("The Participants will meet.", "agreement", "non-binding"),
        ("The Parties will meet. They will talk.", "memorandum", "non-binding"),
        ("The Parties shall meet. They shall talk.", "memorandum", "binding"),
        ("The Parties shall meet.", None, "binding"),
        ("We will meet.", None, "political"),
        ("We shall meet.", "declaration", "political"),
    ],
)
def test_the_register_is_read_from_words_first(text: str, instrument: str | None, register: str) -> None:
    assert register_of(document_of(text, instrument=instrument), firmness_rules()) == register


@pytest.mark.parametrize(
    ("sentence", "marks"),
    [
        ("Norvala shall support Estmark through the High-Level Defence Group.", ["High-Level Defence Group"]),
        ("Norvala shall support Estmark with F-16 aircraft.", ["F-16"]),
        ("Norvala shall support the Armed Forces of Estmark on the Black Sea.", []),
        ("Norvala shall support what was built over the past seven decades.", []),
    ],
)
def test_only_what_can_be_told_from_all_else_makes_precise(sentence: str, marks: list[str]) -> None:
    found = firmness(sentence, TREATY, instrument="agreement")
    assert [ground.text for ground in found.precision if ground.kind != "named actor"] == marks
