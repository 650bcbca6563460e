"""`hedgerow rules`: see the rules, and check them against their own examples."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.rules_coverage import coverage
from pipeline.cli.rules_diff import diff
from pipeline.cli.rules_show import show
from pipeline.cli.rules_suggest import suggest
from pipeline.cli.topics import check_topics, list_topics, topics_option

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
@topics_option
def list_rules(label: str | None, kind: str | None, folder: Path | None, topics: tuple[str, ...]) -> None:
    """Show the rules: id, type and what each is for. With --topics, show topics instead.

    \b
    Examples:
      hedgerow rules list
      hedgerow rules list --label HEDGE --type funding
      hedgerow rules list --topics security
    """
    if topics:
        list_topics(topics)
        return
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
@topics_option
@click.pass_context
def check_rules(ctx: click.Context, folder: Path | None, topics: tuple[str, ...]) -> None:
    """Load rules and topics strictly and try each on its examples and counter-examples.

    FOLDER holds the YAML files of rules, --topics names topics; without either, all that come with hedgerow are
    checked. Exit status 1 tells that an example failed, 2 that a file could not be loaded.

    \b
    Examples:
      hedgerow rules check
      hedgerow rules check my-rules/
      hedgerow rules check --topics my-topics.yaml
    """
    from pipeline.topics import load_taxonomies

    taxonomies = load_taxonomies(topics) if topics or folder is None else None
    failed = 0 if topics and folder is None else _check_rules(folder)
    failed += check_topics(taxonomies) if taxonomies else 0
    ctx.exit(1 if failed else 0)


def _check_rules(folder: Path | None) -> int:
    """Try every rule on its examples and print those that fail; how many failed."""
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
    return len(failures)


rules.add_command(coverage)
rules.add_command(suggest)
rules.add_command(diff)
rules.add_command(show)
