"""Whether a word passes the test that a pattern's token makes of it; each word is tried once, then a look-up answers.

Words are given as written; "" stands for no word, which passes no test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.lexeme import Lexeme
    from spacy.vocab import Vocab

Check = Callable[["Lexeme"], bool]

_WORD_ATTRIBUTES = {"LOWER": "lower_", "NORM": "norm_", "ORTH": "orth_", "TEXT": "orth_", "SHAPE": "shape_"}


class TokenTest(dict[str, bool]):
    """Whether each word passes the test of one token of a pattern."""

    def __init__(self, token: Mapping[str, Any], vocab: Vocab) -> None:
        super().__init__({"": False})
        self._vocab = vocab
        self._checks = [_check(attribute, wanted, vocab) for attribute, wanted in token.items()]

    def __missing__(self, word: str) -> bool:
        lexeme = self._vocab[word]
        passes = self[word] = all(check(lexeme) for check in self._checks)
        return passes


class AnyTest(dict[str, bool]):
    """Whether each word passes one of several tests."""

    def __init__(self, tests: Sequence[TokenTest]) -> None:
        super().__init__({"": False})
        self._tests = tests

    def __missing__(self, word: str) -> bool:
        passes = self[word] = any(test[word] for test in self._tests)
        return passes


def _check(attribute: str, wanted: Any, vocab: Vocab) -> Check:
    """What an attribute asks of a word: read off its lexeme, or left to spaCy's Matcher, which is far slower."""
    if isinstance(wanted, bool):
        flag = attribute.lower()
        return lambda lexeme: getattr(lexeme, flag) == wanted
    name = _WORD_ATTRIBUTES.get(attribute, "")
    if name and isinstance(wanted, str):
        return lambda lexeme: getattr(lexeme, name) == wanted
    if name and isinstance(wanted, dict) and len(wanted) == 1:
        ((predicate, content),) = wanted.items()
        if predicate in ("IN", "NOT_IN"):
            words, within = frozenset(content), predicate == "IN"
            return lambda lexeme: (getattr(lexeme, name) in words) == within
        if predicate == "REGEX":
            search = re.compile(content).search
            return lambda lexeme: bool(search(getattr(lexeme, name)))
    return _by_matcher({attribute: wanted}, vocab)


def _by_matcher(token: Mapping[str, Any], vocab: Vocab) -> Check:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

    matcher = Matcher(vocab, validate=False)
    matcher.add("token", [[dict(token)]])
    return lambda lexeme: bool(matcher(Doc(vocab, words=[lexeme.orth_])))
