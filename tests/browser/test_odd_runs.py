"""Runs that hold little or oddly named things: every view says so, none fails."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.comparison import RunRows, compare
from pipeline.exporters.report_page import write_report
from tests.comparison.texts import run_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

ODD_NAME = 'a b?&#%/ü"<x>|~'
RUNS = {
    "nothing was read": RunRows([], [], [], {}, [{"file": "a.pdf", "reason": "holds no text"}]),
    "nothing is said": run_of({"silent": "A title\n\nNothing much is said here.\n"}),
    "odd names": run_of({ODD_NAME: "Agreement\n\nThe Parties shall meet.\n", "x": "The Parties shall meet yearly.\n"}),
}
VIEWS = ("overview", "matrix", "matrix?by=actor", "compare", "profile", "alignment", "novelty", "drafts", "statements",
         "read", "left-out")  # fmt: skip


@pytest.mark.parametrize("name", RUNS)
def test_every_view_opens(page: Page, tmp_path: Path, name: str) -> None:
    (path,) = write_report(RUNS[name], compare(RUNS[name]), tmp_path)
    for view in VIEWS:
        page.goto(f"{path.as_uri()}#/{view}")
        page.wait_for_selector("h1")


def test_any_document_id_makes_an_address(page: Page, tmp_path: Path) -> None:
    rows = RUNS["odd names"]
    (path,) = write_report(rows, compare(rows), tmp_path)
    page.goto(f"{path.as_uri()}#/compare")
    page.locator(f"button[data-cell^='words~{ODD_NAME[:4]}']").click()
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert page.locator("#panel").is_visible()
    page.locator("#panel").get_by_role("link", name="Read in context").first.click()
    page.wait_for_selector("main.view-read")
    assert "shall meet" in page.locator(".text").inner_text()
