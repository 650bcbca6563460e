"""Instruments fetched from a server that misbehaves: what comes is whole, what does not is said, nothing hangs."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import FetchError
from pipeline.fetching import FetchOptions, Outcome, Source, fetch_sources
from pipeline.fetching.downloading import Downloader
from tests.fetching.conftest import QUICK, BadServer

OPTIONS = FetchOptions(QUICK, archive=None)


def source(address: str | None, name: str = "pact") -> Source:
    return Source(
        name, "Pact on Rivers", "pact", ("NOR", "EST"), "2021-05-04", "Port Ael", text=address, about="http://a.b"
    )


def fetch(server: BadServer, folder: Path, path: str, options: FetchOptions = OPTIONS) -> Outcome:
    (outcome,) = fetch_sources([source(server.address(path))], folder, options)
    return outcome


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "path", ["pact", "mislabelled", "moved", "flaky", "busy", "once-truncated", "endless-redirect"]
)
def test_a_page_comes_whole_whatever_the_way_to_it(server: BadServer, tmp_path: Path, path: str) -> None:
    outcome = fetch(server, tmp_path, path)
    assert (outcome.state, outcome.note) == ("new", "")
    assert files(tmp_path) == ["fetched.json", "pact.html"]
    assert (tmp_path / "pact.html").read_bytes().endswith(b"</html>")
    assert outcome.words == 63
    assert all(agent.startswith("hedgerow/") for agent in server.agents)


@pytest.mark.parametrize(
    ("path", "problem", "asked"),
    [
        ("missing", "answers 404", 1),
        ("gone", "answers 410", 1),
        ("broken", "answers 503", 3),
        ("truncated", "broke off in the middle", 3),
        ("silent", "does not answer in time", 3),
        ("dripping", "is too slow", 1),
        ("endless", "is larger than", 1),
        ("large", "is larger than", 1),
        ("loop", "leads on and on", 5),
        ("to-file", "is no address of the web", 1),
        ("to-ftp", "is no address of the web", 1),
        ("image", "holds no text that is read", 1),
        ("data", "holds no text that is read", 1),
        ("nothing", "holds no text that is read", 1),
    ],
)
def test_what_does_not_come_is_said_and_leaves_nothing(
    server: BadServer, tmp_path: Path, path: str, problem: str, asked: int
) -> None:
    begin = time.monotonic()
    outcome = fetch(server, tmp_path, path)
    assert outcome.state == "failed" and problem in outcome.note
    assert server.asked[path] == asked
    assert files(tmp_path) == []
    assert time.monotonic() - begin < 6


def test_one_dead_address_does_not_stop_the_others(server: BadServer, tmp_path: Path) -> None:
    listed = [source(server.address(path), path) for path in ("missing", "pact")] + [source(None, "untold")]
    outcomes = fetch_sources(listed, tmp_path, OPTIONS)
    assert [outcome.state for outcome in outcomes] == ["failed", "new", "no address"]
    assert "http://a.b" in outcomes[2].note


@pytest.mark.parametrize(
    ("address", "problem"), [("{closed}/pact", "cannot be reached"), ("http://pact.invalid/", "no such host")]
)
def test_a_server_that_does_not_exist_is_said(tmp_path: Path, address: str, problem: str) -> None:
    with BadServer() as closed:
        address = address.format(closed=closed.address(""))
    (outcome,) = fetch_sources([source(address)], tmp_path, OPTIONS)
    assert outcome.state == "failed" and problem in outcome.note


def test_retries_wait_longer_each_time(server: BadServer, tmp_path: Path) -> None:
    fetch(server, tmp_path, "broken", replace(OPTIONS, limits=replace(QUICK, first_wait=0.1, longest_wait=5.0)))
    first, second, third = server.times
    assert second - first >= 0.1 and third - second >= 0.2


def test_requests_to_one_server_are_spaced(server: BadServer) -> None:
    downloader = Downloader(replace(QUICK, pause=0.2))
    for _ in range(3):
        downloader.get(server.address("pact"))
    downloader.close()
    assert server.times[2] - server.times[0] >= 0.4


def test_progress_is_told(server: BadServer) -> None:
    sizes: list[int] = []
    data = Downloader(QUICK).get(server.address("pact"), sizes.append).data
    assert sizes[-1] == len(data)


def test_the_archive_has_what_is_gone(server: BadServer, tmp_path: Path) -> None:
    archive = server.address("archive/{day}id_/{address}")
    outcome = fetch(server, tmp_path, "gone", replace(OPTIONS, archive=archive))
    assert outcome.state == "new" and "the archive's copy" in outcome.note
    record = json.loads((tmp_path / "fetched.json").read_text(encoding="utf-8"))["pact"][0]
    assert record["address"] == archive.format(day="20210504", address=server.address("gone"))
    lost = fetch(server, tmp_path / "other", "missing", replace(OPTIONS, archive=archive))
    assert lost.state == "failed" and lost.note.count("answers 404") == 2


def test_what_is_there_is_not_fetched_twice(server: BadServer, tmp_path: Path) -> None:
    fetch(server, tmp_path, "pact")
    outcome = fetch(server, tmp_path, "pact")
    assert (outcome.state, outcome.words, server.asked["pact"]) == ("kept", 63, 1)
    (tmp_path / "pact.html").write_text("<p>The Parties may do as they like.</p>", encoding="utf-8")
    assert "changed here" in fetch(server, tmp_path, "pact").note
    (tmp_path / "pact.html").unlink()
    assert fetch(server, tmp_path, "pact").state == "new"


def test_a_page_around_the_same_text_is_unchanged(server: BadServer, tmp_path: Path) -> None:
    fetch(server, tmp_path, "pact")
    before = (tmp_path / "pact.html").read_bytes()
    outcome = fetch(server, tmp_path, "pact", replace(OPTIONS, again=True))
    assert outcome.state == "unchanged" and server.asked["pact"] == 2
    assert (tmp_path / "pact.html").read_bytes() == before
    assert fetch(server, tmp_path, "pact").note == ""


def test_a_changed_text_is_reported_and_both_versions_kept(server: BadServer, tmp_path: Path) -> None:
    fetch(server, tmp_path, "pact")
    server.wording = "may tell"
    outcome = fetch(server, tmp_path, "pact", replace(OPTIONS, again=True))
    assert outcome.state == "changed" and "earlier version" in outcome.note
    assert b"may tell" in (tmp_path / "pact.html").read_bytes()
    (earlier,) = (tmp_path / ".earlier").iterdir()
    assert b"clean and tell" in earlier.read_bytes()
    hashes = [row["sha256"] for row in json.loads((tmp_path / "fetched.json").read_text(encoding="utf-8"))["pact"]]
    assert len(set(hashes)) == 2


def test_a_failed_second_fetch_keeps_the_first(server: BadServer, tmp_path: Path) -> None:
    fetch(server, tmp_path, "pact")
    outcome = fetch(server, tmp_path, "missing", replace(OPTIONS, again=True))
    assert outcome.state == "failed" and "the earlier version is kept" in outcome.note
    assert files(tmp_path) == ["fetched.json", "pact.html"]


def test_damaged_records_are_one_clear_error(server: BadServer, tmp_path: Path) -> None:
    (tmp_path / "fetched.json").write_text("{", encoding="utf-8")
    with pytest.raises(FetchError, match=r"fetched\.json: is damaged"):
        fetch(server, tmp_path, "pact")
