"""The reading of a run on an existing Dask cluster.

Files travel to the workers as bytes, so that the cluster needs hedgerow installed but no folder in common with this
machine. What a lost worker was reading is read again by another, which is Dask's own doing.
"""

from __future__ import annotations

import faulthandler
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline.batch.documents import Failure, Method, Task, process
from pipeline.batch.manifest import code_hash, versions
from pipeline.batch.workers import Crew, PackedMethod, Result, prepare
from pipeline.errors import RunError

if TYPE_CHECKING:
    from distributed import Client

# A round trip costs some ten milliseconds: small files travel together, until they are a second's work or so.
BATCH_BYTES = 200_000
SECONDS_TO_CONNECT = 20
# Batches for a worker thread: one that it reads and one that lies ready.
BATCHES_A_THREAD = 2

Carried = tuple[Task, bytes | OSError]


def cluster_crew(method: Method, address: str, limit: float) -> Crew:
    """The workers of the cluster whose scheduler listens at `address`; a file may take `limit` seconds.

    Raises RunError where the library is missing, the cluster does not answer, has no worker, or has other code.
    """
    try:
        from distributed import Client
    except ImportError:
        raise RunError("--scheduler", "needs the library distributed", "pip install 'hedgerow[dask]'") from None
    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
        client.wait_for_workers(1, timeout=SECONDS_TO_CONNECT)
    except (OSError, ValueError, TimeoutError) as error:
        raise RunError(address, "no Dask cluster with a worker answers there", "check address and workers") from error
    try:
        _check_code(client, address)
    except RunError:
        client.close()
        raise
    packed = PackedMethod(method)
    executor = client.get_executor(pure=False)

    def submit(batch: Sequence[Task]) -> Future[list[Result]]:
        future: Future[list[Result]] = executor.submit(read_carried, packed, [_carried(task) for task in batch], limit)
        return future

    def ahead() -> int:
        # Workers come and go while a run lasts.
        threads = sum(int(count) for count in client.nthreads().values())
        return BATCHES_A_THREAD * max(1, threads)

    lost = f"the workers that read it were lost, or took longer than {limit:g} seconds", "see the workers' logs"
    return Crew(executor, submit, ahead, BATCH_BYTES, limit, lost, client.close)


def read_carried(method: PackedMethod, batch: Sequence[Carried], limit: float) -> list[Result]:
    """Read files in a worker of the cluster, from the bytes that came with them."""
    results: list[Result] = []
    if not method.is_ready:
        prepare(method)
    with TemporaryDirectory(prefix="hedgerow-") as folder:
        reader = method.reader
        for task, content in batch:
            if isinstance(content, OSError):
                failure = Failure(str(task.path), content.strerror or str(content), "check the file and its disk")
                results.append(failure.about(task))
                continue
            place = Path(folder) / f"agreement{task.path.suffix}"
            place.write_bytes(content)
            # A thread cannot be broken off, so the worker ends itself; its nanny starts another.
            faulthandler.dump_traceback_later(limit, exit=True)
            try:
                results.append(process(task, reader, place))
            finally:
                faulthandler.cancel_dump_traceback_later()
    return results


def _carried(task: Task) -> Carried:
    try:
        return task, task.path.read_bytes()
    except OSError as error:
        return task, error


def code() -> tuple[str, dict[str, str]]:
    """What a worker's results depend on: its copy of hedgerow, and the versions of what that uses."""
    return code_hash(), versions()


def _check_code(client: Client, address: str) -> None:
    """Raise RunError where a worker has no hedgerow, or another: its results would not be those of this machine."""
    ours = _told(code())
    for worker, found in client.run(code, on_error="return").items():
        if isinstance(found, OSError):
            # A worker that has just gone: its work goes to the others.
            continue
        if isinstance(found, Exception):
            raise RunError(address, f"a worker cannot run hedgerow ({found})", "install it on every worker") from found
        if other := [f"{name} {version}" for name, version in _told(found).items() if version != ours.get(name)]:
            problem = f"the worker {worker} has {', '.join(other)}"
            raise RunError(address, problem, "install on every worker what is installed here")


def _told(found: tuple[str, dict[str, str]]) -> dict[str, str]:
    return found[1] | {"hedgerow": f"{found[1]['hedgerow']} {found[0][:8]}"}
