"""An agreement's title and kind of instrument, where its text gives them."""

from __future__ import annotations

import re
from collections import Counter

_KINDS = (
    ("memorandum", r"memorand(?:um|a)\b|\bMo[UA]s?\b"),
    ("agreement", r"agreement|accord\b"),
    ("arrangement", r"arrangement"),
    ("treaty", r"treaty"),
    ("convention", r"convention"),
    ("protocol", r"protocol"),
    ("compact", r"compact"),
    ("charter", r"charter"),
    ("pact", r"pact\b"),
    ("declaration", r"declaration"),
    ("statement", r"statement|communiqu[eé]"),
    ("resolution", r"resolution"),
    ("exchange of notes", r"exchange of (?:notes|letters)"),
    ("contract", r"contract\b|lease\b|deed\b"),
)
_KIND = re.compile("|".join(f"(?P<k{index}>{pattern})" for index, (_, pattern) in enumerate(_KINDS)), re.IGNORECASE)
# The first letter stands apart so that the search leaps to it.
_SELF_REFERENCE = re.compile(rf"[Tt](?<!\w\w)(?i:(?:his|he present)\s+(?:joint\s+)?(?:{_KIND.pattern}))")
_NOT_TITLE = re.compile(
    r"^(?:preamble|article|section|part|chapter|annex|\d|we\b|the (?:government|republic|kingdom|parties)|whereas|"
    r"[-–•(])",
    re.IGNORECASE,
)
_LONGEST_TITLE = 45
_LONGEST_PART = 30


def title_in(text: str) -> str | None:
    """The title that the text begins with, its lines joined, or None where it begins with something else."""
    parts: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text[:4000].lstrip())[:12]:
        words = " ".join(paragraph.split())
        count = len(words.split())
        if not words or words[-1] in ".,;:)!?" or count > (_LONGEST_TITLE if not parts else _LONGEST_PART):
            break
        if _NOT_TITLE.match(words) or (parts and words.lower().startswith(parts[0].lower())):
            break
        # One paragraph is the title, unless capitals or a lone link word show that it goes on.
        if parts and not (words.isupper() or words.islower() or parts[-1].islower()) and not words.istitle():
            break
        parts.append(words)
        if _BETWEEN_TWO.search(" ".join(parts)) and not words.isupper():
            break
    title = " ".join(parts)
    return title if title and _KIND.search(title) and len(title.split()) <= 80 else None


_BETWEEN_TWO = re.compile(r"\bbetween\b.+\band\b", re.IGNORECASE)


def kind_in(title: str | None, text: str) -> tuple[str | None, str]:
    """The kind of instrument and where it was found ("title" or "text"); what the text calls itself comes second."""
    if title and (match := _KIND.search(title)):
        return _name_of(match), "title"
    names = Counter(_name_of(match) for match in _SELF_REFERENCE.finditer(text))
    if names:
        return max(names, key=lambda name: (names[name], name)), "text"
    return None, ""


def _name_of(match: re.Match[str]) -> str:
    return _KINDS[next(index for index in range(len(_KINDS)) if match[f"k{index}"] is not None)][0]
