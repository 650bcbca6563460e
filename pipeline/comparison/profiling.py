"""Making the profile of an agreement from its judged statements and its column of findings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.comparison.actors import TOGETHER, UNNAMED, actor_key, named_key
from pipeline.comparison.cells import Quote
from pipeline.comparison.clauses import consultation_rows, deadlines_of
from pipeline.comparison.firmness import is_own
from pipeline.comparison.judged import Judged
from pipeline.comparison.legalization import READINGS
from pipeline.comparison.profile import (
    Consultation,
    Elements,
    Graded,
    HedgeShare,
    Indicator,
    PartForces,
    Profile,
    Promise,
    Reciprocity,
    Sum,
)
from pipeline.comparison.promises import is_money, plain_money
from pipeline.comparison.quoting import one_line, shortened, statement_quote
from pipeline.comparison.run_rows import DocumentRows, Row
from pipeline.records import FORCES

BODY = "body"
GRADED_SHOWN = 8
AIMS_SHOWN = 6
LONGEST_PURPOSE = 200
YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?\b")


def profile_of(
    rows: DocumentRows, judged: Sequence[Judged], status: Sequence[Indicator], names: Mapping[str, str]
) -> Profile:
    """The profile; `names` gives names to show for actors and topics by their keys."""
    commitments = [one for one in judged if one.firmness is not None]
    ordered = sorted(commitments, key=lambda one: one.strength)
    rest = ordered[GRADED_SHOWN:]
    weakest = sorted(rest, key=lambda one: (-one.strength[0], -len(one.row["hedges"]), one.row["start"]))
    return Profile(
        document_id=rows.document_id,
        status=tuple(status),
        parts=tuple(_parts(rows, commitments)),
        hedges=tuple(_hedges(commitments)),
        instrument_wide=tuple(_instrument_wide(judged)),
        consultations=tuple(_consultations(rows)),
        money=tuple(_money(judged, names)),
        promises=tuple(_promises(commitments, names)),
        reciprocity=_reciprocity(commitments, names),
        firmest=tuple(_graded(ordered[:GRADED_SHOWN])),
        softest=tuple(_graded(weakest[:GRADED_SHOWN])),
        elements=tuple(_elements(judged)),
    )


def _parts(rows: DocumentRows, commitments: Sequence[Judged]) -> Iterator[PartForces]:
    annexes = [one for one in rows.document.get("provisions") or [] if one["kind"] == "annex"]
    inside: dict[str, list[Judged]] = {BODY: []}
    for annex in annexes:
        inside.setdefault(annex.get("citation") or "Annex", [])
    for one in commitments:
        start = one.row["start"]
        holding = [annex for annex in annexes if annex["start"] <= start < annex["end"]]
        inside[(holding[0].get("citation") or "Annex") if holding else BODY].append(one)
    for part, found in inside.items():
        if found or part == BODY:
            forces = Counter(str(one.row["force"]) for one in found)
            readings = Counter(one.firmness.reading for one in found if one.firmness)
            yield PartForces(
                part,
                len(found),
                tuple((force, forces[force]) for force in FORCES),
                tuple((reading, readings[reading]) for reading in READINGS),
                sum(any(is_own(span) for span in one.row["hedges"]) for one in found),
            )


def _hedges(commitments: Sequence[Judged]) -> Iterator[HedgeShare]:
    own, elsewhere = Counter[str](), Counter[str]()
    for one in commitments:
        mine = {str(span["type"]) for span in one.row["hedges"] if is_own(span)}
        own.update(mine)
        elsewhere.update({str(span["type"]) for span in one.row["hedges"]} - mine)
    for kind in sorted(own | elsewhere, key=lambda kind: (-own[kind] - elsewhere[kind], kind)):
        yield HedgeShare(kind, own[kind], elsewhere[kind], len(commitments))


def _instrument_wide(judged: Sequence[Judged]) -> Iterator[Quote]:
    for one in judged:
        row = one.row
        if row["kind"] == "disclaimer" and row.get("scope"):
            types = ", ".join(dict.fromkeys(str(span["type"]) for span in row["hedges"]))
            note = f"reaches the {row['scope']}" + (f": {types}" if types else "")
            yield statement_quote(row, note, row["hedges"])


def _consultations(rows: DocumentRows) -> Iterator[Consultation]:
    for row in consultation_rows(rows):
        events = [span for span in row["conditions"] if span["type"] != "request"]
        requests = [span for span in row["conditions"] if span["type"] == "request"]
        times = deadlines_of(row) or row["times"]
        quote = statement_quote(row, marks=[*row["conditions"], *row["times"]])
        yield Consultation(_joined(events), _joined(requests), _joined(times), quote)


def _money(judged: Sequence[Judged], names: Mapping[str, str]) -> Iterator[Sum]:
    for one in judged:
        row = one.row
        years = "; ".join(dict.fromkeys(hit.group() for hit in YEARS.finditer(one_line(row["quote"]))))
        years = years or _joined(row["times"])
        for span in row["amounts"]:
            value = str(span.get("value") or "")
            if is_money(value):
                yield Sum(
                    plain_money(value), value, years, _purpose(row, span),
                    tuple(names.get(topic, topic) for topic in row["topics"]),
                    _name(actor_key(row), names), _beneficiary(row, names),
                    statement_quote(row, one.quote.note, [span]),
                )  # fmt: skip


def _purpose(row: Row, amount: Row) -> str:
    """What a sum is for, in the clause's own words: what stands behind it, else what stands before it."""
    inside = row["start"] <= amount["start"] and amount["end"] <= row["end"]
    behind = one_line(row["quote"][amount["end"] - row["start"] :]).lstrip(",;. ") if inside else ""
    before = one_line(row["direct_object"]["text"]) if row["direct_object"] else one_line(row["quote"])
    return shortened(behind if len(behind) > 3 else before, LONGEST_PURPOSE)


