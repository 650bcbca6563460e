"""What a user sees while instruments are fetched."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from pipeline.cli.terminal import printable

if TYPE_CHECKING:
    from pipeline.fetching import Outcome, Source


class FetchProgress:
    """A bar on a terminal, with the page that is coming and its size; elsewhere a line for each page that is over."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._lines = not quiet and not sys.stderr.isatty()
        self._bar = Progress(
            TextColumn("Fetching"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[page]}", markup=False),
            console=self._console,
            transient=True,
            disable=quiet or not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task("", total=total, page="")
        self._page = ""

    def __enter__(self) -> FetchProgress:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def begin(self, source: Source) -> None:
        """An instrument is asked for."""
        self._page = source.id
        self._bar.update(self._task, page=self._page)

    def received(self, size: int) -> None:
        """So many bytes of it have come."""
        self._bar.update(self._task, page=f"{self._page}, {size / 1024:,.0f} kB")

    def done(self, outcome: Outcome) -> None:
        """This became of it."""
        self._bar.update(self._task, advance=1)
        if self._lines:
            note = f" ({outcome.note})" if outcome.state == "failed" else ""
            self._console.print(Text(printable(f"{outcome.source.id}: {outcome.state}{note}")), soft_wrap=True)
