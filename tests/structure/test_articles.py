"""Articles, paragraphs, items and annexes: exact citations and bodies."""

from __future__ import annotations

from tests.structure.trees import tree

TREATY = """TREATY ON THE SHARED LAKE

Preamble

The Republic of Norland and the Kingdom of Sudmark,

Desiring to protect the lake,

Have agreed as follows:

PART I
General

Article 1: Use of Terms

In this Treaty "lake" means the Long Lake.

Article 2
Protection

1. The Parties shall protect the lake. They shall publish a plan.

2. Each Party shall:

(a) measure the water every year;

(b) where possible:

(i) warn the other Party; and

(ii) stop the outflow; and

(c) report.

Article 3

Either Party may end this Treaty.

It ends after a year.

IN WITNESS WHEREOF the undersigned have signed this Treaty.

Done at Midtown on 3 May 2031.

For the Republic of Norland:

Ada North

ANNEX A
Monitoring

A. Stations

The stations shall be open to both Parties.

B. Reports

1. Reports are due in May.

2. Reports are public.
"""


def test_every_provision_is_cited_as_a_lawyer_would() -> None:
    assert tree(TREATY).citations == [
        "Title",
        "Preamble",
        "Preamble, 1st para.",
        "Preamble, 2nd para.",
        "Preamble, 3rd para.",
        "Part I",
        "Article 1",
        "Article 2",
        "Article 2(1)",
        "Article 2(2)",
        "Article 2(2)(a)",
        "Article 2(2)(b)",
        "Article 2(2)(b)(i)",
        "Article 2(2)(b)(ii)",
        "Article 2(2)(c)",
        "Article 3",
        "Article 3, 1st para.",
        "Article 3, 2nd para.",
        "Testimonium, 1st para.",
        "Testimonium, 2nd para.",
        "Signatures",
        "Annex A",
        "Annex A, A. Stations",
        "Annex A, B. Reports",
        "Annex A, para. 1",
        "Annex A, para. 2",
    ]


def test_bodies_leave_out_labels_headings_and_children() -> None:
    bodies = tree(TREATY).bodies
    assert bodies["Article 1"] == 'In this Treaty "lake" means the Long Lake.'
    assert bodies["Article 2(1)"] == "The Parties shall protect the lake. They shall publish a plan."
    assert bodies["Article 2(2)"] == "Each Party shall:"
    assert bodies["Article 2(2)(b)"] == "where possible:"
    assert bodies["Article 2(2)(b)(ii)"] == "stop the outflow; and"
    assert bodies["Signatures"] == "For the Republic of Norland: Ada North"
    assert "Article 2" not in bodies and "Part I" not in bodies and "Title" not in bodies


def test_kinds_headings_and_numbers() -> None:
    found = tree(TREATY)
    kinds = found.kinds()
    assert kinds["Part I"] == "part"
    assert kinds["Article 2"] == "article"
    assert kinds["Article 2(1)"] == "paragraph"
    assert kinds["Article 2(2)(a)"] == "item"
    assert kinds["Annex A"] == "annex"
    assert kinds["Annex A, A. Stations"] == "section"
    assert kinds["Signatures"] == "signature"
    assert kinds["Testimonium, 2nd para."] == "paragraph"
    assert (found["Article 2"].number, found["Article 2"].heading) == ("Article 2", "Protection")
    assert (found["Annex A"].number, found["Annex A"].heading) == ("ANNEX A", "Monitoring")
    assert found["Annex A, A. Stations"].number == "A."
    assert found["Part I"].heading == "General"


def test_items_chain_to_the_nearest_open_body() -> None:
    found = tree(TREATY)
    assert found.chapeau("Article 2(2)(a)") == "Article 2(2)"
    assert found.chapeau("Article 2(2)(b)(ii)") == "Article 2(2)(b)"
    assert found.chapeau("Article 2(2)(c)") == "Article 2(2)"
    assert found.chapeau("Article 2(2)") is None
    assert found.chapeau("Annex A, para. 2") is None


def test_extents_hold_number_heading_and_children() -> None:
    found = tree(TREATY)
    article = found["Article 2"]
    assert TREATY[article.start : article.end].startswith("Article 2\nProtection")
    assert TREATY[article.start : article.end].endswith("(c) report.")
    annex = found["Annex A"]
    assert TREATY[annex.start : annex.end].endswith("Reports are public.")
    assert found["Annex A"].level == 0


def test_headings_share_a_line_with_title_or_text() -> None:
    found = tree(
        "Article 4 Basic Duties\n\nThe duty is nil.\n\nArticle 5 Other Duties The Parties shall levy no others."
    )
    assert found["Article 4"].heading == "Basic Duties"
    assert found["Article 5"].heading == "Other Duties"
    assert found.body("Article 5") == "The Parties shall levy no others."


def test_references_at_the_start_of_a_paragraph_are_no_headings() -> None:
    text = (
        "Article 5 of the Charter shall apply.\n\nAnnex II is binding.\n\n"
        "Chapter 4 (Origin) applies.\n\nArticles 3 and 4 too."
    )
    assert tree(text).citations == ["para. 1", "para. 2", "para. 3", "para. 4"]


def test_numbers_that_begin_anew_are_cited_with_their_division() -> None:
    text = "AIMS\n\n1. The Sides will meet.\n\nMEANS\n\n1. The Sides will pay.\n\n2. The Sides will share."
    assert [c for c in tree(text).citations if "para." in c] == ["AIMS, para. 1", "MEANS, para. 1", "MEANS, para. 2"]


def test_bracketed_lines_part_a_collection() -> None:
    found = tree("[doc_7 ARTICLE 13.3 Duties]\n\n1. Each Party shall act.\n\n[doc_8 ARTICLE - 13.3 Duties]\n\nNone.")
    assert found.citations == ["doc_7 Article 13.3", "doc_7 Article 13.3(1)", "doc_8 Article 13.3"]
    assert found["doc_7 Article 13.3"].heading == "Duties"
    assert found.bodies == {"doc_7 Article 13.3(1)": "Each Party shall act.", "doc_8 Article 13.3": "None."}


def test_sections_stand_above_articles_where_articles_follow_them() -> None:
    found = tree("Section 1. Trade\n\nArticle 1.1: Duties\n\nNo duty shall be levied.\n\nArticle 1.2\n\nNor any quota.")
    assert found.parent("Article 1.2") == "Section 1"
    contract = tree(
        "Article I\n\nSection 1.1 Rent. The Tenant shall pay.\n\nSection 1.2 Use. The Tenant shall live there."
    )
    assert contract.parent("Article I, Section 1.2") == "Article I"


def test_schedules_hang_on_their_annex() -> None:
    found = tree("The Parties shall meet.\n\nAnnex 1\n\nThe list is open.\n\nSchedule 1\n\nIt shall be kept.")
    assert found.parent("Annex 1, Schedule 1") == "Annex 1"
    assert found["Annex 1, Schedule 1"].kind == "annex"
