"""Which language a text is in, offline."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_STRETCH = 4000
_FEWEST_WORDS = 5
# Three in ten words of English prose are among these; in other languages hardly one in thirty.
_ENGLISH = frozenset(
    ("the", "of", "and", "to", "in", "for", "with", "this", "that", "by", "or", "be", "is", "are", "shall", "will")
)
_ENGLISH_SHARE = 0.18


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language most of `text` is in, or None where there are too few words to tell."""
    sample = _sample(text)
    words = _WORD.findall(sample.lower())
    if len(words) < _FEWEST_WORDS and len(sample) < 4 * _FEWEST_WORDS:
        return None
    if is_english(sample):
        return "en"
    # Loading the model takes half a second, which plain English need not wait for.
    import py3langid  # type: ignore[import-untyped]

    code = str(py3langid.classify(sample)[0])
    return "no" if code in ("nb", "nn") else code


def is_english(text: str) -> bool:
    """Whether the most frequent English words are as frequent in `text` as in English prose."""
    return english_share(text) > _ENGLISH_SHARE


def english_share(text: str) -> float:
    """The share of the most frequent English words among the words of `text`, 0 to 1."""
    return _share(_WORD.findall(text.lower()))


def _share(words: list[str]) -> float:
    return sum(word in _ENGLISH for word in words) / len(words) if words else 0.0


def language_name(code: str) -> str:
    """The English name of a language for messages; the code itself where it is not known."""
    from babel import Locale

    return Locale("en").languages.get(code) or code


def is_language(code: str) -> bool:
    """Whether `code` is an ISO 639-1 code."""
    if code == "en":
        # As good as every run asks this, and the list of all languages takes a while to load.
        return True
    import pycountry

    return pycountry.languages.get(alpha_2=code) is not None


def _sample(text: str) -> str:
    """Stretches from the beginning, the middle and the end, so that a long annex does not decide alone."""
    if len(text) <= 3 * _STRETCH:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_STRETCH], text[middle : middle + _STRETCH], text[-_STRETCH:]))
