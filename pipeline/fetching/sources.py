"""`sources.yaml`: the real instruments, with their facts and official addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.errors import FetchError

SOURCES_FILE = "sources.yaml"
# A wheel holds the file beside this module; a checkout has it in corpus/ only.
_PLACES = (Path(__file__).with_name(SOURCES_FILE), Path(__file__).parents[2] / "corpus" / SOURCES_FILE)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?")
_LISTS = frozenset({"parties", "languages"})


@dataclass(frozen=True, slots=True)
class Source:
    """A real instrument.

    `parties` are ISO 3166-1 alpha-3 codes or an organisation's acronym, `signed` is an ISO 8601 date, `languages` are
    ISO 639-1 codes. `text` is the address of the official page that holds the text, `about` that of an official page
    that tells of it; the facts were seen on `source`, or where that is missing on one of these.
    """

    id: str
    title: str
    kind: str
    parties: tuple[str, ...]
    signed: str
    place: str
    languages: tuple[str, ...] = ()
    text: str | None = None
    about: str | None = None
    source: str | None = None


def load_sources(folder: Path | None = None) -> tuple[Source, ...]:
    """The instruments that `sources.yaml` in `folder` lists, in its order; without a folder, those of hedgerow.

    Raises FetchError where the file is missing or an entry is wrong.
    """
    import yaml

    path = (
        next((place for place in _PLACES if place.is_file()), _PLACES[0]) if folder is None else folder / SOURCES_FILE
    )
    try:
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FetchError(str(path), error.strerror or str(error), "name the folder that holds it by --corpus") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FetchError(str(path), f"is not plain YAML ({error})", "mend it") from None
    if not isinstance(listed, dict) or not isinstance(listed.get("instruments"), list):
        raise FetchError(str(path), "holds no list of instruments", "begin with 'instruments:'")
    sources = tuple(_source(path, number, entry) for number, entry in enumerate(listed["instruments"], start=1))
    ids = [source.id for source in sources]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise FetchError(str(path), f"the id {twice[0]} stands twice", "give each instrument an id of its own")
    return sources


def _source(path: Path, number: int, entry: Any) -> Source:
    place = f"{path}, instrument {number}"
    if not isinstance(entry, dict):
        raise FetchError(place, "is not a mapping", "give it id, title, kind, parties, signed and place")
    place += f" ({entry.get('id')})"
    known = {field.name for field in fields(Source)}
    if unknown := sorted(set(map(str, entry)) - known):
        raise FetchError(place, f"unknown key {unknown[0]}", f"there are {', '.join(sorted(known))}")
    values: dict[str, Any] = {}
    for name, value in entry.items():
        if name in _LISTS:
            if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
                raise FetchError(place, f"{name} is not a list of codes", f"write {name}: [ABC, DEF]")
            values[name] = tuple(value)
        elif not isinstance(value, str):
            raise FetchError(place, f"{name} is not text", "put it in quotes")
        else:
            values[name] = " ".join(value.split())
    if missing := [name for name in ("id", "title", "kind", "parties", "signed", "place") if not values.get(name)]:
        raise FetchError(place, f"{missing[0]} is missing", "add it")
    _check_forms(place, values)
    return Source(**values)


def _check_forms(place: str, values: dict[str, Any]) -> None:
    if not _ID.fullmatch(values["id"]):
        raise FetchError(place, "the id is not fit for a file's name", "use small letters, figures and hyphens")
    if not _DATE.fullmatch(values["signed"]):
        raise FetchError(place, "signed is not a date", 'write it as "2024-06-13"')
    for name in ("text", "about", "source"):
        if name in values and not _ADDRESS.fullmatch(values[name]):
            raise FetchError(place, f"{name} is not an address", "begin it with https://")
    if not any(name in values for name in ("text", "about", "source")):
        raise FetchError(place, "nothing says where its facts were seen", "add text, about or source")
