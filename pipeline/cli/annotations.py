"""`hedgerow annotations`: annotations in and out, and their check."""

# No `from __future__ import annotations` here: the name belongs to the command group.
from pathlib import Path

import click

from pipeline.cli.annotations_exchange import export, import_

ANY_PATH = click.Path(path_type=Path)


@click.group()
def annotations() -> None:
    """Check, show, import and export annotations.

    \b
    Examples:
      hedgerow annotations check
      hedgerow annotations export outputs/NAME --format xlsx -o review.xlsx
      hedgerow annotations show annotations/gold/DOCUMENT.jsonl
    """


annotations.add_command(import_)
annotations.add_command(export)


@annotations.command()
@click.argument("gold", type=ANY_PATH, default=Path("annotations", "gold"))
@click.argument("inputs", nargs=-1, type=ANY_PATH, metavar="[INPUT]...")
def check(gold: Path, inputs: tuple[Path, ...]) -> None:
    """Check that every quote of GOLD stands at its offsets in the texts of INPUT (default: corpus/).

    \b
    Example:
      hedgerow annotations check annotations/gold corpus
    """
    from pipeline.annotation.store import read_gold
    from pipeline.annotation.texts import check_gold, find_texts
    from pipeline.ingestion import read_agreement

    documents = read_gold(gold)
    texts = {
        document_id: read_agreement(file, document_id=document_id).text
        for document_id, file in find_texts(inputs or (Path("corpus"),), documents).items()
    }
    for document_id, rows in documents.items():
        check_gold(document_id, rows, texts[document_id])
    count = sum(map(len, documents.values()))
    click.echo(f"{count} annotations of {len(documents)} documents stand in their texts.")


@annotations.command()
@click.argument("gold", type=ANY_PATH, default=Path("annotations", "gold"))
def show(gold: Path) -> None:
    """Print the annotations of GOLD, a file or folder, for reading.

    \b
    Example:
      hedgerow annotations show annotations/gold/DOCUMENT.jsonl
    """
    from pipeline.annotation.report import as_text
    from pipeline.annotation.store import read_gold

    click.echo(as_text(read_gold(gold)))
