"""The table of actors' names: states from pycountry, further names and organisations from `actors.yaml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

# A name's words; each mark is a word of its own, so that "U.S.", "U. S." and a name across a line break are alike.
_WORD = re.compile(r"\w+|[^\w\s]")

# The id of names that hold an actor's name and are none ("Gulf of Mexico").
NO_ACTOR = ""


@dataclass(frozen=True, slots=True)
class ActorNames:
    """Every known name, as written and in capitals, with a single space between its words.

    `ids` has the actor of a name; `beginnings` holds each name and its first words, and `first_word` finds what may be
    the first of them.
    """

    ids: dict[str, str]
    beginnings: frozenset[str]
    first_word: re.Pattern[str]


def words_of(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The words and marks of `text` from `start` on, with their places."""
    return _WORD.finditer(text, start)


@lru_cache(maxsize=1)
def actor_names() -> ActorNames:
    """The table of names; of several ids that a name is given, the first stays."""
    ids: dict[str, str] = {}
    data = _name_file()
    for name in data["not_actors"]:
        _add(ids, name, NO_ACTOR)
    for kind in ("states", "organisations"):
        for actor, names in data[kind].items():
            for name in names:
                _add(ids, name, actor)
    for actor in data["organisations"].keys() - set(data["unwritten_ids"]):
        _add(ids, actor, actor)
    for name, actor in _state_names():
        _add(ids, name, actor)
    beginnings = frozenset(beginning for name in ids for beginning in accumulate(name.split(" "), "{} {}".format))
    initials = re.escape("".join(sorted({name[0] for name in ids})))
    # The set of initials comes first, so that the search leaps over what is in small letters.
    return ActorNames(ids, beginnings, re.compile(rf"[{initials}](?<!\w\w)(?:(?<=\w)\w*)?"))


@lru_cache(maxsize=1)
def also_words() -> frozenset[str]:
    """Acronyms that are words too in a heading in capitals."""
    return frozenset(_name_file()["also_words"])


def _add(ids: dict[str, str], name: str, actor: str) -> None:
    plain = name.replace("’", "'")
    forms = {plain}
    if not plain.isascii():
        # A text may come in either Unicode form, or without its diacritics.
        decomposed = unicodedata.normalize("NFD", plain)
        forms |= {decomposed, "".join(filter(lambda character: not unicodedata.combining(character), decomposed))}
    for form in forms:
        for cased in {form, form.upper()}:
            words = _WORD.findall(cased)
            ids.setdefault(" ".join(words), actor)
            if len(words) > 2 and words[-1] == ".":
                ids.setdefault(" ".join(words[:-1]), actor)


def _state_names() -> Iterator[tuple[str, str]]:
    """Names and ids from pycountry, those in use before those of former states."""
    import pycountry

    for country in pycountry.countries:
        names = {country.name, getattr(country, "official_name", ""), getattr(country, "common_name", "")}
        for name in sorted(filter(None, names)):
            for form in _forms(name):
                yield form, country.alpha_3
    for former in pycountry.historic_countries:
        for form in _forms(former.name):
            yield form, former.alpha_3


def _forms(name: str) -> Iterator[str]:
    """The ways to write a name of the library: "Iran, Islamic Republic of" also as "Islamic Republic of Iran"."""
    plain = name.removeprefix("the ").replace("&", "and")
    yield plain
    yield plain.replace("Saint ", "St. ")
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
