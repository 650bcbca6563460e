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
_LONG = 400
"""Words after which a sentence may be cut at a clause mark; the longest real ones seen have about 350."""
_UNBROKEN = re.compile(r"\S{200}(?=\S)")
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
    """`text[start:end]` with every run of white space as one space, so that rules need not know of line breaks.

    A space is put where one is lost beside a modal verb, and into runs too long for any word, whose tokenizing would
    take time by the square of their length.
    """
    raw = text[start:end]
    pieces: list[str] = []
    shift: list[int] = []
    at = 0
    for stop, resume in _breaks(raw):
        pieces += (raw[at:stop], " ")
        shift.extend(range(at, stop + 1))
        at = resume
    if not pieces:
        return Stretch(raw, start)
    pieces.append(raw[at:])
    shift.extend(range(at, len(raw)))
    return Stretch("".join(pieces), start, tuple(shift))


def _breaks(raw: str) -> list[tuple[int, int]]:
    """Where a single space is put: the runs of white space that are more than one, and places where none stands."""
    runs = [run.span() for run in _RUN.finditer(raw) if run.end() - run.start() > 1 or run.group() != " "]
    glued = [(match.start(), match.start()) for match in _GLUED.finditer(raw)] if "shall" in raw else []
    unbroken = [(match.end(), match.end()) for match in _UNBROKEN.finditer(raw)]
    return sorted({*runs, *glued, *unbroken})


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
            if (word[-1] in ".?!" and self._ends_sentence(i)) or self._is_too_long(i - begin, word):
                ranges.append((begin, i + 1))
                begin = i + 1
        if begin < len(self.raw):
            ranges.append((begin, len(self.raw)))
        return ranges

    def _is_too_long(self, length: int, word: str) -> bool:
        """No sentence is read beyond a bound, so that time stays linear: past it, any clause mark ends one."""
        return (length >= _LONG and word in (";", ":", ",")) or length >= 2 * _LONG

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
