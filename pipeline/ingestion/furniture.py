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
_EDGE_LINES = 3


def is_page_number(line: str) -> bool:
    """Whether `line` could be nothing but a page number ("12", "- 12 -", "Page 12 of 30", "xii")."""
    return bool(_PAGE_NUMBER.fullmatch(line.strip()))


def repeated_form(line: str) -> str:
    """`line` with its digits alike, so that "Treaty Series 12" and "Treaty Series 13" are the same."""
    return _DIGITS.sub("#", " ".join(line.lower().split()))


def mask_furniture(text: str, page_starts: tuple[int, ...]) -> list[Dropped]:
    """The page furniture in a plain text with several pages, each stretch with its offsets."""
    if len(page_starts) < 2:
        return []
    pages = [_edge_lines(text, start, end) for start, end in _stretches(page_starts, len(text))]
    forms = Counter(form for page in pages for form in {repeated_form(text[a:b]) for a, b, _ in page})
    enough = max(2, (len(page_starts) + 1) // 2)
    dropped: list[Dropped] = []
    for number, page in enumerate(pages, start=1):
        for start, end, at_top in page:
            line = text[start:end]
            if is_page_number(line):
                reason = "page number"
            elif forms[repeated_form(line)] >= enough:
                reason = "running header" if at_top else "running footer"
            else:
                continue
            dropped.append(Dropped(reason=reason, text=line, page=number, start=start, end=end))
    return dropped


def _stretches(page_starts: tuple[int, ...], length: int) -> list[tuple[int, int]]:
    return list(zip(page_starts, (*page_starts[1:], length), strict=True))


def _edge_lines(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """The first and last lines of a page that hold words: start, end, and whether it stands at the top."""
    lines: list[tuple[int, int]] = []
    offset = start
    for line in text[start:end].split("\n"):
        if line.strip():
            indent = len(line) - len(line.lstrip())
            lines.append((offset + indent, offset + len(line.rstrip())))
        offset += len(line) + 1
    edge = min(_EDGE_LINES, len(lines) // 2)
    top = [(a, b, True) for a, b in lines[:edge]]
    bottom = [(a, b, False) for a, b in lines[len(lines) - edge :]]
    return top + bottom
