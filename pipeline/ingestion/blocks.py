"""From the blocks a reader finds to the canonical text: one paragraph a block, a blank line between two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.ingestion.options import ReadingOptions
from pipeline.records import BlockHint, Dropped, Party

SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as the readers get it: its path, its bytes and what the user asked for."""

    path: Path
    data: bytes
    options: ReadingOptions

    @property
    def name(self) -> str:
        """The path as error messages name it."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the source.

    `text` is one line, its printed label in front ("(a) to train staff"). `kind`, `level` and `number` are as in
    `BlockHint`. `page` is the page the block begins on, `breaks` the pages that begin inside it, each with its offset
    in `text`.
    """

    text: str
    kind: str = "paragraph"
    level: int = 1
    number: str | None = None
    page: int = 1
    breaks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Division:
    """A run of blocks that the source holds together (an article, a chapter): `first` to `last`, exclusive."""

    first: int
    last: int
    kind: str
    level: int = 1
    number: str | None = None


@dataclass(slots=True)
class Facts:
    """What a file says about its agreement outside the text, and where it says so."""

    title: str | None = None
    signed: str | None = None
    language: str | None = None
    parties: tuple[Party, ...] = ()
    found: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """What a reader hands over: the canonical text and everything it learned on the way."""

    text: str
    page_starts: tuple[int, ...] = (0,)
    hints: tuple[BlockHint, ...] = ()
    dropped: list[Dropped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)
    encoding: str | None = None


def compose(blocks: Sequence[Block], divisions: Sequence[Division] = (), pages: int = 1) -> Reading:
    """Join `blocks` into the canonical text, with a hint for every block that is more than a paragraph.

    Pages without words of their own begin where the next page does, so `page_starts` has `pages` entries and never
    falls.
    """
    parts: list[str] = []
    starts: list[int] = []
    first_on_page: dict[int, int] = {}
    offset = 0
    for block in blocks:
        starts.append(offset)
        first_on_page.setdefault(block.page, offset)
        for inside, page in block.breaks:
            first_on_page.setdefault(page, offset + inside)
        parts.append(block.text)
        offset += len(block.text) + len(SEPARATOR)
    text = SEPARATOR.join(parts)
    hints = [
        BlockHint(start, start + len(block.text), block.kind, block.level, block.number)
        for start, block in zip(starts, blocks, strict=True)
        if block.kind != "paragraph"
    ]
    for division in divisions:
        if division.first < division.last:
            last = division.last - 1
            end = starts[last] + len(blocks[last].text)
            hints.append(BlockHint(starts[division.first], end, division.kind, division.level, division.number))
    hints.sort(key=lambda hint: (hint.start, -hint.end, hint.level))
    return Reading(text=text, page_starts=_page_starts(first_on_page, pages, len(text)), hints=tuple(hints))


def _page_starts(first_on_page: dict[int, int], pages: int, length: int) -> tuple[int, ...]:
    """The offset of every page, from the offsets of the pages that have words."""
    starts = [0] * pages
    following = length
    for page in range(pages, 1, -1):
        following = min(following, first_on_page.get(page, following))
        starts[page - 1] = following
    return tuple(starts)
