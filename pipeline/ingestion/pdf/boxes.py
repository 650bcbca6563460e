"""The border between the engine that yields word boxes and the layout analysis that reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page: its box in points from the top left corner, its font size in points.

    `tied` says that a no-break space binds it to the next word.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    tied: bool = False


class Cell(NamedTuple):
    """A ruled box, in points from the top left corner of its page."""

    x0: float
    x1: float
    top: float
    bottom: float


# A ruled table: its rows from top to bottom, each with its cells from left to right. A box alone is one cell.
Table = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as an engine yields it, upright as a reader holds it.

    `sideways` are words that run along the edge of an upright page; `has_image` tells a scan from an empty page.
    `tables` are those whose lines are drawn.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    sideways: str = ""
    has_image: bool = False
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of a document's outline; `level` is from 1."""

    level: int
    title: str


class PageSource(Protocol):
    """An opened file of pages: what every engine yields, and all that the layout analysis knows of it."""

    @property
    def page_count(self) -> int:
        """How many pages the file has."""
        ...

    @property
    def is_damaged(self) -> bool:
        """Whether the pages read so far are damaged, so that words may be missing."""
        ...

    def title(self) -> str | None:
        """The title in the document's properties."""
        ...

    def bookmarks(self) -> list[Bookmark]:
        """The document's outline, empty where it has none or a damaged one."""
        ...

    def pages(self, first: int = 1, last: int | None = None) -> Iterator[Page]:
        """The pages `first` to `last` (inclusive, from 1; None for the last one), each released when the next is asked.

        Raises ReadingError for a page that cannot be read.
        """
        ...

    def close(self) -> None:
        """Release the file."""
        ...
