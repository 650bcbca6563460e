"""Web pages: trafilatura says which words are the agreement's, the page's own tree gives them their shape."""

from __future__ import annotations

import re

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from pipeline.errors import ReadingError
from pipeline.ingestion.blocks import Block, Facts, Reading, SourceFile, compose
from pipeline.ingestion.characters import clean
from pipeline.ingestion.encoding import decode
from pipeline.ingestion.markup import Element, Found, TreeReader
from pipeline.ingestion.tree import refuse_tag_flood
from pipeline.records import Dropped

_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_FURNITURE_TAGS = frozenset(("nav", "aside", "footer", "form", "dialog", "menu"))
_FURNITURE_ROLES = frozenset(
    ("navigation", "complementary", "contentinfo", "banner", "search", "dialog", "alert", "form")
)
_FURNITURE_NAME = re.compile(
    r"(?:^|[-_\s])(?:nav(?:bar|igation)?|menu|sidebar|breadcrumbs?|cookies?|consent|newsletter|subscribe|subscription|"
    r"share|sharing|social|related|promo|advert(?:isement)?|banner|widget|comments?|pagination|skip-?link)(?:$|[-_\s])",
    re.IGNORECASE,
)
_MOSTLY_LINKS = 0.6
_LEAST_WORDS = 20


def read(source: SourceFile) -> Reading:
    """Read the agreement out of a web page; everything else of the page is dropped and recorded."""
    declared = _DECLARED.search(source.data[:4096])
    text, encoding = decode(source.data, source.name, declared.group(1).decode("ascii") if declared else None)
    refuse_tag_flood(text.count("<"), source.name)
    text = _XML_DECLARATION.sub("", text)
    try:
        root = lxml_html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadingError(source.name, "the page holds no readable HTML", "save the page again") from error
    reader = TreeReader(source.options.language)
    found = reader.read(root)
    kept = _main_content(found, text)
    blocks = [entry.block for entry, keep in zip(found, kept, strict=True) if keep]
    title = _title(root, blocks)
    if blocks and blocks[0].kind == "heading" and blocks[0].level == 1:
        blocks[0] = Block(blocks[0].text, "title", 1)
    reading = compose(blocks)
    reading.encoding = encoding
    reading.dropped.extend(reader.dropped)
    reading.warnings.extend(dict.fromkeys(reader.warnings))
    furniture = (entry.block.text for entry, keep in zip(found, kept, strict=True) if not keep)
    reading.dropped.extend(Dropped(reason="site furniture", text=words) for words in furniture)
    reading.facts = _facts(root, title)
    return reading


def _main_content(found: list[Found], page: str) -> list[bool]:
    """Which blocks belong to the agreement.

    trafilatura's extract decides; it may lose a short block between two that it keeps, so a block between kept ones
    stays too, unless it is marked as furniture or made of links.
    """
    extract = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
    words = _letters(extract)
    furniture = [_is_furniture(entry) for entry in found]
    if len(extract.split()) < _LEAST_WORDS:
        return [not out for out in furniture]
    kept = [_letters(_unmarked(entry.block)) in words for entry in found]
    sure = [index for index, (keep, out) in enumerate(zip(kept, furniture, strict=True)) if keep and not out]
    if not sure:
        return kept
    first, last = sure[0], sure[-1]
    while first and found[first - 1].block.kind == "heading" and not furniture[first - 1]:
        first -= 1
    parent = found[last].holder.getparent()
    for index, entry in enumerate(found):
        beside = index > last and entry.holder.getparent() is parent
        kept[index] = not furniture[index] and (first <= index <= last or beside or entry.is_note)
    return kept


def _is_furniture(entry: Found) -> bool:
    if entry.link_share > _MOSTLY_LINKS and entry.block.kind != "heading":
        return True
    element: Element = entry.holder
    while element is not None and element.tag not in ("body", "html", "main"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if (
            element.tag in _FURNITURE_TAGS
            or element.get("role") in _FURNITURE_ROLES
            or (element.tag == "header" and _is_page_header(element))
            or _FURNITURE_NAME.search(names)
        ):
            return True
        element = element.getparent()
    return False


def _is_page_header(element: Element) -> bool:
    return not any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors())


def _title(root: Element, blocks: list[Block]) -> str | None:
    for block in blocks:
        if block.kind == "heading" and block.level == 1:
            return block.text
    for path in ("//meta[@property='og:title']/@content", "//title/text()"):
        for value in root.xpath(path):
            title = re.split(r"\s+[|–—-]\s+", clean(str(value)))[0]
            if title:
                return title
    return None


def _facts(root: Element, title: str | None) -> Facts:
    facts = Facts(title=title)
    if title:
        facts.found["title"] = "page heading"
    language = (root.get("lang") or "")[:2].lower()
    if language:
        facts.language, facts.found["language"] = language, "page markup"
    return facts


def _unmarked(block: Block) -> str:
    return block.text.removeprefix(block.number or "")


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
