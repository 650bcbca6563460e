"""`hedgerow evaluate`: what the tagger finds against what careful readers annotated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

ANY_PATH = click.Path(path_type=Path)
FORMS = ["table", "json", "html"]


@click.command()
@click.argument("inputs", nargs=-1, type=ANY_PATH, metavar="[INPUT]...")
@click.option("--gold", type=ANY_PATH, help="Folder or file of annotations.  [default: annotations/gold]")
@click.option("--run", "run_folder", type=ANY_PATH, metavar="RUN", help="Read a finished run instead of tagging.")
@click.option("--rules", type=ANY_PATH, metavar="FOLDER", help="Tag with the rules of this folder.")
@click.option("--format", "form", type=click.Choice(FORMS), default="table", help="Output form.  [default: table]")
@click.option("-o", "--output", type=ANY_PATH, metavar="FILE", help="Write to FILE instead of the screen.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Show N of each kind of error.")
@click.option("--by-rule", is_flag=True, help="Show the figures of each rule too (JSON and HTML always do).")
@click.option("--floors", "floors_file", type=ANY_PATH, metavar="FILE", help="Fail when a figure is below its floor.")
@click.option("--raise-floors", is_flag=True, help="Raise the floors of FILE to the figures reached; lowers none.")
def evaluate(inputs: tuple[Path, ...], **options: Any) -> None:
    """Measure a run against annotated agreements.

    Tags the annotated texts, or reads a finished --run, and prints precision, recall and F1 per kind, force, condition
    and hedge type, and rule, with misses and false alarms in their words. INPUTs are the annotated texts, files or
    folders; by default those of corpus/.

    \b
    Examples:
      hedgerow evaluate --errors 5 --by-rule
      hedgerow evaluate --run outputs/NAME --format html -o evaluation.html
      hedgerow evaluate --floors annotations/floors.yaml
    """
    if inputs and options["run_folder"]:
        raise click.UsageError("Name INPUTs to tag or a finished --run, not both.")
    if options["raise_floors"] and not options["floors_file"]:
        raise click.UsageError("--raise-floors needs --floors FILE.")
    from pipeline.annotation.evaluation import evaluate as compare
    from pipeline.annotation.floors import read_floors
    from pipeline.annotation.store import gold_hash, read_gold
    from pipeline.annotation.texts import rows_of_run, rows_of_texts

    floors = read_floors(options["floors_file"]) if options["floors_file"] else None
    gold_path: Path = options["gold"] or (floors.gold if floors else Path("annotations", "gold"))
    gold = read_gold(gold_path)
    if options["run_folder"]:
        rows = rows_of_run(options["run_folder"], gold)
    else:
        rows = rows_of_texts(inputs or (Path("corpus"),), gold, options["rules"])
    evaluation, sha256 = compare(gold, rows), gold_hash(gold_path)
    _write(_rendered(evaluation, sha256, options), options["output"])
    if floors:
        _keep_floors(floors, evaluation.flat(), sha256, options["raise_floors"])


def _rendered(evaluation: Any, sha256: str, options: dict[str, Any]) -> str:
    from pipeline.annotation.report import as_html, as_json, as_table

    if options["form"] == "json":
        return as_json(evaluation, sha256)
    if options["form"] == "html":
        return as_html(evaluation, sha256)
    return as_table(evaluation, options["errors"], by_rule=options["by_rule"])


def _write(content: str, output: Path | None) -> None:
    if output is None:
        click.echo(content)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(content + "\n", encoding="utf-8", newline="\n")
        click.echo(f"Written to {output}.", err=True)


def _keep_floors(floors: Any, measured: dict[str, float], sha256: str, raise_them: bool) -> None:
    from pipeline.annotation.floors import breaches, raised, write_floors

    broken = breaches(floors, measured, floors.sha256 if raise_them else sha256)
    for line in broken:
        click.echo(f"{floors.path}: {line}", err=True)
    if broken:
        raise SystemExit(1)
    if raise_them:
        write_floors(raised(floors, measured, sha256))
        click.echo(f"Floors raised in {floors.path}.", err=True)
    else:
        click.echo(f"All {len(floors.floors)} floors hold.", err=True)
