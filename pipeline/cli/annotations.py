"""`hedgerow annotations`: annotations in and out, and their check."""

# No `from __future__ import annotations` here: the name belongs to the command group.
from pathlib import Path

import click

ANY_PATH = click.Path(path_type=Path)


@click.group()
def annotations() -> None:
    """Check, import and show annotations.

    \b
    Examples:
      hedgerow annotations check
      hedgerow annotations show annotations/gold/DOCUMENT.jsonl
    """


@annotations.command("import")
@click.argument("source", type=ANY_PATH)
@click.option("--format", "form", type=click.Choice(["gold"]), required=True, help="gold: offsets beside plain texts.")
@click.option("--texts", type=ANY_PATH, metavar="FOLDER", help="The annotated texts.  [default: txt/ beside SOURCE]")
@click.option(
    "-o", "--output", type=ANY_PATH, metavar="FOLDER",
    help="Folder to write to.  [default: a folder of yours outside any project]",
)  # fmt: skip
def import_(source: Path, form: str, texts: Path | None, output: Path | None) -> None:
    """Turn annotations of another format into one JSON-lines file a document.

    Texts of others and confidential ones do not belong into a project's history: unless --output says otherwise, the
    annotations, which quote them, are written to your own application folder.

    \b
    Example:
      hedgerow annotations import --format gold ../shared/gold/gold.jsonl --texts ../shared/gold/txt -o FOLDER
    """
    from pipeline.annotation.gold_import import import_gold
    from pipeline.annotation.store import write_annotations

    documents = import_gold(source, texts or source.parent / "txt")
    folder = output or Path(click.get_app_dir("hedgerow")) / "annotations" / source.stem
    for document_id, (text, rows) in documents.items():
        write_annotations(folder / f"{document_id}.jsonl", rows, text)
    count = sum(len(rows) for _, rows in documents.values())
    click.echo(f"{count} annotations of {len(documents)} documents written to {folder}.")


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
