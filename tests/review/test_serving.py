"""Where the page is served, and how the command begins and ends."""

from __future__ import annotations

import signal
import socket
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.errors import RunError
from pipeline.review.serving import is_loopback, listen
from tests.review.conftest import Served


def test_by_default_only_this_machine_reaches_the_page() -> None:
    served = listen("127.0.0.1", 0, ["ana", "ben"])
    with served.listening:
        host, port = served.listening.getsockname()
        assert host == "127.0.0.1"
        assert served.hosts == {f"127.0.0.1:{port}", f"localhost:{port}"}
        assert len(set(served.tokens)) == 2 and all(len(token) >= 32 for token in served.tokens)
        assert all(address.startswith(f"http://127.0.0.1:{port}/#") for address in served.addresses.values())


def test_every_interface_is_answered_under_this_machines_names_only() -> None:
    served = listen("0.0.0.0", 0, ["ana"])
    with served.listening:
        port = served.listening.getsockname()[1]
        assert f"{socket.gethostname()}:{port}" in served.hosts
        assert all(name.endswith(f":{port}") for name in served.hosts) and "*" not in "".join(served.hosts)


@pytest.mark.parametrize(("host", "own"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False)])
def test_loopback_is_told_from_the_rest(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_a_port_in_use_is_named() -> None:
    first = listen("127.0.0.1", 0, ["ana"])
    with first.listening, pytest.raises(RunError, match="choose another --host or --port"):
        listen("127.0.0.1", first.listening.getsockname()[1], ["ana"])


def test_a_folder_that_is_no_run_is_refused_in_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["review", str(tmp_path)])
    assert result.exit_code == 2 and "is no run" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise on Windows")
def test_ctrl_c_ends_it_without_a_complaint(run_folder: Path, serve: Callable[[Path], Served]) -> None:
    served = serve(run_folder)
    assert served.process is not None
    with urllib.request.urlopen(served.addresses["ana"].split("#")[0], timeout=30) as answer:
        assert answer.status == 200
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=30) == 0
