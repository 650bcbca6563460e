"""Currencies by sign, code and name, as ISO 4217 codes: CLDR's English names through babel, and `currencies.yaml`."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import Any

_SIGN_LENGTH = 5
_SIGN_BEFORE = re.compile(rf"[^\s0-9]{{1,{_SIGN_LENGTH}}}(?= ?$)")
_SIGN_AFTER = re.compile(rf" ?([^\s0-9]{{1,{_SIGN_LENGTH}}})")
_NAME_AFTER = re.compile(r" (?:of )?([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,4})")


def currency_before(text: str) -> tuple[int, str] | None:
    """The currency sign or code at the end of `text`: where it starts, and its ISO 4217 code."""
    place = max(len(text) - _SIGN_LENGTH - 2, 0)
    match = _SIGN_BEFORE.search(text[place:])
    if match is None:
        return None
    signs, written = _signs(), match.group()
    for skipped in range(len(written)):
        start = place + match.start() + skipped
        code = signs.get(written[skipped:])
        if code and not (start and text[start - 1].isalnum() and written[skipped].isalnum()):
            return start, code
    return None


def currency_after(text: str) -> tuple[int, str] | None:
    """The currency sign, code or name at the beginning of `text`: where it ends, and its ISO 4217 code."""
    if match := _SIGN_AFTER.match(text):
        signs = _signs()
        for length in range(len(match[1]), 0, -1):
            end = match.start(1) + length
            code = signs.get(match[1][:length])
            if code and not (text[end : end + 1].isalnum() and text[end - 1].isalnum()):
                return end, code
    if match := _NAME_AFTER.match(text):
        names, words = _names(), match[1].split(" ")
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            for form in (name, name.rstrip(".'’")):
                if code := names.get(form.lower()):
                    return match.start(1) + len(form), code
    return None


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    from babel import Locale

    locale = Locale("en")
    signs = {str(code): str(code) for code in locale.currencies}
    signs |= {str(sign): str(code) for code, sign in locale.currency_symbols.items() if not str(sign).isalpha()}
    signs |= _currency_file()["signs"]
    return signs


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Names in singular and plural, and the bare noun where only one currency in use has it ("yen", not "dollar")."""
    from babel import Locale
    from babel.numbers import get_currency_name

    in_use = _codes_in_use()
    names: dict[str, str] = {}
    nouns: dict[str, str] = {}
    shared: Counter[str] = Counter()
    # Where a former currency has the same name, the one in use keeps it.
    for code in sorted(Locale("en").currencies, key=lambda code: (code not in in_use, code)):
        forms = {get_currency_name(code, count, locale="en").lower() for count in (1, 2)}
        for form in forms:
            names.setdefault(form, code)
        if code in in_use:
            own = {form.split()[-1] for form in forms}
            shared.update(own)
            nouns |= dict.fromkeys(own, code)
    alone = {noun: code for noun, code in nouns.items() if shared[noun] == 1 and noun.isalpha()}
    named: dict[str, str] = _currency_file()["names"]
    return alone | names | named


def _codes_in_use() -> frozenset[str]:
    from babel.core import get_global

    records = get_global("territory_currencies").values()
    return frozenset(code for record in records for code, _, until, tender in record if until is None and tender)


@lru_cache(maxsize=1)
def _currency_file() -> dict[str, Any]:
    import yaml

    text = files("pipeline.normalisation").joinpath("currencies.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
