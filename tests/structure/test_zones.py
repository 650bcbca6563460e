"""Title, preamble, signature block, contents, footnotes."""

from __future__ import annotations

from pipeline.records import Agreement, Dropped
from pipeline.structure import build_structure
from tests.structure.trees import tree


def test_title_lines_are_one_title() -> None:
    found = tree("MEMORANDUM\n\nbetween\n\nTHE NORTH\n\nand\n\nTHE SOUTH\n\nThe North and the South will cooperate.")
    assert found.citations == ["Title", "para. 1"]
    assert found["Title"].heading == "MEMORANDUM between THE NORTH and THE SOUTH"


def test_a_preamble_ends_with_its_formula() -> None:
    found = tree("The Sides,\n\nSeeking peace,\n\nHave reached the following understandings:\n\n1. They will meet.")
    assert found.below("Preamble") == ["Preamble, 1st para.", "Preamble, 2nd para.", "Preamble, 3rd para."]
    assert found.parent("para. 1") is None
    assert found.chapeau("para. 1") is None


def test_a_preamble_headed_twice_is_one() -> None:
    found = tree("Preamble\n\nPREAMBLE\n\nThe Sides,\n\nHave agreed as follows:\n\nArticle 1\n\nThey shall meet.")
    assert found["Preamble"].heading == "Preamble"
    assert found.citations == ["Preamble", "Preamble, 1st para.", "Preamble, 2nd para.", "Article 1"]


def test_page_numbers_between_dashes_are_left_out() -> None:
    found = tree("Article 1\n\nThe Sides shall meet.\n\n- 1 -\n\nArticle 2\n\nThey shall talk.")
    assert found.citations == ["Article 1", "Article 2"]


def test_a_declaration_has_no_preamble() -> None:
    assert tree("We met today.\n\nWe will meet again.").citations == ["para. 1", "para. 2"]


def test_signatures_end_at_an_annex() -> None:
    found = tree(
        "Article 1\n\nThe Sides shall meet.\n\nSigned at Midtown.\n\nAda North\n\nMinister\n\nAnnex\n\nA list follows."
    )
    assert found.citations == ["Article 1", "Testimonium", "Signatures", "Annex", "Annex, 1st para."]
    assert found.body("Testimonium") == "Signed at Midtown."
    assert found.body("Signatures") == "Ada North Minister"


def test_sentences_after_the_closing_formula_are_text() -> None:
    found = tree(
        "Article 1\n\nAll.\n\nDone at Midtown.\n\nIn case of doubt the English text shall prevail.\n\nFor the North"
    )
    assert found.body("2nd para.") == "In case of doubt the English text shall prevail."
    assert found["Signatures"].kind == "signature"


def test_names_at_the_end_without_a_formula_are_signatures() -> None:
    assert tree("We will meet.\n\nAda M. North, Jr. Bo South\n\nJune 10, 2031")["Signatures"].kind == "signature"
    assert tree("We will meet.\n\nFor the Government of the North:\n\nAda North")["Signatures"].kind == "signature"


def test_contents_are_one_table() -> None:
    text = (
        "Table of Contents\n\nArticle 1 Scope ..... 2\nArticle 2 Aims ..... 3\nAnnex ..... 9\n\n"
        "Article 1 Scope\n\nThis applies.\n\nArticle 2 Aims\n\nThat applies.\n\nAnnex\n\nA list."
    )
    found = tree(text)
    assert found.citations == ["Contents", "Article 1", "Article 2", "Annex", "Annex, 1st para."]
    assert found["Contents"].kind == "table"


def test_contents_without_page_numbers_are_known_by_the_headings_they_repeat() -> None:
    names = ["Article 1\nScope", "Article 2\nAims", "Article 3\nMeans"]
    text = "\n\n".join([*(name.replace("\n", " ") for name in names), *(f"{name}\n\nThis applies." for name in names)])
    assert tree(text).citations == ["Contents", "Article 1", "Article 2", "Article 3"]


def test_footnotes_stand_apart() -> None:
    found = tree(
        "Article 1\n\nDuty[1] is nil.\n\n---------\n\n[1] Duty does not include─\n\n(a) fees; or\n\n(b) fines."
    )
    assert found.citations == ["Article 1", "footnote 1", "footnote 1(a)", "footnote 1(b)"]
    assert found["footnote 1"].kind == "footnote"
    assert found["footnote 1"].parent is None
    assert found.chapeau("footnote 1(b)") == "footnote 1"


def test_masked_page_furniture_is_in_no_body_edge_and_parts_no_sentence() -> None:
    text = "The Parties shall meet in\n\nPage 3\n\nthe capital.\n\nPage 4"
    marks = [(text.index(mark), mark) for mark in ("Page 3", "Page 4")]
    masked = tuple(Dropped("page number", mark, start=start, end=start + len(mark)) for start, mark in marks)
    provisions = build_structure(Agreement("text", text, dropped=masked))
    assert len(provisions) == 1
    assert text[provisions[0].body_end - 8 : provisions[0].body_end] == "capital."


def test_hard_wrapped_lines_are_one_body() -> None:
    text = (
        "Article 5\nThe Parties shall consult each other whenever one of them\nso asks under the procedure set out in\n"
        "Annex I. They shall meet in the capital of the Party\nthat asked.\nArticle 6\nThis Treaty may be ended."
    )
    found = tree(text)
    assert found.citations == ["Article 5", "Article 6"]
    assert found.body("Article 5").endswith("in Annex I. They shall meet in the capital of the Party that asked.")
