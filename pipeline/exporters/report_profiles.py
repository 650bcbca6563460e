"""What the report page carries on the profile of an agreement; its status sheet stands among the findings."""

from __future__ import annotations

from typing import Any

from pipeline.comparison import Profile
from pipeline.comparison.profile import Consultation, Promise, Sum
from pipeline.exporters.report_quotes import Quotes


def profile_block(profile: Profile, quotes: Quotes) -> dict[str, Any]:
    """The profile, each quote as the page holds quotes."""
    return {
        "parts": [
            {
                "part": part.part,
                "commitments": part.commitments,
                "forces": dict(part.forces),
                "readings": dict(part.readings),
                "hedged": part.hedged,
            }
            for part in profile.parts
        ],
        "hedges": [[share.type, share.own, share.elsewhere, share.of] for share in profile.hedges],
        "wide": [{"note": quote.note, "quote": quotes.one(quote)} for quote in profile.instrument_wide],
        "consultations": [_consultation(one, quotes) for one in profile.consultations],
        "money": [_sum(one, quotes) for one in profile.money],
        "promises": [_promise(one, quotes) for one in profile.promises],
        "reciprocity": {
            "jointly": profile.reciprocity.jointly,
            "alone": [list(pair) for pair in profile.reciprocity.alone],
            "unnamed": profile.reciprocity.no_actor,
        },
        "firmest": quotes.listed(one.quote for one in profile.firmest),
        "softest": quotes.listed(one.quote for one in profile.softest),
        "elements": [
            {"count": one.count, "items": list(one.items), "quote": quotes.one(one.quote)} for one in profile.elements
        ],
    }


def _consultation(one: Consultation, quotes: Quotes) -> dict[str, Any]:
    return {
        "trigger": one.trigger,
        "request": one.request,
        "deadline": one.deadline,
        "quote": quotes.one(one.quote),
    }


def _sum(one: Sum, quotes: Quotes) -> dict[str, Any]:
    return {
        "sum": one.text,
        "years": one.years,
        "purpose": one.purpose,
        "topics": list(one.topics),
        "actor": one.actor,
        "beneficiary": one.beneficiary,
        "quote": quotes.one(one.quote),
    }


def _promise(one: Promise, quotes: Quotes) -> dict[str, Any]:
    return {
        "actor": one.actor,
        "beneficiary": one.beneficiary,
        "commitments": one.commitments,
        "forces": dict(one.forces),
        "aims": [list(pair) for pair in one.aims],
        "quotes": quotes.listed(one.quotes),
    }
