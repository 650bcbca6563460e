"""Paragraphs that were set as lines of one block, with line breaks between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.ingestion.characters import clean, printed_marker

BREAK = "\x1e"


class Piece(NamedTuple):
    """A stretch of a block's text in one style; `BREAK` in it is a line break."""

    text: str
    bold: bool = False
    link: bool = False


def paragraphs_of_pieces(pieces: Sequence[Piece]) -> Iterator[tuple[str, bool, float]]:
    """The paragraphs of a block: text, whether all of it is bold, and how much of it is links (0 to 1).

    A block is cut at empty lines, before list labels, and between a line all in bold and one that is not.
    """
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        head, *rest = piece.text.split(BREAK)
        lines[-1].append(piece._replace(text=head))
        lines.extend([piece._replace(text=part)] for part in rest)
    paragraph: list[Piece] = []
    for line in lines:
        text = clean("".join(piece.text for piece in line))
        if paragraph and (not text or printed_marker(text) or _all_bold(paragraph) != _all_bold(line)):
            yield _finished(paragraph)
            paragraph = []
        if text:
            paragraph = [*paragraph, Piece(" "), *line] if paragraph else line
    if paragraph:
        yield _finished(paragraph)


def _finished(pieces: list[Piece]) -> tuple[str, bool, float]:
    text = clean("".join(piece.text for piece in pieces))
    linked = sum(len(piece.text.strip()) for piece in pieces if piece.link)
    return text, _all_bold(pieces), linked / len(text)


def _all_bold(pieces: list[Piece]) -> bool:
    return all(piece.bold for piece in pieces if piece.text.strip())
