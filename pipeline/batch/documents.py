"""The work on one agreement, from its file to the lines that a run's files will hold. Runs inside a worker."""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import PipelineError
from pipeline.ingestion import ReadingOptions
from pipeline.records import FORCES, Analysis, Span, document_row, statement_row, unclaimed_row

if TYPE_CHECKING:
    from pipeline.tagging.nlp_setup import Tagger
    from pipeline.topics import RowLabeller


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read; `fingerprint` changes whenever the result could change."""

    path: Path
    document_id: str
    fingerprint: str
    reading: ReadingOptions = field(default_factory=ReadingOptions)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave nothing, and why.

    `details` is the traceback where the fault is hedgerow's own; `document_id` is unset where the file was not opened.
    """

    file: str
    reason: str
    remedy: str = ""
    details: str = ""
    document_id: str | None = None

    @classmethod
    def of(cls, error: PipelineError, document_id: str | None = None) -> Failure:
        """The failure that an error of the pipeline tells of."""
        return cls(error.place, error.problem, error.remedy, document_id=document_id)

    def __str__(self) -> str:
        return str(PipelineError(self.file, self.reason, self.remedy))

    def row(self) -> dict[str, str]:
        """The failure as `run.json` lists it."""
        return {"file": self.file, "reason": self.reason, "remedy": self.remedy}


@dataclass(frozen=True, slots=True)
class Finished:
    """The result of one file: JSON lines without line ends, and the counts of the closing table."""

    document_id: str
    fingerprint: str
    summary: dict[str, Any]
    document: str
    statements: tuple[str, ...]
    unclaimed: tuple[str, ...]
    text: str


def process(task: Task, tagger: Tagger) -> Finished | Failure:
    """Read, structure and tag one file. What goes wrong with it becomes a Failure, so that other files go on."""
    from pipeline.analysis import analyse
    from pipeline.ingestion import read_agreement

    try:
        agreement = read_agreement(task.path, document_id=task.document_id, options=task.reading)
        return finished(task, analyse(agreement, tagger))
    except PipelineError as error:
        return Failure.of(error, task.document_id)
    except Exception as error:
        reason = f"a fault in hedgerow itself ({type(error).__name__}: {error})"
        remedy = "please report it with this file"
        return Failure(str(task.path), reason, remedy, traceback.format_exc(), task.document_id)


def finished(task: Task, analysis: Analysis) -> Finished:
    """The lines of an analysis."""
    return Finished(
        task.document_id,
        task.fingerprint,
        summarise(analysis),
        json_line(document_row(analysis)),
        tuple(json_line(statement_row(statement)) for statement in analysis.statements),
        tuple(json_line(unclaimed_row(unclaimed)) for unclaimed in analysis.unclaimed),
        analysis.agreement.text,
    )


def with_topics(result: Finished, labeller: RowLabeller) -> Finished:
    """The result with the topics of its statements."""
    document = json.loads(result.document)
    statements = [json.loads(line) for line in result.statements]
    labeller.label(document, statements, result.text)
    return replace(result, document=json_line(document), statements=tuple(map(json_line, statements)))


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
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
