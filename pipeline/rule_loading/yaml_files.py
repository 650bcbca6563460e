"""Strict YAML: safe types only, no key twice, a word is a word, and every entry knows its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import RuleError

_NULL, _BOOL, _INT = "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int"


class _StrictLoader(yaml.CSafeLoader):
    """YAML 1.1 reads "on", "no" and 2027-01-01 as truth values and dates; in rules they are words."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 (PyYAML's own name)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            if key_node.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f'the key "{key_node.value}" stands twice', key_node.start_mark
                )
            seen.add(key_node.value)
        return super().construct_mapping(node, deep=deep)


_StrictLoader.add_implicit_resolver(_NULL, re.compile(r"^(?:~|)$"), ["~", ""])
_StrictLoader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$"), ["t", "f"])
_StrictLoader.add_implicit_resolver(_INT, re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))


@dataclass(frozen=True, slots=True)
class RuleFile:
    """What a file holds, each entry with its line (from 1): rules, or word lists under the one key "lists"."""

    rules: tuple[tuple[int, Any], ...] = ()
    lists: tuple[tuple[int, str, Any], ...] = ()


def read_rule_file(path: Path) -> RuleFile:
    """Reads a YAML list of rules, or a mapping "lists:" of named word lists.

    Raises:
        RuleError: the file cannot be read, is not YAML, holds a key twice, or asks for other than plain data.
    """
    try:
        loader = _StrictLoader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        if isinstance(node, yaml.SequenceNode):
            return RuleFile(rules=tuple(_entry(loader, item) for item in node.value))
        if isinstance(node, yaml.MappingNode) and [key.value for key, _ in node.value] == ["lists"]:
            lists = node.value[0][1]
            if isinstance(lists, yaml.MappingNode):
                words = loader.construct_mapping(lists, deep=True)
                lines = [key.start_mark.line + 1 for key, _ in lists.value]
                return RuleFile(lists=tuple(zip(lines, words.keys(), words.values(), strict=True)))
    except yaml.YAMLError as error:
        raise RuleError(_place(path, error), f"is not plain YAML ({_problem(error)})", "mend the line") from error
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(str(path), f"cannot be read ({error})", "save it as UTF-8 text") from error
    raise RuleError(str(path), "holds no rules and no word lists", "begin with '- id:', or with 'lists:'")


def _entry(loader: _StrictLoader, node: yaml.Node) -> tuple[int, Any]:
    return node.start_mark.line + 1, loader.construct_object(node, deep=True)


def _place(path: Path, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"{path}:{mark.line + 1}" if mark else str(path)


def _problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or error)
