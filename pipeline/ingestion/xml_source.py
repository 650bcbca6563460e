"""XML treaties: ToTA and Akoma Ntoso, told apart by their root."""

from __future__ import annotations

from pipeline.errors import ReadingError
from pipeline.ingestion import akoma_ntoso, tota
from pipeline.ingestion.blocks import Reading, SourceFile
from pipeline.ingestion.tree import local_name, parse_xml


def read(source: SourceFile) -> Reading:
    """Read an XML treaty; ReadingError for a vocabulary that is not known."""
    root = parse_xml(source.data, source.name)
    name = local_name(root)
    if name == "treaty":
        reading = tota.read_treaty(root)
    elif name == "akomaNtoso":
        reading = akoma_ntoso.read_document(root, source.name)
    else:
        raise ReadingError(source.name, f"XML of the kind <{name}> is not read", "give ToTA or Akoma Ntoso 3.0")
    reading.encoding = (root.getroottree().docinfo.encoding or "utf-8").lower()
    return reading
