"""The page for everyone: names, contrast, width of the window, reduced means."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

VIEWS = (
    "#/overview",
    "#/matrix",
    "#/matrix?by=actor",
    "#/matrix?cell=security.military_support~aid-2021",
    "#/compare",
    "#/profile/aid-2021",
    "#/alignment?one=trade-tarsia-2022&other=trade-quellen-2023",
    "#/novelty/trade-quellen-2023",
    "#/statements",
    "#/read/aid-2021",
    "#/left-out",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [*VIEWS, "?"])
def test_no_view_has_a_serious_fault_or_skips_a_heading(page: Page, sample: str, scheme: str, view: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(sample if view == "?" else f"{sample}{view}")
    page.wait_for_selector("h1")
    if view == "?":
        page.keyboard.press("?")
    grave = [
        (finding["id"], [node["html"][:160] for node in finding["nodes"][:3]])
        for finding in axe.Axe().run(page).response["violations"]
        if finding["impact"] in ("serious", "critical")
    ]
    assert not grave
    levels = page.evaluate("[...document.querySelectorAll('main :is(h1, h2, h3, h4)')].map((node) => +node.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("width", [360, 900, 1600])
def test_every_view_takes_the_width_of_the_window_and_no_more(page: Page, sample: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for view in VIEWS:
        page.goto(f"{sample}{view}")
        page.wait_for_selector("h1")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
