"""From a folder of YAML files to a checked `RuleSet`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import RuleError
from pipeline.rule_loading.english import english
from pipeline.rule_loading.patterns import (
    Tokens,
    check_pattern,
    fill_word_lists,
    phrase_pattern,
    with_typographic_apostrophes,
)
from pipeline.rule_loading.rules import Rule, RuleSet, TokenPattern, bracketed
from pipeline.rule_loading.yaml_files import RuleFile, read_rule_file

RULES_FOLDER = Path(__file__).resolve().parent.parent / "rules"

_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
_LABEL = re.compile(r"[A-Z][A-Z_]*")
_LIST_NAME = re.compile(r"[a-z][a-z0-9_]*")

_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": ("token", "phrase", "clause"),
    "extend": ("none", "noun_phrase", "clause"),
    "position": ("any", "before_verb", "after_verb"),
    "status": ("active", "retired"),
    "force": ("obligation", "pledge", "intention", "recommendation"),
    "polarity": ("positive", "negative"),
}
_TYPES: dict[str, tuple[str, ...]] = {
    "CONDITION": ("event", "request", "milestone", "exception", "proviso"),
    "HEDGE": (
        *("funding", "law", "feasibility", "discretion", "effort", "consent", "timing", "reservation", "extent"),
    ),
}
_TAKES = ("infinitive", "to_infinitive", "gerund", "noun", "passive", "clause", "items")
_TEXTS = ("id", "label", "type", "description", "statement", "scope", "source", *_CHOICES)
_WORD_LISTS = ("after", "not_after", "not_before", "governs", "unless_governs")
_LISTS = ("phrases", "examples", "counter_examples", "takes", *_WORD_LISTS)
_KEYS = frozenset({*_TEXTS, *_LISTS, "pattern", "patterns"})


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """What the rule files of a folder say, before their rules are checked.

    `hash` is that of the `RuleSet` they make: whoever knows it from an earlier one need not have them checked again.
    """

    files: Mapping[Path, RuleFile]
    word_lists: Mapping[str, frozenset[str]]
    hash: str

    def check(self) -> RuleSet:
        """The rules, checked.

        Raises:
            RuleError: something in them is wrong; the message names file, line and id.
        """
        tokens = _tokenizer()
        rules: dict[str, Rule] = {}
        for path, file in self.files.items():
            for line, raw in file.rules:
                rule = _RuleReader(path, line, raw, self.word_lists).read(tokens)
                if rule.id in rules:
                    raise RuleError(rule.place, f"has the id of {rules[rule.id].place}", "give it an id of its own")
                rules[rule.id] = rule
        return RuleSet(tuple(rules.values()), self.word_lists, self.hash)


def read_rules(folder: Path | None = None) -> RuleFiles:
    """All .yaml files of a folder (None: those of the package).

    Raises:
        RuleError: a file is not plain YAML, or a word list is wrong; the message names file and line.
    """
    folder = RULES_FOLDER if folder is None else folder
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise RuleError(str(folder), "holds no rule file (.yaml)", "name a folder of rules")
    files = {path: read_rule_file(path) for path in paths}
    word_lists = _word_lists(files)
    return RuleFiles(files, word_lists, _content_hash(files, word_lists))


def load_rules(folder: Path | None = None) -> RuleSet:
    """The rules of all .yaml files of a folder (None: those of the package), checked.

    Raises:
        RuleError: something in the files is wrong; the message names file, line and id.
    """
    return read_rules(folder).check()


def _tokenizer() -> Tokens:
    """The words spaCy makes of a string, as the tagger will see them."""
    tokenizer: Any = english().tokenizer
    exceptions = tokenizer.rules
    known: dict[str, list[str]] = {}

    def tokens(text: str) -> list[str]:
        if text not in known:
            # spaCy cuts at marks and digits, and else only its exceptions ("cannot"); asking it takes much longer.
            whole = text.isascii() and text.isalpha() and text not in exceptions
            known[text] = [text] if whole else [token.text for token in tokenizer(text)]
        return known[text]

    return tokens


def _content_hash(files: Mapping[Path, RuleFile], word_lists: Mapping[str, frozenset[str]]) -> str:
    raws = [raw for file in files.values() for _, raw in file.rules]
    content = {
        "rules": sorted(raws, key=lambda raw: str(raw.get("id")) if isinstance(raw, dict) else ""),
        "word_lists": {name: sorted(words) for name, words in word_lists.items()},
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", errors="backslashreplace")).hexdigest()


def _word_lists(files: Mapping[Path, RuleFile]) -> dict[str, frozenset[str]]:
    lists: dict[str, frozenset[str]] = {}
    for path, file in files.items():
        for line, name, words in file.lists:
            place = f"{path}:{line} ({name})"
            if not isinstance(name, str) or not _LIST_NAME.fullmatch(name):
                raise RuleError(place, "is no name for a word list", "use small letters, digits and _")
            if name in lists:
                raise RuleError(place, "is a second word list of this name", "give it a name of its own")
            if not isinstance(words, list) or not words:
                raise RuleError(place, "holds no list of words", "write 'name: [word, word]'")
            lists[name] = frozenset(entry for word in words for entry in _list_entries(place, word, lists))
    return lists


def _list_entries(place: str, word: Any, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """A word of a list, or the words of the list that "$name" takes in."""
    if not isinstance(word, str) or not word or word != " ".join(word.lower().split()):
        raise RuleError(place, f'holds "{word}"', "write words in small letters, numbers in quotes")
    if not word.startswith("$") or len(word) == 1:
        return frozenset([word])
    if word[1:] not in lists:
        raise RuleError(place, f'takes in "{word}", which is no list above it', "move it down or mend the name")
    return lists[word[1:]]


class _RuleReader:
    """Reads one entry of a rule file; every fault is a `RuleError` at its place."""

    def __init__(self, path: Path, line: int, raw: Any, word_lists: Mapping[str, frozenset[str]]) -> None:
        self.path, self.line, self.word_lists = path, line, word_lists
        self.place = f"{path}:{line}"
        if not isinstance(raw, dict):
            raise self._error("is not a rule", "begin each rule with '- id:'")
        self.raw: dict[str, Any] = raw
        self.place = f"{path}:{line} ({raw.get('id', 'no id')})"

    def read(self, tokens: Tokens) -> Rule:
        self._check_keys()
        self._check_texts()
        patterns, phrases = self._patterns(tokens), self._phrases()
        clause = self.raw.get("kind") == "clause"
        if clause and (patterns or phrases):
            raise self._error("is of kind clause but holds a pattern", "leave it out or change the kind")
        if not clause and bool(patterns) == bool(phrases):
            raise self._error("needs either patterns or phrases", "write 'pattern:', 'patterns:' or 'phrases:'")
        kind = "clause" if clause else "phrase" if phrases else "token"
        if self.raw.get("kind", kind) != kind:
            raise self._error(f"is of kind {self.raw['kind']} but holds {kind}s", f"write 'kind: {kind}'")
        self._check_examples()
        self._check_word_lists(tokens)
        patterns = patterns or tuple(with_typographic_apostrophes(phrase_pattern(phrase, tokens)) for phrase in phrases)
        given = {key: self.raw[key] for key in _TEXTS if key in self.raw}
        lists = {key: tuple(self.raw.get(key, ())) for key in _LISTS}
        values: dict[str, Any] = {**given, **lists, "kind": kind, "patterns": patterns, "phrases": phrases}
        return Rule(**values, path=self.path.name, line=self.line)

    def _error(self, problem: str, remedy: str = "") -> RuleError:
        return RuleError(self.place, problem, remedy)

    def _check_keys(self) -> None:
        for key in self.raw:
            if key not in _KEYS:
                raise self._error(f'has an unknown key "{key}"', f"known are {', '.join(sorted(_KEYS))}")
        for key in ("id", "label", "description"):
            if not self.raw.get(key):
                raise self._error(f'has no "{key}"', f"add '{key}:'")
        for key in _TEXTS:
            if key in self.raw and not isinstance(self.raw[key], str):
                raise self._error(f'has a "{key}" that is not text', "put it in quotes")
        for key in _LISTS:
            value = self.raw.get(key, [])
            if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
                raise self._error(f'has a "{key}" that is not a list of texts', "put each in quotes")

    def _check_texts(self) -> None:
        if not _ID.fullmatch(self.raw["id"]):
            raise self._error("has an id that is not of the form family.name", "use small letters, digits, _ and dots")
        label = self.raw["label"]
        if not _LABEL.fullmatch(label):
            raise self._error(f'has the label "{label}"', "write labels in capitals")
        choices: Mapping[str, tuple[str, ...]] = {**_CHOICES, **({"type": _TYPES[label]} if label in _TYPES else {})}
        for key, allowed in choices.items():
            if key == "type" and key not in self.raw:
                raise self._error("has no type", f"a {label} is one of {', '.join(allowed)}")
            if key in self.raw and self.raw[key] not in allowed:
                raise self._error(f'has the {key} "{self.raw[key]}"', f"allowed are {', '.join(allowed)}")
        for item in self.raw.get("takes", ()):
            if item not in _TAKES:
                raise self._error(f'takes "{item}"', f"allowed are {', '.join(_TAKES)}")

    def _patterns(self, tokens: Tokens) -> tuple[TokenPattern, ...]:
        if "pattern" in self.raw and "patterns" in self.raw:
            raise self._error("has both 'pattern' and 'patterns'", "keep one")
        raw = [self.raw["pattern"]] if "pattern" in self.raw else self.raw.get("patterns", [])
        if not isinstance(raw, list):
            raise self._error("has 'patterns' that are not a list of patterns", "begin each with '- ['")
        return tuple(self._pattern(pattern, tokens) for pattern in raw)

    def _pattern(self, raw: Any, tokens: Tokens) -> TokenPattern:
        try:
            pattern: TokenPattern = fill_word_lists(raw, self.word_lists)
            check_pattern(pattern, tokens)
        except ValueError as error:
            raise self._error(str(error), "mend the pattern") from error
        return with_typographic_apostrophes(pattern)

    def _phrases(self) -> tuple[str, ...]:
        phrases: list[str] = self.raw.get("phrases", [])
        for phrase in phrases:
            if phrase != " ".join(phrase.split()):
                raise self._error(f'has the phrase "{phrase}"', "single spaces only, none at its ends")
        return tuple(phrases)

    def _check_examples(self) -> None:
        if len(self.raw.get("examples", ())) < 2:
            raise self._error("has fewer than two examples", "add sentences with the span in [brackets]")
        if not self.raw.get("counter_examples"):
            raise self._error("has no counter-example", "add a near miss under 'counter_examples:'")
        for example in self.raw["examples"]:
            try:
                spans = bracketed(example)[1]
            except ValueError as error:
                raise self._error(f'has {error} in "{example}"', "mend the brackets") from error
            if not spans:
                raise self._error(f'has no [span] in "{example}"', "put the expected span in brackets")
        for example in self.raw["counter_examples"]:
            if "[" in example or "]" in example:
                raise self._error(f'has brackets in the counter-example "{example}"', "it must match nothing")

    def _check_word_lists(self, tokens: Tokens) -> None:
        for key in _WORD_LISTS:
            for name in self.raw.get(key, ()):
                if name not in self.word_lists:
                    raise self._error(f'{key} names the word list "{name}", which does not exist', "mend the name")
                for entry in sorted(self.word_lists[name]):
                    if tokens(entry) != entry.split():
                        read = " ".join(tokens(entry))
                        raise self._error(f'{key} names "{name}", whose "{entry}" is read as "{read}"', "write it so")
                    if " " in entry and not key.endswith("governs"):
                        raise self._error(f'{key} names "{name}", which holds "{entry}"', "list single words")
            if self.raw.get(key) and key.endswith("governs") and self.raw.get("extend", "none") == "none":
                raise self._error(f"has '{key}' but extends over nothing", "add 'extend: noun_phrase' or 'clause'")
