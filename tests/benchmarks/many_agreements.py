"""How time and memory grow with the number of agreements, and what a run costs that finds nothing new."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.agreements import write_agreements
from tests.benchmarks.frame import SHARED, Cost, Figure, Place, hedgerow, run

FORMATS = {"JSON lines": "jsonl", "all tables": "csv,parquet,xlsx,html,md"}


def figures(place: Place) -> Iterator[Figure]:
    """A set against a tenth of it; then the set once more, and once more with one agreement added."""
    paths = write_agreements(SHARED / "tota", place.folder / "large", place.agreements + 1)
    added = paths.pop()
    added = added.rename(place.folder / added.name)
    small = place.folder / "small"
    small.mkdir()
    for path in paths[: len(paths) // 10]:
        (small / path.name).hardlink_to(path)
    for name, formats in FORMATS.items():
        yield from _growth(place.folder, name, formats, len(paths))
        yield from _again(place.folder, name, formats, added)


def _growth(folder: Path, name: str, formats: str, count: int) -> Iterator[Figure]:
    few = _read(folder, [folder / "small"], f"small-{name}", formats)
    many = _read(folder, [folder / "large"], f"large-{name}", formats)
    few_again = _read(folder, [folder / "small"], f"small-again-{name}", formats)
    # The large run is measured once, between two small ones: what else the machine did then, they met as well.
    seconds = (few.seconds + few_again.seconds) / 2
    processor = (few.processor + few_again.processor) / 2
    of = f"{count} agreements / {count // 10}, {name}"
    detail = f"{many.seconds:.0f} s against {seconds:.0f} s"
    yield Figure(f"{of}: time", many.seconds / seconds, most=10.5, detail=detail)
    yield Figure(f"{of}: processor time", many.processor / processor, most=10.5)
    detail = f"{many.megabytes:.0f} MB against {few.megabytes:.0f} MB"
    yield Figure(f"{of}: memory", many.megabytes / few.megabytes, most=1.3, detail=detail)
    yield Figure(f"{of}: documents a second", count / many.seconds, "a second")


def _again(folder: Path, name: str, formats: str, added: Path) -> Iterator[Figure]:
    """The large set once more in the folder where it was read, and then with one agreement more."""
    first = json.loads((folder / f"out-large-{name}" / "run.json").read_text(encoding="utf-8"))["seconds"]
    unchanged = _read(folder, [folder / "large"], f"large-{name}", formats)
    detail = f"{unchanged.seconds:.1f} s of {first:.0f} s"
    yield Figure(f"unchanged run, {name}", 100 * unchanged.seconds / first, "per cent", most=3, detail=detail)
    more = _read(folder, [folder / "large", added], f"large-{name}", formats)
    alone = _read(folder, [added], f"alone-{name}", formats)
    detail = f"{more.seconds:.1f} s, the one alone {alone.seconds:.1f} s"
    yield Figure(f"one agreement more, {name}", more.seconds - alone.seconds, "seconds", detail=detail)


def _read(folder: Path, inputs: list[Path], out: str, formats: str) -> Cost:
    return run(*hedgerow(*inputs, "-o", folder / f"out-{out}", "--formats", formats))
