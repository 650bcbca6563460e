"""Page furniture: running headers and footers and page numbers, told from the agreement by place and repetition."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.records import Dropped

_PAGE_NUMBER = re.compile(
    r"(?:[-–—\[(]\s*)?(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|von)\s*\d{1,4})?(?:\s*[-–—\])])?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_DIVISION = re.compile(r"(?:article|art\.|section|chapter|part|title|annex|appendix|schedule|rule|clause|§)\s*-?\s*\d")
_EDGE_LINES = 3


def is_page_number(line: str) -> bool:
    """Whether `line` could be nothing but a page number ("12", "- 12 -", "Page 12 of 30", "xii")."""
    return bool(_PAGE_NUMBER.fullmatch(line.strip()))


def repeated_form(line: str) -> str:
    """`line` with its digits alike, so that "Treaty Series 12" and "Treaty Series 13" are the same.

    The numbers of divisions stay: "Article 5" and "Article 9" at the heads of two pages are no running header.
    """
    words = " ".join(line.lower().split())
    return words if names_division(words) else _DIGITS.sub("#", words)


def names_division(line: str) -> bool:
    """Whether `line` begins with the word and number of a division ("Article 5")."""
    return bool(_DIVISION.match(line.lower()))


def mask_furniture(text: str, page_starts: tuple[int, ...]) -> list[Dropped]:
    """The page furniture in a plain text with several pages, each line with its offsets.

    The first and the last lines of a page are furniture where most pages have the same ones; in a page's first or last
    block of up to three lines all of them may be, else only the very first or last line.
    """
    if len(page_starts) < 2:
        return []
    edges = [_edges(text, start, end) for start, end in zip(page_starts, (*page_starts[1:], len(text)), strict=True)]
    forms = Counter(form for page in edges for form in {repeated_form(text[a:b]) for block in page for a, b in block})
    enough = max(2, (len(page_starts) + 1) // 2)

    def reason(line: tuple[int, int], edge: str) -> str | None:
        words = text[slice(*line)]
        if is_page_number(words):
            return "page number"
        return f"running {edge}" if forms[repeated_form(words)] >= enough else None

    dropped: list[Dropped] = []
    for number, (top, bottom) in enumerate(edges, start=1):
        for lines, edge, outermost in ((top, "header", 0), (bottom, "footer", -1)):
            reasons = [reason(line, edge) for line in lines]
            if lines and not all(reasons):
                lines, reasons = [lines[outermost]], [reasons[outermost]]
            found = [(why, start, end) for why, (start, end) in zip(reasons, lines, strict=True) if why]
            dropped.extend(Dropped(why, text[start:end], number, start, end) for why, start, end in found)
    return dropped


def _edges(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The lines of a page's first and of its last block, or its first and its last line where a block is long."""
    blocks: list[list[tuple[int, int]]] = [[]]
    offset = start
    for line in text[start:end].split("\n"):
        if line.strip():
            indent = len(line) - len(line.lstrip())
            blocks[-1].append((offset + indent, offset + len(line.rstrip())))
        elif blocks[-1]:
            blocks.append([])
        offset += len(line) + 1
    blocks = [block for block in blocks if block]
    if sum(map(len, blocks)) < 2:
        return [], []
    top = blocks[0] if len(blocks[0]) <= _EDGE_LINES else blocks[0][:1]
    bottom = blocks[-1] if len(blocks[-1]) <= _EDGE_LINES else blocks[-1][-1:]
    return (top, bottom) if len(blocks) > 1 else (blocks[0][:1], blocks[0][-1:])
