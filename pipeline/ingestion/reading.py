"""`read_agreement`: the one door from a file to an `Agreement`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.errors import ReadingError
from pipeline.ingestion.blocks import Reading, SourceFile
from pipeline.ingestion.formats import format_of, read_source
from pipeline.ingestion.metadata import Metadata, describe
from pipeline.ingestion.note_marks import find_note_marks, mask, note_hints
from pipeline.ingestion.options import ReadingOptions
from pipeline.ingestion.plain_text import reading_of
from pipeline.records import Agreement

# Half a megabyte: some two hundred pages without a break.
_LONGEST_PARAGRAPH = 500_000


def read_agreement(path: Path, *, document_id: str | None = None, options: ReadingOptions | None = None) -> Agreement:
    """Read the file at `path` into an `Agreement`.

    `document_id` is the file's stem where none is given. Raises ReadingError, one line with file, reason and remedy,
    for every file that cannot be read: missing, empty, misnamed, encrypted, damaged, too large, without words.
    """
    path = Path(path)
    options = options or ReadingOptions()
    entry = format_of(path)
    data = _load(path, options)
    source = SourceFile(path=path, data=data, options=options)
    reading = read_source(source, entry)
    if not reading.text.strip():
        raise ReadingError(str(path), "no text was found in the file", "check that it holds the agreement itself")
    if (longest := max(map(len, reading.text.split("\n\n")))) > _LONGEST_PARAGRAPH:
        problem = f"it has a paragraph of {longest:,} characters, more than any agreement"
        raise ReadingError(str(path), problem, "break its lines where paragraphs end")
    return _agreement(reading, source=str(path), document_id=document_id or path.stem, name=entry.name, data=data)


def agreement_from_text(text: str, document_id: str = "text") -> Agreement:
    """The `Agreement` of a text that is at hand, read like a plain-text file."""
    if not text.strip():
        raise ReadingError(document_id, "the text is empty", "give the agreement's text")
    return _agreement(reading_of(text), source="", document_id=document_id, name="txt", data=text.encode("utf-8"))


def _load(path: Path, options: ReadingOptions) -> bytes:
    """The bytes of `path`; ReadingError for what is not a file, cannot be opened or is too large."""
    if not path.exists():
        problem = "the link leads nowhere" if path.is_symlink() else "no such file"
        raise ReadingError(str(path), problem, "check the name")
    if not path.is_file():
        raise ReadingError(str(path), "this is not a file", "name a file, or a folder for the files in it")
    try:
        size = path.stat().st_size
        if size > options.max_bytes:
            problem = f"the file has {size / 2**20:.0f} MB, the limit is {options.max_bytes / 2**20:.0f} MB"
            raise ReadingError(str(path), problem, "raise it with --max-megabytes")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReadingError(str(path), f"the file cannot be opened: {reason}", "check its permissions") from error


def _agreement(reading: Reading, *, source: str, document_id: str, name: str, data: bytes) -> Agreement:
    known: Metadata = describe(reading, document_id)
    marks = find_note_marks(reading.text)
    marked = {hint.start for hint in reading.hints if hint.kind == "footnote"}
    notes = [hint for hint in note_hints(reading.text, marks) if hint.start not in marked]
    return Agreement(
        document_id=document_id,
        text=reading.text,
        title=known.title,
        page_starts=reading.page_starts,
        parties=known.parties,
        signed=known.signed,
        place=known.place,
        instrument=known.instrument,
        language=known.language,
        source=source,
        format=name,
        encoding=reading.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        found=tuple(sorted(known.found.items())),
        hints=tuple(sorted((*reading.hints, *notes), key=lambda hint: (hint.start, -hint.end, hint.level))),
        dropped=(*reading.dropped, *mask(reading.text, marks, reading.page_starts)),
        warnings=(*reading.warnings, *known.warnings),
    )
