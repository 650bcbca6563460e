"""Two statements word by word."""

from itertools import pairwise

import pytest

from pipeline.comparison.alignment.entries import Entry, entries_of
from pipeline.comparison.alignment.word_runs import word_runs
from tests.comparison.alignment.agreements import rows_of_text


def one_statement(text: str) -> tuple[Entry, str]:
    rows = rows_of_text("text", text)
    (entry,) = entries_of([rows])
    return entry, rows.text


def runs(left: str, right: str) -> list[tuple[str, str, str]]:
    (one, one_text), (two, two_text) = one_statement(left), one_statement(right)
    return [(run.kind, one_text[slice(*run.left)], two_text[slice(*run.right)]) for run in word_runs(one, two)]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            "Malaysia shall publish all tariffs.",
            "Cambodia shall publish all tariffs.",
            [("name", "Malaysia", "Cambodia"), ("same", "shall publish all tariffs", "shall publish all tariffs")],
        ),
        (
            "The Parties shall publish tariffs.",
            "The Parties shall publish tariffs within 30 days.",
            [
                ("same", "The Parties shall publish tariffs", "The Parties shall publish tariffs"),
                ("added", "", "within 30 days"),
            ],
        ),
        (
            "The Participants will, where possible, share labour data.",
            "The Participants will share labor data.",
            [
                ("same", "The Participants will", "The Participants will"),
                ("removed", ", where possible,", ""),
                ("same", "share labour data", "share labor data"),
            ],
        ),
        (
            "The Parties shall meet in Oslo.",
            "The Parties should meet in Oslo.",
            [
                ("same", "The Parties", "The Parties"),
                ("replaced", "shall", "should"),
                ("same", "meet in Oslo", "meet in Oslo"),
            ],
        ),
    ],
)
def test_runs(left: str, right: str, expected: list[tuple[str, str, str]]) -> None:
    assert runs(left, right) == expected


def test_runs_follow_each_other_and_leave_only_white_space_out() -> None:
    left, left_text = one_statement(
        "The Parties shall, on request, consult each other [1] on prices and quotas at once."
    )
    right, right_text = one_statement("Each Party shall consult the other on quotas, and on new prices.")
    found = word_runs(left, right)
    for side, text, entry in (("left", left_text, left), ("right", right_text, right)):
        places = [getattr(run, side) for run in found]
        assert places[0][0] == entry.row["start"] and places[-1][1] == entry.row["end"]
        for (_, end), (start, _) in pairwise(places):
            assert end <= start and text[end:start].replace("[1]", "").strip() == ""
