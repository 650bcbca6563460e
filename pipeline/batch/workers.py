"""Who does the work: this process for a few small files, a pool of processes for many."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from pipeline.batch.documents import Failure, Finished, Task, process

if TYPE_CHECKING:
    from pipeline.rule_loading import RuleSet

# Bytes read a second by one worker, of the slow format and of the others; and what starting a worker costs.
PDF_BYTES_A_SECOND = 40_000
BYTES_A_SECOND = 250_000
SECONDS_TO_START = 2.5


def choose_workers(sizes: Sequence[tuple[str, int]], asked: int | None) -> int:
    """How many workers to use for files of (suffix, bytes): `asked`, or as many as bring more than they cost."""
    if asked is not None:
        return max(1, min(asked, len(sizes)))
    seconds = sum(size / (PDF_BYTES_A_SECOND if suffix == ".pdf" else BYTES_A_SECOND) for suffix, size in sizes)
    if seconds < 2 * SECONDS_TO_START:
        return 1
    return max(1, min(cores(), len(sizes), int(seconds / SECONDS_TO_START)))


def work(tasks: Sequence[Task], rules: RuleSet, workers: int) -> Generator[Finished | Failure, None, None]:
    """Process all tasks and give each result as it is ready, in no particular order. Close the iterator to stop."""
    return _one_by_one(tasks, rules) if workers == 1 else _side_by_side(tasks, rules, workers)


def _one_by_one(tasks: Sequence[Task], rules: RuleSet) -> Generator[Finished | Failure, None, None]:
    if not tasks:
        return
    from pipeline.tagging.nlp_setup import Tagger

    tagger = Tagger(rules)
    for task in tasks:
        yield process(task, tagger)


def _side_by_side(tasks: Sequence[Task], rules: RuleSet, workers: int) -> Generator[Finished | Failure, None, None]:
    """Give each worker a file at a time; a file whose worker was lost is tried once more by a new one."""
    waiting = iter(tasks)
    crew: list[_Worker] = []
    try:
        crew += (_Worker(rules, task) for task in islice(waiting, workers))
        while crew:
            ready = wait([worker.connection for worker in crew])
            for place, worker in reversed(list(enumerate(crew))):
                if worker.connection not in ready:
                    continue
                result = worker.result()
                if result is None and not worker.second_try:
                    crew[place] = _Worker(rules, worker.task, second_try=True)
                    continue
                done = worker.task
                following = next(waiting, None)
                if following is None:
                    crew.pop(place).end()
                elif result is None:
                    crew[place] = _Worker(rules, following)
                else:
                    worker.give(following)
                yield result or _lost(done)
    finally:
        for worker in crew:
            worker.end()


class _Worker:
    """A process that reads files, and the pipe to it.

    Standard executors share a queue among workers, and a worker that is killed while it holds or fills that queue
    stops them all; the pipe of a lost worker just ends.
    """

    def __init__(self, rules: RuleSet, task: Task, *, second_try: bool = False) -> None:
        # Spawn on every system: what works on Windows works everywhere, and no lock is copied into a worker.
        context = get_context("spawn")
        self.connection, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, rules), daemon=True)
        with _interrupts_ignored():
            self._process.start()
        there.close()
        self.give(task)
        self.second_try = second_try

    def give(self, task: Task) -> None:
        """Have the worker read a file."""
        self.task, self.second_try = task, False
        # The end of a lost worker's pipe is met when its result is asked for.
        with suppress(OSError):
            self.connection.send(task)

    def result(self) -> Finished | Failure | None:
        """What came of the file given last; None where the worker was lost."""
        try:
            result: Finished | Failure = self.connection.recv()
        except (EOFError, OSError):
            self.end()
            return None
        return result

    def end(self) -> None:
        """Stop the process, whatever it is doing."""
        self._process.terminate()
        self._process.join()
        self.connection.close()


def _serve(connection: Connection[Finished | Failure, Task], rules: RuleSet) -> None:
    """The life of a worker: compile the rules once, then read files until the pipe ends."""
    # Windows does not hand this down from the process that started this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from pipeline.tagging.nlp_setup import Tagger

    tagger = Tagger(rules)
    with suppress(EOFError):
        while True:
            connection.send(process(connection.recv(), tagger))


def _lost(task: Task) -> Failure:
    reason, remedy = "the process that read it was lost, twice", "free some memory, or try --workers 1"
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


def cores() -> int:
    """The processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
