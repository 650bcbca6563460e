"""The list of real instruments: facts in their forms, mistakes named, and the list in the wheel."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pycountry
import pytest

from pipeline.errors import FetchError
from pipeline.fetching import load_sources
from pipeline.ingestion.parties import find_parties

ROOT = Path(__file__).resolve().parents[2]
ENTRY = """instruments:
- id: pact-2021
  title: Pact on Rivers
  kind: pact
  parties: [NOR, EST]
  signed: "2021-05-04"
  place: Port Ael
  text: https://example.org/pact
"""


def test_the_list_holds_facts_in_their_forms() -> None:
    sources = load_sources()
    assert sources == load_sources(ROOT / "corpus")
    assert len(sources) >= 30 and sum(source.text is not None for source in sources) >= 15
    for source in sources:
        assert all(code in ("EUE", "NATO") or pycountry.countries.get(alpha_3=code) for code in source.parties)
        assert all(pycountry.languages.get(alpha_2=code) for code in source.languages)
        assert len(source.signed) == 10


def test_titles_and_parties_agree() -> None:
    between = [source for source in load_sources() if " between " in source.title.lower()]
    assert len(between) > 20
    for source in between:
        named = {party.id for party in find_parties("", source.title)[0]} - {None}
        assert named == set(source.parties), source.id


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("instruments:", "agreements:", "no list of instruments"),
        ("kind: pact", "knd: pact", "unknown key knd"),
        ("  place: Port Ael\n", "", "place is missing"),
        ('"2021-05-04"', "2021-05-04", "signed is not text"),
        ('"2021-05-04"', '"4 May 2021"', "signed is not a date"),
        ("[NOR, EST]", "NOR", "parties is not a list"),
        ("pact-2021", "../pact", "not fit for a file's name"),
        ("https://example.org/pact", "file:///etc/passwd", "text is not an address"),
        ("  text: https://example.org/pact\n", "", "nothing says where"),
        ("kind: pact", "kind: [", "is not plain YAML"),
    ],
)
def test_a_mistake_in_the_list_is_one_clear_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    (tmp_path / "sources.yaml").write_text(ENTRY, encoding="utf-8")
    assert load_sources(tmp_path)[0].parties == ("NOR", "EST")
    (tmp_path / "sources.yaml").write_text(ENTRY.replace(old, new), encoding="utf-8")
    with pytest.raises(FetchError, match=problem) as caught:
        load_sources(tmp_path)
    assert "sources.yaml" in str(caught.value) and "\n" not in str(caught.value)


def test_the_list_travels_in_the_wheel(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="building a wheel needs hatchling")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(tmp_path / "installed")
    code = "from pipeline.fetching import sources; print(sources.__file__, len(sources.load_sources()))"
    command = [sys.executable, "-c", code]
    environment = {"PYTHONPATH": str(tmp_path / "installed"), "PATH": ""}
    done = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    place, count = done.stdout.split()
    assert Path(place).is_relative_to(tmp_path) and int(count) == len(load_sources())
