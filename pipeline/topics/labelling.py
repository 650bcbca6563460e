"""What each statement of an agreement is about, and the words that say so.

A statement's own words are read first: its clause, and what the tagger found to belong to it outside the clause. Where
they name no topic, the chapeau it completes is read, then the headings above it, the nearest first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from pipeline.topics.folding import fold, words_of
from pipeline.topics.matching import Hit, TermFinder
from pipeline.topics.taxonomy import Taxonomies

Row = dict[str, Any]
Stretch = tuple[int, int]
Source = Literal["statement", "chapeau", "heading"]

HEADING_FAMILY = "heading"
MENTIONS_KEPT = 5
_NUMBER = re.compile(
    r"^\W*(?:(?:article|section|chapter|part|annex|title)\s+)?(?:[\dIVXLC]+(?:\.\d+)*|[A-Z])?\s*[.):–—-]+\s*",
    re.IGNORECASE,
)
_SPANS = ("attribute", "deontic", "direct_object", "beneficiary", "aims", "conditions", "times", "amounts", "elements")
_MONEY = re.compile(r"[A-Z]{3} \d")


@dataclass(frozen=True, slots=True)
class TopicLabel:
    """A topic of a statement with the words that gave it, and where these stand."""

    topic: str
    start: int
    end: int
    source: Source


@dataclass(frozen=True)
class TopicLabels:
    """What was found in one document.

    `labels` holds the labels of each statement, in the order of the statements given; `hits` the terms found anywhere
    in the text, headings included; `headings` the id of each heading that gave a topic, with its words.
    """

    labels: tuple[tuple[TopicLabel, ...], ...]
    hits: tuple[Hit, ...]
    headings: dict[str, str] = field(default_factory=dict)

    def mentions(self) -> Iterator[Hit]:
        """The first few hits of each topic that no statement has: its words stand there, but nothing is said of it."""
        labelled = {label.topic for row in self.labels for label in row}
        kept = Counter[str]()
        for hit in self.hits:
            if hit.role == "terms" and hit.topic not in labelled and kept[hit.topic] < MENTIONS_KEPT:
                kept[hit.topic] += 1
                yield hit

    def write_into(self, text: str, document: Row, statements: Sequence[Row]) -> None:
        """Set `topics` and `topic_terms` of the statement rows that were labelled, and what the document row says.

        `topic_mentions` of the document row lists words on topics that no statement has, `heading_topics` the topics
        that are headings of this document, by id, with the words of the heading.
        """
        document["topic_mentions"] = [
            {"topic": hit.topic, "start": hit.start, "end": hit.end, "text": text[hit.start : hit.end]}
            for hit in self.mentions()
        ]
        document["heading_topics"] = self.headings
        for row, labels in zip(statements, self.labels, strict=True):
            row["topics"] = list(dict.fromkeys(label.topic for label in labels))
            row["topic_terms"] = [
                {"topic": o.topic, "start": o.start, "end": o.end, "text": text[o.start : o.end], "from": o.source}
                for o in labels
            ]


def label_document(
    text: str, provisions: Sequence[Row], statements: Sequence[Row], taxonomies: Taxonomies, finder: TermFinder
) -> TopicLabels:
    """Label the statement rows of one document; `provisions` are the rows of its `documents.jsonl` entry."""
    reading = _Reading(text, provisions, taxonomies, finder)
    labels = tuple(tuple(reading.label(row)) for row in statements)
    return TopicLabels(labels, tuple(reading.hits), reading.used_headings)


class _Reading:
    """One document while its statements are labelled."""

    def __init__(self, text: str, provisions: Sequence[Row], taxonomies: Taxonomies, finder: TermFinder) -> None:
        self.text, self.taxonomies = text, taxonomies
        self.provisions = {row["id"]: row for row in provisions}
        self.hits = finder.find(text)
        self.starts = [hit.start for hit in self.hits]
        self.used_headings: dict[str, str] = {}

    @cached_property
    def headings(self) -> dict[str, tuple[int, int]]:
        """Where the heading of each provision that has one stands."""
        found: dict[str, tuple[int, int]] = {}
        for key, row in self.provisions.items():
            if row["heading"]:
                pattern = r"\s+".join(re.escape(word) for word in row["heading"].split())
                match = re.compile(pattern).search(self.text, row["start"], min(row["end"], row["start"] + 600))
                if match:
                    found[key] = match.span()
        return found

    @cached_property
    def first_children(self) -> dict[str, int]:
        """Where the first provision inside each provision begins."""
        starts: dict[str, int] = {}
        for row in self.provisions.values():
            above = self.provisions.get(row["parent"] or "")
            if above is not None and row["start"] > above["start"]:
                starts[above["id"]] = min(row["start"], starts.get(above["id"], row["start"]))
        return starts

    def between(self, start: int, end: int) -> Iterator[Hit]:
        """The hits that stand wholly in a stretch."""
        for place in range(bisect_left(self.starts, start), len(self.hits)):
            hit = self.hits[place]
            if hit.start >= end:
                return
            if hit.end <= end:
                yield hit

    def label(self, row: Row) -> Iterator[TopicLabel]:
        """The labels of one statement, each topic's in the order of the text."""
        own = _own_stretches(row)
        chapeau = self._chapeau(row)
        headings = list(self._headings(row))
        context = [*own, *chapeau, *headings]
        tags = _tags(row)
        tagged = [
            TopicLabel(topic.id, *tags[tag], "statement")
            for topic in self.taxonomies
            for tag in topic.tags
            if tag in tags
        ]
        named = list(self._named(own, "statement", context, tags)) or list(
            self._named(chapeau, "chapeau", context, tags)
        )
        for heading in headings:
            if named:
                break
            named = list(self._named([heading], "heading", context, tags))
        yield from [*tagged, *(label for label in named if label.topic not in {one.topic for one in tagged})]
        if self.taxonomies.by_heading and not named and not tagged:
            yield from self._own_heading(headings)

    def _named(
        self,
        stretches: Sequence[Stretch],
        source: Source,
        context: Sequence[Stretch],
        tags: Iterable[str],
    ) -> Iterator[TopicLabel]:
        hits = sorted({hit for stretch in stretches for hit in self.between(*stretch)}, key=_in_order)
        weak = {hit.topic for hit in hits if hit.role == "weak_terms"}
        supported = self._supported(weak, context, tags) if weak else frozenset()
        for hit in hits:
            strong = hit.role == "terms" or (hit.role == "heading_terms" and source == "heading")
            if strong or (hit.role == "weak_terms" and hit.topic in supported):
                yield TopicLabel(hit.topic, hit.start, hit.end, source)

    def _supported(self, topics: set[str], context: Sequence[Stretch], tags: Iterable[str]) -> frozenset[str]:
        """The topics of which a `beside` stands in the context."""
        by_words = {hit.topic for stretch in context for hit in self.between(*stretch) if hit.role == "beside"}
        given = set(tags)
        by_tags = {topic for topic in topics if given & set(self.taxonomies.topics[topic].beside)}
        return frozenset(topics & (by_words | by_tags))

    def _chapeau(self, row: Row) -> list[tuple[int, int]]:
        provision = self.provisions.get(row.get("provision_id") or "")
        above = self.provisions.get((provision or {}).get("chapeau") or "")
        if above is None:
            return []
        # The chapeau is what stands before its first item.
        end = self.first_children.get(above["id"], int(above["end"]))
        return [(above["start"], end)]

    def _headings(self, row: Row) -> Iterator[tuple[int, int]]:
        provision = self.provisions.get(row.get("provision_id") or "")
        while provision is not None:
            if provision["id"] in self.headings:
                yield self.headings[provision["id"]]
            provision = self.provisions.get(provision["parent"] or "")

    def _own_heading(self, headings: Sequence[tuple[int, int]]) -> Iterator[TopicLabel]:
        for start, end in headings:
            words = _NUMBER.sub("", " ".join(self.text[start:end].split()), count=1) or self.text[start:end]
            name = "_".join(fold(match.group()) for match in words_of(words))
            if name:
                key = f"{HEADING_FAMILY}.{name}"
                self.used_headings.setdefault(key, words)
                yield TopicLabel(key, start, end, "heading")
                return


