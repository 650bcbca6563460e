"""The rows of a run, finished or still running, as comparison and exporters read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from pipeline.topics import RowLabeller, Taxonomies, catalogue

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """The rows of one document with its text, in the order of the text."""

    document: Row
    statements: tuple[Row, ...]
    unclaimed: tuple[Row, ...]
    text: str

    @property
    def document_id(self) -> str:
        return str(self.document["document_id"])

    @property
    def title(self) -> str:
        """The agreement's title, or its document id where it bears none."""
        return str(self.document.get("title") or self.document_id)


class Run(Protocol):
    """What a run found, document by document; whoever reads it holds no more than one document at a time.

    `failures` has one `{"file", "reason"}` for each file that could not be read; `topics` what the topics of the
    statements are called, as `pipeline.topics.catalogue` lays it out.
    """

    @property
    def by_document(self) -> Sequence[DocumentRows]: ...

    @property
    def failures(self) -> Sequence[Row]: ...

    @property
    def topics(self) -> Sequence[Row]: ...


@dataclass(frozen=True, slots=True)
class RunByDocument:
    """A `Run` whose documents may be read, or made, each time they are asked for."""

    by_document: Sequence[DocumentRows]
    failures: Sequence[Row]
    topics: Sequence[Row]


@dataclass(frozen=True, slots=True)
class RunRows:
    """Everything a run found, in memory as plain rows.

    `documents`, `statements` and `unclaimed` hold the rows that `pipeline.records` lays out; `texts` the canonical
    text of each document id; `failures` and `topics` are those of `Run`.
    """

    documents: list[Row]
    statements: list[Row]
    unclaimed: list[Row]
    texts: dict[str, str]
    failures: list[Row] = field(default_factory=list)
    topics: list[Row] = field(default_factory=list)

    @property
    def by_document(self) -> list[DocumentRows]:
        """The rows document by document, in the order of `documents`."""
        statements: dict[str, list[Row]] = {key: [] for key in self.texts}
        unclaimed: dict[str, list[Row]] = {key: [] for key in self.texts}
        for row in self.statements:
            statements[row["document_id"]].append(row)
        for row in self.unclaimed:
            unclaimed[row["document_id"]].append(row)
        return [
            document_rows(document, statements[key], unclaimed[key], self.texts[key])
            for document in self.documents
            for key in [document["document_id"]]
        ]


def in_memory(run: Run) -> RunRows:
    """The rows of all documents together."""
    rows = RunRows([], [], [], {}, list(run.failures), list(run.topics))
    for one in run.by_document:
        rows.documents.append(one.document)
        rows.statements.extend(one.statements)
        rows.unclaimed.extend(one.unclaimed)
        rows.texts[one.document_id] = one.text
    return rows


def document_rows(document: Row, statements: Sequence[Row], unclaimed: Sequence[Row], text: str) -> DocumentRows:
    """The rows of one document, put in the order of its text."""
    return DocumentRows(document, tuple(sorted(statements, key=_place)), tuple(sorted(unclaimed, key=_place)), text)


def merge_runs(runs: Sequence[tuple[str, RunRows]]) -> RunRows:
    """Put named runs side by side; a document id that several of them use is prefixed with the name of its run."""
    merged = RunRows([], [], [], {})
    for (_, rows), ids in zip(runs, ids_side_by_side(runs), strict=True):
        merged.documents.extend({**row, "document_id": ids[row["document_id"]]} for row in rows.documents)
        merged.statements.extend({**row, "document_id": ids[row["document_id"]]} for row in rows.statements)
        merged.unclaimed.extend({**row, "document_id": ids[row["document_id"]]} for row in rows.unclaimed)
        merged.texts.update({ids[old]: text for old, text in rows.texts.items()})
        merged.failures.extend(rows.failures)
        known = {topic["id"] for topic in merged.topics}
        merged.topics.extend(topic for topic in rows.topics if topic["id"] not in known)
    return merged


def ids_side_by_side(runs: Sequence[tuple[str, RunRows]]) -> list[dict[str, str]]:
    """For each named run, the id that each of its documents has beside those of the others."""
    seen = Counter(document["document_id"] for _, rows in runs for document in rows.documents)
    return [{old: f"{name}/{old}" if seen[old] > 1 else old for old in rows.texts} for name, rows in runs]


def only(rows: RunRows, document_ids: Collection[str]) -> RunRows:
    """The rows of some of the documents."""
    return replace(
        rows,
        documents=[row for row in rows.documents if row["document_id"] in document_ids],
        statements=[row for row in rows.statements if row["document_id"] in document_ids],
        unclaimed=[row for row in rows.unclaimed if row["document_id"] in document_ids],
        texts={key: text for key, text in rows.texts.items() if key in document_ids},
        failures=[],
    )


def label_anew(rows: RunRows, taxonomies: Taxonomies) -> RunRows:
    """The rows with other topics; the rows given are changed."""
    labeller = RowLabeller(taxonomies)
    for document in rows.by_document:
        label_document(document, labeller)
    return replace(rows, topics=list(catalogue(taxonomies)))


def label_document(rows: DocumentRows, labeller: RowLabeller) -> DocumentRows:
    """The rows of a document with other topics; the rows given are changed."""
    labeller.label(rows.document, list(rows.statements), rows.text)
    return rows


def _place(row: Row) -> tuple[int, int]:
    return int(row["start"]), int(row["end"])
