"""Which words give a statement its topics, and where they are looked for."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.analysis import analyse
from pipeline.ingestion import agreement_from_text
from pipeline.records import document_row, statement_row
from pipeline.tagging.nlp_setup import load_tagger
from pipeline.topics import RowLabeller, Taxonomies, Taxonomy, Topic, label_document, load_taxonomies
from pipeline.topics.folding import fold
from pipeline.topics.matching import TermFinder

TEXT = """Agreement between Norvala and Estmark

Article 1: Sanctions

The Parties shall keep the list under lock.

Norvala shall provide armoured vehicles subject to the availability of funds.

Article 2: Help after a flood

Estmark shall, for the clearance of land mines:

(a) send experts;

(b) pay for dogs.

Norvala shall send blankets.
"""


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    analysis = analyse(agreement_from_text(TEXT), load_tagger())
    statements = [statement_row(statement) for statement in analysis.statements]
    taxonomies = load_taxonomies()
    RowLabeller(taxonomies).label(document_row(analysis), statements, TEXT)
    return statements


def row_of(rows: list[dict[str, Any]], words: str) -> dict[str, Any]:
    return next(row for row in rows if words in row["quote"])


def test_own_words_come_first_and_are_recorded(rows: list[dict[str, Any]]) -> None:
    row = row_of(rows, "armoured")
    assert row["topics"] == ["form.funding_proviso", "security.capabilities"]
    term = row["topic_terms"][1]
    assert (term["topic"], term["text"], term["from"]) == ("security.capabilities", "armoured vehicles", "statement")
    assert TEXT[term["start"] : term["end"]] == "armoured vehicles"


def test_without_words_of_its_own_a_statement_has_the_topic_of_its_heading(rows: list[dict[str, Any]]) -> None:
    term = row_of(rows, "under lock")["topic_terms"][0]
    assert (term["topic"], term["text"], term["from"]) == ("security.sanctions", "Sanctions", "heading")


def test_items_have_the_topic_of_their_chapeau(rows: list[dict[str, Any]]) -> None:
    row = row_of(rows, "send experts")
    assert row["topics"] == ["security.demining"]
    assert {term["from"] for term in row["topic_terms"]} == {"chapeau"}


def test_what_no_topic_claims_stands_under_its_own_heading(rows: list[dict[str, Any]]) -> None:
    row = row_of(rows, "blankets")
    assert row["topics"] == ["heading.help_after_a_flood"]
    assert row["topic_terms"][0]["text"] == "Help after a flood"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sanctions", "Sanction"), ("policies", "policy"), ("defence", "defense"), ("armoured", "armored"),
        ("standardisation", "standardization"), ("Ukraine’s", "ukraine"), ("programmes", "program"),
        ("exercises", "exercise"),
    ],
)  # fmt: skip
def test_spelling_and_number_make_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_stay_apart() -> None:
    assert len({fold(word) for word in ("our", "hour", "or", "its", "it", "basis", "base", "crisis", "class")}) == 9


def found(text: str, **wordings: tuple[str, ...]) -> list[str]:
    topic = Topic("t.one", "One", "Group", "…", **wordings)  # type: ignore[arg-type]
    taxonomies = Taxonomies((Taxonomy("t", "T", (topic,)),))
    row = {"start": 0, "end": len(text), "kind": "commitment", "force": "obligation"}
    labels = label_document(text, (), [row], taxonomies, TermFinder(taxonomies)).labels[0]
    return [text[label.start : label.end] for label in labels]


def test_a_term_is_not_read_across_a_comma_or_a_sentence() -> None:
    assert found("air-defence, air\ndefence, Air Defense", terms=("air defence",)) == [
        "air-defence", "air\ndefence", "Air Defense",
    ]  # fmt: skip
    assert found("in the air, defence and air. Defence", terms=("air defence",)) == []
    assert found("U.S. exports", terms=("U.S. export",)) == ["U.S. exports"]


def test_weak_terms_need_support_and_longer_wordings_take_terms_away() -> None:
    weak = {"weak_terms": ("budget",), "beside": ("support", "amount:money")}
    assert found("The budget is kept.", **weak) == []
    assert found("The budget is supported; support follows.", **weak) == ["budget"]
    assert found("sanctions, not legal sanctions", terms=("sanctions",), not_within=("legal sanctions",)) == [
        "sanctions"
    ]
    assert found("armed attack", terms=("attack", "armed attack")) == ["armed attack"]


def test_what_is_only_mentioned_is_listed_but_not_in_masked_page_furniture() -> None:
    text = "Sanctions Bulletin\n\nRecalling the sanctions and the land mines,\n\nThe Parties shall clear land mines.\n"
    document = {"dropped": [{"start": 0, "end": 18}], "provisions": []}
    start = text.index("The Parties")
    row = {"start": start, "end": len(text) - 2, "kind": "commitment", "force": "obligation"}
    RowLabeller(load_taxonomies(["security"])).label(document, [row], text)
    assert row["topics"] == ["security.demining"]
    assert [(one["topic"], one["start"]) for one in document["topic_mentions"]] == [  # type: ignore[call-overload]
        ("security.sanctions", text.index("sanctions"))
    ]


def test_a_text_that_is_not_tagged_mentions_nothing() -> None:
    document: dict[str, Any] = {"language": "fr", "provisions": []}
    RowLabeller(load_taxonomies(["security"])).label(document, [], "Les sanctions")
    assert document["topic_mentions"] == []
