"""What `run.json` says: of what the run was made, what came of it, and what went wrong.

Two runs of the same inputs give the same file but for `started` and `seconds`.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pipeline
from pipeline.batch.documents import Failure, json_line, total
from pipeline.batch.inputs import InputFile, Inputs
from pipeline.ingestion import ReadingOptions

if TYPE_CHECKING:
    from pipeline.topics import Taxonomies

Status = Literal["running", "complete", "interrupted", "stopped"]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What all results of a run depend on, beside the files read."""

    rules: str
    rules_folder: str | None
    taxonomies: Taxonomies
    reading: ReadingOptions

    def fingerprint(self, file: InputFile) -> str:
        """A hash that changes whenever the result for `file` could change, but for its topics."""
        row = {
            "path": str(file.path),
            "document_id": file.document_id,
            "sha256": file.sha256,
            "rules": self.rules,
            "reading": self.reading.row(),
            "code": code_hash(),
            "versions": versions(),
        }
        return _hash(row)

    def source(self, rows: dict[str, Any]) -> str:
        """A hash that changes whenever a table made of these rows could change."""
        return _hash(rows | {"topics": self.taxonomies.hash, "code": code_hash()})


def _hash(row: dict[str, Any]) -> str:
    return sha256(json_line(row).encode("utf-8", errors="backslashreplace")).hexdigest()


@cache
def versions() -> dict[str, str]:
    """The versions of hedgerow, of Python and of the libraries hedgerow requires."""
    required = [line for line in requires("hedgerow") or () if "extra ==" not in line]
    names = sorted(re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in required)
    return {
        "hedgerow": pipeline.__version__,
        "python": platform.python_version(),
        **{name: version(name) for name in names},
    }


@cache
def code_hash() -> str:
    """A hash over hedgerow's own source: whoever changes it gets new results, whatever the version says."""
    folder = Path(pipeline.__file__).parent
    digest = sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def manifest(
    status: Status,
    circumstances: Circumstances,
    inputs: Inputs,
    summaries: Sequence[dict[str, Any]],
    failures: Sequence[Failure],
) -> dict[str, Any]:
    """The content of `run.json`, but for `formats`, `files`, `started` and `seconds`, which stand at its end.

    `agreements` lists the finished ones with their counts; `unfinished` those that a broken-off run did not reach.
    """
    finished = {summary["document_id"] for summary in summaries}
    failed = {failure.document_id for failure in failures}
    return {
        "status": status,
        "versions": versions(),
        "rules": {"hash": circumstances.rules, "folder": circumstances.rules_folder},
        "topics": topics_used(circumstances.taxonomies),
        "reading": circumstances.reading.row(),
        "inputs": [
            {
                "document_id": file.document_id,
                "file": file.path.as_posix(),
                "bytes": file.size,
                "sha256": file.sha256,
            }
            for file in inputs.files
        ],
        "counts": {
            **total(summaries),
            "inputs": len(inputs.files),
            "failures": len(failures),
            "skipped": len(inputs.skipped),
        },
        "agreements": list(summaries),
        "failures": [failure.row() for failure in sorted(failures, key=str)],
        "unfinished": [file.document_id for file in inputs.files if file.document_id not in finished | failed],
        "skipped": [path.as_posix() for path in inputs.skipped],
        "warnings": list(inputs.warnings),
    }


def topics_used(taxonomies: Taxonomies) -> dict[str, Any]:
    """Which topics the statements were sorted by, and what each is called."""
    from pipeline.topics import catalogue

    return {"given": list(taxonomies.given), "listed": list(catalogue(taxonomies))}


def now() -> str:
    """This moment, as `started` gives it: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
