"""What the tree must know of pieces that are still to come."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pipeline.structure.labels import UNMARKED, Label
from pipeline.structure.pieces import Piece
from pipeline.structure.wording import is_fragment, is_terminated


def next_labels(pieces: list[Piece]) -> list[Label | None]:
    """For every piece, the label that comes after it before the next heading."""
    upcoming: list[Label | None] = [None] * len(pieces)
    label: Label | None = None
    for index in range(len(pieces) - 1, -1, -1):
        upcoming[index] = label
        piece = pieces[index]
        if piece.role == "label":
            label = piece.label
        elif piece.role != "plain":
            label = None
    return upcoming


def sections_hold_articles(pieces: list[Piece]) -> bool:
    """Whether sections stand above articles, as in European treaties, and not below, as in contracts."""
    divisions = [piece.heading for piece in pieces if piece.heading]
    return any(first.word == "section" and second.word == "article" for first, second in pairwise(divisions))


def mark_unmarked_items(text: str, pieces: list[Piece]) -> list[Piece]:
    """Give plain paragraphs after a colon that end in semicolons an unseen label: they are items."""
    marked = list(pieces)
    index = 0
    while index < len(marked):
        piece = marked[index]
        index += 1
        if piece.role not in ("plain", "label") or piece.style in ("formula", "closing", "tail"):
            continue
        if not text[slice(*piece.body)].rstrip().endswith(":"):
            continue
        end = index
        while end < len(marked) and marked[end].role == "plain" and marked[end].style == "":
            words = text[slice(*marked[end].body)]
            if not is_fragment(words):
                end += end > index and is_terminated(words)
                break
            end += 1
        if end - index >= 2:
            for at in range(index, end):
                label = Label("", UNMARKED, (), marked[at].start, marked[at].start)
                marked[at] = replace(marked[at], role="label", label=label)
            index = end
    return marked
