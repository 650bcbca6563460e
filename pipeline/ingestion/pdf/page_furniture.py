"""Running headers, running footers and page numbers among the lines of a PDF's pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.ingestion.furniture import is_page_number, repeated_form
from pipeline.ingestion.pdf.lines import Line
from pipeline.records import Dropped

# The strips at the top and bottom of a page where furniture stands, as shares of its height.
_MARGIN = 0.14
_SAME_PLACE = 6.0
# White space between furniture and text, in type sizes; lines of one paragraph have less between them.
_WHITE_SPACE = 0.7


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page in reading order, with the page's height in points."""

    number: int
    height: float
    lines: list[Line]


def part_furniture(pages: list[PageLines]) -> tuple[list[Line], list[Dropped]]:
    """The lines that are text, and what is page furniture.

    Lines at the very top or bottom of a page are furniture where the same words (numbers aside) stand in the same
    place on at least two pages and a third of all, or where they are nothing but a page number; and where white space
    parts them from the text.
    """
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            if _edge(line, page.height):
                for place in _places(line):
                    places[repeated_form(line.text), place].add(page.number)
    enough = max(2, len(pages) // 3)

    def reason(line: Line, edge: str) -> str | None:
        if is_page_number(line.text):
            return "page number"
        pages_with_it = max(len(places[repeated_form(line.text), place]) for place in _places(line))
        return f"running {edge}" if pages_with_it >= enough else None

    text: list[Line] = []
    dropped: list[Dropped] = []
    for page in pages:
        reasons = _furniture_of(page, reason)
        text.extend(line for line in page.lines if id(line) not in reasons)
        dropped.extend(Dropped(reasons[id(line)], line.text, page.number) for line in page.lines if id(line) in reasons)
    return text, dropped


def _furniture_of(page: PageLines, reason: Callable[[Line, str], str | None]) -> dict[int, str]:
    """Why lines of a page are furniture, by the identity of the line."""
    found: dict[int, str] = {}
    downwards = sorted(page.lines, key=lambda line: line.top)
    for edge, lines in (("header", downwards), ("footer", downwards[::-1])):
        run: list[tuple[Line, str]] = []
        for line in lines:
            why = reason(line, edge) if _edge(line, page.height) == edge else None
            if why is None:
                break
            run.append((line, why))
        while run and len(run) < len(lines) and not _parted(run[-1][0], lines[len(run)]):
            run.pop()
        found.update((id(line), why) for line, why in run)
    return found


def _parted(furniture: Line, text: Line) -> bool:
    gap = max(text.top - furniture.bottom, furniture.top - text.bottom)
    return gap >= _WHITE_SPACE * min(furniture.size, text.size)


def _places(line: Line) -> tuple[int, int]:
    place = round(line.top / _SAME_PLACE)
    return place, place + 1


def _edge(line: Line, height: float) -> str:
    if line.bottom < _MARGIN * height:
        return "header"
    return "footer" if line.top > (1 - _MARGIN) * height else ""
