"""Every letter of a source is in the canonical text or among what was dropped, as the file's own library reads it."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import pdfplumber
import pytest
from lxml import etree
from lxml import html as lxml_html

from pipeline.analysis import analyse
from pipeline.ingestion import READABLE_SUFFIXES, read_agreement
from pipeline.records import Agreement, Span, Statement
from pipeline.tagging.nlp_setup import load_tagger
from tests.ingestion.shared_corpus import CORPUS, corpus_files

SPECIMENS = sorted(
    path
    for path in (Path(__file__).resolve().parents[2] / "corpus").iterdir()
    if path.suffix in READABLE_SUFFIXES and path.stem != "README"
)
REAL = [path for folder in ("docx", "html", "pdf") for path in corpus_files(folder, f".{folder}")]
UNSEEN = ("script", "style", "head")


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text.lower() if character.isalpha())


def words_in_pdf(path: Path) -> str:
    with pdfplumber.open(path) as document:
        return "".join(char["text"] for page in document.pages for char in page.chars)


def words_in_docx(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        parts = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        roots = [etree.fromstring(package.read(name)) for name in parts]
    return "".join(node.text or "" for root in roots for node in root.iter("{*}t", "{*}delText"))


def words_in_html(path: Path) -> str:
    root = lxml_html.parse(str(path)).getroot()
    for element in list(root.iter(*UNSEEN, etree.Comment)):
        element.drop_tree()
    return root.text_content()


def words_in_xml(path: Path) -> str:
    return "".join("".join(child.itertext()) for child in etree.parse(path).getroot().iter("{*}body", "body"))


SOURCES = {".pdf": words_in_pdf, ".docx": words_in_docx, ".html": words_in_html, ".xml": words_in_xml}


@pytest.mark.parametrize("path", [*(p for p in SPECIMENS if p.suffix in SOURCES), *REAL], ids=lambda path: path.name)
def test_every_letter_is_read_or_recorded(path: Path) -> None:
    agreement = read_agreement(path)
    recorded = "".join(dropped.text for dropped in agreement.dropped if dropped.start is None)
    missing = letters(SOURCES[path.suffix](path)) - letters(agreement.text + recorded)
    assert not missing
    assert all(dropped.reason and dropped.text for dropped in agreement.dropped)
    if path.suffix == ".pdf":
        assert all(1 <= (dropped.page or 0) <= len(agreement.page_starts) for dropped in agreement.dropped)


def spans_of(statement: Statement) -> list[Span]:
    single = (statement.attribute, statement.deontic, statement.direct_object, statement.beneficiary)
    several = (statement.aims, statement.conditions, statement.hedges, statement.times, statement.amounts)
    more = (statement.references, statement.elements, statement.disclaimers)
    return [*filter(None, single), *(span for group in (*several, *more) for span in group)]


def one_of_each() -> list[Path]:
    name = "usa-ukr-security-2024"
    real = [CORPUS / form / f"{name}.{form}" for form in ("txt", "md", "html", "docx", "pdf")]
    return [*SPECIMENS, *(path for path in (*real, CORPUS / "tota" / "pta_324.xml") if path.is_file())]


@pytest.fixture(scope="module")
def analysed() -> list[tuple[Agreement, tuple[Statement, ...]]]:
    tagger = load_tagger()
    agreements = [read_agreement(path) for path in one_of_each()]
    return [(agreement, analyse(agreement, tagger).statements) for agreement in agreements]


def test_every_quote_and_span_stands_at_its_offsets(analysed: list[tuple[Agreement, tuple[Statement, ...]]]) -> None:
    assert {agreement.format for agreement, _ in analysed} == {"txt", "md", "html", "docx", "pdf", "xml"}
    for agreement, statements in analysed:
        assert statements
        for statement in statements:
            assert agreement.text[statement.start : statement.end] == statement.quote
            for span in spans_of(statement):
                start, end = (span.inherited.start, span.inherited.end) if span.inherited else (span.start, span.end)
                assert agreement.text[start:end] == span.text, (agreement.source, span)
