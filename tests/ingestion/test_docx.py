"""Word files: the numbers that Word prints, changes accepted, notes and page furniture apart."""

from __future__ import annotations

import zipfile
from pathlib import Path

from docx import Document
from docx.oxml.ns import nsdecls

from pipeline.ingestion import ReadingOptions, read_agreement
from tests.ingestion.printed import add_part, docx_of, numbered, paragraph

LEGAL = """<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Article %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#61623;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>"""


def test_automatic_numbers_are_printed(tmp_path: Path) -> None:
    path = docx_of(
        tmp_path / "pact.docx",
        numbered("Aims", 1),
        numbered("The Parties shall:", 1, 1),
        numbered("meet;", 1, 2),
        numbered("speak:", 1, 2),
        numbered("of fish", 1, 3),
        numbered("Nothing else.", 1, 1),
        numbered("Means", 1),
        numbered("They shall pay:", 1, 1),
        numbered("in silver", 1, 2),
        numbered("Later", 2),
        numbered("Last", 2),
        numbering=LEGAL,
    )
    agreement = read_agreement(path)
    assert agreement.text.split("\n\n") == [
        "Article I Aims", "1.1 The Parties shall:", "(a) meet;", "(b) speak:", "- of fish", "1.2 Nothing else.",
        "Article II Means", "2.1 They shall pay:", "(a) in silver", "Article IX Later", "Article X Last",
    ]  # fmt: skip
    numbers = [(hint.level, hint.number) for hint in agreement.hints]
    assert numbers[:5] == [(1, "Article I"), (2, "1.1"), (3, "(a)"), (3, "(b)"), (4, "-")]


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    changed = (
        '<w:p><w:r><w:t xml:space="preserve">The Parties </w:t></w:r>'
        '<w:del w:id="1"><w:r><w:delText>may</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>shall</w:t></w:r></w:ins>'
        '<w:r><w:t xml:space="preserve"> meet.</w:t></w:r></w:p>'
    )
    agreement = read_agreement(docx_of(tmp_path / "pact.docx", changed))
    assert agreement.text == "The Parties shall meet."
    assert [(d.reason, d.text) for d in agreement.dropped] == [("markup", "may")]


def test_notes_go_to_the_end_and_their_marks_out(tmp_path: Path) -> None:
    noted = (
        "<w:p><w:r><w:t>A duty</w:t></w:r><w:r><w:footnoteReference w:id='7'/></w:r>"
        '<w:r><w:t xml:space="preserve"> is due.</w:t></w:r></w:p>'
    )
    notes = "<w:footnote w:id='7'><w:p><w:r><w:t>A duty is a tax.</w:t></w:r></w:p></w:footnote>"
    agreement = read_agreement(docx_of(tmp_path / "pact.docx", noted, paragraph("The end."), footnotes=notes))
    assert agreement.text == "A duty is due.\n\nThe end.\n\n[1] A duty is a tax."
    assert [(h.kind, h.number) for h in agreement.hints] == [("footnote", "[1]")]
    assert [(d.reason, d.text) for d in agreement.dropped] == [("footnote mark", "1")]


def test_tables_text_boxes_breaks_and_page_furniture(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title = "Pact on Rivers"
    document.sections[0].header.paragraphs[0].text = "Nobody shall tag this header"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_heading("Aims", level=2)
    paragraph = document.add_paragraph("First line")
    paragraph.runs[0].add_break()
    paragraph.add_run("second line\u00a0here\u00ad.")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("Year", "Sum", "2024", "EUR 5"), strict=True):
        cell.text = words
    path = tmp_path / "pact.docx"
    document.save(str(path))
    agreement = read_agreement(path)
    assert agreement.text == "Aims\n\nFirst line second line here.\n\nYear | Sum\n\n2024 | EUR 5"
    assert [(h.kind, h.level) for h in agreement.hints] == [("heading", 2), ("table", 1), ("table", 1)]
    assert {(d.reason, d.text) for d in agreement.dropped} == {
        ("running header", "Nobody shall tag this header"),
        ("running footer", "Page 1"),
    }
    assert (agreement.title, dict(agreement.found)["title"]) == ("Pact on Rivers", "document properties")


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<w:r><w:t>Before.</w:t></w:r><w:r>"
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>"
        "<w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In the box."
        "</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    agreement = read_agreement(docx_of(tmp_path / "pact.docx", box, paragraph("After.")))
    assert agreement.text == "Before.\n\nIn the box.\n\nAfter."


