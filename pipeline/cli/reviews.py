"""The options by which tables take in what reviewers decided, and how that is told, as several commands have them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

annotations_option = click.option(
    "--annotations",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("annotations"),
    show_default=True,
    metavar="FOLDER",
    help="Folder of annotations; the reviewers' decisions are in reviews/ there.",
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
