"""What a rule is, and what a set of rules is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

TokenPattern = list[dict[str, Any]]
Extend = Literal["none", "noun_phrase", "clause"]
Position = Literal["any", "before_verb", "after_verb"]
Status = Literal["active", "retired"]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule of a family.

    `patterns` are spaCy token patterns with the words of named word lists filled in; for a rule of kind "phrase" they
    are made from its `phrases`, literal wordings in any letter case. A rule of kind "clause" has neither: the clause
    engine decides it, and it is here for its description and examples. `extend` says how far a span runs beyond the
    matched cue. Five fields name word lists. The word before the cue must be in one of `after`, and in none of
    `not_after`; the word behind it, articles apart, in none of `not_before`. Of the words behind the cue, the first
    that is in a list of `governs` or `unless_governs` decides whether the cue counts (none in `governs`: it does not).
    In `examples` brackets stand around the expected span; `counter_examples` are near misses.
    """

    id: str
    label: str
    kind: Literal["token", "phrase", "clause"]
    description: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    type: str | None = None
    patterns: tuple[TokenPattern, ...] = ()
    phrases: tuple[str, ...] = ()
    extend: Extend = "none"
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    governs: tuple[str, ...] = ()
    unless_governs: tuple[str, ...] = ()
    position: Position = "any"
    force: str | None = None
    statement: str | None = None
    takes: tuple[str, ...] = ()
    polarity: str | None = None
    scope: str | None = None
    source: str = ""
    status: Status = "active"
    path: str = ""
    line: int = 0

    @property
    def place(self) -> str:
        """File, line and id, for error messages."""
        return f"{self.path}:{self.line} ({self.id})"


@dataclass(frozen=True)
class RuleSet:
    """All rules of a folder in the order of files and lines, retired ones included, and the word lists they name.

    `hash` is the SHA-256 of what the files say, whatever their layout: two sets with one hash tag alike.
    """

    rules: tuple[Rule, ...]
    word_lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hash: str = ""

    @cached_property
    def active(self) -> tuple[Rule, ...]:
        """The rules that match; retired ones only keep their ids from being used again."""
        return tuple(rule for rule in self.rules if rule.status == "active")

    def by_label(self, label: str) -> tuple[Rule, ...]:
        """The active rules with this label."""
        return tuple(rule for rule in self.active if rule.label == label)


def bracketed(example: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of an example without its brackets, and the half-open offsets of the stretches they stood around.

    Raises:
        ValueError: the brackets are nested, empty or unbalanced; the message says which.
    """
    text: list[str] = []
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for character in example:
        if character == "[":
            if opened is not None:
                raise ValueError("nested brackets")
            opened = len(text)
        elif character == "]":
            if opened is None:
                raise ValueError("a closing bracket without an opening one")
            if opened == len(text):
                raise ValueError("empty brackets")
            spans.append((opened, len(text)))
            opened = None
        else:
            text.append(character)
    if opened is not None:
        raise ValueError("an opening bracket without a closing one")
    return "".join(text), tuple(spans)
