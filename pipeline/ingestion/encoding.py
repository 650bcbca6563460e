"""Bytes to characters, in whatever encoding they came."""

from __future__ import annotations

import codecs

from pipeline.errors import ReadingError
from pipeline.ingestion.language import is_english

_ENGLISH = "cp1252"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """The text of `data`, without byte-order mark and with "\\n" line ends, and the encoding it was in.

    A byte-order mark decides, then `declared` (what the file itself says), then UTF-8, then detection by
    charset-normalizer. ReadingError where nothing fits.
    """
    text, encoding = _decode(data, name, declared)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decode(data: bytes, name: str, declared: str | None) -> tuple[str, str]:
    candidates = [encoding for mark, encoding in _MARKS if data.startswith(mark)][:1]
    candidates += [declared] if declared and _known(declared) else []
    candidates.append("utf-8")
    for encoding in candidates:
        try:
            return data.decode(encoding), "utf-8" if encoding == "utf-8-sig" else codecs.lookup(encoding).name
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise ReadingError(name, "the text's encoding is not recognised", "save the file as UTF-8")
    for match in matches:
        # A few accents and quotation marks in an English text fit many encodings; this is the one it is written in.
        if match.encoding == _ENGLISH and match.chaos <= best.chaos and is_english(str(match)):
            best = match
    return str(best), best.encoding


def _known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True
