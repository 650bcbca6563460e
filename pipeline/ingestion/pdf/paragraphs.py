"""From the lines of a document to its paragraphs, headings and items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from pipeline.ingestion.blocks import Block
from pipeline.ingestion.characters import clean, is_bullet, printed_marker
from pipeline.ingestion.furniture import names_division
from pipeline.ingestion.line_joining import is_one_word
from pipeline.ingestion.pdf.lines import Line

_ENDS_CLAUSE = re.compile(r"[.;:!?][\"'”’)\]]*$")
_ENDS_LIST_MEMBER = re.compile(r"[;:—][\"'”’)\]]*$|;\s(?:and|or)$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2011][^\W\d_]+)*")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)-$")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = f"\u2010{_SOFT_HYPHEN}"
_WIDER_LEADING = 1.25
# A raised figure pushes its line down by up to this share more.
_RAISED_LEADING = 0.3
_INDENT = 4.0
_LARGER = 1.12
_RAGGED = 0.4
_LONGEST_HEADING = 30
CELL_BORDER = " | "


class ParagraphBuilder:
    """Joins lines to paragraphs. `build` may be called once."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._leading = _typical_leading(lines)
        self._body_size = body_size_of(lines)
        self._known = _known_words(lines)

    def build(self) -> list[Block]:
        """The blocks of the document, in reading order."""
        groups = list(self._groups())
        item_edges = _item_edges(groups)
        return [self._block(group, item_edges) for group in groups]

    def _groups(self) -> Iterator[list[Line]]:
        group: list[Line] = []
        for line in self._lines:
            if group and self._begins_paragraph(group, line):
                yield group
                group = []
            group.append(line)
        if group:
            yield group

    def _begins_paragraph(self, group: list[Line], line: Line) -> bool:
        last = group[-1]
        if line.is_row or last.is_row:
            return True
        if abs(line.size - last.size) > 0.08 * last.size:
            return True
        if last.text[-1] in _HYPHENS:
            return False
        ended = _ended_early(last, line)
        if line.bold != last.bold and (ended or (line.bold and bool(_ENDS_CLAUSE.search(last.text)))):
            return True
        step = line.top - last.top
        if line.page != last.page or (line.column != last.column and step < 0):
            return ended or self._begins_column_anew(group, line)
        wider = _WIDER_LEADING + (_RAISED_LEADING if line.raised or last.raised else 0.0)
        return step < 0 or step > wider * self._leading * line.size or ended or self._indented(group, line)

    def _begins_column_anew(self, group: list[Line], line: Line) -> bool:
        """Whether a line at the head of a page or column, after a full line at the foot of the last, begins anew.

        A page ends inside a paragraph far more often than at the end of one whose last line is full, so only a list
        label, another left edge or a colon or semicolon before it say so.
        """
        last = group[-1]
        if _ENDS_LIST_MEMBER.search(last.text) or (printed_marker(line.text) and _ENDS_CLAUSE.search(last.text)):
            return True
        if not _ENDS_CLAUSE.search(last.text):
            return False
        if names_division(line.text) and len(line.text.split()) <= _LONGEST_HEADING // 2 and line.text[-1].isalnum():
            return True
        if len(group) > 1:
            expected = last.x0
        else:
            expected = last.text_x0 if printed_marker(last.text) else min(last.x0, last.left + _INDENT)
        return abs((line.x0 - line.left) - (expected - last.left)) > _INDENT

    def _indented(self, group: list[Line], line: Line) -> bool:
        """Whether the left edge of `line` begins a paragraph: a first-line indent, or the end of a hanging one."""
        last = group[-1]
        shift = line.x0 - last.x0
        if shift > _INDENT:
            hanging = len(group) == 1 and printed_marker(last.text) is not None
            return not hanging
        if shift < -_INDENT:
            return len(group) > 1 or (printed_marker(line.text) is not None and bool(_ENDS_CLAUSE.search(last.text)))
        return False

    def _block(self, group: list[Line], item_edges: list[float]) -> Block:
        text = ""
        breaks: list[tuple[int, int]] = []
        page = group[0].page
        for line in group:
            words = clean(line.text)
            text = self._join(text, words)
            if line.page != page:
                page = line.page
                breaks.append((len(text) - len(words), page))
            if line.text.endswith(_SOFT_HYPHEN) and line is not group[-1]:
                text += _SOFT_HYPHEN
        first = group[0]
        if first.is_row and CELL_BORDER in text:
            return Block(text, "table", page=first.page)
        marker = printed_marker(text)
        if marker and is_bullet(marker):
            shift = 1 - len(marker)
            text, marker = "-" + text[len(marker) :], "-"
            breaks = [(offset + shift, number) for offset, number in breaks]
        if all(line.size > _LARGER * self._body_size for line in group):
            return Block(text, "heading", 1, marker, first.page, tuple(breaks))
        if all(line.bold for line in group) and len(text.split()) <= _LONGEST_HEADING and text[-1] not in ".;,:":
            return Block(text, "heading", 2, marker, first.page, tuple(breaks))
        if marker:
            level = 1 + sum(edge < first.x0 - _INDENT for edge in item_edges)
            return Block(text, "item", level, marker, first.page, tuple(breaks))
        return Block(text, page=first.page, breaks=tuple(breaks))

    def _join(self, text: str, line: str) -> str:
        """`line` set on after `text`, a word broken between them made whole."""
        if not text:
            return line
        if text[-1] in _HYPHENS:
            return text[:-1] + line
        if text[-1] in "/-" and text[-2:-1].isalnum() and not _BROKEN_WORD.search(text):
            return text + line
        broken = _BROKEN_WORD.search(text)
        rest = _FIRST_LETTERS.match(line)
        if broken and rest:
            head, tail = broken.group(1).lower(), rest.group().lower()
            if line[0].islower() and is_one_word(head, tail, self._known):
                return text[:-1] + line
            return text + line
        return f"{text} {line}"


