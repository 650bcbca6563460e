"""The engines that yield word boxes, each registered once; a new one is a line here and a module with `open_pdf`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from pipeline.ingestion.blocks import SourceFile
from pipeline.ingestion.pdf.boxes import PageSource

ENGINES = {
    "pdfium": "pipeline.ingestion.pdf.pdfium_engine",
    "pdfplumber": "pipeline.ingestion.pdf.plumber_engine",
}


def open_pages(source: SourceFile) -> PageSource:
    """Open a PDF with the engine that its options name.

    Raises ReadingError where it is encrypted, damaged or has more pages than `max_pages`.
    """
    module = import_module(ENGINES[source.options.pdf_engine])
    return cast("Callable[[SourceFile], PageSource]", module.open_pdf)(source)
