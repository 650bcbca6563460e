"""Stage two: an agreement's text becomes a tree of provisions with numbers, headings and citations."""

from pipeline.structure.provisions import build_structure

__all__ = ["build_structure"]
