"""A checker for the subset of IG Script that `ig_script` writes: components in round brackets, and component pairs.

statement = item *(" " item)
item      = component / pairs
pairs     = "{" items " [AND] " items "}"        ; or [OR]; items may end in further pairs
component = symbol ["[" annotation "]"] "(" words with balanced round brackets ")"
"""

from __future__ import annotations

import re

from pipeline.exporters.ig_script import COMPONENT_START

COMPONENT = re.compile(r"(A|D|I|Bdir|Bind|Cac|Cex)(?:\[[^\[\](){}|\"]+\])?\(")
JOIN = re.compile(r"\[(?:AND|OR)\]")
OWN = re.compile(r'[{}|"\[\]]')


def problems_of(script: str) -> list[str]:
    """What is wrong with a statement; empty where nothing is."""
    checker = _Checker(script)
    try:
        checker.items(0, inside=False)
    except ValueError as error:
        return [str(error)]
    problems = checker.problems
    if "I" not in checker.symbols:
        problems.append("no aim")
    for symbol in ("A", "D"):
        if checker.symbols.count(symbol) > 1:
            problems.append(f"more than one {symbol}")
    return problems


class _Checker:
    """Walks over a statement; a ValueError says where its brackets or spaces are wrong."""

    def __init__(self, script: str) -> None:
        self.script = script
        self.symbols: list[str] = []
        self.problems: list[str] = []

    def items(self, place: int, *, inside: bool) -> int:
        """Read items up to the end, or inside pairs up to a join or the closing brace; where that stands."""
        while True:
            read = self._pairs if self.script[place : place + 1] == "{" else self._component
            place = read(place)
            rest = self.script[place : place + 2]
            if rest == "" and not inside:
                return place
            if inside and (rest[:1] == "}" or rest == " ["):
                return place
            if inside and rest == "":
                raise ValueError(f"a brace is not closed at {place}")
            if rest[:1] != " ":
                raise ValueError(f"no space at {place}")
            place += 1

    def _pairs(self, place: int) -> int:
        place = self.items(place + 1, inside=True)
        join = JOIN.match(self.script, place + 1)
        if join is None:
            raise ValueError(f"no join at {place}")
        if self.script[join.end() : join.end() + 1] != " ":
            raise ValueError(f"no space at {join.end()}")
        place = self.items(join.end() + 1, inside=True)
        if self.script[place : place + 1] != "}":
            raise ValueError(f"a brace is not closed at {place}")
        return place + 1

    def _component(self, place: int) -> int:
        match = COMPONENT.match(self.script, place)
        if match is None:
            raise ValueError(f"no component begins at {place}: {self.script[place : place + 20]!r}")
        self.symbols.append(match.group(1))
        end = self._closing(match.end())
        words = self.script[match.end() : end]
        if not words.strip():
            self.problems.append(f"{match.group(1)} at {place} is empty")
        if OWN.search(words) or COMPONENT_START.search(words):
            self.problems.append(f"{match.group(1)} at {place} holds what the parser reads as its own: {words!r}")
        return end + 1

    def _closing(self, start: int) -> int:
        depth = 1
        for place in range(start, len(self.script)):
            depth += {"(": 1, ")": -1}.get(self.script[place], 0)
            if depth == 0:
                return place
        raise ValueError(f"the bracket before {start} is not closed")
