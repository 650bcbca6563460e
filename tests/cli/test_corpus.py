"""`hedgerow corpus`: the real instruments listed and fetched."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from tests.cli.conftest import write
from tests.fetching.conftest import BadServer, server

__all__ = ["server"]
Hedgerow = Callable[..., Result]


def listed(folder: Path, **addresses: str) -> Path:
    entries = "".join(
        f'- {{id: {name}, title: Pact {name}, kind: pact, parties: [NOR, EST], signed: "2021-05-04", '
        f"place: Port Ael, text: '{address}'}}\n"
        for name, address in addresses.items()
    )
    write(folder / "sources.yaml", "instruments:\n" + entries)
    return folder


def test_the_list_is_a_table_and_json(hedgerow: Hedgerow) -> None:
    table = hedgerow("corpus", "list")
    assert table.exit_code == 0 and "ukr-usa-2024" in table.stdout
    assert table.stdout.splitlines()[-1].endswith("with an official text to fetch.")
    assert all(len(line) <= 120 for line in table.stdout.splitlines())
    rows = json.loads(hedgerow("corpus", "list", "--json").stdout)
    assert next(row for row in rows if row["id"] == "ukr-usa-2024")["parties"] == ["UKR", "USA"]


def test_a_folder_of_ones_own_is_listed(hedgerow: Hedgerow, tmp_path: Path) -> None:
    result = hedgerow("corpus", "list", "--corpus", listed(tmp_path, mine="https://example.org/pact"))
    assert "Pact mine" in result.stdout


def test_texts_are_fetched_and_the_table_says_so(hedgerow: Hedgerow, server: BadServer, tmp_path: Path) -> None:
    folder = listed(tmp_path, good=server.address("pact"), bad=server.address("missing"))
    out = tmp_path / "texts"
    result = hedgerow("corpus", "fetch", "--corpus", folder, "-o", out, "--no-archive")
    assert result.exit_code == 1
    assert (out / "good.html").is_file()
    lines = result.stdout.splitlines()
    assert lines[1].split()[:2] == ["good", "new"] and "answers 404" in result.stdout
    assert lines[-1] == f"1 of 2 texts are in {out}, 1 could not be fetched. Read them with: hedgerow run {out}"
    rows = json.loads(hedgerow("corpus", "fetch", "good", "--corpus", folder, "-o", out, "--json").stdout)
    assert [(row["id"], row["state"]) for row in rows] == [("good", "kept")]


def test_an_unknown_id_names_near_ones(hedgerow: Hedgerow) -> None:
    result = hedgerow("corpus", "fetch", "ukr-usa-2023")
    assert result.exit_code == 2 and "ukr-usa-2024" in result.stderr


def test_a_folder_that_cannot_be_written_is_one_line(hedgerow: Hedgerow, tmp_path: Path) -> None:
    blocked = write(tmp_path / "file", "text")
    result = hedgerow("corpus", "fetch", "ukr-usa-2024", "-o", blocked / "texts")
    assert result.exit_code == 2 and "choose another folder" in result.stderr


def test_a_text_without_a_known_address_is_not_there(hedgerow: Hedgerow, tmp_path: Path) -> None:
    result = hedgerow("corpus", "fetch", "ukr-fra-2024", "-o", tmp_path)
    assert result.exit_code == 1 and "no official text known" in result.stdout
