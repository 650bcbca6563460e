"""`hedgerow corpus`: the real instruments, listed and fetched."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pipeline.fetching import Outcome, Source

CORPUS = Path("corpus")
FETCHED = CORPUS / "fetched"
_MOST_PARTIES = 3
_FIGURES = ("size", "words")
# The least width of a table's last column.
_NARROWEST = 24
_FROM = click.option(
    "--corpus",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with a sources.yaml to use.  [default: corpus/ here, else the list that comes with hedgerow]",
)


@click.group()
def corpus() -> None:
    """List the real instruments and fetch their official texts.

    The list holds facts and addresses, no texts: these are fetched from the official pages to your own machine.

    \b
    Examples:
      hedgerow corpus list
      hedgerow corpus fetch ukr-usa-2024
    """


@corpus.command("list")
@_FROM
@click.option("--json", "as_json", is_flag=True, help="Print the whole list as JSON.")
def list_sources(folder: Path | None, as_json: bool) -> None:
    """Show the real instruments: id, date, parties, whether the address of an official text is known, and title.

    With --json also the addresses, and where each fact was seen.

    \b
    Examples:
      hedgerow corpus list
      hedgerow corpus list --json
    """
    sources = _sources(folder)
    if as_json:
        click.echo(json.dumps([asdict(source) for source in sources], ensure_ascii=False, indent=2))
        return
    rows = [
        (source.id, source.signed, _parties(source), "yes" if source.text else "–", source.title) for source in sources
    ]
    _print_table(("id", "signed", "parties", "text", "title"), rows, folded=False)
    fetchable = sum(source.text is not None for source in sources)
    click.echo(f"Instruments: {len(sources)}, of them {fetchable} with an official text to fetch.")


@corpus.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@_FROM
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=FETCHED,
    show_default=True,
    help="Folder for the texts.",
)
@click.option("--again", is_flag=True, help="Fetch what is there already too, and report what has changed.")
@click.option("--no-archive", is_flag=True, help="Do not ask the Internet Archive for a copy where an address is dead.")
@click.option(
    "--max-megabytes", type=click.IntRange(min=1), default=64, show_default=True, help="Largest page to take."
)
@click.option(
    "--max-seconds", type=click.IntRange(min=1), default=120, show_default=True, help="Longest time for one attempt."
)
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print what came as JSON instead of the table.")
@click.pass_context
def fetch(ctx: click.Context, /, ids: tuple[str, ...], folder: Path | None, output: Path, **given: Any) -> None:
    """Download the official texts of the instruments ID, or of all.

    Pages come one after the other, with a pause between two requests to one server. What is there already stays; with
    --again it is fetched once more and a changed text reported, the earlier version kept. Nothing else is downloaded.

    \b
    Exit status:
      0    every text asked for is there
      1    some text could not be fetched
      2    the command could not do its work: an unknown id, a folder that cannot be written

    \b
    Examples:
      hedgerow corpus fetch
      hedgerow corpus fetch ukr-usa-2024 ukr-pol-2024 -o texts/
      hedgerow run corpus/fetched -o outputs/real
    """
    from pipeline.fetching import FetchOptions, Limits, fetch_sources
    from pipeline.fetching.fetching import ARCHIVE

    sources = _chosen(_sources(folder), ids)
    limits = Limits(bytes=given["max_megabytes"] * 1024 * 1024, seconds=given["max_seconds"])
    options = FetchOptions(limits, given["again"], None if given["no_archive"] else ARCHIVE)
    from pipeline.cli.corpus_progress import FetchProgress

    with FetchProgress(len(sources), quiet=given["quiet"]) as progress:
        outcomes = fetch_sources(sources, output, options, progress)
    if given["as_json"]:
        click.echo(json.dumps([_row(outcome) for outcome in outcomes], ensure_ascii=False, indent=2))
    elif not given["quiet"]:
        _report(outcomes, output)
    ctx.exit(0 if all(outcome.path and outcome.state != "failed" for outcome in outcomes) else 1)


def _sources(folder: Path | None) -> tuple[Source, ...]:
    from pipeline.fetching import load_sources
    from pipeline.fetching.sources import SOURCES_FILE

    if folder is None and (CORPUS / SOURCES_FILE).is_file():
        folder = CORPUS
    return load_sources(folder)


def _chosen(sources: tuple[Source, ...], ids: tuple[str, ...]) -> list[Source]:
    """The instruments asked for, in the order of the list; without ids, all that have a text."""
    if not ids:
        return [source for source in sources if source.text]
    known = {source.id for source in sources}
    if unknown := [name for name in ids if name not in known]:
        from difflib import get_close_matches

        near = get_close_matches(unknown[0], known, n=3, cutoff=0.4)
        hint = f"Did you mean {', '.join(near)}?" if near else "See hedgerow corpus list."
        raise click.UsageError(f"There is no instrument {unknown[0]}. {hint}")
    return [source for source in sources if source.id in ids]


def _report(outcomes: Sequence[Outcome], output: Path) -> None:
    from pipeline.cli.terminal import printable

    rows = [
        (
            outcome.source.id,
            outcome.state,
            f"{outcome.size / 1024:,.0f} kB" if outcome.size else "",
            f"{outcome.words:,}" if outcome.words else "",
            outcome.path.name if outcome.path else "",
            outcome.note,
        )
        for outcome in outcomes
    ]
    _print_table(("id", "result", "size", "words", "file", "note"), rows)
    there = sum(outcome.path is not None for outcome in outcomes)
    failed = sum(outcome.state == "failed" for outcome in outcomes)
    said = f"{there} of {len(outcomes)} texts are in {output}"
    said += f", {failed} could not be fetched" if failed else ""
    click.echo(printable(f"{said}. Read them with: hedgerow run {output}" if there else f"{said}."))


def _row(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.source.id,
        "state": outcome.state,
        "file": str(outcome.path) if outcome.path else None,
        "bytes": outcome.size,
        "words": outcome.words,
        "note": outcome.note,
    }


def _print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, folded: bool = True) -> None:
    """Print a table; the last column takes what room is left, and is folded there or cut."""
    from rich.table import Table
    from rich.text import Text

    from pipeline.cli.terminal import console, printable

    out = console()
    columns = [[heading, *(printable(row[place]) for row in rows)] for place, heading in enumerate(headings)]
    taken = sum(2 + max(map(len, column)) for column in columns[:-1])
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns[:-1]:
        table.add_column(column[0], no_wrap=True, justify="right" if column[0] in _FIGURES else "left")
    room = max(_NARROWEST, out.width - taken)
    table.add_column(headings[-1], no_wrap=not folded, overflow="fold" if folded else "ellipsis", max_width=room)
    for row in zip(*(column[1:] for column in columns), strict=True):
        table.add_row(*map(Text, row))
    out.print(table)


def _parties(source: Source) -> str:
    many = len(source.parties) > _MOST_PARTIES
    shown = source.parties[: _MOST_PARTIES - 1] if many else source.parties
    return " ".join(shown) + (f" +{len(source.parties) - len(shown)}" if many else "")
