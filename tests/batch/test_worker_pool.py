"""An executor whose processes can be killed, by us and by others."""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.batch.worker_pool import WorkerLostError, WorkerPool


def note(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")


def die() -> None:
    os._exit(1)


def die_once(path: Path) -> str:
    if not path.exists():
        path.touch()
        os._exit(1)
    return "done"


def count_forever() -> None:
    # One call in C that holds the interpreter's lock: neither a signal nor a thread gets in.
    sum(1 for _ in iter(int, 1))


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[WorkerPool]:
    with_limit = WorkerPool(2, 1.5, note, (tmp_path / "started",))
    yield with_limit
    with_limit.shutdown(wait=False)
    assert not multiprocessing.active_children()


def test_calls_are_futures_and_processes_are_started_once(pool: WorkerPool, tmp_path: Path) -> None:
    futures = [pool.submit(abs, -number) for number in range(20)]
    assert [future.result() for future in futures] == list(range(20))
    assert len((tmp_path / "started").read_text(encoding="utf-8").splitlines()) <= 2


def test_what_a_call_raises_comes_back(pool: WorkerPool) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        pool.submit(int, "x").result()
    assert pool.submit(int, "7").result() == 7


def test_a_call_that_takes_too_long_is_killed_and_the_others_go_on(pool: WorkerPool) -> None:
    slow, quick = pool.submit(count_forever), [pool.submit(abs, -1) for _ in range(4)]
    with pytest.raises(TimeoutError):
        slow.result(timeout=60)
    assert [future.result(timeout=60) for future in quick] == [1] * 4


def test_a_call_whose_process_is_lost_is_done_again_once(pool: WorkerPool, tmp_path: Path) -> None:
    assert pool.submit(die_once, tmp_path / "died").result(timeout=60) == "done"
    with pytest.raises(WorkerLostError):
        pool.submit(die).result(timeout=60)


def test_shutting_down_at_once_ends_what_is_under_way(tmp_path: Path) -> None:
    pool = WorkerPool(2, None, note, (tmp_path / "started",))
    futures = [pool.submit(count_forever) for _ in range(5)]
    while not (tmp_path / "started").exists():
        time.sleep(0.01)
    pool.shutdown(wait=False)
    assert all(future.done() for future in futures)
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_processes_are_deaf_to_ctrl_c(pool: WorkerPool) -> None:
    process = pool.submit(os.getpid).result(timeout=60)
    for _ in range(3):
        os.kill(process, signal.SIGINT)
        assert pool.submit(abs, -1).result(timeout=60) == 1
