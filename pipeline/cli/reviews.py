"""The options by which tables take in what reviewers decided, and how that is told, as several commands have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pipeline.annotation.judged import Judged

annotations_option = click.option(
    "--annotations",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("annotations"),
    show_default=True,
    metavar="FOLDER",
    help="Folder of annotations; the reviewers' decisions are in reviews/ there.",
)
gold_option = click.option(
    "--gold",
    type=click.Path(exists=True, path_type=Path),
    help="Folder or file of annotations.  [default: gold/ in the folder of annotations]",
)
reviewed_only_option = click.option(
    "--reviewed-only",
    is_flag=True,
    help="Let only reviewed statements into the tables, without those on which reviewers differ.",
)

STATES = ("reviewed", "adjudicated", "disputed")
CHANGES = ("rejected", "added")


def told_of_reviews(counts: Mapping[str, int], *, only: bool) -> str | None:
    """What reviewers did, in a line; None where they did nothing. `only`: what nobody reviewed was left out."""
    told = [f"{counts[name]} {name}" for name in (*STATES, *CHANGES) if counts[name]]
    if counts["lost"]:
        one = counts["lost"] == 1
        told.append(f"{counts['lost']} decision{'' if one else 's'} lost {'its' if one else 'their'} words")
    left_out = counts["unreviewed_agreements"]
    if only and left_out:
        told.append(f"{left_out} agreement{'' if left_out == 1 else 's'} that nobody reviewed left out")
    return f"{', '.join(told)}." if told else None


def judged_by_people(
    texts: Mapping[str, str], rows: Sequence[dict[str, Any]], annotations: Path, gold: Path | None
) -> Judged:
    """The gold of these texts with the reviewers' decisions on them; what was taken in is told on standard error."""
    from pipeline.annotation.trials import gold_among
    from pipeline.review.judging import lay_over
    from pipeline.review.store import ReviewStore

    store = ReviewStore(annotations / "reviews")
    reviewed = lay_over(gold_among(texts, gold or annotations / "gold"), store.decisions(), rows, texts)
    for warning in store.warnings():
        click.echo(warning, err=True)
    told = f"Judged by {len(reviewed.judged.whole)} annotated texts and {reviewed.taken} reviewed statements."
    if reviewed.disputed or reviewed.lost:
        told += f" Left out: {reviewed.disputed} on which reviewers differ, {reviewed.lost} whose words are gone."
    click.echo(told, err=True)
    return reviewed.judged
