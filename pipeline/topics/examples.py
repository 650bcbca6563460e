"""Every topic's examples and counter-examples: they are the tests of its terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.rule_loading import bracketed
from pipeline.topics.labelling import Row, label_document
from pipeline.topics.matching import TermFinder
from pipeline.topics.taxonomy import Taxonomies

# Tags a sentence: the rows of its statements.
Tag = Callable[[str], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class TopicFailure:
    """An example that came out otherwise than its topic says; `expected` and `found` are the quoted terms."""

    topic: str
    place: str
    example: str
    expected: tuple[str, ...]
    found: tuple[str, ...]


def check_examples(taxonomies: Taxonomies, tag: Tag | None = None) -> list[TopicFailure]:
    """The examples whose brackets are not the terms found, and the counter-examples that get the topic.

    A sentence is read as one statement; `tag` is needed for topics that rest on what the tagger finds, and is asked
    for these alone.
    """
    finder = TermFinder(taxonomies)
    failures: list[TopicFailure] = []
    for topic in taxonomies:
        for example in (*topic.examples, *topic.counter_examples):
            text, spans = bracketed(example)
            rows = (list(tag(text)) if topic.tags and tag else []) or [_whole(text)]
            labels = label_document(text, (), rows, taxonomies, finder).labels
            places = dict.fromkeys((one.start, one.end) for row in labels for one in row if one.topic == topic.id)
            found, expected = _words(text, sorted(places)), _words(text, spans)
            if found != expected:
                failures.append(TopicFailure(topic.id, topic.place, example, expected, found))
    return failures


def _words(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in spans)


def _whole(text: str) -> Row:
    return {"start": 0, "end": len(text), "kind": "commitment", "force": None}
