"""A word passes a token's test exactly where spaCy's Matcher says so."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc

from pipeline.rule_loading import load_rules
from pipeline.tagging.token_tests import AnyTest, TokenTest

VOCAB = spacy.blank("en").vocab
WORDS = ["Parties", "parties", "30", "thirty", "III", "3(a)", ",", "“", "EUR5m", "isn't", "O’Hara", "Élan", "May", "x"]
# What rules ask of tokens, and what they might ask.
ASKED = {
    repr(sorted(asked.items())): asked
    for rule in load_rules().active
    for pattern in rule.patterns
    for token in pattern
    if (asked := {key: value for key, value in token.items() if key not in ("OP", "IS_SENT_START")})
}
MORE: list[dict[str, Any]] = [
    {"LENGTH": {">=": 3}},
    {"SHAPE": "dd"},
    {"NORM": "not"},
    {"IS_UPPER": True, "LIKE_NUM": False},
    {"LOWER": {"FUZZY": "partes"}},
    {"LOWER": {"REGEX": "^p", "NOT_IN": ["party"]}},
]


def test_a_word_passes_where_spacy_says_so() -> None:
    for token in (*ASKED.values(), *MORE):
        check(token)


def check(token: dict[str, Any]) -> None:
    matcher = Matcher(VOCAB)
    matcher.add("token", [[token]])
    test = TokenTest(token, VOCAB)
    words = [
        *WORDS,
        *(str(word) for value in token.values() if isinstance(value, dict) for word in value.get("IN", ())),
    ]
    for word in words:
        assert test[word] == bool(matcher(Doc(VOCAB, words=[word]))), (token, word)


def test_no_word_passes_no_test() -> None:
    either = AnyTest([TokenTest({"LOWER": "soon"}, VOCAB), TokenTest({"IS_DIGIT": False}, VOCAB)])
    assert not either[""] and either["Soon"] and not either["3"]
