"""`fetched.json`: what came from where and when, with its hashes, beside the files themselves."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.errors import FetchError
from pipeline.exporters.atomic_files import write_text

RECORDS_FILE = "fetched.json"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One page as it came.

    `file` is its name in the folder, `address` where it came from in the end, `at` the time in UTC (ISO 8601).
    `sha256` is the hash of its bytes, `text_sha256` that of the agreement's text read from them, or None where it
    could not be read: pages change around a text that stays the same.
    """

    file: str
    address: str
    at: str
    sha256: str
    text_sha256: str | None
    content_type: str = ""


class Records:
    """The records of a folder: for each instrument its versions, the first one first."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / RECORDS_FILE
        self._versions: dict[str, list[Fetched]] = {}
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            self._versions = {name: [Fetched(**version) for version in versions] for name, versions in kept.items()}
        except FileNotFoundError:
            pass
        except (ValueError, TypeError, AttributeError):
            raise FetchError(str(self._path), "is damaged", "move it away: the pages are then fetched anew") from None

    def last(self, source_id: str) -> Fetched | None:
        """The version that came last, or None where none did."""
        versions = self._versions.get(source_id)
        return versions[-1] if versions else None

    def add(self, source_id: str, version: Fetched) -> None:
        """Record a version, at once and whole."""
        self._versions.setdefault(source_id, []).append(version)
        rows = {name: [asdict(version) for version in versions] for name, versions in self._versions.items()}
        write_text(self._path, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
