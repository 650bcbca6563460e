"""The README says what the program does: its commands exist, its two lines are those that CI runs."""

import re
import shlex
from pathlib import Path

import click
import pytest

from pipeline.cli import COMMANDS, cli

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
FENCED = re.findall(r"^```sh\n(.*?)\n```", README, re.MULTILINE | re.DOTALL)
INLINE = re.findall(r"`([^`\n]+)`", README)
COMMAND_LINES = sorted({match for code in (*FENCED, *INLINE) for match in re.findall(r"\bhedgerow [a-z].*", code)})


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_every_command_line_of_the_readme_parses(line: str) -> None:
    words = [word for word in shlex.split(line) if word != "…"]
    command: click.Command = cli
    context = click.Context(cli)
    words.pop(0)
    while isinstance(command, click.Group) and words:
        found = command.get_command(context, words.pop(0))
        assert found is not None, line
        command, context = found, click.Context(found)
    command.make_parser(context).parse_args(words)


def test_the_readme_names_every_command_and_every_file_of_a_run() -> None:
    assert len(COMMAND_LINES) >= len(COMMANDS)
    for name in (*(f"hedgerow {name}" for name in COMMANDS), "unclaimed.jsonl", "comparison.html", "run.json"):
        assert name in README


def test_ci_finds_the_test_command_in_the_readme() -> None:
    marks = re.findall(r"<!-- (run|test) command -->\n```sh\n(.*)\n```\n", README)
    commands = dict(marks)
    assert commands["run"].endswith("hedgerow run corpus -o outputs/specimens")
    assert commands["test"].endswith("pytest")
    assert "<!-- test command -->" in (PROJECT / ".ci" / "run").read_text(encoding="utf-8")
