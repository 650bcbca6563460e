"""The house rules: which way imports go, how large things may grow, what a start may load, what no file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pipeline.cli import COMMANDS, cli

PROJECT = Path(__file__).parents[1]
PACKAGE = PROJECT / "pipeline"
SOURCES = sorted(PACKAGE.rglob("*.py"))

# No stage imports one that stands behind it in this list.
STAGES = (
    "errors",
    "records",
    "normalisation",
    "ingestion",
    "structure",
    "rule_loading",
    "tagging",
    "party_names",
    "statements",
    "reach",
    "topics",
    "analysis",
    "comparison",
    "exporters",
    "fetching",
    "annotation",
    "review",
    "batch",
    "cli",
)
# The doors from outside stand above all stages: the public API, the command, the component that spaCy loads by name.
DOORS = {PACKAGE / "__init__.py", PACKAGE / "__main__.py", PACKAGE / "tagging" / "component.py"}

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60
MOST_PARAMETERS = 6
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"}
# Where a machine of its own keeps users' files: the project runs from any folder.
MACHINE_PATH = re.compile(r"(?<![\w.:])/(?:home|Users|root|work|mnt)/\w|\b[A-Z]:\\+Users\\")
TEXT_SUFFIXES = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".jsonl", ".txt", ".html", ".js", ".css", ".cfg", ""}


def stage_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_stages(path: Path) -> Iterator[tuple[int, str]]:
    """Line and stage of each import of the project's own modules, those inside functions included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            names = [node.module or ""]
            if node.module == "pipeline":
                names = [f"pipeline.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "pipeline" and len(parts) > 1 and parts[1] in STAGES:
                yield node.lineno, parts[1]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_every_module_belongs_to_a_stage() -> None:
    assert {stage_of(path) for path in SOURCES if path not in DOORS} <= set(STAGES)


def test_no_stage_imports_a_later_one() -> None:
    wrong = [
        f"{path.relative_to(PROJECT)}:{line} imports {stage}"
        for path in SOURCES
        if path not in DOORS
        for line, stage in imported_stages(path)
        if STAGES.index(stage) > STAGES.index(stage_of(path))
    ]
    assert not wrong


def test_no_stage_goes_through_a_door() -> None:
    wrong = [
        path.relative_to(PROJECT)
        for path in SOURCES
        if re.search(
            r"pipeline\.tagging\.component|pipeline import (load|read|tag)\b", path.read_text(encoding="utf-8")
        )
    ]
    assert not wrong


def test_files_and_functions_stay_small() -> None:
    large = [
        f"{path.relative_to(PROJECT)}: {lines} lines"
        for path in SOURCES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    ]
    for path in SOURCES:
        for function in functions(path):
            lines = (function.end_lineno or function.lineno) - function.lineno + 1
            arguments = function.args
            parameters = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
            count = len([parameter for parameter in parameters if parameter.arg not in {"self", "cls"}])
            if lines > MOST_LINES_OF_A_FUNCTION or count > MOST_PARAMETERS:
                where = f"{path.relative_to(PROJECT)}:{function.lineno} {function.name}"
                large.append(f"{where}: {lines} lines, {count} parameters")
    assert not large


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = [path.relative_to(PROJECT) for path in SOURCES if set(path.stem.split("_")) & EMPTY_NAMES]
    folders = [path for path in PACKAGE.rglob("*") if path.is_dir() and path.name in EMPTY_NAMES]
    assert not names + folders


def test_no_file_holds_a_path_of_one_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    found = []
    for name in filter(None, listed.stdout.decode("utf-8").split("\0")):
        path = PROJECT / name
        if path.suffix in TEXT_SUFFIXES and path.is_file() and path != Path(__file__):
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
                if MACHINE_PATH.search(line):
                    found.append(f"{name}:{number}: {line.strip()[:80]}")
    assert not found


# --- what a start loads ----------------------------------------------------------------------------


def loaded_by(*arguments: str) -> set[str]:
    """The top-level modules in memory after `hedgerow ARGUMENTS`."""
    code = (
        "import sys; from pipeline.cli import cli; "
        f"cli({list(arguments)!r}, standalone_mode=False); "
        "print('|', *{name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stdout.rsplit("|", 1)[1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    loaded = loaded_by(*arguments)
    assert "click" in loaded
    assert not loaded & {"spacy", "pandas", "numpy", "pdfplumber", "lxml", "pyarrow", "trafilatura", "docx", "yaml"}


def test_a_page_of_text_loads_no_library_that_it_does_not_need(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Memorandum\n\nThe Parties shall, where possible, meet once a year.\n", encoding="utf-8")
    loaded = loaded_by("run", str(page), "-o", str(tmp_path / "out"), "--quiet")
    assert {"spacy", "pyarrow", "xlsxwriter"} <= loaded
    others = {"pandas", "scipy", "sklearn", "lxml", "pdfplumber", "trafilatura", "docx", "py3langid", "babel", "nltk"}
    assert not loaded & others


def test_help_comes_at_once() -> None:
    """In processor time, which is the same however busy the machine is with other things."""

    def fastest(code: str) -> float:
        command = [sys.executable, "-c", f"{code}; import sys, time; print(time.process_time(), file=sys.stderr)"]
        runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(5)]
        return min(float(run.stderr) for run in runs)

    help_ = "from pipeline.cli import cli; cli(['--help'], standalone_mode=False)"
    assert fastest(help_) - fastest("pass") < 0.25


def test_importing_the_package_does_no_work() -> None:
    code = "import sys, pipeline; print('spacy' in sys.modules, 'pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


# --- help ------------------------------------------------------------------------------------------


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from commands(found, f"{name} {child}")


def test_every_command_has_help_with_an_example() -> None:
    without = [name for name, command in commands(cli, "hedgerow") if f"  {name}" not in (command.help or "")]
    assert not without, "no example in the help of: " + ", ".join(without)


def test_the_list_of_commands_says_what_each_command_says() -> None:
    context = click.Context(cli)
    for name, (_, _, summary) in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command is not None and command.get_short_help_str(limit=200) == summary, name


def test_every_option_says_what_it_does() -> None:
    silent = [
        f"{name} {option.opts[0]}"
        for name, command in commands(cli, "hedgerow")
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert not silent
