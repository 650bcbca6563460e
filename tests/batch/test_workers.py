"""How many workers a run takes, and what becomes of a file whose reading goes wrong."""

import multiprocessing
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.batch.documents import Failure, Finished, Method, Task, process
from pipeline.batch.workers import choose_workers, local_crew, read_here
from pipeline.rule_loading import load_rules
from pipeline.topics import load_taxonomies

TEXT = "The Parties shall, where possible, meet within {} days.\n" * 20


@pytest.fixture(scope="module")
def method() -> Method:
    return Method(load_rules(), load_taxonomies())


def tasks(folder: Path, count: int) -> list[Task]:
    made = []
    for number in range(count):
        path = folder / f"a{number:02}.txt"
        path.write_text(TEXT.replace("{}", str(number + 2)), encoding="utf-8")
        made.append(Task(path, path.stem, "f"))
    return made


@pytest.mark.parametrize(
    ("sizes", "asked", "expected"),
    [
        ([(".txt", 20_000)] * 8, None, 1),
        ([(".txt", 20_000)], 8, 1),
        ([(".txt", 20_000)] * 8, 3, 3),
        ([], None, 1),
        ([(".pdf", 90_000_000)], None, 1),
    ],
)
def test_small_inputs_stay_in_one_process(sizes: list[tuple[str, int]], asked: int | None, expected: int) -> None:
    assert choose_workers(sizes, asked) == expected


def test_large_inputs_use_thecores_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.workers.cores", lambda: 6)
    assert choose_workers([(".txt", 1_000_000)] * 20, None) == 6
    assert choose_workers([(".txt", 1_000_000)] * 2, None) == 2


def test_a_fault_of_hedgerow_keeps_its_traceback_and_fails_one_file_only(tmp_path: Path) -> None:
    (task,) = tasks(tmp_path, 1)
    failure = process(task, None)  # type: ignore[arg-type]
    assert isinstance(failure, Failure)
    assert "Traceback" in failure.details and "fault in hedgerow" in failure.reason and failure.document_id == "a00"


def test_a_pool_gives_what_one_process_gives(tmp_path: Path, method: Method) -> None:
    some = [*tasks(tmp_path, 3), Task(tmp_path / "missing.txt", "missing", "f")]
    alone = {result.document_id: result for result in read_here(some, method)}
    assert {result.document_id: result for result in local_crew(method, 2, 300).read(some)} == alone
    assert isinstance(alone["missing"], Failure) and isinstance(alone["a00"], Finished)


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_a_lost_worker_costs_no_file(tmp_path: Path, method: Method) -> None:
    some = tasks(tmp_path, 8)
    results: list[Finished | Failure] = []
    with closing(local_crew(method, 2, 300).read(some)) as stream:
        for result in stream:
            if not results:
                multiprocessing.active_children()[0].kill()
            results.append(result)
    assert sorted(result.document_id or "" for result in results) == [task.document_id for task in some]
    assert all(isinstance(result, Finished) for result in results)


@pytest.mark.skipif(sys.platform == "win32", reason="kills processes")
def test_a_file_that_costs_two_workers_is_a_failure(tmp_path: Path, method: Method) -> None:
    stop = threading.Event()

    def kill_all_workers() -> None:
        while not stop.wait(0.05):
            for child in multiprocessing.active_children():
                child.kill()

    killer = threading.Thread(target=kill_all_workers)
    killer.start()
    try:
        results = list(local_crew(method, 2, 300).read(tasks(tmp_path, 3)))
    finally:
        stop.set()
        killer.join()
    assert sorted(result.document_id or "" for result in results) == ["a00", "a01", "a02"]
    assert all(isinstance(result, Failure) and "lost" in result.reason for result in results)
