"""PDFs: paragraphs across lines, columns and pages; everything that is not the text apart from it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from fpdf import FPDF

from pipeline.errors import ReadingError
from pipeline.ingestion import ReadingOptions, read_agreement
from pipeline.ingestion.pdf import side_by_side
from pipeline.ingestion.pdf.lines import Line
from pipeline.ingestion.pdf.paragraphs import ParagraphBuilder
from pipeline.records import Agreement
from tests.ingestion.printed import SENTENCE, pdf_with, wrapped_pdf

LEFT = (
    "Each Party shall keep the",
    "rivers that cross its border",
    "clean, and shall tell the",
    "other Party at once of any",
)
RIGHT = (
    "flood that it foresees.",
    "The Parties shall meet each",
    "year to plan the works of",
    "the next year together.",
)


def paragraphs(agreement: Agreement) -> list[str]:
    return agreement.text.split("\n\n")


def page_words(agreement: Agreement, page: int) -> str:
    """The canonical text between the beginnings of a page and the next."""
    ends = (*agreement.page_starts, len(agreement.text))
    return agreement.text[ends[page - 1] : ends[page]]


def test_paragraphs_run_on_across_pages_without_furniture(tmp_path: Path) -> None:
    subjects = (
        "rivers",
        "harbours",
        "ferries",
        "forests",
        "roads",
        "schools",
        "mines",
        "mills",
        "farms",
        "banks",
        "inns",
    )
    source = [
        f"{number}. "
        + " ".join(
            SENTENCE.replace("year", f"year on {subjects[(number * 3 + n) % 11]}") for n in range(number % 7 + 1)
        )
        for number in range(1, 60)
    ]
    path = wrapped_pdf(tmp_path / "pact.pdf", source, header="TREATY SERIES {page}", footer="{page}")
    agreement = read_agreement(path)
    assert paragraphs(agreement) == [" ".join(words.split()) for words in source]
    pages = len(agreement.page_starts)
    assert pages > 3
    assert [(d.reason, d.page) for d in agreement.dropped if d.reason == "running header"] == [
        ("running header", page) for page in range(1, pages + 1)
    ]
    assert sum(d.reason == "page number" for d in agreement.dropped) == pages
    assert list(agreement.page_starts) == sorted(set(agreement.page_starts))


def test_articles_that_begin_pages_are_no_running_headers(tmp_path: Path) -> None:
    pages = [[(72, 72, f"Article {n}"), (72, 110, SENTENCE), (290, 810, f"Pact, page {n}")] for n in (1, 2, 3)]
    agreement = read_agreement(pdf_with(tmp_path / "pact.pdf", *pages))
    assert agreement.text.split("\n\n") == [part for n in (1, 2, 3) for part in (f"Article {n}", SENTENCE)]
    assert {d.reason for d in agreement.dropped} == {"running footer"}


def test_page_starts_inside_a_paragraph_are_exact(tmp_path: Path) -> None:
    first = [
        (72, 700 + 14 * i, f"The Parties shall keep the peace of the rivers and of the seas along the way {i}")
        for i in range(5)
    ]
    second = [(72, 80, "and over the border."), (72, 120, "2. They shall meet.")]
    agreement = read_agreement(pdf_with(tmp_path / "pact.pdf", first, second))
    assert len(paragraphs(agreement)) == 2
    assert page_words(agreement, 2).startswith("and over the border.")
    assert "along the way 4" in page_words(agreement, 1)


def test_empty_pages_keep_the_count(tmp_path: Path) -> None:
    agreement = read_agreement(pdf_with(tmp_path / "pact.pdf", [(72, 200, "One.")], [], [(72, 200, "Two.")], []))
    assert agreement.text == "One.\n\nTwo."
    assert agreement.page_starts == (0, 6, 6, 10)


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = [(150, 100, "Pact on the Keeping of the Common Rivers between Two States")]
    for row in range(3):
        for index in range(4):
            page.append((72, 150 + 48 * row + 12 * index, LEFT[index]))
            page.append((310, 155 + 48 * row + 12 * index, RIGHT[index]))
    agreement = read_agreement(pdf_with(tmp_path / "pact.pdf", page))
    text = agreement.text
    assert text.startswith(
        "Pact on the Keeping of the Common Rivers between Two States\n\nEach Party shall keep the rivers"
    )
    assert text.index("at once of any flood") > text.rindex("rivers that cross its border")
    assert "The Parties shall meet each year to plan the works of the next year together." in text


@pytest.mark.parametrize(
    ("end", "begin", "joined"),
    [("a coop-", "eration", "a cooperation"),
     ("the non-", "discriminatory", "the non-discriminatory"), ("the Franco-", "German", "the Franco-German"),
     ("the authority/", "government", "the authority/government"), ("of 2020-", "2024", "of 2020-2024")],
)  # fmt: skip
def test_words_broken_at_line_ends_are_made_whole(tmp_path: Path, end: str, begin: str, joined: str) -> None:
    filler = "The Parties shall keep up their cooperation in all rivers and seas"
    page = [
        (72, 100, f"{filler} {end}"),
        (72, 114, f"{begin} rules, and shall meet."),
        (72, 128, "The cooperation lasts."),
    ]
    assert joined + " rules" in read_agreement(pdf_with(tmp_path / "pact.pdf", page)).text


def test_footnotes_leave_their_sentence_and_stay_on_their_page(tmp_path: Path) -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    for number in (1, 2):
        pdf.add_page()
        pdf.set_font("Times", size=11)
        for row in range(3):
            pdf.text(
                72,
                600 + 14 * row,
                f"The Parties shall keep page {number} line {row} of their common rivers quite clean, and",
            )
        if number == 1:
            width = pdf.get_string_width("The Parties shall keep page 1 line 2 of their common rivers quite clean, and")
            pdf.set_font("Times", size=6)
            pdf.text(72 + width, 624, "1")
            pdf.set_font("Times", size=8)
            pdf.text(72, 680, "1 Clean means free of oil.")
    pdf.output(str(tmp_path / "pact.pdf"))
    agreement = read_agreement(tmp_path / "pact.pdf")
    notes = [agreement.text[h.start : h.end] for h in agreement.hints if h.kind == "footnote"]
    assert notes == ["1 Clean means free of oil."]
    assert notes[0] in page_words(agreement, 1)
    assert "page 1 line 2 of their common rivers quite clean, and The Parties shall keep page 2" in agreement.text
    assert ("footnote mark", "1", 1) in {(d.reason, d.text, d.page) for d in agreement.dropped}


def test_several_footnotes_of_a_page_keep_their_order(tmp_path: Path) -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    for number in (1, 3):
        pdf.add_page()
        pdf.set_font("Times", size=10)
        for row in range(4):
            pdf.text(72, 100 + 14 * row, f"Part {number}: {SENTENCE}")
        pdf.set_font("Times", size=8)
        for note in (number, number + 1):
            pdf.text(72, 640 + 40 * note, f"{note} A note on {note * 'very '}much.")
            pdf.text(72, 649 + 40 * note, f"It goes on for {note * 'more '}than a line.")
    pdf.output(str(tmp_path / "pact.pdf"))
    agreement = read_agreement(tmp_path / "pact.pdf")
    notes = [agreement.text[hint.start : hint.end] for hint in agreement.hints if hint.kind == "footnote"]
    assert [note.split()[0] for note in notes] == ["1", "2", "3", "4"]
    assert all(note.endswith("than a line.") for note in notes)


def test_raised_letters_belong_to_their_word(tmp_path: Path) -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Times", size=11)
    pdf.text(72, 100, "On the 21")
    width = pdf.get_string_width("On the 21")
    pdf.text(72 + width + 8, 100, "of May the Parties shall meet.")
    pdf.set_font("Times", size=7)
    pdf.text(72 + width, 96, "st")
    pdf.output(str(tmp_path / "pact.pdf"))
    assert read_agreement(tmp_path / "pact.pdf").text == "On the 21st of May the Parties shall meet."


def test_doubled_letters_are_read_once(tmp_path: Path) -> None:
    page = [(72 + shift, 100, "The Parties shall cooperate wherever needed") for shift in (0, 0.3)]
    assert read_agreement(pdf_with(tmp_path / "pact.pdf", page)).text == "The Parties shall cooperate wherever needed"


@pytest.mark.parametrize("angle", [90, -90])
def test_pages_set_sideways_are_turned(tmp_path: Path, angle: int) -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Times", size=11)
    for row, words in enumerate(("The Parties shall keep the rivers that cross their", "border clean.")):
        x = 200 + 14 * row if angle > 0 else 400 - 14 * row
        y = 600 if angle > 0 else 100
        with pdf.rotation(angle, x, y):
            pdf.text(x, y, words)
    pdf.output(str(tmp_path / "pact.pdf"))
    assert (
        read_agreement(tmp_path / "pact.pdf").text == "The Parties shall keep the rivers that cross their border clean."
    )


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_turned_by_the_file_are_turned_back(tmp_path: Path, turn: int) -> None:
    path = wrapped_pdf(tmp_path / "pact.pdf", [SENTENCE, "They shall speak of all that lies between them, each year."])
    document = pypdfium2.PdfDocument(str(path))
    document[0].set_rotation(turn)
    document.save(str(tmp_path / "turned.pdf"))
    document.close()
    assert read_agreement(tmp_path / "turned.pdf").text == read_agreement(path).text


def test_sideways_stamps_are_dropped(tmp_path: Path) -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Times", size=11)
    pdf.text(72, 100, SENTENCE)
    with pdf.rotation(90, 30, 400):
        pdf.text(30, 400, "Filed 2020")
    pdf.output(str(tmp_path / "pact.pdf"))
    agreement = read_agreement(tmp_path / "pact.pdf")
    assert agreement.text == SENTENCE
    assert [(d.reason, d.text) for d in agreement.dropped] == [("markup", "Filed 2020")]


def test_one_of_two_languages_side_by_side_is_read(tmp_path: Path) -> None:
    english = (
        "Each Party shall keep the",
        "rivers that cross its border",
        "clean and shall tell the",
        "other Party of any flood.",
    )
    german = (
        "Jede Vertragspartei hält die",
        "Flüsse, die ihre Grenze",
        "queren, sauber und meldet",
        "der anderen jede Flut bald.",
    )
    page = []
    for row in range(4):
        for index in range(4):
            page.append((72, 150 + 48 * row + 12 * index, english[index]))
            page.append((310, 150 + 48 * row + 12 * index, german[index]))
    path = pdf_with(tmp_path / "pact.pdf", page)
    agreement = read_agreement(path)
    assert agreement.text.count("Each Party shall keep the rivers") == 4
    assert "Vertragspartei" not in agreement.text
    assert any("German" in warning for warning in agreement.warnings)
    assert [d.page for d in agreement.dropped if d.reason == "other language"] == [1]
    other = read_agreement(path, options=ReadingOptions(language="de"))
    assert "Each Party" not in other.text
    assert other.language == "de"


def ruled_pdf(path: Path, rows: list[tuple[str, ...]], widths: tuple[int, ...], box: str = "") -> Path:
    """A PDF with a paragraph, a ruled table, a paragraph and perhaps a text in a box."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_margins(72, 72)
    pdf.add_page()
    pdf.set_font("Times", size=11)
    pdf.multi_cell(451, 14, SENTENCE, new_x="LMARGIN", new_y="NEXT")
    with pdf.table(col_widths=widths) as table:
        for words in rows:
            row = table.row()
            for cell in words:
                row.cell(cell)
    pdf.multi_cell(451, 14, "They shall pay on 1 March.", new_x="LMARGIN", new_y="NEXT")
    if box:
        pdf.set_xy(100, 500)
        pdf.multi_cell(200, 14, box, border=1)
    pdf.output(str(path))
    return path


