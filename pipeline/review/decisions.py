"""One decision of a reviewer on one statement: what it says, and what of all decisions stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal, cast, get_args

from pipeline.annotation.formats.exchange import annotation_of, exchange_row
from pipeline.annotation.store import Row, check_annotation
from pipeline.errors import AnnotationError
from pipeline.review.anchors import Anchor

Verdict = Literal["accept", "reject", "correct", "skip", "add", "undo"]
Role = Literal["reviewer", "adjudicator"]

# Decisions that say what the statement is: they hold an annotation.
SETTING = ("accept", "correct", "add")
NAMES = ("decision", "id", "role", "reviewer", "time", "document_id", "statement_id", "anchor", "rules")
REMEDY = "mend or delete that line"


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of a reviewer's file.

    `statement_id` names the statement for good: that of the run in which it was first judged, or, for an added one,
    one made for it. `anchor` is where it stood; `proposed` the row as the rules had made it, None for an added
    statement; `correction` the annotation that takes its place (correct, add). `undoes` is the id of the decision that
    an "undo" takes back. `time` is UTC, `rules` the hash of the rule set of the run.
    """

    decision: Verdict
    reviewer: str
    document_id: str
    statement_id: str
    anchor: Anchor
    rules: str
    time: str
    role: Role = "reviewer"
    proposed: Row | None = None
    correction: Row | None = None
    note: str = ""
    undoes: str | None = None
    id: str = ""

    def judged(self) -> Row | None:
        """The annotation that the reviewer holds to be right; None where the statement was rejected or left open."""
        if self.decision == "accept" and self.proposed is not None:
            return annotation_of(exchange_row(self.proposed))
        return self.correction if self.decision in SETTING else None

    def as_row(self) -> Row:
        """The JSON object of the line."""
        return asdict(self)


def new_decision(**given: Any) -> Decision:
    """A decision taken now; its id comes from its content."""
    row = {**given, "time": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")}
    content = json.dumps(row, sort_keys=True, default=asdict)
    return Decision(**row, id=hashlib.sha256(content.encode()).hexdigest()[:12])


def name_of_added(annotation: Row, reviewer: str) -> str:
    """The statement id of what a reviewer added: from its content, like those of a run."""
    parts = ["added", reviewer, *(annotation[name] for name in ("document_id", "kind", "start", "end"))]
    return hashlib.sha256("|".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[:12]


def decision_from(row: Row, place: str) -> Decision:
    """The decision of a JSON object; raises AnnotationError naming `place` where it is none."""
    missing = [name for name in NAMES if name not in row]
    if missing:
        raise AnnotationError(place, f"no {missing[0]}", REMEDY)
    unknown = sorted(set(row) - set(Decision.__slots__))
    if unknown:
        raise AnnotationError(place, f"unknown field {unknown[0]!r}", "this file may come from a later hedgerow")
    if row["decision"] not in get_args(Verdict) or row["role"] not in get_args(Role):
        raise AnnotationError(place, f"decision {row['decision']!r} by {row['role']!r} is not known", REMEDY)
    anchor = row["anchor"]
    if not isinstance(anchor, dict) or set(anchor) != set(Anchor.__slots__):
        raise AnnotationError(place, "the anchor must hold start, end, quote, before and after", REMEDY)
    for name in ("proposed", "correction"):
        if row.get(name) is not None:
            check_annotation(annotation_of(row[name]), f"{place}: {name}")
    if row["decision"] in ("correct", "add") and row.get("correction") is None:
        raise AnnotationError(place, f"{row['decision']} without a correction", REMEDY)
    return Decision(**cast("dict[str, Any]", {**row, "anchor": Anchor(**anchor)}))


def not_undone(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that nobody took back, in their order, without the undoing lines themselves."""
    given = list(decisions)
    undone = {decision.undoes for decision in given if decision.decision == "undo"}
    return [decision for decision in given if decision.decision != "undo" and decision.id not in undone]


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Of each reviewer's decisions on each statement in each role the last that was not taken back, by time."""
    last: dict[tuple[str, str, str, str], Decision] = {}
    for decision in not_undone(decisions):
        key = (decision.document_id, decision.statement_id, decision.reviewer, decision.role)
        last.pop(key, None)
        last[key] = decision
    return sorted(last.values(), key=lambda decision: decision.time)


def judgements(decisions: Iterable[Decision]) -> list[tuple[Row, Row | None]]:
    """What rules proposed, each with what a reviewer made of it (None: rejected), as `annotation.coverage` counts it.

    Where a statement was adjudicated, that alone counts; skipped and added statements judge no rule.
    """
    given = [decision for decision in standing(decisions) if decision.decision != "skip" and decision.proposed]
    settled = {(d.document_id, d.statement_id) for d in given if d.role == "adjudicator"}
    return [
        (decision.proposed, decision.judged())
        for decision in given
        if decision.proposed
        and (decision.role == "adjudicator" or (decision.document_id, decision.statement_id) not in settled)
    ]
