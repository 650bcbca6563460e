"""PDF: word boxes from an engine, then the layout read from the boxes alone."""

from __future__ import annotations

from pipeline.ingestion.blocks import Reading, SourceFile
from pipeline.ingestion.pdf.reader import read_pdf


def read(source: SourceFile) -> Reading:
    """Read a PDF; see `reader.read_pdf`."""
    return read_pdf(source)
