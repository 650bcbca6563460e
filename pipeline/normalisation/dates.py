"""Calendar dates in the wording of agreements, as ISO 8601 dates of the precision given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

_YEAR = r"(?:1[6-9]|2[01])[0-9]{2}"
# Months are told from the verb "may" by their capital.
_MONTH = (
    r"(?-i:(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b)\.?"
)
_DAY = r"[0-3]?[0-9]"
_DATE = re.compile(
    rf"(?<![0-9])(?<![0-9][./-])(?:"
    rf"(?P<iso>{_YEAR}-[01][0-9](?:-[0-3][0-9])?)(?![0-9-])"
    rf"|(?P<first>{_DAY})(?P<mark>[./-])(?P<second>{_DAY})(?P=mark)(?P<numeric_year>{_YEAR})(?![0-9])"
    rf"|(?P<day>{_DAY})(?:st|nd|rd|th)?(?: day)?(?: of)? (?P<month>{_MONTH})"
    rf"(?:,? (?:(?:in )?the year )?(?:of )?(?P<year>{_YEAR})(?![0-9]))?"
    rf"|(?P<month_first>{_MONTH}) (?P<day_after>{_DAY})(?:st|nd|rd|th)?(?![0-9])"
    rf"(?:,? (?P<year_after>{_YEAR})(?![0-9]))?"
    rf"|(?P<month_only>{_MONTH})(?:,| of)? (?P<month_year>{_YEAR})(?![0-9])"
    rf"|(?P<decade>(?:1[6-9]|2[01])[0-9]0)s\b"
    rf"|(?P<bare_year>{_YEAR})(?![0-9]|[.,][0-9]|\s?%)"
    rf")",
    re.IGNORECASE,
)
_UNTIL = re.compile(r" ?(?:-|–|—|/|to|until|till|through|up to)(?: and including)?(?: the)? ?", re.IGNORECASE)
_AND = re.compile(r" and(?: the)? ", re.IGNORECASE)
_SHORT_YEAR = re.compile(r" ?[-–/] ?([0-9]{2})(?![0-9])")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a phrase: where it stands and what it says. `year` is None in "31 March"."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    decade: bool = False

    def iso(self, year: int | None = None) -> str | None:
        """ISO 8601 in the precision given; the year is `year` where the phrase names none."""
        known = self.year if self.year is not None else year
        if known is None:
            return None
        if self.decade:
            return f"{known // 10}X"
        parts = [f"{known:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)


def find_date(text: str) -> FoundDate | None:
    """The first valid date in `text`."""
    for match in _DATE.finditer(text):
        found = _read(match)
        if found is not None:
            return found
    return None


def find_calendar_time(text: str) -> tuple[FoundDate, str | None] | None:
    """The first date in `text` with its value, an interval "start/end" where a second date ends the first."""
    first = find_date(text)
    if first is None:
        return None
    last = _end_of_interval(text, first)
    if last is None:
        return first, first.iso()
    begin, end = first.iso(last.year), last.iso()
    return (first, f"{begin}/{end}") if begin and end and begin < end else (first, begin)


def _end_of_interval(text: str, first: FoundDate) -> FoundDate | None:
    if first.month is None and (short := _SHORT_YEAR.match(text, first.end)) and first.year is not None:
        return FoundDate(short.start(), short.end(), first.year // 100 * 100 + int(short[1]))
    joint = _UNTIL.match(text, first.end)
    if joint is None and re.search(r"\bbetween(?: the)? $", text[: first.start], re.IGNORECASE):
        joint = _AND.match(text, first.end)
    if joint is None:
        return None
    # On a text of its own: there the hyphen of "2024-2027" is not part of a number.
    last = find_date(text[joint.end() :])
    return last if last is not None and last.start == 0 else None


def _read(match: re.Match[str]) -> FoundDate | None:
    start, end = match.span()
    if match["iso"]:
        return _valid(start, end, match["iso"], "-day" if match["iso"].count("-") == 2 else "-month")
    if match["numeric_year"]:
        return _numeric(match)
    if match["decade"]:
        return FoundDate(start, end, int(match["decade"]), decade=True)
    if match["bare_year"]:
        return FoundDate(start, end, int(match["bare_year"]))
    if match["month_only"]:
        return _valid(start, end, f"1 {match['month_only']} {match['month_year']}", "-month")
    day, month = match["day"] or match["day_after"], match["month"] or match["month_first"]
    year = match["year"] or match["year_after"]
    # A leap year, so that 29 February stands where no year is named.
    found = _valid(start, end, f"{day} {month} {year or 2000}", "-day")
    return found if found is None or year else FoundDate(start, end, None, found.month, found.day)


def _numeric(match: re.Match[str]) -> FoundDate | None:
    """A date in three numbers. Where day and month cannot be told apart (06/07/2024) only the year is certain."""
    start, end = match.span()
    first, second, year = int(match["first"]), int(match["second"]), int(match["numeric_year"])
    # Points are the continental way, day first; slashes and hyphens stand for both customs.
    if match["mark"] != "." and first <= 12 and second <= 12 and first != second:
        return FoundDate(start, end, year)
    day, month = (second, first) if second > 12 else (first, second)
    return _valid(start, end, f"{year:04d}-{month:02d}-{day:02d}", "-day")


def _valid(start: int, end: int, text: str, precision: str) -> FoundDate | None:
    from dateutil.parser import ParserError, parse

    try:
        # The default keeps today's date out of it; every part that is used is in the text.
        date = parse(text, default=datetime(2000, 1, 1))
    except (ParserError, OverflowError):
        return None
    return FoundDate(start, end, date.year, date.month, date.day if precision == "-day" else None)
