"""Sums of money, percentages and counted quantities in one small form.

    amount   = [bound " "] quantity [" per " period or unit]
    quantity = currency " " number | number " %" [" " of what] | number [" " unit]
    bound    = ">=" (at least) | "<=" (up to) | ">" (more than) | "<" (less than) | "~" (about)
    number   = decimal [".." decimal]          the lower first; no group marks, no exponent
    currency = ISO 4217 code

| words | value |
|---|---|
| €7.1 billion; 1,5 million euros; $1.5bn | `EUR 7100000000`, `EUR 1500000`, `USD 1500000000` |
| at least EUR 5-7 million; up to €2 billion | `>= EUR 5000000..7000000`, `<= EUR 2000000000` |
| between 2 and 3 billion kroner | `2000000000..3000000000 kroner` (Danish or Norwegian: no code is guessed) |
| 0.25 % of GDP annually | `0.25 % GDP per year` |
| 500 tonnes; two battalions; EUR 300 per tonne | `500 tonnes`, `2 battalions`, `EUR 300 per tonne` |

A bare "$" is the US dollar and a bare "¥" the yen, as in CLDR's English data; "dollars" and "pounds" without a country
stay words. Of several quantities in one phrase money has the value, then a percentage, then the first. A phrase without
a number ("several million euros", "sufficient funds") and a fraction ("one third of the cost") have none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from pipeline.normalisation.currencies import currency_after, currency_before
from pipeline.normalisation.figures import figures_for_words, parse_figure, phrase, plain_figure

# Scale words are set apart before number words are read, so that "five to seven million" stays a range of millions.
_SCALE_WORDS = {"thousand": "k", "million": "mln", "milliard": "bn", "billion": "bn", "trillion": "trn"}
_SCALE_WORD = re.compile(rf"\b({'|'.join(_SCALE_WORDS)})s?\b", re.IGNORECASE)
_ONE_SCALE = re.compile(r"\b(?:an?|1) (?=(?:k|mln|bn|trn)\b)", re.IGNORECASE)
_POWERS = {"k": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "b": 9, "bn": 9, "bln": 9, "tn": 12, "trn": 12}
_NUMBER = re.compile(
    r"(?P<figure>[0-9]{1,3}(?P<mark>[ '’])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?:[.,][0-9]+)?(?![0-9])|[0-9]+(?:[.,][0-9]+)*)"
    r"(?P<scales>(?: ?(?:mln|mn|mio|bn|bln|tn|trn|k)\b\.?)*)"
)
# One letter is a scale only beside a currency: "5 m" may be metres.
_LETTER = re.compile(r" ?([mb])\b", re.IGNORECASE)
_REST_OF_NUMBER = re.compile(r" (?P<figure>[0-9]+)(?P<scales>(?: (?:mln|k))*)(?![\w.,%])")
_REPEATED = re.compile(r" \([0-9][^()]*\)")
_FRACTION = re.compile(r"(?:(?:st|nd|rd|th)s?|/[0-9]+)\b| [0-9]+(?:st|nd|rd|th)s?\b")

# A number that belongs to what stands before it: "F-16", "G7", "1/3".
_ATTACHED = re.compile(r"(?:[^\W_]|[^\W\d_]-|[0-9]/)$")

_TO = re.compile(r" ?(?:-|–|—|\bto\b|\bup to\b|\bor\b) ?", re.IGNORECASE)
_AND = re.compile(r" and ", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween $", re.IGNORECASE)

_FILLER = r"(?: (?:an?|the|total|sum|amount|value|of|annual|additional|further|another|overall|equivalent|to|half))* ?$"
_BOUNDS = (
    (">=", r"at least|(?:not|no) (?:less|fewer|lower) than|not below|minimum(?: of)?"),
    ("<=", r"up to|at most|(?:not|no) (?:more|greater|higher) than|(?:not|never) (?:to )?exceed(?:ing)?|not above"
           r"|maximum(?: of)?|maximum amount of|limited to|ceiling of|capped at"),
    (">", r"(?<!not )(?<!no )(?:more|greater) than|(?<!not )(?<!to )exceed(?:s|ing)?|in excess of|over|(?<!not )above"
          r"|upwards of"),
    ("<", r"(?<!not )(?<!no )(?:less|fewer) than|under|(?<!not )below"),
    ("~", r"about|approximately|approx\.?|around|roughly|nearly|almost|circa|estimated(?: at)?|some"),
)  # fmt: skip
_BOUND_BEFORE = [(sign, re.compile(rf"\b(?:{words}){_FILLER}", re.IGNORECASE)) for sign, words in _BOUNDS]
_BOUND_AFTER = (
    (">=", re.compile(r",? or (?:more|above|higher|greater)\b", re.IGNORECASE)),
    ("<=", re.compile(r",? or (?:less|fewer|below|lower)\b", re.IGNORECASE)),
)

_PERCENT = re.compile(r" ?(?:%|per ?cent\b|pct\b)", re.IGNORECASE)
_DETERMINERS = re.compile(r" (?:of )?(?:(?:the|its|their|his|her|our|national|respective) )*", re.IGNORECASE)
_NOUNS = re.compile(r"(?:[0-9]+-?)?[^\W\d_][\w'’/&-]*(?: (?:of )?[\w'’/&-]+){0,4}")
_NOUNS_END = re.compile(
    r"(?:^| )(?:an?|and|annually|are|as|at|be|by|during|each|every|for|from|if|in|into|is|monthly|not?"
    r"|of (?:the|its|their)|on|or|over|per|provided|quarterly|shall|that|the|through|to|under|until|upon|which|will"
    r"|with|within|yearly)(?: |$).*",
    re.IGNORECASE,
)
_FULL_NAMES = {"gross domestic product": "GDP", "gross national income": "GNI", "gross national product": "GNP"}
_PERIOD = re.compile(
    r"\b(?:(?:per|each|every) (?:calendar |fiscal |financial )?(?P<unit>year|annum|quarter|month|week|day|hour)\b"
    r"|(?P<adverb>annually|yearly|annual basis|p\.a\.|quarterly|monthly|weekly|daily|hourly))",
    re.IGNORECASE,
)
_ANNUAL_BEFORE = re.compile(r"\bannual(?: [a-z]+){0,3} ?$", re.IGNORECASE)
_PERIOD_NEXT = re.compile(r" an? (?P<unit>year|quarter|month|week|day|hour)\b(?!['’])", re.IGNORECASE)
_PERIODS = {
    "annum": "year", "annually": "year", "yearly": "year", "annual basis": "year", "p.a.": "year",
    "quarterly": "quarter", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour",
}  # fmt: skip
_PER_UNIT = re.compile(r"(?:/| per )(?P<unit>(?:metric |square |cubic )?[^\W\d_]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number as written with its power of ten, and the currency or per cent sign beside it."""

    start: int
    end: int
    value: Decimal
    power: int
    currency: str | None = None
    percent: bool = False

    @property
    def rank(self) -> int:
        return 0 if self.currency else 1 if self.percent else 2


