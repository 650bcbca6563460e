"""What the report page carries on topics: the list of them, the cells of each agreement, the cells of all actors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.comparison import Comparison, TopicCell, TopicMatrix
from pipeline.comparison.topic_cells import ActorColumn
from pipeline.exporters.report_json import escaped_json, joined
from pipeline.exporters.report_quotes import Quotes

# States without a finding of their own: the page says them from the state of the agreement.
UNSAID = ("not mentioned", "not examined")


def topic_list(comparison: Comparison) -> list[dict[str, str]]:
    """Every topic of which an agreement or an actor says anything, in the order of the matrix."""
    rows = {row.topic: row for matrix in (comparison.topics, comparison.actors) for row in matrix.rows}
    return [
        {
            "id": row.topic,
            "name": row.name,
            "description": row.description,
            "taxonomy": row.taxonomy,
            "group": row.group,
        }
        for row in rows.values()
    ]


def topics_block(matrix: TopicMatrix, place: int, quotes: Quotes) -> dict[str, Any]:
    """The cells of one agreement by topic; a topic that it does not mention is left away."""
    return {
        row.topic: _cell(row.cells[place]) | {"quotes": quotes.listed(row.cells[place].quotes)}
        for row in matrix.rows
        if row.cells[place].state not in UNSAID
    }


def actors_pieces(matrix: TopicMatrix, places: Mapping[str, int], quotes: Mapping[str, Quotes]) -> Iterator[str]:
    """The block of the actors, and for each topic a cell an actor, null where it promises nothing; piece by piece.

    The quotes of these cells come from many agreements: each is the place of its agreement and its statement's number.
    `places` and `quotes` have them by document id.
    """

    def cell(found: TopicCell) -> dict[str, Any] | None:
        if found.state in UNSAID:
            return None
        listed = [[places[quote.document_id], quotes[quote.document_id].one(quote)] for quote in found.quotes]
        return _cell(found) | {"quotes": listed}

    actors = [
        {"key": one.key, "title": one.title, "commitments": one.commitments, "agreements": one.agreements}
        for one in matrix.columns
        if isinstance(one, ActorColumn)
    ]
    yield f'{{"actors":{escaped_json(actors)},"cells":{{'
    rows = ((row.topic, [cell(found) for found in row.cells]) for row in matrix.rows)
    yield from joined(f"{escaped_json(topic)}:{escaped_json(cells)}" for topic, cells in rows)
    yield "}}"


def _cell(cell: TopicCell) -> dict[str, Any]:
    return {
        "state": cell.state,
        "value": cell.value,
        "force": cell.force or "",
        "reading": cell.firmness or "",
        "commitments": cell.commitments,
        "others": cell.others,
        "hedged": cell.hedged,
        "conditional": cell.conditional,
        "hedges": [kind for kind, _ in cell.hedge_types],
        "reaching": [kind for kind, _ in cell.reaching_types],
        "conditions": [kind for kind, _ in cell.condition_types],
        "figures": [figure.text for figure in cell.figures],
    }
