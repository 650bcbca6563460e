"""The formats annotations come and go in: one module a format, each saying what it can carry."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.annotation.formats.exchange import Format

# Name on the command line -> module here that holds FORMAT, in the order of their use.
MODULES = {
    "csv": "csv_sheet",
    "xlsx": "xlsx_sheet",
    "prodigy": "prodigy",
    "label-studio": "label_studio",
    "doccano": "doccano",
    "brat": "brat",
    "webanno": "webanno",
    "docbin": "docbin",
    "langextract": "langextract",
}


def find_format(name: str) -> Format:
    """The format of this name, its module loaded now."""
    found: Format = import_module(f"pipeline.annotation.formats.{MODULES[name]}").FORMAT
    return found
