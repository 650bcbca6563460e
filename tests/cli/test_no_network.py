"""A run asks nothing of any network, in its own process and in its workers."""

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import write

# Python runs this file at every start, that of a worker too.
NO_NETWORK = """
import os, socket

def refuse(*arguments, **more):
    with open(os.environ["ASKED"], "a") as file:
        file.write(repr(arguments))
    raise OSError("no network in this test")

socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refuse
socket.socket.connect = socket.socket.connect_ex = refuse
"""


def test_a_run_opens_no_connection(sources: Path, tmp_path: Path) -> None:
    write(tmp_path / "site" / "sitecustomize.py", NO_NETWORK)
    before = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join(filter(None, [str(tmp_path / "site"), str(Path(__file__).parents[2]), before]))
    asked = tmp_path / "asked"
    environment = {**os.environ, "PYTHONPATH": path, "ASKED": str(asked)}
    probe = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('192.0.2.1', 80))"],
        env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert probe.returncode and asked.exists(), "the test refuses nothing"
    asked.unlink()
    command = [sys.executable, "-m", "pipeline", "run", str(sources), "-o", str(tmp_path / "out"), "--workers", "2"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "comparison.html").is_file()
    assert not asked.exists(), asked.read_text(encoding="utf-8")
