"""The numbers Word prints before paragraphs: they are in numbering.xml, not in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.ingestion.numerals import letters, roman
from pipeline.ingestion.tree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDER = re.compile(r"%(\d)")
# Word has nine levels, counted from 0.
DEEPEST = 8
# Word counts no further.
_MOST = 32767


@dataclass(frozen=True, slots=True)
class _LevelFormat:
    start: int
    style: str
    text: str
    restart: int | None
    legal: bool


@dataclass(slots=True)
class Numbering:
    """Counts a document's automatic numbers as Word does; ask for each numbered paragraph once, in order."""

    _formats: dict[tuple[str, int], _LevelFormat] = field(default_factory=dict)
    _abstract_of: dict[str, str] = field(default_factory=dict)
    _starts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _used: set[tuple[str, int]] = field(default_factory=set)
    style_levels: dict[str, tuple[str, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        """The numbering that numbering.xml's root describes; none for None."""
        numbering = cls()
        if root is None:
            return numbering
        linked: dict[str, str] = {}
        for abstract in root.findall(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            style_link = abstract.find(f"{W}styleLink")
            if style_link is not None:
                linked[style_link.get(f"{W}val", "")] = key
            for level in abstract.findall(f"{W}lvl"):
                numbering._formats[key, whole_number(level.get(f"{W}ilvl"), 0, DEEPEST)] = _level_format(level)
        for abstract in root.findall(f"{W}abstractNum"):
            link = abstract.find(f"{W}numStyleLink")
            target = linked.get(link.get(f"{W}val"), "") if link is not None else ""
            for depth in range(DEEPEST + 1):
                if (target, depth) in numbering._formats:
                    numbering._formats[abstract.get(f"{W}abstractNumId"), depth] = numbering._formats[target, depth]
        for num in root.findall(f"{W}num"):
            numbering._add_instance(num)
        return numbering

    def _add_instance(self, num: Element) -> None:
        num_id = num.get(f"{W}numId")
        link = num.find(f"{W}abstractNumId")
        if num_id is None or link is None:
            return
        abstract = link.get(f"{W}val", "")
        overrides = num.findall(f"{W}lvlOverride")
        if any(override.find(f"{W}lvl") is not None for override in overrides):
            # An instance with formats of its own counts for itself.
            own = f"{abstract}/{num_id}"
            for depth in range(DEEPEST + 1):
                if (abstract, depth) in self._formats:
                    self._formats[own, depth] = self._formats[abstract, depth]
            abstract = own
        for override in overrides:
            depth = whole_number(override.get(f"{W}ilvl"), 0, DEEPEST)
            level, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
            if level is not None:
                self._formats[abstract, depth] = _level_format(level)
            if start is not None:
                self._starts[num_id, depth] = whole_number(start.get(f"{W}val"), 1)
        self._abstract_of[num_id] = abstract

    def label(self, num_id: str, depth: int) -> str | None:
        """Count one paragraph of list `num_id` at `depth` (from 0) and give its printed label; "-" for any bullet."""
        abstract = self._abstract_of.get(num_id)
        level = self._formats.get((abstract, depth)) if abstract is not None else None
        if abstract is None or level is None:
            return None
        counts = self._counts.setdefault(abstract, [None] * (DEEPEST + 1))
        if (num_id, depth) in self._starts and (num_id, depth) not in self._used:
            counts[depth] = self._starts[num_id, depth]
        else:
            current = counts[depth]
            counts[depth] = level.start if current is None else current + 1
        self._used.add((num_id, depth))
        for deeper in range(depth + 1, DEEPEST + 1):
            restart = self._formats.get((abstract, deeper))
            if restart is None or restart.restart is None or (restart.restart and depth < restart.restart):
                counts[deeper] = None
        if level.style == "bullet":
            return "-"
        if level.style == "none" or not level.text:
            return None

        def printed(match: re.Match[str]) -> str:
            wanted = min(max(int(match.group(1)) - 1, 0), DEEPEST)
            other = self._formats.get((abstract, wanted), level)
            value = counts[wanted]
            if value is None:
                value = counts[wanted] = other.start
            return _print_number(value, "decimal" if level.legal else other.style)

        return _PLACEHOLDER.sub(printed, level.text).strip() or None


def whole_number(text: str | None, default: int, most: int = _MOST) -> int:
    """The number in an attribute, from 0 to `most`; `default` where the attribute is missing or no number."""
    try:
        return min(max(int(text or default), 0), most)
    except ValueError:
        return default


def _level_format(level: Element) -> _LevelFormat:
    def value(name: str, default: str) -> str:
        child = level.find(f"{W}{name}")
        return default if child is None else child.get(f"{W}val", default)

    restart = value("lvlRestart", "")
    legal = level.find(f"{W}isLgl")
    return _LevelFormat(
        start=whole_number(value("start", "1"), 1),
        style=value("numFmt", "decimal"),
        text=value("lvlText", ""),
        restart=whole_number(restart, 0) if restart else None,
        legal=legal is not None and legal.get(f"{W}val") not in ("0", "false"),
    )


def _print_number(value: int, style: str) -> str:
    if style == "lowerLetter":
        return letters(value)
    if style == "upperLetter":
        return letters(value).upper()
    if style == "lowerRoman":
        return roman(value)
    if style == "upperRoman":
        return roman(value).upper()
    if style == "decimalZero":
        return f"{value:02d}"
    if style == "none":
        return ""
    return str(value)
