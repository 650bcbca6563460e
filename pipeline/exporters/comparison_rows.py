"""The comparison as flat rows: what agreements and actors say on each topic, and the lines of the profiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.comparison import Cell, Column, Comparison, Profile, Quote, TopicCell, TopicMatrix
from pipeline.comparison.quoting import pinpoint
from pipeline.comparison.topic_cells import ActorColumn
from pipeline.exporters.flat_rows import JOIN

FlatRow = dict[str, str | int | None]

# Column name -> what it holds, in plain words.
TOPIC_COLUMNS: dict[str, str] = {
    "taxonomy": "The list of topics.",
    "group": "The group of topics.",
    "topic": "The topic.",
    "topic_id": "Its permanent id.",
    "agreement": "The agreement's id; empty in rows on an actor.",
    "actor": "The actor; empty in rows on an agreement.",
    "state": "promised, provided for, mentioned, not mentioned or not examined.",
    "says": "The cell of the matrix in words.",
    "force": "The strongest force among the commitments.",
    "firmness": "The firmest reading among the commitments: firm, qualified, soft or aspirational.",
    "commitments": "Commitments on the topic.",
    "others": "Permissions, disclaimers and terms on the topic.",
    "hedged": "Commitments with a hedge in their own sentence.",
    "hedge_types": "Types of these hedges with the number of commitments.",
    "reaching_types": "Types of hedges that reach the commitments from an article, an annex or the whole instrument.",
    "conditional": "Commitments with a condition.",
    "condition_types": "Types of these conditions with the number of commitments.",
    "figures": "Sums, deadlines and years.",
    "quote": "The firmest statement, or the words where the topic is only mentioned.",
    "cite_as": "A citation of this quote to copy.",
    "quotes": "How many quotes the cell has.",
}

PROFILE_COLUMNS: dict[str, str] = {
    "agreement": "The agreement's id.",
    "part": "The part of the profile.",
    "line": "What the line is about.",
    "value": "What was found, in words.",
    "quote": "The words it rests on.",
    "citation": "Where they stand.",
    "page": "The page.",
    "note": "What was found in these words.",
    "cite_as": "A citation to copy.",
}

OVERVIEW_COLUMNS: dict[str, str] = {
    "agreement": "The agreement's id.",
    "title": "Its title.",
    "signed": "The date of signature.",
    "examined": "yes, or why not.",
    "commitments": "Commitments.",
    "obligation": "Commitments worded with shall, must, agrees to.",
    "pledge": "Commitments worded with will, commits to.",
    "intention": "Commitments worded with intends to, plans to.",
    "recommendation": "Commitments worded with should, is encouraged to.",
    "firm": "Commitments read as firm.",
    "qualified": "Commitments read as qualified.",
    "soft": "Commitments read as soft.",
    "aspirational": "Commitments read as aspirational.",
    "hedged": "Commitments with a hedge in their own sentence.",
    "topics_promised": "Topics with a commitment.",
    "topics_mentioned": "Topics that are mentioned without a commitment.",
}


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """A line of a profile with one of its quotes; further quotes of a line are lines of their own, value and all."""

    part: str
    line: str
    value: str
    quote: Quote | None = None


def cited(column: Column, quote: Quote) -> str:
    """The pinpoint citation of a quote, to copy."""
    return pinpoint(column.cite_as, quote.citation, quote.page, column.pages)


def overview_rows(comparison: Comparison) -> Iterator[FlatRow]:
    """A row an agreement with the keys of `OVERVIEW_COLUMNS`."""
    for place, (column, profile) in enumerate(zip(comparison.columns, comparison.profiles, strict=True)):
        row: FlatRow = dict.fromkeys(OVERVIEW_COLUMNS)
        row |= {"agreement": column.document_id, "title": column.title, "signed": column.signed}
        row["examined"] = "yes" if column.examined else column.reason
        if profile is not None:
            row |= {"commitments": sum(part.commitments for part in profile.parts)}
            row |= {"hedged": sum(part.hedged for part in profile.parts)}
            for part in profile.parts:
                for name, number in (*part.forces, *part.readings):
                    row[name] = int(row[name] or 0) + number
            states = [topic.cells[place].state for topic in comparison.topics.rows]
            row |= {"topics_promised": states.count("promised"), "topics_mentioned": states.count("mentioned")}
        yield row


def topic_rows(comparison: Comparison, matrix: TopicMatrix) -> Iterator[FlatRow]:
    """A row a topic and column with the keys of `TOPIC_COLUMNS`; what no actor promises is left out."""
    columns = {column.document_id: column for column in comparison.columns}
    for topic in matrix.rows:
        for column, cell in zip(matrix.columns, topic.cells, strict=True):
            if matrix.by == "actor" and cell.state == "not mentioned":
                continue
            yield {
                "taxonomy": topic.taxonomy,
                "group": topic.group,
                "topic": topic.name,
                "topic_id": topic.topic,
                "agreement": column.document_id if isinstance(column, Column) else None,
                "actor": column.title if isinstance(column, ActorColumn) else None,
                **_cell(cell, columns),
            }


def _cell(cell: TopicCell, columns: dict[str, Column]) -> FlatRow:
    first = cell.quotes[0] if cell.quotes else None
    return {
        "state": cell.state,
        "says": cell.value,
        "force": cell.force,
        "firmness": cell.firmness,
        "commitments": cell.commitments,
        "others": cell.others,
        "hedged": cell.hedged,
        "hedge_types": _pairs(cell.hedge_types),
        "reaching_types": _pairs(cell.reaching_types),
        "conditional": cell.conditional,
        "condition_types": _pairs(cell.condition_types),
        "figures": JOIN.join(figure.text for figure in cell.figures) or None,
        "quote": first.text if first else None,
        "cite_as": cited(columns[first.document_id], first) if first else None,
        "quotes": len(cell.quotes),
    }


def profile_rows(comparison: Comparison) -> Iterator[FlatRow]:
    """The lines of all profiles with the keys of `PROFILE_COLUMNS`."""
    for column, profile in zip(comparison.columns, comparison.profiles, strict=True):
        for line in profile_lines(profile) if profile else [ProfileLine("Profile", "not examined", column.reason)]:
            quote = line.quote
            yield {
                "agreement": column.document_id,
                "part": line.part,
                "line": line.line,
                "value": line.value,
                "quote": quote.text if quote else None,
                "citation": quote.citation if quote else None,
                "page": quote.page if quote else None,
                "note": quote.note if quote else None,
                "cite_as": cited(column, quote) if quote else None,
            }


def profile_lines(profile: Profile) -> Iterator[ProfileLine]:
    """The lines of a profile in the order in which it is read."""
    for one in profile.status:
        yield from _quoted(f"Status: {one.group}", one.label, one.cell)
    for part in profile.parts:
        value = f"{part.commitments} commitments: {_pairs(part.forces)}; read as {_pairs(part.readings)}"
        yield ProfileLine("Force by part", part.part, f"{value}; hedged in their own sentence {part.hedged}")
    for hedge in profile.hedges:
        value = f"{hedge.own} of {hedge.of} in their own sentence, {hedge.elsewhere} from elsewhere"
        yield ProfileLine("Share hedged", hedge.type, value)
    yield from (ProfileLine("Instrument-wide", quote.note, "", quote) for quote in profile.instrument_wide)
    for found in profile.consultations:
        parts = {"on": found.trigger, "at the request": found.request, "by when": found.deadline}
        value = "; ".join(f"{name}: {words}" for name, words in parts.items() if words)
        yield ProfileLine("Consultation", found.trigger or "no event named", value, found.quote)
    for money in profile.money:
        to = f", to {money.beneficiary}" if money.beneficiary else ""
        when = f" ({money.years})" if money.years else ""
        value = f"{money.text}{when}, by {money.actor}{to}: {money.purpose}"
        yield ProfileLine("Money", money.years or "no year named", value, money.quote)
    yield from _promises(profile)
    for side, graded in (("Firmest", profile.firmest), ("Softest", profile.softest)):
        yield from (ProfileLine(side, one.reading, one.reason, one.quote) for one in graded)
    for elements in profile.elements:
        yield ProfileLine("Elements", str(elements.count), JOIN.join(elements.items), elements.quote)


def _promises(profile: Profile) -> Iterator[ProfileLine]:
    spread = profile.reciprocity
    alone = [f"{name} alone {number}" for name, number in spread.alone]
    unnamed = [f"no actor named {spread.no_actor}"] if spread.no_actor else []
    yield ProfileLine("Who promises", "spread", "; ".join([f"together {spread.jointly}", *alone, *unnamed]))
    for promise in profile.promises:
        to = f" to {promise.beneficiary}" if promise.beneficiary else ""
        value = f"{promise.commitments} ({_pairs(promise.forces)}), read as {_pairs(promise.readings)}"
        value += f": {_pairs(promise.aims)}" if promise.aims else ""
        yield ProfileLine("Who promises", f"{promise.actor}{to}", value, promise.quotes[0])


def _quoted(part: str, line: str, cell: Cell) -> Iterator[ProfileLine]:
    if not cell.quotes:
        yield ProfileLine(part, line, cell.value)
    yield from (ProfileLine(part, line, cell.value, quote) for quote in cell.quotes)


def _pairs(pairs: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {number}" for name, number in pairs)
