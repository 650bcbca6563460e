"""The real texts beside the checkout, for tests that skip where they are missing."""

from __future__ import annotations

from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real texts (../shared/corpus) are not here")


def corpus_files(folder: str, suffix: str) -> list[Path]:
    """The files with `suffix` in a folder of the real texts, empty where it is missing."""
    return sorted((CORPUS / folder).glob(f"*{suffix}"))
