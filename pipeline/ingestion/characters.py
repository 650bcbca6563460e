"""Characters that a reader of the printed page would not see, or would see otherwise."""

from __future__ import annotations

import re

# Shown as nothing: soft hyphen, zero-width space, joiners, word joiner, byte-order mark, direction marks and isolates.
INVISIBLE = (
    "\u00ad\u061c\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_TYPESET = str.maketrans(
    {
        **dict.fromkeys(INVISIBLE, ""),
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
_SPACE = re.compile(r"\s+")
# C0 and C1 controls but white space.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MARKER = re.compile(
    r"(?P<bullet>[-–—•◦▪‣·*●○■□])\s+"
    r"|(?P<label>\(\s?(?:\d{1,3}|[ivxlc]{1,7}|[IVXLC]{1,7}|[A-Za-z]{1,2})\s?\)"
    r"|(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,6}|[IVXLC]{1,6}|[A-Za-z])[.)])\s+"
)


def clean(text: str) -> str:
    """`text` as one line: invisible characters out, ligatures spelled out, white space one space."""
    return _SPACE.sub(" ", _CONTROL.sub("", text.translate(_TYPESET))).strip()


def printed_marker(text: str) -> str | None:
    """The list marker that `text` begins with ("-", "(a)", "1."), or None."""
    match = _MARKER.match(text)
    return match.group().strip() if match else None


def is_bullet(marker: str) -> bool:
    """Whether `marker` is a bullet or dash rather than a label."""
    match = _MARKER.match(marker + " ")
    return bool(match and match.group("bullet"))
