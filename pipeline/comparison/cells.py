"""What a comparison is made of: agreements as columns, findings as rows, cells that hold their quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

State = Literal["found", "none", "not examined"]


class Quote(NamedTuple):
    """Words of an agreement that stand behind a cell; a tuple, since a run has hundreds of thousands of them.

    `start` and `end` are offsets into the agreement's text; `marks` are the stretches of it, inside or outside the
    quote, that the finding rests on. `note` names what was found ("law: in accordance with their respective laws").
    """

    document_id: str
    start: int
    end: int
    text: str
    citation: str
    page: int
    statement_id: str | None = None
    note: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A short value with the quotes it rests on; `number` is what the value counts, for sorting and for bars.

    State "none" says that nothing of the kind was found where it was looked for; "not examined" that the document was
    not looked at (it could not be read, or is in another language), which is no finding at all.
    """

    state: State
    value: str
    quotes: Sequence[Quote] = ()
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """An agreement. `examined` is False where `reason` says why it was not looked at; `signed` is an ISO date.

    `cite_as` and the number of `pages` are what `quoting.pinpoint` makes the citation of a quote from.
    """

    document_id: str
    title: str
    signed: str | None
    cite_as: str
    examined: bool = True
    reason: str = ""
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """A row: what was looked for, where (`description`, in plain words), and a cell for each column."""

    key: str
    group: str
    label: str
    description: str
    cells: Sequence[Cell]


def found(value: str, quotes: Sequence[Quote] = (), number: float | None = None) -> Cell:
    """A cell with a finding."""
    return Cell("found", value, quotes, number)


def none_found(value: str = "none found", number: float | None = None) -> Cell:
    """A cell that says that nothing of the kind was found."""
    return Cell("none", value, (), number)
