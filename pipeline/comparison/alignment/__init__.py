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
from pipeline.comparison.alignment.alignment import Alignment, align
from pipeline.comparison.alignment.drafts import compare_drafts
from pipeline.comparison.alignment.novelty import novelties, novelty

__all__ = [
    "AlignedPair",
    "Alignment",
    "Difference",
    "DraftChange",
    "DraftComparison",
    "Novelty",
    "SharedProvision",
    "TakenOver",
    "Verdict",
    "WordRun",
    "align",
    "compare_drafts",
    "novelties",
    "novelty",
]
