"""Lines that were broken by the page, joined to the paragraphs they came from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.ingestion.characters import clean, printed_marker

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_ENDS_CLAUSE = re.compile(r"[.;:!?][\"'”’)\]]*$")


def paragraphs_of(text: str) -> Iterator[str]:
    """The paragraphs of a text with empty lines between some of them and broken lines within.

    A line begins a paragraph of its own after an empty line, with a list label, or after a line that ends a clause
    where it does not go on in small letters.
    """
    for stretch in _EMPTY_LINE.split(text):
        paragraph = ""
        for raw in stretch.split("\n"):
            line = clean(raw)
            if not line:
                continue
            if paragraph and (printed_marker(line) or (_ENDS_CLAUSE.search(paragraph) and not line[0].islower())):
                yield paragraph
                paragraph = line
            else:
                paragraph = f"{paragraph} {line}" if paragraph else line
        if paragraph:
            yield paragraph
