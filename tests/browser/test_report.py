"""The report used as an analyst uses it, in a browser, from disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

SUPPORT = "norvala-estmark-2021"
VIEWS = ("#/overview", "#/matrix", "#/compare", "#/profile", "#/alignment", "#/novelty", "#/statements", "#/left-out")


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def one_card(page: Page) -> None:
    page.wait_for_selector("main .card:only-child")
    assert page.locator("main .card").count() == 1


def focused_text(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def test_the_overview_lists_every_agreement_and_every_file(page: Page, report: str) -> None:
    page.goto(report)
    assert heading(page) == "Overview"
    rows = page.locator("table.overview tbody tr")
    assert rows.count() == 4
    support = rows.filter(has_text="Norvala and Estmark")
    assert "1 obligation · 1 pledge · 1 intention" in support.inner_text()
    assert "100 % in own words" in support.inner_text()
    assert "not read: holds no text" in rows.filter(has_text="broken.pdf").inner_text()


def test_a_column_name_sorts_the_overview(page: Page, report: str) -> None:
    page.goto(report)
    page.get_by_role("button", name="Commitments", exact=True).click()
    assert "Norvala" in page.locator("table.overview tbody tr").first.inner_text()
    assert "sort=2" in page.url


def test_a_cell_opens_its_quotes_and_leads_to_the_text(page: Page, report: str) -> None:
    page.goto(f"{report}#/compare")
    page.locator(f"[data-cell='consultation~{SUPPORT}']").click()
    panel = page.locator("#panel")
    assert panel.get_by_role("heading", name="Consultation deadline").is_visible()
    card = panel.locator(".card")
    assert "the Parties shall" in card.inner_text() and "Article 1, p. 1" in card.inner_text()
    assert "condition: event" in card.inner_text() and "inherited from the instrument" in card.inner_text()
    card.get_by_role("link", name="Read in context").click()
    page.wait_for_selector("main.view-read")
    assert not panel.is_visible()
    assert page.evaluate("document.activeElement.className").startswith("tag obligation")
    assert f"#/read/{SUPPORT}" in page.url


def test_an_address_opens_its_cell_again(page: Page, report: str) -> None:
    page.goto(f"{report}#/compare?cell=duration~{SUPPORT}")
    assert "It shall remain in force" in page.locator("#panel .card").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()
    assert "cell=" not in page.url


def test_leaving_an_open_panel_leaves_the_address_alone(page: Page, report: str) -> None:
    page.goto(f"{report}#/compare?cell=duration~{SUPPORT}")
    page.get_by_role("link", name="Statements", exact=True).click()
    page.wait_for_selector("main.view-statements")
    page.reload()
    assert heading(page) == "Statements"


def test_statements_are_filtered_and_the_address_keeps_it(page: Page, report: str) -> None:
    page.goto(f"{report}#/statements")
    cards = page.locator("main .card")
    assert cards.count() == 11
    page.get_by_label("Hedge").select_option("law")
    one_card(page)
    assert "Estmark intends to" in cards.inner_text()
    page.reload()
    assert cards.count() == 1
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Words").fill("24 HOURS meet")
    one_card(page)
    assert page.locator("main [role=status]").inner_text() == "1 of 11 statements"
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Force").select_option("obligation")
    page.get_by_label("Condition").select_option("-")
    one_card(page)
    assert "HYPERLINK" in cards.inner_text()


def test_statements_are_sorted_by_firmness(page: Page, report: str) -> None:
    page.goto(f"{report}#/statements?sort=firm&kind=commitment")
    chips = page.locator("main .card .chip").all_inner_texts()
    assert chips == ["obligation", "obligation", "pledge", "intention", "recommendation"]


def test_the_reading_view_names_every_qualifier(page: Page, report: str) -> None:
    page.goto(f"{report}#/read/{SUPPORT}")
    text = page.locator(".text")
    assert text.locator("h3").all_inner_texts()[0].startswith("Article 1")
    consult = text.locator(".paragraph").filter(has_text="armed attack")
    names = consult.locator(".name").all_inner_texts()
    assert names == ["condition: event", "condition: request", "time", "hedge: feasibility"]
    assert text.locator(".page").all_inner_texts() == ["p. 1", "p. 2"]
    assert text.locator(".is-left-out").inner_text() == "shall"
    shown = page.evaluate("""() => {
        const copy = document.querySelector('.text').cloneNode(true);
        copy.querySelectorAll('.name, .tag, .page, .inherited').forEach((node) => node.remove());
        return copy.textContent.replace(/\\s+/g, '');
    }""")
    written = page.evaluate("JSON.parse(document.getElementById('text-1').textContent).replace(/\\s+/g, '')")
    assert shown == written


def test_a_click_on_the_text_shows_all_that_is_known_of_the_statement(page: Page, report: str) -> None:
    page.goto(f"{report}#/read/{SUPPORT}")
    page.locator(".text .is-amount").click()
    details = page.locator("#panel .details").inner_text()
    assert "EUR 2500000" in details and "provide" in details and "deontic.shall" in details


def test_what_was_left_out_is_shown_with_its_reason(page: Page, report: str) -> None:
    page.goto(f"{report}#/left-out")
    card = page.locator("main .card")
    assert card.locator(".is-mark").inner_text() == "shall"
    assert "it says what something is (excluded by rule exclusion.mean)" in card.inner_text()


def test_a_citation_is_copied(page: Page, report: str) -> None:
    page.goto(f"{report}#/statements?words=train")
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.get_by_role("button", name="Copy quote and citation").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("window.copied") == (
        "“Estmark intends to train crews in accordance with its laws” "
        "(Agreement on Mutual Support between Norvala and Estmark (4 May 2021), Article 2, p. 1)"
    )
    assert page.locator("#said").inner_text() == "quote and citation copied"


def test_the_page_is_used_without_a_mouse(page: Page, report: str) -> None:
    page.goto(report)
    page.keyboard.press("Tab")
    assert focused_text(page) == "Skip to the content"
    for _ in range(3):
        page.keyboard.press("Tab")
    assert focused_text(page) == "Findings"
    page.keyboard.press("Enter")
    page.wait_for_selector("table.matrix")
    page.locator("button.cell[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.dataset.cell")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    cell = page.evaluate("document.activeElement.dataset.cell")
    assert (first, cell) == (f"instrument~{SUPPORT}", f"signed~{SUPPORT}")
    page.keyboard.press("Enter")
    assert focused_text(page) == "Date signed"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.cell") == cell


def test_hostile_text_stays_text(page: Page, report: str) -> None:
    for view in (*VIEWS, "#/read/hostile", "#/compare?cell=obligation~hostile"):
        page.goto(f"{report}{view}")
        page.wait_for_selector("h1")
        assert page.evaluate("window.hacked") is None
        assert page.locator("img, iframe, object, embed").count() == 0
        assert page.locator("script:not([type='application/json'])").count() == 1


def test_a_hostile_file_name_stays_text(page: Page, sample: str) -> None:
    for view in VIEWS:
        page.goto(f"{sample}{view}")
        page.wait_for_selector("h1")
        assert page.locator("#broken").count() == 0
    page.goto(sample)
    assert '<b id="broken">.pdf' in page.locator("table.overview").inner_text()


def test_chosen_agreements_alone_are_compared(page: Page, report: str) -> None:
    page.goto(f"{report}#/compare")
    page.get_by_text("Choose agreements").click()
    page.get_by_label("Find an agreement").fill("memorandum")
    page.locator(".choices input").check()
    page.get_by_role("button", name="Show chosen").click()
    assert page.locator("table.matrix thead th").count() == 2
    assert "agreements=hostile" in page.url


def test_the_disclaimers_that_cover_a_statement_open_beside_it(page: Page, report: str) -> None:
    page.goto(f"{report}#/statements?words=train")
    page.get_by_text("covered by 1 disclaimer").click()
    line = page.locator(".covering li").inner_text()
    assert "Nothing in this Annex shall give rise to legal rights" in line and "covers the annex" in line


def test_the_options_of_a_filter_say_what_choosing_them_would_find(page: Page, report: str) -> None:
    page.goto(f"{report}#/statements?force=obligation")
    page.wait_for_selector("main .card")
    options = page.get_by_label("Force").locator("option").all_inner_texts()
    assert options == ["any", "obligation (2)", "pledge (1)", "intention (1)", "recommendation (1)"]
    assert page.get_by_label("Hedge").locator("option").all_inner_texts()[:3] == [
        "any",
        "any at all (1)",
        "without hedge (1)",
    ]


def test_an_exact_phrase_is_searched_across_line_breaks(page: Page, report: str) -> None:
    page.goto(f'{report}#/statements?words="%20within%2024%20hours"')
    one_card(page)
    page.get_by_label("Words").fill('"hours within"')
    page.wait_for_selector("main .empty")
    assert "No statement fits" in page.locator("main .empty").inner_text()


def test_single_keys_lead_through_the_page(page: Page, report: str) -> None:
    page.goto(report)
    page.keyboard.press("?")
    assert page.get_by_role("dialog").get_by_role("heading", name="Keyboard").is_visible()
    page.keyboard.press("Escape")
    views = page.locator(".masthead nav a").all_inner_texts()
    page.keyboard.press(str(views.index("Statements") + 1))
    page.wait_for_selector("main.view-statements .card")
    page.keyboard.press("j")
    page.keyboard.press("j")
    cards = page.locator("main .card")
    assert cards.nth(1).evaluate("node => node === document.activeElement")
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.keyboard.press("c")
    until(lambda: bool(page.evaluate("window.copied")))
    assert page.evaluate("window.copied").endswith("Article 2, p. 1")
    page.keyboard.press("/")
    page.keyboard.type("2?")
    assert page.get_by_label("Words").input_value() == "2?"


def test_single_keys_can_be_switched_off(page: Page, report: str) -> None:
    page.goto(report)
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_label("Single keys act on this page").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    assert heading(page) == "Overview"


def test_the_heat_map_counts_and_leads_to_the_statements(page: Page, report: str) -> None:
    page.goto(f"{report}#/overview?heat=hedges")
    heat = page.locator("table.heat")
    assert heat.locator("tbody tr").first.inner_text().split("\n")[0].startswith("Agreement on Mutual Support")
    funding = heat.get_by_role("columnheader").all_inner_texts().index("funding")
    cell = heat.locator("tbody tr").first.locator("td").nth(funding - 1)
    assert cell.inner_text() == "2"
    cell.get_by_role("link").click()
    page.wait_for_selector("main.view-statements .card")
    assert page.locator("main [role=status]").inner_text() == "2 of 11 statements"
    page.goto(report)
    page.get_by_label("Heat map of").select_option("forces")
    assert "heat=forces" in page.url
    assert "obligation" in heat.get_by_role("columnheader").all_inner_texts()


def test_qualifiers_from_elsewhere_are_numbered_and_lead_to_their_words(page: Page, report: str) -> None:
    page.goto(f"{report}#/read/{SUPPORT}")
    numbered = page.locator(".numbered li")
    assert "hedge: funding" in numbered.nth(1).inner_text()
    assert "reaches 2 statements through the instrument" in numbered.nth(1).inner_text()
    pledge = page.locator(".text .paragraph").filter(has_text="EUR 2.5 million")
    assert pledge.locator(".inherited a").all_inner_texts() == ["2"]
    pledge.locator(".inherited a").click()
    page.wait_for_selector(".is-target")
    assert "subject to the availability of funds" in page.locator(".is-target").first.inner_text()
    page.go_back()
    until(lambda: bool(page.evaluate("document.activeElement.matches('button.tag.pledge')")))


def test_pointing_at_a_statement_lights_what_belongs_to_it(page: Page, report: str) -> None:
    page.goto(f"{report}#/read/{SUPPORT}")
    page.locator(".text .is-aim", has_text="meet").hover()
    assert "In the event of an armed attack" in " ".join(page.locator(".is-lit.is-condition").all_inner_texts())
    assert "endeavour" not in " ".join(page.locator(".is-lit").all_inner_texts())
