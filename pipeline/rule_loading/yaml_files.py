"""Strict YAML: safe types only, no key twice, a word is a word, and every entry knows its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import RuleError

# YAML 1.1 reads "on", "no" and 2027-01-01 as truth values and dates; in rules they are words.
_WORDS_FOR = {"": None, "~": None, "true": True, "false": False}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_TAGS = frozenset({None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))})


@dataclass(frozen=True, slots=True)
class RuleFile:
    """What a file holds, each entry with its line (from 1): rules, or word lists under the one key "lists"."""

    rules: tuple[tuple[int, Any], ...] = ()
    lists: tuple[tuple[int, str, Any], ...] = ()


def read_rule_file(path: Path) -> RuleFile:
    """Reads a YAML list of rules, or a mapping "lists:" of named word lists. The keys of all mappings are texts.

    Raises:
        RuleError: the file cannot be read, is not YAML, holds a key twice, or asks for other than plain data.
    """
    try:
        content = _Content(path.read_text(encoding="utf-8")).read()
    except yaml.YAMLError as error:
        raise RuleError(_place(path, error), f"is not plain YAML ({_problem(error)})", "mend the line") from error
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(str(path), f"cannot be read ({error})", "save it as UTF-8 text") from error
    if content is None:
        raise RuleError(str(path), "holds no rules and no word lists", "begin with '- id:', or with 'lists:'")
    return content


class _Content:
    """Makes plain data of the events of a file: in half the time that PyYAML's nodes and constructors take."""

    def __init__(self, text: str) -> None:
        self._next: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self._named: dict[str, Any] = {}

    def read(self) -> RuleFile | None:
        """The rules or the lists; None where the file is something else."""
        self._next()
        if not isinstance(self._next(), yaml.DocumentStartEvent):
            return None
        content: RuleFile | None = None
        start = self._next()
        if isinstance(start, yaml.SequenceStartEvent):
            content = RuleFile(rules=tuple(self._items(start)))
        elif isinstance(start, yaml.MappingStartEvent):
            content = self._lists(start)
        if content is not None:
            self._next()
            if not isinstance(end := self._next(), yaml.StreamEndEvent):
                raise _error(end, "a second document begins here")
        return content

    def _lists(self, start: Any) -> RuleFile | None:
        _check_tag(start)
        key, value = self._next(), self._next()
        if getattr(key, "value", None) != "lists" or not isinstance(value, yaml.MappingStartEvent):
            return None
        lists = tuple(self._pairs(value))
        return RuleFile(lists=lists) if isinstance(self._next(), yaml.MappingEndEvent) else None

    def _items(self, start: Any) -> Iterator[tuple[int, Any]]:
        """The line and the value of each item of a list that has begun."""
        _check_tag(start)
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield event.start_mark.line + 1, self._value(event)

    def _pairs(self, start: Any) -> Iterator[tuple[int, str, Any]]:
        """The line, the key and the value of each entry of a mapping that has begun."""
        _check_tag(start)
        seen: set[str] = set()
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise _error(event, "a key that is not one text")
            if event.value in seen:
                raise _error(event, f'the key "{event.value}" stands twice')
            _check_tag(event)
            seen.add(event.value)
            yield line, event.value, self._value(self._next())

    def _value(self, event: Any) -> Any:
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._named:
                raise _error(event, f"nothing above is named &{event.anchor}")
            return self._named[event.anchor]
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = [item for _, item in self._items(event)]
        else:
            value = {key: item for _, key, item in self._pairs(event)}
        if event.anchor:
            self._named[event.anchor] = value
        return value


def _scalar(event: Any) -> Any:
    _check_tag(event)
    text: str = event.value
    if event.tag is not None or not event.implicit[0]:
        return text
    if text in _WORDS_FOR:
        return _WORDS_FOR[text]
    return int(text) if _NUMBER.fullmatch(text) else text


def _check_tag(event: Any) -> None:
    if event.tag not in _TAGS:
        raise _error(event, f"could not determine a constructor for the tag {event.tag!r}")


def _error(event: Any, problem: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(None, None, problem, event.start_mark)


def _place(path: Path, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"{path}:{mark.line + 1}" if mark else str(path)


def _problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or error)
