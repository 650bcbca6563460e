"""The agreements that a command names, read into memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.records import Agreement


def read_inputs(inputs: Sequence[Path]) -> tuple[Agreement, ...]:
    """Read files and folders as `hedgerow run` would, in the order of their ids; the first failure is raised."""
    from pipeline.batch.inputs import collect_inputs
    from pipeline.ingestion import READABLE_SUFFIXES, read_agreement

    found = collect_inputs(inputs, READABLE_SUFFIXES)
    for failure in found.failures:
        raise failure
    return tuple(read_agreement(file.path, document_id=file.document_id) for file in found.files)
