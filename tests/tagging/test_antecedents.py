"""Whom a pronoun takes up, and which parties the words for an actor stand for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.analysis import analyse
from pipeline.ingestion import agreement_from_text
from pipeline.party_names import PartyNames
from pipeline.records import Analysis, Party, actor_row
from pipeline.tagging.nlp_setup import Tagger

Reader = Callable[[str], Analysis]
PARTIES = (Party("Kingdom of Norway", ("Norway", "the Donor"), "NOR"), Party("Tirrane", ("the Recipient",)))

PRONOUNS = [
    # text, what the last statement's pronoun takes up, its id
    ("If a Party finds that the other Party has failed to act, it shall notify the Council.", "a Party", None),
    ("The Council shall meet yearly. It shall adopt its rules.", "The Council", None),
    ("Norway and Sweden sent a note; they shall publish it.", "Norway and Sweden", "NOR+SWE"),
    ("Where Norway imposes a duty, it shall inform the Board.", "Norway", "NOR"),
    ("When the Parties have met, they shall publish a report.", "the Parties", None),
]


@pytest.mark.parametrize(("text", "words", "actor"), PRONOUNS)
def test_a_pronoun_has_the_id_of_what_it_takes_up(read: Reader, text: str, words: str, actor: str | None) -> None:
    attribute = read(text).statements[-1].attribute
    assert attribute is not None and attribute.text.lower() in ("it", "they")
    assert attribute.antecedent is not None
    assert text[slice(*attribute.antecedent)] == words
    assert attribute.value == actor


@pytest.mark.parametrize("text", ["It shall notify the Council.", "The report is due in May; they shall publish it."])
def test_a_pronoun_that_takes_up_nobody_has_no_antecedent(read: Reader, text: str) -> None:
    attribute = read(text).statements[-1].attribute
    assert attribute is None or attribute.antecedent is None


MEANT = {
    "Norway": ("NOR",),
    "The Donor": ("NOR",),
    "each Party": ("NOR", "Tirrane"),
    "The Parties": ("NOR", "Tirrane"),
    "both sides": ("NOR", "Tirrane"),
    "Each of the Contracting Parties": ("NOR", "Tirrane"),
    "the importing Party": ("NOR", "Tirrane"),
    "We": ("NOR", "Tirrane"),
    "the Council": (),
    "representatives of the Parties": (),
    "third parties": (),
    "members of the Committee": (),
    "Sweden and Norway": ("NOR", "SWE"),
}


@pytest.mark.parametrize(("words", "parties"), MEANT.items())
def test_words_stand_for_parties(words: str, parties: tuple[str, ...]) -> None:
    nouns = frozenset(["party", "parties", "side", "sides", "participant", "member", "members"])
    assert PartyNames(PARTIES, nouns).meant(words) == parties


def test_rows_say_which_parties_an_actor_stands_for(tagger: Tagger) -> None:
    agreement = replace(agreement_from_text("Each Party shall report to the Donor.\n"), parties=PARTIES)
    (statement,) = analyse(agreement, tagger).statements
    row, receiver = actor_row(statement.attribute), actor_row(statement.beneficiary)
    assert row is not None and receiver is not None
    assert (row["text"], row["id"], row["parties"], row["antecedent"]) == ("Each Party", None, ["NOR", "Tirrane"], None)
    assert (receiver["text"], receiver["id"], receiver["parties"]) == ("the Donor", "NOR", ["NOR"])
