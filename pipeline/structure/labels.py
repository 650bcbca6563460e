"""Printed labels of paragraphs and items: "1.", "(a)", "iv)", "1.1", a bullet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

BULLET = "-"
UNMARKED = "~"

_LABEL = re.compile(
    r"""(?P<bullet>[-–—•●○▪■□◦‣·➢✓*\uf0b7])(?=\s)
      | \((?P<paren>\d{1,3}|[a-z]{1,5}|[A-Z]{1,5})\)
      | (?P<multi>\d{1,3}(?:\.\d{1,3}){1,3})\.?(?=\s|\([a-z0-9]{1,3}\)\s)
      | (?P<number>\d{1,3})[.)](?!\d)(?=\s|$|[("“A-Z])
      | (?P<word>[a-z]{1,5}|[A-Z]{1,5})[.)](?=\s|$)
      | §\s?(?P<mark>\d{1,3})(?=\s)""",
    re.VERBOSE,
)
_EMPHASIS = ("*", "_")
_DECORATION = re.compile(r"[*_]{2,}\s*")
_SPACE = re.compile(r"\s*")

Readings = tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Label:
    """A printed label: its words, its style ("(a)", "1.", …) and what it may count ("i" is a letter or a numeral)."""

    printed: str
    style: str
    readings: Readings
    start: int
    end: int

    @property
    def is_bullet(self) -> bool:
        """Whether it is a mere mark that counts nothing."""
        return not self.readings

    @property
    def is_first(self) -> bool:
        """Whether it can begin a list."""
        return self.is_bullet or any(value == 1 for _, value in self.readings)

    @property
    def is_numeric(self) -> bool:
        """Whether it is written in digits or capitals, as labels of whole paragraphs are."""
        return self.style in ("1.", "1)", "(1)", "1.1", "A.", "A)", "(A)", "§")


def following(label: Label, before: Readings) -> Readings:
    """The readings under which `label` comes next after `before`."""
    nexts = {(system, value + 1) for system, value in before}
    return tuple(reading for reading in label.readings if reading in nexts)


def roman_value(word: str) -> int | None:
    """The value of a roman numeral up to 99, or None where `word` is none."""
    found = re.fullmatch(r"(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", word.lower())
    if not word or found is None:
        return None
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total = 0
    digits = [values[letter] for letter in word.lower()]
    for digit, after in zip(digits, [*digits[1:], 0], strict=True):
        total += -digit if digit < after else digit
    return total


@lru_cache(maxsize=1024)
def word_readings(word: str) -> Readings:
    """What a label written in letters may count: the alphabet, roman numerals, or both."""
    lower = word.lower()
    readings: list[tuple[str, int]] = []
    if len(set(lower)) == 1 and len(lower) <= 2:
        readings.append(("letter", ord(lower[0]) - 96 + 26 * (len(lower) - 1)))
    roman = roman_value(lower)
    if roman is not None:
        readings.append(("roman", roman))
    return tuple(readings)


def read_label(text: str, start: int, end: int) -> Label | None:
    """The label that stands at `start`, or None. Its `end` is where the words after it begin."""
    decoration = _DECORATION.match(text, start, end) if text[start : start + 1] in _EMPHASIS else None
    found = _LABEL.match(text, decoration.end() if decoration else start, end)
    if found is None:
        return None
    kind = _kind_of(found)
    if kind is None:
        return None
    after = _SPACE.match(text, found.end(), end)
    return Label(*kind, start, after.end() if after else found.end())


def _kind_of(found: re.Match[str]) -> tuple[str, str, Readings] | None:
    """Words, style and readings of a match of the label pattern; None where its letters count nothing ("(the)")."""
    group = found.lastgroup or ""
    core = found.group(group)
    printed = found.group()
    if group == "bullet":
        return printed, BULLET, ()
    if group == "multi":
        *stem, last = core.split(".")
        return core, "1.1", ((".".join(stem), int(last)),)
    if group == "mark":
        return printed, "§", (("digit", int(core)),)
    readings: Readings = (("digit", int(core)),) if core.isdigit() else word_readings(core)
    if not readings:
        return None
    shape = "1" if core.isdigit() else "a" if core.islower() else "A"
    return printed, printed.replace(core, shape), readings
