"""Scanned pages, recognised by ocrmypdf or tesseract where one of them is installed."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import ReadingError
from pipeline.ingestion.blocks import SourceFile
from pipeline.ingestion.pdf.boxes import Bookmark, Page, Word

_DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72
_SECONDS_PER_PAGE = 120
_REMEDY = "install ocrmypdf or tesseract (Debian: apt install ocrmypdf)"
# Boxes of recognised words include what lies above and below the letters; type is smaller than its box.
_TYPE_SHARE = 0.85


def recognise(source: SourceFile, pages: int) -> SourceFile | TesseractSource:
    """`source` with a text layer added by ocrmypdf, or the words that tesseract finds; ReadingError without either."""
    if command := shutil.which("ocrmypdf"):
        return _with_text_layer(source, command, pages)
    if command := shutil.which("tesseract"):
        return TesseractSource(source, command)
    raise ReadingError(
        source.name, "the PDF is scanned, and no program for recognising its words is installed", _REMEDY
    )


def _with_text_layer(source: SourceFile, command: str, pages: int) -> SourceFile:
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "scan.pdf"), Path(folder, "text.pdf")
        before.write_bytes(source.data)
        _run(
            source,
            [command, "--skip-text", "--quiet", "-l", _language(source), str(before), str(after)],
            seconds=_SECONDS_PER_PAGE * pages,
        )
        return SourceFile(source.path, after.read_bytes(), source.options)


class TesseractSource:
    """The pages of a scanned PDF with the words that tesseract finds on their images."""

    def __init__(self, source: SourceFile, command: str) -> None:
        import pypdfium2  # type: ignore[import-untyped]

        self._source = source
        self._command = command
        self._document = pypdfium2.PdfDocument(source.data)

    @property
    def page_count(self) -> int:
        """How many pages the scan has."""
        return len(self._document)

    @property
    def is_damaged(self) -> bool:
        """What cannot be drawn raises an error."""
        return False

    def title(self) -> str | None:
        """A scan has no title."""
        return None

    def bookmarks(self) -> list[Bookmark]:
        """A scan has no outline."""
        return []

    def pages(self, first: int = 1, last: int | None = None) -> Iterator[Page]:
        """The pages in order, each drawn and recognised when asked for."""
        for number in range(first, (last or self.page_count) + 1):
            page = self._document[number - 1]
            width, height = page.get_size()
            image = io.BytesIO()
            page.render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH).to_pil().save(image, format="PNG")
            page.close()
            table = _run(
                self._source,
                [self._command, "stdin", "stdout", "-l", _language(self._source), "--psm", "1", "tsv"],
                seconds=_SECONDS_PER_PAGE,
                given=image.getvalue(),
            )
            yield Page(number, width, height, tuple(_words(table.decode("utf-8"))), has_image=True)

    def close(self) -> None:
        """Release the file."""
        self._document.close()


def _words(table: str) -> Iterator[Word]:
    """The words of tesseract's TSV, with boxes in points; all words of a line share its height and type size."""
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    scale = _POINTS_PER_INCH / _DOTS_PER_INCH
    line = (0.0, 0.0)
    for row in rows:
        left, top, width, height = (float(row[key]) * scale for key in ("left", "top", "width", "height"))
        if row["level"] == "4":
            line = (top, top + height)
        elif row["level"] == "5" and row["text"].strip():
            size = round((line[1] - line[0]) * _TYPE_SHARE)
            yield Word(row["text"].strip(), left, left + width, line[0], line[1], float(size))


def _language(source: SourceFile) -> str:
    """tesseract's name for the language wanted: its ISO 639-2 code."""
    import pycountry

    language = pycountry.languages.get(alpha_2=source.options.language)
    return language.alpha_3 if language else "eng"


def _run(source: SourceFile, command: list[str], *, seconds: int, given: bytes = b"") -> bytes:
    name = Path(command[0]).stem
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise ReadingError(source.name, f"{name} did not finish in {seconds} s", "read fewer pages at once") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ReadingError(source.name, f"{name} failed: {said[-1] if said else done.returncode}", "see its manual")
    return done.stdout