def _in_order(hit: Hit) -> tuple[int, int, str, str]:
    return hit.start, hit.end, hit.topic, hit.role


def _own_stretches(row: Row) -> list[tuple[int, int]]:
    """The clause, and the spans of the statement that stand outside it but are not inherited from afar."""
    stretches = [(row["start"], row["end"])]
    for name in _SPANS:
        spans = row.get(name) or []
        for span in [spans] if isinstance(spans, dict) else spans:
            if not span.get("inherited") and not (row["start"] <= span["start"] and span["end"] <= row["end"]):
                stretches.append((span["start"], span["end"]))
    return stretches


def _tags(row: Row) -> dict[str, tuple[int, int]]:
    """What the tagger found in the statement's own words, each with its place."""
    whole = (row["start"], row["end"])
    tags = {f"kind:{row['kind']}": whole}
    if row.get("force"):
        tags[f"force:{row['force']}"] = whole
    for name, field_name in (("hedge", "hedges"), ("condition", "conditions")):
        for span in row.get(field_name) or []:
            if not span.get("inherited"):
                tags.setdefault(f"{name}:{span['type']}", (span["start"], span["end"]))
    for span in row.get("amounts") or []:
        if _MONEY.match(span.get("value") or ""):
            tags.setdefault("amount:money", (span["start"], span["end"]))
    return tags
