"""The taxonomies that come with hedgerow: every example and counter-example of every topic holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from pipeline.analysis import analyse
from pipeline.ingestion import agreement_from_text
from pipeline.records import statement_row
from pipeline.tagging.nlp_setup import Tagger, load_tagger
from pipeline.topics import Taxonomies, load_taxonomies
from pipeline.topics.examples import check_examples
from pipeline.topics.labelling import Row


@cache
def tagger() -> Tagger:
    return load_tagger()


def tag(text: str) -> Sequence[Row]:
    return [statement_row(statement) for statement in analyse(agreement_from_text(text), tagger()).statements]


@pytest.mark.parametrize("name", ["security", "trade", "form"])
def test_every_example_holds(name: str) -> None:
    assert not check_examples(load_taxonomies([name]), tag)


def test_the_taxonomies_cover_what_analysts_compare() -> None:
    taxonomies = load_taxonomies()
    security, trade, form = taxonomies.listed
    assert len(security.topics) + len(form.topics) >= 41
    assert len(security.groups) >= 6 and len(trade.topics) >= 30
    assert taxonomies.by_heading


def test_no_topic_claims_an_example_of_a_topic_that_leaves_it_out() -> None:
    taxonomies: Taxonomies = load_taxonomies()
    assert len({topic.name for topic in taxonomies}) == len(taxonomies.topics)