def _ended_early(last: Line, line: Line) -> bool:
    """Whether the first word of `line` would still have fitted at the end of `last`."""
    left_over = last.right - last.x1
    if left_over - 0.5 <= 0.35 * last.size + line.first_width:
        return False
    # Margins differ from paragraph to paragraph, and a no-break space may tie what looks like two words: a line that
    # stops in the middle of a phrase goes on in the next unless much of it is empty.
    last_word = last.text.split()[-1]
    in_phrase = last_word.isalpha() and (last_word.islower() or line.text.lstrip("“\"‘'(")[:1].islower())
    return not (in_phrase and left_over < _RAGGED * (last.right - last.left))


def _typical_leading(lines: list[Line]) -> float:
    """The usual distance from line to line, as a multiple of the font size."""
    steps = [
        (line.top - last.top) / line.size
        for last, line in pairwise(lines)
        if (line.page, line.column) == (last.page, last.column)
        and abs(line.size - last.size) < 0.1
        and 0.8 < (line.top - last.top) / line.size < 2.5
    ]
    if not steps:
        return 1.4
    rounded = Counter(round(step, 1) for step in steps)
    common = rounded.most_common(1)[0][0]
    return median(step for step in steps if abs(step - common) <= 0.1)


def body_size_of(lines: list[Line]) -> float:
    """The type size in points that most of the text is set in."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 10.0


def _known_words(lines: list[Line]) -> frozenset[str]:
    """The words seen whole in the document, in small letters, to decide on hyphens at line ends."""
    known: set[str] = set()
    for line in lines:
        words = _WORD.findall(line.text.lower())
        known.update(words[:-1] if line.text.endswith(("-", *_HYPHENS)) else words)
    return frozenset(known)


def _item_edges(groups: list[list[Line]]) -> list[float]:
    """The left edges at which items begin in the document, each once."""
    edges: list[float] = []
    for group in groups:
        if printed_marker(group[0].text) and not any(abs(group[0].x0 - edge) <= _INDENT for edge in edges):
            edges.append(group[0].x0)
    return sorted(edges)
