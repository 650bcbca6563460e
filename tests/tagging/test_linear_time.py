"""Time grows with the text, not with its square, whatever the text."""

from __future__ import annotations

import time

import pytest

from pipeline.records import Agreement, Provision
from pipeline.statements import build_statements
from pipeline.tagging.nlp_setup import Tagger

SENTENCE = (
    "Each Party shall, where possible and subject to the availability of funds, notify the other within 30 days. "
)

HOSTILE = {
    "a word of a million letters": "The Parties shall " + "m" * 1_000_000 + ".",
    "a word of a million letters between breaks": "The Parties shall " + "me-\n" * 250_000 + "et.",
    "a paragraph of a million characters": SENTENCE * 9_000,
    "a sentence of 100,000 words": "The Parties shall meet "
    + "and exchange information in accordance with their laws, " * 12_500,
    "10,000 nested parentheses": "The Parties shall " + "(" * 10_000 + "meet" + ")" * 10_000 + ".",
    "10,000 asides": "The Parties, " + "in accordance with this, " * 10_000 + "shall meet.",
    "10,000 clauses inside clauses": "The Parties agree that " * 10_000 + "they shall meet.",
    "10,000 conditions": "The Parties shall meet " + "if so requested, " * 10_000 + "at once.",
}


def _seconds(tagger: Tagger, text: str) -> float:
    whole = Provision("p1", "paragraph", 0, len(text), 0, len(text))
    agreement = Agreement("hostile", text)
    began = time.process_time()
    build_statements(agreement, tagger.tag(agreement, [whole]), tagger.rule_set)
    return time.process_time() - began


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_end_in_seconds(tagger: Tagger, name: str) -> None:
    assert _seconds(tagger, HOSTILE[name]) < 60


def test_double_the_text_takes_about_double_the_time(tagger: Tagger) -> None:
    _seconds(tagger, SENTENCE * 200)
    once = min(_seconds(tagger, SENTENCE * 1_000) for _ in range(2))
    twice = min(_seconds(tagger, SENTENCE * 4_000) for _ in range(2))
    assert twice < once * 4 * 2
