"""A PDF becomes a reading: lines page by page, furniture and footnotes apart, paragraphs across pages."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field

from pipeline.errors import ReadingError
from pipeline.ingestion.blocks import Block, Facts, Reading, SourceFile, compose
from pipeline.ingestion.characters import clean
from pipeline.ingestion.pdf.boxes import Bookmark, Page, PageSource
from pipeline.ingestion.pdf.engines import open_pages
from pipeline.ingestion.pdf.footnotes import as_footnotes, part_footnotes, place_footnotes
from pipeline.ingestion.pdf.languages import lines_in_language
from pipeline.ingestion.pdf.lines import find_gutter, lines_of
from pipeline.ingestion.pdf.ocr import recognise
from pipeline.ingestion.pdf.page_furniture import PageLines, part_furniture
from pipeline.ingestion.pdf.paragraphs import ParagraphBuilder, body_size_of
from pipeline.ingestion.pdf.side_by_side import pays, read_side_by_side
from pipeline.ingestion.pdf.tables import part_tables, with_tables
from pipeline.records import Dropped


@dataclass(slots=True)
class _Print:
    """What was read off the pages of one file."""

    pages: list[PageLines] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    title: str | None = None
    bookmarks: list[Bookmark] = field(default_factory=list)
    is_damaged: bool = False
    gutter: tuple[float, float] | None = None
    """Where the last page with two columns had the strip between them."""

    def add(self, page: Page) -> None:
        """Keep the lines of the next page, and what of it is no line."""
        page, apart = part_tables(page)
        lines = with_tables(lines_of(page, self.gutter), apart)
        if page.words:
            sizes = sorted(word.size for word in page.words)
            self.gutter = find_gutter(page.words, sizes[len(sizes) // 2]) or self.gutter
        elif page.has_image:
            self.scanned.append(page.number)
        if page.sideways:
            self.dropped.append(Dropped("markup", page.sideways, page.number))
        self.pages.append(PageLines(page.number, page.height, lines))

    @property
    def is_blank(self) -> bool:
        return not any(page.lines for page in self.pages)


def read_pdf(source: SourceFile) -> Reading:
    """Read a PDF; ReadingError for one that is encrypted, damaged, too long, or scanned where `ocr` is not set."""
    printed = _read_print(source)
    if printed.is_blank or (printed.scanned and source.options.ocr):
        printed = _recognised(source, printed)
    reading = _reading(printed, source.options.language)
    if printed.is_damaged:
        reading.warnings.append("the PDF is damaged in places, so words may be missing; fetch it again")
    if printed.scanned:
        numbers = ", ".join(map(str, printed.scanned))
        reading.warnings.append(f"no text on scanned page {numbers}; read with --ocr to have it")
    return reading


def _recognised(source: SourceFile, printed: _Print) -> _Print:
    if not source.options.ocr:
        raise ReadingError(source.name, "the PDF is scanned: it has no text layer", "read it with --ocr")
    recognised = recognise(source, len(printed.pages))
    read = _read_print(recognised) if isinstance(recognised, SourceFile) else _collect(recognised)
    if read.is_blank:
        raise ReadingError(source.name, "no words were recognised on the scanned pages", "scan it again more sharply")
    read.scanned = []
    return read


def _read_print(source: SourceFile) -> _Print:
    engine = open_pages(source)
    if not pays(engine.page_count, source.options.workers):
        return _collect(engine)
    with closing(engine):
        printed = _Print(title=engine.title(), bookmarks=engine.bookmarks())
        for share in read_side_by_side(source, engine.page_count):
            for page in share.pages:
                printed.add(page)
            printed.is_damaged |= share.is_damaged
    return printed


def _collect(engine: PageSource) -> _Print:
    with closing(engine):
        printed = _Print(title=engine.title(), bookmarks=engine.bookmarks())
        for page in engine.pages():
            printed.add(page)
        printed.is_damaged = engine.is_damaged
    return printed


def _reading(printed: _Print, language: str) -> Reading:
    lines, dropped = part_furniture(printed.pages)
    lines, other, warnings = lines_in_language(lines, language)
    dropped = [*printed.dropped, *dropped, *other]
    dropped.extend(Dropped("footnote mark", mark, line.page) for line in lines for mark in line.marks)
    lines, note_lines = part_footnotes(lines, body_size_of(lines))
    blocks: list[Block] = []
    for block in ParagraphBuilder(lines).build():
        if any(character.isalnum() for character in block.text):
            blocks.append(block)
        else:
            dropped.append(Dropped("markup", block.text, block.page))
    blocks = _with_bookmarks(blocks, printed.bookmarks)
    if blocks and blocks[0].kind == "heading" and blocks[0].level == 1:
        first = blocks[0]
        blocks[0] = Block(first.text, "title", 1, None, first.page, first.breaks)
    notes = as_footnotes(ParagraphBuilder(note_lines).build())
    reading = compose(place_footnotes(blocks, notes), pages=len(printed.pages))
    reading.dropped.extend(dropped)
    reading.warnings.extend(warnings)
    reading.facts = _facts(blocks, printed.title)
    return reading


def _with_bookmarks(blocks: list[Block], bookmarks: list[Bookmark]) -> list[Block]:
    """`blocks` with those that the outline names marked as headings of its levels."""
    levels = {_letters(bookmark.title): bookmark.level for bookmark in bookmarks}
    levels.pop("", None)
    return [
        Block(block.text, "heading", levels[key], block.number, block.page, block.breaks)
        if (key := _letters(block.text)) in levels and block.kind != "item"
        else block
        for block in blocks
    ]


def _facts(blocks: list[Block], property_title: str | None) -> Facts:
    facts = Facts()
    if blocks and blocks[0].kind == "title":
        facts.title, facts.found["title"] = blocks[0].text, "page heading"
    elif property_title:
        facts.title, facts.found["title"] = clean(property_title), "document properties"
    return facts


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
