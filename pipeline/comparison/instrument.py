"""Findings on the instrument itself: what it calls itself, who made it, when, and the words it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.comparison.cells import Cell, Quote, found, none_found
from pipeline.comparison.quoting import one_line, plain_date, text_quote, whole_word
from pipeline.comparison.run_rows import DocumentRows
from pipeline.records import unmasked_text

# Words that tell treaty wording from the wording of non-binding instruments (CODEBOOK, drafting guidance).
ACTOR_WORDS = ("Parties", "Participants", "Sides", "Signatories", "Governments")
FORCE_WORDS = {
    "shall": whole_word("shall"),
    "will": whole_word("will"),
    "intend": re.compile(r"intend(?<!\wintend)(?:s|ed)?\b"),
    "should": whole_word("should"),
}
SHOWN_PER_WORD = 3


def instrument_kind(rows: DocumentRows) -> Cell:
    """The kind the instrument gives itself."""
    kind = rows.document.get("instrument")
    if not kind:
        return none_found("not stated")
    return found(str(kind), tuple(_first_mention(rows, f"this {kind}", f"the present {kind}", str(kind))))


def parties(rows: DocumentRows) -> Cell:
    """The parties by name."""
    listed = rows.document.get("parties") or []
    if not listed:
        return none_found("no parties found")
    quotes = {quote.start: quote for party in listed for quote in _first_mention(rows, party["name"])}
    return found("; ".join(one_line(party["name"]) for party in listed), tuple(quotes.values()), len(listed))


def signed(rows: DocumentRows) -> Cell:
    """The date of signature, and where it was found."""
    day = rows.document.get("signed")
    if not day:
        return none_found("no date found")
    where = (rows.document.get("found") or {}).get("signed")
    value = plain_date(day) + (f" (from the {where})" if where and where != "text" else "")
    return found(value, () if value != plain_date(day) else tuple(_first_mention(rows, *_written_dates(day))))


def words_used(rows: DocumentRows) -> Cell:
    """How often the instrument uses the words that show its character; masked page furniture is not counted."""
    text = unmasked(rows)
    patterns = {word: whole_word(word) for word in ACTOR_WORDS} | FORCE_WORDS
    counts: list[str] = []
    quotes: list[Quote] = []
    for word, pattern in patterns.items():
        hits = list(pattern.finditer(text))
        if not hits:
            continue
        counts.append(f"{word} {len(hits)}")
        for number, hit in enumerate(hits[:SHOWN_PER_WORD], start=1):
            quotes.append(text_quote(rows, hit.start(), hit.end(), f"“{word}”, {number} of {len(hits)}"))
    return found(", ".join(counts), tuple(quotes)) if counts else none_found("none of these words found")


def unmasked(rows: DocumentRows) -> str:
    """The text with spaces for what is masked in it."""
    return unmasked_text(rows.document, rows.text)


def _first_mention(rows: DocumentRows, *written: str) -> Iterator[Quote]:
    for words in written:
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        hit = re.search(rf"(?<!\w){pattern}(?!\w)", rows.text, re.IGNORECASE) if pattern else None
        if hit:
            yield text_quote(rows, hit.start(), hit.end())
            return


def _written_dates(day: str) -> tuple[str, ...]:
    words = plain_date(day).split()
    if len(words) != 3:
        return (plain_date(day),)
    number, month, year = words
    return (
        f"{number} {month} {year}", f"{month} {number}, {year}", f"{number} {month}, {year}",
        f"{number}th day of {month}", f"{month} {number}",
    )  # fmt: skip
