"""`hedgerow annotations import` and `export`: annotations from and for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.annotation.formats import MODULES

if TYPE_CHECKING:
    from pipeline.annotation.formats.exchange import Document
    from pipeline.annotation.store import Row

ANY_PATH = click.Path(path_type=Path)
GOLD = "gold"


@click.command("import")
@click.argument("source", type=ANY_PATH)
@click.option(
    "--format", "form", type=click.Choice([GOLD, *MODULES]), required=True,
    help="The format of SOURCE; gold: offsets beside plain texts.",
)  # fmt: skip
@click.option(
    "--texts", type=ANY_PATH, multiple=True, metavar="PATH",
    help="The annotated texts: a run, a folder or a file; repeatable.  [default: corpus; gold: txt/ beside SOURCE]",
)  # fmt: skip
@click.option(
    "-o", "--output", type=ANY_PATH, metavar="FOLDER",
    help="Folder to write to.  [default: a folder of yours outside any project]",
)  # fmt: skip
@click.option(
    "--run", type=ANY_PATH, metavar="RUN",
    help="Keep the decisions as a review of this run, in FOLDER (default: annotations/reviews).",
)  # fmt: skip
@click.option("--reviewer", metavar="NAME", help="With --run: who decided, where SOURCE does not say.")
def import_(
    source: Path, form: str, texts: tuple[Path, ...], output: Path | None, run: Path | None, reviewer: str | None
) -> None:
    """Turn annotations of another format into one JSON-lines file a document, or into a review of a run.

    Every quote must stand at its offsets in the texts. Of documents with decisions, what was rejected, skipped or not
    decided is left out; with --run every decision is kept, as if it had been taken in `hedgerow review`.

    Texts of others and confidential ones do not belong into a project's history: unless --output says otherwise, the
    annotations, which quote them, are written to your own application folder.

    \b
    Examples:
      hedgerow annotations import review.xlsx --format xlsx --run outputs/NAME --reviewer Ana
      hedgerow annotations import review.xlsx --format xlsx --texts outputs/NAME -o annotations/lawyer
      hedgerow annotations import --format gold ../shared/gold/gold.jsonl --texts ../shared/gold/txt -o FOLDER
    """
    from pipeline.annotation.store import write_annotations

    if run is not None:
        _review(source, form, run, output, reviewer)
        return
    documents = _gold(source, texts) if form == GOLD else _read(source, form, texts)
    folder = output or Path(click.get_app_dir("hedgerow")) / "annotations" / source.stem
    for document_id, (text, rows) in documents.items():
        write_annotations(folder / f"{document_id}.jsonl", rows, text)
    count = sum(len(rows) for _, rows in documents.values())
    click.echo(f"{count} annotations of {len(documents)} documents written to {folder}.")


def _review(source: Path, form: str, run: Path, output: Path | None, reviewer: str | None) -> None:
    from pipeline.annotation.formats import find_format
    from pipeline.annotation.formats.sources import Texts
    from pipeline.review.importing import import_decisions
    from pipeline.review.loaded_run import read_run
    from pipeline.review.store import REVIEWS, ReviewStore

    if form == GOLD:
        raise click.UsageError("--format gold holds no decisions.")
    store = ReviewStore(output or REVIEWS)
    counts = import_decisions(find_format(form).read(source, Texts([run])), read_run(run), store, reviewer)
    told = ", ".join(f"{decision}: {count}" for decision, count in sorted(counts.items()))
    click.echo(f"{told or 'No decisions'}; in {store.folder}.")


def _gold(source: Path, texts: tuple[Path, ...]) -> dict[str, tuple[str, list[Row]]]:
    from pipeline.annotation.gold_import import import_gold

    if len(texts) > 1:
        raise click.UsageError("--format gold takes one folder of --texts.")
    return import_gold(source, texts[0] if texts else source.parent / "txt")


def _read(source: Path, form: str, texts: tuple[Path, ...]) -> dict[str, tuple[str, list[Row]]]:
    from pipeline.annotation.formats import find_format
    from pipeline.annotation.formats.sources import Texts

    documents = find_format(form).read(source, Texts(texts or (Path("corpus"),)))
    _say_decisions(row for document in documents for row in document.rows)
    return {document.document_id: (document.text, _kept(document)) for document in documents}


def _kept(document: Document) -> list[Row]:
    from pipeline.annotation.formats.exchange import annotation_of

    decided = any(row.get("decision") for row in document.rows)
    return [annotation_of(row) for row in document.rows if not decided or row.get("decision") in ("accept", "correct")]


def _say_decisions(rows: Iterable[Row]) -> None:
    from collections import Counter

    counts = Counter(row.get("decision") or "not decided" for row in rows)
    if set(counts) - {"not decided"}:
        click.echo(", ".join(f"{decision}: {count}" for decision, count in sorted(counts.items())))


@click.command()
@click.argument("source", type=ANY_PATH)
@click.option("--format", "form", type=click.Choice(list(MODULES)), required=True, help="The format to write.")
@click.option(
    "--texts", type=ANY_PATH, multiple=True, metavar="PATH",
    help="The texts that annotations were made on; can be given again.  [default: corpus]",
)  # fmt: skip
@click.option("-o", "--output", type=ANY_PATH, required=True, metavar="PATH", help="File or folder to write to.")
def export(source: Path, form: str, texts: tuple[Path, ...], output: Path) -> None:
    """Write the statements of a run, or annotations, for another program.

    SOURCE is the folder of a finished run, or a folder or file of annotations. What the format cannot carry is said.
    csv and xlsx are sheets to edit and to give back by `import`; brat and webanno write a folder.

    \b
    Examples:
      hedgerow annotations export outputs/NAME --format xlsx -o review.xlsx
      hedgerow annotations export annotations/gold --format brat -o brat/
    """
    from pipeline.annotation.formats import find_format
    from pipeline.annotation.formats.exchange import losses
    from pipeline.annotation.formats.sources import documents_of

    chosen = find_format(form)
    if chosen.suffix and output.is_dir():
        output = output / f"{source.name or 'annotations'}{chosen.suffix}"
    documents = documents_of(source, texts or (Path("corpus"),))
    files = chosen.write(documents, output)
    for line in losses(documents, chosen.carries):
        click.echo(f"{form} does not carry {line}.", err=True)
    count = sum(len(document.rows) for document in documents)
    written = files[0] if len(files) == 1 else f"{len(files)} files in {output if output.is_dir() else output.parent}"
    click.echo(f"{count} statements of {len(documents)} documents written to {written}.")
