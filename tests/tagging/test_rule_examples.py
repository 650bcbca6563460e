"""Every rule's own examples and counter-examples, through the whole tagger."""

from __future__ import annotations

from dataclasses import replace

from pipeline.rule_loading import load_rules
from pipeline.tagging.rule_examples import check_examples


def test_every_example_comes_out_as_its_bracket_says() -> None:
    assert check_examples(load_rules()) == []


def test_a_wrong_bracket_is_told_with_what_was_found() -> None:
    rules = load_rules()
    rule = next(r for r in rules.rules if r.id == "deontic.shall")
    wrong = replace(rule, examples=("Each Party shall [publish] its report.",), counter_examples=())
    (failure,) = check_examples(replace(rules, rules=(wrong,)))
    assert failure.rule_id == "deontic.shall"
    assert failure.expected == ("publish",)
    assert failure.found == ("shall",)
