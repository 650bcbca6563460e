"""Lists: chapeaux, broken numbering, items without labels, tails, labels that run in."""

from __future__ import annotations

from pipeline.records import BlockHint
from tests.structure.trees import tree


def test_broken_numbering_is_one_list() -> None:
    text = (
        "Article II: Cooperation\n\nThe Parties agree:\n\n- To meet.\n\n- To build a force, which may include:\n\n"
        "1. Training;\n\n- Supplies;\n\n- Exercises;\n\nd) Planning; and\n\ne) Other means.\n\n- To share plans.\n\n"
        "The Parties shall report."
    )
    found = tree(text)
    inner = found.below("Article II, 2nd bullet")
    assert [found.body(citation) for citation in inner] == [
        "Training;",
        "Supplies;",
        "Exercises;",
        "Planning; and",
        "Other means.",
    ]
    assert {found.chapeau(citation) for citation in inner} == {"Article II, 2nd bullet"}
    assert found.chapeau("Article II, 3rd bullet") == "Article II, 1st para."
    assert found.body("Article II, 3rd bullet") == "To share plans."
    assert found.parent("Article II, 2nd para.") == "Article II"


def test_whole_sentences_under_broken_numbers_stay_paragraphs() -> None:
    found = tree(
        "Article 7\n\n1. Disputes shall be settled by talks.\n\n- Costs are shared.\n\n- Either Party may leave."
    )
    assert found.kinds() == {
        "Article 7": "article",
        "Article 7(1)": "paragraph",
        "Article 7, 2nd bullet": "paragraph",
        "Article 7, 3rd bullet": "paragraph",
    }
    assert all(provision.chapeau is None for provision in found.provisions)


def test_a_misnumbered_last_item_belongs_to_its_list() -> None:
    found = tree("1. In doing so─\n\n(a) it shall ask; and\n\n1. it shall answer.\n\n2. It shall pay.")
    assert found.chapeau("para. 1(1)") == "para. 1"
    assert found.parent("para. 1(1)") == "para. 1"
    assert found.kinds()["para. 2"] == "paragraph"


def test_complete_sentences_give_no_chapeau() -> None:
    found = tree("The Sides share these aims.\n\n- Peace is the first.\n\n- Trade is the second.")
    assert [found.chapeau(c) for c in found.citations] == [None, None, None]


def test_open_words_and_dashes_make_a_chapeau() -> None:
    openings = ("Signatories pledge to", "The Parties shall", "The Parties act by", "In doing so─", "This includes:")
    for opening in openings:
        found = tree(f"{opening}\n\n(1) help;\n\n(2) pay.")
        assert found.chapeau("para. 1(2)") == "para. 1", opening


def test_paragraphs_after_a_colon_that_end_in_semicolons_are_items() -> None:
    text = (
        "We, the leaders of the North:\n\nCommend the work;\n\nAffirm our aid; and\n\n"
        "Recognize the cost.\n\nWe will meet."
    )
    found = tree(text)
    assert found.below("para. 1") == ["para. 1, 1st item", "para. 1, 2nd item", "para. 1, 3rd item"]
    assert found.chapeau("para. 1, 3rd item") == "para. 1"
    assert found.body("para. 2") == "We will meet."


def test_a_resolution_is_completed_by_its_numbered_paragraphs() -> None:
    found = tree("The Council of the Straits,\n\nDetermined to keep peace,\n\n1. Demands peace;\n\n2. Decides to act.")
    assert found.chapeau("para. 2") == "1st para."
    assert found.body("1st para.") == "The Council of the Straits,"
    assert found.kinds()["para. 2"] == "paragraph"


def test_a_tail_on_its_own_line_has_no_chapeau() -> None:
    found = tree("The Parties shall, if attacked:\n\n(a) meet; and\n\n(b) consult,\n\nwithout delay.")
    assert found.body("para. 2") == "without delay."
    assert found.chapeau("para. 2") is None
    assert found.body("para. 1(b)") == "consult,"


def test_text_between_items_belongs_to_the_item_before() -> None:
    found = tree("The Parties shall:\n\n(a) train staff.\n\nStaff shall be adults.\n\n(b) share data.")
    assert found.parent("para. 1(a), 2nd subpara.") == "para. 1(a)"
    assert found.chapeau("para. 1(b)") == "para. 1"


def test_labels_run_into_items_only_before_a_clause_of_their_own() -> None:
    found = tree(
        "The Sides plan:\n\n- Maritime Security: The North intends to patrol.\n\n- Duration: ten years\n\n"
        "- Seek ways to do more: Ideas are many."
    )
    first = found["para. 1, 1st bullet"]
    assert (first.heading, found.body("para. 1, 1st bullet")) == ("Maritime Security", "The North intends to patrol.")
    assert found["para. 1, 2nd bullet"].heading is None
    assert found["para. 1, 3rd bullet"].heading is None


def test_contract_clauses() -> None:
    found = tree(
        "1. TERM\n\n1.1 The term is five years.\n\n1.2 The Tenant may renew, provided that:\n\n(a) it asks; and\n\n"
        "(b) it pays.\n\n2. Rent. The Tenant shall pay monthly."
    )
    assert found.citations == ["1. TERM", "Clause 1.1", "Clause 1.2", "Clause 1.2(a)", "Clause 1.2(b)", "para. 2"]
    assert (found["para. 2"].heading, found.body("para. 2")) == ("Rent", "The Tenant shall pay monthly.")
    assert found["Clause 1.2"].number == "1.2"


def test_short_numbered_lines_are_headings_over_text_and_items_in_lists() -> None:
    headed = tree("1. Safety\n\nWe will act.\n\n2. Towards a lasting peace\n\nWe will talk.")
    assert [p.kind for p in headed.provisions] == ["section", "section"]
    listed = tree("Cooperation may include:\n\n1. Safety\n\n2. Energy\n\n3. Trade")
    assert [p.kind for p in listed.provisions] == ["paragraph", "item", "item", "item"]


def test_a_label_alone_on_its_line_takes_the_next() -> None:
    found = tree("The Parties shall:\n\n(a)\n\nmeet; and\n\n(b)\n\ntalk.")
    assert found.body("para. 1(a)") == "meet; and"
    assert found.body("para. 1(b)") == "talk."


def test_hints_give_numbers_that_the_text_lacks() -> None:
    text = "The Parties shall:\n\nmeet every year\n\ntalk every day"
    hints = (BlockHint(20, 35, "item", 1, "(a)"), BlockHint(37, 51, "item", 1, "(b)"))
    found = tree(text, hints)
    assert found.citations == ["para. 1", "para. 1(a)", "para. 1(b)"]
    assert found.chapeau("para. 1(b)") == "para. 1"
    assert found.body("para. 1(a)") == "meet every year"


def test_hinted_depth_nests_bullets_after_complete_items_only() -> None:
    text = "- First aim.\n\n- Detail of it.\n\n- Second aim."
    hints = (BlockHint(0, 12, "item", 1, "-"), BlockHint(14, 29, "item", 2, "-"), BlockHint(31, 44, "item", 1, "-"))
    assert tree(text, hints).citations == ["1st bullet", "1st bullet, 1st bullet", "2nd bullet"]
    flat = "The Parties shall:\n\n- meet;\n\n- talk; and\n\n- pay."
    wrong = (BlockHint(20, 27, "item", 1, "-"), BlockHint(29, 40, "item", 2, "-"), BlockHint(42, 48, "item", 2, "-"))
    assert tree(flat, wrong).bodies == tree(flat).bodies
