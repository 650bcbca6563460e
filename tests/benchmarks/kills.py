"""Fifty kills at random moments of a run over forty agreements."""

from __future__ import annotations

from collections.abc import Iterator

from tests.batch.killed_runs import kill_again_and_again
from tests.benchmarks.agreements import write_agreements
from tests.benchmarks.frame import SHARED, Figure, Place

KILLS = 50


def figures(place: Place) -> Iterator[Figure]:
    """How many kills the outputs survived without a difference to those of an undisturbed run."""
    sources = place.folder / "in"
    # Short ones, so that a run is killed in the middle of everything it does, and not of its reading alone.
    write_agreements(SHARED / "tota", sources, 40, lengths=(400, 800, 1_200))
    told = kill_again_and_again(sources, place.folder, KILLS)
    detail = ", ".join(f"{name} {count}" for name, count in told.items())
    yield Figure("kills survived by runs over 40 agreements", told["killed"], "kills", least=KILLS, detail=detail)
