"""Reviewed decisions in the rows that are compared and exported."""

from __future__ import annotations

import pytest

from pipeline.comparison import in_memory
from pipeline.errors import RunError
from pipeline.review.applying import apply_decisions
from tests.comparison.specimens import specimen_rows
from tests.review.decided import add, decide, row_of

ROWS = specimen_rows()
TRAIN = row_of(ROWS, "intends to train")
DOCUMENT = TRAIN["document_id"]
SAYS = "This Agreement shall mean what it says"


def test_without_decisions_nothing_changes_but_the_state() -> None:
    applied = apply_decisions(ROWS, [])
    assert [{**row, "reviewed": "proposed by rule"} for row in ROWS.statements] == in_memory(applied.run).statements
    assert in_memory(applied.run).unclaimed == ROWS.unclaimed
    assert applied.counts["proposed"] == len(ROWS.statements)


def test_corrected_values_are_used_and_what_was_inherited_stays() -> None:
    text = ROWS.texts[DOCUMENT]
    start = text.index("each year")
    condition = {"start": start, "end": start + 9, "text": "each year", "type": "event"}
    proposed = row_of(ROWS, "endeavour")
    decision = decide(ROWS, "endeavour", "correct", changes={"force": "intention", "conditions": [condition]})
    row = row_of(in_memory(apply_decisions(ROWS, [decision]).run), "endeavour")
    assert row["force"] == "intention" and row["reviewed"] == "reviewed by ana"
    assert row["conditions"] == [{**condition, "inherited": None}]
    assert row["hedges"] == proposed["hedges"] and row["attribute"] == proposed["attribute"]
    assert any(span["inherited"] for span in row["hedges"])


def test_new_times_and_amounts_get_their_values() -> None:
    text = ROWS.texts[DOCUMENT]
    start = text.index("10 years")
    span = {"start": start, "end": start + 8, "text": "10 years"}
    decision = decide(ROWS, "intends to train", "correct", changes={"times": [span]})
    (time,) = row_of(in_memory(apply_decisions(ROWS, [decision]).run), "intends to train")["times"]
    assert time["value"] == "P10Y"


def test_rejected_statements_are_gone_and_added_ones_stand_in_their_place() -> None:
    applied = apply_decisions(ROWS, [decide(ROWS, "intends to train", "reject"), add(ROWS, DOCUMENT, SAYS)])
    quotes = [row["quote"] for row in in_memory(applied.run).statements if row["document_id"] == DOCUMENT]
    assert TRAIN["quote"] not in quotes and SAYS in quotes
    added = row_of(in_memory(applied.run), SAYS)
    assert set(added) == {*TRAIN, "reviewed"}
    assert (added["citation"], added["page"], added["rule_ids"]) == (TRAIN["citation"], 1, [])
    starts = [row["start"] for row in in_memory(applied.run).statements if row["document_id"] == DOCUMENT]
    assert starts == sorted(starts)
    assert applied.counts["rejected"] == applied.counts["added"] == 1


def test_a_word_left_out_is_no_longer_left_out_once_its_statement_is_added() -> None:
    assert any(row["sentence"].startswith(SAYS) for row in ROWS.unclaimed)
    applied = apply_decisions(ROWS, [add(ROWS, DOCUMENT, SAYS)])
    assert not any(row["sentence"].startswith(SAYS) for row in in_memory(applied.run).unclaimed)


def test_reviewed_only_keeps_what_is_settled() -> None:
    given = [
        decide(ROWS, "intends to train", "accept"),
        decide(ROWS, "endeavour", "accept"),
        decide(ROWS, "endeavour", "reject", "ben"),
        decide(ROWS, "meet within", "reject"),
        decide(ROWS, "terminate this", "skip"),
    ]
    applied = apply_decisions(ROWS, given, reviewed_only=True)
    assert [row["quote"] for row in in_memory(applied.run).statements] == [TRAIN["quote"]]
    assert [rows.document_id for rows in applied.run.by_document] == [DOCUMENT]
    assert (applied.counts["disputed"], applied.counts["unreviewed_agreements"]) == (1, 2)


def test_reviewed_only_of_nothing_reviewed_is_refused() -> None:
    with pytest.raises(RunError, match="nothing in this run has been reviewed"):
        apply_decisions(ROWS, [decide(ROWS, "endeavour", "skip")], reviewed_only=True)


def test_a_disputed_statement_stays_as_proposed() -> None:
    given = [decide(ROWS, "endeavour", "accept"), decide(ROWS, "endeavour", "reject", "ben")]
    row = row_of(in_memory(apply_decisions(ROWS, given).run), "endeavour")
    assert row == {**row_of(ROWS, "endeavour"), "reviewed": "disputed by ana, ben"}


def test_an_accepted_statement_outlives_the_rule_that_proposed_it() -> None:
    from dataclasses import replace

    decision = decide(ROWS, "intends to train", "accept")
    rest = replace(ROWS, statements=[row for row in ROWS.statements if row is not TRAIN])
    row = row_of(in_memory(apply_decisions(rest, [decision]).run), "intends to train")
    assert row["reviewed"] == "reviewed by ana" and row["quote"] == TRAIN["quote"]
