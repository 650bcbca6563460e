"""The report page of the invented run, opened from disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.comparison import compare
from pipeline.exporters.report_page import write_report
from tests.browser.sample import sample_rows
from tests.comparison.specimens import specimen_rows

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the report page."""
    rows = specimen_rows()
    (path,) = write_report(rows, compare(rows), tmp_path_factory.mktemp("report"))
    return path.as_uri()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the report page on the agreements of `sample.py`."""
    rows = sample_rows()
    (path,) = write_report(rows, compare(rows), tmp_path_factory.mktemp("sample"))
    return path.as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page; the test fails at its end if the page left its file, or met an error."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    requests: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield opened
    opened.close()
    assert not faults
    assert {Path(url.split("#")[0]).name for url in requests} <= {"comparison.html"}
    assert all(url.startswith("file:") for url in requests)
