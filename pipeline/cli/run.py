"""`hedgerow run`: the main job, from files to tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from pipeline.cli import INTERRUPTED
from pipeline.cli.formats import chosen_formats
from pipeline.cli.reading_options import chosen_reading, reading_options
from pipeline.cli.reviews import annotations_option, reviewed_only_option, told_of_reviews
from pipeline.cli.topics import topics_option

if TYPE_CHECKING:
    from pipeline.batch.run import Outcome, RunOptions
    from pipeline.batch.watching import Watcher

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
@click.option("--scheduler", metavar="ADDRESS", help="Dask cluster that reads the files, as tcp://HOST:8786.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give a file up that takes longer.  [default: 600 in worker processes]",
)
@click.option("--rules", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of rules to use.")
@topics_option
@reading_options
@annotations_option
@reviewed_only_option
@click.option("--fail-fast", is_flag=True, help="Stop at the first file that cannot be read.")
@click.option("--retry-failed", is_flag=True, help="Read the files again that failed in the last run.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option(
    "--log", type=click.Choice(["json"]), help="Write events as JSON lines to standard error, or the log file."
)
@click.option("--log-file", type=click.Path(dir_okay=False, path_type=Path), help="File to add the events to.")
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
      hedgerow run archive/ --workers 8 --log json 2> run.log
      hedgerow run archive/ --scheduler tcp://127.0.0.1:8786
    """
    from pipeline.batch.run import run_batch
    from pipeline.cli.terminal import complain

    options = _options(given)
    with _watchers(given) as watchers:
        outcome = run_batch(options, watchers)
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
    own = {"inputs", "output", "formats", "reading"}
    return RunOptions(
        inputs=inputs,
        output=given["output"] or OUTPUTS / clean_id(first.name if first.is_dir() else first.stem),
        formats=chosen_formats(given["formats"]),
        reading=chosen_reading(given),
        **{field.name: given[field.name] for field in fields(RunOptions) if field.name not in own},
    )


@contextmanager
def _watchers(given: dict[str, Any]) -> Iterator[list[Watcher]]:
    """The progress on the terminal, and the log where one is asked for; a log on standard error takes its place."""
    from pipeline.batch.watching import JsonLog
    from pipeline.cli.terminal import RunProgress

    logged = given["log"] is not None or given["log_file"] is not None
    on_screen = logged and given["log_file"] is None
    with ExitStack() as stack:
        watchers: list[Watcher] = []
        if not on_screen:
            watchers.append(stack.enter_context(RunProgress(quiet=given["quiet"])))
        if logged:
            file = stack.enter_context(_log_file(given["log_file"])) if given["log_file"] else sys.stderr
            watchers.append(JsonLog(file))
        yield watchers


def _log_file(path: Path) -> TextIO:
    try:
        return path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise click.UsageError(f"{path}: the log cannot be written there ({error.strerror}).") from None


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
    if told := told_of_reviews(run["reviewed"], only=run["reviewed"]["only"]) if "reviewed" in run else None:
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
