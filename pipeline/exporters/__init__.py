"""Writing what a run found into the files people use: one module a format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import RunError
from pipeline.exporters.atomic_files import write_jsonl

if TYPE_CHECKING:
    from pipeline.comparison import Comparison, Run
    from pipeline.comparison.alignment import Question

    Exporter = Callable[[Run, Comparison, Path], list[Path]]

# Format, its module in this package, and its exporter there: imported, with its libraries, when the format is written.
EXPORTERS = {
    "csv": ("csv_tables", "write_csv"),
    "parquet": ("parquet_table", "write_parquet"),
    "xlsx": ("workbooks", "write_xlsx"),
    "html": ("report_page", "write_report"),
    "md": ("markdown_page", "write_markdown"),
    "ig": ("ig_script", "write_ig_script"),
}

__all__ = ["EXPORTERS", "export", "export_run", "write_jsonl"]


def export(run: Run, folder: Path, formats: Sequence[str], question: Question | None = None) -> list[Path]:
    """Write the run and its comparison in each of `formats` into `folder`; the paths written, in order.

    `question` is what is asked of some of the agreements beyond the usual tables.
    """
    from pipeline.comparison import compare

    unknown = [name for name in formats if name not in EXPORTERS]
    if unknown:
        raise RunError(f"format {unknown[0]}", "is not known", f"choose from {', '.join(EXPORTERS)}")
    comparison = compare(run, question)
    return [path for name in dict.fromkeys(formats) for path in _exporter(name)(run, comparison, folder)]


def export_run(folder: Path, formats: Sequence[str]) -> list[Path]:
    """Read the JSON lines of the run in `folder` and write its other files beside them."""
    from pipeline.comparison import open_run

    return export(open_run(folder), folder, formats)


def _exporter(name: str) -> Exporter:
    module, attribute = EXPORTERS[name]
    exporter: Exporter = getattr(import_module(f"pipeline.exporters.{module}"), attribute)
    return exporter
