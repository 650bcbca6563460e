"""A taxonomy file is read strictly: every fault is named with file, line and id."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import RuleError
from pipeline.topics import load_taxonomies

TOPIC = """- taxonomy: rivers
  name: Rivers
- group: Water
- id: rivers.floods
  name: Floods
  description: High water and what is done about it.
  terms: [flood*, high water]
  examples: ["The Parties shall warn of [floods].", "A [high water] mark shall be set."]
  counter_examples: ["The water shall be clean."]
"""


def write(tmp_path: Path, text: str) -> str:
    path = tmp_path / "rivers.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return str(path)


def test_a_file_of_ones_own_is_used_like_those_that_come_along(tmp_path: Path) -> None:
    taxonomies = load_taxonomies([write(tmp_path, TOPIC), "form"])
    assert [taxonomy.name for taxonomy in taxonomies.listed] == ["Rivers", "Form of the text"]
    topic = taxonomies.topics["rivers.floods"]
    assert (topic.group, topic.terms) == ("Water", ("flood*", "high water"))
    assert not taxonomies.by_heading


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("- taxonomy: rivers\n  name: Rivers\n", "", "does not begin with its name"),
        ("- group: Water\n", "", "is a topic without a group"),
        ("id: rivers.floods", "id: floods", "of the form rivers.name"),
        ("description: High", "describe: High", 'has an unknown key "describe"'),
        ("terms: [flood*, high water]", "tags: [hedge]", 'has the tag "hedge"'),
        ("terms: [flood*, high water]", "weak_terms: [high]", "only one of 'weak_terms' and 'beside'"),
        ("flood*, high", "'% of water', high", 'has the wording "% of water"'),
        ("flood*, high", "fl*od, high", 'has the wording "fl*od"'),
        ("flood*, high water", "high water, High waters", "which are read alike"),
        ("[floods]", "[floods", "an opening bracket without a closing one"),
        ("[floods]", "floods", "has no [term]"),
        ('["The water shall be clean."]', "[]", "has no counter-example"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in TOPIC
    with pytest.raises(RuleError) as raised:
        load_taxonomies([write(tmp_path, TOPIC.replace(old, new))])
    assert complaint in str(raised.value) and "rivers.yaml" in str(raised.value)


def test_two_topics_of_one_id_and_unknown_names_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, TOPIC)
    other = tmp_path / "again.yaml"
    other.write_text(TOPIC, encoding="utf-8")
    with pytest.raises(RuleError, match="has the id of"):
        load_taxonomies([path, str(other)])
    with pytest.raises(RuleError, match=r"are not known.*security, trade, form, headings"):
        load_taxonomies(["rivers"])
