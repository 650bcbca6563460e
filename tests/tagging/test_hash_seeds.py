"""Python orders sets by a seed of each process: nothing that is found may depend on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ_ALL = """
import hashlib
from pathlib import Path
from pipeline.analysis import analyse
from pipeline.ingestion import read_agreement
from pipeline.ingestion.formats import READABLE_SUFFIXES
from pipeline.tagging.nlp_setup import load_tagger
tagger = load_tagger()
for path in sorted(Path("corpus").iterdir()):
    if path.suffix in READABLE_SUFFIXES and path.name != "README.md":
        print(path.name, hashlib.sha256(repr(analyse(read_agreement(path), tagger)).encode()).hexdigest())
"""


def read_all(seed: str) -> str:
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_specimens_give_the_same_under_every_hash_seed() -> None:
    first = read_all("1")
    assert first.count("\n") > 10
    assert read_all("4242") == first
