"""One tagger for all tests of the tagging: building it takes most of a second."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import analyse
from pipeline.ingestion import agreement_from_text
from pipeline.records import Analysis
from pipeline.tagging.nlp_setup import Tagger, load_tagger


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return load_tagger()


@pytest.fixture(scope="session")
def read(tagger: Tagger) -> Callable[[str], Analysis]:
    """Everything found in a text."""

    def reader(text: str) -> Analysis:
        return analyse(agreement_from_text(text), tagger)

    return reader