def _promises(commitments: Sequence[Judged], names: Mapping[str, str]) -> Iterator[Promise]:
    groups: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in commitments:
        groups[_name(actor_key(one.row), names), _beneficiary(one.row, names)].append(one)
    for (actor, beneficiary), found in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        forces = Counter(str(one.row["force"]) for one in found)
        readings = Counter(one.firmness.reading for one in found if one.firmness)
        aims = Counter(str(one.row["aims"][0]["text"]).lower() for one in found if one.row["aims"])
        yield Promise(
            actor,
            beneficiary,
            len(found),
            tuple((force, forces[force]) for force in FORCES if forces[force]),
            tuple(aims.most_common(AIMS_SHOWN)),
            tuple(one.quote for one in found),
            tuple((reading, readings[reading]) for reading in READINGS if readings[reading]),
        )


def _reciprocity(commitments: Sequence[Judged], names: Mapping[str, str]) -> Reciprocity:
    counts = Counter(actor_key(one.row) for one in commitments)
    jointly, unnamed = counts.pop(TOGETHER, 0), counts.pop(UNNAMED, 0)
    alone = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Reciprocity(jointly, tuple((_name(key, names), number) for key, number in alone), unnamed)


def _graded(found: Iterable[Judged]) -> Iterator[Graded]:
    for one in found:
        if one.firmness is not None:
            yield Graded(one.firmness.reading, one.firmness.reason, one.quote)


def _elements(judged: Sequence[Judged]) -> Iterator[Elements]:
    for one in judged:
        items = one.row["elements"]
        if items:
            note = f"{len(items)} elements"
            yield Elements(
                len(items), tuple(one_line(item["text"]) for item in items), statement_quote(one.row, note, items)
            )


def _name(key: str, names: Mapping[str, str]) -> str:
    return names.get(key, key)


def _beneficiary(row: Row, names: Mapping[str, str]) -> str:
    return _name(named_key(row["beneficiary"]), names) if row["beneficiary"] else ""


def _joined(spans: Iterable[Row]) -> str:
    return "; ".join(dict.fromkeys(one_line(span["text"]) for span in spans))
