"""The invented run under review: as an application, and served by the command itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.review.decisions import Decision
from pipeline.review.store import ReviewStore
from tests.comparison.specimens import specimen_rows, write_run

PROJECT = Path(__file__).parents[2]


@dataclass
class Served:
    """A `hedgerow review` of its own process; `addresses` by reviewer."""

    run: Path
    annotations: Path
    addresses: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    def start(self, *reviewers: str) -> None:
        names = reviewers or ("ana", "ben")
        options = [part for name in names for part in ("--reviewer", name)]
        command = [sys.executable, "-m", "pipeline", "review", str(self.run), "--annotations", str(self.annotations)]
        environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [*command, *options], cwd=self.run.parent, env=environment, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.addresses = {}
        for _ in names:
            name, address = re.fullmatch(r"(.+) reviews at (\S+)\n", self.process.stdout.readline()).groups()  # type: ignore[union-attr]
            self.addresses[name] = address

    def kill(self) -> None:
        """End it as a crash would."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def decisions(self) -> list[Decision]:
        """What stands in the reviewers' files."""
        return ReviewStore(self.annotations / "reviews").decisions()


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    """The files of the invented run."""
    return write_run(specimen_rows(), tmp_path / "run")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Path], Served]]:
    """Serves the run of a folder; everything is ended with the test."""
    opened: list[Served] = []

    def start(run: Path) -> Served:
        served = Served(run, tmp_path / "annotations")
        opened.append(served)
        served.start()
        return served

    yield start
    for served in opened:
        served.kill()
