"""Words as topics compare them: letter case, plural and British or American spelling make no difference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Between the words of one term: spaces, a hyphen, a slash, an ampersand; a full stop only behind a single letter, as in
# "U.S. goods".
_GAP = r"(?:['’]?[^\S\n]*\n?[^\S\n]*|\s?[-‐‑/&]\s?)"
_NEXT = re.compile(rf"{_GAP}({_WORD.pattern})")
_NEXT_AFTER_LETTER = re.compile(rf"(?:\.\s?|{_GAP})({_WORD.pattern})")
_IRREGULAR = {"programme": "program", "centre": "center", "metre": "meter", "fibre": "fiber", "theatre": "theater"}


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """The form in which a word is compared; what it looks like does not matter, only which words share it."""
    word = re.sub(r"['’]s?$", "", word.lower())
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif re.search(r"(ss|sh|ch|x)es$", word):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 4:
        word = re.sub(r"our(?=(ed|ing|able|er)?$)", "or", word)
        word = re.sub(r"ence$", "ense", word)
        word = re.sub(r"is(?=(e|ed|ing|ation|ational|er)$)", "iz", word)
        word = re.sub(r"ys(?=(e|ed|ing)$)", "yz", word)
    return _IRREGULAR.get(word, word)


def words_of(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The words of a stretch of a text, as they stand."""
    return _WORD.finditer(text, start, len(text) if end is None else end)


def next_word(text: str, word_start: int, word_end: int, end: int) -> tuple[int, int] | None:
    """Where the next word stands if it may belong to one term with this one; None where a comma parts them."""
    pattern = _NEXT_AFTER_LETTER if word_end - word_start == 1 else _NEXT
    match = pattern.match(text, word_end, end)
    return match.span(1) if match else None