def test_ruled_tables_are_read_row_by_row_and_boxes_apart(tmp_path: Path) -> None:
    rows = [
        ("Year", "Purpose of the payment", "Sum"),
        ("2024", "Buying of boats and of the nets that belong to them, as agreed", "EUR 5 million"),
    ]
    box = "A Party may ask for delay of a payment where its parliament has not voted the money."
    agreement = read_agreement(ruled_pdf(tmp_path / "pact.pdf", rows, (20, 40, 40), box))
    assert agreement.text.split("\n\n") == [SENTENCE, *map(" | ".join, rows), "They shall pay on 1 March.", box]
    assert [h.kind for h in agreement.hints if h.kind == "table"] == ["table", "table"]


def test_languages_in_a_ruled_table_are_parted(tmp_path: Path) -> None:
    english = "Each Party shall keep the rivers that cross its border clean and shall tell the other of any flood."
    german = "Jede Vertragspartei hält die Flüsse, die ihre Grenze queren, sauber und meldet der anderen jede Flut."
    agreement = read_agreement(ruled_pdf(tmp_path / "pact.pdf", [(english, german)] * 3, (50, 50)))
    assert agreement.text.count(english) == 3
    assert "Vertragspartei" not in agreement.text


def test_a_language_that_is_not_there_is_said(tmp_path: Path) -> None:
    columns = ("Each Party shall keep the rivers clean.", "Jede Vertragspartei hält die Flüsse sauber.")
    page = [(72 + 238 * side, 100 + 12 * row, columns[side]) for row in range(12) for side in (0, 1)]
    agreement = read_agreement(pdf_with(tmp_path / "pact.pdf", page), options=ReadingOptions(language="fr"))
    assert "Vertragspartei" not in agreement.text
    assert any("none in French" in warning for warning in agreement.warnings)


