"""Comparison of agreements, built from the rows of a run."""

from pipeline.comparison.cells import Cell, Column, Finding, Quote
from pipeline.comparison.legalization import Firmness
from pipeline.comparison.matrix import Comparison, compare
from pipeline.comparison.profile import Profile
from pipeline.comparison.run_rows import DocumentRows, RunRows, label_anew, load_run, merge_runs, split_by_document
from pipeline.comparison.topic_cells import TopicCell, TopicMatrix, TopicRow

__all__ = [
    "Cell",
    "Column",
    "Comparison",
    "DocumentRows",
    "Finding",
    "Firmness",
    "Profile",
    "Quote",
    "RunRows",
    "TopicCell",
    "TopicMatrix",
    "TopicRow",
    "compare",
    "label_anew",
    "load_run",
    "merge_runs",
    "split_by_document",
]
