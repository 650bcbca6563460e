"""What one person sees of a run and of the decisions on it: the data of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.annotation.store import CONDITION_TYPES, HEDGE_TYPES, Row
from pipeline.comparison.quoting import citation_at, one_line, page_at
from pipeline.records import FORCES, KINDS
from pipeline.review.anchors import anchor_at
from pipeline.review.decisions import Decision, Role
from pipeline.review.doubt import Doubt
from pipeline.review.loaded_run import LoadedRun
from pipeline.review.states import Standing, by_statement, state_of
from pipeline.review.wire import to_page

LONGEST_QUOTE = 200
NO_DOUBT = Doubt(0.0, ())
ELSEWHERE = ("conditions", "hedges", "disclaimers")


@dataclass(frozen=True, slots=True)
class Person:
    """Who looks, and in which role."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as one person sees it: the run's row, if any, and the decisions on it that this person may see.

    A reviewer sees only decisions of their own, so that two readings stay independent; an adjudicator sees all.
    """

    statement_id: str
    row: Row | None
    standings: tuple[Standing, ...]
    person: Person

    @property
    def mine(self) -> Standing | None:
        """This person's own decision in this role."""
        own = (self.person.name, self.person.role)
        return next((s for s in self.standings if (s.decision.reviewer, s.decision.role) == own), None)

    @property
    def annotation(self) -> Row:
        """What is shown of the statement: what this person made of it, else the row, else what somebody added."""
        if self.mine is not None and self.mine.annotation is not None:
            return self.mine.annotation
        return self.row or next(s.annotation for s in self.standings if s.annotation is not None)

    @property
    def decision(self) -> str:
        """What the list shows as the decision: this person's own, or for an adjudicator where the reviewers stand."""
        if self.person.role == "adjudicator":
            return state_of(self.standings).state
        return self.mine.decision.decision if self.mine else "open"


class Board:
    """The entries of a run for one person, made from the decisions as they are now."""

    def __init__(self, run: LoadedRun, decisions: Sequence[Decision], person: Person) -> None:
        self.run = run
        self.person = person
        self.standings = run.finder.stand(decisions)
        self._groups: dict[str, dict[str, list[Standing]]] = {}
        for (document_id, key), group in by_statement(s for s in self.standings if self._may_see(s)).items():
            self._groups.setdefault(document_id, {})[key] = group

    def entry(self, number: int, statement_id: str) -> Entry | None:
        """One statement of a document; None where there is none of this id that this person may see."""
        document = self.run.documents[number]
        row = next((row for row in document.statements if row["statement_id"] == statement_id), None)
        return self._entry(document.document_id, statement_id, row)

    def entries(self, number: int) -> list[Entry]:
        """All statements of a document in the order of the text."""
        document = self.run.documents[number]
        rows = {row["statement_id"]: row for row in document.statements}
        added = [key for key in self._groups.get(document.document_id, ()) if key not in rows]
        found = [self._entry(document.document_id, key, rows.get(key)) for key in (*rows, *added)]
        kept = [entry for entry in found if entry is not None]
        return sorted(kept, key=lambda entry: (entry.annotation["start"], entry.annotation["end"]))

    def whole(self, entry: Entry, number: int) -> Row:
        """Everything the page shows of one statement."""
        offsets, row = self.run.offsets[number], entry.row
        shown = row or entry.annotation
        page: Row = {
            "key": entry.statement_id,
            "document": number,
            "proposed": to_page(row, offsets) if row else None,
            "mine": self._decided(entry.mine, number) if entry.mine else None,
            "shown": to_page(entry.annotation, offsets),
            "page": page_at(self.run.documents[number].document, shown["start"]),
            "rules": row["rule_ids"] if row else [],
            "elsewhere": _from_elsewhere(row) if row else [],
        }
        if self.person.role == "adjudicator":
            others = [s for s in entry.standings if s.decision.role == "reviewer"]
            page["versions"] = [self._decided(s, number) for s in others]
            page["state"] = state_of(entry.standings).label
        return page

    def light(self, entry: Entry, number: int, doubt: Doubt = NO_DOUBT) -> Row:
        """What the list, its filters and its order need of one statement."""
        shown, row = entry.annotation, entry.row or {}
        return {
            "key": entry.statement_id,
            "document": number,
            "start": self.run.offsets[number].to_page(shown["start"]),
            "kind": shown["kind"],
            "force": shown["force"],
            "negative": shown["polarity"] == "negative",
            "hedges": sorted({span["type"] for span in shown.get("hedges") or ()}),
            "topics": row.get("topics") or [],
            "rules": row.get("rule_ids") or [],
            "citation": row.get("citation") or citation_at(self.run.documents[number].document, shown["start"]),
            "quote": one_line(shown["quote"])[:LONGEST_QUOTE],
            "decision": entry.decision,
            "note": bool(entry.mine and entry.mine.decision.note),
            "doubt": doubt.score,
            "reasons": list(doubt.reasons),
        }

    def anchored(self, annotation: Row) -> dict[str, Any]:
        """The fields of a decision that say where a statement stands."""
        document_id = annotation["document_id"]
        anchor = anchor_at(self.run.rows.texts[document_id], annotation["start"], annotation["end"])
        return {"document_id": document_id, "anchor": anchor, "rules": self.run.rules}

    def _may_see(self, one: Standing) -> bool:
        if self.person.role == "adjudicator":
            return True
        return (one.decision.reviewer, one.decision.role) == (self.person.name, "reviewer")

    def _entry(self, document_id: str, statement_id: str, row: Row | None) -> Entry | None:
        standings = tuple(self._groups.get(document_id, {}).get(statement_id, ()))
        if row is None and not any(s.annotation for s in standings):
            return None
        if self.person.role == "adjudicator" and not standings:
            return None
        return Entry(statement_id, row, standings, self.person)

    def _decided(self, one: Standing, number: int) -> Row:
        decision = one.decision
        return {
            "id": decision.id,
            "by": decision.reviewer,
            "decision": decision.decision,
            "note": decision.note,
            "time": decision.time,
            "found": one.place.found,
            "annotation": to_page(one.annotation, self.run.offsets[number]) if one.annotation else None,
        }


def vocabulary() -> Row:
    """The labels and types the page offers, in the order of their keys."""
    return {
        "kinds": list(KINDS),
        "forces": list(FORCES),
        "types": {"conditions": list(CONDITION_TYPES), "hedges": list(HEDGE_TYPES)},
    }


def _from_elsewhere(row: Row) -> list[Row]:
    """Qualifiers that reach the statement from beyond its chapeau, in words."""
    return [
        {"role": name[:-1], "type": span.get("type") or "", "text": one_line(span["text"]), "from": origin}
        for name in ELSEWHERE
        for span in row.get(name) or ()
        if (origin := (span.get("inherited") or {}).get("from", "chapeau")) != "chapeau"
    ]
