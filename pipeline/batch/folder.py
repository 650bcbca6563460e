"""The folder of a run: what it may hold, how a finished agreement is kept, and how the final files are put together.

Every file is written beside its place and moved there when it is whole. Each finished agreement is kept at once under
`.finished/`, so that a run that was broken off goes on where it stopped; the final files are joined from there.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from filelock import FileLock, Timeout

from pipeline.batch.documents import Finished
from pipeline.batch.inputs import RUN_FILE
from pipeline.errors import RunError

FINISHED = ".finished"
LOCK = ".lock"
TABLES = ("documents.jsonl", "statements.jsonl", "unclaimed.jsonl")
# What may lie in the folder of a run that was broken off before its first run.json.
BEGUN = frozenset({FINISHED, LOCK, "texts", *TABLES})
# Files that systems put into folders by themselves.
UNNOTICED = frozenset({".DS_Store", "desktop.ini", "Thumbs.db", ".gitkeep"})
FREE_SPACE = "free some space and run again: what is finished is kept"
OTHER_FOLDER = "allow writing there, or choose another folder with -o"


class RunFolder:
    """An output folder, locked against a second run for as long as it is open (a context manager).

    Raises RunError where the folder cannot be made or written, holds something that is no run, or is in use.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._finished = path / FINISHED
        self._lock = FileLock(path / LOCK)

    def __enter__(self) -> RunFolder:
        with _mendable(self.path):
            self._refuse_strange_folder()
            self.path.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                raise RunError(
                    str(self.path), "another run is writing here", "wait for it, or choose another folder with -o"
                ) from None
            self._finished.mkdir(exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()
        if not (self.path / RUN_FILE).exists():
            self._leave_no_trace()

    def earlier(self) -> dict[str, Any] | None:
        """What `run.json` says of an earlier run, or None where there was none."""
        try:
            known = json.loads((self.path / RUN_FILE).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        return known if isinstance(known, dict) else None

    def keep(self, result: Finished) -> None:
        """Keep a finished agreement, whole or not at all."""
        head = {
            "fingerprint": result.fingerprint,
            "summary": result.summary,
            "statements": len(result.statements),
            "unclaimed": len(result.unclaimed),
        }
        lines = [
            json.dumps(head),
            result.document,
            *result.statements,
            *result.unclaimed,
            json.dumps(result.text, ensure_ascii=False),
        ]
        with self._replacing(self._part(result.document_id)) as target:
            target.writelines(line + "\n" for line in lines)

    def kept(self, document_id: str, fingerprint: str) -> Finished | None:
        """The finished agreement, if it was kept and nothing that made it has changed since."""
        try:
            with self._part(document_id).open(encoding="utf-8", newline="\n") as source:
                lines = source.read().split("\n")[:-1]
            head = json.loads(lines[0])
            middle = 2 + head["statements"]
            # The text's line comes last: with it the part is whole.
            if head["fingerprint"] != fingerprint or len(lines) != middle + head["unclaimed"] + 1:
                return None
            return Finished(
                document_id,
                fingerprint,
                head["summary"],
                lines[1],
                tuple(lines[2:middle]),
                tuple(lines[middle:-1]),
                json.loads(lines[-1]),
            )
        except (FileNotFoundError, ValueError, LookupError):
            return None

    def join(self, results: Iterable[Finished]) -> None:
        """Write `documents.jsonl`, `statements.jsonl`, `unclaimed.jsonl` and `texts/` from results in their order."""
        texts = self.path / "texts"
        with _mendable(self.path):
            texts.mkdir(exist_ok=True)
        earlier = (self.earlier() or {}).get("agreements", [])
        stale = {agreement["document_id"] for agreement in earlier}
        documents_path, statements_path, unclaimed_path = (self.path / name for name in TABLES)
        with (
            self._replacing(documents_path) as documents,
            self._replacing(statements_path) as statements,
            self._replacing(unclaimed_path) as unclaimed,
        ):
            for result in results:
                documents.write(result.document + "\n")
                statements.writelines(line + "\n" for line in result.statements)
                unclaimed.writelines(line + "\n" for line in result.unclaimed)
                stale.discard(result.document_id)
                # Offsets must keep: one character stands for one, even where it cannot be written.
                with self._replacing(texts / f"{result.document_id}.txt", errors="replace") as text:
                    text.write(result.text)
        for document_id in stale:
            (texts / f"{document_id}.txt").unlink(missing_ok=True)

    def write_run(self, manifest: dict[str, Any]) -> None:
        """Write `run.json`."""
        with self._replacing(self.path / RUN_FILE) as target:
            target.write(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")

    def remove(self, names: Iterable[str]) -> None:
        """Remove files of an earlier run that this one did not make again."""
        for name in names:
            (self.path / Path(name).name).unlink(missing_ok=True)

    def forget_others(self, document_ids: Sequence[str]) -> None:
        """Drop what was kept of agreements that are no longer part of the run, and what broken-off writing left."""
        wanted = {self._part(document_id).name for document_id in document_ids}
        for path in self._finished.iterdir():
            if path.name not in wanted:
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _part(self, document_id: str) -> Path:
        return self._finished / (hashlib.sha256(document_id.encode("utf-8")).hexdigest()[:32] + ".jsonl")

    @contextmanager
    def _replacing(self, path: Path, errors: str = "backslashreplace") -> Iterator[IO[str]]:
        """A file to write that takes the place of `path` once it is whole.

        A stray surrogate in a file's name stays readable, and valid JSON, as its escape.
        """
        beside = self._finished / f"{path.name[:40]}.{os.getpid()}.new"
        with _mendable(self.path):
            try:
                with beside.open("w", encoding="utf-8", errors=errors, newline="\n") as target:
                    yield target
                    target.flush()
                    os.fsync(target.fileno())
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)

    def _leave_no_trace(self) -> None:
        """Remove a folder in which nothing was finished; one that holds anything stays."""
        # What is not empty cannot be removed, and shall not be.
        with suppress(OSError):
            self._finished.rmdir()
            (self.path / LOCK).unlink(missing_ok=True)
            self.path.rmdir()

    def _refuse_strange_folder(self) -> None:
        if not self.path.exists():
            return
        if not self.path.is_dir():
            raise RunError(str(self.path), "is a file, not a folder", "choose another folder with -o")
        names = {path.name for path in self.path.iterdir()} - UNNOTICED
        begun = names <= {LOCK} or (FINISHED in names and names <= BEGUN)
        if not begun and "hedgerow" not in (self.earlier() or {}).get("versions", {}):
            raise RunError(str(self.path), "holds files that are not a hedgerow run", "choose another folder with -o")


@contextmanager
def _mendable(place: Path) -> Iterator[None]:
    """Turn what the operating system says into one line that names the folder and the remedy."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
        reason = error.strerror or str(error)
        raise RunError(str(place), reason, FREE_SPACE if full else OTHER_FOLDER) from error
