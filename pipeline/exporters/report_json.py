"""JSON that stands in a page, whole or piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any


def escaped_json(data: Any) -> str:
    """JSON that cannot end the script element it stands in, nor begin a comment or another element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def joined(items: Iterable[str]) -> Iterator[str]:
    """The items of a JSON array or object with the commas between them."""
    for number, item in enumerate(items):
        yield f",{item}" if number else item
