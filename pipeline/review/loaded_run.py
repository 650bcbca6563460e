"""The run under review as it lies on the disk now: read once, and again when a new run has taken its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.comparison import DocumentRows, RunRows, load_run
from pipeline.comparison.run_files import SUMMARY
from pipeline.review.decisions import Decision, judgements
from pipeline.review.doubt import Doubt, doubts, rule_records
from pipeline.review.states import Finder
from pipeline.review.wire import Offsets


@dataclass(frozen=True)
class LoadedRun:
    """A run in memory; `stamp` names the state of its files, `rules` the hash of the rule set that made it."""

    rows: RunRows
    rules: str
    stamp: str

    @cached_property
    def documents(self) -> list[DocumentRows]:
        """The documents in the run's order, which numbers them."""
        return self.rows.by_document

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each document by its id."""
        return {document.document_id: number for number, document in enumerate(self.documents)}

    @cached_property
    def offsets(self) -> list[Offsets]:
        """Each document's offsets."""
        return [Offsets(document.text) for document in self.documents]

    @cached_property
    def finder(self) -> Finder:
        """Finds decisions again in this run."""
        return Finder(self.rows.statements, self.rows.texts)

    def doubts(self, decisions: list[Decision]) -> dict[tuple[str, str], Doubt]:
        """The doubt of every statement, by what the decisions so far say of the rules."""
        records = rule_records(judgements(decisions))
        return {
            (document.document_id, statement_id): doubt
            for document in self.documents
            for statement_id, doubt in doubts(document, records).items()
        }


def read_run(folder: Path) -> LoadedRun:
    """Read the run in `folder`. Raises RunError where it is none."""
    stamp = stamp_of(folder)
    rows = load_run(folder)
    return LoadedRun(rows, _rules_of(folder), stamp)


def stamp_of(folder: Path) -> str:
    """What changes when another run is written into the folder."""
    try:
        state = (folder / SUMMARY).stat()
    except OSError:
        return ""
    return f"{state.st_mtime_ns}-{state.st_size}"


def _rules_of(folder: Path) -> str:
    try:
        return str(json.loads((folder / SUMMARY).read_text(encoding="utf-8"))["rules"]["hash"])
    except (OSError, ValueError, LookupError, TypeError):
        return ""
