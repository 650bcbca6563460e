"""Processes on this machine that take calls as an executor does, and that can be killed."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Call = Callable[[], Any]


class WorkerLostError(Exception):
    """A call cost two processes: killed from outside, out of memory, or crashed."""


class WorkerPool(Executor):
    """An executor (as in `concurrent.futures`) whose processes are each started once and then do one call at a time.

    The standard executor and others share a queue among their processes, and one that is killed while it holds that
    queue stops them all; here each process has a pipe of its own, which just ends. A call whose process is lost is done
    once more by a new one, then it raises WorkerLostError. A call that takes longer than `limit` seconds raises
    TimeoutError, and its process is killed, whatever it is doing.

    `initializer`, called with `initargs` in each process, runs before the first call and does not count for the limit.
    """

    def __init__(
        self, workers: int, limit: float | None, initializer: Callable[..., object], initargs: tuple[Any, ...]
    ) -> None:
        self._limit = limit
        self._prepare = partial(initializer, *initargs)
        # A thread for each process waits for its answers: so every call is a plain Future.
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="hedgerow-worker")
        self._lock = Lock()
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._closed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have `fn(*args, **kwargs)` done by a process; all of it must be importable and picklable."""
        return self._threads.submit(self._do, partial(fn, *args, **kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes; with `wait` after the calls submitted so far, without it at once."""
        if wait:
            self._threads.shutdown(wait=True, cancel_futures=cancel_futures)
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in list(self._all):
            self._end(worker)

    def _do(self, call: Call) -> Any:
        for _ in range(2):
            worker = self._take()
            try:
                result = worker.do(call, self._limit)
            except (EOFError, OSError) as error:
                self._end(worker)
                # TimeoutError is an OSError.
                if isinstance(error, TimeoutError):
                    raise
                if self._closed:
                    break
                continue
            self._idle.append(worker)
            return result.unpack()
        raise WorkerLostError

    def _take(self) -> _Worker:
        with suppress(IndexError):
            return self._idle.pop()
        worker = _Worker(self._prepare)
        with self._lock:
            self._all.add(worker)
            if self._closed:
                worker.kill()
        return worker

    def _end(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.end()


class _Answer:
    """What came of a call in a process: its value, or the error it raised."""

    def __init__(self, value: Any = None, error: Exception | None = None) -> None:
        self.value, self.error = value, error

    def unpack(self) -> Any:
        if self.error is not None:
            raise self.error
        return self.value


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, prepare: Call) -> None:
        # Spawn on every system: what works on Windows works everywhere, and no lock is copied into a worker.
        context = get_context("spawn")
        self._connection, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, prepare), daemon=True)
        with _interrupts_blocked():
            self._process.start()
        there.close()
        self._ready = False

    def do(self, call: Call, limit: float | None) -> _Answer:
        """Have one call done. Raises EOFError or OSError where the process was lost, TimeoutError where it is slow."""
        if not self._ready:
            prepared: _Answer = self._connection.recv()
            prepared.unpack()
            self._ready = True
        self._connection.send(call)
        if limit is not None and not self._connection.poll(limit):
            raise TimeoutError
        answer: _Answer = self._connection.recv()
        return answer

    def kill(self) -> None:
        """Stop the process; whoever waits for its answer gets EOFError."""
        self._process.kill()

    def end(self) -> None:
        """Stop the process and give back what it held."""
        self._process.kill()
        self._process.join()
        self._connection.close()


def _serve(connection: Connection[_Answer, Call], prepare: Call) -> None:
    """The life of a process: prepare once, then do calls until the pipe ends."""
    # Windows does not hand this down from the process that started this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        connection.send(_outcome(prepare))
        while True:
            connection.send(_outcome(connection.recv()))


def _outcome(call: Call) -> _Answer:
    try:
        return _Answer(call())
    except Exception as error:
        return _Answer(error=error)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Processes started meanwhile are deaf to Ctrl-C from their first moment: the one that started them ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
