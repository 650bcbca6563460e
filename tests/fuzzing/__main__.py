"""Fuzzes the readers and the rule loader, each in a process of its own, for a bounded time.

An input that raises anything but a refusal is kept in the folder of findings; exit status 1 where there is one.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzzing.targets import TARGETS, seeds

# Seconds after which one input counts as hanging, and megabytes after which it counts as a bomb.
SLOWEST, LARGEST = 20, 2048


def main() -> int:
    """Fuzz the targets that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(TARGETS)}; all without any")
    parser.add_argument("--seconds", type=int, default=60, help="how long each is fuzzed (60)")
    parser.add_argument("--findings", type=Path, default=Path("findings"), help="folder for what is found (findings)")
    given = parser.parse_args()
    if unknown := set(given.names) - set(TARGETS):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    given.findings.mkdir(parents=True, exist_ok=True)
    found = [name for name in given.names or TARGETS if not _fuzz(name, given.seconds, given.findings)]
    return 1 if found else 0


def _fuzz(name: str, seconds: int, findings: Path) -> bool:
    """Fuzz one target; whether nothing was found."""
    with tempfile.TemporaryDirectory(prefix="hedgerow-fuzzing-") as folder:
        for number, data in enumerate(seeds(name)):
            Path(folder, f"seed-{number}").write_bytes(data)
        limits = [f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={LARGEST}", "-max_len=16384"]
        command = [sys.executable, "-m", "tests.fuzzing.process", name, *limits, f"-artifact_prefix={findings}/{name}-"]
        done = subprocess.run([*command, folder], capture_output=True, text=True, errors="replace", check=False)
    inputs = re.findall(r"^#(\d+)", done.stderr, re.MULTILINE)
    verdict = "nothing found" if done.returncode == 0 else f"FOUND, see {findings}/{name}-*"
    print(f"{name:6} {int(inputs[-1]) if inputs else 0:8} inputs  {verdict}", flush=True)
    if done.returncode:
        print("\n".join(done.stderr.splitlines()[-40:]), flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    raise SystemExit(main())
