"""The files of a run's folder that comparison and exporters read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import RunError

Row = dict[str, Any]

DOCUMENTS = "documents.jsonl"
STATEMENTS = "statements.jsonl"
UNCLAIMED = "unclaimed.jsonl"
SUMMARY = "run.json"
TEXTS = "texts"
AGAIN = "run `hedgerow run` again"


def check_is_run(folder: Path) -> None:
    """Raise a RunError where the folder holds no run."""
    for name in (DOCUMENTS, STATEMENTS):
        if not (folder / name).is_file():
            raise RunError(str(folder), f"is no run, it holds no {name}", "name a folder that `hedgerow run` wrote")


def read_lines(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a file, each with the offset in bytes behind its line; none where there is no such file.

    The last line of a run that is still being written may be cut short: it is left out.
    """
    if not path.is_file():
        return
    end = 0
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            end += len(line)
            try:
                yield end, json.loads(line)
            except ValueError as error:
                if not line.endswith(b"\n"):
                    return
                reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
                raise RunError(f"{path}, line {number}", f"is no JSON object ({reason})", AGAIN) from error


def read_text(folder: Path, document_id: str) -> str:
    """The canonical text of a document."""
    path = folder / TEXTS / f"{document_id}.txt"
    try:
        # Offsets count the characters as they were written, so line endings are not translated.
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        raise RunError(str(path), "the text of a document of this run is missing", AGAIN) from None


def check_quote(row: Row, text: str, path: Path) -> None:
    """Raise a RunError where the quote of a statement does not stand in the text."""
    if text[row["start"] : row["end"]] != row["quote"]:
        raise RunError(
            f"{path}, statement {row['statement_id']}",
            f"its quote does not stand in texts/{row['document_id']}.txt at {row['start']}",
            AGAIN,
        )


def read_summary(folder: Path) -> tuple[list[Row], list[Row]]:
    """What `run.json` says of failures (`{"file", "reason"}` each) and of topics; nothing where there is none."""
    path = folder / SUMMARY
    if not path.is_file():
        return [], []
    try:
        summary: Row = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise RunError(str(path), f"is no JSON object ({error.msg})", AGAIN) from error
    failures = [{"file": str(item["file"]), "reason": str(item["reason"])} for item in summary.get("failures", [])]
    return failures, summary.get("topics", {}).get("listed", [])
