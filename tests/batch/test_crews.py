"""How files are given to workers: in batches, and never more at a time than asked."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from pipeline.batch.documents import Failure, Finished, Task
from pipeline.batch.workers import Crew, Result


def task(number: int, size: int) -> Task:
    return Task(Path(f"{number}.txt"), str(number), "f", size)


def result(done: Task) -> Finished:
    return Finished(done.document_id, done.fingerprint, {}, "{}", (), (), "")


class Workshop:
    """An executor of one thread, and how much was asked of it."""

    def __init__(self, loses: frozenset[str] = frozenset()) -> None:
        self.threads = ThreadPoolExecutor(1)
        self.loses = loses
        self.batches: list[list[str]] = []
        self.under_way = self.most = 0

    def submit(self, batch: Sequence[Task]) -> Future[list[Result]]:
        self.batches.append([task.document_id for task in batch])
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        return self.threads.submit(self._do, batch)

    def _do(self, batch: Sequence[Task]) -> list[Result]:
        self.under_way -= 1
        if any(task.document_id in self.loses for task in batch):
            raise ChildProcessError("killed")
        return [result(task) for task in batch]

    def crew(self, batch_bytes: int, ahead: int) -> Crew:
        return Crew(self.threads, self.submit, lambda: ahead, batch_bytes, 60, ("lost", "see why"))


def test_no_more_batches_are_under_way_than_asked() -> None:
    workshop = Workshop()
    results = list(workshop.crew(0, 3).read(task(number, 1) for number in range(50)))
    assert len(results) == 50 and workshop.most <= 3


def test_small_files_travel_together_and_large_ones_first() -> None:
    workshop = Workshop()
    tasks = [task(0, 10), task(1, 40), task(2, 10), task(3, 200), task(4, 50)]
    assert len(list(workshop.crew(100, 2).read(tasks))) == 5
    assert workshop.batches == [["3"], ["4", "1", "0"], ["2"]]


def test_a_batch_that_costs_its_worker_is_split_until_the_file_is_known() -> None:
    workshop = Workshop(frozenset("2"))
    results = list(workshop.crew(1_000, 2).read([task(number, 10) for number in range(5)]))
    failures = [one for one in results if isinstance(one, Failure)]
    assert [(one.document_id, one.reason, one.fingerprint) for one in failures] == [
        ("2", "lost (ChildProcessError: killed)", "f")
    ]
    assert sorted(one.document_id for one in results if isinstance(one, Finished)) == ["0", "1", "3", "4"]
