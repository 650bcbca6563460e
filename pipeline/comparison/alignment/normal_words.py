"""The words of a statement as alignment compares them: actors' names, force and cross-references told from the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from pipeline.comparison.run_rows import Row
from pipeline.normalisation.actors import find_actors
from pipeline.topics.folding import fold

WordRole = Literal["word", "actor", "force", "mark"]
PARTY = "party"
INSTRUMENT = "instrument"
NUMBER = "#"
# Keys of names begin so: no word of a text does.
NAME_SIGN = "§"

_TOKEN = re.compile(r"\[\d{1,3}\]|['’]s\b|[^\W_]+(?:['’.][^\W_]+)*|[^\w\s]")
_NOTE_MARK = re.compile(r"\[\d{1,3}\]")
_NUMBER = re.compile(r"\d[\d.,]*")
_LABEL = re.compile(r"[ivxl]+|[a-z]|\d[\d.]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a statement: its place in the text, its key (two words are the same where their keys are), its role.

    An actor's name is one word, however many it has; "mark" is punctuation.
    """

    start: int
    end: int
    key: str
    role: WordRole


def words_of_statement(row: Row, text: str, parties: re.Pattern[str] | None = None) -> tuple[Word, ...]:
    """The words of the statement `row` of the agreement `text`, in order, the marks of footnotes left out.

    `parties` finds the names of the parties (`party_pattern`).
    """
    start, end = row["start"], row["end"]
    words: list[Word] = []
    position = start
    for first, last, key, role in _names(row, text, parties):
        if first < position:
            continue
        words += _plain_words(text, position, first)
        words.append(Word(first, last, key, role))
        position = last
    words += _plain_words(text, position, end)
    return tuple(words)


def matter_of(words: tuple[Word, ...]) -> list[str]:
    """What a statement is about: the stems of its content words, and the keys of the names in it.

    Force, function words and the numbers of cross-references are left out, other numbers are all alike.
    """
    lists, stems = _lists(), []
    before = ""
    for word in words:
        label = before in lists["reference_words"] and _LABEL.fullmatch(word.key)
        if word.role == "actor":
            stems.append(word.key)
        elif word.role == "word" and word.key not in lists["function_words"] and not label:
            stems.append(NUMBER if _NUMBER.fullmatch(word.key) else stem(word.key))
        if not label:
            before = word.key
    return stems


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of an English word in small letters, one for British and American spelling."""
    return str(_stemmer().stemWord(fold(word)))


def is_function_word(word: Word) -> bool:
    """Whether a word carries the sentence and not its matter."""
    return word.role == "mark" or word.key in _lists()["function_words"]


def _plain_words(text: str, start: int, end: int) -> Iterator[Word]:
    for match in _TOKEN.finditer(text, start, end):
        token = match.group()
        if not _NOTE_MARK.fullmatch(token):
            marked = not (token[0].isalnum())
            yield Word(match.start(), match.end(), fold(token), "mark" if marked else "word")


def party_pattern(parties: Sequence[Row]) -> re.Pattern[str] | None:
    """A pattern for the names of the parties, as `documents.jsonl` lists them; None where there are none."""
    names = {name for party in parties for name in (party["name"], *party.get("short_names", ())) if name.strip()}
    if not names:
        return None
    return re.compile(rf"(?:\b[Tt]he\s+)?\b(?:{_any_of(names)})\b")


def _names(row: Row, text: str, parties: re.Pattern[str] | None) -> list[tuple[int, int, str, WordRole]]:
    """The stretches of a statement that name an actor, the instrument or the force, in order; the longest first."""
    start, end = row["start"], row["end"]
    quote = text[start:end]
    found: list[tuple[int, int, str, WordRole]] = []
    deontic = row.get("deontic")
    if deontic and start <= deontic["start"] and deontic["end"] <= end:
        found.append((deontic["start"], deontic["end"], " ".join(deontic["text"].lower().split()), "force"))
    actor = row.get("attribute")
    if actor and actor.get("id") and start <= actor["start"] and actor["end"] <= end:
        found.append((actor["start"], actor["end"], NAME_SIGN + actor["id"], "actor"))
    found += [
        (start + first, start + last, NAME_SIGN + actor_id, "actor") for first, last, actor_id in find_actors(quote)
    ]
    if parties:
        found += [
            (start + hit.start(), start + hit.end(), NAME_SIGN + " ".join(hit.group().lower().split()), "actor")
            for hit in parties.finditer(quote)
        ]
    roles, instrument = _patterns()
    found += [(start + hit.start(), start + hit.end(), NAME_SIGN + PARTY, "actor") for hit in roles.finditer(quote)]
    found += [
        (start + hit.start(), start + hit.end(), NAME_SIGN + INSTRUMENT, "actor") for hit in instrument.finditer(quote)
    ]
    # At one place the longest name counts, and of equally long ones that which was found first: it has an id.
    return sorted(found, key=lambda name: (name[0], -name[1]))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = _lists()

    role = (
        rf"(?<![\w-])(?:(?:{_any_of(lists['before_role'])})\s+)*(?<![\w-])(?:{_any_of(lists['role_words'])})(?!\w)(?:[’'](?!\w))?"
        rf"(?:\s+(?:{_any_of(lists['after_role'])})\b)?|\b(?:{_any_of(lists['speakers'])})\b"
    )
    instrument = rf"\b(?:this|the\s+present)\s+(?:{_any_of(lists['instrument_words'])})\b"
    return re.compile(role, re.IGNORECASE), re.compile(instrument, re.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    # The longest first: a pattern takes the first that fits.
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)


@cache
def _lists() -> dict[str, frozenset[str]]:
    source = files("pipeline.comparison.alignment").joinpath("words.yaml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in yaml.safe_load(source).items()}


@cache
def _stemmer() -> Any:
    import snowballstemmer  # type: ignore[import-untyped]

    return snowballstemmer.stemmer("english")
