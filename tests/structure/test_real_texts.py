"""Real agreements: the provisions that a reader finds in them."""

from __future__ import annotations

import textwrap
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from pipeline.records import Agreement
from pipeline.structure import build_structure
from tests.structure.shared_corpus import SHARED, needs_corpus, shared_text
from tests.structure.trees import tree

pytestmark = needs_corpus


def test_a_security_agreement() -> None:
    found = tree(shared_text("corpus/txt/usa-ukr-security-2024.txt"))
    agreed = found.below("Article II, 5th para.")
    assert found.body("Article II, 5th para.").endswith("the Parties agree:")
    assert agreed == [f"Article II, {n} bullet" for n in ("1st", "2nd", "3rd", "4th")]
    assert {found.chapeau(citation) for citation in agreed} == {"Article II, 5th para."}
    elements = found.below("Article II, 3rd bullet")
    assert len(elements) == 10
    assert {found.chapeau(citation) for citation in elements} == {"Article II, 3rd bullet"}
    assert found.body(elements[0]) == "Training and military education programs;"
    assert found.body(elements[-1]).startswith("Other cooperation")
    assert len(found.below("Article III")) == 5
    reforms = found.below("Article IV, 3rd para.")
    assert len(reforms) == 8
    assert found.body("Article IV, 3rd para.").endswith("shall undertake efforts towards:")
    assert [found[c].kind for c in found.below("Article VII")] == ["paragraph"] * 3


def test_its_annex() -> None:
    found = tree(shared_text("corpus/txt/usa-ukr-security-2024.txt"))
    sections = [c for c in found.citations if found[c].kind == "section" and found[c].number]
    assert [c for c in sections if str(found.parent(c)).startswith("Annex, Implementation of Article II:")] == [
        "Annex, A. Ukraine’s Future Force Capabilities",
        "Annex, B. Training and Exercises",
        "Annex, C. Defense Industrial Base Development Cooperation",
        "Annex, D. End Use Monitoring/Accountability",
        "Annex, E. Unexploded Ordnance Removal and Demining",
        "Annex, F. Other Areas of Security and Defense Cooperation",
    ]
    assert found["Annex"].kind == "annex" and found["Annex"].level == 0
    assert found["Annex"].end == found.provisions[-1].end
    assert found["Annex, A. Ukraine’s Future Force Capabilities, 5th bullet"].heading == "Maritime"
    assert found.parent("Annex, B. Legal Status and Funding of Annex") == "Annex, Final Provisions"


def test_a_compact() -> None:
    found = tree(shared_text("corpus/txt/ukraine-compact-2024.txt"))
    assert [found.chapeau(f"para. 3({n})") for n in (1, 2, 3)] == ["para. 3"] * 3
    assert len(found.below("para. 2")) == 5
    assert found["Signatures"].kind == "signature"


def test_near_twins_of_trade_agreements() -> None:
    found = tree(shared_text("corpus/txt/usa-mys-trade-2025.txt"))
    assert found.parent("Article 6.2") == "Section 6"
    assert found.below("Article 5.1(2)") == [f"Article 5.1(2)({letter})" for letter in "abcd"]
    assert found.chapeau("Article 3.4(2)(f)") == "Article 3.4(2)"
    footnotes = [c for c in found.citations if c.startswith("footnote") and "(" not in c]
    assert footnotes == [f"footnote {n}" for n in range(1, 10)]


@pytest.mark.parametrize("name", ["usa-ukr-security-2024", "usa-khm-trade-2025", "ukraine-compact-2024"])
@pytest.mark.parametrize("width", [60, 80])
def test_wrapping_lines_changes_no_provision(name: str, width: int) -> None:
    plain = tree(shared_text(f"corpus/txt/{name}.txt"))
    paragraphs = plain.text.split("\n\n")
    fill = [textwrap.fill(p, width, break_long_words=False, break_on_hyphens=False) for p in paragraphs]
    wrapped = tree("\n\n".join(fill))
    assert wrapped.bodies == plain.bodies
    assert [wrapped.chapeau(c) for c in wrapped.citations] == [plain.chapeau(c) for c in plain.citations]


def _flattened(path: Path, between: str, after: str) -> tuple[str, set[tuple[str, int, int]]]:
    """A trade agreement as plain text, and its articles: number, start and end."""
    text = ""
    articles: set[tuple[str, int, int]] = set()
    for chapter in ET.parse(path).getroot().iter("chapter"):
        lines = [chapter.get("number"), chapter.get("name")]
        heading = "\n".join(line for line in lines if line and line != "Preamble")
        text += f"{heading}\n\n" if heading else ""
        for article in chapter.iter("article"):
            start = len(text)
            number, name = article.get("number"), article.get("name")
            if number:
                text += number + (between + name if name else "") + after
            text += "".join(article.itertext()).strip()
            if number:
                articles.add((number.upper(), start, len(text)))
            text += "\n\n"
    return text, articles


@pytest.mark.parametrize("between", [" ", "\n"])
@pytest.mark.parametrize("after", ["\n", "\n\n"])
def test_flattened_trade_agreements_give_back_their_articles(between: str, after: str) -> None:
    right = found_in_all = in_all = 0
    for path in sorted((SHARED / "corpus" / "tota").glob("*.xml")):
        text, articles = _flattened(path, between, after)
        provisions = build_structure(Agreement(path.stem, text))
        found = {(p.number.upper(), p.start, p.end) for p in provisions if p.kind == "article" and p.number}
        right += len(found & articles)
        found_in_all += len(found)
        in_all += len(articles)
    assert in_all > 2000
    assert 2 * right / (found_in_all + in_all) >= 0.98
