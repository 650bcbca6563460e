"""The work on one agreement, from its file to the lines that a run's files will hold. Runs inside a worker."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import PipelineError
from pipeline.ingestion import ReadingOptions
from pipeline.records import FORCES, Analysis, Span, document_row, statement_row, unclaimed_row

if TYPE_CHECKING:
    from pipeline.rule_loading import RuleSet
    from pipeline.tagging.nlp_setup import Tagger
    from pipeline.topics import RowLabeller, Taxonomies

# Made once: `json.dumps` makes one for every row.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read; `fingerprint` changes whenever the result could change. `size` is in bytes."""

    path: Path
    document_id: str
    fingerprint: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Method:
    """How every file of a run is read: all that a worker needs beside the file."""

    rules: RuleSet
    taxonomies: Taxonomies
    reading: ReadingOptions = field(default_factory=ReadingOptions)


class Reader:
    """Reads files by one method; what is costly to make is made once."""

    def __init__(self, method: Method) -> None:
        from pipeline.tagging.nlp_setup import Tagger
        from pipeline.topics import RowLabeller

        self.method = method
        self.tagger: Tagger = Tagger(method.rules)
        self.labeller = RowLabeller(method.taxonomies)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave nothing, and why.

    `details` is the traceback where the fault is hedgerow's own; `document_id` and `fingerprint` are unset where the
    file was not opened.
    """

    file: str
    reason: str
    remedy: str = ""
    details: str = ""
    document_id: str | None = None
    fingerprint: str | None = None

    @classmethod
    def of(cls, error: PipelineError) -> Failure:
        """The failure that an error of the pipeline tells of."""
        return cls(error.place, error.problem, error.remedy)

    def about(self, task: Task) -> Failure:
        """The failure as that of a task, so that it can be kept."""
        return replace(self, document_id=task.document_id, fingerprint=task.fingerprint)

    def speaking_of(self, path: Path, place: Path | None) -> Failure:
        """The failure with the file's own path where it names the place its bytes stood at."""
        if place is None:
            return self
        file, reason, remedy = (text.replace(str(place), str(path)) for text in (self.file, self.reason, self.remedy))
        return replace(self, file=file, reason=reason, remedy=remedy)

    def again(self) -> Failure:
        """The failure as it is told when its file was not read again, since nothing has changed."""
        remedy = "; ".join(part for part in (self.remedy, "then read it again with --retry-failed") if part)
        return replace(self, remedy=remedy)

    def __str__(self) -> str:
        return str(PipelineError(self.file, self.reason, self.remedy))

    def row(self) -> dict[str, str]:
        """The failure as `run.json` lists it."""
        return {"file": self.file, "reason": self.reason, "remedy": self.remedy}


@dataclass(frozen=True, slots=True)
class Finished:
    """The result of one file: JSON lines without line ends, and the counts of the closing table.

    `topics` is the hash of the taxonomies that gave the statements their topics, `seconds` what it took to make this.
    """

    document_id: str
    fingerprint: str
    summary: dict[str, Any]
    document: str
    statements: tuple[str, ...]
    unclaimed: tuple[str, ...]
    text: str
    topics: str = ""
    seconds: float = field(default=0.0, compare=False)


def process(task: Task, reader: Reader, place: Path | None = None) -> Finished | Failure:
    """Read, structure and tag one file. What goes wrong with it becomes a Failure, so that other files go on.

    `place` is where the file's bytes stand, if not at the task's path; the result speaks of the path alone.
    """
    from pipeline.analysis import analyse
    from pipeline.ingestion import read_agreement

    began = time.perf_counter()
    try:
        path, options = place or task.path, reader.method.reading
        agreement = read_agreement(path, document_id=task.document_id, options=options)
        analysis = analyse(replace(agreement, source=str(task.path)), reader.tagger)
        return replace(finished(task, analysis, reader.labeller), seconds=time.perf_counter() - began)
    except PipelineError as error:
        return Failure.of(error).about(task).speaking_of(task.path, place)
    except Exception as error:
        reason = f"a fault in hedgerow itself ({type(error).__name__}: {error})"
        remedy = "please report it with this file"
        return Failure(str(task.path), reason, remedy, traceback.format_exc()).about(task)


def finished(task: Task, analysis: Analysis, labeller: RowLabeller) -> Finished:
    """The lines of an analysis, its statements with their topics."""
    document = document_row(analysis)
    statements = list(map(statement_row, analysis.statements))
    text = analysis.agreement.text
    labeller.label(document, statements, text)
    return Finished(
        task.document_id,
        task.fingerprint,
        summarise(analysis),
        json_line(document),
        tuple(map(json_line, statements)),
        tuple(json_line(unclaimed_row(unclaimed)) for unclaimed in analysis.unclaimed),
        text,
        topics=labeller.taxonomies.hash,
    )


def with_topics(result: Finished, labeller: RowLabeller) -> Finished:
    """The result with other topics of its statements."""
    document = json.loads(result.document)
    statements = [json.loads(line) for line in result.statements]
    labeller.label(document, statements, result.text)
    lines = tuple(map(json_line, statements))
    return replace(result, document=json_line(document), statements=lines, topics=labeller.taxonomies.hash)


def summarise(analysis: Analysis) -> dict[str, Any]:
    """The agreement's counts: statements by kind, commitments by force, hedged commitments, warnings.

    A commitment counts as hedged where a hedge stands in its own clause or reaches it from its chapeau; what hedges
    the whole instrument, or a part of it, would make every share 100 %.
    """
    commitments = [statement for statement in analysis.statements if statement.kind == "commitment"]
    agreement = analysis.agreement
    hedged = sum(1 for commitment in commitments if any(map(_near, commitment.hedges)))
    return {
        "document_id": agreement.document_id,
        "statements": len(analysis.statements),
        "commitments": len(commitments),
        **{force: sum(1 for commitment in commitments if commitment.force == force) for force in FORCES},
        **{
            kind: sum(1 for statement in analysis.statements if statement.kind == kind)
            for kind in ("permission", "disclaimer", "term")
        },
        "hedged": hedged,
        "unclaimed": len(analysis.unclaimed),
        "warnings": len(agreement.warnings) + len(analysis.warnings),
    }


def _near(hedge: Span) -> bool:
    return hedge.inherited is None or hedge.inherited.level == "chapeau"


def total(summaries: Iterable[dict[str, Any]]) -> dict[str, int]:
    """The sums of all counts over agreements."""
    sums: dict[str, int] = {"agreements": 0}
    for summary in summaries:
        sums["agreements"] += 1
        for name, count in summary.items():
            if name != "document_id":
                sums[name] = sums.get(name, 0) + count
    return sums


def json_line(row: dict[str, Any]) -> str:
    """One row as one line of JSON, the characters of the text as they are."""
    return _ENCODER.encode(row)
