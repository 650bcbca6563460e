"""Which statements of invented agreements are counterparts."""

import pytest

from pipeline.comparison import DocumentRows
from pipeline.comparison.alignment import Question, align
from tests.comparison.alignment.agreements import NORLAND, SABLE, rows_of_text


@pytest.fixture(scope="module")
def twins() -> list[DocumentRows]:
    return [rows_of_text("norland", NORLAND), rows_of_text("sable", SABLE)]


def test_statements_of_one_template_line_up(twins: list[DocumentRows]) -> None:
    shared = align(twins).shared
    assert [tuple(quote.citation for quote in one.quotes) for one in shared] == [
        ("Article 1(1)", "Article 1(1)"),
        ("Article 1(2)", "Article 1(2)"),
        ("Article 2(1)", "Article 2(1)"),
        ("Article 2(2)", "Article 2(2)"),
        ("Article 3", "Article 5"),
    ]
    assert [one.label for one in shared] == ["Licences", "Licences", "Control", "Control", "Life"]
    assert [pair.strength for one in shared for pair in one.pairs] == ["weaker", "equal", "weaker", "stronger", "equal"]


def test_an_archive_is_aligned_only_when_that_is_asked(
    twins: list[DocumentRows], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.comparison.alignment.alignment.MOST_STATEMENTS", 5)
    unasked = align(twins)
    assert not unasked.feasible and unasked.shared == () and unasked.novelties == ()
    asked = align(twins, Question(("sable",), ("norland",)))
    assert asked.feasible and len(asked.novelties[0].verdicts) > 5


def test_order_of_agreements_is_kept(twins: list[DocumentRows]) -> None:
    first = align(twins[::-1]).shared[0]
    assert [quote.document_id for quote in first.quotes] == ["sable", "norland"]
    assert first.quote_of("norland") == first.quotes[1] and first.quote_of("other") is None


def test_one_agreement_alone_shares_nothing(twins: list[DocumentRows]) -> None:
    assert align(twins[:1]).shared == ()


def test_a_third_agreement_joins_only_what_is_like_all(twins: list[DocumentRows]) -> None:
    third = rows_of_text("third", "Third Agreement\n\nThe Parties shall exchange catch reports every year.\n")
    shared = align([*twins, third]).shared
    assert [len(one.quotes) for one in shared] == [2, 2, 3, 2, 2]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The Parties shall disclose the reports to the public.", "The Parties shall not disclose the reports."),
        ("The Parties shall train pilots.", "The Parties shall publish their laws on patents."),
        ("The Parties shall meet.", "Nothing in this Agreement shall affect other treaties."),
    ],
)
def test_unlike_statements_stay_apart(left: str, right: str) -> None:
    assert align([rows_of_text("one", left), rows_of_text("two", right)]).shared == ()


def test_nothing_comes_of_nothing() -> None:
    empty = rows_of_text("empty", "A heading\n")
    assert align([]).shared == align([empty]).shared == align([empty, empty]).shared == ()
