"""Sums of money, percentages and counted quantities."""

from __future__ import annotations


def normalise_amount(text: str) -> str | None:
    """Not yet read: always None."""
    return None
