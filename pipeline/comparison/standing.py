"""Findings on the standing of the instrument, each quoted from wherever the text has it; none is a verdict."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.comparison.cells import Cell, Quote, found, none_found
from pipeline.comparison.instrument import unmasked
from pipeline.comparison.quoting import one_line, shortened, text_quote
from pipeline.comparison.run_rows import DocumentRows

QUOTED = 5


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that show a clause, and words of which one must stand in the same sentence, or must not."""

    shows: re.Pattern[str]
    beside: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None

    def accepts(self, sentence: str) -> bool:
        """Whether the sentence with a hit is such a clause."""
        if self.unless is not None and self.unless.search(sentence):
            return False
        return self.beside is None or bool(self.beside.search(sentence))


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_THIS = (
    r"\bth(?:is|e present|e) (?:\w+ )?(?:agreement|treaty|convention|protocol|memorandum|mou|arrangement|instrument"
    r"|declaration|compact|charter|annex)\b"
)

AUTHORITY = Wording(
    _words(
        r"\b(?:duly authori[sz]ed|full powers|the undersigned|have signed th)\w*"
        r"|\bon behalf of (?:the|their) (?:respective )?governments?\b"
    )
)
RATIFICATION = Wording(
    _words(r"\b(?:ratif\w+|(?:internal|domestic|national|constitutional|legal) (?:legal |law )?(?:procedures?"
           r"|requirements?|processes|formalities)|instruments? of (?:acceptance|approval|accession))\b"),
    _words(rf"\b(?:ent(?:ry|er\w*|ers) into force|come\w* into (?:force|effect|operation)|take\w* effect|complet\w+"
           rf"|fulfil\w*|exchange of|deposit\w*)\b|\b(?:ratif\w+ of|subject to)\b.*{_THIS}|{_THIS}.*\bratif"),
)  # fmt: skip
PROVISIONAL = Wording(_words(r"\bprovisional(?:ly)? appl\w+|\bappl\w+ (?:\w+ ){0,6}provisional(?:ly)?\b"))
REGISTRATION = Wording(
    _words(r"\bregist(?:er|ered|ration)\b|\bdepositary\b|\barticle 102\b"),
    _words(rf"\b(?:united nations|secretar\w+|article 102|depositary)\b|{_THIS}"),
    _words(r"\b(?:trade ?marks?|vessels?|vehicles?|products?|patents?)\b"),
)
LANGUAGES = Wording(
    _words(r"\blanguages?\b|\b(?:equally authentic|authentic texts?)\b|\b(?:duplicate|originals?|copies)\b"),
    _words(r"\b(?:authentic|equally valid|original|duplicate|copies|done (?:at|in)|prevail|signed (?:at|in))\b"),
    _words(r"\b(?:original equipment|certified copies|export|import|originating)\b"),
)
DISPUTES = Wording(
    _words(r"\b(?:disputes?|divergences?|disagreements?|differences?)\b"),
    _words(r"\b(?:interpretation|application|implementation|settle\w*|resol\w+|arbitra\w+|tribunal|negotiations?)\b"),
    _words(r"\b(?:differences? between (?:the )?(?:value|price)|territorial disputes?|maritime disputes?)\b"),
)
RELATION = Wording(
    _words(r"\b(?:other|existing|prior|previous|separate|earlier) (?:\w+ ){0,3}(?:agreements?|arrangements?|treaties"
           r"|instruments?|obligations|commitments)\b|\bsupersed\w+|\bin (?:the event|case) of (?:any |a )?(?:conflict"
           r"|inconsistency)\b|\brights and obligations (?:under|of the part\w+ under|arising from|deriving from)\b"),
    _words(rf"{_THIS}|\bthis article\b|\bthe (?:parties|participants)\b"),
)  # fmt: skip


def clause(wording: Wording) -> Callable[[DocumentRows], Cell]:
    """The finding of a clause anywhere in the text: its words, and how many more there are."""

    def find(rows: DocumentRows) -> Cell:
        quotes = list(_sentences(rows, wording))
        if not quotes:
            return none_found("no such clause found")
        return found(_value(quotes), tuple(quotes[:QUOTED]), len(quotes))

    return find


def title(rows: DocumentRows) -> Cell:
    """The title as the text, the front matter or the file gives it."""
    if not rows.document.get("title"):
        return none_found("no title found")
    where = (rows.document.get("found") or {}).get("title")
    return found(one_line(rows.title) + (f" (from the {where})" if where and where != "text" else ""))


def signatories(rows: DocumentRows) -> Cell:
    """The signature block, as it stands."""
    blocks = [one for one in rows.document.get("provisions") or [] if one["kind"] == "signature"]
    quotes = [
        Quote(rows.document_id, one["start"], one["end"], one_line(rows.text[one["start"] : one["end"]]),
              one.get("citation") or "", 1 + sum(1 for s in rows.document["page_starts"][1:] if s <= one["start"]))
        for one in blocks
    ]  # fmt: skip
    return found(_value(quotes), tuple(quotes), len(quotes)) if quotes else none_found("no signature block found")


def _sentences(rows: DocumentRows, wording: Wording) -> Iterator[Quote]:
    end = -1
    headings = {one_line(one["heading"]) for one in rows.document.get("provisions") or [] if one.get("heading")}
    for hit in wording.shows.finditer(unmasked(rows)):
        if hit.start() < end:
            continue
        quote = text_quote(rows, hit.start(), hit.end())
        if wording.accepts(quote.text) and quote.text not in headings:
            end = quote.end
            yield quote


def _value(quotes: list[Quote]) -> str:
    more = f" (and {len(quotes) - 1} more)" if len(quotes) > 1 else ""
    return f"“{shortened(quotes[0].text)}”{more}"
