"""What a taxonomy is: topics in groups, each with the wordings that show it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a taxonomy.

    `terms` show the topic wherever they stand; `weak_terms` only where one of `beside` stands in the same statement,
    in its chapeau or in a heading above it; `heading_terms` only in a heading. A term inside one of `not_within` does
    not count. `tags` ("hedge:funding", "kind:disclaimer") give the topic by what the tagger found instead of by words.
    In `examples` brackets stand around the terms expected; `counter_examples` are near misses.
    """

    id: str
    name: str
    group: str
    description: str
    terms: tuple[str, ...] = ()
    weak_terms: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    heading_terms: tuple[str, ...] = ()
    not_within: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A named set of topics in the order of its file; `groups` holds their group names in order."""

    id: str
    name: str
    topics: tuple[Topic, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(topic.group for topic in self.topics))


@dataclass(frozen=True)
class Taxonomies:
    """The taxonomies used together; `by_heading` gives statements without a topic the heading they stand under."""

    listed: tuple[Taxonomy, ...]
    by_heading: bool = False
    given: tuple[str, ...] = field(default=())

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """All topics by id, in order."""
        return {topic.id: topic for topic in self}

    @cached_property
    def hash(self) -> str:
        """A hash that changes whenever a topic, its place in the order, or its wordings change; not with the file."""
        topics = [{**asdict(topic), "place": ""} for topic in self]
        content = {
            "topics": topics,
            "names": [taxonomy.name for taxonomy in self.listed],
            "by_heading": self.by_heading,
        }
        return sha256(json.dumps(content, ensure_ascii=False).encode("utf-8")).hexdigest()

    def __iter__(self) -> Iterator[Topic]:
        for taxonomy in self.listed:
            yield from taxonomy.topics
