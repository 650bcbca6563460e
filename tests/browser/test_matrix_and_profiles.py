"""Matrix and profiles, used as an analyst uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def row(page: Page, topic: str) -> Locator:
    return page.locator("table.matrix tbody tr").filter(has=page.get_by_role("rowheader", name=topic, exact=True))


def test_a_cell_says_how_firmly_on_what_terms_and_by_when(page: Page, sample: str) -> None:
    page.goto(f"{sample}#/matrix")
    words = row(page, "Military support and its money").locator("td").first.inner_text()
    assert words.split("\n") == [
        "●●●○ qualified",
        "1 commitment, obligation",
        "1 hedged: feasibility",
        "from elsewhere: funding",
        "EUR 5 million · by 1 May 2027",
    ]


def test_silence_mention_and_no_examination_are_told_apart(page: Page, sample: str) -> None:
    page.goto(f"{sample}#/matrix")
    cells = row(page, "Sanctions").locator("td")
    assert cells.nth(0).inner_text().split("\n") == ["mentioned", "no commitment: “sanctions”"]
    assert cells.nth(1).inner_text() == "not mentioned"
    assert cells.nth(3).inner_text() == "not read: holds no text"
    entry = row(page, "Entry into force or effect").locator("td").first
    assert entry.inner_text().startswith("provided for")


def test_a_cell_opens_to_its_statements_each_with_its_reason(page: Page, sample: str) -> None:
    page.goto(f"{sample}#/matrix")
    row(page, "Military support and its money").get_by_role("button").click()
    card = page.locator("#panel .card")
    assert "qualified obligation (“shall”) as a treaty uses it; depends on feasibility" in " ".join(
        card.locator(".reason").inner_text().split()
    )
    assert "cell=security.military_support" in page.url
    page.reload()
    assert page.locator("#panel").get_by_role("heading").first.inner_text() == "Military support and its money"
    page.locator("#panel").get_by_role("link", name="Read in context").click()
    page.wait_for_selector("main.view-read")
    page.keyboard.press("Enter")
    details = page.locator("#panel .details").inner_text()
    assert "Precision" in details and "sum EUR 5 million" in details and "no organ named" in details


def test_topics_are_narrowed_by_spread_part_and_name(page: Page, sample: str) -> None:
    page.goto(f"{sample}#/matrix")
    page.get_by_label("Spread").select_option("one")
    heads = page.locator("table.matrix tbody tr:not(.group) th")
    assert heads.all_inner_texts() == [
        "Military support and its money",
        "Training and exercises",
        "Response to a new attack",
    ]
    page.get_by_label("Spread").select_option("some")
    page.get_by_label("Topic", exact=True).fill("forced labour")
    assert heads.count() == 1
    assert "spread=some" in page.url
    page.get_by_label("Topic", exact=True).fill("nothing of the kind")
    assert "No topic fits" in page.locator("main .empty").inner_text()


def test_topics_by_actor(page: Page, sample: str) -> None:
    page.goto(f"{sample}#/matrix")
    page.get_by_label("Topics by").select_option("actor")
    heads = page.locator("table.matrix thead th").all_inner_texts()
    assert heads[0] == "Topic" and any(head.startswith("Quellen") for head in heads)
    training = row(page, "Training and exercises")
    assert "no commitment" in training.inner_text()
    training.get_by_role("button").first.click()
    assert "Agreement on Support" in page.locator("#panel .card cite").first.inner_text()


def test_the_profile_answers_who_what_when_and_how_much(page: Page, sample: str) -> None:
    page.goto(f"{sample}#/profile/aid-2021")
    text = page.locator("main").inner_text()
    consultation = page.get_by_role("region", name="Consultation").locator("tbody tr").first
    assert consultation.locator("td").all_inner_texts()[:3] == [
        "In the event of an attack",
        "at the request of Estmark",
        "within 24 hours",
    ]
    money = page.get_by_role("region", name="Money").locator("tbody tr").first.inner_text()
    assert "EUR 5 million" in money and "2027" in money and "Norvala" in money
    assert "2 commitments of the parties together" in text and "training of pilots" in text
    assert "No clause was found" not in text and "reaches the instrument: funding" in text


def test_an_indicator_opens_to_its_quote_and_the_address_keeps_it(page: Page, sample: str) -> None:
    page.goto(f"{sample}#/profile/aid-2021")
    page.get_by_role("button", name="Duration").click()
    assert "It shall remain in force" in page.locator("#panel .card").inner_text()
    page.reload()
    assert "It shall remain in force" in page.locator("#panel .card").inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('button.indicator')")
    page.keyboard.press("]")
    until(lambda: "Tarsia" in page.locator("h1").inner_text())


def test_bad_addresses_lead_to_a_view_all_the_same(page: Page, sample: str) -> None:
    for address in ("#/profile/nothing%", "#/matrix?part=none&agreements=x&page=99", "#/read/%E0%A4", "#/nowhere"):
        page.goto(f"{sample}{address}")
        page.wait_for_selector("h1")
