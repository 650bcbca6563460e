"""Decisions found again after the text or the rules changed, and the state of each statement."""

from __future__ import annotations

from dataclasses import replace

from pipeline.comparison import RunRows
from pipeline.review.anchors import anchor_at, find
from pipeline.review.states import stand_in_run, statement_states
from tests.comparison.specimens import specimen_rows
from tests.review.decided import Row, add, decide, row_of

ROWS = specimen_rows()
DOCUMENT = row_of(ROWS, "endeavour")["document_id"]


def changed(text: str) -> RunRows:
    """The run with another text of the document, in which the rules find nothing."""
    return replace(ROWS, statements=[], texts={**ROWS.texts, DOCUMENT: text})


def shifted(row: Row, by: int) -> Row:
    return {**row, "start": row["start"] + by, "end": row["end"] + by, "statement_id": "moved"}


def test_unchanged_text_gives_the_same_place() -> None:
    (one,) = stand_in_run([decide(ROWS, "endeavour", "accept")], ROWS.statements, ROWS.texts)
    assert one.place.found == "exact"
    assert one.statement_id == row_of(ROWS, "endeavour")["statement_id"]


def test_words_that_moved_are_found_with_all_their_spans() -> None:
    decision = decide(ROWS, "endeavour", "accept")
    text = "A new first line.\n\n" + ROWS.texts[DOCUMENT].replace("will endeavour", "will\n  endeavour")
    rows = changed(text)
    (one,) = stand_in_run([decision], rows.statements, rows.texts)
    assert one.place.found == "moved" and one.annotation is not None
    spans = [
        one.annotation["attribute"],
        *one.annotation["hedges"],
        *one.annotation["amounts"],
        *one.annotation["aims"],
    ]
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)
    assert text[one.annotation["start"] : one.annotation["end"]] == one.annotation["quote"]
    assert "will\n  endeavour" in one.annotation["quote"]


def test_of_repeated_words_context_decides_and_then_nearness() -> None:
    clause = "The Parties shall meet."
    text = f"Article 1. {clause} On trade.\nArticle 2. {clause} On ships.\n"
    anchor = anchor_at(text, text.rindex(clause), text.rindex(clause) + len(clause))
    turned = f"New words. Article 2. {clause} On ships.\nArticle 1. {clause} On trade.\n"
    assert find(anchor, turned).start == turned.index(clause)
    bare = f"{clause} {clause} {clause}"
    anchor = replace(anchor, start=26, end=26 + len(clause), before="", after="")
    assert find(anchor, bare).start == 24


def test_a_word_is_not_found_inside_another() -> None:
    anchor = anchor_at("shall art", 6, 9)
    assert find(anchor, "a shall party").found == "lost"


def test_lost_words_are_listed_and_never_dropped() -> None:
    decisions = [decide(ROWS, "endeavour", "accept"), decide(ROWS, "intends to train", "reject")]
    rows = changed("Another agreement altogether.")
    standings = stand_in_run(decisions, rows.statements, rows.texts)
    assert [(one.lost, one.decision) for one in standings] == [(True, decisions[0]), (True, decisions[1])]
    assert statement_states(standings) == {}


def test_a_correction_whose_words_are_gone_is_lost_though_the_clause_stands() -> None:
    text = ROWS.texts[DOCUMENT]
    words = "Done at Brightwater"
    start = text.index(words)
    outside = {"start": start, "end": start + len(words), "text": words, "type": "event"}
    decision = decide(ROWS, "endeavour", "correct", changes={"conditions": [outside]})
    rows = changed(text.replace(words, "Signed there"))
    (one,) = stand_in_run([decision], rows.statements, rows.texts)
    assert one.lost


def test_a_decision_follows_its_statement_to_a_new_id_and_new_borders() -> None:
    row = row_of(ROWS, "endeavour")
    decision = decide(ROWS, "endeavour", "reject")
    text = "\n\n" + ROWS.texts[DOCUMENT]
    moved = shifted(row, 2)
    narrower = {**moved, "end": moved["end"] - 10, "quote": moved["quote"][:-10]}
    for found in (moved, narrower):
        rows = replace(changed(text), statements=[found])
        (one,) = stand_in_run([decision], rows.statements, rows.texts)
        assert one.statement_id == "moved"


def test_states_are_told_apart() -> None:
    def state(*decisions: object) -> str:
        states = statement_states(stand_in_run(decisions, ROWS.statements, ROWS.texts))  # type: ignore[arg-type]
        (found,) = states.values()
        return found.label

    pledge = {"changes": {"force": "pledge"}}
    by_ana = decide(ROWS, "intends to train", "correct", **pledge)
    assert state(by_ana) == "reviewed by ana"
    assert state(by_ana, decide(ROWS, "intends to train", "correct", "ben", **pledge)) == "reviewed by ana, ben"
    assert state(by_ana, decide(ROWS, "intends to train", "skip", "ben")) == "reviewed by ana"
    accepted = decide(ROWS, "intends to train", "accept", "ben")
    assert state(by_ana, accepted) == "disputed by ana, ben"
    assert state(by_ana, accepted, decide(ROWS, "intends to train", "reject", "cai", role="adjudicator")) == (
        "adjudicated by cai"
    )
    assert state(decide(ROWS, "intends to train", "skip")) == "proposed by rule"


def test_what_two_reviewers_added_at_one_place_is_one_statement() -> None:
    one = add(ROWS, DOCUMENT, "This Agreement shall mean what it says")
    other = add(ROWS, DOCUMENT, "Agreement shall mean what it says", "ben")
    states = statement_states(stand_in_run([one, other], ROWS.statements, ROWS.texts))
    assert [state.label for state in states.values()] == ["disputed by ana, ben"]
