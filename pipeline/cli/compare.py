"""`hedgerow compare`: comparisons from finished runs, of single agreements, and of drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.formats import chosen_formats
from pipeline.cli.reviews import annotations_option, reviewed_only_option
from pipeline.cli.topics import show_matrix, topics_option

if TYPE_CHECKING:
    from pipeline.cli.compared import Key, Named, Sources


@click.command()
@click.argument("words", metavar="RUN|AGREEMENT...", nargs=-1, required=True)
@click.option(
    "--against",
    metavar="LIST",
    multiple=True,
    help="Earlier agreements, separated by commas: say of each statement of the later one whether it has a counterpart "
    "in them, and which is stronger.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Folder for the tables.  [default: for one run its folder; for single agreements none, the result is printed]",
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
def compare(words: tuple[str, ...], against: tuple[str, ...], output: Path | None, **given: Any) -> None:
    """Compare the agreements of runs, two drafts, or an agreement with earlier ones.

    RUN is a folder that `hedgerow run` wrote. AGREEMENT is one agreement: a file, or its id in a run, written RUN/ID,
    or ID alone where the run is named too (or lies in outputs/). An id is the file's name without its ending.

    \b
    What is compared:
      RUN                   all agreements of the run, its tables and report are made anew
      RUN RUN               all agreements of several runs, side by side (with -o)
      OLD NEW               two agreements: what was firmed, softened, added, dropped, moved
      --against A,B C       for each statement of C, its counterpart in A or B, or that none was found

    The texts of runs are not read again. With --topics the statements are sorted into other topics for these tables;
    the JSON lines of the run stay as they are. What reviewers decided (`hedgerow review`) is used.

    \b
    Examples:
      hedgerow compare outputs/specimens
      hedgerow compare outputs/specimens --reviewed-only -o outputs/reviewed
      hedgerow compare outputs/specimens --topics my-topics.yaml --by actor
      hedgerow compare outputs/2023 outputs/2024 -o outputs/both --formats html,xlsx
      hedgerow compare draft-1.docx draft-2.docx
      hedgerow compare outputs/g7 --against g7-2023,security-2024 compact-2024
      hedgerow compare --against old/lease.pdf new/lease.pdf -o outputs/lease
    """
    from pipeline.cli.compared import Sources

    chosen = chosen_formats(given["formats"])
    sources = Sources(given["annotations"] / "reviews", given["reviewed_only"])
    named, earlier = sources.read(words, [word.strip() for one in against for word in one.split(",") if word.strip()])
    plan = _planned(named, earlier)
    if not plan.asked and len(plan.named) == 1 and plan.named[0].whole:
        output = output or Path(plan.named[0].word)
    elif not plan.asked and output is None:
        raise click.UsageError("Say with -o where the comparison of several runs shall go.")
    elif output and output.resolve() in sources.runs:
        raise click.UsageError(f"{output} is one of the runs, its tables would be lost; choose another folder.")
    if given["formats"] and output is None:
        raise click.UsageError("Say with -o where the tables shall go.")
    for line in _compare(plan, sources, given, (output, chosen)):
        if not given["quiet"]:
            click.echo(line)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be compared, and what is asked: which of it is later and which earlier, and whether it is drafts."""

    named: tuple[Named, ...]
    keys: tuple[Key, ...]
    later: tuple[Key, ...] = ()
    earlier: tuple[Key, ...] = ()
    drafts: bool = False

    @property
    def asked(self) -> bool:
        return bool(self.later)


def _planned(named: Sequence[Named], against: Sequence[Named]) -> _Plan:
    """What the words ask for."""
    # A run that is named only to say where an id is to be looked for is not itself compared.
    searched = {one.looked_in for one in (*named, *against)} - {None}
    compared = [one for one in named if one.single or not {run for run, _ in one.keys} & searched]
    earlier = tuple(dict.fromkeys(key for one in against for key in one.keys))
    later = tuple(dict.fromkeys(key for one in compared or named for key in one.keys if key not in earlier))
    if against:
        if not later:
            raise click.UsageError("Name, besides --against, the agreement that is to be held against these.")
        return _Plan(tuple(compared), earlier + later, later, earlier)
    keys = tuple(dict.fromkeys(key for one in compared for key in one.keys))
    if len(compared) == 2 and all(one.single for one in compared):
        if len(keys) < 2:
            raise click.UsageError(f"{compared[0].word} and {compared[1].word} are the same agreement.")
        return _Plan(tuple(compared), keys, keys[1:], keys[:1], drafts=True)
    if len(keys) == 1 and not compared[0].whole:
        raise click.UsageError(f"Name a second agreement to compare {compared[0].word} with, or use --against.")
    return _Plan(tuple(compared), keys)


def _compare(
    plan: _Plan, sources: Sources, given: dict[str, Any], tables: tuple[Path | None, tuple[str, ...]]
) -> Iterator[str]:
    """Make the comparison, and its tables where a folder is given for them; what is to be told of it."""
    from pipeline.cli.answers import answer_lines
    from pipeline.cli.terminal import printable
    from pipeline.comparison import label_anew
    from pipeline.comparison.alignment import Question
    from pipeline.exporters import export
    from pipeline.topics import load_taxonomies

    taxonomies = load_taxonomies(given["topics"]) if given["topics"] else None
    rows, ids = sources.rows_of(plan.keys)
    if taxonomies:
        rows = label_anew(rows, taxonomies)
    question = None
    if plan.asked:
        later, earlier = (tuple(ids[key] for key in keys) for keys in (plan.later, plan.earlier))
        question = Question(later, earlier, plan.drafts)
    folder, formats = tables
    written = export(rows, folder, formats, question) if folder else []
    if given["by"]:
        show_matrix(rows, given["by"])
    if question:
        yield from answer_lines(rows, question)
    yield from map(printable, sources.told)
    if folder:
        count = len(rows.documents)
        yield f"{count} agreement{'' if count == 1 else 's'} compared."
        yield from (printable(str(path)) for path in written)
