"""Sentences as agreements of many kinds word them: what each gives, field by field, and what it does not give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.records import Analysis, Statement

Reader = Callable[[str], Analysis]


def told(statement: Statement) -> dict[str, Any]:
    """The fields of a statement as short strings; types and values stand before the words."""
    return {
        "kind": statement.kind,
        "force": statement.force,
        "polarity": statement.polarity,
        "quote": statement.quote,
        "actor": statement.attribute.text if statement.attribute else None,
        "aims": [aim.text for aim in statement.aims],
        "conditions": [f"{span.type}: {span.text}" for span in statement.conditions],
        "hedges": [f"{span.type}: {span.text}" for span in statement.hedges],
        "times": [span.text for span in statement.times],
    }


SENTENCES: list[tuple[str, list[dict[str, Any]]]] = [
    # --- actors
    ("A Member that wishes to leave shall notify the Board.", [{"actor": "A Member that wishes to leave"}]),
    ("The Party requesting a consultation shall state its reasons.", [{"actor": "The Party requesting a consultation"}]),
    ("The Parties in particular shall exchange data.", [{"actor": "The Parties"}]),
    ("To these ends the Union and Norway shall cooperate.", [{"actor": "the Union and Norway"}]),
    (
        "The Governments of the United Arab Emirates (UAE), India and Italy commit to build a railway.",
        [{"actor": "The Governments of the United Arab Emirates (UAE), India and Italy"}],
    ),
    (
        "A Party that is a party to an agreement or arrangement, whether existing or future, shall inform the other.",
        [{"aims": ["inform"], "quote": "A Party that is a party to an agreement or arrangement, whether existing or "
          "future, shall inform the other"}],
    ),
    # --- verbs
    ("The Parties shall co-operate and re-open the port.", [{"aims": ["co-operate", "re-open"]}]),
    ("The Parties shall share available and appropriate information.", [{"aims": ["share"]}]),
    (
        "The Party concerned may, in accordance with that treaty adopt restrictive measures.",
        [{"kind": "permission", "aims": ["adopt"]}],
    ),
    (
        "The Parties reaffirm their commitment to the rule of law and to strengthening their ties.",
        [{"force": "pledge", "aims": ["strengthening"]}],
    ),
    ("In no event shall the Company be liable for lost profit.", [{"kind": "disclaimer"}]),
    (
        "In no case shall dissenting opinions of arbitrators be published.",
        [{"kind": "commitment", "polarity": "negative", "aims": ["published"]}],
    ),
    ("No delay in exercising a right shall impair that right.", [{"kind": "disclaimer"}]),
    # --- where clauses and qualifiers begin and end
    (
        "Should either Party become aware of a breach, it shall inform the other.",
        [{"quote": "it shall inform the other", "conditions": ["event: Should either Party become aware of a breach"]}],
    ),
    (
        "The Union shall notify the Party and, on request, shall consult with it.",
        [{"quote": "The Union shall notify the Party", "conditions": []},
         {"quote": "shall consult with it", "conditions": ["request: on request"]}],
    ),
    (
        "On the request of a Party prompt consultations shall be held.",
        [{"quote": "prompt consultations shall be held", "conditions": ["request: On the request of a Party"]}],
    ),
    (
        "The Party shall inform the Board of any measures it intends to take and, upon request, talks shall be held.",
        [{"aims": ["inform"]}, {"aims": ["held"], "conditions": ["request: upon request"]}],
    ),
    (
        "The Customer may, upon giving not less than 30 days' notice, cancel the order.",
        [{"conditions": ["milestone: upon giving not less than 30 days' notice"], "times": []}],
    ),
    (
        "In the absence of a solution within three months of the referral, the Party may act.",
        [{"conditions": ["event: In the absence of a solution within three months of the referral"], "times": []}],
    ),
    (
        "Neither Party shall disclose the file without the written consent of the Party that provided it.",
        [{"hedges": ["consent: without the written consent of the Party that provided it"]}],
    ),
    (
        "The Panel shall decide without prejudice to any steps that may be taken later.",
        [{"hedges": ["reservation: without prejudice to any steps that may be taken later"]}],
    ),
    (
        "The Council shall review the list no later than five years after the entry into force of this Agreement, "
        "including its annexes.",
        [{"times": ["no later than five years after the entry into force of this Agreement"]}],
    ),
    (
        "The Committee shall adopt by the date of entry into force of this Agreement the rules of procedure.",
        [{"times": ["by the date of entry into force of this Agreement"]}],
    ),
    (
        "Each Party shall accede by 1 January 2031, or the date of signature, whichever is later.",
        [{"times": ["by 1 January 2031, or the date of signature, whichever is later"]}],
    ),
    (
        "The Parties shall extend the term unless a Party gives notice, three months in advance, of its intention to leave.",
        [{"conditions": ["exception: unless a Party gives notice, three months in advance, of its intention to leave"],
          "times": []}],
    ),
    (
        "The Parties shall consult in case a measure creates, or is likely to create, an obstacle to trade.",
        [{"conditions": ["event: in case a measure creates, or is likely to create, an obstacle to trade"]}],
    ),
    (
        "The Parties shall abolish on the date of entry into force of this Agreement all duties on fish.",
        [{"times": ["on the date of entry into force of this Agreement"]}],
    ),
    ("Imports shall respect the principles set out in Annex XI, Part A.", [{"aims": ["respect"]}]),
    (
        "The sides intend to deepen their ties through a Dialogue, which will provide a platform to meet, and talk.",
        [{"aims": ["deepen"]}],
    ),
    (
        "Norway protects the marks.[3] Norway shall ratify the Convention by 31 December 1974.",
        [{"actor": "Norway", "quote": "Norway shall ratify the Convention by 31 December 1974",
          "times": ["by 31 December 1974"]}],
    ),
    ("For its part, Ukraine is committed to implementing reforms.", [{"actor": "Ukraine", "force": "pledge"}]),
    # --- what a second clause shares, and where a first one ends
    (
        "All roster members shall be chosen on merit and shall comply with the code.",
        [{"actor": None, "aims": ["chosen"]}, {"actor": "All roster members", "aims": ["comply"]}],
    ),
    (
        "The Lender accepts no liability for delay, nor is it to be taken as having approved the plan.",
        [{"kind": "disclaimer", "quote": "The Lender accepts no liability for delay"}],
    ),
    (
        "This Memorandum sets forth common aims and does not create rights under international law.",
        [{"kind": "disclaimer", "quote": "does not create rights under international law"}],
    ),
    (
        "If, after this Agreement enters into force, a Party opens its market, it shall inform the other.",
        [{"kind": "commitment",
          "conditions": ["event: If, after this Agreement enters into force, a Party opens its market"]}],
    ),
    (
        "If no such value exists or cannot be found, it shall be set by the Board.",
        [{"aims": ["set"], "conditions": ["event: If no such value exists or cannot be found"]}],
    ),
    # --- fixed adverbs, entitlements, resolutions, ends of instruments
    ("The Parties shall at all times endeavour to agree.", [{"aims": ["agree"], "hedges": ["effort: endeavour to"]}]),
    ("The Recipient shall at once notify the Discloser.", [{"aims": ["notify"], "times": ["at once"]}]),
    (
        "The complaining Party shall be entitled, upon notification of the other, to adopt measures.",
        [{"kind": "permission", "force": None, "aims": ["adopt"]}],
    ),
    (
        "The Assembly requests the Secretariat to prepare a report.",
        [{"force": "recommendation", "actor": "the Secretariat", "aims": ["prepare"]}],
    ),
    ("Neither Party is to be held liable for late payment.", [{"kind": "disclaimer"}]),
    ("Either side may bring it to an end sooner by thirty days' written notice.",
     [{"kind": "term", "times": ["by thirty days' written notice"]}]),
    ("Either Party may give the other notice of its intention to denounce this Agreement.", [{"kind": "term"}]),
    ("Either Party may request changes to the list.", [{"kind": "permission"}]),
    # --- hedges inside efforts, clauses that go on behind that-clauses
    (
        "The Parties shall endeavour wherever possible to avoid new measures.",
        [{"aims": ["avoid"], "hedges": ["effort: endeavour", "feasibility: wherever possible"]}],
    ),
    (
        "The Parties recognise that trade should grow and therefore agree to avoid double funding.",
        [{"force": "obligation", "actor": "The Parties", "aims": ["avoid"]}],
    ),
    (
        "The Council decides that all States shall stop the sales, and further decides to review them.",
        [{"actor": "all States", "quote": "all States shall stop the sales"}, {"actor": "The Council", "aims": ["review"]}],
    ),
    ("We, the Ministers, agree to hold talks.", [{"actor": "We", "aims": ["hold"]}]),
    ("If it fails to act, he or she shall name a judge.", [{"actor": "he or she", "aims": ["name"]}]),
    (
        "The decisions shall be binding on the Parties, which shall take the measures needed.",
        [{"actor": "the Parties", "aims": ["take"]}],
    ),
    (
        "The Union shall open its market during a transitional period ending on 31 December 2031.",
        [{"times": ["during a transitional period ending on 31 December 2031"]}],
    ),
    (
        "A Party claiming that an area is free from a disease shall demonstrate it.",
        [{"actor": "A Party claiming that an area is free from a disease"}],
    ),
    (
        "No later than two years after the entry into force of this Agreement the Parties shall commence talks.",
        [{"actor": "the Parties", "aims": ["commence"],
          "times": ["No later than two years after the entry into force of this Agreement"]}],
    ),
    # --- contracts of work, seats of organisations, memoranda on forces
    ("The Employment shall continue until ended by either side.", [{"kind": "term", "aims": ["continue"]}]),
    (
        "The trial period lasts six months, during which either party may end the Employment on one week's notice.",
        [{"kind": "term", "quote": "either party may end the Employment on one week's notice",
          "times": ["on one week's notice"]}],
    ),
    ("She is not to engage in other business without first obtaining the Board's approval.",
     [{"polarity": "negative", "aims": ["engage"], "hedges": ["consent: without first obtaining the Board's approval"]}]),
    ("Salary is reviewed yearly, although the Company is under no obligation to raise it.", [{"kind": "disclaimer"}]),
    ("On termination the Employee shall return all property.",
     [{"quote": "the Employee shall return all property", "conditions": ["milestone: On termination"]}]),
    (
        "Nothing in this Treaty shall affect that right, nor shall the Host State incur any liability for such acts.",
        [{"kind": "disclaimer"}, {"kind": "disclaimer", "quote": "shall the Host State incur any liability for such acts"}],
    ),
    ("The other may invite the President of the Court to act.", [{"kind": "permission", "actor": "The other"}]),
    ("In no case should the period to provide the report exceed 180 days.",
     [{"force": "recommendation", "polarity": "negative", "aims": ["exceed"], "conditions": []}]),
    ("The tariff shall no longer be raised.", [{"polarity": "negative"}]),
    ("No financial obligation arises from this Memorandum.", [{"kind": "disclaimer"}]),
    ("Amendments may be made by an exchange of notes.", [{"kind": "term"}]),
    ("The new member shall accede to this Agreement.", [{"kind": "term"}]),
    ("The recipient must report a leak immediately upon discovery.",
     [{"times": ["immediately upon discovery"], "conditions": []}]),
    ("They express their commitment to cooperation and to opening the port.", [{"force": "pledge"}]),
    ("Other States may join this Joint Declaration.", [{"kind": "term"}]),
    ("This Agreement will be superseded by a global one.", [{"kind": "term"}]),
    ("Amounts prepaid may not be re-borrowed.", [{"polarity": "negative", "aims": ["re-borrowed"]}]),
    (
        "No withdrawal shall be made, save that sums below USD 500 may be paid for studies.",
        [{"aims": ["made"], "conditions": ["exception: save that sums below USD 500 may be paid for studies"]}],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_gives(read: Reader, sentence: str, expected: list[dict[str, Any]]) -> None:
    found = [told(statement) for statement in read(sentence).statements]
    assert [{name: one[name] for name in wanted} for one, wanted in zip(found, expected, strict=True)] == expected


NOTHING = [
    # sentence, the rule that says why
    ("The damages set forth in this paragraph shall not constitute a penalty.", "exclusion.constitutive.verb"),
    ("This Annex shall provide for a phasing out of the duties.", "exclusion.constitutive.verb"),
    ("They shall cease to apply on 1 January 2031.", "exclusion.constitutive.verb"),
    ("The Mission shall have no executive powers.", "exclusion.constitutive.verb"),
    ("A design right shall not subsist in such features.", "exclusion.constitutive.verb"),
    ("Such request shall identify the measure at issue.", "exclusion.constitutive.verb"),
    ("The thresholds shall be specified in Annex 2.", "exclusion.constitutive.verb"),
    ("They express their commitment to cooperation initiatives in trade.", "exclusion.structure.no_verb"),
    ("The decision shall provide for a reduction of checks.", "exclusion.constitutive.verb"),
    ("The decision shall enter into force on 1 June 2031.", "exclusion.other_instrument"),
    ("The right to suspend concessions shall terminate at the end of that year.", "exclusion.constitutive.state"),
    ("The Corridor is expected to stimulate growth.", "exclusion.prediction.purpose"),
    ("The report shall be binding on the Parties.", "exclusion.constitutive.state"),
    ("The prohibition lasts until it will be applied by all.", "exclusion.structure.subordinate"),
    ("The duty to which successive reductions are to be applied is listed below.", "exclusion.structure.relative"),
]


@pytest.mark.parametrize(("sentence", "rule_id"), NOTHING)
def test_a_sentence_gives_nothing_and_says_why(read: Reader, sentence: str, rule_id: str) -> None:
    analysis = read(sentence)
    assert analysis.statements == ()
    assert [unclaimed.rule_id for unclaimed in analysis.unclaimed] == [rule_id]


def test_an_item_that_says_what_a_thing_holds_is_no_commitment(read: Reader) -> None:
    text = "The notice shall:\n\n(a) include the reasons;\n\n(b) be sent to the Council.\n"
    assert [s.aims[0].text for s in read(text).statements] == ["sent"]


def test_items_under_nothing_shall_are_disclaimers(read: Reader) -> None:
    text = "Nothing in this Article shall─\n\n(a) preclude a tax on wine;\n\n(b) apply to loans of the Bank.\n"
    found = [(s.kind, s.aims[0].text) for s in read(text).statements]
    assert found == [("disclaimer", "preclude"), ("disclaimer", "apply")]


def test_after_a_paragraph_number_may_is_no_month(read: Reader) -> None:
    (statement,) = read("The measures listed in paragraph 3 may be reintroduced by the Council.").statements
    assert statement.kind == "permission"
