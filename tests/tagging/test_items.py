"""Lists: items that complete a chapeau, items that only list things, nested lists (CODEBOOK 1.6, 1.13, 1.19)."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.records import Analysis

Reader = Callable[[str], Analysis]


def test_items_are_commitments_that_inherit_from_their_chapeau(read: Reader) -> None:
    text = (
        "Upon request, the Parties shall, within available resources:\n\n"
        "(a) train the staff of the port;\n\n(b) not raise the fees; and\n\n(c) endeavour to share the data."
    )
    first, second, third = read(text).statements
    for statement in (first, second, third):
        assert statement.attribute is not None and statement.attribute.text == "the Parties"
        assert statement.attribute.inherited is not None and statement.attribute.inherited.level == "chapeau"
        assert [c.text for c in statement.conditions] == ["Upon request"]
        assert statement.conditions[0].inherited is not None
        assert "within available resources" in [h.text for h in statement.hedges]
    assert first.quote == "train the staff of the port"
    assert (second.polarity, [a.text for a in second.aims]) == ("negative", ["raise"])
    assert [(h.type, h.inherited is None) for h in third.hedges if h.type == "effort"] == [("effort", True)]


def test_items_that_only_list_things_are_elements_of_one_commitment(read: Reader) -> None:
    text = (
        "Norway will expand the cooperation, which may include:\n\n"
        "- training programmes;\n\n- joint exercises; and\n\n- other projects."
    )
    (statement,) = read(text).statements
    assert statement.quote == "Norway will expand the cooperation, which may include"
    assert [e.text for e in statement.elements] == ["training programmes", "joint exercises", "other projects"]


def test_this_includes_spells_out_the_commitment_before_it(read: Reader) -> None:
    text = (
        "Norway reaffirms its commitment to ensuring the safety of the goods.\n\nThis includes:\n\n"
        "- Providing yearly reports; and\n\n- Continuing to admit inspectors."
    )
    whole, first, second = read(text).statements
    assert whole.aims[0].text == "ensuring"
    assert [s.aims[0].text for s in (first, second)] == ["Providing", "admit"]
    assert all(s.force == "pledge" and s.attribute and s.attribute.text == "Norway" for s in (first, second))


def test_items_under_ensure_that_have_their_own_verb_and_polarity(read: Reader) -> None:
    text = (
        "Each Party shall ensure that:\n\n(a) permits are issued within ten days; and\n\n"
        "(b) the fees do not exceed the cost of the service."
    )
    first, second = read(text).statements
    assert (first.aims[0].text, first.polarity) == ("issued", "positive")
    assert (second.aims[0].text, second.polarity) == ("exceed", "negative")
    assert first.attribute is not None and first.attribute.text == "Each Party"


def test_an_item_with_a_clause_of_its_own_stands_alone(read: Reader) -> None:
    text = "The Participants agree on these steps:\n\n- Training: Norway will train two crews.\n\n- Supply: Denmark may send fuel."
    first, second = read(text).statements
    assert (first.kind, first.quote) == ("commitment", "Norway will train two crews")
    assert (second.kind, second.quote) == ("permission", "Denmark may send fuel")


def test_a_resolution_speaks_with_the_voice_of_its_opening(read: Reader) -> None:
    text = (
        "The Council of the Straits,\n\nRecalling its resolution 3,\n\n1. Decides to send a mission of 45 observers;\n\n"
        "2. Calls upon the aggressor to withdraw."
    )
    (statement,) = read(text).statements
    assert statement.attribute is not None and statement.attribute.text == "The Council of the Straits"
