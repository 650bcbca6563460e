"""Rule files are read strictly: every slip is told with file, line and id before it can match wrongly."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import spacy

from pipeline.errors import RuleError
from pipeline.rule_loading import RuleSet, bracketed, load_rules
from pipeline.rule_loading.loading import _tokenizer

GOOD = """\
- id: hedge.test.one
  label: HEDGE
  type: feasibility
  description: The promise holds where it can be kept.
  pattern: [{LOWER: where}, {LOWER: possible}]
  examples:
    - "The Parties shall meet [where possible]."
    - "Each Side will [where possible] help."
  counter_examples:
    - "The Parties shall take possible steps."
"""
LISTS = """\
lists:
  short_months: [may, june]
  all_months: [$short_months, july]
  phrases: [its laws, law]
  odd: [on-going]
"""


def load(folder: Path, rules: str = GOOD, lists: str = LISTS) -> RuleSet:
    (folder / "family.yaml").write_text(rules, encoding="utf-8")
    (folder / "word_lists.yaml").write_text(lists, encoding="utf-8")
    return load_rules(folder)


def refusal(folder: Path, rules: str = GOOD, lists: str = LISTS) -> str:
    with pytest.raises(RuleError) as caught:
        load(folder, rules, lists)
    return str(caught.value)


def with_pattern(pattern: str, more: str = "") -> str:
    return GOOD.replace("[{LOWER: where}, {LOWER: possible}]", pattern).replace("  examples:", f"{more}  examples:")


def test_a_good_rule_is_read_whole(tmp_path: Path) -> None:
    rule = load(tmp_path).rules[0]
    assert (rule.id, rule.label, rule.type, rule.kind) == ("hedge.test.one", "HEDGE", "feasibility", "token")
    assert rule.patterns == ([{"LOWER": "where"}, {"LOWER": "possible"}],)
    assert (rule.extend, rule.position, rule.status, rule.governs) == ("none", "any", "active", ())
    assert rule.place == "family.yaml:1 (hedge.test.one)"


def test_the_rules_of_the_package_load_and_have_permanent_ids() -> None:
    rule_set = load_rules()
    assert len({rule.id for rule in rule_set.rules}) == len(rule_set.rules) > 100
    assert {rule.type for rule in rule_set.by_label("HEDGE")} == {
        *("funding", "law", "feasibility", "discretion", "effort", "consent", "timing", "reservation", "extent"),
    }
    assert {rule.type for rule in rule_set.by_label("CONDITION")} == {
        *("event", "request", "milestone", "exception", "proviso"),
    }


def test_a_rule_set_can_be_sent_to_a_worker_process(tmp_path: Path) -> None:
    rule_set = load(tmp_path)
    again = pickle.loads(pickle.dumps(rule_set))
    assert again.hash == rule_set.hash and again.rules[0].id == "hedge.test.one"


FAULTS = [
    ("unknown key", GOOD + "  colour: red\n", 'unknown key "colour"'),
    ("missing description", GOOD.replace("  description: The promise", "  scope: The promise"), "description"),
    ("one example", GOOD.replace('    - "Each Side will [where possible] help."\n', ""), "fewer than two examples"),
    ("no counter-example", GOOD.split("  counter_examples")[0], "no counter-example"),
    ("no bracket", GOOD.replace("[where possible] help", "where possible help"), "no [span]"),
    ("open bracket", GOOD.replace("possible] help", "possible help"), "without a closing one"),
    ("closing bracket", GOOD.replace("[where possible] help", "where possible] help"), "without an opening one"),
    ("bracketed counter-example", GOOD.replace("take possible", "take [possible]"), "brackets in the counter-example"),
    ("wrong type", GOOD.replace("type: feasibility", "type: feasible"), 'the type "feasible"'),
    ("no type", GOOD.replace("  type: feasibility\n", ""), "no type"),
    ("small label", GOOD.replace("label: HEDGE", "label: hedge"), 'the label "hedge"'),
    ("id without family", GOOD.replace("hedge.test.one", "one"), "family.name"),
    ("wrong choice", GOOD + "  extend: sentence\n", 'the extend "sentence"'),
    ("wrong takes", GOOD + "  takes: [verb]\n", 'takes "verb"'),
    ("pattern and phrases", GOOD + "  phrases: [where possible]\n", "either patterns or phrases"),
    ("wrong kind", GOOD + "  kind: phrase\n", "kind"),
    ("misspelt predicate", with_pattern("[{LOWER: {INN: [where]}}]"), "spaCy does not accept"),
    ("misspelt attribute", with_pattern("[{LOWR: where}]"), "spaCy does not accept"),
    ("attribute in small letters", with_pattern("[{lower: where}]"), "small letters"),
    ("capitals under LOWER", with_pattern("[{LOWER: Where}]"), "can never match"),
    ("capitals in an IN list", with_pattern("[{LOWER: {IN: [where, When]}}]"), "can never match"),
    ("capitals in a REGEX", with_pattern("[{LOWER: where}, {LOWER: {REGEX: '^[A-Z]'}}]"), "can never match"),
    ("broken REGEX", with_pattern("[{LOWER: where}, {TEXT: {REGEX: '^[a'}}]"), "REGEX"),
    ("model attribute", with_pattern("[{LEMMA: possible}, {LOWER: where}]"), "statistical model"),
    ("two tokens in one", with_pattern("[{LOWER: on-going}]"), "on | - | going"),
    ("contraction", with_pattern("""[{LOWER: "can't"}]"""), "ca | n't"),
    ("unbounded repetition", with_pattern("[{LOWER: where}, {OP: '*'}, {LOWER: possible}]"), "say how often"),
    ("open repetition", with_pattern("[{LOWER: where}, {OP: '{2,}'}, {LOWER: possible}]"), "at most"),
    ("no fixed word", with_pattern("[{LIKE_NUM: true}, {LOWER: where, OP: '?'}]"), "no fixed word"),
    ("optional start of any kind", with_pattern("[{OP: '?'}, {LOWER: where}]"), "says nothing"),
    ("unknown word list", with_pattern("[{LOWER: {IN: $winter}}]"), '"$winter"'),
    ("phrases for one token", with_pattern("[{LOWER: {IN: $phrases}}]"), '"its laws"'),
    ("governs unknown list", GOOD + "  extend: clause\n  governs: [winter]\n", '"winter"'),
    ("governs without extend", GOOD + "  governs: [phrases]\n", "extends over nothing"),
    ("phrase before the cue", GOOD + "  not_after: [phrases]\n", "single words"),
    ("list cut by the tokenizer", GOOD + "  extend: clause\n  governs: [odd]\n", '"on - going"'),
    ("not plain data", GOOD.replace("id: hedge.test.one", "id: !!python/object/apply:os.getcwd []"), "plain YAML"),
    ("key twice", GOOD.replace("  label: HEDGE\n", "  label: HEDGE\n  label: TIME\n"), 'the key "label" stands twice'),
    ("not a list", "id: hedge.test.one\n", "begin with '- id:'"),
]


@pytest.mark.parametrize(("rules", "told"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_refused_with_its_place(tmp_path: Path, rules: str, told: str) -> None:
    message = refusal(tmp_path, rules)
    assert told in message
    assert "family.yaml" in message and "\n" not in message


def test_the_place_names_line_and_id(tmp_path: Path) -> None:
    second = GOOD.replace("hedge.test.one", "hedge.test.two").replace("LOWER: where", "LOWER: Where")
    assert "family.yaml:11 (hedge.test.two)" in refusal(tmp_path, GOOD + second)


def test_an_id_is_used_once_even_when_retired(tmp_path: Path) -> None:
    message = refusal(tmp_path, GOOD + "  status: retired\n" + GOOD)
    assert "family.yaml:12 (hedge.test.one)" in message and "family.yaml:1 (hedge.test.one)" in message


def test_a_retired_rule_is_kept_but_inactive(tmp_path: Path) -> None:
    rule_set = load(tmp_path, GOOD + "  status: retired\n")
    assert len(rule_set.rules) == 1 and rule_set.active == () == rule_set.by_label("HEDGE")


@pytest.mark.parametrize(
    ("lists", "told"),
    [
        ("lists:\n  months: [May]\n", '"May"'),
        ("lists:\n  months: []\n", "no list of words"),
        ("lists:\n  months: [$later]\n  later: [june]\n", "no list above"),
        ("lists:\n  months: [may]\n  months: [june]\n", "stands twice"),
        ("lists:\n  years: [2030]\n", '"2030"'),
    ],
)
def test_a_faulty_word_list_is_refused(tmp_path: Path, lists: str, told: str) -> None:
    message = refusal(tmp_path, lists=lists)
    assert told in message and "word_lists.yaml" in message


def test_word_lists_fill_patterns_and_take_each_other_in(tmp_path: Path) -> None:
    rule_set = load(tmp_path, with_pattern("[{LOWER: {IN: [early, $all_months]}}, {LOWER: {IN: $short_months}}]"))
    assert rule_set.word_lists["all_months"] == {"may", "june", "july"}
    assert rule_set.rules[0].patterns[0] == [
        {"LOWER": {"IN": ["early", "july", "june", "may"]}},
        {"LOWER": {"IN": ["june", "may"]}},
    ]


def test_a_word_is_a_word_where_yaml_sees_a_truth_value_or_a_date(tmp_path: Path) -> None:
    rule_set = load(tmp_path, with_pattern("[{LOWER: on}, {LOWER: {IN: [no, yes, null, off]}}, {IS_TITLE: true}]"))
    assert rule_set.rules[0].patterns[0] == [
        {"LOWER": "on"},
        {"LOWER": {"IN": ["no", "yes", "null", "off"]}},
        {"IS_TITLE": True},
    ]


def test_what_a_file_names_and_takes_again_is_the_same(tmp_path: Path) -> None:
    pattern = "[{LOWER: &words {IN: [may, can]}}, {LOWER: *words}]"
    assert load(tmp_path, with_pattern(pattern)).rules[0].patterns == ([{"LOWER": {"IN": ["may", "can"]}}] * 2,)


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (GOOD + "---\n" + GOOD, "a second document"),
        (with_pattern("&itself [*itself]"), "nothing above is named &itself"),
        (with_pattern("[{? [LOWER] : where}]"), "a key that is not one text"),
        (GOOD.replace("description: ", "description: !!binary "), "the tag"),
    ],
)
def test_yaml_beyond_plain_data_is_refused(tmp_path: Path, rules: str, told: str) -> None:
    assert told in refusal(tmp_path, rules)


def test_the_words_of_rules_are_what_the_tokenizer_makes_of_them() -> None:
    """A word of letters alone is taken for one without asking, unless it is one of spaCy's exceptions."""
    tokens, tokenizer = _tokenizer(), spacy.blank("en").tokenizer
    rule_set = load_rules()
    words = {word for entries in rule_set.word_lists.values() for entry in entries for word in entry.split()}
    words |= {spelling for word in (*words, *tokenizer.rules) for spelling in (word.capitalize(), word.upper())}
    assert [word for word in words if tokens(word) != [token.text for token in tokenizer(word)]] == []


def test_straight_apostrophes_match_curly_ones_too(tmp_path: Path) -> None:
    phrases = GOOD.replace("pattern: [{LOWER: where}, {LOWER: possible}]", "phrases: [the Party's laws]")
    assert load(tmp_path, phrases).rules[0].patterns[0][2] == {"LOWER": {"IN": ["'s", "’s"]}}


def test_the_hash_tells_content_not_layout(tmp_path: Path) -> None:
    first = load(tmp_path).hash
    assert load(tmp_path, "# a remark\n" + GOOD).hash == first
    assert load(tmp_path, GOOD.replace("help", "assist")).hash != first
    assert load(tmp_path, lists=LISTS.replace("july", "august")).hash != first


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="holds no rule file"):
        load_rules(tmp_path)


def test_brackets_give_text_and_offsets() -> None:
    assert bracketed("A [b] c [d]") == ("A b c d", ((2, 3), (6, 7)))
    with pytest.raises(ValueError, match="nested"):
        bracketed("A [b [c]]")
