"""XML from strangers, parsed so that it can do no harm."""

from __future__ import annotations

from typing import Any

from lxml import etree

from pipeline.errors import ReadingError

Element = Any  # lxml ships no types
# A thousand pages of Word, with each word marked up by itself, stay below.
_MOST_TAGS = 6_000_000


def parse_xml(data: bytes, name: str) -> Element:
    """The root of an XML file: no entities resolved, nothing fetched, depth and text size within lxml's limits.

    Raises ReadingError for what is not well-formed, declares entities, or has far more tags than an agreement.
    """
    refuse_tag_flood(data.count(b"<"), name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise ReadingError(name, f"not well-formed XML (line {line}: {error.msg})", "mend or fetch it again") from error
    doctype: Any = root.getroottree().docinfo.internalDTD
    if doctype is not None and any(True for _ in doctype.iterentities()):
        raise ReadingError(name, "the XML declares entities, which are not expanded", "save it without a DTD")
    return root


def refuse_tag_flood(tags: int, name: str) -> None:
    """Refuse a file with so many tags that its tree would fill the memory: each takes many times its few bytes."""
    if tags > _MOST_TAGS:
        raise ReadingError(name, f"it has {tags:,} tags, more than any agreement", "check its origin")


def local_name(element: Element) -> str:
    """The tag of `element` without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
