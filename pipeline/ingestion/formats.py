"""The formats read, each registered once: its suffixes and the module whose `read` reads it.

A new format is one line here and one module with `read(source: SourceFile) -> Reading`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from pipeline.errors import ReadingError
from pipeline.ingestion.blocks import Reading, SourceFile


@dataclass(frozen=True, slots=True)
class Format:
    """A readable format. `is_text` formats hold characters, in some encoding, rather than bytes."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    is_text: bool = True


FORMATS = (
    Format("txt", (".txt", ".text"), "pipeline.ingestion.plain_text"),
    Format("md", (".md", ".markdown"), "pipeline.ingestion.markdown"),
    Format("html", (".html", ".htm", ".xhtml"), "pipeline.ingestion.html"),
    Format("docx", (".docx",), "pipeline.ingestion.docx", is_text=False),
    Format("pdf", (".pdf",), "pipeline.ingestion.pdf", is_text=False),
    Format("xml", (".xml", ".akn"), "pipeline.ingestion.xml_source"),
)
READABLE_SUFFIXES: frozenset[str] = frozenset(suffix for entry in FORMATS for suffix in entry.suffixes)

# What the first bytes of a file say it is: (magic, what it is, name of the format or None where none reads it).
_MAGIC: tuple[tuple[bytes, str, str | None], ...] = (
    (b"%PDF-", "a PDF", "pdf"),
    (b"PK\x03\x04", "a zip archive", "docx"),
    (b"PK\x05\x06", "an empty zip archive", None),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file or an encrypted Office file", None),
    (b"{\\rtf", "a rich text file", None),
    (b"\x89PNG", "an image", None),
    (b"\xff\xd8\xff", "an image", None),
    (b"GIF8", "an image", None),
    (b"II*\x00", "an image", None),
    (b"MM\x00*", "an image", None),
    (b"\x1f\x8b", "a gzip archive", None),
    (b"7z\xbc\xaf", "a 7-Zip archive", None),
    (b"\x7fELF", "a program", None),
    (b"MZ\x90", "a program", None),
)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def format_of(path: Path) -> Format:
    """The format that the suffix of `path` names; ReadingError where none does."""
    suffix = path.suffix.lower()
    for entry in FORMATS:
        if suffix in entry.suffixes:
            return entry
    readable = ", ".join(sorted(READABLE_SUFFIXES))
    problem = f"files of type {suffix} are not read" if suffix else "a file without a suffix is not read"
    raise ReadingError(str(path), problem, f"give one of {readable}")


def format_of_content(data: bytes) -> Format | None:
    """The format of bytes that came without a name, told from them alone; None where they are in none that is read."""
    head = data[:4096]
    kind, named = _sniff(head)
    if kind is None and b"%PDF-" in head:
        named = "pdf"
    elif kind is None:
        named = _text_format(head)
    if named == "docx" and b"word/document.xml" not in data:
        return None
    return next((entry for entry in FORMATS if entry.name == named), None)


def _text_format(head: bytes) -> str | None:
    """Which format of characters the first bytes are in: "html", "xml", "txt", or None for what is no prose."""
    marked = head.startswith(_BYTE_ORDER_MARKS)
    if not head.strip(b"\x00 \t\r\n") or (b"\x00" in head and not marked):
        return None
    text = head.replace(b"\x00", b"").decode("utf-8", "ignore").lstrip("\ufeff \t\r\n")
    if text[:1] in ("{", "["):
        return None
    if not text.startswith("<"):
        return "txt"
    is_html = re.search(r"<!doctype html|<html\b", text, re.IGNORECASE) or not text.startswith("<?xml")
    return "html" if is_html else "xml"


def check_content(source: SourceFile, entry: Format) -> None:
    """Refuse a file whose bytes are not what its suffix says."""
    head = source.data[:2048]
    if not head.strip(b"\x00 \t\r\n"):
        problem = "the file is empty" if not source.data else "the file holds no text"
        raise ReadingError(source.name, problem, "give a file with the agreement's text")
    kind, named = _sniff(head)
    if entry.is_text:
        if kind:
            raise _misnamed(source, entry, kind, named)
        if b"\x00" in head and not head.startswith(_BYTE_ORDER_MARKS):
            raise ReadingError(source.name, "the file holds binary data, not text", "give the agreement as text")
    elif named != entry.name:
        if b"%PDF-" in head and entry.name == "pdf":
            return
        raise _misnamed(source, entry, kind or ("text" if b"\x00" not in head else "something else"), named)


def read_source(source: SourceFile, entry: Format) -> Reading:
    """Read `source` with the reader of `entry`."""
    check_content(source, entry)
    read = cast("Callable[[SourceFile], Reading]", import_module(entry.module).read)
    return read(source)


def _sniff(head: bytes) -> tuple[str | None, str | None]:
    for magic, kind, named in _MAGIC:
        if head.startswith(magic):
            return kind, named
    return None, None


def _misnamed(source: SourceFile, entry: Format, kind: str, named: str | None) -> ReadingError:
    suffix = source.path.suffix
    expected = f"named {suffix} but holds {kind}"
    if named and named != entry.name:
        return ReadingError(source.name, f"the file is {expected}", f"rename it to .{named}")
    return ReadingError(source.name, f"the file is {expected}", "save the agreement in a format that is read")
