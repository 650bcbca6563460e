"""Footnotes at the foot of a PDF's pages, taken out of the sentence that runs past them to the next page."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from pipeline.ingestion.blocks import Block
from pipeline.ingestion.pdf.lines import Line

_MARK = re.compile(r"(?:\[\d{1,3}\]|\(?\d{1,3}\)?|[*†‡§]{1,3})\.?(?=\s|[^\W\d_])")
_SMALLER = 0.93


def part_footnotes(lines: list[Line], body_size: float) -> tuple[list[Line], list[Line]]:
    """The lines of the text and those of its footnotes.

    A footnote is in smaller print, begins with a figure or a sign, and has nothing but footnotes below it in its
    column.
    """
    text: list[Line] = []
    notes: list[Line] = []
    for _, group in groupby(lines, key=lambda line: (line.page, line.column)):
        column = list(group)
        first = len(column)
        for index in range(len(column) - 1, -1, -1):
            if column[index].size >= _SMALLER * body_size:
                break
            if _MARK.match(column[index].text):
                first = index
        text.extend(column[:first])
        notes.extend(column[first:])
    return text, notes


def place_footnotes(blocks: list[Block], notes: list[Block]) -> list[Block]:
    """`blocks` with each note on the page that it stands on, but not inside a paragraph.

    A note comes before the paragraph that runs past it to the next page, so that the page map stays true.
    """
    placed = list(blocks)
    for note in notes:
        index = len(placed)
        while index > 0 and _last_page(placed[index - 1]) > note.page:
            index -= 1
        placed.insert(index, note)
    return placed


def as_footnotes(blocks: list[Block]) -> list[Block]:
    """`blocks` of small print as notes, each with its mark as its number; what follows without a mark goes on."""
    notes: list[Block] = []
    for block in blocks:
        mark = _MARK.match(block.text)
        if mark is None and notes and notes[-1].page == block.page:
            notes[-1] = replace(notes[-1], text=f"{notes[-1].text} {block.text}")
        else:
            number = mark.group() if mark else None
            notes.append(Block(block.text, "footnote", 1, number, block.page, block.breaks))
    return notes


def _last_page(block: Block) -> int:
    return block.breaks[-1][1] if block.breaks else block.page
