"""`hedgerow run`: the main job, from files to tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import INTERRUPTED
from pipeline.cli.formats import chosen_formats
from pipeline.cli.reading_options import chosen_reading, reading_options
from pipeline.cli.reviews import annotations_option, reviewed_only_option, told_of_reviews
from pipeline.cli.topics import topics_option

if TYPE_CHECKING:
    from pipeline.batch.run import Outcome, RunOptions

CORPUS = Path("corpus")
OUTPUTS = Path("outputs")


@click.command(no_args_is_help=False)
@click.argument("inputs", metavar="[INPUT]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Folder for the results; an earlier run there is replaced.  [default: outputs/ and the first input's name]",
)
@click.option(
    "--formats",
    metavar="LIST",
    help="Tables to make beside JSON lines, separated by commas: csv, parquet, xlsx, html, md, ig.  [default: all]",
)
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes to use.  [default: what pays]")
@click.option("--rules", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of rules to use.")
@topics_option
@reading_options
@annotations_option
@reviewed_only_option
@click.option("--fail-fast", is_flag=True, help="Stop at the first file that cannot be read.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print the content of run.json instead of the table.")
@click.pass_context
def run(ctx: click.Context, /, **given: Any) -> None:
    """Read agreements, tag them, and leave tables that compare them.

    INPUT is a file or a folder of files; without any, the folder corpus/ here. In folders, files that are no
    agreements are skipped and counted. The tables take in what reviewers decided on the same texts (`hedgerow review`),
    the JSON lines hold what the rules found.

    \b
    Exit status:
      0    every file was read
      1    some file could not be read, the others are in the tables
      2    the command could not do its work: a wrong option, rules or folder
      130  interrupted; what is finished is kept, the same command goes on

    \b
    Examples:
      hedgerow run corpus -o outputs/specimens
      hedgerow run treaty.pdf memorandum.docx -o outputs/two --formats csv,html
      hedgerow run archive/ --topics trade --topics my-topics.yaml --quiet
    """
    from pipeline.batch.run import run_batch
    from pipeline.cli.terminal import RunProgress, complain

    options = _options(given)
    with RunProgress(quiet=given["quiet"]) as progress:
        outcome = run_batch(options, progress)
    if given["as_json"]:
        click.echo(json.dumps(outcome.run, ensure_ascii=False, indent=2))
    elif not given["quiet"]:
        _report(outcome, options.output)
    if outcome.run["status"] != "complete":
        complain(_broken_off(outcome, options.output))
    elif not outcome.written:
        complain(f"{options.output}: no agreement could be read, nothing was written")
    if outcome.run["status"] == "interrupted":
        ctx.exit(INTERRUPTED)
    ctx.exit(1 if outcome.run["failures"] else 0)


def _options(given: dict[str, Any]) -> RunOptions:
    from pipeline.batch.inputs import clean_id
    from pipeline.batch.run import RunOptions

    inputs: tuple[Path, ...] = given["inputs"]
    if not inputs:
        if not CORPUS.is_dir():
            raise click.UsageError("Name the files or folders to read: there is no folder corpus/ here.")
        inputs = (CORPUS,)
    first = inputs[0].resolve()
    return RunOptions(
        inputs,
        given["output"] or OUTPUTS / clean_id(first.name if first.is_dir() else first.stem),
        chosen_formats(given["formats"]),
        given["workers"],
        chosen_reading(given),
        given["rules"],
        given["fail_fast"],
        given["topics"],
        given["annotations"],
        given["reviewed_only"],
    )


def _report(outcome: Outcome, output: Path) -> None:
    """The closing table and three lines: what was passed over, where the files are, how long it took."""
    from pipeline.cli.terminal import console, printable, show_agreements

    out, run = console(), outcome.run
    if outcome.written:
        show_agreements(run["agreements"], run["counts"], out)
        out.print()
    for warning in run["warnings"]:
        out.print(printable(f"Note: {warning}"), markup=False, soft_wrap=True)
    if run["skipped"]:
        out.print(f"{_number(len(run['skipped']), 'other file')} in the folders skipped.")
    if run["failures"]:
        out.print(f"{_number(len(run['failures']), 'file')} could not be read, see above.")
    if told := told_of_reviews(run["reviewed"]) if "reviewed" in run else None:
        out.print(f"Statements: {told}")
    if outcome.written:
        first = "comparison.html" if "comparison.html" in run["files"] else "statements.jsonl"
        out.print(printable(f"Results in {output}, begin with {output / first}"), markup=False, soft_wrap=True)
    if not run["agreements"]:
        return
    reused = f", {outcome.reused} unchanged since the last run" if outcome.reused else ""
    out.print(f"{_number(len(run['agreements']), 'agreement')} in {run['seconds']:.1f} seconds{reused}.")


def _broken_off(outcome: Outcome, output: Path) -> str:
    done, inputs = len(outcome.run["agreements"]), len(outcome.run["inputs"])
    what = f"{outcome.run['status']}, {done} of {_number(inputs, 'agreement')} finished"
    if not done:
        return f"{what}, nothing was written"
    tables = "" if outcome.written else ", its earlier tables are unchanged"
    return f"{what} and kept in {output}{tables}; the same command goes on from there"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
