"""Comparison of agreements, built from the rows of a run."""

from pipeline.comparison.cells import Cell, Column, Finding, Quote
from pipeline.comparison.legalization import Firmness
from pipeline.comparison.matrix import Comparison, compare
from pipeline.comparison.profile import Profile
from pipeline.comparison.run_rows import DocumentRows, Run, RunRows, in_memory, label_anew, merge_runs
from pipeline.comparison.stored_run import load_run, open_run
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
    "Run",
    "RunRows",
    "TopicCell",
    "TopicMatrix",
    "TopicRow",
    "compare",
    "in_memory",
    "label_anew",
    "load_run",
    "merge_runs",
    "open_run",
]
