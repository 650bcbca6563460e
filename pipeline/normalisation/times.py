"""Deadlines, durations, frequencies and dates as ISO 8601.

| words | value |
|---|---|
| within thirty (30) days; a six-month period; one year and six months | `P30D`, `P6M`, `P1Y6M` |
| within 24 hours | `PT24H`; hours stay hours |
| between 12 and 18 months | `P12M..P18M`, the shorter bound first |
| annually; every two years; twice a year; once every 12-18 months | `R/P1Y`, `R/P2Y`, `R/P6M`, `R/P12M..P18M` |
| by 31 December 2030; June 2025; through 2027 | `2030-12-31`, `2025-06`, `2027` |
| from 1 January 2025 to 31 December 2029; 2024-2027 | `2025-01-01/2029-12-31`, `2024/2027` |
| into the 2030s | `203X`, as in ISO 8601-2 |

`..` between bounds is ours; the rest is ISO 8601, a repeating interval without a count for a frequency. Bounds of the
clause ("no later than", "at least") are not part of the value: they are in the words. Working days count as days, and
"the thirtieth day after" is thirty days. A phrase that holds several times has the value of the first.

Words that name no measurable time have no value: "promptly", "immediately" (an urgency, not the duration zero),
"from time to time", "at any time", "regularly", and the ambiguous "bimonthly" and "biweekly".
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pipeline.normalisation.dates import FoundDate, find_calendar_time
from pipeline.normalisation.figures import figures_for_words, phrase, plain_figure

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_TO = r"(?: ?[-–—] ?| (?:to|or|and|up to) )"
_UNIT = r"(?P<unit>minute|hour|day|week|fortnight|month|quarter|year|decade)s?\b(?![-'’]?old)"
_KIND_OF_UNIT = (
    r"(?:(?:calendar|business|working|banking|full|consecutive|clear|successive|fiscal|financial|contract|additional"
    r"|further|more|whole|complete) )*"
)
_COUNT = rf"(?P<low>{_NUMBER})(?:{_TO}(?P<high>{_NUMBER}))?"

_GROUP_MARK = re.compile(r"(?<=[0-9]),(?=[0-9]{3}\b)")

_DURATION = re.compile(
    rf"(?<![0-9./,$€£-])(?:{_COUNT}|\ban?|\b(?:within|over|during|in) the (?:next|coming|1st)) {_KIND_OF_UNIT}{_UNIT}"
    rf"(?:,? (?:and )?(?P<more>[0-9]+) (?P<more_unit>hour|day|week|month)s?\b)?",
    re.IGNORECASE,
)
_NTH_PERIOD = re.compile(
    rf"\b(?P<low>[0-9]+)(?:st|nd|rd|th) (?:{_KIND_OF_UNIT}{_UNIT} (?:after|following|from|subsequent to)\b"
    r"|(?P<anniversary>anniversary)\b)",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:(?:every|each|per|in (?:any|each|every)|at intervals of|once in|intervals of)"
    r"(?: (?:an?|at least|not more than|no more than|not longer than|up to|between|1))*)"
    rf"(?: (?:{_COUNT}|(?P<nth>[0-9]+)(?:st|nd|rd|th)|(?P<other>other|alternate)))?"
    rf" {_KIND_OF_UNIT}{_UNIT}",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\b(?:(?P<word>once|twice|thrice)|(?P<times>[0-9]+) times)"
    r"(?: (?:an?|per|each|every|in|in an?|in any|in each|in every|within|within an?|during|during each|during an?))+"
    rf"(?: {_COUNT})? {_KIND_OF_UNIT}{_UNIT}",
    re.IGNORECASE,
)
_NUMBERED_ADVERB = re.compile(rf"\b(?P<low>{_NUMBER}) (?P<unit>week|month|year)ly\b", re.IGNORECASE)
_ADVERB_INTERVALS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "half-yearly": "P6M",
    "half-annual": "P6M",
    "semi-annual": "P6M",
    "semiannual": "P6M",
    "bi-annual": "P6M",
    "biannual": "P6M",
    "yearly": "P1Y",
    "annual": "P1Y",
    "per annum": "P1Y",
    "biennial": "P2Y",
    "triennial": "P3Y",
    "quadrennial": "P4Y",
    "quinquennial": "P5Y",
}
_ADVERB = re.compile(
    rf"(?<![\w-])(?P<word>{'|'.join(sorted(_ADVERB_INTERVALS, key=len, reverse=True))})(?:ly)?\b", re.IGNORECASE
)
_TIMES_WORDS = {"once": 1, "twice": 2, "thrice": 3}
_SIGNATURE = re.compile(
    r"\b(?:(?:date|day|time|moment) of (?:its |the |their )?(?:signature|signing)"
    r"|(?:up)?on (?:its |the )?(?:signature|signing)"
    r"|date hereof|date first (?:above )?written|(?:as of|from|on) today)\b",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(r"\b(?P<which>this|the current|next|the coming) (?:calendar )?year\b", re.IGNORECASE)
_ISO_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")

# How a count of units is written, and in how many smaller units one can be told when it is not whole.
_WRITTEN = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}
_SMALLER = {"year": (12, "month"), "week": (7, "day"), "day": (24, "hour"), "hour": (60, "minute")}
_LARGER = {"decade": (10, "year"), "quarter": (3, "month"), "fortnight": (2, "week")}


@lru_cache(maxsize=4096)
def normalise_time(text: str, *, signed: str | None = None) -> str | None:
    """The ISO 8601 value of the time that `text` names, or None (the table above says which).

    `signed` is the agreement's date of signature, an ISO date or a prefix of one. It gives the value of "the date of
    signature" and "this year", and the year of a date that names none; durations stay durations.
    """
    words = _GROUP_MARK.sub("", figures_for_words(phrase(text)))
    reference = signed if signed and _ISO_DATE.fullmatch(signed) else None
    found = [*_frequencies(words), *_durations(words)]
    calendar = find_calendar_time(words)
    if calendar is not None:
        when, value = calendar
        # "by 31 March each year" has no year, and is a frequency.
        if value is None and not any(candidate.startswith("R/") for _, _, candidate in found):
            value = _next_date(when, reference)
        if value is not None:
            found.append((when.start, 2, value))
    if found:
        # A time that ISO 8601 cannot tell ("five times a year") is None, and no later one speaks for it.
        return min(found)[2] or None
    return _relative_to_signature(words, reference) if reference else None


def _frequencies(words: str) -> list[tuple[int, int, str]]:
    """Candidates (start, rank, value) for frequencies; of two at one place the lower rank holds."""
    found: list[tuple[int, int, str]] = []
    if match := _TIMES.search(words):
        times = _TIMES_WORDS.get((match["word"] or "").lower()) or int(match["times"] or 0)
        found.append((match.start(), 0, _repeating(match, times)))
    if match := _EVERY.search(words):
        found.append((match.start(), 1, _repeating(match, 1)))
    if match := _NUMBERED_ADVERB.search(words):
        found.append((match.start(), 0, _prefixed(_written(Decimal(match["low"]), match["unit"].lower()))))
    if match := _ADVERB.search(words):
        found.append((match.start(), 1, f"R/{_ADVERB_INTERVALS[match['word'].lower()]}"))
    return found


def _durations(words: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    if match := _NTH_PERIOD.search(words):
        unit = "year" if match["anniversary"] else match["unit"].lower()
        found.append((match.start(), 1, _written(Decimal(match["low"]), unit)))
    if match := _DURATION.search(words):
        value = _range(match["low"] or "1", match["high"], match["unit"].lower(), 1)
        if match["more"] and not match["high"]:
            value = _joined(value, _written(Decimal(match["more"]), match["more_unit"].lower()))
        found.append((match.start(), 1, value))
    return found


def _repeating(match: re.Match[str], times: int) -> str:
    groups = match.groupdict()
    low = groups["low"] or groups.get("nth") or ("2" if groups.get("other") else "1")
    return _prefixed(_range(low, groups["high"], match["unit"].lower(), times)) if times else ""


def _prefixed(interval: str) -> str:
    return f"R/{interval}" if interval else ""


def _range(low: str, high: str | None, unit: str, divisor: int) -> str:
    """The duration of `low` units, or of `low` to `high` units, each divided by `divisor`; "" where it is not whole."""
    bounds = sorted({Decimal(low), Decimal(high or low)})
    written = [_written(bound / divisor, unit) for bound in bounds]
    return "..".join(written) if all(written) else ""


def _written(count: Decimal, unit: str) -> str:
    """ISO 8601 for `count` units, in a smaller unit where the count is not whole ("1.5 years" is P18M), else ""."""
    if unit in _LARGER:
        factor, unit = _LARGER[unit]
        count *= factor
    while count != count.to_integral_value() and unit in _SMALLER:
        factor, unit = _SMALLER[unit]
        count *= factor
    whole = count == count.to_integral_value() and count > 0
    return _WRITTEN[unit].format(plain_figure(count)) if whole else ""


def _joined(longer: str, shorter: str) -> str:
    """One duration of two ("P1Y", "P6M" -> "P1Y6M"), the first alone where ISO 8601 cannot write them as one."""
    order = ("Y", "M", "D", "H")
    joinable = longer and shorter and "T" not in longer and {longer[-1], shorter[-1]} <= set(order)
    if not joinable or order.index(longer[-1]) >= order.index(shorter[-1]):
        return longer
    return longer + shorter.removeprefix("P")


def _next_date(when: FoundDate, reference: str | None) -> str | None:
    """A date without a year, as the first such date on or after the day of signature."""
    if reference is None or len(reference) != len("2024-06-13"):
        return None
    year = int(reference[:4])
    value = when.iso(year)
    if value is not None and value < reference:
        value = when.iso(year + 1)
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        return None


def _relative_to_signature(words: str, reference: str) -> str | None:
    if _SIGNATURE.search(words):
        return reference
    if match := _THIS_YEAR.search(words):
        later = match["which"].lower() in {"next", "the coming"}
        return f"{int(reference[:4]) + later:04d}"
    return None
