"""The option `--topics`, as several commands have it, and what `hedgerow rules` shows of topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.comparison import Run
    from pipeline.topics import Taxonomies

topics_option = click.option(
    "--topics",
    multiple=True,
    metavar="NAME|FILE",
    help="Topics to sort statements by: security, trade, form, headings, or a YAML file of your own; may be given "
    "several times.  [default: these four]",
)


def list_topics(names: tuple[str, ...]) -> None:
    """Print the topics of these taxonomies."""
    from rich.table import Table
    from rich.text import Text

    from pipeline.cli.terminal import console
    from pipeline.topics import load_taxonomies

    taxonomies = load_taxonomies(names)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True)
    table.add_column("group")
    table.add_column("name")
    table.add_column("description", overflow="fold")
    for topic in taxonomies:
        table.add_row(*(Text(cell) for cell in (topic.id, topic.group, topic.name, topic.description)))
    out = console()
    out.print(table)
    out.print(f"{len(taxonomies.topics)} topics.")


def show_matrix(run: Run, by: str) -> None:
    """Print what each agreement or actor says on each topic; what is not mentioned is left out."""
    from rich.table import Table
    from rich.text import Text

    from pipeline.cli.terminal import console, printable
    from pipeline.comparison import compare

    comparison = compare(run)
    matrix = comparison.actors if by == "actor" else comparison.topics
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("topic", by, "what is said"):
        table.add_column(heading, overflow="fold")
    for topic in matrix.rows:
        name = topic.name
        for title, cell in zip(matrix.titles, topic.cells, strict=True):
            if cell.state != "not mentioned":
                table.add_row(*(Text(printable(words)) for words in (name, title, cell.value)))
                name = ""
    console().print(table)


def check_topics(taxonomies: Taxonomies) -> int:
    """Try every topic on its examples and print those that fail; how many failed."""
    from pipeline.analysis import analyse
    from pipeline.ingestion import agreement_from_text
    from pipeline.records import statement_row
    from pipeline.tagging.nlp_setup import load_tagger
    from pipeline.topics.examples import check_examples

    tagger = load_tagger()
    failures = check_examples(
        taxonomies,
        lambda text: [statement_row(one) for one in analyse(agreement_from_text(text), tagger).statements],
    )
    for failure in failures:
        click.echo(failure.place)
        click.echo(f"  example   {failure.example}")
        click.echo(f"  expected  {', '.join(failure.expected) or 'nothing'}")
        click.echo(f"  found     {', '.join(failure.found) or 'nothing'}")
    examples = sum(len(topic.examples) for topic in taxonomies)
    counter_examples = sum(len(topic.counter_examples) for topic in taxonomies)
    click.echo(
        f"{len(taxonomies.topics)} topics, {examples} examples and {counter_examples} counter-examples: "
        + (f"{len(failures)} failed." if failures else "all hold.")
    )
    return len(failures)
