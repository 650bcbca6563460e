"""From the words of a page to its lines in reading order, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median, mode

from pipeline.ingestion.pdf.boxes import Page, Word

_SMALL = 0.82
_GLUED = 0.1
_GUTTER_LEAST_POINTS = 7.0
# Titles and headings across both columns cover the gutter too.
_GUTTER_MOST_COVERED = 0.18
_NARROW_GAP = 0.75
_FEW_LINES = 2
_USUAL_RIGHT_EDGE = 0.8
_COLUMN_LEAST_LINES = 6
_NOTE_FIGURE = re.compile(r"\(?(?:\d{1,3}|[*†‡§]{1,3})\)?")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Line:
    """A line of print, in points from the page's top left corner.

    `column` is 0 across the page, 1 and 2 for the columns; `left` and `right` are the edges that the text of that
    column reaches on this page. `first_width` is the width of what cannot be broken at the line's beginning, `text_x0`
    where its second word begins. `raised` lines hold raised or lowered words, which push lines apart; `marks` are the
    note marks left out of `text`. `is_row` is set for a table's row, all its cells in `text`.
    """

    page: int
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    first_width: float
    column: int = 0
    left: float = 0.0
    right: float = 0.0
    text_x0: float = 0.0
    raised: bool = False
    is_row: bool = False
    marks: list[str] = field(default_factory=list)


def lines_of(page: Page, gutter: tuple[float, float] | None = None) -> list[Line]:
    """The lines of `page` in reading order; `gutter` is where an earlier page had one."""
    if not page.words:
        return []
    size = mode(round(word.size, 1) for word in page.words)
    found = find_gutter(page.words, size)
    if found is None and gutter is not None and not _crossed(page.words, gutter):
        found = gutter
    rows = _rows(page.words, size)
    if found is None:
        return _with_edges([_line(page.number, row, 0) for row in rows], page.width)
    return _with_edges(_by_columns(page.number, rows, found, size), page.width)


def find_gutter(words: Sequence[Word], size: float) -> tuple[float, float] | None:
    """The empty strip between two columns, as (left, right) in points, or None for text in one column."""
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    width = int(right - left) + 1
    covered = [0] * (width + 1)
    for word in words:
        for x in range(int(word.x0 - left), int(word.x1 - left) + 1):
            covered[x] += 1
    middle = range(int(width * 0.3), int(width * 0.7))
    sides = [*covered[: middle.start], *covered[middle.stop :]]
    typical = median(sides) if sides else 0
    if typical < _COLUMN_LEAST_LINES * 0.6:
        return None
    limit = max(1.0, _GUTTER_MOST_COVERED * typical)
    best: tuple[int, int] | None = None
    start: int | None = None
    for x in [*middle, width]:
        empty = x < width and x in middle and covered[x] <= limit
        if empty and start is None:
            start = x
        elif not empty and start is not None:
            if best is None or x - start > best[1] - best[0]:
                best = (start, x)
            start = None
    if best is None or best[1] - best[0] < max(_GUTTER_LEAST_POINTS, 0.6 * size):
        return None
    return left + best[0], left + best[1]


def _crossed(words: Iterable[Word], gutter: tuple[float, float]) -> bool:
    """Whether a word stands across the left edge of the right column, where no word of either column can."""
    edge = gutter[1]
    return any(word.x0 < edge - 1.5 and word.x1 > edge + 1.5 for word in words)


def _rows(words: Iterable[Word], size: float) -> list[list[Word]]:
    """Words that stand side by side, from top to bottom, each row from left to right; raised words with their row."""
    small: list[Word] = []
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.x0)):
        if word.size < _SMALL * size:
            small.append(word)
        elif rows and _middle(word) - _middle(rows[-1][0]) < 0.5 * min(word.bottom - word.top, _height(rows[-1][0])):
            rows[-1].append(word)
        else:
            rows.append([word])
    loose: list[Word] = []
    for word in small:
        home = next((row for row in rows if _leans_on(word, row)), None)
        (home if home is not None else loose).append(word)
    for word in loose:
        last = rows[-1] if rows and rows[-1][0] in loose else None
        if last and abs(_middle(word) - _middle(last[0])) < 0.5 * _height(last[0]):
            last.append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.x0)
    rows.sort(key=lambda row: _middle(max(row, key=lambda word: word.size)))
    return rows


def _leans_on(small: Word, row: list[Word]) -> bool:
    """Whether a small word is a raised or lowered part of `row`: beside one of its words, within its height."""
    for word in row:
        if word.size > small.size and word.top - 0.4 * word.size < _middle(small) < word.bottom + 0.4 * word.size:
            if -0.1 * word.size <= small.x0 - word.x1 < 0.8 * word.size:
                return True
            if -0.1 * word.size <= word.x0 - small.x1 < 0.3 * word.size:
                return True
    return False


def _by_columns(number: int, rows: list[list[Word]], gutter: tuple[float, float], size: float) -> list[Line]:
    """Lines in the order of two columns; a row that runs across the gutter parts what is above from what is below."""
    lines: list[Line] = []
    band: list[Word] = []

    def close_band() -> None:
        for column, side in ((1, [w for w in band if w.x1 <= edge]), (2, [w for w in band if w.x1 > edge])):
            lines.extend(_line(number, row, column) for row in _rows(side, size))
        band.clear()

    edge = gutter[1]
    for row in rows:
        if _runs_across(row, gutter):
            close_band()
            lines.append(_line(number, row, 0))
        else:
            band.extend(row)
    close_band()
    return lines


def _runs_across(row: list[Word], gutter: tuple[float, float]) -> bool:
    if _crossed(row, gutter):
        return True
    left = [word.x1 for word in row if word.x1 <= gutter[1]]
    right = [word for word in row if word.x1 > gutter[1]]
    return bool(left and right) and right[0].x0 - max(left) < _NARROW_GAP * right[0].size


def _line(number: int, words: list[Word], column: int) -> Line:
    size = max(word.size for word in words)
    text = ""
    marks: list[str] = []
    kept: list[Word] = []
    for word in words:
        gap = word.x0 - kept[-1].x1 if kept else 0.0
        raised = word.size < _SMALL * size
        if raised and kept and _NOTE_FIGURE.fullmatch(word.text) and not text[-1:].isdigit():
            marks.append(word.text)
            continue
        glued = bool(kept) and (gap < _GLUED * size or (raised and bool(_LETTER.match(word.text)) and gap < 0.2 * size))
        text += word.text if glued or not text else f" {word.text}"
        kept.append(word)
    kept = kept or words
    unbroken = next((index for index, word in enumerate(kept) if not word.tied), len(kept) - 1)
    return Line(
        page=number,
        text=text or " ".join(word.text for word in words),
        x0=kept[0].x0,
        x1=kept[-1].x1,
        top=median(word.top for word in kept),
        bottom=median(word.bottom for word in kept),
        size=size,
        bold=all(word.bold for word in kept if any(character.isalnum() for character in word.text)),
        first_width=kept[unbroken].x1 - kept[0].x0,
        column=column,
        text_x0=kept[1].x0 if len(kept) > 1 else kept[0].x0,
        raised=max(word.top for word in words) - min(word.top for word in words) > 0.1 * size,
        marks=marks,
    )


def _with_edges(lines: list[Line], width: float) -> list[Line]:
    """Set the edges that each column's text reaches; a page of few lines says little, so its margin is estimated."""
    least = _USUAL_RIGHT_EDGE * width if len(lines) < _FEW_LINES else 0.0
    for column in {line.column for line in lines}:
        own = [line for line in lines if line.column == column]
        left = min(line.x0 for line in own)
        right = max(line.x1 for line in own) if column else max(least, *(line.x1 for line in lines))
        for line in own:
            line.left, line.right = left, right
    return lines


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _height(word: Word) -> float:
    return word.bottom - word.top
