"""Ruled tables and boxes on a page: read row by row, apart from the text around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingestion.bilingual import part_languages
from pipeline.ingestion.characters import printed_marker
from pipeline.ingestion.pdf.boxes import Cell, Page, Table, Word
from pipeline.ingestion.pdf.lines import Line, lines_of
from pipeline.ingestion.pdf.paragraphs import CELL_BORDER, ParagraphBuilder

# A cell with more words holds text rather than data: such a table only lays out the page.
_MOST_WORDS = 60
# A frame around most of a page is decoration.
_MOST_OF_A_PAGE = 0.5
# Boxes are columns of their own, beyond those that text is set in.
_FIRST_BOX = 10


def part_tables(page: Page) -> tuple[Page, list[list[Line]]]:
    """`page` without the words in its ruled tables and boxes, and the lines of each of these."""
    rest = list(page.words)
    apart: list[list[Line]] = []
    for table in page.tables:
        cells = [cell for row in table for cell in row]
        area = sum((cell.x1 - cell.x0) * (cell.bottom - cell.top) for cell in cells)
        held = {cell: [word for word in rest if _holds(cell, word)] for cell in cells}
        if area > _MOST_OF_A_PAGE * page.width * page.height or not any(held.values()):
            continue
        columns = _columns(table, held)
        if len(columns) == 1 or _is_bilingual(columns):
            for column in columns:
                apart.append(_boxed(page, column, _FIRST_BOX + len(apart)))
        elif max(map(len, held.values())) <= _MOST_WORDS:
            apart.append(_rows(page, table, held))
        else:
            continue
        taken = {id(word) for words in held.values() for word in words}
        rest = [word for word in rest if id(word) not in taken]
    return (replace(page, words=tuple(rest)), apart) if apart else (page, apart)


def with_tables(lines: list[Line], apart: Sequence[list[Line]]) -> list[Line]:
    """`lines` with those of each table where a reader meets it: before what is below it in the same column."""
    placed = list(lines)
    for own in apart:
        left, right = min(line.x0 for line in own), max(line.x1 for line in own)
        index = len(placed)
        for place in range(len(placed) - 1, -1, -1):
            line = placed[place]
            if line.x0 < right and line.x1 > left:
                if line.top < own[0].top:
                    break
                index = place
        placed[index:index] = own
    return placed


def _boxed(page: Page, texts: Sequence[Sequence[Word]], column: int) -> list[Line]:
    """The lines of a text in a box, whose edges are its margins."""
    lines = [line for words in texts for line in lines_of(replace(page, words=tuple(words)))]
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    for line in lines:
        line.column, line.left, line.right = column, left, right
    return lines


def _rows(page: Page, table: Table, held: dict[Cell, list[Word]]) -> list[Line]:
    """A line for each row, its cells in order."""
    rows: list[Line] = []
    for row in table:
        cells = [lines_of(replace(page, words=tuple(held[cell]))) for cell in row if held[cell]]
        if not cells:
            continue
        texts = [" ".join(block.text for block in ParagraphBuilder(lines).build()) for lines in cells]
        labelled = len(texts) == 2 and printed_marker(texts[0] + " ") == texts[0]
        every = [line for lines in cells for line in lines]
        first = every[0]
        rows.append(
            replace(
                first,
                text=(" " if labelled else CELL_BORDER).join(texts),
                x0=min(line.x0 for line in every),
                x1=max(line.x1 for line in every),
                top=min(line.top for line in every),
                bottom=max(line.bottom for line in every),
                column=0,
                is_row=True,
                marks=[mark for line in every for mark in line.marks],
            )
        )
    return rows


def _columns(table: Table, held: dict[Cell, list[Word]]) -> list[list[list[Word]]]:
    """The words of each cell, column by column; columns without words are left out."""
    columns: dict[float, list[list[Word]]] = defaultdict(list)
    for row in table:
        for cell in row:
            if held[cell]:
                columns[cell.x0].append(held[cell])
    return [columns[x0] for x0 in sorted(columns)]


def _is_bilingual(columns: list[list[list[Word]]]) -> bool:
    """Whether the columns of a table hold one text in two languages."""
    texts = {place: " ".join(word.text for cell in own for word in cell) for place, own in enumerate(columns)}
    return bool(part_languages(texts, "en").left_out)


def _holds(cell: Cell, word: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom
