"""The reviewers' files: `annotations/reviews/NAME.jsonl`, one a reviewer, only ever appended to.

Each line is written, flushed and synced to the disk before the caller goes on, under a lock, so that neither a crash
nor a second window loses a decision. A line that a crash cut short is reported, not read, and never overwritten.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock

from pipeline.errors import AnnotationError
from pipeline.review.decisions import Decision, decision_from, not_undone

REVIEWS = Path("annotations", "reviews")
LONGEST_NAME = 60
# Names of devices, which Windows gives to no file.
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


class ReviewStore:
    """All decisions in a folder; files that others append to meanwhile are read on as they grow."""

    def __init__(self, folder: Path = REVIEWS) -> None:
        self.folder = folder
        self._files: dict[Path, _Lines] = {}
        self._guard = threading.Lock()

    def decisions(self, document_id: str | None = None) -> list[Decision]:
        """Every decision of every reviewer, or those on one document, file by file, each file in its order."""
        with self._guard:
            files = self._refreshed().values()
            if document_id is None:
                return [decision for lines in files for decision in lines.decisions]
            return [decision for lines in files for decision in lines.by_document.get(document_id, ())]

    def warnings(self) -> list[str]:
        """The lines that cannot be read, each with its place and reason."""
        with self._guard:
            return [warning for lines in self._refreshed().values() for warning in lines.warnings]

    def append(self, decision: Decision, *, after: str | None) -> bool:
        """Write a decision at the end of its reviewer's file; when this returns it is on the disk.

        `after` is the id of the decision on that statement, by that reviewer in that role, that the writer knew as
        the last (None: of none). Where another window has decided meanwhile, nothing is written and False is given.
        """
        path = self.folder / file_name(decision.reviewer)
        with self._guard:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                with FileLock(path.with_suffix(".lock")):
                    lines = self._files.setdefault(path, _Lines(path))
                    lines.read_on()
                    if _last_of(lines.by_document.get(decision.document_id, ()), decision) != after:
                        return False
                    _write_line(path, json.dumps(decision.as_row(), ensure_ascii=False))
                    lines.read_on()
            except OSError as error:
                raise AnnotationError(
                    str(path), f"cannot be written ({error})", "free space or allow writing"
                ) from error
        return True

    def _refreshed(self) -> dict[Path, _Lines]:
        for path in sorted(self.folder.glob("*.jsonl")):
            self._files.setdefault(path, _Lines(path)).read_on()
        return self._files


class _Lines:
    """The decisions of one file, read as far as it has been written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._begin()

    def _begin(self) -> None:
        self.decisions: list[Decision] = []
        self.by_document: dict[str, list[Decision]] = {}
        self.warnings: list[str] = []
        self._read = 0
        self._number = 0

    def read_on(self) -> None:
        """Read the whole lines that were appended since; a file that shrank was replaced, and is read anew."""
        size = self.path.stat().st_size if self.path.exists() else 0
        if size < self._read:
            self._begin()
        if size == self._read:
            return
        with self.path.open("rb") as file:
            file.seek(self._read)
            content = file.read()
        whole = content[: content.rfind(b"\n") + 1]
        self._read += len(whole)
        for line in whole.split(b"\n")[:-1]:
            self._number += 1
            if line.strip():
                self._take(line, f"{self.path}:{self._number}")

    def _take(self, line: bytes, place: str) -> None:
        try:
            row = json.loads(line.decode("utf-8"))
            if not isinstance(row, dict):
                raise AnnotationError(place, "not a JSON object", "mend or delete that line")
            decision = decision_from(row, place)
            self.decisions.append(decision)
            self.by_document.setdefault(decision.document_id, []).append(decision)
        except AnnotationError as error:
            self.warnings.append(str(error))
        except ValueError:
            self.warnings.append(f"{place}: cut short or no JSON, left out; mend or delete that line")


def _last_of(decisions: Sequence[Decision], new: Decision) -> str | None:
    """The id of the standing decision on the statement of `new` in its role, among one reviewer's on its document."""
    same = (
        d for d in reversed(not_undone(decisions)) if (d.statement_id, d.role) == (new.statement_id, new.role)
    )  # fmt: skip
    return next((d.id for d in same), None)


def _write_line(path: Path, line: str) -> None:
    """Append a line and have it on the disk; what a crash left without a line end is closed first."""
    with path.open("ab") as file:
        if file.tell() and not _ends_a_line(path):
            file.write(b"\n")
        file.write(line.encode("utf-8", errors="backslashreplace") + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def file_name(reviewer: str) -> str:
    """The name of a reviewer's file: the name in plain letters, and a mark of it where letters were changed."""
    plain = re.sub(r"[^a-z0-9]+", "-", reviewer.casefold()).strip("-")[:LONGEST_NAME]
    if plain == reviewer and not RESERVED.fullmatch(plain):
        return f"{plain}.jsonl"
    mark = hashlib.sha256(reviewer.encode("utf-8", errors="backslashreplace")).hexdigest()[:6]
    return f"{plain or 'reviewer'}-{mark}.jsonl"
