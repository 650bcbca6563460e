"""Quotes as the report page holds them: a statement by its place among those of its agreement, other words by offsets.

Offsets on the page count UTF-16 code units, as JavaScript counts the characters of a string.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any

from pipeline.comparison import DocumentRows, Quote

Offsets = Callable[[int], int]
# Characters that take two code units.
WIDE = re.compile("[\U00010000-\U0010ffff]")


def utf16_offsets(text: str) -> Offsets:
    """A function from code-point offsets into `text` to UTF-16 offsets."""
    wide = [found.start() for found in WIDE.finditer(text)]
    return (lambda offset: offset + bisect_left(wide, offset)) if wide else (lambda offset: offset)


class Quotes:
    """Makes the quotes of one agreement ready for the page; of one that was not read there are none."""

    def __init__(self, rows: DocumentRows | None) -> None:
        self.at = utf16_offsets(rows.text if rows else "")
        self.places = {row["statement_id"]: number for number, row in enumerate(rows.statements if rows else ())}

    def listed(self, quotes: Iterable[Quote], *, noted: bool = False) -> list[Any]:
        """Each quote of a statement as the statement's number, other quotes as objects.

        On the page a statement is marked with its qualifiers and says its firmness itself, so that a note on these
        would say them twice; `noted` keeps the notes of statements that have nothing marked.
        """
        return [self.one(quote, noted=noted) for quote in quotes]

    def one(self, quote: Quote, *, noted: bool = False) -> Any:
        """A single quote, as in `listed`."""
        entry: dict[str, Any] = {"note": quote.note} if quote.note else {}
        if quote.statement_id is not None:
            number = self.places[quote.statement_id]
            return {"statement": number} | entry if noted and entry and not quote.marks else number
        return entry | {
            "start": self.at(quote.start),
            "end": self.at(quote.end),
            "citation": quote.citation,
            "page": quote.page,
            "marks": [[self.at(start), self.at(end)] for start, end in quote.marks],
        }
