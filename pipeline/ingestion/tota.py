"""ToTA XML: `treaty > meta + body > chapter > article`, chapters and articles with number and name."""

from __future__ import annotations

from pipeline.ingestion.blocks import Block, Division, Facts, Reading, compose
from pipeline.ingestion.characters import clean, printed_marker
from pipeline.ingestion.line_joining import paragraphs_of
from pipeline.ingestion.parties import party_of
from pipeline.ingestion.tree import Element, local_name


def read_treaty(root: Element) -> Reading:
    """Read a ToTA treaty; a hint for every chapter and article says where it begins and ends."""
    blocks: list[Block] = []
    divisions: list[Division] = []
    body = root.find("body")
    for chapter in body if body is not None else ():
        first = len(blocks)
        number = clean(chapter.get("number") or "") or None
        _add_heading(blocks, number, chapter.get("name"), level=1)
        _add_text(blocks, chapter.text)
        for part in chapter:
            if local_name(part) == "article":
                _add_article(blocks, divisions, part)
            _add_text(blocks, part.tail)
        divisions.append(Division(first, len(blocks), "chapter", 1, number))
    reading = compose(blocks, divisions)
    reading.facts = _facts(root)
    return reading


def _add_article(blocks: list[Block], divisions: list[Division], article: Element) -> None:
    first = len(blocks)
    number = clean(article.get("number") or "") or None
    _add_heading(blocks, number, article.get("name"), level=2)
    _add_text(blocks, "".join(article.itertext()))
    if number or article.get("name"):
        divisions.append(Division(first, len(blocks), "article", 2, number))


def _add_heading(blocks: list[Block], number: str | None, name: str | None, level: int) -> None:
    words = [part for part in (number, clean(name or "")) if part]
    if words:
        blocks.append(Block(": ".join(words), "heading", level, number))


def _add_text(blocks: list[Block], text: str | None) -> None:
    for paragraph in paragraphs_of(text or ""):
        marker = printed_marker(paragraph)
        blocks.append(Block(paragraph, "item", 1, marker) if marker else Block(paragraph))


def _facts(root: Element) -> Facts:
    facts = Facts()
    meta = root.find("meta")
    if meta is None:
        return facts
    if title := clean(meta.findtext("name") or ""):
        facts.title = title
    if signed := clean(meta.findtext("date_signed") or ""):
        facts.signed = signed
    if language := clean(meta.findtext("language") or ""):
        facts.language = language[:2].lower()
    originals = meta.find("parties_original")
    nodes = (originals if originals is not None else meta).iter("partyisocode")
    codes = dict.fromkeys(clean(node.text or "") for node in nodes)
    facts.parties = tuple(party_of(code) for code in codes if code)
    for name in ("title", "signed", "language", "parties"):
        if getattr(facts, name):
            facts.found[name] = "XML metadata"
    return facts
