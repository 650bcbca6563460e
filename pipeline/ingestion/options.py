"""What a user may ask of the readers."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How files are read.

    `ocr` recognises the words of scanned pages (needs ocrmypdf or tesseract). `language` is the ISO 639-1 code of the
    text wanted, where a file holds several side by side. `max_bytes` and `max_pages` refuse what no agreement is.
    `pdf_engine` is the engine that finds the words on PDF pages (`pdf.engines.ENGINES`). `workers` processes share the
    pages of a long PDF; their number changes nothing in the result.
    """

    ocr: bool = False
    language: str = "en"
    max_bytes: int = 64 * 1024 * 1024
    max_pages: int = 5000
    pdf_engine: str = "pdfium"
    workers: int = 1

    def row(self) -> dict[str, str | int | bool]:
        """All that the result of reading depends on, as `run.json` gives it."""
        return {name: value for name, value in asdict(self).items() if name != "workers"}
