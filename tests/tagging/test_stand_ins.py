"""What is none of a text's words does not stand in the way of the rules, and quotes keep it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipeline.ingestion import agreement_from_text
from pipeline.records import Analysis, Statement
from pipeline.tagging.stand_ins import StandIns
from pipeline.tagging.tokens import fold


@pytest.fixture
def tagged(read: Callable[[str], Analysis]) -> Callable[[str], tuple[Statement, ...]]:
    def tag(text: str) -> tuple[Statement, ...]:
        found = read(text)
        assert all(found.agreement.text[one.start : one.end] == one.quote for one in found.statements)
        return found.statements

    return tag


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("the United StatesFootnote 1 and Norland", "the United States and Norland"),
        ("a duty[1] on goods.\n\n[1] A tax.", "a duty on goods. [1] A tax."),
        ("speaks of [e]nsuring [that] they [may] meet", "speaks of ensuring that they may meet"),
        ("the Parties shall … work together", "the Parties shall work together"),
        ("the Parties shall [. . .] work, … and meet", "the Parties shall work, and meet"),
        ("where pos-\n  sible, in the long-\nterm, a long aim", "where possible, in the long-term, a long aim"),
        (
            "shall coop-\nerate; their cooperation and cooperation-\nbased co-operation",
            "shall cooperate; their cooperation and cooperation-based co-operation",
        ),
        ("see [1] and f[x]", "see [1] and f[x]"),
    ],
)
def test_what_is_read_in_its_place(text: str, read: str) -> None:
    stretch = fold(text, 0, len(text), StandIns(agreement_from_text(text)).within(0, len(text)))
    assert stretch.text == read
    for word in re.finditer(r"\w+", read):
        assert text[stretch.position(word.start())] in ("[", word.group()[0])
        assert text[stretch.end_position(word.end()) - 1] in ("]", word.group()[-1])


def test_characters_that_show_nothing_are_read_as_nothing(tagged: Callable[[str], tuple[Statement, ...]]) -> None:
    text = "The \u202eParties sh\u200ball\u202c, where \u2067pos\u00adsible\u2069, meet."
    (one,) = tagged(text)
    assert one.deontic is not None and one.deontic.text == "sh\u200ball\u202c"
    assert [hedge.type for hedge in one.hedges] == ["feasibility"]


def test_an_altered_word_is_quoted_with_its_brackets(tagged: Callable[[str], tuple[Statement, ...]]) -> None:
    (one,) = tagged("“[n]othing in this annex … shall give rise to rights or obligations under [international] law.”")
    assert (one.kind, one.quote[:9]) == ("disclaimer", "[n]othing")
    (other,) = tagged("The Parties shall [jointly] decide.")
    assert other.quote == "The Parties shall [jointly] decide"
    (last,) = tagged("The Parties shall consult [regularly].")
    assert last.quote == "The Parties shall consult [regularly]"


def test_quoted_promises_of_a_commentary_are_tagged_as_quoted(tagged: Callable[[str], tuple[Statement, ...]]) -> None:
    text = (
        "In Article II, the United StatesFootnote 1 and Ukraine promise that “the Parties shall, at the request of either "
        "of them, immediately consult.”Footnote 2 The text is short. By contrast, the Parties “shall … work together.”3"
    )
    found = tagged(text)
    assert [one.quote for one in found] == [
        "the Parties shall, at the request of either of them, immediately consult",
        "the Parties “shall … work together",
    ]


def test_page_furniture_inside_a_sentence_is_passed_over(tagged: Callable[[str], tuple[Statement, ...]]) -> None:
    page = "PACT ON FISH\n\nThe rules follow.\n\n{}\n\n{}"
    pages = [
        page.format("The Parties shall, where pos-\nsible,", 1),
        page.format("meet each year to review the state of the fish.", 2),
        page.format("They will speak.", 3),
    ]
    first = tagged("\n\f".join(pages).replace("The rules follow.\n\n", "", 2))[0]
    assert [hedge.type for hedge in first.hedges] == ["feasibility"]
    assert [time.text for time in first.times] == ["each year"]
