"""A Dask cluster of two workers on this machine against two processes of our own, both with workers already started."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing

from pipeline.batch.documents import Finished, Method, Task
from pipeline.batch.workers import Crew, local_crew
from pipeline.rule_loading import load_rules
from pipeline.topics import load_taxonomies
from tests.benchmarks.agreements import write_agreements
from tests.benchmarks.frame import SHARED, Figure, Place

LIMIT = 600


def figures(place: Place) -> Iterator[Figure]:
    """The reading of all agreements, timed from the first result to the last."""
    from distributed import LocalCluster

    from pipeline.batch.dask_cluster import cluster_crew

    paths = write_agreements(SHARED / "tota", place.folder / "in", place.agreements)
    tasks = [Task(path, path.stem, "benchmark", path.stat().st_size) for path in paths]
    method = Method(load_rules(), load_taxonomies())
    pool = _read(local_crew(method, 2, LIMIT), tasks)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        dask = _read(cluster_crew(method, cluster.scheduler_address, LIMIT), tasks)
    pool_again = _read(local_crew(method, 2, LIMIT), tasks)
    best = min(pool, pool_again)
    detail = f"{dask:.0f} s against {best:.0f} s"
    yield Figure(f"Dask, two workers / process pool, {len(paths)} agreements", dask / best, most=1.3, detail=detail)


def _read(crew: Crew, tasks: list[Task]) -> float:
    """Seconds between the first and the last result: starting workers and compiling the rules come before."""
    with closing(crew.read(tasks)) as results:
        assert isinstance(next(results), Finished)
        began = time.perf_counter()
        assert all(isinstance(result, Finished) for result in results)
        return time.perf_counter() - began
