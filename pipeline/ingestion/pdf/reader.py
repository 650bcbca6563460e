"""A PDF becomes a reading: lines page by page, furniture out, paragraphs across pages."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.errors import ReadingError
from pipeline.ingestion.blocks import Block, Facts, Reading, SourceFile, compose
from pipeline.ingestion.characters import clean
from pipeline.ingestion.pdf.boxes import Page
from pipeline.ingestion.pdf.lines import find_gutter, lines_of
from pipeline.ingestion.pdf.page_furniture import PageLines, part_furniture
from pipeline.ingestion.pdf.paragraphs import ParagraphBuilder
from pipeline.ingestion.pdf.plumber_engine import PlumberSource
from pipeline.records import Dropped


def read_pdf(source: SourceFile) -> Reading:
    """Read a PDF with a text layer; ReadingError for one that is encrypted, damaged, too long or only scanned."""
    with PlumberSource(source) as engine:
        pages, scanned = _lines_by_page(engine.pages())
        title = engine.title()
    if not any(page.lines for page in pages):
        raise ReadingError(source.name, "the PDF is scanned: it has no text layer", "read it with --ocr")
    reading = _reading(pages)
    if scanned:
        numbers = ", ".join(map(str, scanned))
        reading.warnings.append(f"no text on scanned page {numbers}; read with --ocr to have it")
    _set_title(reading, title)
    return reading


def _lines_by_page(pages: Iterable[Page]) -> tuple[list[PageLines], list[int]]:
    """The lines of every page, and the numbers of the pages that hold an image and no words."""
    found: list[PageLines] = []
    scanned: list[int] = []
    gutter: tuple[float, float] | None = None
    for page in pages:
        lines = lines_of(page, gutter)
        if page.words:
            sizes = sorted(word.size for word in page.words)
            gutter = find_gutter(page.words, sizes[len(sizes) // 2]) or gutter
        elif page.has_image:
            scanned.append(page.number)
        found.append(PageLines(page.number, page.height, lines))
    return found, scanned


def _reading(pages: list[PageLines]) -> Reading:
    lines, dropped = part_furniture(pages)
    dropped.extend(Dropped("footnote mark", mark, line.page) for line in lines for mark in line.marks)
    blocks: list[Block] = []
    for block in ParagraphBuilder(lines).build():
        if any(character.isalnum() for character in block.text):
            blocks.append(block)
        else:
            dropped.append(Dropped("markup", block.text, block.page))
    if blocks and blocks[0].kind == "heading" and blocks[0].level == 1:
        first = blocks[0]
        blocks[0] = Block(first.text, "title", 1, None, first.page, first.breaks)
    reading = compose(blocks, pages=len(pages))
    reading.dropped.extend(dropped)
    return reading


def _set_title(reading: Reading, property_title: str | None) -> None:
    facts = Facts()
    for hint in reading.hints:
        if hint.kind == "title":
            facts.title, facts.found["title"] = reading.text[hint.start : hint.end], "page heading"
            break
    else:
        if property_title:
            facts.title, facts.found["title"] = clean(property_title), "document properties"
    reading.facts = facts
