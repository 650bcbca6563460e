"""The matrix of topics: its states, what a cell says, and the same by actor."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.comparison import Comparison, RunRows, TopicCell, TopicRow, compare
from tests.comparison.texts import run_of

TEXTS = {
    "support": """Agreement on Support

Done at Brightwater on 4 May 2021.

Recalling the sanctions that both countries keep,

Article 1: Help

Norvala shall provide Estmark with military assistance of EUR 5 million by 1 May 2027, where possible.

In the event of an attack, Estmark intends to share military training places.

Estmark may use the training ranges of Norvala.

Article 2: Life

This Agreement shall enter into force upon signature. It shall remain in force for ten years.
""",
    "weather": """Agreement on Weather

Done at Brightwater on 4 May 2020.

The Parties shall publish the forecast.
""",
}


@cache
def comparison() -> Comparison:
    rows = run_of(TEXTS, instrument="agreement")
    rows.documents[0]["signed"], rows.documents[1]["signed"] = "2021-05-04", "2020-05-04"
    return compare(RunRows(rows.documents, rows.statements, [], rows.texts, [{"file": "x.pdf", "reason": "no text"}],
                           rows.topics))  # fmt: skip


def cell(topic: str, document_id: str = "support") -> TopicCell:
    matrix = comparison().topics
    place = [column.document_id for column in matrix.columns].index(document_id)  # type: ignore[union-attr]
    return next(row for row in matrix.rows if row.topic == topic).cells[place]


def test_columns_are_those_of_the_comparison() -> None:
    assert comparison().topics.columns == comparison().columns
    assert [column.document_id for column in comparison().columns] == ["weather", "support", "x.pdf"]


def test_what_is_promised_says_how_firmly_and_how_much() -> None:
    found = cell("security.military_support")
    assert (found.state, found.force, found.firmness) == ("promised", "obligation", "qualified")
    assert (found.commitments, found.hedged, found.hedge_types) == (1, 1, (("feasibility", 1),))
    assert found.value == "1 commitment: obligation, qualified; hedged (feasibility); EUR 5 million; by 1 May 2027"
    assert [figure.kind for figure in found.figures] == ["sum", "year"]
    assert found.quotes[found.figures[0].quote].text.startswith("Norvala shall provide")


def test_the_firmest_statement_comes_first_and_permissions_are_counted_apart() -> None:
    found = cell("security.training")
    assert (found.commitments, found.others, found.conditional) == (1, 1, 1)
    assert found.condition_types == (("event", 1),)
    assert [quote.note.split(":")[0] for quote in found.quotes] == ["soft", "permission"]


def test_mentioned_and_not_mentioned_are_told_apart() -> None:
    mentioned = cell("security.sanctions")
    assert (mentioned.state, mentioned.commitments, mentioned.firmness) == ("mentioned", 0, None)
    assert "Recalling the sanctions" in mentioned.quotes[0].text
    assert cell("security.sanctions", "weather") == TopicCell("not mentioned", "not mentioned")


def test_terms_and_permissions_alone_are_provided_for() -> None:
    assert cell("form.entry_into_force").state == "provided for"
    assert cell("form.entry_into_force").value == "1 term"


def test_periods_are_key_figures() -> None:
    found = cell("form.duration_termination")
    assert (found.value, found.figures[0].kind) == ("1 term; for ten years", "period")


def test_what_could_not_be_read_is_no_finding() -> None:
    for row in comparison().topics.rows:
        assert row.cells[2] == TopicCell("not examined", "not read: no text")


def test_every_statement_stands_in_the_matrix() -> None:
    rows = comparison().topics.rows
    shown = {quote.statement_id for row in rows for one in row.cells for quote in one.quotes}
    assert {row["statement_id"] for row in run_of(TEXTS).statements} <= shown


def rows_of_agreements_on(*own: str) -> dict[str, TopicRow]:
    """The rows of agreements of two articles each: one on bridges, and one under a heading of its own."""
    texts = {
        f"{number}": f"Article 1: Bridges\n\nThe Parties shall paint the railings.\n\nArticle 2: {heading}\n\n"
        "The Parties shall polish the lamps.\n"
        for number, heading in enumerate(own)
    }
    return {row.name: row for row in compare(run_of(texts)).topics.rows}


def test_headings_that_agreements_share_are_rows_and_others_are_not_lost() -> None:
    rows = rows_of_agreements_on("Lamps", "Lights", "Lanterns")
    assert list(rows) == ["Bridges", "No topic"]
    assert [cell.commitments for cell in rows["Bridges"].cells] == [1, 1, 1]
    assert [cell.quotes[0].text for cell in rows["No topic"].cells] == ["The Parties shall polish the lamps"] * 3


def test_of_more_headings_than_anyone_reads_those_that_most_agreements_share_are_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.comparison.topic_matrix.HEADINGS_KEPT", 1)
    rows = rows_of_agreements_on("Lamps", "Lamps", "Lanterns")
    assert list(rows) == ["Bridges", "No topic"]
    assert [cell.commitments for cell in rows["No topic"].cells] == [1, 1, 1]


@pytest.mark.parametrize(
    ("topic", "actor", "state"),
    [
        ("security.military_support", "Norvala", "promised"),
        ("security.military_support", "Estmark", "not mentioned"),
        ("security.training", "Estmark", "promised"),
    ],
)
def test_by_actor(topic: str, actor: str, state: str) -> None:
    matrix = comparison().actors
    place = [column.title for column in matrix.columns].index(actor)
    assert next(row for row in matrix.rows if row.topic == topic).cells[place].state == state


def test_parties_that_promise_alike_share_a_column() -> None:
    together = next(column for column in comparison().actors.columns if column.title == "the parties together")
    assert (together.commitments, together.agreements) == (1, 1)  # type: ignore[union-attr]
