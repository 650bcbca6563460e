"""What an export holds in memory at a time: a few agreements of a run, however many it has."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from pipeline.comparison import DocumentRows, RunRows, open_run, stored_run
from pipeline.exporters import EXPORTERS, export
from tests.comparison.specimens import specimen_rows, write_run

# Run, comparison and exporter may each look at one, and the one before it may not be gone yet.
MOST_ALIVE = 3


def write_many(folder: Path, times: int) -> Path:
    """A run with the specimens so many times over, each time by other ids."""
    one, many = specimen_rows(), RunRows([], [], [], {})
    for number in range(times):
        for name in ("documents", "statements", "unclaimed"):
            rows = getattr(one, name)
            getattr(many, name).extend({**row, "document_id": f"{row['document_id']}-{number}"} for row in rows)
        many.texts.update({f"{key}-{number}": text for key, text in one.texts.items()})
    return write_run(many, folder)


def count_alive() -> int:
    """How many agreements are in memory."""
    return sum(isinstance(thing, DocumentRows) for thing in gc.get_objects())


@pytest.mark.parametrize("format_name", EXPORTERS)
def test_few_agreements_are_in_memory_at_a_time(
    format_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive: list[int] = []
    made = stored_run.document_rows
    before = count_alive()

    def watched(*given: object) -> DocumentRows:
        rows = made(*given)  # type: ignore[arg-type]
        alive.append(count_alive() - before)
        return rows

    monkeypatch.setattr(stored_run, "document_rows", watched)
    # As it is in a large run, whose statements are not all held against each other.
    monkeypatch.setattr("pipeline.comparison.alignment.alignment.MOST_STATEMENTS", 3)
    export(open_run(write_many(tmp_path / "run", 4)), tmp_path, [format_name])
    assert len(alive) >= 2 * 12
    assert max(alive) <= MOST_ALIVE