@lru_cache(maxsize=4096)
def normalise_amount(text: str) -> str | None:
    """The amount that `text` names in the form above, or None where it names none."""
    marked = _SCALE_WORD.sub(lambda match: _SCALE_WORDS[match[1].lower()], phrase(text))
    words = _ONE_SCALE.sub("1 ", figures_for_words(marked))
    quantities = _quantities(words)
    if not quantities:
        return None
    chosen = min(range(len(quantities)), key=lambda place: quantities[place].rank)
    # "between 2 and 3 billion euros": the range begins at the number before the one with the currency.
    if chosen and _are_range(words, quantities[chosen - 1], quantities[chosen]):
        chosen -= 1
    first, last = quantities[chosen], quantities[chosen]
    if chosen + 1 < len(quantities) and _are_range(words, first, quantities[chosen + 1]):
        last = quantities[chosen + 1]
    before = words[quantities[chosen - 1].end if chosen else 0 : first.start]
    return _write(_number(first, last), replace(last, currency=first.currency or last.currency), before, words)


def _quantities(words: str) -> list[_Quantity]:
    found: list[_Quantity] = []
    position = 0
    while match := _NUMBER.search(words, position):
        quantity = _read(words, match, found[-1].end if found else 0)
        position = quantity.end if quantity else match.end()
        if quantity:
            found.append(quantity)
    return found


