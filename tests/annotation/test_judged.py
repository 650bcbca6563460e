"""What people judged, in whole and in part, and what is made of it."""

from pipeline.annotation.coverage import ACCEPTED, CORRECTED, REJECTED, judge_exclusions, measure, wilson
from pipeline.annotation.judged import Judged
from pipeline.annotation.suggest_candidates import find_candidates, find_occurrences, spacy_tokens
from pipeline.annotation.trials import Outcome, score
from pipeline.rule_loading import load_rules
from tests.annotation.hand_made import TEXT, annotation, as_found, gold_rows, span

LENDING, MEETING, LEAVING = gold_rows()


def test_a_whole_document_makes_everything_else_wrong_and_one_judged_in_part_does_not() -> None:
    rows = [as_found(LENDING), as_found(MEETING)]
    whole = Judged.by_gold({"ships": [LENDING]}).compare(rows)
    assert [row["quote"] for row in whole.wrong] == [MEETING["quote"]]
    part = Judged({"ships": [LENDING]}).compare(rows)
    assert part.wrong == () and len(part.answered) == 1


def test_only_what_was_rejected_is_wrong_in_a_part() -> None:
    judged = Judged({"ships": [LEAVING]}, {"ships": [MEETING]})
    compared = judged.compare([as_found(LENDING), as_found(MEETING)])
    assert [row["quote"] for row in compared.wrong] == [MEETING["quote"]]
    assert [row["quote"] for row in compared.missed] == [LEAVING["quote"]]


def test_each_rule_is_counted_by_what_people_made_of_its_places() -> None:
    hedge = span("where possible", "feasibility") | {"rule_id": "hedge.feasibility.possible"}
    found = [
        as_found(LENDING, "deontic.shall"),
        as_found({**MEETING, "hedges": [hedge]}, "deontic.intend", "hedge.feasibility.possible"),
        as_found({**LEAVING, "kind": "commitment", "force": "obligation"}, "deontic.may"),
    ]
    judged = Judged({"ships": [LENDING, {**MEETING, "hedges": []}, LEAVING]}, {"ships": [found[2]]})
    outcome = Outcome(tuple(found))
    rules = {rule.rule_id: rule for rule in measure(load_rules(), outcome, judged.judgements(outcome.rows))}
    decisions = {name: list(rules[name].judged.values()) for name in ("deontic.shall", "deontic.intend", "deontic.may")}
    # The permission was found as a commitment: that is corrected, not rejected.
    assert decisions == {"deontic.shall": [ACCEPTED], "deontic.intend": [ACCEPTED], "deontic.may": [CORRECTED]}
    hedged = rules["hedge.feasibility.possible"]
    assert (hedged.count(REJECTED), hedged.precision) == (1, 0.0)
    assert hedged.as_row()["examples"]["rejected"]["text"] == "where possible"


def test_what_was_left_out_of_a_part_stays_open() -> None:
    left_out = {
        "document_id": "ships", "rule_id": "exclusion.month.may", "sentence": "-", "citation": "", **span("may")
    }  # fmt: skip
    outcome = Outcome((), (left_out,))
    for judged, expected in (
        (Judged({"ships": [LENDING]}), []),
        (Judged({"ships": [LEAVING]}), [REJECTED]),
        (Judged.by_gold({"ships": [LENDING]}), [ACCEPTED]),
    ):
        rules = measure(load_rules(), outcome, [])
        judge_exclusions(rules, outcome, judged)
        (rule,) = (rule for rule in rules if rule.rule_id == "exclusion.month.may")
        assert list(rule.judged.values()) == expected


def test_the_interval_is_wilson_s() -> None:
    # Ten of ten: from n/(n + z²) to 1.
    assert tuple(round(bound, 4) for bound in wilson(10, 10)) == (0.7225, 1.0)
    assert tuple(round(bound, 4) for bound in wilson(8, 10)) == (0.4902, 0.9433)


def test_a_change_gains_what_turns_right_and_costs_what_turns_wrong() -> None:
    judged = Judged({"ships": [LENDING]}, {"ships": [MEETING]})
    before, after = score(judged, [as_found(MEETING)]), score(judged, [as_found(LENDING)])
    assert {item[0] for item in after.gains(before)} == {"commitment", "conditions request", "hedges funding"}
    assert after.costs(before) == []
    assert score(judged, [as_found(MEETING)]).costs(after) == after.gains(before)


def test_candidates_are_read_off_missed_statements_and_rejected_spans() -> None:
    hedge = span("where possible", "feasibility")
    judged = Judged({"ships": [LENDING, {**MEETING, "hedges": []}]})
    occurrences = find_occurrences(judged.compare([as_found({**MEETING, "hedges": [hedge]})]))
    assert [(o.what, o.label) for o in occurrences] == [("missed", "commitment"), ("rejected", "hedges feasibility")]
    raws = [c.raw for c in find_candidates(occurrences, {"ships": TEXT}, spacy_tokens(), ["deontic.shall"])]
    assert {"id": "deontic.shall_2", "force": "obligation", "pattern": [{"LOWER": "shall"}]}.items() <= raws[0].items()
    assert [{"LOWER": "where"}, {"LOWER": "possible"}] in [raw["pattern"] for raw in raws if raw["label"] == "PSEUDO"]


def test_a_statement_without_words_of_its_own_gives_no_candidate() -> None:
    bare = annotation("A Party may withdraw its ships", kind="permission")
    occurrences = find_occurrences(Judged({"ships": [bare]}).compare([]))
    assert find_candidates(occurrences, {"ships": TEXT}, spacy_tokens()) == []