def test_pages_read_side_by_side_make_the_same_agreement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "PAGES_A_PROCESS", 2)
    monkeypatch.setattr(side_by_side, "_SHARE", 1)
    path = wrapped_pdf(tmp_path / "pact.pdf", [f"{n}. {SENTENCE} {SENTENCE}" for n in range(60)], footer="{page}")
    alone = read_agreement(path)
    assert len(alone.page_starts) >= 4
    assert read_agreement(path, options=ReadingOptions(workers=2)) == alone


def test_bookmarks_mark_headings(tmp_path: Path) -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Times", size=11)
    pdf.start_section("Part One", level=0)
    pdf.start_section("Article 1 Rivers", level=1)
    pdf.text(72, 100, "Article 1 Rivers")
    pdf.text(72, 140, SENTENCE)
    pdf.output(str(tmp_path / "pact.pdf"))
    agreement = read_agreement(tmp_path / "pact.pdf")
    assert [(h.kind, h.level, agreement.text[h.start : h.end]) for h in agreement.hints] == [
        ("heading", 2, "Article 1 Rivers")
    ]


def test_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.set_encryption(owner_password="o", user_password="u")
    pdf.add_page()
    pdf.set_font("Times", size=11)
    pdf.cell(text=SENTENCE)
    pdf.output(str(tmp_path / "pact.pdf"))
    with pytest.raises(ReadingError, match="encrypted"):
        read_agreement(tmp_path / "pact.pdf")


