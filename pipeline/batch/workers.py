"""Who does the work: this process for a few small files, a pool of processes for many."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.documents import Failure, Finished, Task, process

if TYPE_CHECKING:
    from pipeline.tagging.nlp_setup import Tagger

# Bytes read a second by one worker, of the slow format and of the others; and what starting a worker costs.
PDF_BYTES_A_SECOND = 60_000
BYTES_A_SECOND = 250_000
SECONDS_TO_START = 2.5
# Tasks given out ahead for each worker: enough to keep it busy, few enough to keep memory flat.
TASKS_AHEAD = 3

_tagger: Tagger | None = None


def choose_workers(sizes: Sequence[tuple[str, int]], asked: int | None) -> int:
    """How many workers to use for files of (suffix, bytes): `asked`, or as many as bring more than they cost."""
    if asked is not None:
        return max(1, min(asked, len(sizes)))
    seconds = sum(size / (PDF_BYTES_A_SECOND if suffix == ".pdf" else BYTES_A_SECOND) for suffix, size in sizes)
    if seconds < 2 * SECONDS_TO_START:
        return 1
    return max(1, min(_cores(), len(sizes), int(seconds / SECONDS_TO_START)))


def work(tasks: Sequence[Task], rules: Path | None, workers: int) -> Generator[Finished | Failure, None, None]:
    """Process all tasks and give each result as it is ready, in no particular order. Close the iterator to stop."""
    return _one_by_one(tasks, rules) if workers == 1 else _side_by_side(tasks, rules, workers)


def _one_by_one(tasks: Sequence[Task], rules: Path | None) -> Generator[Finished | Failure, None, None]:
    if not tasks:
        return
    from pipeline.tagging.nlp_setup import load_tagger

    tagger = load_tagger(rules)
    for task in tasks:
        yield process(task, tagger)


def _side_by_side(tasks: Sequence[Task], rules: Path | None, workers: int) -> Generator[Finished | Failure, None, None]:
    # pebble and not concurrent.futures: a worker that dies loses its own file only, and workers can be stopped at once.
    from pebble import ProcessPool

    # Spawn on every system: what works on Windows works everywhere, and no lock is copied into a worker.
    pool = ProcessPool(max_workers=workers, context=get_context("spawn"), initializer=_start_worker, initargs=(rules,))
    try:
        waiting = iter(tasks)
        with _interrupts_ignored():
            running: dict[Future[Finished | Failure], Task] = {
                pool.schedule(_process_here, args=(task,)): task for task in islice(waiting, workers * TASKS_AHEAD)
            }
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                task = running.pop(future)
                for following in islice(waiting, 1):
                    running[pool.schedule(_process_here, args=(following,))] = following
                yield _result(future, task)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _result(future: Future[Finished | Failure], task: Task) -> Finished | Failure:
    from pebble import ProcessExpired

    try:
        return future.result()
    except ProcessExpired:
        reason, remedy = "the process that read it was lost", "free some memory, or try --workers 1"
        return Failure(str(task.path), reason, remedy, document_id=task.document_id)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes started meanwhile are deaf to Ctrl-C from their first moment: the one that started them ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _start_worker(rules: Path | None) -> None:
    """Compile the rules once for all files that this process will read."""
    global _tagger
    # Windows, and a worker started in place of a lost one, have not inherited this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from pipeline.tagging.nlp_setup import load_tagger

    _tagger = load_tagger(rules)


def _process_here(task: Task) -> Finished | Failure:
    assert _tagger is not None, "the worker was started without its rules"
    return process(task, _tagger)


def _cores() -> int:
    """The processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
