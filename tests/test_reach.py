"""How far disclaimers and general hedges reach: in specimens written for this, and in real agreements beside us."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipeline.analysis import analyse
from pipeline.ingestion import agreement_from_text, read_agreement
from pipeline.reach import named_scope
from pipeline.records import Analysis, Level, Statement
from pipeline.tagging.nlp_setup import Tagger, load_tagger

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "corpus" / "txt"


@cache
def tagger() -> Tagger:
    return load_tagger()


@cache
def tagged(path: Path) -> Analysis:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this checkout")
    return analyse(read_agreement(path), tagger())


def source(analysis: Analysis, words: str) -> Statement:
    """The disclaimer that says these words."""
    (found,) = (s for s in analysis.statements if s.kind == "disclaimer" and words in " ".join(s.quote.split()))
    return found


def reached(analysis: Analysis, disclaimer: Statement) -> list[Statement]:
    """The statements that list it, each marked with its scope and its place."""
    found = []
    for statement in analysis.statements:
        for span in statement.disclaimers:
            if span.start == disclaimer.start and span.end == disclaimer.end:
                assert span.inherited is not None
                assert (span.inherited.level, span.inherited.start) == (disclaimer.scope, disclaimer.start)
                found.append(statement)
    return found


def hedged(analysis: Analysis, disclaimer: Statement, type_: str) -> list[Statement]:
    """The statements that take over its hedge of a type."""
    return [
        s
        for s in analysis.statements
        if any(
            h.type == type_ and h.inherited and h.inherited.level != "chapeau"
            for h in s.hedges
            if disclaimer.start <= h.start < disclaimer.end and s is not disclaimer
        )
    ]


def in_annex(statement: Statement) -> bool:
    return statement.citation.startswith("Annex")


# document, words of the disclaimer, level, whether it reaches a statement of the document, types of hedges it lends
REACHES: list[tuple[Path, str, Level, Callable[[Statement], bool], set[str]]] = [
    (ROOT / "corpus" / "aldermark-tirrane-security-2024.txt", "All cooperation under this Agreement",
     "instrument", lambda s: True, {"law", "funding"}),
    (ROOT / "corpus" / "aldermark-tirrane-security-2024.txt", "Nothing in this annex gives rise",
     "annex", in_annex, set()),
    (ROOT / "corpus" / "calvessa-tirrane-energy-2021.md", "All activities under this Memorandum",
     "instrument", lambda s: True, {"law", "funding"}),
    (ROOT / "corpus" / "lindgarde-havenmoor-health-2022.docx", "All activities under this Agreement",
     "instrument", lambda s: True, {"law", "funding"}),
    (ROOT / "corpus" / "lindgarde-havenmoor-health-2022.docx", "Nothing in this annex creates financial obligations",
     "annex", in_annex, set()),
    (ROOT / "corpus" / "lantern-bay-compact-2024.pdf", "The commitments in this Compact are subject to",
     "instrument", lambda s: True, {"funding"}),
    (SHARED / "usa-ukr-security-2024.txt", "All cooperation and activities under this Agreement",
     "instrument", lambda s: True, {"law", "funding"}),
    (SHARED / "usa-ukr-security-2024.txt", "Nothing in this annex is intended", "annex", in_annex, set()),
    (SHARED / "usa-ukr-security-2024.txt", "intend to implement the commitments under this annex",
     "annex", in_annex, {"law", "funding"}),
    (SHARED / "usa-mys-minerals-2025.txt", "All cooperation under this Memorandum of Understanding",
     "instrument", lambda s: True, {"funding"}),
    (SHARED / "usa-tha-minerals-2025.txt", "All cooperation under this Memorandum of Understanding",
     "instrument", lambda s: True, {"funding"}),
    (SHARED / "usa-gbr-technology-2025.txt", "Cooperation under this MOU is intended to take place",
     "instrument", lambda s: True, {"law"}),
    (SHARED / "imec-corridor-2023.txt", "does not create rights or obligations", "instrument", lambda s: True, set()),
]  # fmt: skip


@pytest.mark.parametrize(("path", "words", "level", "within", "types"), REACHES)
def test_a_disclaimer_reaches_its_scope_and_nothing_else(
    path: Path, words: str, level: Level, within: Callable[[Statement], bool], types: set[str]
) -> None:
    analysis = tagged(path)
    disclaimer = source(analysis, words)
    assert disclaimer.scope == level
    in_scope = [s for s in analysis.statements if within(s) and s is not disclaimer]
    assert in_scope
    assert reached(analysis, disclaimer) == in_scope
    commitments = [s for s in in_scope if s.kind == "commitment"]
    for type_ in ("law", "funding", "consent"):
        assert hedged(analysis, disclaimer, type_) == (commitments if type_ in types else [])


# A disclaimer on one matter reaches no further than its words.
STAY = [
    (ROOT / "corpus" / "aldermark-brennavia-fisheries-2019.txt", "Nothing in this Article shall be construed"),
    (
        ROOT / "corpus" / "lindgarde-havenmoor-health-2022.docx",
        "Nothing in this Agreement shall oblige a Side to disclose",
    ),
    (ROOT / "corpus" / "varnwind-supply-2020.pdf", "Nothing in this Agreement limits liability"),
    (SHARED / "usa-mys-trade-2025.txt", "Nothing in this Agreement shall constrain"),
    (SHARED / "usa-khm-trade-2025.txt", "This article does not preclude"),
]


@pytest.mark.parametrize(("path", "words"), STAY)
def test_a_disclaimer_on_one_matter_reaches_nothing(path: Path, words: str) -> None:
    analysis = tagged(path)
    disclaimer = source(analysis, words)
    assert disclaimer.scope is None
    assert reached(analysis, disclaimer) == []


def test_a_hedge_of_one_agreement_reaches_no_other() -> None:
    first = analyse(
        agreement_from_text("All cooperation under this Agreement is subject to available funds."), tagger()
    )
    second = analyse(agreement_from_text("The Parties shall train staff."), tagger())
    assert first.statements[0].scope == "instrument"
    assert second.statements[0].hedges == () and second.statements[0].disclaimers == ()


def test_a_chapeau_reaches_its_items_and_not_the_next_paragraph() -> None:
    text = (
        "At the request of either Party, the Parties shall, within available resources:\n\n"
        "(a) train crews;\n\n(b) exchange charts.\n\nThe Parties shall publish a report.\n"
    )
    crews, charts, report = analyse(agreement_from_text(text), tagger()).statements
    for item in (crews, charts):
        assert [(h.type, h.inherited.level if h.inherited else None) for h in item.hedges] == [("funding", "chapeau")]
        assert [c.type for c in item.conditions] == ["request"]
    assert report.hedges == () and report.conditions == ()


@pytest.mark.parametrize(
    ("quote", "level"),
    [
        ("Nothing in this annex gives rise to rights", "annex"),
        ("All activities under this Chapter are subject to the law", "part"),
        ("Nothing in this Article creates rights", "article"),
        ("This Joint Declaration is not legally binding", "instrument"),
        ("The fund is subject to review", None),
    ],
)
def test_the_level_is_read_from_the_words(quote: str, level: Level | None) -> None:
    assert named_scope(quote, tagger().rule_set.word_lists["instrument_nouns"]) == level
