"""Runs that are killed again and again, and what they must leave whole: used by the tests and by a benchmark."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

Contents = dict[str, bytes | dict[str, Any]]


def contents(folder: Path) -> Contents:
    """All files of a run by name; run.json without what may differ between two runs."""
    files: Contents = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".") and path.name != "run.json"
    }
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert run.pop("started") and run.pop("seconds") >= 0
    return {**files, "run.json": run}


def kill_again_and_again(sources: Path, folder: Path, kills: int, formats: str = "csv,html") -> dict[str, int]:
    """Kill runs over `sources` with SIGKILL at random moments, `kills` times, then let one end.

    After each kill every file in the output folder must be whole; what a run leaves in the end must be the same to the
    byte as what an undisturbed run leaves. Where a run ends before it is killed, its files are compared and removed,
    and a new one begins. Returns how often a run was killed, was killed after it had kept something, and ended.
    """
    chance = random.Random(7)
    began = time.monotonic()
    assert _start(sources, folder / "undisturbed", formats).wait() == 0
    longest = time.monotonic() - began
    expected, out = contents(folder / "undisturbed"), folder / "killed"
    told = {"killed": 0, "killed with something kept": 0, "ended": 0}
    while told["killed"] < kills:
        process = _start(sources, out, formats)
        try:
            assert process.wait(chance.uniform(0, longest)) == 0
        except subprocess.TimeoutExpired:
            # The run alone, whose workers must then end by themselves; or all of it, as the system does at its end.
            (os.kill if chance.random() < 0.5 else os.killpg)(process.pid, signal.SIGKILL)
            process.wait()
            told["killed"] += 1
            told["killed with something kept"] += bool(list(out.glob(".finished/parts/*.gz")))
            _check_whole(out)
        else:
            told["ended"] += 1
            assert contents(out) == expected
            shutil.rmtree(out)
    assert _start(sources, out, formats).wait() == 0
    assert contents(out) == expected
    left = [path for path in out.rglob("*") if path.suffix in {".new", ".tmp"}]
    assert not left, left
    return told


def _start(sources: Path, out: Path, formats: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline", "run", str(sources), "-o", str(out), "--formats", formats, "--quiet"]
    return subprocess.Popen([*command, "--workers", "2"], start_new_session=True)


def _check_whole(out: Path) -> None:
    """Every file that stands under its own name was written to its end."""
    for path in out.glob("*.jsonl"):
        text = path.read_text(encoding="utf-8")
        assert not text or text.endswith("\n"), path
        for line in text.splitlines():
            json.loads(line)
    if (out / "run.json").exists():
        json.loads((out / "run.json").read_text(encoding="utf-8"))
    for path in out.glob("*.html"):
        assert path.read_text(encoding="utf-8").rstrip().endswith("</html>"), path
