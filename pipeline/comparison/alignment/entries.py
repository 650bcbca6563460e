"""Statements made ready to be compared: their words cut, their matter stemmed, their place known."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.comparison.alignment.normal_words import (
    NAME_SIGN,
    Word,
    matter_of,
    party_pattern,
    stem,
    words_of_statement,
)
from pipeline.comparison.legalization import Firmness, read_firmness
from pipeline.comparison.run_rows import DocumentRows, Row
from pipeline.topics.folding import words_of

# Commitments and permissions may turn into each other from text to text; the others are clauses of their own sort.
SORTS = {"commitment": "norm", "permission": "norm", "disclaimer": "disclaimer", "term": "term"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement made ready.

    `document` is the place of its agreement among those compared, `words` all its words, `matter` what it is about
    (stems, with the keys of names), `content` the same without names, `heading` the stems of the heading it stands
    under, `heading_words` that heading itself, `actor` the canonical id of who is bound, `parties` the ids of the
    parties to its agreement, `firmness` how firm it reads (commitments only).
    """

    row: Row
    document: int
    words: tuple[Word, ...]
    matter: tuple[str, ...]
    content: tuple[str, ...]
    heading: frozenset[str]
    heading_words: str
    actor: str | None
    parties: frozenset[str]
    firmness: Firmness | None

    @property
    def sort(self) -> str:
        return SORTS[self.row["kind"]]


def entries_of(documents: Sequence[DocumentRows]) -> list[Entry]:
    """The statements of all agreements, agreement by agreement, each in the order of its text."""
    return [entry for number, rows in enumerate(documents) for entry in _entries_of_one(rows, number)]


def _entries_of_one(rows: DocumentRows, number: int) -> list[Entry]:
    listed = rows.document.get("parties") or []
    names = party_pattern(listed)
    parties = frozenset(str(party["id"]) for party in listed if party.get("id"))
    headed = [
        provision
        for provision in rows.document.get("provisions") or []
        if provision.get("heading") and provision["kind"] != "title"
    ]
    headed.sort(key=lambda provision: int(provision["start"]))
    starts = [provision["start"] for provision in headed]
    firmness = read_firmness(rows)
    entries = []
    for row in rows.statements:
        words = words_of_statement(row, rows.text, names)
        matter = tuple(matter_of(words))
        heading = _heading(headed, starts, row["start"])
        entries.append(
            Entry(
                row=row,
                document=number,
                words=words,
                matter=matter,
                content=tuple(key for key in matter if not key.startswith(NAME_SIGN)),
                heading=frozenset(stem(match.group().lower()) for match in words_of(heading) if len(match.group()) > 2),
                heading_words=heading,
                actor=(row.get("attribute") or {}).get("id"),
                parties=parties,
                firmness=firmness.get(row["statement_id"]),
            )
        )
    return entries


def _heading(headed: list[Row], starts: list[int], start: int) -> str:
    """The heading of the innermost headed provision that holds the place, or ""; `headed` is in order of `starts`."""
    for provision in reversed(headed[: bisect_left(starts, start)]):
        if start < provision["end"]:
            return str(provision["heading"])
    return ""
