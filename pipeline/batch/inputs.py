"""From the names on the command line to the list of agreements to read: folders searched, ids given, bytes hashed."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import PipelineError, ReadingError

# Files about a folder rather than agreements in it.
FOLDER_NOTES = frozenset({"readme", "license", "licence", "copying", "changelog", "contributing", "notice"})
# What a run leaves in its folder, from its first moment or at its end: such a folder is never searched for agreements.
FINISHED = ".finished"
RUN_FILE = "run.json"
MAX_ID_BYTES = 180


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read, the id its agreement gets, and what its bytes are."""

    path: Path
    document_id: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the command line named: files to read in the order of their ids, and all that will not be read."""

    files: tuple[InputFile, ...]
    failures: tuple[PipelineError, ...]
    skipped: tuple[Path, ...]
    warnings: tuple[str, ...]


def collect_inputs(
    names: Sequence[Path], readable: Collection[str], hash_file: Callable[[Path], str] | None = None
) -> Inputs:
    """Find the files that `names` (files and folders) stand for; folders are searched with all their subfolders.

    `readable` holds the suffixes (".txt") that are agreements. A file that is named must exist; in a folder, files of
    other kinds are skipped. The result does not depend on the order of `names`. `hash_file` gives the hash of a file's
    bytes where it can be known more cheaply than by reading them.
    """
    paths: list[Path] = []
    skipped: list[Path] = []
    failures: list[PipelineError] = []
    for name in names:
        if name.is_dir():
            found, left, closed = _search(name, readable)
            paths += found
            skipped += left
            failures += closed
            if not found and not closed:
                kinds = ", ".join(sorted(readable))
                failures.append(ReadingError(str(name), "no agreement in this folder", f"hedgerow reads {kinds}"))
        else:
            paths.append(name)
    files: list[InputFile] = []
    for path in _without_twins(paths):
        try:
            files.append(_measured(path, hash_file or hash_of))
        except ReadingError as error:
            failures.append(error)
    files, warnings = _with_distinct_ids(files)
    return Inputs(
        tuple(sorted(files, key=lambda file: file.document_id)),
        tuple(sorted(failures, key=str)),
        tuple(sorted(set(skipped))),
        tuple(warnings),
    )


def clean_id(name: str) -> str:
    """A name fit for a file name, a table cell and a line of a log: no control or direction marks, not too long."""
    kept = "".join("_" if _unprintable(character) else character for character in unicodedata.normalize("NFC", name))
    raw = kept.encode("utf-8")
    if len(raw) > MAX_ID_BYTES:
        digest = hashlib.sha256(raw).hexdigest()[:8]
        kept = raw[: MAX_ID_BYTES - 9].decode("utf-8", errors="ignore") + "-" + digest
    return kept or "_"


def _unprintable(character: str) -> bool:
    category = unicodedata.category(character)
    # The zero-width joiner holds emoji together; every other format character only misleads the eye.
    return category in {"Cc", "Cs", "Zl", "Zp"} or (category == "Cf" and character != "\u200d")


def _search(folder: Path, readable: Collection[str]) -> tuple[list[Path], list[Path], list[ReadingError]]:
    """The agreements below `folder`, the files passed over, and the folders that cannot be opened."""
    found: list[Path] = []
    skipped: list[Path] = []
    closed: list[OSError] = []
    for path in _files_below(folder, closed.append):
        is_note = path.stem.casefold() in FOLDER_NOTES
        (found if path.suffix.casefold() in readable and not is_note else skipped).append(path)
    errors = [
        ReadingError(str(error.filename), f"the folder cannot be opened ({error.strerror})", "check its permissions")
        for error in closed
    ]
    return found, skipped, errors


def _files_below(folder: Path, closed: Callable[[OSError], None]) -> Iterator[Path]:
    """All files in `folder` and its subfolders, but for hidden ones and those of earlier runs."""
    for parent, folders, names in os.walk(folder, onerror=closed):
        here = Path(parent)
        folders[:] = [name for name in folders if not name.startswith(".") and not _is_run(here / name)]
        yield from (here / name for name in names if not name.startswith((".", "~$")))


def _is_run(folder: Path) -> bool:
    return (folder / RUN_FILE).exists() or (folder / FINISHED).is_dir()


def _without_twins(paths: Iterable[Path]) -> list[Path]:
    """Each file once, under its first name in sorting order, however often and by whatever way it was named."""
    chosen: dict[Path, Path] = {}
    for path in sorted(paths):
        chosen.setdefault(path.resolve(), path)
    return list(chosen.values())


def hash_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _measured(path: Path, hash_file: Callable[[Path], str]) -> InputFile:
    """The file with its hash and size. Raises ReadingError where it is missing or cannot be opened."""
    try:
        if path.exists() and not path.is_file():
            raise ReadingError(str(path), "not a regular file", "name a file or a folder of files")
        size = path.stat().st_size
        sha256 = hash_file(path)
    except FileNotFoundError:
        raise ReadingError(str(path), "no such file", "check the name and the folder") from None
    except PermissionError:
        raise ReadingError(str(path), "no permission to read it", "allow reading, or copy the file") from None
    except OSError as error:
        raise ReadingError(str(path), error.strerror or str(error), "check the file and its disk") from None
    if size == 0:
        raise ReadingError(str(path), "the file is empty", "put the agreement's text into it, or leave it out")
    return InputFile(path, clean_id(path.stem), sha256, size)


def _with_distinct_ids(files: list[InputFile]) -> tuple[list[InputFile], list[str]]:
    """Lengthen ids that clash, until none does; upper and lower case count as the same, as on many file systems."""
    levels = dict.fromkeys((file.path for file in files), 0)
    while clashing := [file for group in _by_id(files) if len(group) > 1 for file in group]:
        for file in clashing:
            levels[file.path] += 1
        files = [replace(file, document_id=_id_at(file.path, levels[file.path])) for file in files]
    warnings = [
        f"{file.path}: another file has the same name; this one is called {file.document_id}"
        for file in files
        if levels[file.path]
    ]
    return files, warnings


def _id_at(path: Path, level: int) -> str:
    """The stem; then with the folder's name in front; then with the suffix behind; then with more folders in front."""
    folders = path.absolute().parts[1:-1]
    in_front = min(len(folders), max(level - 1, min(level, 1)))
    name = "-".join([*folders[len(folders) - in_front :], path.stem])
    if level > 1:
        name += "-" + path.suffix.lstrip(".")
    if level > len(folders) + 1:
        name += "-" + hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:8]
    return clean_id(name)


def _by_id(files: Iterable[InputFile]) -> list[list[InputFile]]:
    groups: dict[str, list[InputFile]] = defaultdict(list)
    for file in files:
        groups[file.document_id.casefold()].append(file)
    return list(groups.values())
