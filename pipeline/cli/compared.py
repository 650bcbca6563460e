"""What the words of `hedgerow compare` name: runs, single agreements of runs, files still to be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline.errors import RunError

if TYPE_CHECKING:
    from pipeline.comparison import RunRows

OUTPUTS = Path("outputs")
DOCUMENTS = "documents.jsonl"
TEXTS = "texts"
MOST_LISTED = 12
# Files read for this comparison stand together as if they were a run of this name.
JUST_READ = Path("files")

# The folder of a run, and the id of one of its agreements.
Key = tuple[Path, str]


@dataclass(frozen=True, slots=True)
class Named:
    """What one word names: agreements by the folder of their run and their id; `whole` where it names a run.

    `looked_in` is the run in which a bare document id was found, None where the word says itself where to look.
    """

    word: str
    keys: tuple[Key, ...]
    whole: bool = False
    looked_in: Path | None = None

    @property
    def single(self) -> bool:
        """Whether it is one agreement: a run of one counts as that."""
        return len(self.keys) == 1


@dataclass
class Sources:
    """The runs that a command draws on, by folder; files on the command line are read into a run of their own.

    `reviews` is the folder of reviewers' decisions, which the rows take in; `told` says what they did.
    """

    reviews: Path
    reviewed_only: bool = False
    runs: dict[Path, RunRows] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def read(self, words: Sequence[str], against: Sequence[str] = ()) -> tuple[list[Named], list[Named]]:
        """What the words, and those after --against, name.

        Raises:
            RunError: a word names nothing, or several things.
            ReadingError: a file cannot be read.
        """
        every = [*words, *against]
        for word in every:
            if is_run(Path(word)):
                self._open(Path(word))
        files = list(dict.fromkeys(word for word in every if _is_source(Path(word))))
        read = self._read_files([Path(word) for word in files])
        named = {word: read[word] if word in read else self._named(word) for word in every}
        return [named[word] for word in words], [named[word] for word in against]

    def rows_of(self, keys: Iterable[Key]) -> tuple[RunRows, dict[Key, str]]:
        """The rows of these agreements as one run, and the id that each has there."""
        from pipeline.comparison.run_rows import ids_side_by_side, merge_runs, only

        wanted: dict[Path, list[str]] = {}
        for run, document_id in keys:
            wanted.setdefault(run, []).append(document_id)
        folders = list(wanted)
        whole = len(folders) == 1 and set(wanted[folders[0]]) == set(self.runs[folders[0]].texts)
        parts = [self.runs[run] if whole else only(self.runs[run], ids) for run, ids in wanted.items()]
        named = list(zip(_names(folders), parts, strict=True))
        ids_there = ids_side_by_side(named)
        new_ids = {(run, old): new for run, ids in zip(folders, ids_there, strict=True) for old, new in ids.items()}
        return parts[0] if len(parts) == 1 else merge_runs(named), new_ids

    def _open(self, folder: Path) -> Path:
        """Load the run in this folder; the key it has here."""
        key = folder.resolve()
        if key not in self.runs:
            self._load(folder, key)
        return key

    def _load(self, folder: Path, key: Path) -> None:
        from pipeline.cli.reviews import told_of_reviews
        from pipeline.comparison import in_memory, load_run
        from pipeline.review.applying import apply_reviews

        applied = apply_reviews(load_run(folder), self.reviews, reviewed_only=self.reviewed_only)
        self.runs[key] = in_memory(applied.run)
        if told := told_of_reviews(applied.summary, only=self.reviewed_only):
            self.told.append(f"{folder}: {told}")

    def _named(self, word: str) -> Named:
        path = Path(word)
        if is_run(path):
            run = self._open(path)
            keys = tuple((run, document_id) for document_id in self.runs[run].texts)
            return Named(word, keys, whole=True)
        if path.parent.name == TEXTS and is_run(path.parent.parent):
            return self._one(word, self._open(path.parent.parent), path.stem)
        if len(path.parts) > 1 and is_run(path.parent) and not path.is_dir():
            return self._one(word, self._open(path.parent), path.name)
        if path.exists():
            raise RunError(word, f"is no run, it holds no {DOCUMENTS}", "name a folder that `hedgerow run` wrote")
        return self._by_id(word)

    def _one(self, word: str, run: Path, document_id: str) -> Named:
        if document_id not in self.runs[run].texts:
            known = _listed(self.runs[run].texts)
            raise RunError(word, f"the run {run.name} has no agreement {document_id}", f"its agreements are {known}")
        return Named(word, ((run, document_id),))

    def _by_id(self, word: str) -> Named:
        """The agreement of this id, looked for in the runs named on the command line, else in those below outputs/."""
        if not set(self.runs) - {JUST_READ}:
            for marker in sorted(OUTPUTS.glob(f"*/{DOCUMENTS}")):
                self._open(marker.parent)
        found = [run for run, rows in self.runs.items() if word in rows.texts]
        if len(found) == 1:
            return Named(word, ((found[0], word),), looked_in=found[0])
        if found:
            raise RunError(
                word, f"stands in several runs ({', '.join(run.name for run in found)})", "name the run with it: RUN/ID"
            )
        known = _listed(document_id for rows in self.runs.values() for document_id in rows.texts)
        remedy = f"the agreements there are {known}" if known else "name a folder that `hedgerow run` wrote, or a file"
        raise RunError(word, "is no run, no file, and no agreement of the runs looked in", remedy)

    def _read_files(self, files: Sequence[Path]) -> dict[str, Named]:
        """Read files as `hedgerow run` would, and forget what it writes."""
        if not files:
            return {}
        from pipeline.batch.run import RunOptions, run_batch

        with TemporaryDirectory(prefix="hedgerow-") as folder:
            outcome = run_batch(RunOptions(tuple(files), Path(folder), (), fail_fast=True))
            if outcome.run["failures"]:
                failure = outcome.run["failures"][0]
                raise RunError(str(failure["file"]), str(failure["reason"]))
            self._load(Path(folder), JUST_READ)
        sources = {Path(row["source"]).resolve(): row["document_id"] for row in self.runs[JUST_READ].documents}
        return {str(file): Named(str(file), ((JUST_READ, sources[file.resolve()]),)) for file in files}


def _names(folders: Sequence[Path]) -> list[str]:
    """A name for each run, distinct: its folder's, with its place in the list where two have one name."""
    names = [folder.name for folder in folders]
    return [name if names.count(name) == 1 else f"{name}-{place}" for place, name in enumerate(names, start=1)]


def is_run(folder: Path) -> bool:
    """Whether `hedgerow run` wrote this folder."""
    return (folder / DOCUMENTS).is_file()


def _is_source(path: Path) -> bool:
    """Whether the path is a file to read, and not the text of an agreement of a run."""
    return path.is_file() and not (path.parent.name == TEXTS and is_run(path.parent.parent))


def _listed(ids: Iterable[str]) -> str:
    names = sorted(ids)
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return ", ".join(names[:MOST_LISTED]) + more
