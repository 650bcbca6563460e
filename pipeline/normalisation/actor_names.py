"""The table of actors' names: states from pycountry and babel, further names and organisations from `actors.yaml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

# A name's words; each mark is a word of its own, so that "U.S.", "U. S." and a name across a line break are alike.
_WORD = re.compile(r"\w+|[^\w\s]")

# The id of names that hold an actor's name and are none ("Gulf of Mexico").
NO_ACTOR = ""


class NameTree:
    """Names as a tree of words; `id` is set where a name ends."""

    __slots__ = ("branches", "id")

    def __init__(self) -> None:
        self.branches: dict[str, NameTree] = {}
        self.id: str | None = None

    def add(self, words: list[str], actor: str) -> None:
        """Add a name; the first id given to a name stays."""
        node = self
        for word in words:
            node = node.branches.setdefault(word, NameTree())
        if node.id is None:
            node.id = actor


def words_of(text: str) -> list[re.Match[str]]:
    """The words and marks of `text` with their places."""
    return list(_WORD.finditer(text))


@lru_cache(maxsize=1)
def name_tree() -> NameTree:
    """Every known name, as written and in capitals."""
    tree = NameTree()
    data = _name_file()
    for name in data["not_actors"]:
        _add(tree, name, NO_ACTOR)
    for kind in ("states", "organisations"):
        for actor, names in data[kind].items():
            for name in names:
                _add(tree, name, actor)
    for actor in data["organisations"].keys() - set(data["unwritten_ids"]):
        _add(tree, actor, actor)
    for name, actor in _state_names():
        _add(tree, name, actor)
    return tree


@lru_cache(maxsize=1)
def also_words() -> frozenset[str]:
    """Acronyms that are words too in a heading in capitals."""
    return frozenset(_name_file()["also_words"])


def _add(tree: NameTree, name: str, actor: str) -> None:
    plain = name.replace("’", "'")
    decomposed = plain if plain.isascii() else unicodedata.normalize("NFD", plain)
    folded = "".join(character for character in decomposed if not unicodedata.combining(character))
    # A text may come in either Unicode form, or without its diacritics.
    for form in {plain, folded, decomposed}:
        for cased in {form, form.upper()}:
            words = _WORD.findall(cased)
            tree.add(words, actor)
            if len(words) > 2 and words[-1] == ".":
                tree.add(words[:-1], actor)


def _state_names() -> Iterator[tuple[str, str]]:
    """Names and ids from the libraries, those in use before those of former states."""
    import pycountry
    from babel import Locale

    territories = Locale("en").territories
    for country in pycountry.countries:
        names = {country.name, getattr(country, "official_name", ""), getattr(country, "common_name", "")}
        names.add(territories.get(country.alpha_2, ""))
        for name in sorted(filter(None, names)):
            for form in _forms(name):
                yield form, country.alpha_3
    for former in pycountry.historic_countries:
        for form in _forms(former.name):
            yield form, former.alpha_3


def _forms(name: str) -> Iterator[str]:
    """The ways to write a name of the libraries: "Iran, Islamic Republic of" also as "Islamic Republic of Iran"."""
    plain = name.removeprefix("the ").replace("&", "and")
    yield plain
    yield plain.replace("St. ", "Saint ")
    short, bracket, _ = plain.partition(" (")
    if bracket:
        yield short
    state, comma, style = plain.partition(", ")
    if comma and style.endswith((" of", " of the")):
        style = style.removeprefix("The ")
        yield f"{style} {state}"
        yield f"{state} ({style})"
    elif not comma and not bracket:
        for style in ("Republic of", "Republic of the", "Kingdom of", "Kingdom of the"):
            yield f"{style} {plain}"


def _name_file() -> dict[str, Any]:
    import yaml

    text = files("pipeline.normalisation").joinpath("actors.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(text, Loader=loader)
    return data
