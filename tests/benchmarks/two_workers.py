"""What a second worker brings, against what a second process of its own would bring at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from tests.benchmarks.agreements import write_agreements
from tests.benchmarks.frame import SHARED, Figure, Place, hedgerow, in_turns, run

AGREEMENTS = 40


def figures(place: Place) -> Iterator[Figure]:
    """Forty agreements by one worker, by two, and by two runs side by side that have half of them each."""
    whole = place.folder / "whole"
    paths = write_agreements(SHARED / "tota", whole, AGREEMENTS)
    halves = []
    for number in range(2):
        half = place.folder / f"half-{number}"
        half.mkdir()
        for path in paths[number::2]:
            (half / path.name).hardlink_to(path)
        halves.append(half)
    numbers = count()

    def read(folder: Path, workers: int) -> float:
        out = place.folder / f"out-{next(numbers)}"
        return run(*hedgerow(folder, "-o", out, "--formats", "jsonl", "--workers", str(workers))).seconds

    def side_by_side() -> float:
        with ThreadPoolExecutor(2) as threads:
            return max(threads.map(lambda half: read(half, 1), halves))

    ways = {"one": lambda: read(whole, 1), "two": lambda: read(whole, 2), "apart": side_by_side}
    best = in_turns(ways, turns=3)
    gain, apart = best["one"] / best["two"], best["one"] / best["apart"]
    detail = f"{gain:.2f} times as fast, two runs apart {apart:.2f} times"
    yield Figure("two workers on 40 agreements / two runs apart", gain / apart, least=0.85, detail=detail)
