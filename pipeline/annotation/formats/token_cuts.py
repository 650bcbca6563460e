"""Tokens of a text such that every mark begins and ends with one: the tagger's own, cut further at the marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Cut:
    """A token, its offsets, and whether a single space follows that belongs to no token."""

    start: int
    end: int
    text: str
    space: bool


@cache
def _tokenizer() -> Callable[[str], Doc]:
    from pipeline.rule_loading.english import english

    return english().make_doc


def cut_tokens(text: str, spans: Iterable[tuple[int, int]]) -> list[Cut]:
    """The tokens of `text`, white space beyond single spaces included; together with their spaces they are the text."""
    doc = _tokenizer()(text)
    spans = list(spans)
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    borders = sorted({0, len(text), *starts, *ends, *(i for t in doc for i in (t.idx, t.idx + len(t)))})
    cuts: list[Cut] = []
    for start, end in pairwise(borders):
        piece = text[start:end]
        free = piece == " " and start not in starts and end not in ends
        if free and cuts and not cuts[-1].space:
            last = cuts[-1]
            cuts[-1] = Cut(last.start, last.end, last.text, True)
        else:
            cuts.append(Cut(start, end, piece, False))
    return cuts
