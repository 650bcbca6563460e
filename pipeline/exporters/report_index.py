"""The index of the report page: what filters and sorts ask of each statement, as small numbers in columns.

The page filters hundreds of agreements by it without reading one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.comparison import DocumentRows, Firmness
from pipeline.comparison.actors import actor_key
from pipeline.comparison.clauses import why_unclaimed
from pipeline.comparison.legalization import READINGS
from pipeline.comparison.quoting import one_line
from pipeline.comparison.run_rows import Row
from pipeline.exporters.report_quotes import Quotes
from pipeline.records import FORCES, KINDS

# What a statement is, from firmest to softest; what is no commitment comes after.
KINDS_AND_FORCES: tuple[str, ...] = (*FORCES, *(kind for kind in KINDS if kind != "commitment"))
QUALIFIERS = ("hedges", "conditions")


class Names:
    """Names in the order in which they come up, each with its number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """The number of a name, a new one where it has none yet."""
        return self.numbers.setdefault(name, len(self.numbers))


def index_block(
    documents: Sequence[DocumentRows | None],
    firmness: Mapping[tuple[str, str], Firmness],
    quotes: Sequence[Quotes],
) -> dict[str, Any]:
    """Columns of numbers for each document's statements (`documents`) and for the words left out of it (`leftOut`).

    The numbers are places in the names that the block lists for the field: `kind` (the force of commitments),
    `reading` of firmness and `actor` (-1 for none), `topics`, `hedges` and `conditions` (each type once a statement),
    `word` and `why`. `hedged` counts the hedges of each statement; `start` and `end` say where the statement, or the
    sentence of the word left out, stands in the text. A document that was not read has null for its columns.
    """
    names = {field: Names() for field in ("actor", "topics", *QUALIFIERS, "word", "why")}
    pairs = list(zip(documents, quotes, strict=True))
    columns = [_columns(one, names, firmness) | _places(one.statements, own, "") if one else None for one, own in pairs]
    left_out = [_left_out(one, names) | _places(one.unclaimed, own, "sentence_") if one else None for one, own in pairs]
    return {
        "kind": KINDS_AND_FORCES,
        "reading": READINGS,
        **{field: list(found.numbers) for field, found in names.items()},
        "documents": columns,
        "leftOut": left_out,
    }


def _columns(
    document: DocumentRows, names: dict[str, Names], firmness: Mapping[tuple[str, str], Firmness]
) -> dict[str, list[Any]]:
    rows = document.statements
    found = [firmness.get((document.document_id, row["statement_id"])) for row in rows]
    return {
        "kind": [KINDS_AND_FORCES.index(_kind(row)) for row in rows],
        "reading": [one.rank if one else -1 for one in found],
        "actor": [names["actor"].number(actor_key(row)) if row["attribute"] else -1 for row in rows],
        "topics": [[names["topics"].number(topic) for topic in row["topics"]] for row in rows],
        **{
            field: [sorted({names[field].number(str(span["type"])) for span in row[field]}) for row in rows]
            for field in QUALIFIERS
        },
        "hedged": [len(row["hedges"]) for row in rows],
    }


def _places(rows: Sequence[Row], quotes: Quotes, prefix: str) -> dict[str, list[int]]:
    return {side: [quotes.at(row[f"{prefix}{side}"]) for row in rows] for side in ("start", "end")}


def _left_out(document: DocumentRows, names: dict[str, Names]) -> dict[str, list[int]]:
    rows = document.unclaimed
    return {
        "word": [names["word"].number(one_line(row["text"]).lower()) for row in rows],
        "why": [names["why"].number(why_unclaimed(row)) for row in rows],
    }


def _kind(row: Row) -> str:
    return str(row["force"] if row["kind"] == "commitment" else row["kind"])
