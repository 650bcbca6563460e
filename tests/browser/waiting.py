"""Waiting for what the page is about to do. The page's policy forbids the scripts by which Playwright would poll."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 10.0


def until(holds: Callable[[], bool]) -> None:
    """Wait until `holds` is true; fail after some seconds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
