"""Sequences too large for memory: items are made, or read from a temporary file, each time they are asked for."""

from __future__ import annotations

import pickle
import weakref
from collections.abc import Callable, Sequence
from tempfile import TemporaryFile
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class Lazy(Sequence[T], Generic[T]):
    """A sequence that keeps none of its items: `make(number)` makes each, by its number, when it is asked for.

    A slice of it is as lazy as the whole.
    """

    def __init__(self, make: Callable[[int], T], numbers: Sequence[int]) -> None:
        self._make = make
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Lazy[T]: ...

    def __getitem__(self, place: int | slice) -> T | Lazy[T]:
        if isinstance(place, slice):
            return Lazy(self._make, self._numbers[place])
        return self._make(self._numbers[place])


class Shelf:
    """A temporary file that things are put on, to be taken from there again; it goes when nobody needs it any more.

    Only this process ever writes to it, so that what is unpickled is what was pickled.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - it is open for as long as the shelf is there
        self._end = 0
        self._writing = True
        weakref.finalize(self, self._file.close)

    def put(self, thing: Any) -> int:
        """Put a thing on the shelf; the place to take it from."""
        if not self._writing:
            self._file.seek(self._end)
            self._writing = True
        place = self._end
        self._end += self._file.write(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL))
        return place

    def take(self, place: int) -> Any:
        """The thing at this place; it stays on the shelf."""
        self._file.seek(place)
        self._writing = False
        return pickle.load(self._file)


class Shelved(Lazy[T], Generic[T]):
    """Things on a shelf by their places, each taken from there when it is asked for."""

    def __init__(self, shelf: Shelf, places: Sequence[int]) -> None:
        super().__init__(shelf.take, places)
        self.places = places
