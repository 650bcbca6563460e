"""A run on a Dask cluster: the same files, whatever its workers go through."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from pipeline.batch.documents import Failure, Finished, Method, Task
from pipeline.rule_loading import load_rules
from pipeline.topics import load_taxonomies
from tests.batch.killed_runs import contents
from tests.cli.conftest import ACCORD, write

distributed = pytest.importorskip("distributed", reason="needs hedgerow[dask]")

Hedgerow = Callable[..., Result]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    import dask

    # A file may cost two workers, as in our own pool; the usual four would only make the test longer.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        yield cluster


@pytest.fixture(scope="module")
def method() -> Method:
    return Method(load_rules(), load_taxonomies())


def tasks(folder: Path, count: int) -> list[Task]:
    paths = [write(folder / f"a{number:02}.txt", ACCORD.replace("90", str(number + 2))) for number in range(count)]
    return [Task(path, path.stem, "f", path.stat().st_size) for path in paths]


def test_the_files_are_the_same_as_without_a_cluster(
    hedgerow: Hedgerow, sources: Path, tmp_path: Path, cluster: Any
) -> None:
    write(sources / "bad.pdf", "no PDF")
    there = hedgerow("run", sources, "-o", tmp_path / "there", "--scheduler", cluster.scheduler_address)
    here = hedgerow("run", sources, "-o", tmp_path / "here")
    assert there.exit_code == here.exit_code == 1 and there.stderr == here.stderr
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_what_a_lost_worker_was_reading_is_read_by_another(tmp_path: Path, cluster: Any, method: Method) -> None:
    from pipeline.batch.dask_cluster import cluster_crew

    some = tasks(tmp_path, 12)
    results: list[Finished | Failure] = []
    crew = cluster_crew(method, cluster.scheduler_address, 600)
    with closing(crew.read(some)) as stream:
        for result in stream:
            if not results:
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
            results.append(result)
    assert sorted(result.document_id or "" for result in results) == [task.document_id for task in some]
    assert all(isinstance(result, Finished) for result in results)


def test_a_file_that_takes_too_long_is_a_failure_and_the_others_go_on(
    tmp_path: Path, cluster: Any, method: Method
) -> None:
    from pipeline.batch.dask_cluster import cluster_crew

    endless = write(tmp_path / "endless.txt", ACCORD * 12_000)
    some = [*tasks(tmp_path, 3), Task(endless, "endless", "f", endless.stat().st_size)]
    with closing(cluster_crew(method, cluster.scheduler_address, 8).read(some)) as stream:
        results = {result.document_id: result for result in stream}
    failure = results.pop("endless")
    assert isinstance(failure, Failure) and "8 seconds" in failure.reason and failure.fingerprint == "f"
    assert len(results) == 3 and all(isinstance(result, Finished) for result in results.values())


def test_a_cluster_that_is_not_there_is_one_line(
    hedgerow: Hedgerow, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.batch.dask_cluster.SECONDS_TO_CONNECT", 1)
    result = hedgerow("run", sources, "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:1")
    assert result.exit_code == 2
    assert "tcp://127.0.0.1:1: no Dask cluster" in result.stderr.splitlines()[-1]
    assert not (tmp_path / "out").exists()


def test_workers_with_other_code_are_refused(
    tmp_path: Path, cluster: Any, method: Method, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.batch.dask_cluster import cluster_crew
    from pipeline.errors import RunError

    monkeypatch.setattr("pipeline.batch.dask_cluster.code_hash", lambda: "0123456789")
    with pytest.raises(RunError, match="hedgerow 0"):
        cluster_crew(method, cluster.scheduler_address, 600)
