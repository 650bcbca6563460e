"""What times and amounts come to, where two of them can be set against each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from pipeline.comparison.promises import is_money
from pipeline.comparison.run_rows import Row

_DURATION = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?)?"
)
_DAYS = {"years": 365.25, "months": 30.4375, "weeks": 7.0, "days": 1.0, "hours": 1 / 24}
_DEADLINE = re.compile(r"\b(?:within|no later than|not later than|in no more than)\b", re.IGNORECASE)


def deadline_days(times: Sequence[Row]) -> float | None:
    """The length in days of the only deadline among `times`; None where there is none, or several."""
    found = [
        days
        for span in times
        if _DEADLINE.search(span["text"]) and (days := _days(str(span.get("value") or ""))) is not None
    ]
    return found[0] if len(found) == 1 else None


def money_of(amounts: Sequence[Row]) -> tuple[str, Decimal] | None:
    """Currency and size of the only sum of money among `amounts`; None where there is none, or several."""
    sums = [str(span["value"]) for span in amounts if is_money(span.get("value"))]
    if len(sums) != 1:
        return None
    code, _, number = sums[0].partition(" ")
    try:
        return code, Decimal(number)
    except InvalidOperation:
        return None


def _days(duration: str) -> float | None:
    match = _DURATION.fullmatch(duration)
    if match is None or not any(match.groupdict().values()):
        return None
    return sum(_DAYS[unit] * int(number) for unit, number in match.groupdict().items() if number)
