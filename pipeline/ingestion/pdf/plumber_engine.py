"""Word boxes from pdfplumber: slow, but at home in every kind of page."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.errors import ReadingError
from pipeline.ingestion.blocks import SourceFile
from pipeline.ingestion.pdf.boxes import Bookmark, Cell, Page, PageSource, Table, Word

_DAMAGE = (PdfminerException, PDFException, PSException, ValueError, KeyError, TypeError, IndexError, AttributeError)
_MINER_LOG = logging.getLogger("pdfminer")
_LOST_WORDS = ("Data-loss", "Cannot render")
# A gap wider than this share of the font size parts two words.
WORD_GAP = 0.15
# Letters of one line have tops no further apart, in points.
LINE_GAP = 3.0
# The same as WORD_GAP in points, for words that run along the page's edge.
_SIDEWAYS_GAP = 1.5
_DOUBLED_SHARE = 0.3
# Fewer lines enclose nothing; more are a drawing.
_FEWEST_RULES, _MOST_RULES = 4, 2000
_RULES_OF_A_BOX = 4


def open_pdf(source: SourceFile) -> PageSource:
    """Open a PDF; ReadingError where it is encrypted, damaged or has more pages than `max_pages`."""
    return PlumberSource(source)


class PlumberSource:
    """A PDF opened with pdfplumber."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._complaints = _Complaints(logging.WARNING)
        _MINER_LOG.addHandler(self._complaints)
        try:
            self._open()
        except ReadingError:
            _MINER_LOG.removeHandler(self._complaints)
            raise

    def _open(self) -> None:
        source = self._source
        try:
            self._document = pdfplumber.open(io.BytesIO(source.data))
            count = self._count_pages()
        except _DAMAGE as error:
            raise self._refusal(error) from error
        if not count:
            raise ReadingError(source.name, "the PDF has no pages: it is damaged or cut short", "fetch it again")
        if count > source.options.max_pages:
            limit = source.options.max_pages
            raise ReadingError(
                source.name, f"the PDF has {count} pages, the limit is {limit}", "raise it with --max-pages"
            )

    def _count_pages(self) -> int:
        """The number of pages: as the file states it where that is over the limit, so that no page of it is touched."""
        stated = resolve1(resolve1(self._document.doc.catalog["Pages"]).get("Count"))
        if isinstance(stated, int) and stated > self._source.options.max_pages:
            return stated
        return len(self._document.pages)

    def close(self) -> None:
        """Release the file."""
        _MINER_LOG.removeHandler(self._complaints)
        self._document.close()

    @property
    def page_count(self) -> int:
        """How many pages the file has."""
        return len(self._document.pages)

    @property
    def is_damaged(self) -> bool:
        """Whether the pages read so far are damaged, so that words may be missing."""
        return self._complaints.count > 0

    def title(self) -> str | None:
        """The title in the document's properties."""
        value = self._document.metadata.get("Title")
        return value if isinstance(value, str) and value.strip() else None

    def bookmarks(self) -> list[Bookmark]:
        """The document's outline, empty where it has none or a damaged one."""
        try:
            outline = list(self._document.doc.get_outlines())
        except _DAMAGE:
            return []
        return [Bookmark(entry[0], str(entry[1])) for entry in outline if entry[1]]

    def pages(self, first: int = 1, last: int | None = None) -> Iterator[Page]:
        """The pages in order; each is closed when the next is asked for."""
        for number, page in enumerate(self._document.pages[first - 1 : last], start=first):
            try:
                read = _read_page(number, page)
                self._complaints.count += _lacks_content(page)
            except _DAMAGE as error:
                problem = f"page {number} is damaged ({type(error).__name__})"
                raise ReadingError(self._source.name, problem, "fetch the file again") from error
            yield read
            page.close()

    def upright_size(self, number: int) -> tuple[float, float] | None:
        """Width and height in points of a page that is sound and not turned; None for any other."""
        try:
            page = self._document.pages[number - 1]
            complaints = self._complaints.count
            if page.rotation or _lacks_content(page) or self._complaints.count > complaints:
                return None
            return float(page.width), float(page.height)
        except _DAMAGE:
            return None

    def knows_soft_hyphens(self, number: int) -> bool:
        """Whether a font of the page says that one of its letters is a soft hyphen."""
        fonts = resolve1(resolve1(self._document.pages[number - 1].page_obj.resources).get("Font")) or {}
        tables = (resolve1(resolve1(font).get("ToUnicode")) for font in fonts.values())
        return any(isinstance(table, PDFStream) and b"00ad" in table.get_data().lower() for table in tables)

    def _refusal(self, error: Exception) -> ReadingError:
        causes = [error, *error.args]
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            return ReadingError(self._source.name, "the PDF is encrypted", "save a copy without a password")
        return ReadingError(self._source.name, "the PDF is damaged or cut short", "fetch it again")


