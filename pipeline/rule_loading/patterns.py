"""Token patterns: word lists filled in, and everything refused that spaCy would silently match wrongly or never.

Without validation spaCy ignores a misspelt predicate, so that the pattern matches every token; an upper-case word under
LOWER, or a word its tokenizer cuts in two, matches none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.rule_loading.rules import TokenPattern

Tokens = Callable[[str], list[str]]

WORD_KEYS = ("LOWER", "TEXT", "ORTH")
# A blank pipeline sets none of these, and rules must match without a statistical model.
_MODEL_KEYS = frozenset({"LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID"})
_LONGEST_REPETITION = 12
_REPETITION = re.compile(r"\{(\d*)(,?)(\d*)\}")


def fill_word_lists(pattern: Any, word_lists: Mapping[str, frozenset[str]]) -> Any:
    """The pattern with each "$name" replaced by the words of that list, sorted, also among other words of a list.

    Raises:
        ValueError: no such list, or one that holds phrases (a token is one word).
    """
    if isinstance(pattern, dict):
        return {key: fill_word_lists(value, word_lists) for key, value in pattern.items()}
    if isinstance(pattern, list):
        filled = [(value, fill_word_lists(value, word_lists)) for value in pattern]
        return [item for raw, value in filled for item in (value if isinstance(raw, str) and raw != value else [value])]
    if not isinstance(pattern, str) or not pattern.startswith("$") or len(pattern) == 1:
        return pattern
    words = word_lists.get(pattern[1:])
    if words is None:
        raise ValueError(f'names the word list "{pattern}", which does not exist')
    phrases = sorted(word for word in words if " " in word)
    if phrases:
        raise ValueError(f'uses "{pattern}" for one token, but that list holds "{phrases[0]}"')
    return sorted(words)


def with_typographic_apostrophes(pattern: TokenPattern) -> TokenPattern:
    """The pattern with each word that holds a straight apostrophe also written with a curly one."""
    return [
        {key: _both_apostrophes(value) if key in WORD_KEYS else value for key, value in token.items()}
        for token in pattern
    ]


def _both_apostrophes(value: Any) -> Any:
    words = words_of(value)
    if not any("'" in word for word in words):
        return value
    return {"IN": sorted({*words, *(word.replace("'", "’") for word in words)})}


def phrase_pattern(phrase: str, tokens: Tokens) -> TokenPattern:
    """The token pattern that matches a phrase in any letter case."""
    return [{"LOWER": word} for word in tokens(phrase.lower())]


def check_pattern(pattern: Any, tokens: Tokens) -> None:
    """Refuse what spaCy does not know, what can never match, and what may cost more than linear time.

    Raises:
        ValueError: with the first fault found.
    """
    if not isinstance(pattern, list) or not all(isinstance(token, dict) for token in pattern):
        raise ValueError("has a pattern that is not a list of tokens such as {LOWER: shall}")
    from spacy.schemas import validate_token_pattern

    for message in validate_token_pattern(pattern):
        raise ValueError(f"has a pattern spaCy does not accept: {message}")
    for token in pattern:
        _check_token(token, tokens)
    if "OP" in pattern[0] and set(pattern[0]) == {"OP"}:
        raise ValueError("begins with an optional token of any kind, which says nothing")
    if next(anchors(pattern), None) is None:
        raise ValueError("has no fixed word: at least one token that must stand needs a LOWER word or a list of words")


def _check_token(token: dict[str, Any], tokens: Tokens) -> None:
    for key, value in token.items():
        if key != key.upper():
            raise ValueError(f'writes the attribute "{key}" in small letters')
        if key in _MODEL_KEYS:
            raise ValueError(f"uses {key}, which is empty without a statistical model, so it can never match")
        if key == "OP":
            _check_repetition(value)
        elif key in (*WORD_KEYS, "NORM"):
            for word in words_of(value):
                _check_word(key, word, tokens)
            _check_expressions(key, value)


def _check_repetition(operator: str) -> None:
    if operator in ("*", "+", "!"):
        raise ValueError(f'uses OP "{operator}"; say how often, as in OP: "{{0,4}}"')
    if operator == "?":
        return
    if repetition(operator)[1] > _LONGEST_REPETITION:
        raise ValueError(f'uses OP "{operator}"; at most {_LONGEST_REPETITION} repetitions keep matching linear')


def repetition(operator: str | None) -> tuple[int, int]:
    """The least and the most tokens an OP allows; an open end counts as 99."""
    if operator is None:
        return 1, 1
    if operator == "?":
        return 0, 1
    found = _REPETITION.fullmatch(operator)
    if not found:
        raise ValueError(f'has an OP "{operator}" that is no repetition')
    least, comma, most = found.groups()
    return int(least or 0), int(most or 99) if comma else int(least)


def _check_word(key: str, word: str, tokens: Tokens) -> None:
    if key in ("LOWER", "NORM") and word != word.lower():
        raise ValueError(f'has "{word}" under {key}, which holds small letters only, so it can never match')
    if len(parts := tokens(word)) == 1:
        return
    # The tokenizer's exceptions know letter case: "Dec." is one token, "dec." two. Contractions are split in any text.
    other_spellings = () if key in ("TEXT", "ORTH") or "'" in word else (word.capitalize(), word.upper())
    if all(len(tokens(spelling)) != 1 for spelling in other_spellings):
        raise ValueError(f'has "{word}" as one token, but the tokenizer reads {len(parts)}: {" | ".join(parts)}')


def _check_expressions(key: str, value: Any) -> None:
    if not isinstance(value, dict):
        return
    for predicate, content in value.items():
        if predicate == "REGEX":
            try:
                re.compile(content)
            except re.error as error:
                raise ValueError(f'has a REGEX "{content}" that is none ({error})') from error
            if key in ("LOWER", "NORM") and re.search(r"[A-Z]", re.sub(r"\\.", "", content)):
                raise ValueError(f'has capitals in the REGEX "{content}" under {key}, so it can never match')


def words_of(value: Any) -> list[str]:
    """The words a LOWER, TEXT, ORTH or NORM value lists: itself, or its IN; none for other predicates."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return list(value.get("IN", ()))
    return []


@dataclass(frozen=True, slots=True)
class Anchor:
    """A required token with fixed words (in small letters), and how many tokens a match may hold before and after."""

    index: int
    words: tuple[str, ...]
    before: int
    after: int


def anchors(pattern: TokenPattern) -> Iterator[Anchor]:
    """Every token of a pattern of which each match holds one; none where the pattern has no fixed word."""
    spans = [repetition(token.get("OP")) for token in pattern]
    for i, token in enumerate(pattern):
        least, most = spans[i]
        if least == 0:
            continue
        before = sum(longest for _, longest in spans[:i]) + most - 1
        after = sum(longest for _, longest in spans[i + 1 :]) + most - 1
        for key in WORD_KEYS:
            words = tuple(word.lower() for word in words_of(token.get(key)))
            if words:
                yield Anchor(i, words, before, after)
