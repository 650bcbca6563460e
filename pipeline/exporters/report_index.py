"""The index of the report page: what filters and sorts ask of each statement, as small numbers in columns.

The page filters hundreds of agreements by it without reading one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.comparison import DocumentRows, Firmness
from pipeline.comparison.actors import actor_key
from pipeline.comparison.clauses import why_unclaimed
from pipeline.comparison.lazy import Shelf, Shelved
from pipeline.comparison.legalization import READINGS
from pipeline.comparison.quoting import one_line
from pipeline.comparison.run_rows import Row
from pipeline.exporters.report_json import escaped_json, joined
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


class Index:
    """The index, made agreement by agreement.

    It has columns of numbers for each agreement's statements (`documents`) and for the words left out of it
    (`leftOut`). The numbers are places in the names that it lists for the field: `kind` (the force of commitments),
    `reading` of firmness and `actor` (-1 for none), `topics`, `hedges` and `conditions` (each type once a statement),
    `word` and `why`. `hedged` counts the hedges of each statement; `start` and `end` say where the statement, or the
    sentence of the word left out, stands in the text. An agreement that was not read has null for its columns.
    """

    def __init__(self) -> None:
        self._names = {field: Names() for field in ("actor", "topics", *QUALIFIERS, "word", "why")}
        self._shelf = Shelf()
        self._documents: list[int] = []
        self._left_out: list[int] = []

    def add(self, rows: DocumentRows | None, firmness: Mapping[str, Firmness], quotes: Quotes) -> None:
        """Add the next agreement; `firmness` is that of its commitments by statement id."""
        columns = _columns(rows, self._names, firmness) | _places(rows.statements, quotes, "") if rows else None
        left_out = _left_out(rows, self._names) | _places(rows.unclaimed, quotes, "sentence_") if rows else None
        self._documents.append(self._shelf.put(escaped_json(columns)))
        self._left_out.append(self._shelf.put(escaped_json(left_out)))

    def pieces(self) -> Iterator[str]:
        """The block, piece by piece."""
        names = {field: list(found.numbers) for field, found in self._names.items()}
        yield escaped_json({"kind": KINDS_AND_FORCES, "reading": READINGS, **names}).removesuffix("}")
        yield ',"documents":['
        yield from joined(Shelved[str](self._shelf, self._documents))
        yield '],"leftOut":['
        yield from joined(Shelved[str](self._shelf, self._left_out))
        yield "]}"


def _columns(document: DocumentRows, names: dict[str, Names], firmness: Mapping[str, Firmness]) -> dict[str, list[Any]]:
    rows = document.statements
    found = [firmness.get(row["statement_id"]) for row in rows]
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
