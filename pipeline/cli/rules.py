"""`hedgerow rules`: see the rules, and check them against their own examples."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.rules_coverage import coverage
from pipeline.cli.rules_diff import diff
from pipeline.cli.rules_show import show
from pipeline.cli.rules_suggest import suggest

RulesFolder = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def rules() -> None:
    """List, check and refine the rules.

    The rules are YAML files, one a family; whoever can edit text can edit them.

    \b
    Examples:
      hedgerow rules list --label HEDGE
      hedgerow rules check my-rules/
      hedgerow rules suggest
      hedgerow rules diff packaged my-rules/
    """


@rules.command("list")
@click.option("--label", help="Only rules with this label, such as HEDGE, CONDITION or DEONTIC.")
@click.option("--type", "kind", help="Only rules of this type, such as funding or event.")
@click.option("--rules", "folder", type=RulesFolder, help="Folder of rules to list.  [default: those of hedgerow]")
def list_rules(label: str | None, kind: str | None, folder: Path | None) -> None:
    """Show the rules: id, type and what each is for.

    \b
    Examples:
      hedgerow rules list
      hedgerow rules list --label HEDGE --type funding
    """
    from rich.table import Table
    from rich.text import Text

    from pipeline.cli.terminal import console
    from pipeline.rule_loading import load_rules

    rule_set = load_rules(folder)
    chosen = [
        rule
        for rule in rule_set.active
        if (label is None or rule.label.casefold() == label.casefold())
        and (kind is None or (rule.type or "").casefold() == kind.casefold())
    ]
    if not chosen:
        labels = sorted({f"{rule.label} {rule.type}" if rule.type else rule.label for rule in rule_set.active})
        raise click.UsageError(f"No such rules. There are: {', '.join(labels)}.")
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True)
    table.add_column("label")
    table.add_column("type")
    table.add_column("description", overflow="fold")
    for rule in chosen:
        cells = (rule.id, rule.label, rule.type or "", " ".join(rule.description.split()))
        table.add_row(*(Text(cell) for cell in cells))
    out = console()
    out.print(table)
    out.print(f"{len(chosen)} rules.")


@rules.command("check")
@click.argument("folder", required=False, type=RulesFolder)
@click.pass_context
def check_rules(ctx: click.Context, folder: Path | None) -> None:
    """Load the rules strictly and try each on its examples and counter-examples.

    FOLDER holds the YAML files; without it, the rules that come with hedgerow are checked. Exit status 1 tells that
    an example failed, 2 that a file could not be loaded.

    \b
    Examples:
      hedgerow rules check
      hedgerow rules check my-rules/
    """
    from pipeline.rule_loading import load_rules
    from pipeline.tagging.rule_examples import check_examples

    rule_set = load_rules(folder)
    failures = check_examples(rule_set)
    for failure in failures:
        click.echo(failure.place if failure.rule_id in failure.place else f"{failure.place} ({failure.rule_id})")
        click.echo(f"  example   {failure.example}")
        click.echo(f"  expected  {failure.expected}")
        click.echo(f"  found     {failure.found}")
    examples = sum(len(rule.examples) for rule in rule_set.active)
    counter_examples = sum(len(rule.counter_examples) for rule in rule_set.active)
    click.echo(
        f"{len(rule_set.active)} rules, {examples} examples and {counter_examples} counter-examples: "
        + (f"{len(failures)} failed." if failures else "all hold.")
    )
    ctx.exit(1 if failures else 0)


rules.add_command(coverage)
rules.add_command(suggest)
rules.add_command(diff)
rules.add_command(show)