def test_bold_lines_and_empty_lines_part_paragraphs(tmp_path: Path) -> None:
    lines = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Research</w:t></w:r><w:r><w:br/><w:t>The Parties</w:t></w:r>"
        "<w:r><w:br/><w:t>shall meet.</w:t><w:br/><w:t>\u00a0</w:t><w:br/><w:t>They shall speak.</w:t></w:r></w:p>"
    )
    agreement = read_agreement(docx_of(tmp_path / "pact.docx", lines))
    assert agreement.text == "Research\n\nThe Parties shall meet.\n\nThey shall speak."
    assert [hint.kind for hint in agreement.hints] == ["heading"]


def test_nested_tables_are_read_once(tmp_path: Path) -> None:
    document = Document()
    outer = document.add_table(1, 2)
    outer._cells[0].text = "Before."
    outer._cells[0].add_table(1, 1)._cells[0].text = "In the middle."
    outer._cells[1].text = "After."
    document.save(str(tmp_path / "pact.docx"))
    assert read_agreement(tmp_path / "pact.docx").text == "Before.\n\nIn the middle.\n\nAfter."


def test_tables_that_lay_out_the_page_keep_paragraphs_and_numbers(tmp_path: Path) -> None:
    cell = numbered("Aims", 1) + numbered("The Parties shall:", 1, 1) + numbered("meet;", 1, 2)
    label = f"<w:tc>{paragraph('2.')}</w:tc><w:tc>{paragraph('They shall pay.')}{paragraph('Each year.')}</w:tc>"
    table = f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    labelled = f"<w:tbl><w:tr>{label}</w:tr></w:tbl>"
    path = docx_of(tmp_path / "pact.docx", table, numbered("speak.", 1, 2), labelled, numbering=LEGAL)
    agreement = read_agreement(path)
    assert agreement.text.split("\n\n") == [
        "Article I Aims", "1.1 The Parties shall:", "(a) meet;", "(b) speak.", "2. They shall pay.", "Each year.",
    ]  # fmt: skip


ENGLISH = "Each Party shall keep the rivers that cross its border clean and shall tell the other Party of any flood."
FRENCH = "Chaque Partie maintient propres les rivières qui traversent sa frontière et signale à l’autre toute crue."


def test_one_of_two_languages_in_the_columns_of_a_table_is_read(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(3, 2)
    for row in table.rows:
        row.cells[0].text, row.cells[1].text = FRENCH, ENGLISH
    document.save(str(tmp_path / "pact.docx"))
    agreement = read_agreement(tmp_path / "pact.docx")
    assert agreement.text.split("\n\n") == [ENGLISH] * 3
    assert [(d.reason, d.text) for d in agreement.dropped] == [("other language", " ".join([FRENCH] * 3))]
    assert any("French" in warning for warning in agreement.warnings)
    other = read_agreement(tmp_path / "pact.docx", options=ReadingOptions(language="fr"))
    assert other.text.split("\n\n") == [FRENCH] * 3 and other.language == "fr"


def test_a_paragraph_whose_mark_was_deleted_runs_on(tmp_path: Path) -> None:
    gone = '<w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>'
    path = docx_of(
        tmp_path / "pact.docx",
        f"<w:p>{gone}<w:r><w:t>The Parties shall</w:t></w:r></w:p>",
        paragraph(" meet each year."),
        f"<w:p>{gone}<w:del w:id='7'><w:r><w:delText>An item</w:delText></w:r></w:del></w:p>",
        numbered("Aims", 1),
        numbering=LEGAL,
    )
    agreement = read_agreement(path)
    assert agreement.text == "The Parties shall meet each year.\n\nArticle I Aims"
    assert [(d.reason, d.text) for d in agreement.dropped] == [("markup", "An item")]


def test_hidden_words_and_comments_are_recorded(tmp_path: Path) -> None:
    runs = "<w:r><w:t>They</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>must</w:t></w:r><w:r><w:t> meet.</w:t></w:r>"
    path = docx_of(tmp_path / "pact.docx", f"<w:p>{runs}</w:p>")
    add_part(path, "word/comments.xml", f"<w:comments {nsdecls('w')}>{paragraph('Parties shall?')}</w:comments>")
    agreement = read_agreement(path)
    assert agreement.text == "They meet."
    assert [(d.reason, d.text) for d in agreement.dropped] == [("hidden", "must"), ("comment", "Parties shall?")]


def test_strict_word_files_are_read(tmp_path: Path) -> None:
    path = docx_of(tmp_path / "usual.docx", paragraph("The Parties shall meet."))
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(path) as usual, zipfile.ZipFile(strict, "w") as package:
        for name in usual.namelist():
            data = usual.read(name).replace(
                b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/wordprocessingml"
            )
            package.writestr(name, data)
    assert read_agreement(strict).text == "The Parties shall meet."
