"""Rules are data: YAML files, one a family, read strictly into `Rule` and `RuleSet`."""

from pipeline.rule_loading.loading import RULES_FOLDER, RuleFiles, load_rules, read_rules
from pipeline.rule_loading.rules import Rule, RuleSet, bracketed

__all__ = ["RULES_FOLDER", "Rule", "RuleFiles", "RuleSet", "bracketed", "load_rules", "read_rules"]
