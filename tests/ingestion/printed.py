"""PDF and Word files made for the tests, laid out as the cases need them."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf import FPDF

SENTENCE = "The Parties shall meet each year to review what has been done under this Agreement."


def pdf_with(path: Path, *pages: list[tuple[float, float, str]], size: float = 10, font: str = "Times") -> Path:
    """A PDF whose pages hold words at given places: (x, y, text) in points from the top left corner."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    for page in pages:
        pdf.add_page()
        pdf.set_font(font, size=size)
        for x, y, text in page:
            pdf.text(x, y, text)
    pdf.output(str(path))
    return path


def wrapped_pdf(path: Path, paragraphs: list[str], *, width: float = 451, header: str = "", footer: str = "") -> Path:
    """A PDF of paragraphs with running header and footer; "{page}" in them is the page's number."""

    class Sheet(FPDF):
        def header(self) -> None:
            self.set_font("Times", size=9)
            self.text(72, 40, header.format(page=self.page_no()))
            self.set_y(72)

        def footer(self) -> None:
            self.set_font("Times", size=9)
            self.text(72, 810, footer.format(page=self.page_no()))

    pdf = Sheet(unit="pt", format="A4")
    pdf.set_margins(72, 72)
    pdf.set_auto_page_break(True, margin=100)
    pdf.add_page()
    for paragraph in paragraphs:
        pdf.set_font("Times", size=11)
        pdf.multi_cell(width, 14, paragraph, align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(8)
    pdf.output(str(path))
    return path


def docx_of(path: Path, *body: str, numbering: str = "", footnotes: str = "") -> Path:
    """A Word file with the given body XML (`w:` and `r:` prefixes are known), numbering definitions and footnotes."""
    document = Document()
    section = document.element.body.sectPr
    for paragraph in list(document.element.body.iterchildren()):
        if paragraph is not section:
            document.element.body.remove(paragraph)
    for xml in body:
        tag, rest = xml[1:].split(">", 1) if ">" in xml.split(" ", 1)[0] else xml[1:].split(" ", 1)
        joint = ">" if ">" in xml.split(" ", 1)[0] else " "
        section.addprevious(parse_xml(f"<{tag} {nsdecls('w', 'r', 'wp', 'a')}{joint}{rest}"))
    if numbering:
        part = document.part.numbering_part.element
        for child in list(part):
            part.remove(child)
        for child in parse_xml(f"<w:numbering {nsdecls('w')}>{numbering}</w:numbering>"):
            part.append(child)
    document.save(str(path))
    if footnotes:
        add_part(path, "word/footnotes.xml", f"<w:footnotes {nsdecls('w')}>{footnotes}</w:footnotes>")
    return path


def add_part(path: Path, name: str, xml: str) -> None:
    """Add a part to a Word file."""
    import zipfile

    with zipfile.ZipFile(path, "a") as package:
        package.writestr(name, xml)


def paragraph(text: str, properties: str = "") -> str:
    """The XML of a Word paragraph."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, number: int, depth: int = 0) -> str:
    """The XML of a paragraph that Word numbers."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
