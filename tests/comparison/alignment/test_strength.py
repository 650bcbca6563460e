"""In what statements differ, and which is the stronger."""

import pytest

from pipeline.comparison.alignment.differences import differences, strength
from pipeline.comparison.alignment.entries import Entry, entries_of
from tests.comparison.alignment.agreements import rows_of_text


def one_statement(text: str) -> Entry:
    (entry,) = entries_of([rows_of_text("text", text)])
    return entry


@pytest.mark.parametrize(
    ("left", "right", "expected", "said"),
    [
        (
            "The Parties shall train staff.",
            "The Parties should train staff.",
            "weaker",
            "recommendation, not obligation",
        ),
        ("The Parties intend to train staff.", "The Parties will train staff.", "stronger", "pledge, not intention"),
        ("The Parties may train staff.", "The Parties shall train staff.", "stronger", "obligation, not permission"),
        ("The Parties will train staff.", "The Parties will train staff, where possible.", "weaker", "feasibility"),
        ("The Parties shall endeavour to train staff.", "The Parties shall train staff.", "stronger", "without hedge"),
        ("The Parties shall train staff.", "The Parties shall train staff within 30 days.", "stronger", "names a time"),
        (
            "The Parties shall reply within 30 days.",
            "The Parties shall reply within 2 weeks.",
            "stronger",
            "“within 2 weeks” instead of “within 30 days”",
        ),
        (
            "Norway will provide EUR 5 million.",
            "Norway will provide EUR 3 million.",
            "weaker",
            "“EUR 3 million” instead of “EUR 5 million”",
        ),
        (
            "Norway will provide assistance.",
            "Norway shall provide assistance, as appropriate.",
            "weaker",
            "reads as soft, not qualified; with hedge of discretion (“as appropriate”); but “shall” instead of “will”",
        ),
        (
            "Norway will, where possible, provide EUR 5 million.",
            "Norway will provide assistance.",
            "mixed",
            "firmer: without hedge of feasibility (“where possible”); softer: does not name an amount (“EUR 5 million”",
        ),
        ("The Parties will train staff.", "The Parties will instruct personnel.", "equal", "same force"),
    ],
)
def test_the_stronger_statement_is_told_with_its_reason(left: str, right: str, expected: str, said: str) -> None:
    found, reason = strength(one_statement(left), one_statement(right))
    assert found == expected and said in reason


def test_terms_are_neither_stronger_nor_weaker() -> None:
    left = one_statement("This Agreement shall remain in force for 10 years.")
    right = one_statement("This Agreement shall remain in force for 5 years.")
    assert strength(left, right) == ("equal", "“for 5 years” instead of “for 10 years”")


def test_one_party_bound_instead_of_all_is_named() -> None:
    left = one_statement("Each Party shall publish its tariffs.")
    right = one_statement("Cambodia shall publish its tariffs.")
    (difference,) = differences(left, right)
    assert (difference.aspect, difference.left, difference.right) == ("actor", "Each Party", "Cambodia")
