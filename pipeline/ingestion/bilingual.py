"""Files that hold the same agreement in several languages, in columns or on facing pages: one of them is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Generic, NamedTuple, TypeVar

from pipeline.ingestion.language import detect_language, english_share, language_name

_FEWEST_WORDS = 30
_NOT_ENGLISH = 0.05
_LEAST_SHARE = 0.2
_FALLBACK = "en"

Key = TypeVar("Key", bound=Hashable)


class Parting(NamedTuple, Generic[Key]):
    """The texts to leave out, and the warning that says so; nothing for a file in one language."""

    left_out: tuple[Key, ...] = ()
    warning: str = ""


def part_languages(texts: Mapping[Key, str], wanted: str) -> Parting[Key]:
    """Which of the texts that stand side by side are in another language than the one wanted.

    A text is left out where it is in the one other language that takes up a fifth of the whole or more, and the wanted
    language has as much. Where the wanted language is not there but English is, English is kept, and the warning says
    so.
    """
    words = {key: len(text.split()) for key, text in texts.items()}
    languages = {key: _language(text) for key, text in texts.items() if words[key] >= _FEWEST_WORDS}
    weights: Counter[str] = Counter()
    for key, language in languages.items():
        weights[language] += words[key]
    enough = _LEAST_SHARE * sum(words.values())
    present = [language for language, weight in weights.items() if weight >= enough]
    kept = wanted if wanted in present else _FALLBACK
    others = [language for language in present if language != kept]
    if kept not in present or not others:
        return Parting()
    other = max(others, key=lambda language: (weights[language], language))
    warning = f"the file also holds a text in {language_name(other)}, which was left out"
    if kept != wanted:
        warning += f"; it holds none in {language_name(wanted)}, so the one in {language_name(kept)} was read"
    return Parting(tuple(key for key in texts if languages.get(key) == other), warning)


def _language(text: str) -> str:
    # A page of names or figures is hard to tell; only what has next to no English words is looked at closely.
    return (detect_language(text) or "en") if english_share(text) < _NOT_ENGLISH else "en"
