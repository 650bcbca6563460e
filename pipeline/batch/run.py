"""One run: inputs in, a folder of tables out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.batch.documents import Failure, Finished, Task, with_topics
from pipeline.batch.folder import TABLES, RunFolder
from pipeline.batch.inputs import Inputs, collect_inputs
from pipeline.batch.manifest import Circumstances, Status, manifest, now, topics_used
from pipeline.batch.workers import choose_workers, cores, work
from pipeline.errors import RunError
from pipeline.ingestion import READABLE_SUFFIXES, ReadingOptions

if TYPE_CHECKING:
    from pipeline.review.applying import Applied
    from pipeline.rule_loading import RuleSet
    from pipeline.topics import Taxonomies

ANNOTATIONS = Path("annotations")


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the user asked for; `workers` None means as many as pay, `rules` None and no `topics` those of hedgerow.

    `annotations` is the folder with the reviewers' decisions; `reviewed_only` keeps other statements out of the tables.
    """

    inputs: tuple[Path, ...]
    output: Path
    formats: tuple[str, ...]
    workers: int | None = None
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    rules: Path | None = None
    fail_fast: bool = False
    topics: tuple[str, ...] = ()
    annotations: Path = ANNOTATIONS
    reviewed_only: bool = False


class Watcher(Protocol):
    """Who wants to know how a run goes on."""

    def begin(self, agreements: int) -> None:
        """The run begins, with this many agreements to read."""

    def advance(self, document_id: str) -> None:
        """One agreement is done."""

    def fail(self, failure: Failure) -> None:
        """One file gave nothing."""

    def exporting(self) -> None:
        """All agreements are done, the tables are being made."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run that is over.

    `run` is the content of its `run.json`, `reused` how many agreements an earlier run had finished, `written` whether
    the files in the folder are now those of this run.
    """

    run: dict[str, Any]
    reused: int
    written: bool


def run_batch(options: RunOptions, watcher: Watcher) -> Outcome:
    """Read, tag and tabulate the agreements that `options` names, and leave the files of a run in its output folder.

    A file that cannot be read is a failure in the result; the others go on. Ctrl-C stops the reading: what is
    finished is kept. Where no agreement at all could be read, the folder is left as it was.

    Raises:
        RunError: the output folder cannot be used.
        RuleError: the rules are wrong.
    """
    from pipeline.exporters import export
    from pipeline.rule_loading import load_rules
    from pipeline.topics import load_taxonomies

    started, clock = now(), time.monotonic()
    rules = load_rules(options.rules)
    taxonomies = load_taxonomies(options.topics)
    inputs = collect_inputs(options.inputs, READABLE_SUFFIXES)
    rules_folder = options.rules.as_posix() if options.rules else None
    circumstances = Circumstances(rules.hash, rules_folder, options.reading)
    with RunFolder(options.output) as folder:
        batch = _Batch(options, circumstances, inputs, folder, watcher)
        status = batch.read(rules)
        run = manifest(status, circumstances, inputs, batch.summaries(), batch.failures)
        run |= {"topics": topics_used(taxonomies)}
        earlier = folder.earlier()
        # A broken-off run must not take the place of a whole one.
        written = bool(batch.done) and (status == "complete" or earlier is None or earlier["status"] != "complete")
        if written:
            folder.join(batch.results(taxonomies))
            folder.write_run(run | {"status": "interrupted", "formats": [], "files": list(TABLES)})
            files = list(TABLES)
            if status == "complete":
                watcher.exporting()
                applied = _reviewed(folder.path, options, taxonomies)
                run |= {"reviewed": {"only": options.reviewed_only, **applied.summary}}
                files += sorted(path.name for path in export(applied.rows, folder.path, options.formats))
                folder.forget_others(list(batch.done))
            folder.remove(set((earlier or {}).get("files", [])) - set(files))
            run |= {"formats": list(options.formats), "files": files}
        run |= {"started": started, "seconds": round(time.monotonic() - clock, 2)}
        if written:
            folder.write_run(run)
    return Outcome(run, batch.reused, written)


