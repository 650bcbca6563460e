"""Word boxes from pdfium, in a tenth of pdfplumber's time; pages that need a finer look are left to pdfplumber."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from ctypes import addressof, byref, c_double, c_float, create_string_buffer
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from pdfplumber.utils.text import LIGATURES

from pipeline.ingestion.blocks import SourceFile
from pipeline.ingestion.pdf.boxes import Bookmark, Page, PageSource, Word
from pipeline.ingestion.pdf.plumber_engine import LINE_GAP, WORD_GAP, PlumberSource, are_doubled, is_bold

# pdfplumber takes no notice of shorter rules, in points.
_SHORTEST_RULE = 3.0
# A box around most of a page is its background.
_MOST_OF_A_PAGE = 0.5
_NO_BREAK_SPACE = "\xa0"
# pdfium writes the hyphen at a line's end so, be it hard or soft.
_LINE_END_HYPHEN = "\x02"
_SOFT_HYPHEN = "\xad"
_REPLACEMENT = "\ufffd"
_FONT_NAME_BYTES = 256


def open_pdf(source: SourceFile) -> PageSource:
    """Open a PDF; ReadingError where it is encrypted, damaged or has more pages than `max_pages`."""
    return PdfiumSource(source)


class PdfiumSource:
    """A PDF whose words pdfium gives. pdfplumber opens it too: it tells damage, and reads the pages left to it."""

    def __init__(self, source: SourceFile) -> None:
        self._plumber = PlumberSource(source)
        try:
            self._document = pypdfium2.PdfDocument(source.data)
        except pypdfium2.PdfiumError:
            # pdfplumber mends what pdfium refuses.
            self._document = None

    @property
    def page_count(self) -> int:
        """How many pages the file has."""
        return self._plumber.page_count

    @property
    def is_damaged(self) -> bool:
        """Whether the pages read so far are damaged, so that words may be missing."""
        return self._plumber.is_damaged

    def title(self) -> str | None:
        """The title in the document's properties."""
        return self._plumber.title()

    def bookmarks(self) -> list[Bookmark]:
        """The document's outline, empty where it has none or a damaged one."""
        return self._plumber.bookmarks()

    def pages(self, first: int = 1, last: int | None = None) -> Iterator[Page]:
        """The pages in order, each released when the next is asked for."""
        for number in range(first, (last or self.page_count) + 1):
            page = self._plain_page(number)
            if page is None:
                yield from self._plumber.pages(number, number)
            else:
                yield page

    def close(self) -> None:
        """Release the file."""
        if self._document is not None:
            self._document.close()
        self._plumber.close()

    def _plain_page(self, number: int) -> Page | None:
        """A page of nothing but sound, upright words; None for any other."""
        size = self._plumber.upright_size(number)
        if size is None or self._document is None:
            return None
        try:
            page = self._document[number - 1]
        except (pypdfium2.PdfiumError, IndexError):
            return None
        try:
            if _has_cells(page, size[0] * size[1]):
                return None
            letters = list(_letters(page.get_textpage(), size[1]))
        except (pypdfium2.PdfiumError, _NeedsFinerLookError):
            return None
        finally:
            page.close()
        if any(letter.text == _LINE_END_HYPHEN for letter in letters) and self._plumber.knows_soft_hyphens(number):
            return None
        words = tuple(_words(letters))
        return Page(number, *size, words) if words and not are_doubled(word.text for word in words) else None


def _has_cells(page: Any, area: float) -> bool:
    """Whether what is drawn on a page may enclose words: a box, or two rules that run up and down."""
    upright_rules = 0
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        width, height = right - left, top - bottom
        if height >= _SHORTEST_RULE and width * height <= _MOST_OF_A_PAGE * area:
            upright_rules += 1 if width < _SHORTEST_RULE else 2
    return upright_rules >= 2


class _NeedsFinerLookError(Exception):
    """A page holds what pdfium does not tell well: turned letters, letters whose code means nothing."""


class _Style(NamedTuple):
    """How a text object is printed: its font, its size and how far that reaches below the line, in points."""

    font: str
    size: float
    depth: float


