"""The page as a reviewer works with it: the keyboard alone, the mouse, a crash, two windows, a hostile text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.comparison.specimens import HOSTILE, SUPPORT
from tests.review.conftest import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SUPPORT_ID = "norvala-estmark-2021"


@pytest.fixture
def served(run_folder: Path, serve: Callable[[Path], Served]) -> Served:
    return serve(run_folder)


@pytest.fixture
def faults() -> list[str]:
    return []


@pytest.fixture
def open_page(browser: Browser, served: Served, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a reviewer's page; at the end no page may have met an error."""
    opened: list[Page] = []

    def begin(reviewer: str = "ana", view: str = "review", width: int = 1280) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{served.addresses[reviewer]}/{view}")
        opened.append(page)
        if view == "review":
            page.locator(".row.is-here").wait_for()
            page.locator("#card .parts").wait_for()
        return page

    yield begin
    for page in opened:
        page.close()
    assert not faults


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def here(page: Page) -> str:
    return page.locator(".row.is-here .row-quote").inner_text()


def kept(page: Page) -> None:
    page.locator("#saving", has_text="all kept").wait_for()


def go_to(page: Page, words: str) -> None:
    """With the keyboard, to the statement whose quote holds these words."""
    press(page, *["ArrowUp"] * 20)
    for _ in range(20):
        if words in here(page):
            page.locator("#card .parts").get_by_text(words[:20]).first.wait_for()
            return
        press(page, "ArrowDown")
        page.wait_for_timeout(20)
    raise AssertionError(f"no statement with {words!r}")


def words_of(span: dict[str, int], text: str = SUPPORT) -> str:
    return text[span["start"] : span["end"]]


