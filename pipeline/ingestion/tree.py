"""XML from strangers, parsed so that it can do no harm."""

from __future__ import annotations

from typing import Any

from lxml import etree

from pipeline.errors import ReadingError

Element = Any  # lxml ships no types


def parse_xml(data: bytes, name: str) -> Element:
    """The root of an XML file: no entities resolved, nothing fetched, depth and text size within lxml's limits."""
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


def local_name(element: Element) -> str:
    """The tag of `element` without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
