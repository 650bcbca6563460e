"""Stage one: a file becomes an `Agreement` with one canonical text, a page map, and what is known of it."""

from pipeline.ingestion.formats import READABLE_SUFFIXES
from pipeline.ingestion.options import ReadingOptions
from pipeline.ingestion.reading import agreement_from_text, read_agreement

__all__ = ["READABLE_SUFFIXES", "ReadingOptions", "agreement_from_text", "read_agreement"]
