"""Cues are found where their rules say, in the company they ask for, the longest of competing ones, in linear time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.matcher import Matcher

from pipeline.rule_loading import Rule, RuleSet, bracketed, load_rules
from pipeline.tagging.cues import CueMatcher

QUALIFYING = ("HEDGE", "CONDITION", "TIME", "AMOUNT", "REFERENCE", "PSEUDO")
RULES = load_rules()
NLP = spacy.blank("en")
MATCHER = CueMatcher(RULES, NLP.vocab)


def cues(text: str, matcher: CueMatcher = MATCHER, nlp: Language = NLP) -> list[tuple[str, str]]:
    """Rule ids and words of the qualifying cues of a text."""
    doc = nlp(text)
    return [(cue.rule.id, doc[cue.start : cue.end].text) for cue in matcher.match(doc) if cue.rule.label in QUALIFYING]


def types(text: str) -> list[str]:
    """Type, or label where there is none, of each qualifying cue, references apart."""
    found = (next(rule for rule in RULES.rules if rule.id == rule_id) for rule_id, _ in cues(text))
    return [rule.type or rule.label for rule in found if rule.label != "REFERENCE"]


def own_rules(folder: Path, text: str) -> CueMatcher:
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    return CueMatcher(load_rules(folder), NLP.vocab)


def rule_yaml(rule_id: str, pattern: str, label: str = "TIME", more: str = "") -> str:
    return (
        f"- {{id: {rule_id}, label: {label}, description: A rule., patterns: {pattern}, {more}"
        " examples: ['[one]', '[two]'], counter_examples: [three]}\n"
    )


EXAMPLED = [rule for rule in RULES.active if rule.label in QUALIFYING and rule.label != "PSEUDO"]


@pytest.mark.parametrize("rule", EXAMPLED, ids=lambda rule: rule.id)
def test_a_rule_finds_its_examples_and_passes_its_near_misses(rule: Rule) -> None:
    for example in rule.examples:
        text, spans = bracketed(example)
        doc = NLP(text)
        own = [doc[cue.start : cue.end] for cue in MATCHER.match(doc) if cue.rule is rule]
        assert [span.start_char for span in own] == [start for start, _ in spans], example
        for span, (_, end) in zip(own, spans, strict=True):
            assert span.end_char == end if rule.extend == "none" else span.end_char <= end, example
    for near_miss in rule.counter_examples:
        assert rule.id not in [rule_id for rule_id, _ in cues(near_miss)], near_miss


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("subject to the availability of appropriated funds", ["funding"]),
        ("subject to their respective laws and regulations", ["law"]),
        ("subject to ratification", ["law"]),
        ("subject to the prior approval of the other Party", ["consent"]),
        ("subject to prior notification", ["proviso"]),
        ("subject to its rights under the treaty", ["reservation"]),
        ("subject to paragraph 2", []),
        ("subject to a tariff under its laws", []),
        ("in accordance with its applicable legal procedures", ["law"]),
        ("in accordance with international law, including the UN Charter", ["law"]),
        ("in accordance with Article XX of the GATT 1994", []),
        ("in accordance with its rules of procedure", []),
        ("in line with the principles of the rule of law", []),
        ("in accordance with the work plan, consistent with their laws", ["law"]),
    ],
)
def test_what_a_cue_governs_decides(phrase: str, expected: list[str]) -> None:
    assert types(f"The Parties shall cooperate {phrase}.") == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("if necessary", ["discretion"]),
        ("where possible", ["feasibility"]),
        ("if impracticable", ["feasibility"]),
        ("unless otherwise agreed", ["consent"]),
        ("if the Parties so agree", ["consent"]),
        ("to the extent possible", ["feasibility"]),
        ("to the extent permitted by law", ["law"]),
        ("to the extent that funds are available", ["funding"]),
        ("to the extent that the budget grows", ["extent"]),
        ("as soon as possible", ["timing"]),
        ("as soon as circumstances permit", ["timing"]),
        ("as soon as the fund is set up", ["milestone"]),
        ("within a reasonable period of time", ["timing"]),
        ("within 30 days after the notice", ["TIME"]),
        ("until 31 December 2030", ["TIME"]),
        ("until the war ends", ["milestone"]),
        ("once a year", ["TIME"]),
        ("once a Party has ratified it", ["milestone"]),
        ("where requested", ["request"]),
        ("if a Party so requests", ["request"]),
        ("even if a member is absent", []),
        ("as required under Article 3", []),
        ("the following steps", []),
    ],
)
def test_fixed_phrases_beat_introducing_words(phrase: str, expected: list[str]) -> None:
    assert types(f"The Parties shall act, {phrase}.") == expected


@pytest.mark.parametrize(
    "amount",
    [
        *("€7.1 billion", "SEK 75 billion", "EUR 977 million", "$1.5bn", "USD 4,500,000", "US$ 3 million"),
        *("two million euros", "40 billion US dollars", "0.25 % of GDP", "at least 2 per cent", "up to €3 million"),
        *("between €2 million and €3 million", "500 tonnes", "two mechanised battalions", "no less than USD 5 million"),
    ],
)
def test_amounts_in_the_usual_notations(amount: str) -> None:
    assert [words for rule_id, words in cues(f"The Donor shall give {amount} now.") if "amount" in rule_id] == [amount]


@pytest.mark.parametrize(
    "when",
    [
        *("within 24 hours", "within thirty (30) days", "no later than 31 March 2030", "through 2027", "annually"),
        *("promptly", "from time to time", "on at least a quarterly basis", "once every 12-18 months"),
        *("for a period of ten years", "for an initial term of three years", "until 31 December 2030"),
        *("every two years", "into the 2030s", "24 hours a day", "on the first day of each month"),
        *("by the end of 2028", "without undue delay", "at least 90 days in advance", "with effect from 1 May 2029"),
    ],
)
def test_times_are_found_whole(when: str) -> None:
    assert [words for rule_id, words in cues(f"The Parties shall act {when}.") if "time." in rule_id] == [when]


def test_curly_and_straight_apostrophes_are_one() -> None:
    for mark in ("’", "'"):
        found = cues(f"The Agency shall report at either Party{mark}s request.")
        assert found == [("condition.request.upon_request", f"at either Party{mark}s request")]


def test_letter_case_does_not_matter() -> None:
    assert types("THE PARTIES SHALL MEET WHERE POSSIBLE.") == ["feasibility"]


def test_the_longest_of_one_rules_matches_stays(tmp_path: Path) -> None:
    matcher = own_rules(tmp_path, rule_yaml("time.a", "[[{LOWER: very, OP: '{0,3}'}, {LOWER: soon}]]"))
    assert cues("They come very very soon and soon.", matcher) == [("time.a", "very very soon"), ("time.a", "soon")]


def test_of_equal_cues_the_hedge_stays_and_a_pseudo_cue_goes(tmp_path: Path) -> None:
    pattern = "[[{LOWER: if}, {LOWER: so}]]"
    matcher = own_rules(
        tmp_path,
        rule_yaml("pseudo.a", pattern, "PSEUDO")
        + rule_yaml("condition.a", pattern, "CONDITION", "type: event,")
        + rule_yaml("hedge.a", pattern, "HEDGE", "type: extent,"),
    )
    assert cues("They come if so.", matcher) == [("hedge.a", "if so")]


def test_a_pseudo_cue_keeps_others_from_its_words(tmp_path: Path) -> None:
    matcher = own_rules(
        tmp_path,
        rule_yaml("pseudo.a", "[[{LOWER: as}, {LOWER: if}]]", "PSEUDO")
        + rule_yaml("condition.a", "[[{LOWER: if}]]", "CONDITION", "type: event,"),
    )
    assert cues("They act as if it rained; if it rains they go.", matcher) == [("condition.a", "if")]


def test_a_pattern_is_found_wherever_its_anchor_lets_it(tmp_path: Path) -> None:
    pattern = "[[{LOWER: as}, {IS_PUNCT: false, OP: '{1,3}'}, {LOWER: allow}]]"
    matcher = own_rules(tmp_path, rule_yaml("time.a", pattern))
    assert cues("as all conditions allow", matcher) == [("time.a", "as all conditions allow")]
    beyond = "Go as they allow, as we, they allow, as it may well not allow."
    assert cues(beyond, matcher) == [("time.a", "as they allow")]
    assert cues("allow as", matcher) == cues("", matcher) == []


def test_a_retired_rule_finds_nothing(tmp_path: Path) -> None:
    assert cues("soon", own_rules(tmp_path, rule_yaml("time.a", "[[{LOWER: soon}]]", more="status: retired,"))) == []


def asks_for_company(rule: Rule) -> bool:
    return bool(rule.after or rule.not_after or rule.not_before or rule.governs or rule.unless_governs)


def test_anchoring_loses_no_match() -> None:
    doc = NLP(" ".join(bracketed(example)[0] for rule in EXAMPLED for example in rule.examples))
    for rule in EXAMPLED:
        if asks_for_company(rule):
            continue
        plain = Matcher(NLP.vocab, validate=True)
        plain.add(rule.id, list(rule.patterns))
        expected = {(start, end) for _, start, end in plain(doc)}
        found = {(cue.start, cue.end) for cue in CueMatcher(RuleSet((rule,)), NLP.vocab).match(doc)}
        covered = {i for start, end in found for i in range(start, end)}
        assert found <= expected and all(covered.intersection(range(*match)) for match in expected), rule.id


def test_spacy_facts_that_the_matching_stands_on() -> None:
    doc = NLP("Each of us may act as soon as may be.")
    careless = Matcher(NLP.vocab, validate=False)
    with pytest.warns(UserWarning, match="INN"):
        careless.add("misspelt", [[{"LOWER": {"INN": ["soon"]}}]])
    assert len(careless(doc)) == len(doc), "why patterns are validated when loaded"
    matcher = Matcher(NLP.vocab)
    matcher.add("soon", [[{"LOWER": "soon"}]])
    assert matcher(doc)[0][1:] == (6, 7) and matcher(doc[4:])[0][1:] == (2, 3), "why windows add their first token"


def seconds(doc_text: str) -> float:
    doc = NLP.make_doc(doc_text)
    best = 9.9
    for _ in range(3):
        start = time.process_time()
        MATCHER.match(doc)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize(
    "unit",
    [
        "The Parties shall, subject to their laws and where possible, meet within 30 days after the notice; ",
        "( and the very of in a within the its their ",
        "as as as if if no later than than within 10 10 10 days of of the the ",
    ],
)
def test_matching_is_linear_in_the_text(unit: str) -> None:
    assert seconds(unit * 2000) < 5 * seconds(unit * 1000) + 0.05


def test_matching_costs_little_beside_tokenizing() -> None:
    texts = [bracketed(example)[0] for rule in EXAMPLED for example in rule.examples] * 4
    tokenizing = matching = float("inf")
    # Interleaved and the best of several, since other programs run on the machine too; a fresh tokenizer each time,
    # since one that has seen the words before only looks them up.
    for _ in range(3):
        tokenizer = spacy.blank("en")
        start = time.process_time()
        for text in texts:
            tokenizer.make_doc(text)
        tokenizing = min(tokenizing, time.process_time() - start)
        docs = [NLP.make_doc(text) for text in texts]
        start = time.process_time()
        for doc in docs:
            MATCHER.match(doc)
        matching = min(matching, time.process_time() - start)
    # Every example holds a cue, agreements have fewer: on treaty texts the ratio is about 1.3.
    assert matching < 8 * tokenizing
