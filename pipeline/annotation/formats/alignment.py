"""Offsets of a text that a tool wrote back, in the canonical text: only line ends and a byte-order mark may differ."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, takewhile

from pipeline.annotation.store import short
from pipeline.errors import AnnotationError

BOM = "\ufeff"


def align(theirs: str | None, canonical: str, place: str) -> Callable[[int], int]:
    """What turns an offset of `theirs` (None: the canonical text itself) into one of `canonical`.

    Raises AnnotationError, naming the first difference, where the texts differ in more than line ends.
    """
    if theirs is None or theirs == canonical:
        return lambda offset: offset
    plain, other = _plain(theirs), _plain(canonical)
    if plain != other:
        same = takewhile(lambda pair: pair[0] == pair[1], zip(plain, other, strict=False))
        at = sum(1 for _ in same)
        one, two = short(plain[at : at + 40]), short(other[at : at + 40])
        raise AnnotationError(
            place, f"its text has {one} where the canonical text has {two} (character {at})", "export the text again"
        )
    to_plain = _plain_offsets(theirs)
    back: dict[int, int] = {}
    for offset, plain_offset in enumerate(_plain_offsets(canonical)):
        back.setdefault(plain_offset, offset)

    def move(offset: int) -> int:
        if not 0 <= offset < len(to_plain):
            raise AnnotationError(place, f"offset {offset} lies outside its text", "export the text again")
        return back[to_plain[offset]]

    return move


def _plain(text: str) -> str:
    return text.removeprefix(BOM).replace("\r\n", "\n")


def _plain_offsets(text: str) -> list[int]:
    """For each offset of a text, its end included, the offset in the plain text."""
    widths = [0 if (i == 0 and text[i] == BOM) or text.startswith("\r\n", i) else 1 for i in range(len(text))]
    return [0, *accumulate(widths)]