class _Letter(NamedTuple):
    """A letter or a space, from `x0` to `x1`, and its top from the page's, all in points."""

    text: str
    x0: float
    x1: float
    top: float
    style: _Style


def _letters(textpage: Any, height: float) -> Iterator[_Letter]:
    """The letters of a page as they were drawn, without the spaces that pdfium makes up between them."""
    raw = textpage.raw
    x, y, box = c_double(), c_double(), pdfium.FS_RECTF()
    x_place, y_place, box_place = byref(x), byref(y), byref(box)
    known: set[tuple[str, str]] = set()
    drawn_by = None
    for index in range(pdfium.FPDFText_CountChars(raw)):
        letter = chr(pdfium.FPDFText_GetUnicode(raw, index))
        if letter.isspace() and pdfium.FPDFText_IsGenerated(raw, index):
            continue
        text_object = pdfium.FPDFText_GetTextObject(raw, index)
        if not text_object:
            raise _NeedsFinerLookError
        if drawn_by != (address := addressof(text_object.contents)):
            drawn_by, style = address, _style(raw, index, text_object)
        if (style.font, letter) not in known:
            _check(raw, index, letter)
            known.add((style.font, letter))
        pdfium.FPDFText_GetCharOrigin(raw, index, x_place, y_place)
        pdfium.FPDFText_GetLooseCharBox(raw, index, box_place)
        top = height - y.value + style.depth - style.size
        yield _Letter(LIGATURES.get(letter, letter), x.value, box.right, top, style)


def _check(raw: Any, index: int, letter: str) -> None:
    """Raise _NeedsFinerLookError where the code of a letter does not say what it is."""
    is_odd = unicodedata.category(letter)[0] == "C" or letter == _REPLACEMENT
    is_hyphen = letter == _SOFT_HYPHEN or (letter == _LINE_END_HYPHEN and pdfium.FPDFText_IsHyphen(raw, index))
    if (is_odd and not is_hyphen) or pdfium.FPDFText_HasUnicodeMapError(raw, index):
        raise _NeedsFinerLookError


def _style(raw: Any, index: int, text_object: Any) -> _Style:
    """How the text object of the letter at `index` is printed; raises _NeedsFinerLookError where it is turned."""
    matrix, depth = pdfium.FS_MATRIX(), c_float()
    name = create_string_buffer(_FONT_NAME_BYTES)
    font = pdfium.FPDFTextObj_GetFont(text_object)
    pdfium.FPDFText_GetMatrix(raw, index, byref(matrix))
    if matrix.b or matrix.a <= 0 or matrix.d <= 0:
        raise _NeedsFinerLookError
    size = pdfium.FPDFText_GetFontSize(raw, index) * matrix.d
    pdfium.FPDFFont_GetDescent(font, size, byref(depth))
    pdfium.FPDFFont_GetBaseFontName(font, name, _FONT_NAME_BYTES)
    return _Style(name.value.decode("utf-8", "replace"), size, -depth.value)


def _words(letters: Iterable[_Letter]) -> Iterator[Word]:
    """The words that letters make, one after the other, by the rules of pdfplumber."""
    word: list[_Letter] = []
    for letter in letters:
        if letter.text.isspace():
            if word:
                yield _word(word, tied=letter.text == _NO_BREAK_SPACE)
            word = []
        elif word and _parts(word[-1], letter):
            yield _word(word)
            word = [letter]
        else:
            word.append(letter)
    if word:
        yield _word(word)


def _parts(last: _Letter, letter: _Letter) -> bool:
    """Whether `letter` begins a new word after `last`."""
    gap = letter.x0 - last.x1
    is_far = gap > WORD_GAP * last.style.size or letter.x0 < last.x0 or abs(letter.top - last.top) > LINE_GAP
    return is_far or last.style[:2] != letter.style[:2]


def _word(letters: list[_Letter], tied: bool = False) -> Word:
    first = letters[0]
    x1 = max(letter.x1 for letter in letters)
    bottom = first.top + first.style.size
    text = "".join(letter.text for letter in letters).replace(_LINE_END_HYPHEN, "-")
    return Word(text, first.x0, x1, first.top, bottom, first.style.size, is_bold(first.style.font), tied)
