"""States and organisations by name: ISO 3166-1 alpha-3, or the organisation's usual acronym.

A state's organs act for it: "the Government of Ukraine", "the U.S. Department of Commerce" and "the Ministry of Defence
of the Kingdom of Norway" have the state's id. Demonyms name no actor ("the Ukrainian side"), nor does a text in which
anything but actors, their organs and words that join them is left over ("the partners of Ukraine").
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from pipeline.normalisation.actor_names import NO_ACTOR, NameTree, also_words, name_tree, words_of
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
    tree = name_tree()
    words = words_of(text)
    found: list[tuple[int, int, str]] = []
    position = 0
    while position < len(words):
        end, actor = _longest_name(tree, words, position)
        if end == position:
            position += 1
            continue
        if actor != NO_ACTOR and not _is_heading_word(words, position, end):
            found.append((words[position].start(), words[end - 1].end(), actor))
        position = end
    return found


def _longest_name(tree: NameTree, words: list[re.Match[str]], start: int) -> tuple[int, str]:
    """Where the longest name from word `start` ends, and its id; `start` itself where no name begins."""
    node: NameTree | None = tree
    best, actor = start, NO_ACTOR
    position = start
    while node is not None and position < len(words):
        node = node.branches.get(words[position].group().replace("’", "'"))
        position += 1
        if node is not None and node.id is not None:
            best, actor = position, node.id
    return best, actor


def _is_heading_word(words: list[re.Match[str]], start: int, end: int) -> bool:
    """Is a one-word acronym only a word of a heading in capitals ("STATES WHO ACCEDE")?"""
    if end - start > 1 or words[start].group() not in also_words():
        return False
    before = words[start - 1].group() if start else ""
    after = words[end].group() if end < len(words) else ""
    return before != "THE" and any(len(word) > 2 and word.isupper() for word in (before, after))


def _ids_of(text: str) -> list[str]:
    """The ids in `text` where nothing but actors, organs and joining words is in it, else none."""
    found = find_actors(text)
    if not found or not _BEFORE.fullmatch(text[: found[0][0]]) or not _AFTER.fullmatch(text[found[-1][1] :]):
        return []
    for (_, left, _), (right, _, _) in pairwise(found):
        if not _JOINT.fullmatch(text[left:right]):
            return []
    return [actor for _, _, actor in found]
