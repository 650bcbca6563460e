"""Who does the work: this process for a few small files, processes on this machine for many, or a cluster."""

from __future__ import annotations

import gc
import os
import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass
from threading import local

from pipeline.batch.documents import Failure, Finished, Method, Reader, Task, process
from pipeline.batch.worker_pool import WorkerPool
from pipeline.errors import PipelineError

Result = Finished | Failure

# Bytes read a second by one worker, of the slow format and of the others; and what starting a worker costs.
PDF_BYTES_A_SECOND = 40_000
BYTES_A_SECOND = 250_000
SECONDS_TO_START = 2.5
# Ctrl-C is noticed between two waits where the system does not break them off.
PATIENCE = 0.5


def choose_workers(sizes: Sequence[tuple[str, int]], asked: int | None) -> int:
    """How many workers to use for files of (suffix, bytes): `asked`, or as many as bring more than they cost."""
    if asked is not None:
        return max(1, min(asked, len(sizes)))
    seconds = sum(size / (PDF_BYTES_A_SECOND if suffix == ".pdf" else BYTES_A_SECOND) for suffix, size in sizes)
    if seconds < 2 * SECONDS_TO_START:
        return 1
    return max(1, min(cores(), len(sizes), int(seconds / SECONDS_TO_START)))


class PackedMethod:
    """A method on its way to workers: packed once, and unpacked by each of them once."""

    def __init__(self, method: Method) -> None:
        self.key = method.rules.hash, method.taxonomies.hash, method.reading
        self._packed = pickle.dumps(method)

    @property
    def is_ready(self) -> bool:
        """Whether this thread has a reader by this method."""
        return bool(getattr(_made, "key", None) == self.key)

    @property
    def reader(self) -> Reader:
        """This thread's reader by this method; the first call compiles the rules."""
        if not self.is_ready:
            _made.reader = Reader(pickle.loads(self._packed))
            _made.key = self.key
        reader: Reader = _made.reader
        return reader


_made = local()


def prepare(method: PackedMethod) -> None:
    """Load and compile everything, so that no file need wait for it, nor be charged with it."""
    from pipeline.analysis import analyse
    from pipeline.ingestion import agreement_from_text

    analyse(agreement_from_text("The Parties shall meet once a year."), method.reader.tagger)
    # All this stays as long as the process does, and looking through it for garbage took a sixth of the time.
    gc.collect()
    gc.freeze()


def read_batch(method: PackedMethod, tasks: Sequence[Task]) -> list[Result]:
    """Read files in a worker."""
    return [process(task, method.reader) for task in tasks]


@dataclass(frozen=True, slots=True)
class Crew:
    """Workers, and how files are given to them.

    `executor` is one as in `concurrent.futures`; `submit` gives it a batch; `ahead` says how many batches it shall
    have at a time, so that no worker waits and no more results than these are ever held; a batch holds files of
    `batch_bytes` bytes in sum, but at least one; each may take `limit` seconds. A batch that costs its worker is split;
    `lost` says why a single file failed; `close` is called at the end.
    """

    executor: Executor
    submit: Callable[[Sequence[Task]], Future[list[Result]]]
    ahead: Callable[[], int]
    batch_bytes: int
    limit: float
    lost: tuple[str, str]
    close: Callable[[], object] = lambda: None

    def read(self, tasks: Iterable[Task]) -> Generator[Result, None, None]:
        """Read all files and give each result as it is ready, in no particular order. Close the iterator to stop."""
        # The largest first: were it the last, one worker would read it while the others have nothing to do.
        waiting = deque(_batches(sorted(tasks, key=lambda task: -task.size), self.batch_bytes))
        under_way: dict[Future[list[Result]], list[Task]] = {}
        try:
            while waiting or under_way:
                while waiting and len(under_way) < self.ahead():
                    batch = waiting.popleft()
                    under_way[self.submit(batch)] = batch
                for future in wait(under_way, PATIENCE, FIRST_COMPLETED).done:
                    batch = under_way.pop(future)
                    error = _error_of(future)
                    if error is None:
                        yield from future.result()
                    elif isinstance(error, PipelineError):
                        raise error
                    elif len(batch) > 1:
                        waiting.extendleft([task] for task in batch)
                    else:
                        yield self._failure(batch[0], error)
        finally:
            self.executor.shutdown(wait=False)
            self.close()

    def _failure(self, task: Task, error: BaseException) -> Failure:
        reason, remedy = self.lost
        if isinstance(error, TimeoutError):
            reason = f"reading it took longer than {self.limit:g} seconds"
            remedy = "allow more with --time-limit, or split the file"
        elif str(error):
            # Not the end of a process but what it could not do, such as loading other code than this process has.
            reason = f"{reason} ({type(error).__name__}: {error})"
        return Failure(str(task.path), reason, remedy).about(task)


def local_crew(method: Method, workers: int, limit: float) -> Crew:
    """Processes on this machine, each reading a file at a time, for at most `limit` seconds each."""
    packed = PackedMethod(method)
    pool = WorkerPool(workers, limit, prepare, (packed,))
    lost = "the process that read it was lost, twice", "free some memory, or try --workers 1"
    return Crew(pool, lambda batch: pool.submit(read_batch, packed, batch), lambda: 2 * workers, 0, limit, lost)


def read_here(tasks: Iterable[Task], method: Method) -> Generator[Result, None, None]:
    """Read files in this process, one after the other."""
    reader: Reader | None = None
    for task in tasks:
        reader = reader or Reader(method)
        yield process(task, reader)


def _batches(tasks: Iterable[Task], most: int) -> Iterator[list[Task]]:
    batch: list[Task] = []
    held = 0
    for task in tasks:
        if batch and held + task.size > most:
            yield batch
            batch, held = [], 0
        batch.append(task)
        held += task.size
    if batch:
        yield batch


def _error_of(future: Future[list[Result]]) -> BaseException | None:
    try:
        return future.exception()
    except CancelledError as error:
        return error


def cores() -> int:
    """The processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
