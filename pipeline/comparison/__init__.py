"""Comparison of agreements, built from the rows of a run."""

from pipeline.comparison.cells import Cell, Column, Comparison, Finding, Quote
from pipeline.comparison.matrix import compare
from pipeline.comparison.run_rows import DocumentRows, RunRows, load_run, merge_runs, split_by_document

__all__ = [
    "Cell",
    "Column",
    "Comparison",
    "DocumentRows",
    "Finding",
    "Quote",
    "RunRows",
    "compare",
    "load_run",
    "merge_runs",
    "split_by_document",
]
