"""One run: inputs in, a folder of tables out."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from pipeline.batch.documents import Failure, Finished, Method, Task, with_topics
from pipeline.batch.folder import TABLES, RunFolder, mendable
from pipeline.batch.inputs import Inputs, collect_inputs, hash_of
from pipeline.batch.known_hashes import KnownHashes
from pipeline.batch.manifest import Circumstances, Status, manifest, now
from pipeline.batch.parts import Kept
from pipeline.batch.watching import Begun, Ended, Event, Exporting, Failed, Read, Reused, Watcher
from pipeline.batch.workers import Result, choose_workers, cores, local_crew, read_here
from pipeline.errors import RunError
from pipeline.ingestion import READABLE_SUFFIXES, ReadingOptions

if TYPE_CHECKING:
    from pipeline.rule_loading import RuleFiles

ANNOTATIONS = Path("annotations")
# Seconds that worker processes may spend on one file where the user sets no limit.
TIME_LIMIT = 600.0
# Seconds after which `run.json` is brought up to date while a run goes on.
BETWEEN_ACCOUNTS = 20.0


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the user asked for.

    `workers` None means as many as pay, `rules` None and no `topics` those that come with hedgerow, `time_limit`
    (seconds for one file) None the usual one; `scheduler` is the address of a Dask cluster that does the reading;
    `annotations` is the folder with the reviewers' decisions; `reviewed_only` keeps other statements out of the tables.
    """

    inputs: tuple[Path, ...]
    output: Path
    formats: tuple[str, ...]
    workers: int | None = None
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    rules: Path | None = None
    topics: tuple[str, ...] = ()
    annotations: Path = ANNOTATIONS
    reviewed_only: bool = False
    fail_fast: bool = False
    retry_failed: bool = False
    time_limit: float | None = None
    scheduler: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run that is over.

    `run` is the content of its `run.json`, `reused` how many agreements an earlier run had finished, `written` whether
    the files in the folder are now those of this run.
    """

    run: dict[str, Any]
    reused: int
    written: bool


def run_batch(options: RunOptions, watchers: Sequence[Watcher] = ()) -> Outcome:
    """Read, tag and tabulate the agreements that `options` names, and leave the files of a run in its output folder.

    A file that cannot be read is a failure in the result; the others go on. Ctrl-C stops the reading: what is
    finished is kept. Where no agreement at all could be read, the folder is left as it was.

    Raises:
        RunError: the output folder or the cluster cannot be used.
        RuleError: the rules are wrong.
    """
    from pipeline.rule_loading import read_rules
    from pipeline.topics import load_taxonomies

    started, clock = now(), time.monotonic()
    rules = read_rules(options.rules)
    taxonomies = load_taxonomies(options.topics)
    rules_folder = options.rules.as_posix() if options.rules else None
    circumstances = Circumstances(rules.hash, rules_folder, taxonomies, options.reading)
    with RunFolder(options.output) as folder:
        hashes = KnownHashes(folder.hashes)
        inputs = collect_inputs(options.inputs, READABLE_SUFFIXES, hashes.hash_file)
        batch = _Batch(options, circumstances, inputs, folder, watchers)
        status = batch.read(rules)
        run, written = batch.finish(status)
        run |= {"started": started, "seconds": round(time.monotonic() - clock, 2)}
        if written:
            folder.keep_hashes(hashes.lines())
            folder.write_run(run)
        batch.tell(Ended(run))
    return Outcome(run, batch.reused, written)


class _Batch:
    """The inputs of a run: which are done, which failed, and the files made of them."""

    def __init__(
        self,
        options: RunOptions,
        circumstances: Circumstances,
        inputs: Inputs,
        folder: RunFolder,
        watchers: Sequence[Watcher],
    ) -> None:
        self._options = options
        self._circumstances = circumstances
        self._inputs = inputs
        self._folder = folder
        self._watchers = watchers
        self._tasks = [
            Task(file.path, file.document_id, circumstances.fingerprint(file), file.size) for file in inputs.files
        ]
        self._sizes = {task.document_id: task.size for task in self._tasks}
        self._earlier = folder.earlier()
        self._reviews = options.annotations / "reviews"
        self._accounted = 0.0
        self.failures = [Failure.of(error) for error in inputs.failures]
        self.done: dict[str, dict[str, Any]] = {}
        self.reused = 0

    def read(self, rules: RuleFiles) -> Status:
        """Read every input that was not finished by an earlier run with the same fingerprint."""
        kept = self._kept()
        rest = [task for task in self._tasks if task.document_id not in kept]
        method: Method | None = None
        # Rules by which all was read before need not be checked again, nor anything be loaded that reads.
        if rest or not self._tasks:
            method = Method(rules.check(), self._circumstances.taxonomies, self._options.reading)
        self.tell(Begun(len(self._tasks), sum(self._sizes.values())))
        for failure in self.failures:
            self.tell(Failed(failure, 0))
        if self.failures and self._options.fail_fast:
            return "stopped"
        try:
            self._take_over(kept)
            if self._options.fail_fast and self.failures:
                return "stopped"
            return self._read_rest(rest, method) if rest and method else "complete"
        except KeyboardInterrupt:
            return "interrupted"

    def finish(self, status: Status) -> tuple[dict[str, Any], bool]:
        """Make the files of the run: what `run.json` says but for the times, and whether they are now this run's."""
        run = self._account(status)
        earlier, formats = self._earlier, list(self._options.formats)
        source, texts = self._sources()
        if status == "complete" and _is_complete(earlier) and earlier["formats"] == formats:
            files = earlier["files"]
            if self._folder.is_left(texts | dict.fromkeys(files, source)):
                # The same agreements have the same limits; to ask for these loads the whole comparison.
                same = {"warnings": earlier["warnings"], "reviewed": earlier["reviewed"]}
                return run | same | {"formats": formats, "files": files}, True
        run["warnings"] += _limits(run["counts"].get("statements", 0))
        # A broken-off run must not take the place of a whole one.
        if not self.done or (status != "complete" and _is_complete(earlier)):
            if not self.done and earlier is None:
                self._folder.abandon()
            return run, False
        files = list(TABLES)
        self._folder.join(self._results())
        self._folder.write_run(run | {"status": "interrupted", "formats": [], "files": files})
        if status == "complete":
            self.tell(Exporting())
            run["reviewed"], exported = self._export()
            files += exported
            self._folder.tidy(self._sizes)
        self._folder.remove(set((earlier or {}).get("files", [])) - set(files))
        if status == "complete":
            self._folder.note_left(texts | dict.fromkeys(files, source))
        return run | {"formats": formats, "files": files}, True

    def tell(self, event: Event) -> None:
        """Tell all watchers what has happened."""
        for watcher in self._watchers:
            watcher(event)

    def _account(self, status: Status) -> dict[str, Any]:
        summaries = [self.done[task.document_id] for task in self._tasks if task.document_id in self.done]
        return manifest(status, self._circumstances, self._inputs, summaries, self.failures)

    def _results(self) -> Iterator[Finished]:
        """The finished agreements, in the order of the inputs, one in memory at a time.

        Those that an earlier run sorted by other topics get theirs anew: that needs no reading.
        """
        from pipeline.topics import RowLabeller

        taxonomies = self._circumstances.taxonomies
        labeller: RowLabeller | None = None
        for task in self._tasks:
            if task.document_id in self.done:
                result = self._folder.parts.finished(task.document_id, task.fingerprint)
                if result is None:
                    raise RunError(str(self._folder.path), "a finished agreement has disappeared", "run again")
                if result.topics != taxonomies.hash:
                    labeller = labeller or RowLabeller(taxonomies)
                    result = with_topics(result, labeller)
                    self._folder.parts.keep(result)
                yield result

    def _kept(self) -> dict[str, Kept]:
        """What an earlier run kept of the inputs, by document, that holds good for this one."""
        kept = {task.document_id: self._folder.parts.known(task.document_id, task.fingerprint) for task in self._tasks}
        retry = self._options.retry_failed
        return {name: one for name, one in kept.items() if one is not None and not (one.failure and retry)}

    def _take_over(self, kept: Mapping[str, Kept]) -> None:
        """Count what an earlier run did as done."""
        for task in self._tasks:
            one = kept.get(task.document_id)
            if one is None:
                continue
            if one.failure:
                self.failures.append(one.failure)
                self.tell(Failed(one.failure.again(), task.size))
            else:
                self.reused += 1
                self.done[task.document_id] = one.summary
                self.tell(Reused(task.document_id, task.size))

    def _read_rest(self, tasks: Sequence[Task], method: Method) -> Status:
        with closing(self._results_of(tasks, method)) as results:
            for result in results:
                if isinstance(result, Finished):
                    self._folder.parts.keep(result)
                    self.done[result.document_id] = result.summary
                    self.tell(Read(result, self._sizes[result.document_id]))
                else:
                    self._folder.parts.keep_failure(result)
                    self._fail(result)
                    if self._options.fail_fast:
                        return "stopped"
                self._keep_account()
        return "complete"

    def _results_of(self, tasks: Sequence[Task], method: Method) -> Generator[Result, None, None]:
        options = self._options
        limit = options.time_limit or TIME_LIMIT
        if options.scheduler:
            from pipeline.batch.dask_cluster import cluster_crew

            return cluster_crew(method, options.scheduler, limit).read(tasks)
        workers = choose_workers([(task.path.suffix.casefold(), task.size) for task in tasks], options.workers)
        # What is read in this process cannot be broken off.
        if workers == 1 and options.time_limit is None:
            # Nobody shares the cores with this process: it may have the pages of a long file read side by side.
            reading = replace(method.reading, workers=options.workers or cores())
            return read_here(tasks, replace(method, reading=reading))
        return local_crew(method, workers, limit).read(tasks)

    def _fail(self, failure: Failure) -> None:
        self.failures.append(failure)
        self.tell(Failed(failure, self._sizes.get(failure.document_id or "", 0)))

    def _keep_account(self) -> None:
        """Bring `run.json` up to date now and then, so that it tells how far a run came that was killed."""
        if _is_complete(self._earlier) or time.monotonic() < self._accounted + BETWEEN_ACCOUNTS:
            return
        self._folder.write_run(self._account("running") | {"formats": [], "files": []})
        self._accounted = time.monotonic()

    def _sources(self) -> tuple[str, dict[str, str]]:
        """What the tables are made of, and the texts, as hashes that change whenever they could."""
        finished = [(task.document_id, task.fingerprint) for task in self._tasks if task.document_id in self.done]
        texts = {f"texts/{document_id}.txt": fingerprint for document_id, fingerprint in finished}
        failures = [failure.row() for failure in sorted(self.failures, key=str)]
        decisions = [hash_of(path) for path in sorted(self._reviews.glob("*")) if path.is_file()]
        rows = {"finished": finished, "failures": failures, "reviews": [*decisions, self._options.reviewed_only]}
        return self._circumstances.source(rows), texts

    def _export(self) -> tuple[dict[str, Any], list[str]]:
        """Have the tables made: what reviewers decided on them, and their file names.

        They hold the rows of the run with the reviewers' decisions; its JSON lines stay as the rules made them.
        """
        from pipeline.comparison import RunRows, open_run
        from pipeline.exporters import export
        from pipeline.review.applying import apply_reviews

        options, folder = self._options, self._folder.path
        with mendable(folder):
            # Who asks for the JSON lines alone need not have them read again.
            needed = options.formats or any(self._reviews.glob("*"))
            run = open_run(folder) if needed else RunRows([], [], [], {})
            taxonomies = self._circumstances.taxonomies
            applied = apply_reviews(run, self._reviews, taxonomies, reviewed_only=options.reviewed_only)
            written = export(applied.run, folder, options.formats) if options.formats else []
            files = sorted(path.name for path in written)
        return {"only": options.reviewed_only, **applied.summary}, files


def _limits(statements: int) -> list[str]:
    """What the tables of so many statements leave out."""
    from pipeline.comparison.alignment import MOST_STATEMENTS, is_feasible

    if is_feasible(statements):
        return []
    told = f"{statements:,} statements are more than the {MOST_STATEMENTS:,} that are held against each other"
    return [f"{told}: shared provisions are left out; compare fewer agreements at a time to see them"]


def _is_complete(run: dict[str, Any] | None) -> TypeGuard[dict[str, Any]]:
    return run is not None and run.get("status") == "complete"
