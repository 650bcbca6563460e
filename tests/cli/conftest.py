"""A few short agreements, and a way to call the command."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli

ACCORD = """Accord on River Safety between Norland and Estmark

Signed at Port Ael, 4 May 2021

Article 1
Joint work

1. The Parties shall establish a joint river commission within 90 days.
2. Norland will, where possible, provide two patrol boats.
3. Either Party may invite observers.

Article 2
Funds

Nothing in this Accord shall be construed as creating a financial obligation.
"""

NOTE = """Memorandum on Archives

The Participants intend to share copies of their records, as appropriate.
At the request of a Participant, the other Participant should return an item within 30 days.
"""


def write(path: Path, text: str) -> Path:
    """The file with this text, its folders made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with two agreements and a file that is none."""
    write(tmp_path / "in" / "accord.txt", ACCORD)
    write(tmp_path / "in" / "deeper" / "note.md", NOTE)
    write(tmp_path / "in" / "LICENSE", "Free.")
    return tmp_path / "in"


@pytest.fixture
def hedgerow() -> Callable[..., Result]:
    """Calls `hedgerow` with these arguments; an exception that is no exit is raised."""

    def call(*arguments: str | Path, text: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(cli, [str(argument) for argument in arguments], input=text, catch_exceptions=False)
        assert "Traceback" not in result.output
        return result

    return call
