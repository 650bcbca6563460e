"""What is kept of each file that a run has done with: a part a file, so that no run does it twice."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from pipeline.batch.documents import Failure, Finished

# Opens a file to write that takes the place of a path once it is whole.
Replacing = Callable[[Path], AbstractContextManager[IO[str]]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the first line of a part says: the counts of a finished agreement, or the failure of a file."""

    fingerprint: str
    summary: dict[str, Any]
    failure: Failure | None


class Parts:
    """The parts in a folder.

    A part is compressed JSON lines: what it is, the document's row, its statements, its unclaimed words, its text.
    """

    def __init__(self, folder: Path, replacing: Replacing) -> None:
        self._folder = folder
        self._replacing = replacing

    def keep(self, result: Finished) -> None:
        """Keep a finished agreement, whole or not at all."""
        head = {
            "fingerprint": result.fingerprint,
            "topics": result.topics,
            "summary": result.summary,
            "statements": len(result.statements),
            "unclaimed": len(result.unclaimed),
        }
        text = json.dumps(result.text, ensure_ascii=False)
        lines = [json.dumps(head), result.document, *result.statements, *result.unclaimed, text]
        with self._replacing(self._path(result.document_id)) as target:
            target.writelines(line + "\n" for line in lines)

    def keep_failure(self, failure: Failure) -> None:
        """Keep the failure of a file that was opened."""
        assert failure.document_id is not None
        with self._replacing(self._path(failure.document_id)) as target:
            target.write(json.dumps({"fingerprint": failure.fingerprint, "failure": asdict(failure)}) + "\n")

    def known(self, document_id: str, fingerprint: str) -> Kept | None:
        """What was kept of a file, if nothing that the result depends on has changed since; its first line is read."""
        try:
            with self._open(document_id) as source:
                head = json.loads(source.readline())
            failure = Failure(**head["failure"]) if "failure" in head else None
            kept = Kept(head["fingerprint"], head.get("summary", {}), failure)
        except _UNREADABLE:
            return None
        return kept if kept.fingerprint == fingerprint else None

    def finished(self, document_id: str, fingerprint: str) -> Finished | None:
        """The finished agreement, if it was kept whole and nothing that it depends on has changed since."""
        try:
            with self._open(document_id) as source:
                lines = source.read().split("\n")[:-1]
            head = json.loads(lines[0])
            middle = 2 + head["statements"]
            # The text's line comes last: with it the part is whole.
            if head["fingerprint"] != fingerprint or len(lines) != middle + head["unclaimed"] + 1:
                return None
            statements, unclaimed = tuple(lines[2:middle]), tuple(lines[middle:-1])
            text, topics = json.loads(lines[-1]), head["topics"]
            return Finished(document_id, fingerprint, head["summary"], lines[1], statements, unclaimed, text, topics)
        except _UNREADABLE:
            return None

    def forget_others(self, document_ids: Collection[str]) -> None:
        """Drop the parts of files that are no longer in the run, and what broken-off writing left."""
        wanted = {self._path(document_id).name for document_id in document_ids}
        for path in self._folder.iterdir():
            if path.name not in wanted:
                path.unlink()

    def _open(self, document_id: str) -> IO[str]:
        return gzip.open(self._path(document_id), "rt", encoding="utf-8", newline="\n")

    def _path(self, document_id: str) -> Path:
        return self._folder / (sha256(document_id.encode("utf-8")).hexdigest()[:32] + ".jsonl.gz")


# Missing, cut short, damaged, or of an earlier version: the file is done again.
_UNREADABLE = (FileNotFoundError, EOFError, gzip.BadGzipFile, zlib.error, ValueError, LookupError, TypeError)
