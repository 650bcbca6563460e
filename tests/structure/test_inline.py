"""Enumerations inside a paragraph, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.structure.trees import tree


def test_items_inside_a_paragraph() -> None:
    found = tree("Each Party shall: (a) train staff; (b) share data; and (c) report.")
    assert found.bodies == {
        "para. 1": "Each Party shall:",
        "para. 1(a)": "train staff;",
        "para. 1(b)": "share data; and",
        "para. 1(c)": "report.",
    }
    assert {found.chapeau(citation) for citation in found.below("para. 1")} == {"para. 1"}


def test_numbered_paragraphs_on_one_line() -> None:
    found = tree("Article 9\n\n1. Each Party shall act. 2. To the extent needed, it shall pay. 3. It may stop.")
    assert found.citations == ["Article 9", "Article 9(1)", "Article 9(2)", "Article 9(3)"]
    assert found.body("Article 9(2)") == "To the extent needed, it shall pay."


def test_numerals_nest_in_letters() -> None:
    found = tree("The Parties shall: (a) ask: (i) the court; or (ii) the council; and (b) pay.")
    assert found.citations == ["para. 1", "para. 1(a)", "para. 1(a)(i)", "para. 1(a)(ii)", "para. 1(b)"]
    assert found.chapeau("para. 1(a)(ii)") == "para. 1(a)"


def test_the_ninth_letter_is_no_numeral() -> None:
    letters = "".join(f"({letter}) do {letter}{letter}; " for letter in "abcdefghij")
    found = tree(f"The Parties shall: {letters}")
    assert found.below("para. 1") == [f"para. 1({letter})" for letter in "abcdefghij"]


def test_a_list_may_begin_on_the_line_and_go_on_below() -> None:
    found = tree("The Parties shall: (a) meet;\n\n(b) talk; and (c)\n\npay.")
    assert found.below("para. 1") == ["para. 1(a)", "para. 1(b)", "para. 1(c)"]
    assert found.body("para. 1(c)") == "pay."


def test_a_new_sentence_after_the_last_item_is_a_tail() -> None:
    found = tree(
        "1. Aid covers: - the supply of tools,\n\n"
        "- the exchange of experts. Aid shall be given as grants.\n\n2. It ends."
    )
    assert found.body("para. 1, 2nd bullet") == "the exchange of experts."
    assert found.body("para. 1, 2nd subpara.") == "Aid shall be given as grants."
    assert found.chapeau("para. 1, 2nd subpara.") is None


def test_a_heading_that_ran_into_the_next_number() -> None:
    found = tree("1. We act.\n\nFighting drought 2. We will plant trees.\n\n3. We will save water.")
    assert found["Fighting drought"].kind == "section"
    assert found.body("para. 2") == "We will plant trees."


@pytest.mark.parametrize(
    "sentence",
    [
        "The rulings on paragraphs (a) to (d) and (e) are final.",
        "Article 5(1)(a) and Article 5(1)(b) apply to subparagraph (b) or (c).",
        "Under paragraph 2, (a) and (b) the Parties shall meet.",
        "The sum is 3.5 million under Resolution No. 1. 2 of them agreed on 1 May 2030.",
        "The Union (EU) and the Council (a) met on 3. May.",
        "It concerns points (i), (ii) and (iii) of Annex 2.",
        "They shall act in accordance with Article 1. The Parties shall also act under Article 2. The rest is open.",
    ],
)
def test_references_and_figures_are_no_items(sentence: str) -> None:
    found = tree(sentence)
    assert list(found.bodies.values()) == [sentence]


def test_one_letter_alone_is_no_list() -> None:
    assert len(tree("The Parties shall protect: (a) rights and nothing else.").provisions) == 1
