"""What a clause is read as: kind, force, polarity, actor, deontic, aims (CODEBOOK 1 and 2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.records import Analysis

Reader = Callable[[str], Analysis]

CLAUSES = [
    # sentence, kind, force, polarity, actor, deontic, aims
    (
        "Each Party shall publish its report.",
        "commitment",
        "obligation",
        "positive",
        "Each Party",
        "shall",
        ["publish"],
    ),
    (
        "The Parties shall meet and exchange data.",
        "commitment",
        "obligation",
        "positive",
        "The Parties",
        "shall",
        ["meet", "exchange"],
    ),
    (
        "Neither Party shall block the transfer.",
        "commitment",
        "obligation",
        "negative",
        "Neither Party",
        "shall",
        ["block"],
    ),
    ("No new duty shall be introduced.", "commitment", "obligation", "negative", None, "shall", ["introduced"]),
    (
        "Each Side shall refrain from testing.",
        "commitment",
        "obligation",
        "negative",
        "Each Side",
        "shall",
        ["refrain"],
    ),
    (
        "The Licensee may not copy the code.",
        "commitment",
        "obligation",
        "negative",
        "The Licensee",
        "may not",
        ["copy"],
    ),
    (
        "Neither party may assign its rights.",
        "commitment",
        "obligation",
        "negative",
        "Neither party",
        "may",
        ["assign"],
    ),
    (
        "Norway intends to continue to coordinate the relief.",
        "commitment",
        "intention",
        "positive",
        "Norway",
        "intends to",
        ["coordinate"],
    ),
    ("We will seek to widen the market.", "commitment", "pledge", "positive", "We", "will", ["widen"]),
    (
        "The Union commits to ensuring access.",
        "commitment",
        "pledge",
        "positive",
        "The Union",
        "commits to",
        ["ensuring"],
    ),
    (
        "The Ministry further reaffirms its commitment to holding the talks.",
        "commitment",
        "pledge",
        "positive",
        "The Ministry",
        "reaffirms its commitment to",
        ["holding"],
    ),
    (
        "It is the policy of Norway to keep the strait open.",
        "commitment",
        "intention",
        "positive",
        "Norway",
        "It is the policy of",
        ["keep"],
    ),
    (
        "Both sides expect Norway to take over the costs.",
        "commitment",
        "intention",
        "positive",
        "Norway",
        "expect",
        ["take"],
    ),
    (
        "Training is intended to be provided by both ministries.",
        "commitment",
        "intention",
        "positive",
        "both ministries",
        "is intended to",
        ["provided"],
    ),
    (
        "The award shall be published by the Secretariat.",
        "commitment",
        "obligation",
        "positive",
        "the Secretariat",
        "shall",
        ["published"],
    ),
    (
        "Cooperation between the Parties shall focus on trade.",
        "commitment",
        "obligation",
        "positive",
        "the Parties",
        "shall",
        ["focus"],
    ),
    (
        "The Tenant covenants to keep the yard clean.",
        "commitment",
        "obligation",
        "positive",
        "The Tenant",
        "covenants to",
        ["keep"],
    ),
    (
        "The Parties should meet twice a year.",
        "commitment",
        "recommendation",
        "positive",
        "The Parties",
        "should",
        ["meet"],
    ),
    (
        "The Contracting Parties undertake to abolish visas.",
        "commitment",
        "obligation",
        "positive",
        "The Contracting Parties",
        "undertake to",
        ["abolish"],
    ),
    ("Either Party may request a panel.", "permission", None, None, "Either Party", "may", ["request"]),
    ("The Buyer is entitled to reject the goods.", "permission", None, None, "The Buyer", "is entitled to", ["reject"]),
    ("Either Party may terminate this Agreement.", "term", None, None, "Either Party", "may", ["terminate"]),
    ("This Agreement shall enter into force upon signature.", "term", None, None, None, "shall", ["enter"]),
    (
        "Nothing in this Agreement shall be construed as a waiver.",
        "disclaimer",
        None,
        None,
        None,
        "shall",
        ["construed"],
    ),
    ("This Memorandum is not legally binding.", "disclaimer", None, None, None, None, []),
    ("A Party is not obliged to disclose secret data.", "disclaimer", None, None, None, None, []),
]


@pytest.mark.parametrize(("sentence", "kind", "force", "polarity", "actor", "deontic", "aims"), CLAUSES)
def test_one_clause(
    read: Reader,
    sentence: str,
    kind: str,
    force: str | None,
    polarity: str | None,
    actor: str | None,
    deontic: str | None,
    aims: list[str],
) -> None:
    (statement,) = read(sentence).statements
    assert (statement.kind, statement.force, statement.polarity) == (kind, force, polarity)
    assert (statement.attribute.text if statement.attribute else None) == actor
    assert (statement.deontic.text if statement.deontic else None) == deontic
    assert [aim.text for aim in statement.aims] == aims


NOTHING = [
    ("In this Treaty, territory shall mean the land and the sea.", "exclusion.constitutive.verb"),
    ("The award shall be final and binding.", "exclusion.constitutive.state"),
    ("The blockade will remain a threat to trade.", "exclusion.prediction.no_actor"),
    ("The programme is intended to bolster stability.", "exclusion.prediction.purpose"),
    ("Further steps may be required.", "exclusion.possibility"),
    ("The annex lists the goods which may be of interest.", "exclusion.structure.relative"),
    ("If a member may not attend, the chair appoints a substitute.", "exclusion.structure.subordinate"),
    ("The aggressor must withdraw its troops.", "exclusion.outsider"),
    ("The note of 12 May 1999 was answered.", "exclusion.month.may"),
    ("They have the political will to act.", "exclusion.noun.will"),
    ("The Parties agree on the value of education.", "exclusion.affirmation.agree_on"),
]


@pytest.mark.parametrize(("sentence", "rule_id"), NOTHING)
def test_what_is_left_out_says_by_which_rule_and_why(read: Reader, sentence: str, rule_id: str) -> None:
    analysis = read(sentence)
    assert analysis.statements == ()
    assert rule_id in [unclaimed.rule_id for unclaimed in analysis.unclaimed]
    assert all(unclaimed.reason for unclaimed in analysis.unclaimed)
    assert all(unclaimed.sentence == sentence for unclaimed in analysis.unclaimed)


def test_a_second_deontic_begins_a_second_commitment_with_the_same_actor(read: Reader) -> None:
    first, second = read("Norway will train the crews and will also repair the ships.").statements
    assert first.quote == "Norway will train the crews"
    assert second.quote == "will also repair the ships"
    assert second.attribute is not None and second.attribute.text == "Norway"


def test_a_clause_runs_from_the_actor_to_its_end_without_final_punctuation(read: Reader) -> None:
    text = "In that case, the Parties shall, where possible, meet within ten days; they may also exchange letters."
    commitment, permission = read(text).statements
    assert commitment.quote == "the Parties shall, where possible, meet within ten days"
    assert permission.quote == "they may also exchange letters"


def test_the_public_row_has_spans_whose_text_stands_at_their_offsets(read: Reader) -> None:
    analysis = read("Upon request,\nthe Parties shall, subject to the availability\nof funds, meet annually.")
    (statement,) = analysis.statements
    text = analysis.agreement.text
    for span in (*statement.aims, *statement.conditions, *statement.hedges, *statement.times):
        assert text[span.start : span.end] == span.text
    assert text[statement.start : statement.end] == statement.quote
    assert [h.text for h in statement.hedges] == ["subject to the availability\nof funds"]
