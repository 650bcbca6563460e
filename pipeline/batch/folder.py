"""The folder of a run: what it may hold, how its files are written, and whether they are still those of a run.

Every file is written beside its place and moved there when it is whole. Each finished agreement is kept at once under
`.finished/`, so that a run that was broken off goes on where it stopped; the final files are joined from there.
"""

from __future__ import annotations

import errno
import gzip
import json
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from filelock import FileLock, Timeout

from pipeline.batch.documents import Finished
from pipeline.batch.inputs import FINISHED, RUN_FILE
from pipeline.batch.parts import Parts
from pipeline.errors import RunError

LOCK = ".lock"
# What the files of a complete run were made of, and how they were left.
STATE = "state.json"
PARTS = "parts"
HASHES = "hashes.json"
TABLES = ("documents.jsonl", "statements.jsonl", "unclaimed.jsonl")
# What may lie in the folder of a run that was broken off before its first run.json.
BEGUN = frozenset({FINISHED, LOCK, "texts", *TABLES})
KNOWN = frozenset({PARTS, STATE, HASHES})
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
        self.hashes = self._finished / HASHES
        self.parts = Parts(self._finished / PARTS, self._replacing_part)

    def __enter__(self) -> RunFolder:
        with mendable(self.path):
            self._refuse_strange_folder()
            self.path.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                raise RunError(
                    str(self.path), "another run is writing here", "wait for it, or choose another folder with -o"
                ) from None
            (self._finished / PARTS).mkdir(parents=True, exist_ok=True)
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

    def join(self, results: Iterable[Finished]) -> None:
        """Write `documents.jsonl`, `statements.jsonl`, `unclaimed.jsonl` and `texts/` from results in their order."""
        texts = self.path / "texts"
        with mendable(self.path):
            texts.mkdir(exist_ok=True)
        left = self._left()
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
                name = f"texts/{result.document_id}.txt"
                if left.get(name) == [result.fingerprint, *self._stamp(name)]:
                    continue
                # Offsets must keep: one character stands for one, even where it cannot be written.
                with self._replacing(self.path / name, errors="replace") as text:
                    text.write(result.text)
        for document_id in stale:
            (texts / f"{document_id}.txt").unlink(missing_ok=True)

    def is_left(self, files: dict[str, str]) -> bool:
        """Whether the files (name: what it was made of) stand as a complete run left them, made of the same."""
        left = self._left()
        return left.keys() == files.keys() and all(
            left[name] == [source, *self._stamp(name)] for name, source in files.items()
        )

    def note_left(self, files: dict[str, str]) -> None:
        """Note how a complete run leaves its files (name: what it was made of)."""
        stamps = {name: [source, *self._stamp(name)] for name, source in files.items()}
        with self._replacing(self._finished / STATE) as target:
            json.dump(stamps, target)

    def _left(self) -> dict[str, list[Any]]:
        try:
            left = json.loads((self._finished / STATE).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return left if isinstance(left, dict) else {}

    def _stamp(self, name: str) -> list[int]:
        """Size and time of a file; nothing where it is missing, so that it is like no file's."""
        try:
            status = (self.path / name).stat()
        except OSError:
            return []
        return [status.st_size, status.st_mtime_ns]

    def keep_hashes(self, lines: str) -> None:
        """Keep the hashes of the inputs for the next run."""
        with self._replacing(self.hashes) as target:
            target.write(lines)

    def write_run(self, manifest: dict[str, Any]) -> None:
        """Write `run.json`."""
        with self._replacing(self.path / RUN_FILE) as target:
            target.write(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")

    def remove(self, names: Iterable[str]) -> None:
        """Remove files of an earlier run that this one did not make again."""
        for name in names:
            (self.path / Path(name).name).unlink(missing_ok=True)

    def abandon(self) -> None:
        """Forget a first run that finished nothing: its folder goes when it is closed."""
        (self.path / RUN_FILE).unlink(missing_ok=True)
        self.parts.forget_others(())

    def tidy(self, document_ids: Collection[str]) -> None:
        """Drop parts of agreements that are no longer in the run, and what broken-off writing left."""
        self.parts.forget_others(document_ids)
        for path in self._finished.iterdir():
            if path.is_file() and path.name not in KNOWN:
                path.unlink()

    @contextmanager
    def _replacing(self, path: Path, errors: str = "backslashreplace") -> Iterator[IO[str]]:
        """A file to write that takes the place of `path` once it is whole.

        A stray surrogate in a file's name stays readable, and valid JSON, as its escape.
        """
        with self._beside(path) as beside, beside.open("w", encoding="utf-8", errors=errors, newline="\n") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())

    @contextmanager
    def _replacing_part(self, path: Path) -> Iterator[IO[str]]:
        """The same for a part, which is compressed; quickly, since disk is cheap and each is written once."""
        with self._beside(path) as beside, beside.open("wb") as file:
            with gzip.open(file, "wt", 1, encoding="utf-8", errors="backslashreplace", newline="\n") as target:
                yield target
            file.flush()
            os.fsync(file.fileno())

    @contextmanager
    def _beside(self, path: Path) -> Iterator[Path]:
        """A path to write to; what stands there takes the place of `path` where the block ends without an error."""
        beside = self._finished / f"{path.name[:40]}.{os.getpid()}.new"
        with mendable(self.path):
            try:
                yield beside
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)

    def _leave_no_trace(self) -> None:
        """Remove a folder in which nothing was finished; one that holds anything stays."""
        # What is not empty cannot be removed, and shall not be.
        with suppress(OSError):
            (self._finished / PARTS).rmdir()
            for name in KNOWN - {PARTS}:
                (self._finished / name).unlink(missing_ok=True)
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
def mendable(place: Path) -> Iterator[None]:
    """Turn what the operating system says into one line that names the folder and the remedy."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
        reason = error.strerror or str(error)
        raise RunError(str(place), reason, FREE_SPACE if full else OTHER_FOLDER) from error
