"""What happens in a run, for all who want to know; and the log that programs read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TextIO

from pipeline.batch.documents import Failure, Finished
from pipeline.batch.manifest import now


@dataclass(frozen=True, slots=True)
class Begun:
    """The run begins, with so many files of so many bytes in sum."""

    files: int
    size: int

    def row(self) -> dict[str, Any]:
        """The event as a log tells it."""
        return {"event": "begun", "files": self.files, "bytes": self.size}


@dataclass(frozen=True, slots=True)
class Reused:
    """An agreement has not changed since an earlier run read it."""

    document_id: str
    size: int

    def row(self) -> dict[str, Any]:
        """The event as a log tells it."""
        return {"event": "unchanged", "document_id": self.document_id, "bytes": self.size}


@dataclass(frozen=True, slots=True)
class Read:
    """An agreement was read."""

    result: Finished
    size: int

    def row(self) -> dict[str, Any]:
        """The event as a log tells it; the seconds are those its worker needed."""
        found = {"statements": len(self.result.statements), "seconds": round(self.result.seconds, 3)}
        return {"event": "read", "document_id": self.result.document_id, "bytes": self.size, **found}


@dataclass(frozen=True, slots=True)
class Failed:
    """A file gave nothing."""

    failure: Failure
    size: int

    def row(self) -> dict[str, Any]:
        """The event as a log tells it; the document has no id where its file was not opened."""
        return {"event": "failed", "document_id": self.failure.document_id, **self.failure.row()}


@dataclass(frozen=True, slots=True)
class Exporting:
    """All files are done with, the tables are being made."""

    def row(self) -> dict[str, Any]:
        """The event as a log tells it."""
        return {"event": "exporting"}


@dataclass(frozen=True, slots=True)
class Ended:
    """The run is over; `run` is what its `run.json` says."""

    run: dict[str, Any]

    def row(self) -> dict[str, Any]:
        """The event as a log tells it."""
        return {"event": "ended", **{name: self.run[name] for name in ("status", "counts", "seconds")}}


Event = Begun | Reused | Read | Failed | Exporting | Ended
Watcher = Callable[[Event], None]


class JsonLog:
    """A watcher that writes each event as a line of JSON, with its time (UTC)."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def __call__(self, event: Event) -> None:
        """Write one line, at once."""
        self._file.write(json.dumps({"time": now(), **event.row()}, ensure_ascii=False) + "\n")
        self._file.flush()
