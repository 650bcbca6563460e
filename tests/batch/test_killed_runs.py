"""kill -9 at any moment costs nothing that was finished, and leaves no file half written."""

import sys
from pathlib import Path

import pytest

from tests.batch.killed_runs import kill_again_and_again
from tests.cli.conftest import ACCORD, write


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_killed_runs_end_as_an_undisturbed_one(tmp_path: Path) -> None:
    # Fifty kills over forty files: python -m tests.benchmarks kills
    body = "\n".join(f"{n}. The Parties shall, where possible, meet within {n} days." for n in range(1, 60))
    for number in range(10):
        write(tmp_path / "in" / f"accord-{number}.txt", f"{ACCORD}\nArticle 3\n\n{body}\n".replace("90", str(number)))
    told = kill_again_and_again(tmp_path / "in", tmp_path, kills=4)
    assert told["killed"] == 4
