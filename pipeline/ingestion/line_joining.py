"""Lines that were broken by the page, joined to the paragraphs they came from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pipeline.ingestion.characters import clean, printed_marker

# No paragraph ends with one of these.
_LEADING_ON = frozenset(
    ("a", "an", "the", "of", "to", "in", "on", "for", "with", "by", "from", "under", "its", "their")
)
# Prefixes that are set off by a hyphen.
_PREFIXES = frozenset(("all", "anti", "cross", "ex", "half", "non", "post", "pre", "quasi", "self", "semi", "well"))
_ENDS_CLAUSE = re.compile(r"[.;:!?][\"'”’)\]]*$")


def paragraphs_of(text: str) -> Iterator[str]:
    """The paragraphs of a text with empty lines between some of them and broken lines within.

    A line begins a paragraph of its own with a list label, or after a line that ends a clause where it does not go on
    in small letters. After an empty line it always does, but in the middle of a phrase.
    """
    paragraph, after_gap = "", False
    for raw in text.split("\n"):
        line = clean(raw)
        if not line:
            after_gap = True
            continue
        if paragraph and not _goes_on(paragraph, line, after_gap):
            yield paragraph
            paragraph = line
        else:
            paragraph = f"{paragraph} {line}" if paragraph else line
        after_gap = False
    if paragraph:
        yield paragraph


def _goes_on(paragraph: str, line: str, after_gap: bool) -> bool:
    if printed_marker(line):
        return False
    small = line[0].islower()
    if after_gap:
        last_word = paragraph.split()[-1]
        return (small and last_word.isalnum()) or last_word in _LEADING_ON
    return small or not _ENDS_CLAUSE.search(paragraph)


def is_one_word(head: str, tail: str, known: Collection[str]) -> bool:
    """Whether a hyphen at a line's end breaks a word, rather than joining two; `known` are the words seen elsewhere.

    All in small letters. Where the text has neither the whole word nor its halves, they are taken for halves.
    """
    if f"{head}-{tail}" in known:
        return False
    return head + tail in known or (head not in known and tail not in known and head not in _PREFIXES)
