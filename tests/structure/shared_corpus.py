"""The real texts beside the checkout, for tests that skip where they are missing."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
needs_corpus = pytest.mark.skipif(not SHARED.is_dir(), reason="the real texts (../shared) are not here")


def shared_text(path: str) -> str:
    """The text of a file below ../shared."""
    return (SHARED / path).read_text(encoding="utf-8")
