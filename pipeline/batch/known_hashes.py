"""Hashes of files, remembered by what the file system says of them, so that an unchanged file need not be read."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from pipeline.batch.inputs import hash_of

# A file may change twice within one tick of its clock, which is two seconds on FAT: what is so new is not trusted.
TICK_NS = 2_000_000_000
Stamp = list[int]


class KnownHashes:
    """The hash of each file named, read anew only where its size, times or number on the disk have changed."""

    def __init__(self, earlier: Path) -> None:
        self._earlier = _read(earlier)
        self._now: dict[str, tuple[Stamp, str]] = {}

    def hash_file(self, path: Path) -> str:
        """The SHA-256 of the file's bytes. Raises OSError where it cannot be read."""
        before = _stamp(path)
        known = self._earlier.get(os.fspath(path.absolute()))
        digest = known[1] if known and known[0] == before else hash_of(path)
        if before[1] < time.time_ns() - TICK_NS:
            self._now[os.fspath(path.absolute())] = (before, digest)
        return digest

    def lines(self) -> str:
        """All hashes asked for, to be kept for the next run."""
        return json.dumps(self._now)


def _stamp(path: Path) -> Stamp:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def _read(path: Path) -> dict[str, tuple[Stamp, str]]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
