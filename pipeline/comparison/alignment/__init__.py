"""Statements of different agreements that say the same: shared provisions, novelty, drafts."""

from __future__ import annotations

from pipeline.comparison.alignment.aligned import (
    AlignedPair,
    Difference,
    DraftChange,
    DraftComparison,
    Novelty,
    SharedProvision,
    TakenOver,
    Verdict,
    WordRun,
)
from pipeline.comparison.alignment.alignment import MOST_STATEMENTS, Alignment, Question, align, is_feasible
from pipeline.comparison.alignment.novelty import novelty

__all__ = [
    "MOST_STATEMENTS",
    "AlignedPair",
    "Alignment",
    "Difference",
    "DraftChange",
    "DraftComparison",
    "Novelty",
    "Question",
    "SharedProvision",
    "TakenOver",
    "Verdict",
    "WordRun",
    "align",
    "is_feasible",
    "novelty",
]
