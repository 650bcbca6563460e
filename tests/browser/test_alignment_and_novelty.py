"""Alignment and novelty, used as an analyst uses them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.comparison import compare
from pipeline.comparison.alignment import Question
from pipeline.exporters.report_page import write_report
from tests.browser.sample import draft_rows
from tests.browser.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

TWINS = "one=trade-tarsia-2022&other=trade-quellen-2023"


def provision(page: Page, heading: str) -> Locator:
    return page.locator(".provision").filter(has=page.get_by_role("heading", name=heading, exact=True))


def test_shared_provisions_stand_side_by_side_in_the_order_of_the_text(page: Page, sample: str) -> None:
    page.goto(f"{sample}#/alignment?{TWINS}")
    headings = page.locator(".provision h2").all_inner_texts()
    assert headings[-3:] == ["Licences", "Labour", "Services"]
    sides = provision(page, "Services").locator(".side cite").all_inner_texts()
    assert ["Tarsia" in sides[0], "Quellen" in sides[1]] == [True, True]


def test_differences_in_words_force_and_hedges_are_marked(page: Page, sample: str) -> None:
    page.goto(f"{sample}#/alignment?{TWINS}")
    licences = provision(page, "Licences")
    assert licences.locator("ins").all_inner_texts() == ["and for toys"]
    assert licences.locator("del").count() == 0
    assert licences.locator(".is-other-name").all_inner_texts() == ["Tarsia", "Quellen"]
    labour = provision(page, "Labour")
    assert "▼ weaker" in labour.locator(".differences").inner_text()
    assert "recommendation, not obligation" in labour.locator(".differences").inner_text()
    marked = " ".join(labour.locator("ins").all_inner_texts())
    assert "should" in marked and "where possible" in marked
    assert labour.locator(".side").nth(1).locator(".is-hedge").inner_text().endswith("where possible")


def test_provisions_are_narrowed_by_what_differs(page: Page, sample: str) -> None:
    page.goto(f"{sample}#/alignment?{TWINS}")
    page.get_by_label("Differs").select_option("hedges")
    until(lambda: page.locator(".provision").count() == 1)
    assert page.locator(".provision h2").inner_text() == "Labour"
    assert "differs=hedges" in page.url
    page.get_by_label("Differs").select_option("same")
    until(lambda: page.locator(".provision h2").all_inner_texts() == ["Services"])


def test_what_one_agreement_has_alone(page: Page, sample: str) -> None:
    page.goto(f"{sample}#/alignment?one=aid-2021&other=trade-tarsia-2022&show=alone")
    assert "Estmark may use the training ranges" in page.locator("main").inner_text()
    status = page.locator("main [role=status]").inner_text()
    assert "8 of 9 statements of Agreement on Support" in status
    assert "3 of 4 statements of Agreement between Norvala and Tarsia" in status


def test_novelty_says_what_is_new_and_against_what(page: Page, sample: str) -> None:
    page.goto(f"{sample}#/novelty/trade-quellen-2023")
    lead = page.locator("main .lead").first.inner_text()
    assert "Of 4 statements, 0 have no counterpart there" in lead and "1 weaker" in lead
    source = page.get_by_role("region", name="How much was taken over").locator("tbody tr").first.inner_text()
    assert "Tarsia" in source and "4 of 4 (100 %)" in source
    page.get_by_label("Standing").select_option("weaker")
    until(lambda: page.locator(".provision").count() == 1)
    assert "“should” instead of “shall”" in page.locator(".provision .differences").inner_text()


def test_novelty_against_chosen_texts_alone(page: Page, sample: str) -> None:
    page.goto(f"{sample}#/novelty/trade-quellen-2023")
    page.locator(".against summary").click()
    page.locator(".against").get_by_label("Tarsia").uncheck()
    page.get_by_role("button", name="Hold against these").click()
    assert "against=aid-2021" in page.url
    assert "Of 4 statements, 3 have no counterpart there" in page.locator("main .lead").first.inner_text()
    new = page.locator(".provision").filter(has_text="digital services tax")
    assert "no counterpart found in Agreement on Support" in new.inner_text()


def test_without_earlier_agreements_novelty_says_so(page: Page, report: str) -> None:
    page.goto(f"{report}#/novelty")
    assert "at least two dated agreements" in page.locator("main .empty").inner_text()


def test_drafts_show_what_was_softened_and_added(page: Page, tmp_path: Path) -> None:
    rows = draft_rows()
    (path,) = write_report(rows, compare(rows, Question(("new",), ("old",), drafts=True)), tmp_path)
    page.goto(f"{path.as_uri()}#/drafts")
    assert "0 firmed, 1 softened" in page.locator("main .lead").first.inner_text()
    changes = page.locator(".provision")
    assert [text.split("\n")[0].split(" ")[1] for text in changes.all_inner_texts()] == ["softened", "added"]
    assert changes.first.locator("ins").inner_text() == "should"
    page.get_by_label("Change", exact=True).select_option("unchanged")
    until(lambda: changes.count() == 3)
    assert page.get_by_role("link", name="Drafts").get_attribute("aria-current") == "page"


def test_more_statements_than_can_be_aligned_are_said_to_be(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.comparison.alignment.alignment.MOST_STATEMENTS", 3)
    rows = draft_rows()
    (path,) = write_report(rows, compare(rows), tmp_path)
    page.goto(f"{path.as_uri()}#/alignment")
    assert "more than the" in page.locator("main .empty").inner_text()
    page.goto(f"{path.as_uri()}#/novelty")
    assert "too many statements" in page.locator("main .empty").inner_text()
