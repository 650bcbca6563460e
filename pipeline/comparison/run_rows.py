"""The rows of a run, finished or still running, as comparison and exporters read them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.errors import RunError
from pipeline.topics import RowLabeller, Taxonomies, catalogue

Row = dict[str, Any]

DOCUMENTS = "documents.jsonl"
STATEMENTS = "statements.jsonl"
UNCLAIMED = "unclaimed.jsonl"
SUMMARY = "run.json"
TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class RunRows:
    """Everything a run found, as plain rows.

    `documents`, `statements` and `unclaimed` hold the rows that `pipeline.records` lays out; `texts` the canonical
    text of each document id; `failures` one `{"file", "reason"}` for each file that could not be read; `topics` what
    the topics of the statements are called, as `pipeline.topics.catalogue` lays it out.
    """

    documents: list[Row]
    statements: list[Row]
    unclaimed: list[Row]
    texts: dict[str, str]
    failures: list[Row] = field(default_factory=list)
    topics: list[Row] = field(default_factory=list)


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


def load_run(folder: Path) -> RunRows:
    """Read the rows of the run in `folder`; a `RunError` says what keeps it from being read.

    The last line of a run that is still being written may be cut short: it is left out.
    """
    for name in (DOCUMENTS, STATEMENTS):
        if not (folder / name).is_file():
            raise RunError(str(folder), f"is no run, it holds no {name}", "name a folder that `hedgerow run` wrote")
    documents = list(_read_jsonl(folder / DOCUMENTS))
    texts = {str(row["document_id"]): _read_text(folder, str(row["document_id"])) for row in documents}
    statements = [row for row in _read_jsonl(folder / STATEMENTS) if row["document_id"] in texts]
    for row in statements:
        _check_quote(row, texts[row["document_id"]], folder / STATEMENTS)
    unclaimed_file = folder / UNCLAIMED
    summary = _read_summary(folder / SUMMARY)
    unclaimed = list(_read_jsonl(unclaimed_file)) if unclaimed_file.is_file() else []
    return RunRows(
        documents=documents,
        statements=statements,
        unclaimed=[row for row in unclaimed if row["document_id"] in texts],
        texts=texts,
        failures=[{"file": str(item["file"]), "reason": str(item["reason"])} for item in summary.get("failures", [])],
        topics=summary.get("topics", {}).get("listed", []),
    )


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
    statements: dict[str, list[Row]] = {key: [] for key in rows.texts}
    for row in rows.statements:
        statements[row["document_id"]].append(row)
    for document in rows.documents:
        key = document["document_id"]
        labeller.label(document, statements[key], rows.texts[key])
    return replace(rows, topics=list(catalogue(taxonomies)))


def split_by_document(rows: RunRows) -> list[DocumentRows]:
    """The rows document by document, in the order of `rows.documents`, each in the order of its text."""
    statements: dict[str, list[Row]] = {key: [] for key in rows.texts}
    unclaimed: dict[str, list[Row]] = {key: [] for key in rows.texts}
    for row in rows.statements:
        statements[row["document_id"]].append(row)
    for row in rows.unclaimed:
        unclaimed[row["document_id"]].append(row)
    return [
        DocumentRows(
            document=document,
            statements=tuple(sorted(statements[document["document_id"]], key=_place)),
            unclaimed=tuple(sorted(unclaimed[document["document_id"]], key=_place)),
            text=rows.texts[document["document_id"]],
        )
        for document in rows.documents
    ]


def _place(row: Row) -> tuple[int, int]:
    return int(row["start"]), int(row["end"])


def _read_jsonl(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                if not line.endswith("\n"):
                    return
                raise RunError(
                    f"{path}, line {number}", f"is no JSON object ({error.msg})", "run `hedgerow run` again"
                ) from error


def _read_text(folder: Path, document_id: str) -> str:
    path = folder / TEXTS / f"{document_id}.txt"
    try:
        # Offsets count the characters as they were written, so line endings are not translated.
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        raise RunError(str(path), "the text of a document of this run is missing", "run `hedgerow run` again") from None


def _check_quote(row: Row, text: str, path: Path) -> None:
    if text[row["start"] : row["end"]] != row["quote"]:
        raise RunError(
            f"{path}, statement {row['statement_id']}",
            f"its quote does not stand in texts/{row['document_id']}.txt at {row['start']}",
            "run `hedgerow run` again",
        )


def _read_summary(path: Path) -> Row:
    if not path.is_file():
        return {}
    try:
        summary: Row = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise RunError(str(path), f"is no JSON object ({error.msg})", "run `hedgerow run` again") from error
    return summary
