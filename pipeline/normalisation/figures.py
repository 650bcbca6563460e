"""Numbers as agreements write them: in figures, in words, and in both at once ("thirty (30)")."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

# A time or an amount is a phrase. What follows in a longer text cannot be its value, and is not read.
PHRASE_LENGTH = 400
# Longer than any sum or count promised, and within the 28 digits of Python's decimal context.
_FIGURE_LENGTH = 28

_UNIT_AFTER_HYPHEN = re.compile(
    r"(?<!\bbi)(?<!\bsemi)(?<!\bhalf)-(?=(?:minute|hour|day|week|fortnight|month|quarter|year|decade)(?:s|ly)?\b)",
    re.IGNORECASE,
)
# "several hundred", "thousands of": no number that anyone promised.
_VAGUE = re.compile(
    r"\b(?:(?:several|many|few)(?: (?:hundred|thousand|dozen|million|billion|k|mln|bn|trn))+"
    r"|(?:tens|dozens|hundreds|thousands|millions|billions))\b",
    re.IGNORECASE,
)
_DOUBLED = re.compile(r"\b([0-9]+)(\D{0,3}) ?\(\1\)")
_ONE_HALF = re.compile(r"\bone[- ]half\b", re.IGNORECASE)
_AND_A_HALF = re.compile(r"\b([0-9]+) and a half\b")
_HALF_A = re.compile(r"\b(?:a half|half an?|half of an?)(?= )", re.IGNORECASE)
_HALF_UNIT = re.compile(r"\bhalf-(?=(?:year|month|day|hour)s?\b)", re.IGNORECASE)
_DOZEN = re.compile(r"\b(?:([0-9]{1,6})|an?) dozen\b(?: of)?", re.IGNORECASE)
_THOUSANDS_AFTER_POINT = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_GROUPED = re.compile(r"[ '’](?=[0-9]{3}(?:[ '’.,]|$))")


def phrase(text: str) -> str:
    """The head of `text` on one line, with compatibility characters (full-width digits, hard spaces) made plain."""
    return " ".join(unicodedata.normalize("NFKC", text[:PHRASE_LENGTH]).split())


def figures_for_words(text: str) -> str:
    """`text` with its number words as figures, and a number given twice given once.

    "one hundred and eighty (180) days" becomes "180 days", "the thirteenth day" becomes "the 13th day", "two and a
    half million" becomes "2.5 1000000" (a power of ten after a number multiplies it).
    """
    from text_to_num import alpha2digit  # type: ignore[import-untyped]

    prepared = _VAGUE.sub("several", _ONE_HALF.sub("a half", _UNIT_AFTER_HYPHEN.sub(" ", text)))
    converted: str = alpha2digit(prepared, "en", 0)
    converted = _DOUBLED.sub(r"\1\2", converted)
    converted = _AND_A_HALF.sub(r"\1.5", converted)
    converted = _HALF_UNIT.sub("0.5 ", _HALF_A.sub("0.5", converted))
    return " ".join(_DOZEN.sub(lambda match: str(12 * int(match[1] or 1)), converted).split())


def parse_figure(text: str, *, money: bool = False) -> Decimal | None:
    """The number that `text` writes in figures, or None.

    The English reading comes first ("3,500" is three thousand five hundred, "7.125" a little over seven); where it is
    impossible the continental one is taken ("1,5", "1.500.000,50"). Groups may also be set apart by a space or an
    apostrophe. No sum of `money` has three decimals: "EUR 200.000" is two hundred thousand.
    """
    from babel.numbers import NumberFormatError, parse_decimal

    plain = _GROUPED.sub("", text.strip())
    if len(plain) > _FIGURE_LENGTH:
        return None
    continental = plain.startswith("0,") or (money and _THOUSANDS_AFTER_POINT.fullmatch(plain))
    for locale in ("de",) if continental else ("en", "de"):
        try:
            return parse_decimal(plain, locale=locale, strict=True)
        except NumberFormatError:
            continue
    return None


def plain_figure(value: Decimal) -> str:
    """`value` without exponent, group marks or trailing zeros after the point."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
