"""`hedgerow rules coverage`: how each rule fares."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.reviews import annotations_option, gold_option, judged_by_people

if TYPE_CHECKING:
    from pipeline.annotation.coverage import RuleCoverage

ANY_PATH = click.Path(path_type=Path)
FORMS = ("table", "csv", "json")


@click.command()
@click.argument("inputs", nargs=-1, type=ANY_PATH, metavar="[INPUT]...")
@click.option("--run", type=ANY_PATH, metavar="RUN", help="Read a finished run instead of tagging.")
@annotations_option
@gold_option
@click.option("--rules", type=ANY_PATH, metavar="FOLDER", help="Folder of rules.  [default: those of hedgerow]")
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True, help="Form of it.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--examples", is_flag=True, help="Show an example of each decision in the table.")
@click.option("-o", "--output", type=ANY_PATH, metavar="FILE", help="Write to FILE instead of the screen.")
def coverage(inputs: tuple[Path, ...], **options: Any) -> None:
    """Count for each rule how often it fired, and how often that was accepted, corrected or rejected.

    The texts INPUT (default: corpus) are tagged now, unless a finished --run is named. What the rules made is judged
    by the gold and by the reviewers' decisions, which count first: accepted as it stands, corrected where kind,
    borders, type or force differ, rejected where people hold it to be none. What a reviewer has not come to stays
    unjudged. The precision is the accepted share of the judged places, with its 95 % Wilson interval.

    \b
    Examples:
      hedgerow rules coverage treaties/ --examples
      hedgerow rules coverage --examples
      hedgerow rules coverage --run outputs/NAME --format csv -o coverage.csv
    """
    if inputs and options["run"]:
        raise click.UsageError("Name INPUTs to tag or a finished --run, not both.")
    rules = _measured(inputs, options)
    form = "json" if options["as_json"] else options["form"]
    if form == "json":
        import json

        content = json.dumps([rule.as_row() for rule in rules], ensure_ascii=False, indent=1)
    else:
        content = _csv(rules) if form == "csv" else _table(rules, options["examples"])
    _write(content, options["output"], "utf-8-sig" if form == "csv" else "utf-8")


def _measured(inputs: tuple[Path, ...], options: dict[str, Any]) -> list[RuleCoverage]:
    from pipeline.annotation.coverage import judge_exclusions, measure
    from pipeline.annotation.trials import outcome_of_run, tag_all, texts_of, texts_of_run
    from pipeline.cli.agreements import read_inputs
    from pipeline.rule_loading import load_rules

    rule_set = load_rules(options["rules"])
    if options["run"]:
        outcome, texts = outcome_of_run(options["run"]), texts_of_run(options["run"])
    else:
        agreements = read_inputs(inputs or (Path("corpus"),))
        outcome, texts = tag_all(agreements, rule_set), texts_of(agreements)
    judged = judged_by_people(texts, outcome.rows, options["annotations"], options["gold"])
    rules = measure(rule_set, outcome, judged.judgements(outcome.rows))
    judge_exclusions(rules, outcome, judged)
    return rules


def _table(rules: list[RuleCoverage], examples: bool) -> str:
    width = max(len(rule.rule_id) for rule in rules)
    heads = ("fired", "accepted", "corrected", "rejected")
    lines = [" ".join([f"{'rule':{width}}", *(f"{head:>9}" for head in heads), "precision", " 95 % interval"])]
    for rule in rules:
        row = rule.as_row()
        counts = (f"{row[head] or '·':>9}" for head in heads)
        low, high = rule.interval or (0, 0)
        share = f"{rule.precision:9.2f}   {low:.2f} to {high:.2f}" if rule.judged else ""
        lines.append(" ".join([f"{rule.rule_id:{width}}", *counts, share]).rstrip())
        for decision, place in row["examples"].items() if examples else ():
            where = f"{place['document_id']} {place['citation']}".strip()
            lines.append(f"    {decision}: “{place['text']}” in “{place['context']}” ({where})")
    unseen = sum(not rule.fired for rule in rules)
    return "\n".join([*lines, f"{len(rules)} rules, of which {unseen} fired nowhere."])


def _csv(rules: list[RuleCoverage]) -> str:
    from pipeline.annotation.coverage import DECISIONS
    from pipeline.annotation.formats.cells import csv_text

    names = ["rule_id", "label", "type", "fired", *DECISIONS, "precision", "precision_low", "precision_high"]
    lines: list[list[str | int | float | None]] = [[*names, *(f"example_{decision}" for decision in DECISIONS)]]
    for rule in rules:
        row = rule.as_row()
        examples = [row["examples"].get(decision, {}).get("text") for decision in DECISIONS]
        lines.append([*(row[name] for name in names), *examples])
    return csv_text(lines)


def _write(content: str, output: Path | None, encoding: str) -> None:
    if output is None:
        click.echo(content)
        return
    from pipeline.exporters.atomic_files import write_text

    write_text(output, content.rstrip("\n") + "\n", encoding=encoding)
    click.echo(f"Written to {output}.", err=True)
