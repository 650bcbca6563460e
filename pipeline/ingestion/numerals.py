"""List numbers as they are printed: 1, 01, a, A, i, I."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(value: int) -> str:
    """`value` in small Roman figures (4 is "iv")."""
    printed = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        printed += letters * count
    return printed


def letters(value: int) -> str:
    """`value` as Word and HTML count with letters: a to z, then aa, bb, cc."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def spreadsheet_letters(value: int) -> str:
    """`value` as browsers count with letters: a to z, then aa, ab, ac."""
    printed = ""
    while value > 0:
        value, rest = divmod(value - 1, 26)
        printed = chr(ord("a") + rest) + printed
    return printed