def _lacks_content(page: Any) -> bool:
    """Whether a content stream of the page could not be unpacked: pdfminer makes such a one empty without a word."""
    streams = (resolve1(part) for part in page.page_obj.contents)
    return any(isinstance(part, PDFStream) and resolve1(part.get("Length")) and not part.get_data() for part in streams)


class _Complaints(logging.Handler):
    """Counts the complaints of pdfminer that mean lost words, and keeps all of them off the terminal."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count one complaint."""
        self.count += record.getMessage().startswith(_LOST_WORDS)


def _read_page(number: int, page: Any) -> Page:
    width, height = float(page.width), float(page.height)
    if page.chars and 2 * sum(char["matrix"][0] < 0 < char["upright"] for char in page.chars) > len(page.chars):
        return Page(number, width, height, tuple(_upside_down(page, width, height)), has_image=bool(page.images))
    found = _extract(page)
    if are_doubled(word["text"] for word in found):
        found = _extract(page.dedupe_chars(tolerance=1))
    spaces = {(round(char["x0"]), round(char["top"])) for char in page.chars if char["text"] == "\xa0"}
    upright = tuple(_word(word, spaces) for word in found if word["upright"])
    sideways = _sideways(page, width, height) if len(upright) < len(found) else ()
    if len(sideways) > len(upright):
        # The page was set sideways: it is read as a reader would turn it.
        return Page(number, height, width, sideways, " ".join(word.text for word in upright), bool(page.images))
    aside = " ".join(word.text for word in sideways)
    return Page(number, width, height, upright, aside, bool(page.images), _tables(page))


def _tables(page: Any) -> tuple[Table, ...]:
    """The ruled tables of an upright page, boxes around a text among them."""
    if not _FEWEST_RULES <= len(page.lines) + _RULES_OF_A_BOX * len(page.rects) + len(page.curves) <= _MOST_RULES:
        return ()
    finder = page.debug_tablefinder()
    rows_found = [[list(filter(None, row.cells)) for row in table.rows] for table in finder.tables]
    in_tables = {cell for rows in rows_found for row in rows for cell in row}
    # A cell that is part of no table is a box around a text.
    rows_found += [[[cell]] for cell in finder.cells if cell not in in_tables]
    return tuple(
        tuple(tuple(Cell(x0, x1, top, bottom) for x0, top, x1, bottom in row) for row in rows if row)
        for rows in rows_found
    )


def are_doubled(words: Iterable[str]) -> bool:
    """Whether letters are printed twice, a little apart, to make them bold."""
    long = [word for word in words if len(word) > 3]
    return sum(word[::2] == word[1::2] for word in long) > _DOUBLED_SHARE * len(long)


def _extract(page: Any, **directions: str) -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = page.extract_words(
        x_tolerance_ratio=WORD_GAP, y_tolerance=LINE_GAP, extra_attrs=["fontname", "size"], **directions
    )
    return words


def _upside_down(page: Any, width: float, height: float) -> Iterator[Word]:
    """The words of a page that stands on its head, with the boxes they have once it is turned."""
    words = page.extract_words(
        x_tolerance_ratio=WORD_GAP,
        y_tolerance=LINE_GAP,
        extra_attrs=["fontname", "size"],
        line_dir="btt",
        char_dir="rtl",
    )
    for word in words:
        box = (width - word["x1"], width - word["x0"], height - word["bottom"], height - word["top"])
        yield Word(word["text"], *box, word["size"], is_bold(word["fontname"]))


def _sideways(page: Any, width: float, height: float) -> tuple[Word, ...]:
    """The words that run up or down the page, with the boxes they have once the page is turned."""
    turned = page.filter(lambda thing: not thing.get("upright", False))
    upwards = bool(turned.chars) and turned.chars[0]["matrix"][1] > 0
    # Along such a line pdfplumber measures gaps by its y tolerance.
    words = turned.extract_words(
        x_tolerance=3, y_tolerance=_SIDEWAYS_GAP, extra_attrs=["fontname"], char_dir_rotated="btt" if upwards else "ttb"
    )
    return tuple(_turned(word, width, height, upwards) for word in words)


def _turned(word: dict[str, Any], width: float, height: float, upwards: bool) -> Word:
    x0, x1, top, bottom = word["x0"], word["x1"], word["top"], word["bottom"]
    box = (height - bottom, height - top, x0, x1) if upwards else (top, bottom, width - x1, width - x0)
    return Word(word["text"], *box, round(x1 - x0, 1), is_bold(word["fontname"]))


def _word(word: dict[str, Any], spaces: set[tuple[int, int]]) -> Word:
    tied = bool(spaces) and (round(word["x1"]), round(word["top"])) in spaces
    box = (word["x0"], word["x1"], word["top"], word["bottom"])
    return Word(word["text"], *box, word["size"], is_bold(word["fontname"]), tied)


def is_bold(font: str) -> bool:
    """Whether the name of a font says that it is heavier than the text around it."""
    return any(weight in font for weight in ("Bold", "Black", "Heavy"))
