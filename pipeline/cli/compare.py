"""`hedgerow compare`: comparisons from finished runs, without reading the texts again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.formats import chosen_formats
from pipeline.cli.reviews import annotations_option, reviewed_only_option, told_of_reviews
from pipeline.cli.topics import show_matrix, topics_option


@click.command()
@click.argument("runs", metavar="RUN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Folder for the results.  [default: the folder of the run; required for several runs]",
)
@click.option(
    "--formats",
    metavar="LIST",
    help="Tables to make, separated by commas: csv, parquet, xlsx, html, md, ig.  [default: all]",
)
@topics_option
@click.option(
    "--by",
    type=click.Choice(["agreement", "actor"]),
    help="Print, too, what each agreement or each actor promises on each topic; the files hold both.",
)
@annotations_option
@reviewed_only_option
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def compare(runs: tuple[Path, ...], output: Path | None, formats: str | None, **given: Any) -> None:
    """Compare the agreements of a finished run.

    RUN is a folder that `hedgerow run` wrote; several are put side by side. The tables and the interactive report are
    made anew from their rows, the texts are not read again. With --topics the statements are sorted into other topics
    for these tables; the JSON lines of the run stay as they are. What reviewers decided (`hedgerow review`) is used.

    \b
    Examples:
      hedgerow compare outputs/specimens
      hedgerow compare outputs/specimens --reviewed-only -o outputs/reviewed
      hedgerow compare outputs/specimens --topics my-topics.yaml --by actor
      hedgerow compare outputs/drafts outputs/final -o outputs/both --formats html,xlsx
    """
    from pipeline.cli.terminal import printable
    from pipeline.comparison import label_anew, load_run, merge_runs
    from pipeline.exporters import export
    from pipeline.review.applying import apply_reviews
    from pipeline.topics import load_taxonomies

    chosen = chosen_formats(formats)
    taxonomies = load_taxonomies(given["topics"]) if given["topics"] else None
    folder = output or runs[0]
    if len(runs) > 1:
        if output is None:
            raise click.UsageError("Say with -o where the comparison of several runs shall go.")
        if output.resolve() in {run.resolve() for run in runs}:
            raise click.UsageError(f"{output} is one of the runs, its tables would be lost; choose another folder.")
    reviews, only = given["annotations"] / "reviews", given["reviewed_only"]
    applied = [apply_reviews(load_run(run), reviews, reviewed_only=only) for run in runs]
    rows = [one.rows for one in applied]
    merged = rows[0] if len(rows) == 1 else merge_runs(list(zip(_names(runs), rows, strict=True)))
    if taxonomies:
        merged = label_anew(merged, taxonomies)
    written = export(merged, folder, chosen)
    if given["by"]:
        show_matrix(merged, given["by"])
    if not given["quiet"]:
        for run, one in zip(runs, applied, strict=True):
            if told := told_of_reviews(one.summary, only=only):
                click.echo(printable(f"{run}: {told}"))
        count = len(merged.documents)
        click.echo(f"{count} agreement{'' if count == 1 else 's'} compared.")
        for path in written:
            click.echo(printable(str(path)))


def _names(runs: tuple[Path, ...]) -> list[str]:
    """A name for each run, distinct: its folder's, with its place in the list where two have one name."""
    names = [run.resolve().name for run in runs]
    return [name if names.count(name) == 1 else f"{name}-{place}" for place, name in enumerate(names, start=1)]
