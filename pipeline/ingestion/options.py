"""What a user may ask of the readers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How files are read.

    `ocr` recognises the words of scanned pages (needs ocrmypdf or tesseract). `language` is the ISO 639-1 code of the
    text wanted, where a file holds several side by side. `max_bytes` and `max_pages` refuse what no agreement is.
    `pdf_engine` is the engine that finds the words on PDF pages (`pdf.engines.ENGINES`).
    """

    ocr: bool = False
    language: str = "en"
    max_bytes: int = 64 * 1024 * 1024
    max_pages: int = 5000
    pdf_engine: str = "pdfplumber"