def test_a_document_is_reviewed_with_the_keyboard_alone(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page()
    go_to(page, "the Parties shall, at the request")
    press(page, "a")
    assert "endeavour" in here(page)
    press(page, "3", "p")  # intention, negative
    press(page, "e", "ArrowLeft", "ArrowLeft")  # the clause ends two words earlier
    press(page, "n")
    page.keyboard.type("each year is a frequency")
    press(page, "Enter", "a")
    assert "intends to train" in here(page)
    press(page, "x")
    press(page, "a", "s")
    press(page, "a", "a", "a", "a")
    kept(page)
    own = [d for d in served.decisions() if d.document_id == SUPPORT_ID]
    assert [d.decision for d in own] == ["accept"] + ["correct"] * 5 + ["reject", "accept", "skip"] + ["accept"] * 4
    corrected = own[5].correction
    assert corrected is not None
    assert (corrected["force"], corrected["polarity"]) == ("intention", "negative")
    assert corrected["quote"] == "Norvala will endeavour to provide Estmark with EUR 2.5 million"
    assert own[5].note == "each year is a frequency"
    assert page.locator("#list-head").inner_text() == "11 statements, 9 decided"


def test_borders_types_and_parts_are_changed_with_the_keyboard(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page()
    go_to(page, "endeavour")
    hedge = page.locator(".part-choice", has_text="hedge: effort")
    while hedge.get_attribute("aria-pressed") != "true":
        press(page, "e")
    press(page, "Shift+ArrowLeft", "ArrowRight")
    press(page, "t", "4")
    assert page.locator(".part-choice.is-chosen").inner_text().split("\n")[0] == "hedge: discretion"
    press(page, "m")
    for _ in range(5):
        press(page, "ArrowRight")
    press(page, "Shift+ArrowRight", "c", "2")
    kept(page)
    last = served.decisions()[-1].correction
    assert last is not None
    assert [(words_of(span), span["type"]) for span in last["hedges"]] == [("will endeavour to provide", "discretion")]
    ((words, kind),) = [(words_of(span), span["type"]) for span in last["conditions"]]
    assert len(words.split()) == 2 and kind == "request"
    press(page, "d")
    kept(page)
    assert served.decisions()[-1].correction["conditions"] == []  # type: ignore[index]


def test_a_missed_statement_is_added_with_the_keyboard(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page()
    go_to(page, "intends to train")
    press(page, "m", "m")
    assert page.locator("#action-bar .hint q").inner_text() == "shall"
    assert "it says what something is" in page.locator("#said").inner_text()
    press(page, "ArrowLeft", "ArrowLeft")
    assert page.locator("#action-bar .hint q").inner_text() == "This"
    for _ in range(6):
        press(page, "Shift+ArrowRight")
    press(page, "1")
    page.locator(".row.is-here", has_text="This Agreement shall mean what it says").wait_for()
    (added,) = served.decisions()
    assert added.decision == "add" and added.correction is not None and added.correction["force"] == "obligation"
    assert added.correction["quote"] == "This Agreement shall mean what it says"
    assert words_of(added.correction["deontic"]) == "shall"
    press(page, "u")
    page.locator(".row", has_text="This Agreement shall mean").wait_for(state="detached")
    assert [d.decision for d in served.decisions()] == ["add", "undo"]


def test_undo_takes_back_one_after_the_other_to_the_beginning(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page()
    press(page, *["a"] * 6)
    kept(page)
    for left in range(5, -1, -1):
        press(page, "u")
        page.get_by_text(f"11 statements, {left} decided").wait_for()
    press(page, "u")
    page.locator("#said", has_text="nothing is left to undo").wait_for(state="attached")
    assert [d.decision for d in served.decisions()] == ["accept"] * 6 + ["undo"] * 6


def test_words_selected_with_the_mouse_become_a_hedge(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page()
    go_to(page, "intends to train")
    page.evaluate("""() => {
        const piece = [...document.querySelectorAll('#text-pane [data-at]')]
            .find((node) => node.textContent.includes('crews'));
        const start = piece.textContent.indexOf('rews');
        getSelection().setBaseAndExtent(piece.firstChild, start, piece.firstChild, start + 2);
        piece.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
    }""")
    page.locator("#action-bar .hint q", has_text="crews").wait_for()
    press(page, "h", "9")
    kept(page)
    last = served.decisions()[-1].correction
    assert last is not None and ("crews", "extent") in [(words_of(s), s["type"]) for s in last["hedges"]]


def test_a_border_is_dragged(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page()
    go_to(page, "intends to train")
    while "hedge: law" not in page.locator(".part-choice.is-chosen").all_inner_texts().__str__():
        press(page, "e")
    box = page.locator(".handle.start").bounding_box()
    target = page.evaluate("""() => {
        const piece = [...document.querySelectorAll('#text-pane [data-at]')]
            .find((node) => node.textContent.includes('crews'));
        const range = document.createRange();
        const at = piece.textContent.indexOf('crews');
        range.setStart(piece.firstChild, at + 1);
        range.setEnd(piece.firstChild, at + 3);
        const { x, y, height } = range.getBoundingClientRect();
        return { x, y: y + height / 2 };
    }""")
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(target["x"], target["y"], steps=5)
    page.mouse.up()
    kept(page)
    (dragged,) = served.decisions()
    assert dragged.correction is not None
    assert [words_of(s) for s in dragged.correction["hedges"]] == ["crews in accordance with its laws"]


def test_nothing_is_lost_when_the_program_is_killed(
    served: Served, open_page: Callable[..., Page], faults: list[str]
) -> None:
    page = open_page()
    press(page, "a", "x", "a")
    kept(page)
    served.kill()
    assert [d.decision for d in served.decisions()] == ["accept", "reject", "accept"]
    press(page, "a")
    page.locator("#trouble", has_text="Not kept: the last 1 decision.").wait_for()
    press(page, "a", "x")
    served.start()
    again = open_page()
    assert again.locator("#list-head").inner_text() == "11 statements, 3 decided"
    press(again, " ", "a")
    kept(again)
    assert len(served.decisions()) == 4


def test_two_windows_of_one_reviewer_overwrite_nothing(served: Served, open_page: Callable[..., Page]) -> None:
    one, other = open_page(), open_page()
    press(one, "a")
    kept(one)
    press(other, "x")
    other.locator("#trouble", has_text="another window").wait_for()
    assert "accepted" in other.locator("#row-0").inner_text()
    assert [d.decision for d in served.decisions()] == ["accept"]
    press(other, "ArrowUp", "ArrowUp", "x")
    kept(other)
    assert [d.decision for d in served.decisions()] == ["accept", "reject"]


def test_two_reviewers_keep_their_own_and_differ_until_adjudicated(
    served: Served, open_page: Callable[..., Page]
) -> None:
    ana, ben = open_page("ana"), open_page("ben")
    press(ana, "a", "a", "a")
    press(ben, "a", "x", "4")
    kept(ana)
    kept(ben)
    assert {(d.reviewer, d.decision) for d in served.decisions()} == {
        ("ana", "accept"), ("ben", "accept"), ("ben", "reject"), ("ben", "correct"),
    }  # fmt: skip
    judge = open_page("ben", "adjudicate")
    judge.locator(".versions").wait_for()
    assert judge.locator("#list-head").inner_text() == "2 statements of 3, 0 settled"
    press(judge, "v", "v")
    judge.get_by_text("Shown: ben rejects it").wait_for()
    press(judge, "a")
    judge.get_by_text("2 statements of 3, 1 settled").wait_for()
    press(judge, "v", "v", "a")
    judge.get_by_text("2 statements of 3, 2 settled").wait_for()
    kept(judge)
    settled = [d for d in served.decisions() if d.role == "adjudicator"]
    assert [d.decision for d in settled] == ["reject", "correct"]
    assert settled[1].correction is not None and settled[1].correction["force"] == "recommendation"


def test_a_version_that_was_only_looked_at_is_put_back(served: Served, open_page: Callable[..., Page]) -> None:
    ana, ben = open_page("ana"), open_page("ben")
    press(ana, "4", "a", "a")
    press(ben, "a", "x")
    kept(ana)
    kept(ben)
    judge = open_page("ben", "adjudicate")
    judge.locator(".versions").wait_for()
    proposed = judge.locator("#card .chip").first.inner_text()
    press(judge, "v")
    judge.get_by_text("Shown: as ana has it").wait_for()
    assert judge.locator("#card .chip").first.inner_text() == "recommendation" != proposed
    press(judge, "ArrowDown", "ArrowUp")
    judge.get_by_text("Shown: as ana has it").wait_for(state="detached")
    assert judge.locator("#card .chip").first.inner_text() == proposed


def test_a_new_run_is_shown_while_the_page_is_open(
    served: Served, run_folder: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    press(page, "x", "a")
    kept(page)
    lines = (run_folder / "statements.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    fewer = [line for line in lines if "intends to train" not in line and "HYPERLINK" not in line]
    (run_folder / "statements.jsonl").write_text("".join(fewer), encoding="utf-8", newline="\n")
    (run_folder / "run.json").write_text('{"failures": [], "rules": {"hash": "2"}}', encoding="utf-8")
    page.locator("#said", has_text="This is a new run").wait_for()
    assert page.locator("#list-head").inner_text() == "9 statements, 1 decided"
    press(page, " ", "a")
    kept(page)
    assert served.decisions()[-1].rules == "2"


def test_a_hostile_text_runs_nothing(open_page: Callable[..., Page]) -> None:
    page = open_page()
    go_to(page, "HYPERLINK")
    assert "".join(page.locator("#text-pane [data-at]").all_text_contents()) == HOSTILE
    assert page.evaluate("window.hacked") is None
    assert page.locator("#text-pane script, #text-pane img, #card img, #list img, #text-pane a").count() == 0


def test_filters_and_order_are_reached_with_the_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page()
    press(page, "/")
    assert page.evaluate("document.activeElement.name") == "document"
    page.locator("select[name=kind]").select_option("term")
    page.get_by_text("4 statements of 11, 0 decided").wait_for()
    page.locator("select[name=kind]").select_option("")
    page.locator("select[name=order]").select_option("doubt")
    press(page, "Escape")
    assert page.evaluate("document.activeElement.id") == "list"


def test_every_key_is_shown_and_found_without_a_mouse(open_page: Callable[..., Page]) -> None:
    page = open_page()
    press(page, "?")
    shown = page.locator("#help").inner_text()
    for label in page.locator("#action-bar button").all_inner_texts():
        assert label.split(" ")[0].strip() in shown
    press(page, "Escape")
    assert not page.locator("#help").is_visible()


def test_without_the_token_the_page_shows_nothing(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(served.addresses["ana"].split("#")[0] + "#wrong")
    page.locator("#trouble", has_text="token").wait_for()
    assert page.locator(".row").count() == 0
    page.close()


@pytest.mark.parametrize("width", [360, 900, 1280, 1920])
def test_nothing_overflows_sideways(open_page: Callable[..., Page], width: int) -> None:
    page = open_page(width=width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_text_and_list_scroll_together(open_page: Callable[..., Page]) -> None:
    page = open_page()
    go_to(page, "the Parties shall, at the request")
    page.set_viewport_size({"width": 1280, "height": 560})

    def top_row() -> str:
        return page.evaluate("""() => {
            const top = document.getElementById('list').getBoundingClientRect().top + 10;
            const rows = [...document.querySelectorAll('.row')];
            return rows.find((row) => row.getBoundingClientRect().bottom > top).querySelector('.row-quote').textContent;
        }""")

    page.locator("#text-pane").hover()
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(500)
    assert "meet within" not in top_row()
    page.locator("#list").hover()
    page.mouse.wheel(0, -3000)
    page.wait_for_timeout(500)
    assert page.evaluate("document.getElementById('list').scrollTop") == 0
    page.locator("#list").hover()
    page.mouse.wheel(0, 420)
    page.wait_for_timeout(500)
    first = top_row()[:25]
    piece = page.locator("#text-pane [data-at]", has_text=first).first.bounding_box()
    pane = page.locator("#text-pane").bounding_box()
    assert piece is not None and pane is not None
    assert pane["y"] <= piece["y"] < pane["y"] + pane["height"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_has_a_serious_fault_for_those_who_cannot_see_it(
    served: Served, open_page: Callable[..., Page], scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")

    def grave(page: Page) -> list[tuple[str, list[str]]]:
        return [
            (finding["id"], [node["html"][:160] for node in finding["nodes"][:3]])
            for finding in axe.Axe().run(page).response["violations"]
            if finding["impact"] in ("serious", "critical")
        ]

    ana, ben = open_page("ana"), open_page("ben")
    press(ben, "x", "a", "x", "a")
    kept(ben)
    ana.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    press(ana, "a", "x", "s", "3", "e", "e", "m", "ArrowRight")
    kept(ana)
    assert not grave(ana)
    press(ana, "h")
    ana.get_by_text("Which hedge?").wait_for()
    assert not grave(ana)
    press(ana, "Escape", "Escape", "?")
    assert not grave(ana)
    for view, words in (("adjudicate", "What reviewers made of it"), ("progress", "Krippendorff")):
        ana.goto(f"{served.addresses['ana']}/{view}")
        ana.get_by_text(words).first.wait_for()
        assert not grave(ana)
