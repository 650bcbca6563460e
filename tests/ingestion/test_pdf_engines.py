"""pdfium gives what pdfplumber gives, faster; what it cannot tell is left to pdfplumber."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

import pdfplumber
import pytest
from fpdf import FPDF

from pipeline.ingestion import ReadingOptions, read_agreement
from pipeline.ingestion.blocks import SourceFile
from pipeline.ingestion.pdf.boxes import Page
from pipeline.ingestion.pdf.engines import open_pages
from pipeline.ingestion.pdf.plumber_engine import PlumberSource
from tests.ingestion.printed import SENTENCE, pdf_with, wrapped_pdf
from tests.ingestion.shared_corpus import CORPUS, needs_corpus

SPECIMENS = sorted((Path(__file__).resolve().parents[2] / "corpus").glob("*.pdf"))
REAL = sorted((CORPUS / "pdf").glob("*.pdf"))


@pytest.fixture
def left_to_pdfplumber(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The numbers of the pages that pdfplumber read."""
    numbers: list[int] = []
    read = PlumberSource.pages

    def noted(source: PlumberSource, first: int = 1, last: int | None = None) -> Iterator[Page]:
        for page in read(source, first, last):
            numbers.append(page.number)
            yield page

    monkeypatch.setattr(PlumberSource, "pages", noted)
    yield numbers


@pytest.mark.parametrize("path", [*SPECIMENS, *REAL], ids=lambda path: path.stem)
def test_both_engines_make_the_same_agreement(path: Path, left_to_pdfplumber: list[int]) -> None:
    quick = read_agreement(path)
    assert left_to_pdfplumber == []
    assert quick == read_agreement(path, options=ReadingOptions(pdf_engine="pdfplumber"))


def test_both_engines_give_the_same_boxes() -> None:
    for path in SPECIMENS:
        quick, slow = (
            list(open_pages(SourceFile(path, path.read_bytes(), ReadingOptions(pdf_engine=engine))).pages())
            for engine in ("pdfium", "pdfplumber")
        )
        for page, other in zip(quick, slow, strict=True):
            # pdfium gives the words as they were drawn, pdfplumber line by line.
            found, expected = (
                [*sorted(p.words, key=lambda word: (word.text, word.x0, word.top))] for p in (page, other)
            )
            assert [(w.text, w.bold, w.tied) for w in found] == [(w.text, w.bold, w.tied) for w in expected]
            # The boxes of pdfium take in the ink that hangs over a letter's width.
            for word, same in zip(found, expected, strict=True):
                assert (word.x0, word.x1, word.size) == pytest.approx(
                    (same.x0, same.x1, same.size), abs=0.1 * word.size
                )
                assert (word.top, word.bottom) == pytest.approx((same.top, same.bottom), abs=0.01 * word.size)


def test_turned_words_are_left_to_pdfplumber(tmp_path: Path, left_to_pdfplumber: list[int]) -> None:
    pdf = FPDF(unit="pt", format="A4")
    for number in (1, 2):
        pdf.add_page()
        pdf.set_font("Times", size=11)
        pdf.text(72, 100, SENTENCE if number == 1 else f"Article {number}. {SENTENCE}")
        if number == 2:
            with pdf.rotation(90, 30, 400):
                pdf.text(30, 400, "Filed 2020")
    pdf.output(str(tmp_path / "pact.pdf"))
    agreement = read_agreement(tmp_path / "pact.pdf")
    assert left_to_pdfplumber == [2]
    assert [(d.text, d.page) for d in agreement.dropped] == [("Filed 2020", 2)]


def test_doubled_letters_are_left_to_pdfplumber(tmp_path: Path, left_to_pdfplumber: list[int]) -> None:
    page = [(72 + shift, 100, "The Parties shall cooperate wherever needed") for shift in (0, 0.3)]
    agreement = read_agreement(pdf_with(tmp_path / "pact.pdf", page))
    assert agreement.text == "The Parties shall cooperate wherever needed"


def test_pages_set_sideways_are_left_to_pdfplumber(tmp_path: Path, left_to_pdfplumber: list[int]) -> None:
    path = wrapped_pdf(tmp_path / "pact.pdf", [SENTENCE])
    path.write_bytes(path.read_bytes().replace(b"/Type /Page\n", b"/Type /Page\n/Rotate 90\n"))
    read_agreement(path)
    assert left_to_pdfplumber == [1]


def test_ruled_pages_are_left_to_pdfplumber(tmp_path: Path, left_to_pdfplumber: list[int]) -> None:
    pdf = FPDF(unit="pt", format="A4")
    for draw in (
        lambda: pdf.line(72, 104, 300, 104),  # underlined words
        lambda: pdf.rect(0, 0, 595, 842, style="F"),  # the colour of the page
        lambda: pdf.rect(70, 80, 400, 60),
        lambda: [pdf.line(x, 80, x, 140) for x in (70, 270, 470)],
    ):
        pdf.add_page()
        pdf.set_font("Times", size=11)
        pdf.set_fill_color(250)
        draw()
        pdf.text(72, 100, SENTENCE)
    path = tmp_path / "pact.pdf"
    pdf.output(str(path))
    assert len(list(open_pages(SourceFile(path, path.read_bytes(), ReadingOptions())).pages())) == 4
    assert left_to_pdfplumber == [3, 4]


def test_line_end_hyphens_that_may_be_soft_are_left_to_pdfplumber(
    tmp_path: Path, left_to_pdfplumber: list[int]
) -> None:
    lines = [(72, 100, "The Parties shall keep up their common coop-"), (72, 114, "eration, and shall meet each year.")]
    path = pdf_with(tmp_path / "pact.pdf", lines)
    read_agreement(path)
    assert left_to_pdfplumber == []
    table = b"<< /Length 22 >>\nstream\n1 beginbfchar <2D> <00AD> endbfchar\nendstream"
    data = path.read_bytes()
    number = data.count(b" 0 obj")
    data = data.replace(b"/Type /Font\n", b"/Type /Font\n/ToUnicode %d 0 R\n" % number)
    path.write_bytes(data.replace(b"xref\n", b"%d 0 obj\n%s\nendobj\nxref\n" % (number, table), 1))
    read_agreement(path)
    assert left_to_pdfplumber == [1]


@needs_corpus
def test_reading_takes_a_third_of_what_pdfplumber_takes_to_extract_the_text() -> None:
    path = CORPUS / "pdf" / "usa-khm-trade-2025.pdf"

    def extract() -> None:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_text()
                page.close()

    def seconds(work: Callable[[], object]) -> float:
        start = process_time()
        work()
        return process_time() - start

    read_agreement(path)
    ratios = [seconds(lambda: read_agreement(path)) / seconds(extract) for _ in range(3)]
    assert min(ratios) <= 1 / 3
