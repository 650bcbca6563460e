"""A plain view of a tokenized stretch of text: lists of words with offsets, and its sentences.

The clause engine reads words many times over; Python lists are several times faster for that than spaCy tokens.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import add
from typing import TYPE_CHECKING

from pipeline.tagging.stand_ins import StandIn

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

TokenRange = tuple[int, int]

_COLUMNS: list[str | int] = ["ORTH", "IDX", "LENGTH"]

_LONG = 400
"""Words after which a sentence may be cut at a clause mark; the longest real ones seen have about 350."""
_OPENERS = frozenset("\"'“‘«([")
_CLOSERS = frozenset("\"'”’")
_ABBREVIATIONS = frozenset(
    ["no", "nos", "art", "arts", "para", "paras", "cf", "mr", "mrs", "ms", "dr", "st", "vs", "ltd", "inc"]
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the canonical text with its white space folded, and the way back to the canonical offsets.

    `text` is made of runs of unchanged text: run i begins at offset `runs[i]` of `text` and at offset `origins[i]` of
    the agreement. `seams` are the offsets of `text` where something was left out and nothing put in its place.
    """

    text: str
    runs: tuple[int, ...]
    origins: tuple[int, ...]
    seams: frozenset[int] = frozenset()

    def position(self, offset: int) -> int:
        """The canonical offset of `text[offset]`, or of what was left out right before it."""
        find = bisect_left if offset in self.seams else bisect_right
        i = max(0, find(self.runs, offset) - 1)
        return self.origins[i] + offset - self.runs[i]

    def end_position(self, offset: int) -> int:
        """The canonical offset just behind `text[offset - 1]`, or behind what was left out right after it."""
        if offset in self.seams:
            return self.origins[bisect_right(self.runs, offset) - 1]
        i = bisect_right(self.runs, offset - 1) - 1
        return self.origins[i] + offset - self.runs[i]


def fold(text: str, start: int, end: int, stand_ins: Sequence[StandIn] = ()) -> Stretch:
    """`text[start:end]` with the words of the stand-ins that lie in it, so that rules need not know of line breaks."""
    pieces: list[str] = []
    runs, origins = [0], [start]
    seams: list[int] = []
    at, folded = start, 0
    for stop, resume, words in stand_ins:
        if stop < at:
            at = max(at, resume)
            origins[-1] = at
            continue
        pieces += (text[at:stop], words)
        folded += stop - at + len(words)
        if not words:
            seams.append(folded)
        at = resume
        runs.append(folded)
        origins.append(resume)
    pieces.append(text[at:end])
    return Stretch("".join(pieces), tuple(runs), tuple(origins), frozenset(seams))


class Words(dict[int, str]):
    """Words as written, by spaCy's hash of them; `lower` has each in small letters with straight apostrophes.

    Looking a word up here is many times faster than asking a spaCy token for its text.
    """

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings
        self.lower = _Lower()

    def __missing__(self, key: int) -> str:
        word = self[key] = self._strings[key]
        return word


class _Lower(dict[str, str]):
    def __missing__(self, word: str) -> str:
        lower = self[word] = word.lower().replace("’", "'")
        return lower


class Tokens:
    """The words of a Doc as lists; `lower` holds straight apostrophes, so that rules know one kind.

    `starts` and `ends` are their offsets in the Doc's text.
    """

    __slots__ = ("ends", "lower", "raw", "starts")

    def __init__(self, doc: Doc, words: Words) -> None:
        columns: list[list[int]] = doc.to_array(_COLUMNS).T.tolist()
        keys, self.starts, lengths = columns
        self.ends: list[int] = list(map(add, self.starts, lengths))
        self.raw: list[str] = list(map(words.__getitem__, keys))
        self.lower: list[str] = list(map(words.lower.__getitem__, self.raw))

    def __len__(self) -> int:
        return len(self.raw)

    def sentences(self) -> list[TokenRange]:
        """Token ranges of the sentences; a full stop ends one only before a capital, a digit, a quote or the end."""
        ranges: list[TokenRange] = []
        begin = 0
        stops = [
            i
            for i, word in enumerate(self.raw)
            if (word[-1] in ".?!" and self._ends_sentence(i)) or (word in _CLOSERS and self._closes_sentence(i))
        ]
        for stop in (*stops, len(self.raw) - 1):
            while (cut := self._cut(begin, stop)) is not None:
                ranges.append((begin, cut))
                begin = cut
            if begin <= stop:
                ranges.append((begin, stop + 1))
                begin = stop + 1
        return ranges

    def _cut(self, begin: int, stop: int) -> int | None:
        """Where a sentence is cut so that time stays linear: past a bound, any clause mark ends one."""
        for i in range(begin + _LONG, stop):
            if self.raw[i] in (";", ":", ",") or i - begin >= 2 * _LONG:
                return i + 1
        return None

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

    def _closes_sentence(self, i: int) -> bool:
        """Whether the quotation mark at `i` closes a sentence that ended before it: "… shall consult.” The text …"."""
        before, after = i - 1, i + 1
        if before < 1 or self.raw[before] not in (".", "?", "!") or after == len(self.raw):
            return False
        return self.raw[after][0].isupper() and self.lower[before - 1] not in _ABBREVIATIONS

    def find(self, words: frozenset[str], start: int, end: int) -> int:
        """The first index in [start, end) whose word is one of `words`, or -1."""
        for i in range(start, end):
            if self.lower[i] in words:
                return i
        return -1
