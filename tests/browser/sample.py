"""A run over short invented agreements, tagged and compared as a real one: an agreement on aid, two of one template."""

from __future__ import annotations

from functools import cache

from pipeline.comparison import RunRows
from tests.comparison.texts import run_of

AID = """Agreement on Support

Done at Brightwater on 4 May 2021.

Recalling the sanctions that both countries keep,

Article 1: Help

Norvala shall provide Estmark with military assistance of EUR 5 million by 1 May 2027, where possible.

In the event of an attack, the Parties shall consult within 24 hours at the request of Estmark.

Estmark intends to share military training places.

The Parties shall cooperate in areas, which may include: (a) training of pilots; (b) repair of ships.

Estmark may use the training ranges of Norvala.

Article 2: General

All cooperation under this Agreement is subject to the availability of funds.

Article 3: Life

This Agreement shall enter into force upon signature. It shall remain in force for 10 years.
"""
TRADE = """Agreement between Norvala and {other} on Trade

Done at Brightwater on {day}.

Article 1: Licences

{other} shall accept the certificates of conformity that the authorities of Norvala issue for medical devices.

Article 2: Labour

{other} {labour} the importation of goods mined, produced or manufactured by forced labour.

Article 3: Services

{other} shall not levy a digital services tax on companies of Norvala.
"""
TEXTS = {
    "aid-2021": AID,
    "trade-tarsia-2022": TRADE.format(other="Tarsia", day="1 June 2022", labour="shall prohibit"),
    "trade-quellen-2023": TRADE.format(
        other="Quellen", day="1 June 2023", labour="should, where possible, prohibit"
    ).replace("issue for medical devices", "issue for medical devices and for toys"),
}
SIGNED = {"aid-2021": "2021-05-04", "trade-tarsia-2022": "2022-06-01", "trade-quellen-2023": "2023-06-01"}


@cache
def sample_rows() -> RunRows:
    """The rows, with one file that could not be read."""
    rows = run_of(TEXTS, instrument="agreement")
    for document in rows.documents:
        document["signed"] = SIGNED[document["document_id"]]
    failures = [{"file": '<b id="broken">.pdf', "reason": "holds no text"}]
    return RunRows(rows.documents, rows.statements, rows.unclaimed, rows.texts, failures, rows.topics)


def draft_rows() -> RunRows:
    """Two drafts of one agreement."""
    old = TRADE.format(other="Tarsia", day="1 June 2022", labour="shall prohibit")
    new = old.replace("shall prohibit", "should prohibit") + "\nTarsia shall publish its list of duties.\n"
    return run_of({"old": old, "new": new}, instrument="agreement")
