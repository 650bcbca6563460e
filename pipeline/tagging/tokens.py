"""A plain view of a tokenized stretch of text: lists of words with offsets, and its sentences.

The clause engine reads words many times over; Python lists are several times faster for that than spaCy tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

TokenRange = tuple[int, int]

_RUN = re.compile(r"\s+")
# Texts taken from pages often lose the space beside a modal verb: "Norlandshall", "shallprovide".
_GLUED = re.compile(r"(?<=[a-z])(?=shall\b)|(?<=\bshall)(?=[a-z]{3})(?!ow|ot)")
_OPENERS = frozenset("\"'“‘«([")
_ABBREVIATIONS = frozenset(
    ["no", "nos", "art", "arts", "para", "paras", "cf", "mr", "mrs", "ms", "dr", "st", "vs", "ltd", "inc"]
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the canonical text with its white space folded, and the way back to the canonical offsets.

    `shift` is empty where folding changed no length: then offset i of `text` is offset `start + i` of the agreement.
    """

    text: str
    start: int
    shift: tuple[int, ...] = ()

    def position(self, offset: int) -> int:
        """The canonical offset of `text[offset]`."""
        return self.start + (self.shift[offset] if self.shift else offset)

    def end_position(self, offset: int) -> int:
        """The canonical offset just behind `text[offset - 1]`."""
        return self.start + (self.shift[offset - 1] + 1 if self.shift else offset)


def fold(text: str, start: int, end: int) -> Stretch:
    """`text[start:end]` with every run of white space as one space, so that rules need not know of line breaks."""
    raw = text[start:end]
    if not _needs_folding(raw):
        return _parted(raw, start)
    pieces: list[str] = []
    shift: list[int] = []
    at = 0
    for run in _RUN.finditer(raw):
        pieces += (raw[at : run.start()], " ")
        shift.extend(range(at, run.start() + 1))
        at = run.end()
    pieces.append(raw[at:])
    shift.extend(range(at, len(raw)))
    return Stretch("".join(pieces), start, tuple(shift))


def _parted(raw: str, start: int) -> Stretch:
    """`raw` with a space put beside a modal verb glued to its neighbour."""
    cuts = [match.start() for match in _GLUED.finditer(raw)] if "shall" in raw else []
    if not cuts:
        return Stretch(raw, start)
    pieces: list[str] = []
    shift: list[int] = []
    at = 0
    for cut in cuts:
        pieces += (raw[at:cut], " ")
        shift.extend((*range(at, cut), cut))
        at = cut
    pieces.append(raw[at:])
    shift.extend(range(at, len(raw)))
    return Stretch("".join(pieces), start, tuple(shift))


def _needs_folding(raw: str) -> bool:
    return any(run.end() - run.start() > 1 or run.group() != " " for run in _RUN.finditer(raw))


class Words(dict[int, tuple[str, str]]):
    """Spellings by spaCy's hash: each word as written and in small letters with straight apostrophes.

    Looking a word up here is many times faster than asking a spaCy token for its text.
    """

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> tuple[str, str]:
        word = self._strings[key]
        pair = self[key] = (word, word.lower().replace("’", "'"))
        return pair


class Tokens:
    """The words of a Doc as lists; `lower` holds straight apostrophes, so that rules know one kind."""

    __slots__ = ("ends", "lower", "raw", "starts")

    def __init__(self, doc: Doc, words: Words) -> None:
        self.raw: list[str] = []
        self.lower: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        at = 0
        for key, space in doc.to_array(["ORTH", "SPACY"]).tolist():
            raw, lower = words[key]
            self.raw.append(raw)
            self.lower.append(lower)
            self.starts.append(at)
            at += len(raw)
            self.ends.append(at)
            at += space

    def __len__(self) -> int:
        return len(self.raw)

    def sentences(self) -> list[TokenRange]:
        """Token ranges of the sentences; a full stop ends one only before a capital, a digit, a quote or the end."""
        ranges: list[TokenRange] = []
        begin = 0
        for i, word in enumerate(self.raw):
            if word[-1] in ".?!" and self._ends_sentence(i):
                ranges.append((begin, i + 1))
                begin = i + 1
        if begin < len(self.raw):
            ranges.append((begin, len(self.raw)))
        return ranges

    def _ends_sentence(self, i: int) -> bool:
        word = self.raw[i]
        after = i + 1
        if after == len(self.raw):
            return True
        if len(word) > 1 and word[-2:] != ".." and word not in (".”", '."', ".)"):
            return False
        following = self.raw[after]
        if i and word == "." and self.lower[i - 1] in _ABBREVIATIONS:
            return False
        if following[0] in "”’\"')" and after + 1 < len(self.raw):
            return False
        return following[0].isupper() or following[0].isdigit() or following[0] in _OPENERS

    def find(self, words: frozenset[str], start: int, end: int) -> int:
        """The first index in [start, end) whose word is one of `words`, or -1."""
        for i in range(start, end):
            if self.lower[i] in words:
                return i
        return -1
