"""What a user sees of a run: lines of complaint, a progress bar, the closing table."""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from pipeline.batch.watching import Begun, Event, Exporting, Failed, Read, Reused

# Width for output that goes into a file or a pipe.
PLAIN_WIDTH = 120
# Below the first, permissions, disclaimers and terms share a column; below the second, the table becomes lines.
ROOMY = 104
NARROWEST_TABLE = 72
LONGEST_NAME = 48
MOST_ROWS = 40

Counts = dict[str, Any]
Column = tuple[str, Callable[[Counts], str]]


def printable(text: str) -> str:
    """The text on one line, without the control and direction marks that would disturb the lines around it."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp", "Cs"}:
        return "?"
    return "" if category == "Cf" and character != "\u200d" else character


def complain(line: str) -> None:
    """One line on standard error."""
    click.echo(f"hedgerow: {printable(line)}", err=True)


def console() -> Console:
    """Standard output; NO_COLOR and the terminal's width are respected, a pipe gets a fixed width."""
    out = Console(file=sys.stdout, highlight=False)
    return out if out.is_terminal else Console(file=sys.stdout, highlight=False, width=PLAIN_WIDTH)


class RunProgress:
    """A watcher that shows how a run goes on: failures as they happen, and on a terminal a bar with rate and estimate.

    The bar counts bytes, since agreements differ in length: so its estimate holds from the first ones on.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[count]}", markup=False),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.fields[name]}", markup=False),
            console=Console(stderr=True, highlight=False),
            transient=True,
            disable=quiet or not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task("Reading", total=None, count="", name="")
        self._files = self._past = 0
        self._clock = time.monotonic()

    def __enter__(self) -> RunProgress:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, event: Event) -> None:
        """Show one event."""
        match event:
            case Begun():
                self._files = event.files
                self._bar.update(self._task, total=max(event.size, 1))
            case Reused():
                # Nothing was read: the estimate must not think that reading is so quick.
                self._files -= 1
                self._bar.update(self._task, total=(self._bar.tasks[0].total or 1) - event.size)
                self._clock = time.monotonic()
            case Read():
                self._advance(event.size, event.result.document_id)
            case Failed():
                self._tell(event)
                self._advance(event.size, event.failure.document_id)
            case Exporting():
                self._bar.update(self._task, description="Making tables", count="", name="")

    def _tell(self, event: Failed) -> None:
        self._bar.console.print(Text(f"hedgerow: {printable(str(event.failure))}"), soft_wrap=True)
        if event.failure.details:
            self._bar.console.print(Text(event.failure.details), soft_wrap=True)

    def _advance(self, size: int, document_id: str | None) -> None:
        if document_id is None:
            return
        self._past += 1
        rate = self._past / max(time.monotonic() - self._clock, 0.001)
        each = f"{rate:.1f} a second" if rate >= 1 else f"{60 * rate:.0f} a minute"
        count = f"{self._past} of {self._files}, {each}"
        self._bar.update(self._task, advance=size, count=count, name=printable(document_id)[:40])


def show_agreements(agreements: Sequence[Counts], counts: Counts, out: Console) -> None:
    """Print the closing table: a row an agreement, and the sum."""
    shown = agreements if len(agreements) <= MOST_ROWS else agreements[: MOST_ROWS - 1]
    total = {**counts, "document_id": f"{len(agreements)} agreements"} if len(agreements) > 1 else None
    if out.width < NARROWEST_TABLE:
        for row in [*shown, *([total] if total else [])]:
            out.print(Text(_line(row)), soft_wrap=True)
    else:
        out.print(_table(shown, total, out.width))
    if len(shown) < len(agreements):
        out.print(Text(f"{len(agreements) - len(shown)} more agreements are in the tables and counted in the sum."))


def hedged_share(row: Counts) -> str:
    """Of an agreement's commitments, the share that is hedged."""
    return f"{round(100 * row['hedged'] / row['commitments'])} %" if row["commitments"] else "–"


def _line(row: Counts) -> str:
    warned = f", warnings: {row['warnings']}" if row["warnings"] else ""
    return f"{printable(row['document_id'])}: {row['commitments']} commitments, {hedged_share(row)} hedged{warned}"


def _table(rows: Sequence[Counts], total: Counts | None, width: int) -> Table:
    columns = _columns(roomy=width >= ROOMY)
    room = width - sum(2 + max(map(len, heading.split("\n"))) for heading, _ in columns)
    table = Table(box=None, pad_edge=False, header_style="bold", show_footer=total is not None, footer_style="bold")
    name = _name(total) if total else ""
    table.add_column("agreement", name, overflow="ellipsis", no_wrap=True, vertical="bottom")
    table.columns[0].max_width = min(room, LONGEST_NAME)
    for heading, cell in columns:
        footer = cell(total) if total else ""
        table.add_column(heading, footer, justify="right", no_wrap=True, vertical="bottom")
    for row in rows:
        table.add_row(_name(row), *(cell(row) for _, cell in columns))
    return table


def _columns(*, roomy: bool) -> list[Column]:
    """The headings of the table, and what stands below them."""
    others: list[Column] = [
        ("permis-\nsions", _count("permission")),
        ("disclai-\nmers", _count("disclaimer")),
        ("terms", _count("term")),
    ]
    return [
        ("obliga-\ntions", _count("obligation")),
        ("pledges", _count("pledge")),
        ("inten-\ntions", _count("intention")),
        ("recommen-\ndations", _count("recommendation")),
        *(others if roomy else [("other", _count("permission", "disclaimer", "term"))]),
        ("hedged", hedged_share),
        ("warn-\nings", _count("warnings")),
    ]


def _count(*names: str) -> Callable[[Counts], str]:
    return lambda row: str(sum(row[name] for name in names) or "·")


def _name(row: Counts) -> Text:
    return Text(printable(row["document_id"]))
