"""From a YAML file to a checked taxonomy.

A file is a list: first `taxonomy:` with its id and name, then `group:` headings, each followed by its topics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import RuleError
from pipeline.rule_loading import RULES_FOLDER, bracketed
from pipeline.rule_loading.yaml_files import read_rule_file
from pipeline.topics.folding import fold, words_of
from pipeline.topics.matching import ROLES
from pipeline.topics.taxonomy import Taxonomies, Taxonomy, Topic

TOPICS_FOLDER = RULES_FOLDER / "topics"
HEADINGS = "headings"
DEFAULT_TAXONOMIES = ("security", "trade", "form", HEADINGS)

_TAXONOMY_KEYS = {"taxonomy", "name", "source"}
_GROUP_KEYS = {"group"}
_TEXTS = ("id", "name", "description")
_LISTS = (*ROLES, "tags", "examples", "counter_examples")
_TOPIC_KEYS = {*_TEXTS, *_LISTS}
_NAME = re.compile(r"[a-z][a-z0-9_]*")
# What the tagger may have found: a qualifier of a type, the kind of the statement, its force, a sum of money.
_TAG = re.compile(r"(hedge|condition|kind|force|amount):[a-z_]+")


def known_taxonomies() -> tuple[str, ...]:
    """The names `--topics` takes beside files, in the order in which they are used."""
    files = sorted(path.stem for path in TOPICS_FOLDER.glob("*.yaml"))
    return (*(name for name in DEFAULT_TAXONOMIES if name in files or name == HEADINGS),
            *(name for name in files if name not in DEFAULT_TAXONOMIES))  # fmt: skip


def load_taxonomies(given: Sequence[str] = ()) -> Taxonomies:
    """The taxonomies with these names or in these files; without any, those that come with hedgerow.

    Raises:
        RuleError: a name is not known, or something in a file is wrong; the message names file, line and id.
    """
    given = given or DEFAULT_TAXONOMIES
    listed: list[Taxonomy] = []
    places: dict[str, str] = {}
    for name in dict.fromkeys(given):
        if name == HEADINGS:
            continue
        taxonomy = read_taxonomy(_path_of(name))
        for topic in taxonomy.topics:
            if topic.id in places:
                raise RuleError(topic.place, f"has the id of {places[topic.id]}", "give it an id of its own")
            places[topic.id] = topic.place
        listed.append(taxonomy)
    return Taxonomies(tuple(listed), HEADINGS in given, tuple(dict.fromkeys(given)))


def _path_of(name: str) -> Path:
    if _NAME.fullmatch(name) and (TOPICS_FOLDER / f"{name}.yaml").is_file():
        return TOPICS_FOLDER / f"{name}.yaml"
    path = Path(name)
    if path.is_file():
        return path
    raise RuleError(f'topics "{name}"', "are not known", f"name a file, or one of {', '.join(known_taxonomies())}")


def read_taxonomy(path: Path) -> Taxonomy:
    """The taxonomy in a file.

    Raises:
        RuleError: something in the file is wrong; the message names file, line and id.
    """
    entries = read_rule_file(path).rules
    if not entries or not isinstance(entries[0][1], dict) or "taxonomy" not in entries[0][1]:
        raise RuleError(f"{path}:1", "does not begin with its name", "begin with '- taxonomy: my_topics' and 'name:'")
    line, head = entries[0]
    _check_keys(f"{path}:{line}", head, _TAXONOMY_KEYS, ("taxonomy", "name"))
    if not _NAME.fullmatch(head["taxonomy"]):
        raise RuleError(f"{path}:{line}", f'has the name "{head["taxonomy"]}"', "use small letters, digits and _")
    topics: list[Topic] = []
    group: str | None = None
    for line, raw in entries[1:]:
        place = f"{path}:{line}"
        if isinstance(raw, dict) and "group" in raw:
            _check_keys(place, raw, _GROUP_KEYS, ("group",))
            group = raw["group"]
        elif group is None:
            raise RuleError(place, "is a topic without a group", "put '- group: NAME' above it")
        else:
            topics.append(_topic(place, raw, head["taxonomy"], group))
    if not topics:
        raise RuleError(str(path), "holds no topic", "begin each with '- id:'")
    return Taxonomy(head["taxonomy"], head["name"], tuple(topics))


def _check_keys(place: str, raw: dict[str, Any], known: set[str], needed: Sequence[str]) -> None:
    for key in raw:
        if key not in known:
            raise RuleError(place, f'has an unknown key "{key}"', f"known are {', '.join(sorted(known))}")
    for key in needed:
        if not raw.get(key) or not isinstance(raw[key], str):
            raise RuleError(place, f'has no text under "{key}"', f"add '{key}:'")


def _topic(place: str, raw: Any, taxonomy: str, group: str) -> Topic:
    if not isinstance(raw, dict):
        raise RuleError(place, "is not a topic", "begin each topic with '- id:'")
    place = f"{place} ({raw.get('id', 'no id')})"
    _check_keys(place, raw, _TOPIC_KEYS, _TEXTS)
    if not raw["id"].startswith(f"{taxonomy}.") or not _NAME.fullmatch(raw["id"].removeprefix(f"{taxonomy}.")):
        raise RuleError(place, f"has an id that is not of the form {taxonomy}.name", "use small letters, digits and _")
    for key in _LISTS:
        value = raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise RuleError(place, f'has a "{key}" that is not a list of texts', "put each in quotes")
    _check_wordings(place, raw)
    _check_examples(place, raw)
    lists: dict[str, Any] = {key: tuple(raw.get(key, ())) for key in _LISTS}
    return Topic(raw["id"], raw["name"], group, " ".join(raw["description"].split()), **lists, place=place)


def _check_wordings(place: str, raw: dict[str, Any]) -> None:
    if not any(raw.get(key) for key in ("terms", "weak_terms", "heading_terms", "tags")):
        raise RuleError(place, "has nothing that would show it", "add 'terms:'")
    if bool(raw.get("weak_terms")) != bool(raw.get("beside")):
        raise RuleError(place, "has only one of 'weak_terms' and 'beside'", "a weak term counts beside another wording")
    for tag in [*raw.get("tags", ()), *(word for word in raw.get("beside", ()) if ":" in word)]:
        if not _TAG.fullmatch(tag):
            raise RuleError(place, f'has the tag "{tag}"', "write it as in 'hedge:funding' or 'kind:disclaimer'")
    for key in ROLES:
        seen: dict[tuple[str, ...], str] = {}
        for wording in raw.get(key, ()):
            words = tuple(fold(match.group()) for match in words_of(wording.replace("*", "")))
            if not all(any(words_of(part)) for part in wording.split()) or "*" in re.sub(r"\w\*(?=\s|$)", "", wording):
                raise RuleError(place, f'has the wording "{wording}"', "write words; * may stand at the end of a word")
            known = (*words, "*" if wording.endswith("*") else "")
            if known in seen:
                raise RuleError(place, f'has "{wording}" and "{seen[known]}", which are read alike', "keep one")
            seen[known] = wording


def _check_examples(place: str, raw: dict[str, Any]) -> None:
    if len(raw.get("examples", ())) < 2:
        raise RuleError(place, "has fewer than two examples", "add sentences with the terms in [brackets]")
    if not raw.get("counter_examples"):
        raise RuleError(place, "has no counter-example", "add a near miss under 'counter_examples:'")
    for example in raw["examples"]:
        try:
            spans = bracketed(example)[1]
        except ValueError as error:
            raise RuleError(place, f'has {error} in "{example}"', "mend the brackets") from error
        if not spans:
            raise RuleError(place, f'has no [term] in "{example}"', "put the terms in brackets")
