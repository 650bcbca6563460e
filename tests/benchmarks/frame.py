"""What a benchmark measures with, and what it gives back.

A benchmark is a module of this folder with a function `figures(place)` that yields figures one by one. What is compared
is measured in turns on the same machine, and the best of several turns counts: so another program's load, which only
ever adds, disturbs least.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
SHARED = PROJECT.parent / "shared" / "corpus"
PYTHON = sys.executable
# As Python usually runs: with the bytecode that an earlier turn has left.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a benchmark may write, and how large the largest set of agreements shall be (a multiple of 150)."""

    folder: Path
    agreements: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement; `most` or `least` is what is asked of it, `detail` what it was made of."""

    name: str
    value: float
    unit: str = "times"
    most: float | None = None
    least: float | None = None
    detail: str = ""

    @property
    def good(self) -> bool:
        """Whether it is what is asked."""
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)

    def __str__(self) -> str:
        asked = f"at most {self.most:g}" if self.most is not None else ""
        asked = f"at least {self.least:g}" if self.least is not None else asked
        mark = "" if not asked else "ok  " if self.good else "MISS"
        return f"{mark:4} {self.name:62} {self.value:8.3g} {self.unit:10} {asked:14} {self.detail}".rstrip()


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost: seconds on the clock, seconds of processor, and the memory of its largest process in MB."""

    seconds: float
    processor: float
    megabytes: float


def run(*arguments: str | Path) -> Cost:
    """The cost of a Python command (its arguments behind `python`), its child processes included."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [PYTHON, *map(str, arguments)],
        cwd=PROJECT,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{arguments}: {complaint.decode(errors='replace')}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def in_turns(ways: Mapping[str, Callable[[], float]], turns: int) -> dict[str, float]:
    """The least that each way cost, tried one after the other, so many times."""
    costs: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(turns):
        for name, way in ways.items():
            costs[name].append(way())
    return {name: min(found) for name, found in costs.items()}


def hedgerow(*arguments: str | Path) -> Sequence[str | Path]:
    """The arguments of a quiet `hedgerow run`."""
    return ("-m", "pipeline", "run", *arguments, "--quiet")
