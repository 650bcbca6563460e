"""When and where an agreement was signed, from its testimonium ("Done at Kyiv, this 5th day of May 2024")."""

from __future__ import annotations

import re
from dataclasses import dataclass

_VERB = r"(?:DONE|Done|SIGNED|Signed|Endorsed|ENDORSED|Adopted|ADOPTED|Concluded|Executed|EXECUTED)"
# At the beginning of a line, or behind a mark and white space.
_TESTIMONIUM = re.compile(
    rf"[.;:,\n]\s{{0,80}}+(?<=\s)(?P<formula>{_VERB},?\s+(?:in|at|on|by|this|the|and)\b.{{0,300}}?)(?=\n\s*\n|\Z|\.\s+[A-Z])",
    re.DOTALL,
)
_MADE_ON = re.compile(
    r"\b(?:made|entered into|dated|concluded)\s+(?:(?:as|effective|and)\s+)*(?:of|on|this|the)\s+"
    r"(?P<when>[^.;()]{4,80})"
)
_PLACE_NAME = r"(?P<place>[^\W\d_a-z][\w’'.-]*(?:,?\s+(?:of|the|de|la|del|am|an der)?\s*[^\W\d_a-z][\w’'.-]*){0,5})"
_PLACE = rf"\s+(?:the\s+city\s+of\s+|the\s+)?{_PLACE_NAME}(?=\s*(?:,|\bon\b|\bthis\b|\.|$))"
_PLACES = (re.compile(rf"\bat{_PLACE}"), re.compile(rf"\bin{_PLACE}"))
_NO_PLACE = re.compile(r"^(?:English|French|German|Spanish|[A-Z][a-z]+(?:ian|ish|ese|ch)|[A-Z][a-z]+ and)\b")
# A date at the end of a line that holds nothing else but names: "Jane Roe, Vienna, 4 May 2020".
_DATELINE = re.compile(
    r"(?:[^\W\d_a-z][^\s\d]*\s+){0,12}?"
    r"(?P<date>(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\.?\s+(?:\d{1,2},\s+)?\d{4}|\d{4}-\d\d-\d\d)\.?"
)

_EDGE = 12


@dataclass(frozen=True, slots=True)
class Signing:
    """`date` is ISO 8601, as precise as the text gives it; `place` is as written."""

    date: str | None = None
    place: str | None = None


def find_signing(text: str) -> Signing:
    """The signing date and place that `text` states, each None where it does not.

    The last testimonium that holds a date counts, then "made on …" in the opening, then a line that is nothing but
    names and a date, at the end or below the title.
    """
    undated = Signing()
    for match in reversed(list(_TESTIMONIUM.finditer(f"\n{text}"))):
        formula = " ".join(match["formula"].split())
        date = date_in(formula)
        place = _place_in(formula)
        if date and len(date) > 4:
            return Signing(date, place)
        undated = undated if undated.place else Signing(None, place)
    if (made := _MADE_ON.search(text[:3000])) and (date := date_in(made["when"])) and len(date) > 4:
        return Signing(date, undated.place)
    lines = text.strip().split("\n")
    for line in (*reversed(lines[-_EDGE:]), *lines[:_EDGE]):
        dated = _DATELINE.fullmatch(line.strip())
        if dated and (date := date_in(dated["date"])) and len(date) == 10:
            return Signing(date, undated.place)
    return undated


def date_in(words: str) -> str | None:
    """The first date in `words`, in figures or spelled out, as ISO 8601."""
    from pipeline.normalisation.dates import find_date
    from pipeline.normalisation.figures import figures_for_words

    plain = re.sub(r"\bof the (?=[A-Z])", "of ", figures_for_words(" ".join(words.split())))
    found = find_date(plain)
    while found is not None and found.year is None:
        # "this 15th day of April 1996": the year may stand apart from the day.
        year = re.match(r"[\s,]*(?:in\s+the\s+year\s+)?(?:of\s+)?((?:1[6-9]|2[01])\d\d)\b", plain[found.end :])
        return found.iso(int(year[1])) if year else None
    return found.iso() if found is not None else None


def _place_in(formula: str) -> str | None:
    for pattern in _PLACES:
        for match in pattern.finditer(formula):
            if not _NO_PLACE.match(match["place"]):
                return match["place"].rstrip(",.")
    return None