class _Batch:
    """The reading of the inputs: which agreements are done, which failed."""

    def __init__(
        self, options: RunOptions, circumstances: Circumstances, inputs: Inputs, folder: RunFolder, watcher: Watcher
    ) -> None:
        self._options = options
        self._folder = folder
        self._watcher = watcher
        self._tasks = [
            Task(file.path, file.document_id, circumstances.fingerprint(file), options.reading) for file in inputs.files
        ]
        self._sizes = {file.document_id: (file.path.suffix.casefold(), file.size) for file in inputs.files}
        self.failures = [Failure.of(error) for error in inputs.failures]
        self.done: dict[str, dict[str, Any]] = {}
        self.reused = 0

    def read(self, rules: RuleSet) -> Status:
        """Read every input that was not finished by an earlier run with the same fingerprint."""
        self._watcher.begin(len(self._tasks))
        for failure in self.failures:
            self._watcher.fail(failure)
        if self.failures and self._options.fail_fast:
            return "stopped"
        try:
            return self._read_rest(self._take_over(), rules)
        except KeyboardInterrupt:
            return "interrupted"

    def summaries(self) -> list[dict[str, Any]]:
        """The counts of the finished agreements, in the order of the inputs."""
        return [self.done[task.document_id] for task in self._tasks if task.document_id in self.done]

    def results(self, taxonomies: Taxonomies) -> Iterator[Finished]:
        """The finished agreements with their topics, in the order of the inputs, one in memory at a time.

        Topics are given when agreements are joined: other topics need no reading anew.
        """
        from pipeline.topics import RowLabeller

        labeller = RowLabeller(taxonomies)
        for task in self._tasks:
            if task.document_id in self.done:
                result = self._folder.kept(task.document_id, task.fingerprint)
                if result is None:
                    raise RunError(str(self._folder.path), "a finished agreement has disappeared", "run again")
                yield with_topics(result, labeller)

    def _take_over(self) -> list[Task]:
        """Count what an earlier run finished as done; the tasks that remain."""
        rest: list[Task] = []
        for task in self._tasks:
            result = self._folder.kept(task.document_id, task.fingerprint)
            if result is None:
                rest.append(task)
            else:
                self.reused += 1
                self._finish(task.document_id, result.summary)
        return rest

    def _read_rest(self, tasks: Sequence[Task], rules: RuleSet) -> Status:
        workers = choose_workers([self._sizes[task.document_id] for task in tasks], self._options.workers)
        if workers == 1:
            # Nobody shares the cores with this process: it may have the pages of a long file read side by side.
            reading = replace(self._options.reading, workers=self._options.workers or cores())
            tasks = [replace(task, reading=reading) for task in tasks]
        with closing(work(tasks, rules, workers)) as results:
            for result in results:
                if isinstance(result, Finished):
                    self._folder.keep(result)
                    self._finish(result.document_id, result.summary)
                else:
                    self.failures.append(result)
                    self._watcher.fail(result)
                    if self._options.fail_fast:
                        return "stopped"
        return "complete"

    def _finish(self, document_id: str, summary: dict[str, Any]) -> None:
        self.done[document_id] = summary
        self._watcher.advance(document_id)


def _reviewed(folder: Path, options: RunOptions, taxonomies: Taxonomies) -> Applied:
    """The rows for the tables: those of the run with what reviewers decided; its JSON lines stay as rules made them."""
    from pipeline.comparison import label_anew, load_run
    from pipeline.review.applying import apply_reviews

    applied = apply_reviews(load_run(folder), options.annotations / "reviews", reviewed_only=options.reviewed_only)
    # A statement that a reviewer added has a place among the topics too.
    return replace(applied, rows=label_anew(applied.rows, taxonomies)) if applied.counts["added"] else applied
