"""What the report page carries on alignment: shared provisions with their differences, and the novelty of each text.

A statement is written as [place of its agreement, its number]. Word runs are five numbers each: the kind's place in
`RUN_KINDS`, then start and end on the left and on the right, counted from where the statement begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, combinations
from typing import Any

from pipeline.comparison import Quote
from pipeline.comparison.alignment import (
    MOST_STATEMENTS,
    AlignedPair,
    DraftChange,
    Novelty,
    SharedProvision,
    Verdict,
)
from pipeline.comparison.alignment.shared import aligned_pair
from pipeline.comparison.matrix import Comparison
from pipeline.exporters.report_quotes import Quotes

RUN_KINDS = ("same", "name", "replaced", "removed", "added")
# Of a provision that many agreements share, each is set against the first; of few, each against each.
SET_AGAINST_EACH = 6
PROVISIONS_A_BLOCK = 25


class AlignmentData:
    """The blocks on the alignment of a comparison's examined agreements."""

    def __init__(self, comparison: Comparison, quotes: Mapping[str, Quotes]) -> None:
        self.columns = [column for column in comparison.columns if column.examined]
        self.places = {column.document_id: place for place, column in enumerate(comparison.columns)}
        self.quotes = quotes
        self.alignment = comparison.alignment

    @cached_property
    def entries(self) -> dict[tuple[str, str], int]:
        """The place among the alignment's entries of each statement, by the ids of its document and of itself."""
        rows = (entry.row for entry in self.alignment.entries)
        return {(row["document_id"], str(row["statement_id"])): number for number, row in enumerate(rows)}

    def blocks(self) -> Iterator[tuple[str, Any]]:
        """Id and data of each block: the list of provisions, their pairs, the novelty of each agreement."""
        shared = self.alignment.shared
        yield (
            "alignment",
            {
                "aligned": self.alignment.feasible,
                "statements": self.alignment.statements,
                "most": MOST_STATEMENTS,
                "runKinds": RUN_KINDS,
                "provisions": [self._provision(provision) for provision in shared],
                "inBlock": PROVISIONS_A_BLOCK,
            },
        )
        for first in range(0, len(shared), PROVISIONS_A_BLOCK):
            chunk = shared[first : first + PROVISIONS_A_BLOCK]
            yield f"pairs-{first // PROVISIONS_A_BLOCK}", [list(self._pairs(provision)) for provision in chunk]
        for one in self.alignment.novelties:
            yield f"novelty-{self.places[one.document_id]}", self._novelty(one)
        drafts = self.alignment.drafts
        if drafts:
            yield (
                "drafts",
                {
                    "old": self.places[drafts.old_id],
                    "new": self.places[drafts.new_id],
                    "changes": [self._change(change) for change in drafts.changes],
                },
            )

    def _provision(self, provision: SharedProvision) -> dict[str, Any]:
        return {
            "key": provision.key,
            "label": provision.label,
            "likeness": provision.likeness,
            "members": [self._statement(quote) for quote in provision.quotes],
        }

    def _pairs(self, provision: SharedProvision) -> Iterator[dict[str, Any]]:
        """The pairs of a provision, with the members' places in it; those with the first one first."""
        for number, pair in enumerate(provision.pairs, start=1):
            yield {"members": [0, number]} | self._pair(pair)
        if len(provision.quotes) <= SET_AGAINST_EACH:
            for left, right in combinations(range(1, len(provision.quotes)), 2):
                pair = self._aligned(provision.quotes[left], provision.quotes[right], provision.likeness)
                yield {"members": [left, right]} | self._pair(pair)

    def _novelty(self, novelty: Novelty) -> dict[str, Any]:
        return {
            "against": [self.places[document_id] for document_id in novelty.against],
            "verdicts": [self._verdict(verdict) for verdict in novelty.verdicts],
            "takenOver": [
                {
                    "place": self.places[one.document_id],
                    "statements": one.statements,
                    "found": one.found,
                    "sameWords": one.same_words,
                    "words": one.words,
                    "wordsKept": one.words_kept,
                }
                for one in novelty.taken_over
            ],
        }

    def _verdict(self, verdict: Verdict) -> dict[str, Any]:
        """`counterparts` has the one that decides first, the others after it in the same order."""
        found = [verdict.counterpart] if verdict.counterpart else []
        found += [self._aligned(other, verdict.statement, 0.0) for other in verdict.others]
        entry: dict[str, Any] = {
            "statement": self._statement(verdict.statement)[1],
            "counterparts": [{"left": self._statement(pair.left)} | self._pair(pair) for pair in found],
        }
        if verdict.nearest:
            entry["nearest"] = self._statement(verdict.nearest)
        return entry

    def _change(self, change: DraftChange) -> dict[str, Any]:
        entry: dict[str, Any] = {"change": change.change, "moved": change.moved, "reason": change.reason}
        for side, quote in (("old", change.old), ("new", change.new)):
            if quote:
                entry[side] = self._statement(quote)
        return entry | {"pair": self._pair(change.pair)} if change.pair else entry

    def _aligned(self, left: Quote, right: Quote, likeness: float) -> AlignedPair:
        first, second = (
            self.alignment.entries[self.entries[q.document_id, str(q.statement_id)]] for q in (left, right)
        )
        return aligned_pair(first, second, likeness)

    def _statement(self, quote: Quote) -> list[int]:
        return [self.places[quote.document_id], self.quotes[quote.document_id].one(quote)]

    def _pair(self, pair: AlignedPair) -> dict[str, Any]:
        return {
            "strength": pair.strength,
            "reason": pair.reason,
            "differences": [[one.aspect, one.effect, one.reason] for one in pair.differences],
            "sameWords": pair.same_words,
            "runs": list(chain.from_iterable(self._runs(pair))),
        }

    def _runs(self, pair: AlignedPair) -> Iterator[Sequence[int]]:
        sides = [(self.quotes[quote.document_id].at, quote.start) for quote in (pair.left, pair.right)]
        for run in pair.runs:
            offsets = [
                at(offset) - at(start)
                for (at, start), ends in zip(sides, (run.left, run.right), strict=True)
                for offset in ends
            ]
            yield (RUN_KINDS.index(run.kind), *offsets)
