"""The application: what it answers, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pipeline.review.desk import Desk
from pipeline.review.server import LONGEST_BODY, create_app
from pipeline.review.store import ReviewStore
from tests.comparison.specimens import HOSTILE

HOST = "127.0.0.1:8470"
TOKENS = {"token-of-ana": "ana", "token-of-ben": "ben"}
SUPPORT = 1


@pytest.fixture
def client(run_folder: Path, tmp_path: Path) -> TestClient:
    desk = Desk(run_folder, ReviewStore(tmp_path / "reviews"))
    return TestClient(create_app(desk, TOKENS, {HOST}), base_url=f"http://{HOST}")


def by(reviewer: str, **headers: str) -> dict[str, str]:
    return {"authorization": f"Bearer token-of-{reviewer}", "origin": f"http://{HOST}", **headers}


def see(client: TestClient, reviewer: str = "ana", role: str = "reviewer") -> dict[str, Any]:
    answer = client.get("/api/run", params={"role": role}, headers=by(reviewer))
    assert answer.status_code == 200
    return dict(answer.json())


def whole(client: TestClient, words: str, reviewer: str = "ana", role: str = "reviewer") -> dict[str, Any]:
    """The statement whose quote holds `words`, as the page gets it."""
    (line,) = [line for line in see(client, reviewer, role)["statements"] if words in line["quote"]]
    document = client.get(f"/api/documents/{line['document']}", params={"role": role}, headers=by(reviewer)).json()
    (found,) = [one for one in document["statements"] if one["key"] == line["key"]]
    return dict(found)


def decide(client: TestClient, statement: dict[str, Any], decision: str, reviewer: str = "ana", **more: Any) -> Any:
    mine = statement["mine"]
    body = {
        "stamp": see(client, reviewer)["stamp"],
        "document": statement["document"],
        "statement": statement["key"],
        "decision": decision,
        "after": mine["id"] if mine else None,
        "note": "",
        **more,
    }
    role = more.pop("role", "reviewer")
    return client.post("/api/decisions", params={"role": role}, json=body, headers=by(reviewer))


# --- who may ask ---------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8470", "127.0.0.1", "127.0.0.1:80", ""])
def test_foreign_hosts_are_refused(client: TestClient, host: str) -> None:
    for path in ("/", "/page.js", "/api/run"):
        assert client.get(path, headers=by("ana", host=host)).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:8470", "http://127.0.0.1:1"])
def test_foreign_origins_are_refused(client: TestClient, origin: str) -> None:
    assert client.get("/api/run", headers=by("ana", origin=origin)).status_code == 403
    assert client.post("/api/undo", json={}, headers=by("ana", origin=origin)).status_code == 403


def test_a_change_without_an_origin_is_refused(client: TestClient) -> None:
    headers = {"authorization": "Bearer token-of-ana"}
    assert client.post("/api/undo", json={}, headers=headers).status_code == 403


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", "token-of-an", "Bearer token-of-ana-and-more", "ü"])
def test_nothing_is_told_without_a_token(client: TestClient, given: str) -> None:
    for method, path in [("GET", "/api/run"), ("GET", "/api/documents/0"), ("GET", "/api/progress")]:
        answer = client.request(method, path, headers={"authorization": given.encode()})
        assert answer.status_code == 401
        assert set(answer.json()) == {"problem"}
    assert client.post("/api/decisions", json={}, headers=by("x", authorization="Bearer no")).status_code == 401


def test_no_address_reaches_a_file(client: TestClient) -> None:
    for path in (
        "/../run.json",
        "/%2e%2e/run.json",
        "/page.js/../../desk.py",
        "/run/run.json",
        "/api/documents/..%2f0",
    ):
        assert client.get(path, headers=by("ana")).status_code == 404
    for number in ("99", "-1", "1e0", "hostile"):
        assert client.get(f"/api/documents/{number}", headers=by("ana")).status_code == 404


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    answers = [client.get(path, headers=by("ana")) for path in ("/", "/page.js", "/page.css", "/api/run", "/no")]
    answers.append(client.get("/", headers={"host": "evil.example"}))
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


def test_large_bodies_are_refused(client: TestClient) -> None:
    answer = client.post("/api/decisions", content=b"x" * (LONGEST_BODY + 1), headers=by("ana"))
    assert answer.status_code == 413


# --- decisions -----------------------------------------------------------------------------------


def test_a_decision_is_kept_and_shown(client: TestClient) -> None:
    answer = decide(client, whole(client, "intends to train"), "accept", note="firm")
    assert answer.status_code == 200 and answer.json()["line"]["decision"] == "accept"
    assert whole(client, "intends to train")["mine"]["note"] == "firm"


def test_reviewers_do_not_see_each_other_and_adjudicators_see_all(client: TestClient) -> None:
    decide(client, whole(client, "intends to train"), "accept")
    assert whole(client, "intends to train", "ben")["mine"] is None
    shown = whole(client, "intends to train", "ben", role="adjudicator")
    assert [version["by"] for version in shown["versions"]] == ["ana"]
    assert decide(client, whole(client, "intends to train", "ben"), "reject", "ben").status_code == 200
    assert whole(client, "intends to train")["mine"]["decision"] == "accept"
    (line,) = [line for line in see(client, "ben", "adjudicator")["statements"] if "train" in line["quote"]]
    assert line["decision"] == "disputed"
    settled = decide(
        client, whole(client, "intends to train", "ben", "adjudicator"), "accept", "ben", role="adjudicator"
    )
    assert settled.json()["line"]["decision"] == "adjudicated"


def test_a_second_window_is_told_and_overwrites_nothing(client: TestClient) -> None:
    seen = whole(client, "intends to train")
    assert decide(client, seen, "accept").status_code == 200
    late = decide(client, seen, "reject")
    assert late.status_code == 409 and "another window" in late.json()["problem"]
    assert whole(client, "intends to train")["mine"]["decision"] == "accept"


def test_undo_goes_back_to_the_beginning(client: TestClient) -> None:
    for words in ("intends to train", "endeavour"):
        decide(client, whole(client, words), "accept")
    decide(client, whole(client, "endeavour"), "reject")
    undone = [client.post("/api/undo", json={}, headers=by("ana")).json() for _ in range(3)]
    assert [answer["undone"] for answer in undone] == ["reject", "accept", "accept"]
    assert all(one["mine"] is None for one in (whole(client, "endeavour"), whole(client, "intends to train")))
    assert client.post("/api/undo", json={}, headers=by("ana")).status_code == 404


def test_offsets_of_the_page_count_as_javascript_does(client: TestClient) -> None:
    document = client.get(f"/api/documents/{SUPPORT}", headers=by("ana")).json()
    units = document["text"].encode("utf-16-le")
    statement = whole(client, "intends to train")
    clause = units[2 * statement["shown"]["start"] : 2 * statement["shown"]["end"]].decode("utf-16-le")
    assert clause.startswith("Estmark intends to train") and "🤝" in document["text"]
    changed = {
        **statement["shown"],
        "end": statement["shown"]["end"] - len(" in accordance with its laws"),
        "hedges": [],
    }
    assert decide(client, statement, "correct", annotation=changed).status_code == 200
    assert whole(client, "intends to train")["shown"] == changed


def test_what_is_added_can_be_corrected_and_taken_back(client: TestClient) -> None:
    statement = whole(client, "intends to train")
    added = {**statement["shown"], "start": 0, "end": 9, "attribute": None, "deontic": None, "aims": [], "hedges": []}
    new = {"document": SUPPORT, "key": None, "mine": None}
    key = decide(client, new, "add", annotation=added | {"direct_object": None}).json()["key"]
    document = client.get(f"/api/documents/{SUPPORT}", headers=by("ana")).json()
    (found,) = [one for one in document["statements"] if one["key"] == key]
    assert found["proposed"] is None and found["mine"]["decision"] == "add"
    assert decide(client, found, "correct", annotation=found["shown"] | {"force": "pledge"}).status_code == 200
    client.post("/api/undo", json={}, headers=by("ana"))
    gone = client.post("/api/undo", json={}, headers=by("ana")).json()
    assert gone["statement"] is None and gone["key"] == key


@pytest.mark.parametrize(
    "change",
    [
        {"start": -1},
        {"end": 10**9},
        {"start": 1.5},
        {"start": True},
        {"kind": "promise"},
        {"force": None},
        {"hedges": [{"start": 0, "end": 9, "type": "<script>"}]},
        {"hedges": "x"},
        {"attribute": {"start": 9, "end": 3}},
        {"quote": "words of the page's own"},
    ],
)
def test_what_is_no_annotation_is_refused(client: TestClient, change: dict[str, Any], tmp_path: Path) -> None:
    statement = whole(client, "intends to train")
    answer = decide(client, statement, "correct", annotation=statement["shown"] | change)
    assert answer.status_code == 422 and answer.json()["problem"]
    assert not ReviewStore(tmp_path / "reviews").decisions()


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 409), ({"document": 77}, 404), ({"statement": "../x"}, 404), ({"decision": "undo"}, 422), ({"note": 3}, 422)],
)
def test_odd_requests_get_a_plain_answer(client: TestClient, body: dict[str, Any], status: int) -> None:
    statement = whole(client, "intends to train")
    good = {
        "stamp": see(client)["stamp"],
        "document": SUPPORT,
        "statement": statement["key"],
        "decision": "accept",
        "note": "",
    }
    answer = client.post("/api/decisions", json=good | body if body else {}, headers=by("ana"))
    assert answer.status_code == status


def test_a_new_run_is_noticed_and_decisions_find_their_statements_there(client: TestClient, run_folder: Path) -> None:
    before = whole(client, "intends to train")
    stamp = see(client)["stamp"]
    decide(client, before, "reject")
    (run_folder / "run.json").write_text('{"failures": [], "rules": {"hash": "new"}}', encoding="utf-8")
    late = client.post("/api/decisions", json={"stamp": stamp, "document": SUPPORT}, headers=by("ana"))
    assert late.status_code == 409 and "new run" in late.json()["problem"]
    assert see(client)["stamp"] != stamp
    assert whole(client, "intends to train")["mine"]["decision"] == "reject"


def test_a_hostile_text_comes_as_data(client: TestClient) -> None:
    document = client.get("/api/documents/0", headers=by("ana"))
    assert document.headers["content-type"] == "application/json"
    assert document.json()["text"] == HOSTILE


def test_progress_is_told_per_document_and_reviewer(client: TestClient) -> None:
    decide(client, whole(client, "intends to train"), "accept")
    decide(client, whole(client, "intends to train", "ben"), "reject", "ben")
    decide(client, whole(client, "endeavour", "ben"), "skip", "ben")
    progress = client.get("/api/progress", headers=by("ana")).json()
    assert progress["reviewers"] == ["ana", "ben"]
    (support,) = [one for one in progress["documents"] if one["id"] == "norvala-estmark-2021"]
    assert support["decided"] == {"ana": 1, "ben": 2} and support["states"]["disputed"] == 1
