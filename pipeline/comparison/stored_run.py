"""A run read from its folder document by document: no more than one of them need be in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pipeline.comparison.lazy import Lazy
from pipeline.comparison.run_files import (
    AGAIN,
    DOCUMENTS,
    STATEMENTS,
    UNCLAIMED,
    check_is_run,
    check_quote,
    read_lines,
    read_summary,
    read_text,
)
from pipeline.comparison.run_rows import DocumentRows, Row, RunByDocument, RunRows, document_rows
from pipeline.errors import RunError

# From and to, in bytes of a file.
Stretch = tuple[int, int]


def load_run(folder: Path) -> RunRows:
    """The run in `folder`, in memory as a whole; a `RunError` says what keeps it from being read."""
    check_is_run(folder)
    documents = _rows(folder / DOCUMENTS)
    texts = {str(row["document_id"]): read_text(folder, str(row["document_id"])) for row in documents}
    # A run that is still being written may have rows of a document that is not there yet.
    statements, unclaimed = (
        [row for row in _rows(folder / name) if row["document_id"] in texts] for name in (STATEMENTS, UNCLAIMED)
    )
    for row in statements:
        check_quote(row, texts[row["document_id"]], folder / STATEMENTS)
    return RunRows(documents, statements, unclaimed, texts, *read_summary(folder))


def open_run(folder: Path) -> RunByDocument:
    """The run in `folder`, a document read each time it is asked for.

    A `RunError`, here or then, says what keeps it from being read.
    """
    check_is_run(folder)
    failures, topics = read_summary(folder)
    documents = [stretch for _, stretch in _by_document(folder / DOCUMENTS)]
    statements, unclaimed = (dict(_by_document(folder / name)) for name in (STATEMENTS, UNCLAIMED))

    def read(number: int) -> DocumentRows:
        (document,) = _read(folder / DOCUMENTS, documents[number])
        key = str(document["document_id"])
        text = read_text(folder, key)
        rows = _read(folder / STATEMENTS, statements.get(key))
        for row in rows:
            check_quote(row, text, folder / STATEMENTS)
        return document_rows(document, rows, _read(folder / UNCLAIMED, unclaimed.get(key)), text)

    return RunByDocument(Lazy(read, range(len(documents))), failures, topics)


def _rows(path: Path) -> list[Row]:
    return [row for _, row in read_lines(path)]


def _by_document(path: Path) -> Iterator[tuple[str, Stretch]]:
    """Each document of a file with the stretch in which its lines stand; a run writes them one behind the other."""
    start = 0
    seen: set[str] = set()
    for key, lines in groupby(read_lines(path), key=lambda line: str(line[1]["document_id"])):
        if key in seen:
            raise RunError(str(path), f"the lines of {key} do not stand together", AGAIN)
        seen.add(key)
        end = max(end for end, _ in lines)
        yield key, (start, end)
        start = end


def _read(path: Path, stretch: Stretch | None) -> list[Row]:
    if stretch is None:
        return []
    start, end = stretch
    with path.open("rb") as file:
        file.seek(start)
        lines = file.read(end - start).splitlines()
    try:
        return [json.loads(line) for line in lines]
    except ValueError as error:
        raise RunError(str(path), "was written anew while it was read", "try it again") from error
