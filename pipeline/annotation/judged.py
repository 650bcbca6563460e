"""What people hold to be right of some documents, and how what the rules found compares with it.

A document of the gold was annotated from first to last: whatever else is found there is wrong. Of a document that
reviewers have judged in part, only what they rejected is wrong; the rest is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.annotation.matching import match_statements, same, tagged
from pipeline.annotation.store import Row

Judgement = tuple[Row, Row | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`answered` are pairs of an annotation and what was found for it, `missed` annotations, `wrong` found rows."""

    answered: tuple[tuple[Row, Row], ...]
    missed: tuple[Row, ...]
    wrong: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Annotations and rejected rows by document id; `whole` are the documents annotated from first to last."""

    annotations: Mapping[str, Sequence[Row]]
    rejected: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()

    @classmethod
    def by_gold(cls, gold: Mapping[str, Sequence[Row]]) -> Judged:
        """The gold alone."""
        return cls(gold, whole=frozenset(gold))

    @property
    def documents(self) -> frozenset[str]:
        """The documents of which anything was judged."""
        return frozenset((*self.annotations, *self.rejected, *self.whole))

    def of(self, document_ids: Iterable[str]) -> Judged:
        """The part that lies in some documents."""
        wanted = set(document_ids)
        annotations, rejected = (
            {document_id: rows for document_id, rows in part.items() if document_id in wanted}
            for part in (self.annotations, self.rejected)
        )
        return Judged(annotations, rejected, self.whole & wanted)

    def compare(self, rows: Iterable[Row]) -> Comparison:
        """Which of the rows answer an annotation, which annotations none answers, and which rows are wrong."""
        wanted = [row for annotations in self.annotations.values() for row in annotations]
        found = [row for row in rows if row["document_id"] in self.documents]
        pairs = _pairs(wanted, found)
        answered, answering = {i for i, _ in pairs}, {j for _, j in pairs}
        rest = [row for j, row in enumerate(found) if j not in answering]
        refused = [row for rows in self.rejected.values() for row in rows]
        rejected = {j for _, j in _pairs(refused, rest)}
        return Comparison(
            tuple((wanted[i], found[j]) for i, j in pairs),
            tuple(row for i, row in enumerate(wanted) if i not in answered),
            tuple(row for j, row in enumerate(rest) if row["document_id"] in self.whole or j in rejected),
        )

    def judgements(self, rows: Iterable[Row]) -> list[Judgement]:
        """Every found row that was judged, with the annotation it answers or None.

        One that answers in all but its kind counts as corrected, not as rejected.
        """
        compared = self.compare(rows)
        judgements: list[Judgement] = [(found, wanted) for wanted, found in compared.answered]
        missed = list(compared.missed)
        for row in compared.wrong:
            there = tagged(row)
            answer = next(
                (m for m in missed if m["document_id"] == row["document_id"] and same(tagged(m).clause, there.clause)),
                None,
            )
            if answer is not None:
                missed.remove(answer)
            judgements.append((row, answer))
        return judgements


def _pairs(wanted: Sequence[Row], found: Sequence[Row]) -> list[tuple[int, int]]:
    return match_statements([tagged(row) for row in wanted], [tagged(row) for row in found])
