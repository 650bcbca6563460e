"""The entry of a rule as it stands in its file."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.errors import RuleError
from pipeline.rule_loading import RULES_FOLDER, Rule, RuleSet


def find_rule(rule_set: RuleSet, rule_id: str) -> Rule:
    """The rule with this id, retired ones included. Raises RuleError naming near ids where there is none."""
    from difflib import get_close_matches

    by_id = {rule.id: rule for rule in rule_set.rules}
    if rule_id in by_id:
        return by_id[rule_id]
    near = get_close_matches(rule_id, by_id, n=3, cutoff=0.5) or [name for name in by_id if rule_id in name][:3]
    remedy = f"did you mean {', '.join(near)}?" if near else "see `hedgerow rules list`"
    raise RuleError(rule_id, "no such rule", remedy)


def source_of(rule: Rule, folder: Path | None = None) -> str:
    """The lines of the rule's entry in its YAML file."""
    lines = ((folder or RULES_FOLDER) / rule.path).read_text(encoding="utf-8").splitlines()
    entry = lines[rule.line - 1 : rule.line]
    for line in lines[rule.line :]:
        # The next entry, or a comment that heads the next group.
        if re.match(r"- |#|\S", line):
            break
        entry.append(line)
    return "\n".join(entry).rstrip()
