"""The instruments' pages into a folder, one after the other, each with what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, Protocol

from pipeline.errors import FetchError, PipelineError
from pipeline.fetching.downloading import DeadAddressError, Download, Downloader, Limits
from pipeline.fetching.records import Fetched, Records
from pipeline.fetching.sources import Source
from pipeline.ingestion import ReadingOptions, read_agreement
from pipeline.ingestion.formats import format_of_content
from pipeline.records import Agreement

# The Internet Archive's copy nearest to a day, as it was served, without the archive's own frame.
ARCHIVE = "https://web.archive.org/web/{day}id_/{address}"
# Hidden, so that a run over the folder reads the newest version only.
EARLIER = ".earlier"

State = Literal["new", "unchanged", "changed", "kept", "failed", "no address"]


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How to fetch.

    `again` fetches what is there already, to see whether it has changed. `archive` is the address of an archive's
    copy, with {day} and {address} in it; None for no fallback.
    """

    limits: Limits = field(default_factory=Limits)
    again: bool = False
    archive: str | None = ARCHIVE


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one instrument; `words` counts the text that was read from the file, None where none was."""

    source: Source
    state: State
    path: Path | None = None
    size: int = 0
    words: int | None = None
    note: str = ""


class Watcher(Protocol):
    """Who wants to know how the fetching goes on."""

    def begin(self, source: Source) -> None:
        """An instrument is asked for."""

    def received(self, size: int) -> None:
        """So many bytes of it have come."""

    def done(self, outcome: Outcome) -> None:
        """This became of it."""


def fetch_sources(
    sources: Sequence[Source], folder: Path, options: FetchOptions, watcher: Watcher | None = None
) -> list[Outcome]:
    """Fetch the texts of `sources` into `folder`; what fails is an outcome, and the others go on.

    Raises FetchError where the folder cannot be used.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FetchError(str(folder), error.strerror or str(error), "choose another folder with -o") from None
    records = Records(folder)
    outcomes: list[Outcome] = []
    with closing(Downloader(options.limits)) as downloader:
        visit = _Visit(folder, records, downloader, options, watcher)
        for source in sources:
            if watcher:
                watcher.begin(source)
            outcomes.append(visit.outcome(source))
            if watcher:
                watcher.done(outcomes[-1])
    return outcomes


class _Visit:
    """One round over the addresses."""

    def __init__(
        self, folder: Path, records: Records, downloader: Downloader, options: FetchOptions, watcher: Watcher | None
    ) -> None:
        self._folder = folder
        self._records = records
        self._downloader = downloader
        self._options = options
        self._watcher = watcher

    def outcome(self, source: Source) -> Outcome:
        """Fetch one instrument, or say why not."""
        if source.text is None:
            note = f"no official text known; see {source.about or source.source}"
            return Outcome(source, "no address", note=note)
        last = self._records.last(source.id)
        here = self._folder / last.file if last else None
        if last and here and here.is_file() and not self._options.again:
            return self._kept(source, here, last)
        try:
            download, archived = self._download(source, source.text)
            return self._store(source, download, archived, last)
        except FetchError as error:
            note = f"{error.problem}; {error.remedy}" + ("; the earlier version is kept" if here else "")
            return Outcome(source, "failed", here, note=note)
        except OSError as error:
            raise FetchError(str(self._folder), error.strerror or str(error), "free space or allow writing") from error

    def _kept(self, source: Source, here: Path, last: Fetched) -> Outcome:
        data = here.read_bytes()
        agreement, note = _read(here)
        if _hash(data) != last.sha256:
            note = "the file was changed here after it was fetched"
        return Outcome(source, "kept", here, len(data), _words(agreement), note)

    def _download(self, source: Source, address: str) -> tuple[Download, bool]:
        """The page, and whether it is the archive's copy of it."""
        received = self._watcher.received if self._watcher else lambda size: None
        try:
            return self._downloader.get(address, received), False
        except DeadAddressError as dead:
            if not self._options.archive:
                raise
            copy = self._options.archive.format(day=source.signed.replace("-", ""), address=address)
            try:
                return self._downloader.get(copy, received), True
            except FetchError as error:
                problem = f"{dead.problem}; the archive's copy {error.problem}"
                raise FetchError(dead.place, problem, dead.remedy) from None

    def _store(self, source: Source, download: Download, archived: bool, last: Fetched | None) -> Outcome:
        entry = format_of_content(download.data)
        if entry is None:
            called = download.content_type.partition(";")[0] or "no type"
            raise FetchError(download.address, f"holds no text that is read ({called})", "look for another address")
        name = f"{source.id}{entry.suffixes[0]}"
        with TemporaryDirectory(dir=self._folder, prefix=".") as beside:
            new = Path(beside, name)
            new.write_bytes(download.data)
            agreement, problem = _read(new)
            version = Fetched(
                file=name,
                address=download.address,
                at=datetime.now(UTC).isoformat(timespec="seconds"),
                sha256=_hash(download.data),
                text_sha256=_hash(agreement.text.encode("utf-8")) if agreement else None,
                content_type=download.content_type,
            )
            notes = [problem] if problem else []
            state: State = "new"
            if last is not None and (self._folder / last.file).is_file() and _same(version, last):
                state = "unchanged"
            else:
                if last is not None and not _same(version, last):
                    state = "changed"
                    notes.append(f"changed since {last.at[:10]}, the earlier version is {self._set_aside(last)}")
                new.replace(self._folder / name)
                self._records.add(source.id, version)
        if archived:
            notes.append(f"the address is dead, this is the archive's copy {download.address}")
        return Outcome(source, state, self._folder / name, len(download.data), _words(agreement), "; ".join(notes))

    def _set_aside(self, last: Fetched) -> Path:
        """Move the version fetched last out of the way; where it is now."""
        here = self._folder / last.file
        aside = self._folder / EARLIER / f"{here.stem}.{last.at[:10]}.{last.sha256[:8]}{here.suffix}"
        aside.parent.mkdir(exist_ok=True)
        if here.is_file():
            here.replace(aside)
        return aside


def _read(path: Path) -> tuple[Agreement | None, str]:
    """The agreement in a file, or what stands in the way; and what its reader warns of."""
    try:
        agreement = read_agreement(path, options=ReadingOptions())
    except PipelineError as error:
        return None, f"{error.problem}; {error.remedy}"
    return agreement, "; ".join(agreement.warnings)


def _same(version: Fetched, last: Fetched) -> bool:
    """Whether two versions hold the same text, whatever stands around it; the same bytes, where none was read."""
    if version.text_sha256 and last.text_sha256:
        return version.text_sha256 == last.text_sha256
    return version.sha256 == last.sha256


def _words(agreement: Agreement | None) -> int | None:
    return len(agreement.text.split()) if agreement else None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
