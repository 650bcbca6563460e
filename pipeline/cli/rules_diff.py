"""`hedgerow rules diff`: what a change of the rules does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.reviews import annotations_option, gold_option, judged_by_people

if TYPE_CHECKING:
    from pipeline.annotation.rule_diff import RuleDiff

ANY_PATH = click.Path(path_type=Path)
PACKAGED = Path("packaged")


@click.command()
@click.argument("old", type=ANY_PATH)
@click.argument("new", type=ANY_PATH)
@click.option(
    "--on", "inputs", type=ANY_PATH, multiple=True, metavar="INPUT",
    help="A text or folder to tag by both; can be given again.  [default: corpus]",
)  # fmt: skip
@annotations_option
@gold_option
@click.option("--most", type=click.IntRange(min=0), default=40, show_default=True, help="Show this many statements.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON with every change.")
def diff(old: Path, new: Path, **options: Any) -> None:
    """Show which statements appear, vanish or change between the rules of OLD and NEW.

    OLD and NEW are folders of rules; the word "packaged" stands for those that come with hedgerow. Where annotated
    texts are among the inputs, the effect on precision and recall is shown too; where reviewed ones are, what of the
    judged statements and spans turns right or wrong.

    \b
    Examples:
      hedgerow rules diff packaged my-rules/
      hedgerow rules diff packaged my-rules/ --on treaties/ --most 200
    """
    difference = _compare((old, new), options)
    if options["as_json"]:
        import json

        click.echo(json.dumps(difference.as_json(), ensure_ascii=False, indent=1))
    else:
        _show(difference, options["most"])


def _compare(folders: tuple[Path, Path], options: dict[str, Any]) -> RuleDiff:
    from pipeline.annotation.rule_diff import RuleDiff, find_changes, find_effects
    from pipeline.annotation.trials import score, tag_all, texts_of
    from pipeline.cli.agreements import read_inputs
    from pipeline.rule_loading import load_rules

    old_rules, new_rules = (load_rules(None if folder == PACKAGED else folder) for folder in folders)
    agreements = read_inputs(options["inputs"] or (Path("corpus"),))
    old, new = tag_all(agreements, old_rules), tag_all(agreements, new_rules)
    judged = judged_by_people(texts_of(agreements), old.rows, options["annotations"], options["gold"])
    before, after = score(judged, old.rows), score(judged, new.rows)
    whole = judged.of(judged.whole).annotations
    return RuleDiff(
        old_rules.hash,
        new_rules.hash,
        len(agreements),
        tuple(find_changes(old, new)),
        effects=find_effects(whole, old, new) if whole else None,
        gains=tuple(after.gains(before)),
        costs=tuple(after.costs(before)),
    )


def _show(difference: RuleDiff, most: int) -> None:
    from pipeline.annotation.rule_diff import APPEARS, CHANGES, VANISHES
    from pipeline.cli.terminal import printable

    for change in difference.changes[:most]:
        where = f"{change.document_id} {change.citation}".strip()
        click.echo(printable(f"{change.what}: {where}, {change.kind}: “{change.quote}”"))
        for name, before, after in change.fields:
            click.echo(printable(f"  {name}: {before} -> {after}"))
    if len(difference.changes) > most:
        click.echo(f"{len(difference.changes) - most} more statements (see --most, --json).")
    counts = ", ".join(f"{difference.count(what)} {word}" for what, word in (
        (APPEARS, "appear"), (VANISHES, "vanish"), (CHANGES, "change"),
    ))  # fmt: skip
    click.echo(f"Of the statements of {difference.documents} agreements {counts}.")
    for told, items in (("right", difference.gains), ("wrong", difference.costs)):
        for label, document_id, start, end in items:
            click.echo(f"Judged by people, now {told}: {label} in {document_id}, {start}-{end}")
    if difference.effects is None:
        click.echo("No wholly annotated text among them, so no precision and recall.")
    elif not difference.effects:
        click.echo("No figure on the gold changes.")
    for effect in difference.effects or ():
        if effect.measure.rpartition(".")[2] in ("precision", "recall", "f1") or "." not in effect.measure:
            change_by = f"{effect.after - effect.before:+.4f}"
            click.echo(f"{effect.measure:32}{effect.before:.4f} -> {effect.after:.4f}  {change_by}")
