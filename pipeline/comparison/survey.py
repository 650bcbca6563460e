"""What must be known of all agreements before the comparison of any can be made: little of each, so that it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from sys import intern

from pipeline.comparison.actors import ActorNames, actor_key, names_in
from pipeline.comparison.cells import Column
from pipeline.comparison.promises import commitments_of
from pipeline.comparison.quoting import cite_as, one_line
from pipeline.comparison.run_rows import DocumentRows, Row

TAGGED_LANGUAGE = "en"
NO_TOPIC = "none"


@dataclass(frozen=True, slots=True)
class Surveyed:
    """An agreement at a glance.

    `number` is its place in the run, None where it could not be read. `topics` are those of its statements, `headings`
    the topics that are headings of it, with their words; `commitments` counts its commitments by actor. An agreement
    that is not examined has no statements to count.
    """

    column: Column
    number: int | None = None
    statements: int = 0
    topics: frozenset[str] = frozenset()
    headings: tuple[tuple[str, str], ...] = ()
    commitments: Counter[str] = field(default_factory=Counter)
    names: ActorNames = field(default_factory=ActorNames)


def survey(documents: Iterable[DocumentRows], failures: Iterable[Row]) -> list[Surveyed]:
    """The agreements of a run in the order of their dates, undated ones after them, unread ones last."""
    read = [_surveyed(number, rows) for number, rows in enumerate(documents)]
    read.sort(key=lambda one: (not one.column.signed, one.column.signed or "", one.column.document_id))
    return [*read, *map(_unread, failures)]


def _surveyed(number: int, rows: DocumentRows) -> Surveyed:
    column = _column(rows)
    headings = tuple((intern(key), words) for key, words in (rows.document.get("heading_topics") or {}).items())
    names = names_in(rows)
    if not column.examined:
        return Surveyed(column, number, headings=headings, names=names)
    topics = frozenset(intern(str(topic)) for row in rows.statements for topic in row["topics"] or [NO_TOPIC])
    commitments = Counter(intern(actor_key(row)) for row in commitments_of(rows))
    return Surveyed(column, number, len(rows.statements), topics, headings, commitments, names)


def _unread(failure: Row) -> Surveyed:
    file = failure["file"]
    return Surveyed(Column(file, file, None, file, examined=False, reason=f"not read: {failure['reason']}"))


def _column(rows: DocumentRows) -> Column:
    document = rows.document
    language = document.get("language") or TAGGED_LANGUAGE
    reason = "" if language == TAGGED_LANGUAGE else f"not examined: its language is {language}"
    return Column(
        document_id=rows.document_id,
        title=one_line(rows.title),
        signed=document.get("signed"),
        cite_as=cite_as(document),
        examined=not reason,
        reason=reason,
        pages=len(document.get("page_starts") or [0]),
    )
