"""Runs benchmarks: all of them, or those named, and prints a figure a line; exit status 1 where one misses its mark."""

from __future__ import annotations

import argparse
import pkgutil
import tempfile
from importlib import import_module
from pathlib import Path

import tests.benchmarks
from tests.benchmarks.frame import Figure, Place

FRAME = {"__main__", "agreements", "frame"}


def main() -> int:
    """Run the benchmarks that the command line names."""
    known = [module.name for module in pkgutil.iter_modules(tests.benchmarks.__path__) if module.name not in FRAME]
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(known)}; all without any")
    parser.add_argument("--agreements", type=int, default=450, metavar="N", help="size of the largest set (450)")
    given = parser.parse_args()
    if unknown := set(given.names) - set(known):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    if given.agreements % 150:
        parser.error("the size must be a multiple of 150, so that a tenth of it has the same lengths")
    figures: list[Figure] = []
    for name in given.names or known:
        print(f"== {name}", flush=True)
        with tempfile.TemporaryDirectory(prefix="hedgerow-benchmark-") as folder:
            for figure in import_module(f"tests.benchmarks.{name}").figures(Place(Path(folder), given.agreements)):
                print(figure, flush=True)
                figures.append(figure)
    return 0 if all(figure.good for figure in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
