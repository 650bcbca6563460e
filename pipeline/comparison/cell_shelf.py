"""Cells on a shelf: what a cell says apart from its quotes, most of which nobody reads more than once."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from pipeline.comparison.cells import Cell
from pipeline.comparison.lazy import Shelf, Shelved
from pipeline.comparison.topic_cells import TopicCell

C = TypeVar("C", Cell, TopicCell)


def put_cell(cell: Cell | TopicCell, shelf: Shelf) -> int:
    """Put a cell and its quotes on the shelf, but for quotes that are there already; the place of the cell."""
    quotes = cell.quotes
    places = quotes.places if isinstance(quotes, Shelved) else [shelf.put(quote) for quote in quotes]
    return shelf.put((replace(cell, quotes=()), places))


def take_cell(kind: type[C], place: int, shelf: Shelf) -> C:
    """The cell at this place, which is of this kind; its quotes stay on the shelf until they are asked for."""
    cell, places = shelf.take(place)
    assert isinstance(cell, kind)
    return replace(cell, quotes=Shelved(shelf, places))