def _read(words: str, match: re.Match[str], previous_end: int) -> _Quantity | None:
    """The quantity at a number, or None where the number belongs to a name ("F-16"), an ordinal or a fraction."""
    start, end = match.span()
    sign = currency_before(words[:start])
    attached = _ATTACHED.search(words[previous_end:start]) is not None
    power = _power(match["scales"])
    name = None if sign else currency_after(words[end:])
    value = parse_figure(match["figure"], money=bool(sign or name) and not power)
    if value is None or (attached and sign is None) or _FRACTION.match(words, end):
        return None
    while power and (rest := _REST_OF_NUMBER.match(words, end)) and int(rest["figure"]) < 10**power:
        # "2 million 500 thousand"
        value, power = value.scaleb(power) + Decimal(rest["figure"]).scaleb(_power(rest["scales"])), 0
        end = rest.end()
    letter = _LETTER.match(words, end)
    if letter and not power and (sign or currency_after(words[letter.end() :])):
        power, end = _POWERS[letter[1].lower()], letter.end()
    if repeated := _REPEATED.match(words, end):
        end = repeated.end()
    if sign is not None:
        return _Quantity(sign[0], end, value, power, sign[1])
    if percent := _PERCENT.match(words, end):
        return _Quantity(start, percent.end(), value, power, percent=True)
    if name := currency_after(words[end:]):
        return _Quantity(start, end + name[0], value, power, name[1])
    return _Quantity(start, end, value, power)


def _power(scales: str) -> int:
    return sum(_POWERS[scale.lower()] for scale in re.findall(r"[a-z]+", scales, re.IGNORECASE))


def _are_range(words: str, first: _Quantity, last: _Quantity) -> bool:
    if first.currency and last.currency and first.currency != last.currency:
        return False
    between = words[first.end : last.start]
    return bool(_TO.fullmatch(between) or (_AND.fullmatch(between) and _BETWEEN.search(words[: first.start])))


def _number(first: _Quantity, last: _Quantity) -> str:
    """One number, or two with ".." between; "5 to 7 million" shares its scale, "900,000 to 1 million" does not."""
    power = last.power if not first.power and first.value < last.value else first.power
    bounds = sorted({first.value.scaleb(power), last.value.scaleb(last.power)})
    return "..".join(map(plain_figure, bounds))


def _write(number: str, last: _Quantity, before: str, words: str) -> str:
    after = words[last.end :]
    value, end = number, 0
    if last.currency:
        value = f"{last.currency} {number}"
    else:
        nouns, end = _nouns(after)
        if last.percent:
            nouns = f"% {_FULL_NAMES.get(nouns.lower(), nouns)}"
        value = f"{number} {nouns}".rstrip()
    bound = _bound(before, after)
    return f"{bound} {value}{_rate(before, after[end:])}".lstrip()


def _nouns(after: str) -> tuple[str, int]:
    """What is counted, and where it ends: the nouns at the beginning of `after`."""
    determiners = _DETERMINERS.match(after)
    start = determiners.end() if determiners else 1 if after.startswith("-") else 0
    match = _NOUNS.match(after, start)
    nouns = _NOUNS_END.sub("", match.group()) if match else ""
    nouns = nouns.removesuffix(" of")
    return nouns, start + len(nouns) if nouns else 0


def _bound(before: str, after: str) -> str:
    for sign, pattern in _BOUND_BEFORE:
        if pattern.search(before):
            return sign
    for sign, pattern in _BOUND_AFTER:
        if pattern.match(after):
            return sign
    return ""


def _rate(before: str, after: str) -> str:
    """ " per year" and the like: a period of the same clause, or the unit that follows at once."""
    clause = re.split(r"[,;:(]", after, maxsplit=1)[0]
    match = _PERIOD_NEXT.match(after) or _PERIOD.search(clause) or _PERIOD.search(before)
    if match:
        word = (match.groupdict().get("adverb") or match["unit"]).lower()
        return f" per {_PERIODS.get(word, word)}"
    if _ANNUAL_BEFORE.search(before):
        return " per year"
    unit = _PER_UNIT.match(after)
    return f" per {unit['unit']}" if unit else ""
