"""Finding the terms of many topics in a text, in one pass over its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.topics.folding import fold, next_word, words_of
from pipeline.topics.taxonomy import Topic

Role = Literal["terms", "weak_terms", "beside", "heading_terms", "not_within"]
ROLES: tuple[Role, ...] = ("terms", "weak_terms", "beside", "heading_terms", "not_within")


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording of a topic at its place in the text."""

    topic: str
    role: Role
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """What may follow the words read so far, and the wordings that end here."""

    words: dict[str, _Node] = field(default_factory=dict)
    beginnings: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[str, Role]] = field(default_factory=list)

    def after(self, word: str) -> list[_Node]:
        exact = self.words.get(fold(word))
        found = [exact] if exact else []
        if self.beginnings:
            small = word.lower()
            found += [node for beginning, node in self.beginnings.items() if small.startswith(beginning)]
        return found


class TermFinder:
    """Finds the wordings of topics. A word that ends in * stands for all words that begin so."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._root = _Node()
        self._first: dict[str, list[_Node]] = {}
        for topic in topics:
            for role in ROLES:
                for wording in getattr(topic, role):
                    if ":" not in wording:
                        self._add(wording, topic.id, role)

    def _add(self, wording: str, topic: str, role: Role) -> None:
        node = self._root
        for part in wording.split():
            # A term may hold a hyphen or a full stop ("long-range", "U.S."): the text is read by the same words.
            *before, last = [match.group() for match in words_of(part.rstrip("*"))]
            for word in before:
                node = node.words.setdefault(fold(word), _Node())
            if part.endswith("*"):
                node = node.beginnings.setdefault(last.lower(), _Node())
            else:
                node = node.words.setdefault(fold(last), _Node())
        node.ends.append((topic, role))

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """All hits in a stretch of a text in the order of their starts, those inside a `not_within` left out."""
        end = len(text) if end is None else end
        hits: list[Hit] = []
        first = self._first
        for match in words_of(text, start, end):
            word = match.group()
            nodes = first.get(word)
            if nodes is None:
                nodes = first[word] = self._root.after(word)
            if nodes:
                self._follow(nodes, text, match.span(), end, hits)
        return _without_masked(hits)

    def _follow(self, nodes: list[_Node], text: str, span: tuple[int, int], end: int, hits: list[Hit]) -> None:
        start = span[0]
        while nodes:
            for node in nodes:
                hits += [Hit(topic, role, start, span[1]) for topic, role in node.ends]
            following = next_word(text, *span, end)
            if following is None:
                return
            span = following
            word = text[span[0] : span[1]]
            nodes = [one for node in nodes for one in node.after(word)]


def _without_masked(hits: list[Hit]) -> list[Hit]:
    masks: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.role in ("not_within", "terms"):
            masks.setdefault(hit.topic, []).append(hit)
    return [hit for hit in hits if hit.role != "not_within" and not _masked(hit, masks.get(hit.topic, ()))]


def _masked(hit: Hit, masks: Sequence[Hit]) -> bool:
    """Whether the hit stands inside a wording that takes it away, or inside a longer term of its topic."""
    for mask in masks:
        if mask.start <= hit.start and hit.end <= mask.end:
            longer = (mask.end - mask.start) > (hit.end - hit.start)
            if mask.role == "not_within" or (longer and hit.role != "beside"):
                return True
    return False
