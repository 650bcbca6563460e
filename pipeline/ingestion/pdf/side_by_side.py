"""The pages of one long file, read by several processes at once and given in their order."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

from pipeline.ingestion.blocks import SourceFile
from pipeline.ingestion.pdf.boxes import Page, PageSource
from pipeline.ingestion.pdf.engines import open_pages

# Starting a process costs about as much as reading this many pages.
PAGES_A_PROCESS = 40
_SHARE = 10


class Share(NamedTuple):
    """Some pages in a row, and whether words of them may be missing."""

    pages: list[Page]
    is_damaged: bool


def pays(pages: int, workers: int) -> bool:
    """Whether reading `pages` side by side takes less time than one after the other."""
    return workers > 1 and pages >= 2 * PAGES_A_PROCESS


def read_side_by_side(source: SourceFile, pages: int) -> Iterator[Share]:
    """All pages of `source`, share by share; only a few shares are in memory at a time.

    Raises ReadingError for a page that cannot be read.
    """
    workers = min(source.options.workers, pages // PAGES_A_PROCESS)
    starts = iter(range(1, pages + 1, _SHARE))
    waiting: deque[Future[Share]] = deque()
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_open, initargs=(source,))
    try:
        for first in starts:
            waiting.append(pool.submit(_read, first, min(first + _SHARE - 1, pages)))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


# In a worker: the file, opened once.
_opened: list[PageSource] = []


def _open(source: SourceFile) -> None:
    # The process that started this one is interrupted, and ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _opened.append(open_pages(source))


def _read(first: int, last: int) -> Share:
    (engine,) = _opened
    return Share(list(engine.pages(first, last)), engine.is_damaged)
