"""`hedgerow rules suggest`: what the annotations teach, as rules to keep or leave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.reviews import annotations_option, gold_option, judged_by_people

if TYPE_CHECKING:
    from pipeline.annotation.suggest import Suggestion

ANY_PATH = click.Path(path_type=Path)
COUNT = click.IntRange(min=1)


@click.command()
@click.argument("inputs", nargs=-1, type=ANY_PATH, metavar="[INPUT]...")
@annotations_option
@gold_option
@click.option("--rules", type=ANY_PATH, metavar="FOLDER", help="Folder of rules.  [default: those of hedgerow]")
@click.option("--most", type=COUNT, default=10, show_default=True, help="Show this many suggestions.")
@click.option("--measure", type=COUNT, default=24, show_default=True, help="Try this many candidates on the texts.")
@click.option("--only", type=COUNT, metavar="N", help="Write the N-th suggestion alone.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON with the places gained and lost.")
@click.option("-o", "--output", type=ANY_PATH, metavar="FILE", help="Write to FILE instead of the screen.")
def suggest(inputs: tuple[Path, ...], **options: Any) -> None:
    """Propose rules for what was missed, and limits for what was found wrongly.

    The texts INPUT (default: corpus) that are annotated or reviewed are tagged, and the words around every miss and
    false alarm are tried as rules on them. The result is YAML, the worthiest first, to be read, mended and saved among
    the rules; a second run tries those that come after. Name the texts of the gold beside your own, so that what a
    rule costs there is counted. Gains are measured on the texts the rules were read off, so judge by `hedgerow rules
    diff` on others too.

    \b
    Examples:
      hedgerow rules suggest
      hedgerow rules suggest corpus treaties/
      hedgerow rules suggest --only 1 -o my-rules/suggested.yaml
    """
    found = _suggestions(inputs, options)
    if options["only"]:
        if options["only"] > len(found):
            raise click.UsageError(f"There are {len(found)} suggestions.")
        found = found[options["only"] - 1 : options["only"]]
    if options["as_json"]:
        import json

        content = json.dumps([suggestion.as_row() for suggestion in found], ensure_ascii=False, indent=1) + "\n"
    else:
        from pipeline.annotation.suggest_yaml import as_yaml

        content = as_yaml(found)
    if options["output"] is None:
        click.echo(content, nl=False)
        return
    from pipeline.exporters.atomic_files import write_text

    write_text(options["output"], content)
    click.echo(f"Written to {options['output']}.", err=True)


def _suggestions(inputs: tuple[Path, ...], options: dict[str, Any]) -> list[Suggestion]:
    from pipeline.annotation.suggest import Bench, suggest
    from pipeline.annotation.trials import tag_all, texts_of
    from pipeline.cli.agreements import read_inputs
    from pipeline.rule_loading import load_rules

    agreements = read_inputs(inputs or (Path("corpus"),))
    rule_set = load_rules(options["rules"])
    before = tag_all(agreements, rule_set)
    judged = judged_by_people(texts_of(agreements), before.rows, options["annotations"], options["gold"])
    if not judged.documents:
        raise click.UsageError("None of the texts is annotated or reviewed; name the texts that are as INPUT.")
    known = [agreement for agreement in agreements if agreement.document_id in judged.documents]
    bench = Bench(rule_set, known, judged, before.of(judged.documents))
    return suggest(bench, options["most"], options["measure"])
