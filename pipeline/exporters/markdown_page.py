"""Markdown: `comparison.md`, findings and topics in tables narrow enough to read, profiles, and the alignment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path

from pipeline.comparison import Column, Comparison, Finding, Profile, Run
from pipeline.exporters.atomic_files import replacing
from pipeline.exporters.comparison_rows import cited, profile_lines
from pipeline.exporters.markdown_alignment import alignment_lines
from pipeline.exporters.markdown_text import plain

COLUMNS_A_TABLE = 6
QUOTES_SHOWN = 3
QUOTED_GROUPS = ("Clauses asked for", "Life of the instrument")


def write_markdown(run: Run, comparison: Comparison, folder: Path) -> list[Path]:
    """Write `comparison.md` into `folder`."""
    path = folder / "comparison.md"
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        for line in chain(_lines(comparison), alignment_lines(comparison)):
            file.write(f"{line}\n")
    return [path]


def _lines(comparison: Comparison) -> Iterator[str]:
    yield "# Comparison of agreements"
    yield ""
    yield "“None found” says that nothing of the kind was found where it was looked for, and no more than that."
    columns = comparison.columns
    for first in range(0, len(columns), COLUMNS_A_TABLE):
        shown = slice(first, first + COLUMNS_A_TABLE)
        titles = [plain(column.title) for column in columns[shown]]
        findings = ((one.group, one.label, [cell.value for cell in one.cells[shown]]) for one in comparison.findings)
        topics = ((one.group, one.name, [cell.value for cell in one.cells[shown]]) for one in comparison.topics.rows)
        for name, lines in (("Findings", findings), ("Topics", topics)):
            yield ""
            yield f"## {name}: agreements {first + 1} to {first + len(titles)} of {len(columns)}"
            yield from _table(titles, lines)
    for finding in comparison.findings:
        if finding.group in QUOTED_GROUPS:
            yield from _quotes(finding, columns)
    for column, profile in zip(columns, comparison.profiles, strict=True):
        if profile is not None:
            yield from _profile(column, profile)


def _table(titles: Sequence[str], lines: Iterable[tuple[str, str, list[str]]]) -> Iterator[str]:
    yield ""
    yield f"| | {' | '.join(titles)} |"
    yield "|---" * (len(titles) + 1) + "|"
    for group, rows in groupby(lines, key=lambda line: line[0]):
        yield f"| **{plain(group)}** |" + " |" * len(titles)
        for _, label, values in rows:
            yield f"| {plain(label)} | {' | '.join(plain(value) for value in values)} |"


def _profile(column: Column, profile: Profile) -> Iterator[str]:
    yield ""
    yield f"## {plain(column.cite_as)}"
    for part, lines in groupby(profile_lines(profile), key=lambda line: line.part):
        yield ""
        yield f"### {plain(part)}"
        for (label, value), quoted in groupby(lines, key=lambda line: (line.line, line.value)):
            yield ""
            yield f"**{plain(label)}**" + (f": {plain(value)}" if value else "")
            quotes = [line.quote for line in quoted if line.quote]
            for quote in quotes[:QUOTES_SHOWN]:
                yield ""
                yield f"> {plain(quote.text)} ({plain(cited(column, quote))})"


def _quotes(finding: Finding, columns: tuple[Column, ...]) -> Iterator[str]:
    yield ""
    yield f"## {plain(finding.label)}"
    yield ""
    yield plain(finding.description)
    for column, cell in zip(columns, finding.cells, strict=True):
        yield ""
        yield f"**{plain(column.cite_as)}**: {plain(cell.value)}"
        for quote in cell.quotes[:QUOTES_SHOWN]:
            place = ", ".join(part for part in (plain(quote.citation), f"p. {quote.page}") if part)
            yield ""
            yield f"> {plain(quote.text)} ({place})"
        if len(cell.quotes) > QUOTES_SHOWN:
            yield ""
            yield f"> … and {len(cell.quotes) - QUOTES_SHOWN} more in comparison.html"
