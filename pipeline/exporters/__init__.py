"""Writing what a run found into the files people use: one module a format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.comparison import Comparison, RunRows, compare, load_run
from pipeline.comparison.alignment import Question
from pipeline.errors import RunError
from pipeline.exporters.atomic_files import write_jsonl
from pipeline.exporters.csv_tables import write_csv
from pipeline.exporters.ig_script import write_ig_script
from pipeline.exporters.markdown_page import write_markdown
from pipeline.exporters.parquet_table import write_parquet
from pipeline.exporters.report_page import write_report
from pipeline.exporters.workbooks import write_xlsx

Exporter = Callable[[RunRows, Comparison, Path], list[Path]]

# The libraries a format needs are imported when it is written.
EXPORTERS: dict[str, Exporter] = {
    "csv": write_csv,
    "parquet": write_parquet,
    "xlsx": write_xlsx,
    "html": write_report,
    "md": write_markdown,
    "ig": write_ig_script,
}

__all__ = ["EXPORTERS", "export", "export_run", "write_jsonl"]


def export(rows: RunRows, folder: Path, formats: Sequence[str], question: Question | None = None) -> list[Path]:
    """Write the rows and their comparison in each of `formats` into `folder`; the paths written, in order.

    `question` is what is asked of some of the agreements beyond the usual tables.
    """
    unknown = [name for name in formats if name not in EXPORTERS]
    if unknown:
        raise RunError(f"format {unknown[0]}", "is not known", f"choose from {', '.join(EXPORTERS)}")
    comparison = compare(rows, question)
    return [path for name in dict.fromkeys(formats) for path in EXPORTERS[name](rows, comparison, folder)]


def export_run(folder: Path, formats: Sequence[str]) -> list[Path]:
    """Read the JSON lines of the run in `folder` and write its other files beside them."""
    return export(load_run(folder), folder, formats)
