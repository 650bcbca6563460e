"""How many workers a run takes, and what becomes of a file whose reading goes wrong."""

import multiprocessing
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.batch.documents import Failure, Finished, Task, process
from pipeline.batch.workers import choose_workers, work

TEXT = "The Parties shall, where possible, meet within {} days.\n" * 40


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


def test_large_inputs_use_the_cores_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.workers._cores", lambda: 6)
    assert choose_workers([(".txt", 1_000_000)] * 20, None) == 6
    assert choose_workers([(".txt", 1_000_000)] * 2, None) == 2


def test_a_fault_of_hedgerow_keeps_its_traceback_and_fails_one_file_only(tmp_path: Path) -> None:
    (task,) = tasks(tmp_path, 1)
    failure = process(task, None)  # type: ignore[arg-type]
    assert isinstance(failure, Failure)
    assert "Traceback" in failure.details and "fault in hedgerow" in failure.reason and failure.document_id == "a00"


def test_a_pool_gives_what_one_process_gives(tmp_path: Path) -> None:
    some = [*tasks(tmp_path, 5), Task(tmp_path / "missing.txt", "missing", "f")]
    alone = {result.document_id: result for result in work(some, None, 1)}
    assert {result.document_id: result for result in work(some, None, 2)} == alone
    assert isinstance(alone["missing"], Failure) and isinstance(alone["a00"], Finished)


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_a_lost_worker_costs_at_most_the_file_it_read(tmp_path: Path) -> None:
    some = tasks(tmp_path, 20)
    results: list[Finished | Failure] = []
    with closing(work(some, None, 2)) as stream:
        for result in stream:
            if not results:
                multiprocessing.active_children()[0].kill()
            results.append(result)
    assert sorted(result.document_id or "" for result in results) == [task.document_id for task in some]
    failures = [result for result in results if isinstance(result, Failure)]
    assert len(failures) <= 1 and all("lost" in failure.reason for failure in failures)
