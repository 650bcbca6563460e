"""Quotes with their place: from statements, and from words anywhere in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from pipeline.comparison.cells import Quote
from pipeline.comparison.run_rows import DocumentRows, Row

SENTENCE_END = re.compile(r"[.;:](?=\s)|\n\s*\n")
LONGEST_CONTEXT = 400
LONGEST_VALUE = 160
# What stands before a sentence and is none of its words: the mark of a list.
LIST_MARK = re.compile(r"\s*(?:[-•–*·]\s+)?")


def whole_word(word: str) -> re.Pattern[str]:
    """A pattern for a word that is no part of another; it begins with the word's letters, which are found at once."""
    return re.compile(rf"{word}\b(?<!\w{word})")


def one_line(text: str) -> str:
    """The text with every run of white space as one space: line breaks of the source mean nothing to a reader."""
    return " ".join(text.split())


def shortened(text: str, longest: int = LONGEST_VALUE) -> str:
    """The text, cut at a word with an ellipsis where it is longer than a value may be."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def statement_quote(row: Row, note: str = "", marks: Iterable[Row] = ()) -> Quote:
    """The quote of a statement row; `marks` are span rows the finding rests on."""
    return Quote(
        document_id=row["document_id"],
        start=row["start"],
        end=row["end"],
        text=one_line(row["quote"]),
        citation=row.get("citation") or "",
        page=row.get("page") or 1,
        statement_id=row["statement_id"],
        note=note,
        marks=tuple((span["start"], span["end"]) for span in marks),
    )


def statement_quotes(rows: Iterable[Row]) -> tuple[Quote, ...]:
    """The quotes of several statement rows, without notes."""
    return tuple(statement_quote(row) for row in rows)


def span_quotes(
    statements: Sequence[Row], field: str, wanted: Callable[[Row], bool]
) -> Iterator[tuple[Row, Row, Quote]]:
    """Each wanted span of `field` ("hedges", "conditions", "amounts", "times") with its statement and its quote."""
    for row in statements:
        for span in row[field]:
            if wanted(span):
                yield row, span, statement_quote(row, describe_span(span), [span])


def describe_span(span: Row) -> str:
    """A qualifier in words: "law: in accordance with its laws (inherited from the article)"."""
    kind = f"{span['type']}: " if span.get("type") else ""
    origin = span.get("inherited")
    reach = f" (inherited from the {origin['from']})" if origin else ""
    return f"{kind}{one_line(span['text'])}{reach}"


def text_quote(rows: DocumentRows, start: int, end: int, note: str = "") -> Quote:
    """The words from `start` to `end` in the sentence around them, with page and the innermost provision's citation."""
    text = rows.text
    low, high = max(0, start - LONGEST_CONTEXT), min(len(text), end + LONGEST_CONTEXT)
    before = [match.end() for match in SENTENCE_END.finditer(text, low, start)]
    after = SENTENCE_END.search(text, end, high)
    first = before[-1] if before else _word_start(text, low, start)
    last = after.start() + (text[after.start()] == ".") if after else _word_end(text, high, end)
    mark = LIST_MARK.match(text, first, start)
    first = mark.end() if mark else first
    quoted = text[first:last]
    return Quote(
        document_id=rows.document_id,
        start=first,
        end=first + len(quoted.strip()),
        text=one_line(quoted),
        citation=citation_at(rows.document, start),
        page=page_at(rows.document, start),
        note=note,
        marks=((start, end),),
    )


def _word_start(text: str, low: int, start: int) -> int:
    """Where the first whole word from `low` on begins."""
    space = re.compile(r"\s").search(text, low, start) if low else None
    return space.end() if space else low


def _word_end(text: str, high: int, end: int) -> int:
    """Where the last whole word before `high` ends."""
    space = max(text.rfind(" ", end, high), text.rfind("\n", end, high)) if high < len(text) else -1
    return space if space >= 0 else high


def page_at(document: Row, offset: int) -> int:
    """The page, from 1, on which the offset stands."""
    return max(1, sum(1 for start in document.get("page_starts") or [0] if start <= offset))


def citation_at(document: Row, offset: int) -> str:
    """The citation of the innermost provision that holds the offset, or an empty string."""
    best: Row | None = None
    for provision in document.get("provisions") or []:
        inside = provision["start"] <= offset < provision["end"]
        if inside and provision.get("citation") and (best is None or provision["start"] >= best["start"]):
            best = provision
    return str(best["citation"]) if best else ""


def cite_as(document: Row) -> str:
    """How the agreement is cited: its title, with the date it was signed in brackets."""
    title = one_line(document.get("title") or document["document_id"])
    signed = document.get("signed")
    return f"{title} ({plain_date(signed)})" if signed else title


def pinpoint(document_cited_as: str, citation: str, page: int, pages: int) -> str:
    """A citation to copy: "Title (13 June 2024), Article II(4), p. 3"; the page only where there are several."""
    parts = [document_cited_as, citation, f"p. {page}" if pages > 1 else ""]
    return ", ".join(part for part in parts if part)


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def plain_date(signed: str) -> str:
    """An ISO date, or a prefix of one, in words: "13 June 2024", "June 2024", "2024"; anything else as it stands."""
    try:
        if len(signed) == 7:
            month = date.fromisoformat(f"{signed}-01")
            return f"{MONTHS[month.month - 1]} {month.year}"
        day = date.fromisoformat(signed)
    except ValueError:
        return signed
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
