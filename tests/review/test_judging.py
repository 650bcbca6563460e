"""Decisions laid over the gold."""

from __future__ import annotations

from dataclasses import replace

from pipeline.annotation.formats.exchange import annotation_of, exchange_row
from pipeline.review.decisions import Decision
from pipeline.review.judging import Reviewed, lay_over
from tests.comparison.specimens import specimen_rows
from tests.review.decided import Row, add, decide, row_of

ROWS = specimen_rows()
TRAIN = row_of(ROWS, "intends to train")
DOCUMENT = TRAIN["document_id"]
GOLD = {DOCUMENT: [annotation_of(exchange_row(row)) for row in ROWS.statements if row["document_id"] == DOCUMENT]}
SAYS = "This Agreement shall mean what it says"


def judged_by(*decisions: Decision, gold: dict[str, list[Row]] | None = None) -> Reviewed:
    return lay_over(gold or {}, decisions, ROWS.statements, ROWS.texts)


def test_without_gold_only_what_was_judged_is_known() -> None:
    reviewed = judged_by(decide(ROWS, "intends to train", "reject"), add(ROWS, DOCUMENT, SAYS))
    compared = reviewed.judged.compare(ROWS.statements)
    assert [row["statement_id"] for row in compared.wrong] == [TRAIN["statement_id"]]
    assert [row["quote"] for row in compared.missed] == [SAYS]
    assert compared.answered == () and reviewed.judged.whole == frozenset() and reviewed.taken == 2


def test_a_decision_counts_before_the_gold_and_the_gold_is_left_as_it_was() -> None:
    before = [dict(row) for row in GOLD[DOCUMENT]]
    reviewed = judged_by(
        decide(ROWS, "intends to train", "reject"),
        decide(ROWS, "endeavour", "correct", changes={"force": "intention"}),
        gold=GOLD,
    )
    annotations = reviewed.judged.annotations[DOCUMENT]
    assert len(annotations) == len(before) - 1 and TRAIN["quote"] not in [row["quote"] for row in annotations]
    assert row_in(annotations, "endeavour")["force"] == "intention"
    assert GOLD[DOCUMENT] == before and reviewed.judged.whole == {DOCUMENT}


def row_in(annotations: object, words: str) -> Row:
    assert isinstance(annotations, list)
    (row,) = [row for row in annotations if words in row["quote"]]
    return dict(row)


def test_a_corrected_kind_makes_the_proposed_one_wrong_but_counts_as_corrected() -> None:
    reviewed = judged_by(decide(ROWS, "intends to train", "correct", changes={"kind": "term"}))
    compared = reviewed.judged.compare(ROWS.statements)
    assert [row["kind"] for row in compared.missed] == ["term"] and len(compared.wrong) == 1
    ((found, answer),) = reviewed.judged.judgements(ROWS.statements)
    assert answer is not None and (found["kind"], answer["kind"]) == (TRAIN["kind"], "term")


def test_what_reviewers_differ_on_stays_open_until_it_is_adjudicated() -> None:
    accepted = decide(ROWS, "intends to train", "accept")
    rejected = decide(ROWS, "intends to train", "reject", reviewer="ben")
    open_ = judged_by(accepted, rejected)
    assert (open_.taken, open_.disputed) == (0, 1) and not open_.judged.documents
    settled = judged_by(accepted, rejected, decide(ROWS, "intends to train", "reject", "eva", role="adjudicator"))
    assert len(settled.judged.rejected[DOCUMENT]) == 1 and settled.disputed == 0


def test_words_that_moved_are_found_and_words_that_are_gone_are_counted() -> None:
    rejected = decide(ROWS, "intends to train", "reject")
    moved = {**ROWS.texts, DOCUMENT: "A line before.\n" + ROWS.texts[DOCUMENT]}
    (row,) = lay_over({}, [rejected], [], moved).judged.rejected[DOCUMENT]
    assert row["start"] == TRAIN["start"] + 15 and moved[DOCUMENT][row["start"] : row["end"]] == TRAIN["quote"]
    gone = lay_over({}, [replace(rejected)], [], {**ROWS.texts, DOCUMENT: "Nothing of it."})
    assert (gone.taken, gone.lost) == (0, 1)
