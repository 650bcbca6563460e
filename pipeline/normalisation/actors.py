"""States and organisations by name: ISO 3166-1 alpha-3, or the organisation's usual acronym.

A state's organs act for it: "the Government of Ukraine", "the U.S. Department of Commerce" and "the Ministry of Defence
of the Kingdom of Norway" have the state's id. Demonyms name no actor ("the Ukrainian side"), nor does a text in which
anything but actors, their organs and words that join them is left over ("the partners of Ukraine").
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from pipeline.normalisation.actor_names import NO_ACTOR, ActorNames, actor_names, also_words, words_of
from pipeline.normalisation.figures import phrase

_TITLE_WORDS = r"(?:(?:[A-Z][\w'’-]*,?|and|&|for|of|the|on) ){0,14}"
_ORGAN = (
    r"(?:(?:Royal |Federal |National |Imperial |State |federal |royal )?(?:Government|GOVERNMENT|government)s?"
    r"|(?:[Cc]ompetent |[Rr]elevant |[Nn]ational )?[Aa]uthorit(?:y|ies)|Cabinet|Council of Ministers|People"
    r"|Parliament|President|Prime Minister|Armed Forces"
    rf"|(?:Federal |Royal |State )?(?:Ministry|Department|Office|Secretary|Minister) {_TITLE_WORDS})"
)
_ARTICLE = r"(?:(?:the|The|THE) )?"
_BEFORE = re.compile(
    r"(?:(?:[Ee]ach of|[Bb]oth|[Ee]ither|[Ee]ither of|[Bb]etween|[Aa]ll of) )?"
    rf"{_ARTICLE}(?:{_ORGAN} ?(?:of|OF)? ?{_ARTICLE})?"
)
_JOINT = re.compile(
    rf",? ?(?:and|AND|&|or|as well as|together with|/|-|–|,|;) ?{_ARTICLE}(?:{_ORGAN} ?(?:of|OF) {_ARTICLE})?"
)
_AFTER = re.compile(
    r"(?:['’]s?)?(?: (?:Federal |federal )?(?:Government|GOVERNMENT|government|[Aa]uthorities|[Ss]ide|Party"
    r"|(?:Department|Ministry) of [A-Z][\w ,&'’-]*))?[.,;:]?"
)
# What only describes the actor: its short name, its representative.
_SIDE = re.compile(r",? o[fn] the (?:one|other) (?:part|hand|side)\b")
_ASIDE = re.compile(r" ?\(|,? (?:represented|acting|hereinafter|hereafter|herein|as represented)\b")

# How far back the word before a name may begin.
_LONGEST_WORD = 100


@lru_cache(maxsize=8192)
def canonical_actor(text: str) -> str | None:
    """The id of the state or organisation that `text` names, or None.

    A coordinated text has its ids joined with "+" in the order of the text ("the United States and Ukraine" is
    "USA+UKR"). Case matters, articles do not.
    """
    whole = _SIDE.sub("", phrase(text))
    # "Iran (Islamic Republic of)" is one name: the whole text comes before the text without its aside.
    for words in (whole, _ASIDE.split(whole, maxsplit=1)[0]):
        ids = _ids_of(words)
        if ids:
            return "+".join(dict.fromkeys(ids))
    return None


def find_actors(text: str) -> list[tuple[int, int, str]]:
    """Names of states and organisations in running text: (start, end, id), in order and without overlap.

    Whole words only, with their case, the longest name first; without article and "Government of". The time is linear
    in the text.
    """
    names = actor_names()
    found: list[tuple[int, int, str]] = []
    after = 0
    for word in names.first_word.finditer(text):
        start = word.start()
        if start < after or word.group() not in names.beginnings:
            continue
        end, actor = _longest_name(names, text, start)
        if actor != NO_ACTOR and not _is_heading_word(text, start, end):
            found.append((start, end, actor))
        after = end
    return found


def _longest_name(names: ActorNames, text: str, start: int) -> tuple[int, str]:
    """Where the longest name that begins at `start` ends, and its id; `start` itself where none begins."""
    best, actor = start, NO_ACTOR
    name = ""
    for word in words_of(text, start):
        name = f"{name} {word.group()}".lstrip().replace("’", "'")
        if name not in names.beginnings:
            break
        if name in names.ids:
            best, actor = word.end(), names.ids[name]
    return best, actor


def _is_heading_word(text: str, start: int, end: int) -> bool:
    """Is a one-word acronym only a word of a heading in capitals ("STATES WHO ACCEDE")?"""
    if text[start:end] not in also_words():
        return False
    before = [word.group() for word in words_of(text[max(0, start - _LONGEST_WORD) : start])][-1:]
    after = next(words_of(text, end), None)
    beside = [*before, after.group()] if after else before
    return before != ["THE"] and any(len(word) > 2 and word.isupper() for word in beside)


def _ids_of(text: str) -> list[str]:
    """The ids in `text` where nothing but actors, organs and joining words is in it, else none."""
    found = find_actors(text)
    if not found or not _BEFORE.fullmatch(text[: found[0][0]]) or not _AFTER.fullmatch(text[found[-1][1] :]):
        return []
    for (_, left, _), (right, _, _) in pairwise(found):
        if not _JOINT.fullmatch(text[left:right]):
            return []
    return [actor for _, _, actor in found]
