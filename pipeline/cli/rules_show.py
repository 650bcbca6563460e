"""`hedgerow rules show`: one rule, and where it fired."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.annotation.trials import Outcome

ANY_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("rule_id", metavar="ID")
@click.argument("inputs", nargs=-1, type=ANY_PATH, metavar="[INPUT]...")
@click.option("--run", type=ANY_PATH, metavar="RUN", help="Look in a finished run instead of tagging.")
@click.option("--rules", type=ANY_PATH, metavar="FOLDER", help="Folder of rules.  [default: those of hedgerow]")
@click.option("--most", type=click.IntRange(min=0), default=20, show_default=True, help="Show this many places.")
def show(rule_id: str, inputs: tuple[Path, ...], run: Path | None, rules: Path | None, most: int) -> None:
    """Show the rule ID as it is written, and the places where it fired.

    It is looked for in the texts INPUT (default: corpus), which are tagged now, or in a finished --run.

    \b
    Examples:
      hedgerow rules show hedge.funding.availability
      hedgerow rules show deontic.shall --run outputs/NAME --most 5
    """
    from pipeline.annotation.coverage import measure
    from pipeline.annotation.rule_source import find_rule, source_of
    from pipeline.cli.terminal import printable
    from pipeline.rule_loading import load_rules

    rule_set = load_rules(rules)
    rule = find_rule(rule_set, rule_id)
    click.echo(f"# {rule.path}, line {rule.line}")
    click.echo(source_of(rule, rules))
    outcome = _outcome(inputs, run, rules)
    (coverage,) = (rule for rule in measure(rule_set, outcome, []) if rule.rule_id == rule_id)
    click.echo(f"\nFired in {len(coverage.fired)} {'place' if len(coverage.fired) == 1 else 'places'}:")
    for key in sorted(coverage.fired)[:most]:
        place = coverage.fired[key]
        where = f"{place.document_id} {place.citation}".strip()
        context = f" in “{place.context}”" if place.context != place.text else ""
        click.echo(printable(f"  {where}: “{place.text}”{context}"))
    if len(coverage.fired) > most:
        click.echo(f"  and {len(coverage.fired) - most} more (see --most).")


def _outcome(inputs: tuple[Path, ...], run: Path | None, rules: Path | None) -> Outcome:
    from pipeline.annotation.trials import outcome_of_run, tag_all
    from pipeline.cli.agreements import read_inputs
    from pipeline.rule_loading import load_rules

    if run and inputs:
        raise click.UsageError("Name INPUTs to tag or a finished --run, not both.")
    return outcome_of_run(run) if run else tag_all(read_inputs(inputs or (Path("corpus"),)), load_rules(rules))
