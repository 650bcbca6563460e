"""Plain text: the file's own characters are the canonical text; page furniture in it is masked, not cut."""

from __future__ import annotations

import re

from pipeline.ingestion.blocks import Reading, SourceFile
from pipeline.ingestion.encoding import decode
from pipeline.ingestion.furniture import mask_furniture


def read(source: SourceFile) -> Reading:
    """Read a text file. A form feed begins a page and is a newline in the canonical text."""
    text, encoding = decode(source.data, source.name)
    reading = reading_of(text)
    reading.encoding = encoding
    return reading


def reading_of(text: str) -> Reading:
    """The reading of a text that is at hand."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # A form feed at the very end closes the last page; it begins none.
    body = text.rstrip()
    page_starts = (0, *(found.end() for found in re.finditer("\f", body)))
    text = text.replace("\f", "\n")
    return Reading(text=text, page_starts=page_starts, dropped=mask_furniture(text, page_starts))
