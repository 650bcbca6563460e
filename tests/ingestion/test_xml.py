"""ToTA and Akoma Ntoso, and XML that means harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ReadingError
from pipeline.ingestion import read_agreement
from tests.ingestion.shared_corpus import corpus_files, needs_corpus

TOTA = """<?xml version="1.0" encoding="UTF-8"?>
<treaty><meta><name>Iceland - Norway</name><date_signed>2001-02-03</date_signed><language>en</language>
<parties_original><partyisocode n="1">ISL</partyisocode><partyisocode n="2">NOR</partyisocode></parties_original></meta>
<body><chapter name="Preamble"><article>Iceland and Norway, hereinafter called "the Parties",
have agreed as follows:</article></chapter>
<chapter number="CHAPTER I" name="Goods"><article number="ARTICLE 1" name="Duties">1. No duty
shall be levied.

2. The Parties shall:

(a) meet;
(b) speak.</article><article number="ARTICLE 2" name="Fish">Fish is free.
Salt is not.</article></chapter></body></treaty>"""

AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><identification><FRBRExpression>
<FRBRdate date="2020-01-02" name="signature"/><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>
<preface><p><docTitle>Pact on Rivers</docTitle></p></preface><body><chapter><num>Chapter I</num><heading>Aims</heading>
<article><num>Article 1</num><heading>Water</heading><paragraph><num>1.</num><list><intro><p>The Parties
shall:</p></intro><point><num>(a)</num><content><p>meet<authorialNote marker="1"><p>Each year.</p></authorialNote>;</p>
</content></point></list></paragraph></article></chapter></body></act></akomaNtoso>"""


def test_tota_articles_and_chapters_are_hints(tmp_path: Path) -> None:
    path = tmp_path / "pact.xml"
    path.write_text(TOTA, encoding="utf-8")
    agreement = read_agreement(path)
    assert agreement.text.split("\n\n") == [
        "Preamble",
        'Iceland and Norway, hereinafter called "the Parties", have agreed as follows:',
        "CHAPTER I: Goods",
        "ARTICLE 1: Duties",
        "1. No duty shall be levied.",
        "2. The Parties shall:",
        "(a) meet;",
        "(b) speak.",
        "ARTICLE 2: Fish",
        "Fish is free.",
        "Salt is not.",
    ]
    articles = {h.number: agreement.text[h.start : h.end] for h in agreement.hints if h.kind == "article"}
    assert list(articles) == ["ARTICLE 1", "ARTICLE 2"]
    assert articles["ARTICLE 1"].startswith("ARTICLE 1: Duties")
    assert articles["ARTICLE 1"].endswith("(b) speak.")
    assert (agreement.title, agreement.signed) == ("Iceland - Norway", "2001-02-03")
    assert [(party.id, party.name) for party in agreement.parties] == [("ISL", "Iceland"), ("NOR", "Norway")]
    assert dict(agreement.found)["parties"] == "XML metadata"


def test_akoma_ntoso_hierarchy(tmp_path: Path) -> None:
    path = tmp_path / "pact.xml"
    path.write_text(AKN, encoding="utf-8")
    agreement = read_agreement(path)
    assert agreement.text.split("\n\n") == [
        "Pact on Rivers",
        "Chapter I: Aims",
        "Article 1: Water",
        "1. The Parties shall:",
        "(a) meet;",
        "[1] Each year.",
    ]
    found = [(h.kind, h.number) for h in agreement.hints]
    assert ("article", "Article 1") in found
    assert ("item", "(a)") in found
    assert ("footnote", "[1]") in found
    assert (agreement.title, agreement.signed) == ("Pact on Rivers", "2020-01-02")


ACT = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><notes><note eId="n1">
<p>Each year.</p></note></notes></meta><coverPage><p>Treaty Series No 5</p></coverPage>
<preface><longTitle><p>Agreement between <organization>Norway</organization> and Iceland</p></longTitle></preface>
<preamble><recitals><recital><num>(1)</num><p>Whereas fish are few,</p></recital></recitals></preamble><body>
<paragraph><num>1.</num><content><p>They shall <ins>not</ins><del>ever</del> meet<noteRef marker="1" href="#n1"/>.</p>
</content></paragraph><paragraph><num>2.</num><point><num>(a)</num><content><p>speak,</p></content></point>
<point><num>(b)</num><content><ul><li>write</li></ul></content></point></paragraph></body></act></akomaNtoso>"""


def test_akoma_ntoso_loses_no_words(tmp_path: Path) -> None:
    path = tmp_path / "pact.akn"
    path.write_text(ACT, encoding="utf-8")
    agreement = read_agreement(path)
    assert agreement.text.split("\n\n") == [
        "Agreement between Norway and Iceland",
        "(1) Whereas fish are few,",
        "1. They shall not meet.",
        "2. (a) speak,",
        "(b) write",
        "[1] Each year.",
    ]
    assert [(d.reason, d.text) for d in agreement.dropped] == [
        ("markup", "Treaty Series No 5"),
        ("markup", "ever"),
        ("footnote mark", "1"),
    ]
    assert [party.id for party in agreement.parties] == ["NOR", "ISL"]


@pytest.mark.parametrize(
    ("xml", "problem"),
    [
        ('<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/hostname">]><treaty><body>&a;</body></treaty>', "entities"),
        ('<!DOCTYPE t [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><treaty><body>&b;</body></treaty>', "entities"),
        ("<treaty><body></treaty>", "line 1"),
        ("<a>" * 5000 + "</a>" * 5000, "well-formed"),
        ("<recipe/>", "<recipe>"),
        ("<treaty/>", "no text"),
        ('<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate/></akomaNtoso>', "<debate>"),
    ],
)
def test_harmful_and_foreign_xml_is_refused(tmp_path: Path, xml: str, problem: str) -> None:
    path = tmp_path / "pact.xml"
    path.write_text(xml, encoding="utf-8")
    with pytest.raises(ReadingError, match=problem):
        read_agreement(path)


@needs_corpus
@pytest.mark.parametrize("path", corpus_files("tota", ".xml"), ids=lambda path: path.stem)
def test_every_real_article_is_a_hint(path: Path) -> None:
    from lxml import etree

    agreement = read_agreement(path)
    articles = [hint for hint in agreement.hints if hint.kind == "article"]
    expected = [node for node in etree.parse(str(path)).iter("article") if node.get("number") or node.get("name")]
    assert len(articles) == len(expected)
    squeeze = "".join
    for hint, node in zip(sorted(articles, key=lambda h: h.start), expected, strict=True):
        words = squeeze(squeeze(node.itertext()).split())
        assert squeeze(agreement.text[hint.start : hint.end].split()).endswith(words.replace("\u00ad", "")[-40:])
    assert len(agreement.parties) >= 2
    assert all(party.id for party in agreement.parties)
