"""Running headers, running footers and page numbers among the lines of a PDF's pages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pipeline.ingestion.furniture import is_page_number, repeated_form
from pipeline.ingestion.pdf.lines import Line
from pipeline.records import Dropped

# The strips at the top and bottom of a page where furniture stands, as shares of its height.
_MARGIN = 0.14
_SAME_PLACE = 6.0


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page in reading order, with the page's height in points."""

    number: int
    height: float
    lines: list[Line]


def part_furniture(pages: list[PageLines]) -> tuple[list[Line], list[Dropped]]:
    """The lines that are text, and what is page furniture.

    A line near the top or bottom edge is furniture where the same words (numbers aside) stand in the same place on
    other pages, on at least two pages and a third of all, or where it is nothing but a page number outside the text.
    """
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            if _edge(line, page.height):
                for place in (round(line.top / _SAME_PLACE), round(line.top / _SAME_PLACE) + 1):
                    places[repeated_form(line.text), place].add(page.number)
    enough = max(2, len(pages) // 3)
    text: list[Line] = []
    dropped: list[Dropped] = []
    for page in pages:
        for line in page.lines:
            edge = _edge(line, page.height)
            place = round(line.top / _SAME_PLACE)
            repeats = max(len(places[repeated_form(line.text), key]) for key in (place, place + 1)) if edge else 0
            if edge and is_page_number(line.text) and _stands_apart(line, page.lines):
                dropped.append(Dropped("page number", line.text, page.number))
            elif edge and repeats >= enough:
                dropped.append(Dropped(f"running {edge}", line.text, page.number))
            else:
                text.append(line)
    return text, dropped


def _edge(line: Line, height: float) -> str:
    if line.bottom < _MARGIN * height:
        return "header"
    return "footer" if line.top > (1 - _MARGIN) * height else ""


def _stands_apart(line: Line, lines: list[Line]) -> bool:
    """Whether no line of text stands close above or below."""
    near = 0.9 * line.size
    return not any(
        other is not line and other.top < line.bottom + near and other.bottom > line.top - near for other in lines
    )
