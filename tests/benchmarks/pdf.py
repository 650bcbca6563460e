"""What it costs to read a born-digital PDF, against pdfplumber's own extraction of its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

import pdfplumber

from pipeline.ingestion import read_agreement
from tests.benchmarks.frame import SHARED, Figure, Place, in_turns


def figures(place: Place) -> Iterator[Figure]:
    """All real PDFs, read to an agreement and extracted, in turns."""
    reading = extracting = 0.0
    pages = 0
    for path in sorted((SHARED / "pdf").glob("*.pdf")):
        best = in_turns({"read": _seconds(read_agreement, path), "extract": _seconds(_extract, path)}, turns=3)
        reading, extracting = reading + best["read"], extracting + best["extract"]
        pages += len(read_agreement(path).page_starts)
    detail = f"{pages / reading:.0f} pages a second against {pages / extracting:.0f}; {pages} pages"
    yield Figure("reading a PDF / pdfplumber's extract_text", reading / extracting, most=1 / 3, detail=detail)


def _seconds(work: Callable[[Path], object], path: Path) -> Callable[[], float]:
    def measured() -> float:
        began = process_time()
        work(path)
        return process_time() - began

    return measured


def _extract(path: Path) -> None:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.close()
