"""Which rows come first by doubt, and the reasons given."""

from __future__ import annotations

from dataclasses import replace

from pipeline.comparison import DocumentRows
from pipeline.review.decisions import judgements
from pipeline.review.doubt import RuleRecord, doubts, rule_records
from tests.comparison.specimens import specimen_rows
from tests.review.decided import Row, decide, row_of

ROWS = specimen_rows()
TRAIN = row_of(ROWS, "intends to train")


def document(statements: list[Row], unclaimed: list[Row] | None = None) -> DocumentRows:
    (support,) = [one for one in ROWS.by_document if one.document_id == TRAIN["document_id"]]
    return replace(support, statements=tuple(statements), unclaimed=tuple(unclaimed or ()))


def test_a_rule_is_known_by_the_decisions_on_what_it_made() -> None:
    row = {**TRAIN, "rule_ids": ["deontic.intends", "hedge.law"]}
    rows = replace(ROWS, statements=[row])
    records = rule_records(judgements([decide(rows, "train", "accept")]))
    assert records["deontic.intends"] == RuleRecord(1, 1)
    rejected = rule_records(judgements([decide(rows, "train", "reject")]))
    assert rejected["deontic.intends"] == RuleRecord(0, 1)
    assert records["deontic.intends"].doubt < 0.5 < rejected["deontic.intends"].doubt


def test_rules_that_were_often_wrong_come_first_and_are_named() -> None:
    good = {**TRAIN, "statement_id": "good", "rule_ids": ["good"]}
    bad = {**TRAIN, "statement_id": "bad", "rule_ids": ["good", "bad"], "deontic": None}
    records = {"good": RuleRecord(9, 10), "bad": RuleRecord(2, 8)}
    found = doubts(document([good, bad]), records)
    assert found["bad"].score > found["good"].score
    assert found["bad"].reasons == ("bad was right in 2 of 8 places",) and not found["good"].reasons


def test_rows_on_which_rules_disagree_are_doubtful() -> None:
    other = {**TRAIN, "statement_id": "other", "force": "pledge"}
    found = doubts(document([TRAIN, other]), {})
    assert found["other"].reasons == ("read as intention and as pledge",)
    hedge = TRAIN["hedges"][0]
    both = {**TRAIN, "conditions": [{**hedge, "type": "proviso"}]}
    (doubt,) = doubts(document([both]), {}).values()
    assert doubt.reasons == ("condition (proviso) and hedge (law) on the same words",)
    assert not next(iter(doubts(document([TRAIN]), {}).values())).reasons


def test_a_word_that_no_rule_could_place_makes_its_neighbour_doubtful() -> None:
    missed = {"start": TRAIN["end"] + 5, "end": TRAIN["end"] + 10, "text": "shall", "rule_id": None}
    near = doubts(document([TRAIN], [missed]), {})[TRAIN["statement_id"]]
    assert near.reasons == ("“shall” nearby made no statement",)
    for change in ({"rule_id": "exclusion.mean"}, {"start": TRAIN["end"] + 500, "end": TRAIN["end"] + 505}):
        assert not doubts(document([TRAIN], [missed | change]), {})[TRAIN["statement_id"]].reasons
