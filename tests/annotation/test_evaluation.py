from __future__ import annotations

from typing import Any

from pipeline.annotation.evaluation import Evaluation, evaluate
from tests.annotation.hand_made import as_found, gold_rows, span

LEND, MEET, WITHDRAW = 0, 1, 2


def found() -> list[dict[str, Any]]:
    return [as_found(row, "deontic.x") for row in gold_rows()]


def measured(rows: list[dict[str, Any]], gold: list[dict[str, Any]] | None = None) -> Evaluation:
    return evaluate({"ships": gold_rows() if gold is None else gold}, rows)


def told(evaluation: Evaluation) -> list[tuple[str, str, str]]:
    return [(d.what, d.label, d.quote) for d in evaluation.differences]


def test_all_found_as_annotated_gives_full_marks_and_no_differences() -> None:
    evaluation = measured(found())
    flat = evaluation.flat()
    labels = "times commitment permission other_kinds force.intention conditions.request hedges.funding"
    for label in labels.split():
        assert flat[f"{label}.f1"] == 1.0, label
    assert set(evaluation.rates.values()) == {1.0}
    assert evaluation.differences == ()


def test_a_missed_and_an_invented_statement_show_with_their_words() -> None:
    invented = as_found(gold_rows()[WITHDRAW], kind="commitment", force="obligation", polarity="positive")
    evaluation = measured([found()[LEND], found()[WITHDRAW], invented])
    assert told(evaluation) == [
        ("missed", "commitment", "The Parties intend to meet annually, where possible"),
        ("false alarm", "commitment", "A Party may withdraw its ships"),
    ]
    commitment = evaluation.figures["commitment"]
    assert (commitment.precision, commitment.recall, commitment.f1) == (0.5, 0.5, 0.5)
    assert evaluation.figures["times"].recall == 0.0


def test_borders_count_when_half_of_the_longer_is_shared() -> None:
    rows = found()
    rows[LEND]["hedges"] = [span("to available funds", "funding")]
    rows[MEET]["hedges"] = [span("where", "feasibility")]
    evaluation = measured(rows)
    row = evaluation.figures["hedges"].as_row()
    assert (row["f1"], row["exact_f1"]) == (0.5, 0.0)
    assert ("missed", "hedges feasibility", "where possible") in told(evaluation)
    assert ("false alarm", "hedges feasibility", "where") in told(evaluation)


def test_a_wrong_type_lowers_both_types_but_not_the_field() -> None:
    rows = found()
    rows[MEET]["hedges"] = [span("where possible", "discretion")]
    evaluation = measured(rows)
    assert evaluation.figures["hedges"].f1 == 1.0
    assert evaluation.flat()["hedges.type_accuracy"] == 0.5
    assert evaluation.figures["hedges.feasibility"].recall == 0.0
    assert evaluation.figures["hedges.discretion"].precision == 0.0
    (difference,) = evaluation.differences
    assert difference.detail == "annotated feasibility, found discretion"


def test_wrong_fields_of_a_matched_commitment_are_rates_and_differences() -> None:
    rows = found()
    rows[MEET] |= {"force": "pledge", "polarity": "negative", "attribute": None}
    evaluation = measured(rows)
    assert evaluation.rates["force_accuracy"] == evaluation.rates["polarity_accuracy"] == 0.5
    assert evaluation.rates["actor_accuracy"] == 0.5
    assert evaluation.rates["head_accuracy"] == 1.0
    assert [label for _, label, _ in told(evaluation)] == ["force", "polarity", "actor"]
    assert evaluation.differences[2].detail == "annotated “The Parties”, found none"
    assert evaluation.figures["force.intention"].recall == 0.0


def test_heads_are_matched_before_clauses() -> None:
    """A statement with another's clause must not take the partner whose head is the right one."""
    rows = found()
    rows[LEND]["aims"], rows[MEET]["aims"] = rows[MEET]["aims"], rows[LEND]["aims"]
    evaluation = measured(rows)
    assert evaluation.figures["commitment"].f1 == 1.0
    assert evaluation.rates["head_accuracy"] == 1.0
    assert evaluation.rates["clause_iou"] == 0.0


def test_qualifiers_inherited_from_beyond_the_chapeau_do_not_count() -> None:
    rows = found()
    far = {"inherited": {"from": "instrument", "start": 0, "end": 5}}
    near = {"inherited": {"from": "chapeau", "start": 0, "end": 5}}
    rows[MEET]["hedges"] = [rows[MEET]["hedges"][0] | near, span("subject to available funds", "funding") | far]
    assert measured(rows).figures["hedges"].f1 == 1.0


def test_fields_that_were_not_annotated_are_not_measured() -> None:
    gold = gold_rows()
    for row in gold:
        del row["times"], row["attribute"]
    rows = found()
    rows[MEET]["attribute"] = None
    evaluation = measured(rows, gold)
    assert evaluation.figures["times"].found == 0
    assert evaluation.rates["actor_accuracy"] == 0.0
    assert evaluation.differences == ()


def test_other_documents_do_not_count_and_absent_ones_are_named() -> None:
    evaluation = measured([{**row, "document_id": "boats"} for row in found()])
    assert evaluation.missing_documents == ("ships",)
    assert evaluation.figures["commitment"].found == 0


def test_each_rule_answers_for_what_it_made() -> None:
    rows = found()
    rows[LEND]["hedges"][0]["rule_id"] = "hedge.funds"
    rows[LEND]["rule_ids"] = ["deontic.shall", "hedge.funds"]
    rows[MEET]["hedges"][0] |= {"type": "discretion", "rule_id": "hedge.where"}
    rows[WITHDRAW] |= {"kind": "commitment", "rule_ids": ["deontic.may"]}
    rules = {(r.rule_id, r.label): (r.made, r.right) for r in measured(rows).rules}
    assert rules == {
        ("deontic.shall", "commitment"): (1, 1),
        ("deontic.x", "commitment"): (1, 1),
        ("deontic.may", "commitment"): (1, 0),
        ("hedge.funds", "hedges funding"): (1, 1),
        ("hedge.where", "hedges discretion"): (1, 0),
    }
