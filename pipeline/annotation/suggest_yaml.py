"""Suggestions as entries of a rule file, each under a comment that says what it gains and costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from pipeline.annotation.suggest import Suggestion
from pipeline.annotation.trials import Item

WIDTH = 110
MOST_ITEMS = 6


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key, as the rule files do, and writes patterns on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


class _OnOneLine(list[Any]):
    """A token pattern."""


_Dumper.add_representer(
    _OnOneLine, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)
)


def as_yaml(suggestions: Sequence[Suggestion]) -> str:
    """New rules as a rule file that loads as it stands; counter-examples of old rules follow as comments."""
    rules = [s for s in suggestions if s.kind == "rule"]
    others = [s for s in suggestions if s.kind != "rule"]
    blocks = ["\n".join([*_remarks(number, s), _entry(s).rstrip()]) for number, s in enumerate(rules, 1)]
    if others:
        lines = ["# Found wrongly, and no rule mends it: narrow the rule, then add the counter-example to its entry."]
        for suggestion in others:
            (sentence,) = suggestion.raw["counter_examples"]
            place = suggestion.asked[0]
            lines += [f"# {suggestion.raw['id']} ({place.label}: “{place.words}”)", f"#     - {_quoted(sentence)}"]
        blocks.append("\n".join(lines))
    if not suggestions:
        blocks = ["# Nothing to suggest: no rule that was tried gains more on the judged texts than it costs."]
    return "\n\n".join(blocks) + "\n"


def _remarks(number: int, suggestion: Suggestion) -> list[str]:
    lines = [f"# {number}. Gains {len(suggestion.gains)} and costs {len(suggestion.costs)} on the judged texts."]
    for sign, items in (("+", suggestion.gains), ("-", suggestion.costs)):
        lines += [f"#    {sign} {_named(item)}" for item in items[:MOST_ITEMS]]
        if len(items) > MOST_ITEMS:
            lines.append(f"#    {sign} and {len(items) - MOST_ITEMS} more")
    return lines


def _named(item: Item) -> str:
    label, document_id, start, end = item
    return f"{label} in {document_id}, {start}-{end}"


def _entry(suggestion: Suggestion) -> str:
    raw = {key: _OnOneLine(value) if key == "pattern" else value for key, value in suggestion.raw.items()}
    return yaml.dump([raw], Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)


def _quoted(sentence: str) -> str:
    return yaml.dump(sentence, default_style='"', allow_unicode=True, width=10_000).strip()
