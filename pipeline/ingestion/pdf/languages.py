"""Files that hold the same agreement in several languages, in columns or on facing pages: one is read."""

from __future__ import annotations

from collections import Counter, defaultdict

from pipeline.ingestion.language import detect_language, english_share, language_name
from pipeline.ingestion.pdf.lines import Line
from pipeline.records import Dropped

_FEWEST_WORDS = 30
_NOT_ENGLISH = 0.05
_LEAST_SHARE = 0.2


def part_languages(lines: list[Line], wanted: str) -> tuple[list[Line], list[Dropped], list[str]]:
    """The lines in the language wanted, what was dropped, and a warning that says so.

    A column of a page is dropped where it is in the one other language that takes up a fifth of the file or more, and
    the wanted language has as much. A file in one language is left as it is.
    """
    columns: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.page, line.column].append(line)
    texts = {key: " ".join(line.text for line in own) for key, own in columns.items()}
    words = {key: len(text.split()) for key, text in texts.items()}
    languages = {key: _language(text) for key, text in texts.items() if words[key] >= _FEWEST_WORDS}
    weights: Counter[str] = Counter()
    for key, language in languages.items():
        weights[language] += words[key]
    total = sum(words.values())
    others = [(weight, language) for language, weight in weights.items() if language != wanted]
    if not others or min(weights[wanted], max(others)[0]) < _LEAST_SHARE * total:
        return lines, [], []
    other = max(others)[1]
    dropped = [
        Dropped("other language", texts[key], key[0])
        for key, language in sorted(languages.items())
        if language == other
    ]
    kept = [line for line in lines if languages.get((line.page, line.column)) != other]
    warning = f"the file also holds a text in {language_name(other)}, which was left out"
    return kept, dropped, [warning]


def _language(text: str) -> str:
    # A page of names or figures is hard to tell; only what has next to no English words is looked at closely.
    return (detect_language(text) or "en") if english_share(text) < _NOT_ENGLISH else "en"