def scanned(path: Path) -> Path:
    from PIL import Image

    image = path.with_suffix(".png")
    Image.new("RGB", (400, 500), "white").save(image)
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.image(str(image), 0, 0, 595, 842)
    pdf.output(str(path))
    return path


def test_scans_need_ocr_and_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = scanned(tmp_path / "scan.pdf")
    with pytest.raises(ReadingError, match="no text layer; read it with --ocr"):
        read_agreement(path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadingError, match="install ocrmypdf or tesseract"):
        read_agreement(path, options=ReadingOptions(ocr=True))


@pytest.mark.skipif(os.name == "nt", reason="the stand-in program is a shell script")
def test_words_that_tesseract_finds_are_laid_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = scanned(tmp_path / "scan.pdf")
    rows = ["level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"]
    for line, words in enumerate(("The Parties shall keep the common", "rivers clean.")):
        rows.append(f"4\t1\t1\t1\t{line}\t0\t300\t{400 + 60 * line}\t900\t46\t-1\t")
        for index, word in enumerate(words.split()):
            rows.append(f"5\t1\t1\t1\t{line}\t{index}\t{300 + 150 * index}\t{402 + 60 * line}\t130\t40\t96\t{word}")
    (tmp_path / "table.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\n/bin/cat > /dev/null\n/bin/cat "{tmp_path}/table.tsv"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(program.parent))
    agreement = read_agreement(path, options=ReadingOptions(ocr=True))
    assert agreement.text == "The Parties shall keep the common rivers clean."


@pytest.mark.parametrize("hyphen", ["\u2010", "\u00ad"])
def test_typesetters_hyphens_vanish(hyphen: str) -> None:
    def line(text: str, top: float) -> Line:
        return Line(1, text, 72, 500, top, top + 10, 10, False, 40, left=72, right=500)

    blocks = ParagraphBuilder([line(f"They keep up their co{hyphen}", 100), line("operation at sea.", 114)]).build()
    assert [block.text for block in blocks] == ["They keep up their cooperation at sea."]
