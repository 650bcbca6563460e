"""Text in Markdown."""

from __future__ import annotations

import re

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")


def plain(text: str) -> str:
    """The text on one line with every character escaped that Markdown or HTML would take as markup."""
    return MARKUP.sub(r"\\\1", " ".join(text.split())).replace("\\<", "&lt;").replace("\\&", "&amp;")
