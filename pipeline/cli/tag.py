"""`hedgerow tag`: one text in, its statements out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.reading_options import chosen_reading, reading_options

if TYPE_CHECKING:
    from pipeline.records import Agreement, Analysis


@click.command()
@click.argument("file", default="-", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "shape",
    type=click.Choice(["jsonl", "table"]),
    default="jsonl",
    show_default=True,
    help="JSON lines, with every field and offset, or a table to read.",
)
@click.option("--rules", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of rules to use.")
@reading_options
def tag(file: Path, shape: str, rules: Path | None, **reading: Any) -> None:
    """Tag one text and write its statements to standard output.

    FILE is an agreement in any format hedgerow reads; without it, or with -, plain text is read from standard input
    (UTF-8). Each line is a row as in statements.jsonl.

    \b
    Examples:
      echo "The Parties shall meet annually." | hedgerow tag --format table
      hedgerow tag treaty.pdf > statements.jsonl
      hedgerow tag - < memorandum.txt
    """
    from pipeline.analysis import analyse
    from pipeline.cli.terminal import complain
    from pipeline.tagging.nlp_setup import load_tagger

    analysis = analyse(_agreement(file, reading), load_tagger(rules))
    for warning in analysis.agreement.warnings:
        complain(f"{file}: {warning}")
    if shape == "table":
        _show(analysis)
    else:
        _write_lines(analysis)


def _agreement(file: Path, reading: dict[str, Any]) -> Agreement:
    from pipeline.errors import ReadingError
    from pipeline.ingestion import agreement_from_text, read_agreement

    if str(file) != "-":
        return read_agreement(file, options=chosen_reading(reading))
    raw = sys.stdin.buffer.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"standard input, byte {error.start + 1}"
        remedy = "convert it, or name the file: its encoding is then found"
        raise ReadingError(place, "not UTF-8 text", remedy) from None
    return agreement_from_text(text.replace("\r\n", "\n").replace("\r", "\n"))


def _write_lines(analysis: Analysis) -> None:
    """JSON lines in UTF-8, whatever the terminal's encoding."""
    from pipeline.records import document_row, statement_row
    from pipeline.topics import RowLabeller, load_taxonomies

    rows = [statement_row(statement) for statement in analysis.statements]
    RowLabeller(load_taxonomies()).label(document_row(analysis), rows, analysis.agreement.text)
    out = sys.stdout.buffer
    for row in rows:
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"
        out.write(line.encode("utf-8", errors="backslashreplace"))
    out.flush()


def _show(analysis: Analysis) -> None:
    from rich.table import Table
    from rich.text import Text

    from pipeline.cli.terminal import console, printable

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("citation", "kind", "who", "does what", "conditions and hedges"):
        table.add_column(heading, overflow="fold")
    for statement in analysis.statements:
        qualifiers = [*statement.conditions, *statement.hedges]
        cells = (
            statement.citation,
            statement.force or statement.kind,
            statement.attribute.text if statement.attribute else "",
            statement.quote,
            "\n".join(f"{span.type}: {' '.join(span.text.split())}" for span in qualifiers),
        )
        table.add_row(*(Text("\n".join(printable(line) for line in cell.split("\n"))) for cell in cells))
    console().print(table)
