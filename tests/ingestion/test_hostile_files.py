"""Files made to do harm are refused in a line or read as what they say, in little time."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import ReadingError
from pipeline.ingestion import read_agreement
from tests.ingestion.printed import SENTENCE

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)
LEAK = "<!DOCTYPE x [<!ENTITY j SYSTEM 'file:///etc/passwd'>"
TEXT = "The Parties &j; shall meet."
TREATY = f"]><treaty><meta><name>N</name></meta><body><article number='1'>{TEXT}</article></body></treaty>"
RUN = f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"
DOCUMENT = f"]><w:document xmlns:w='{WORD}'><w:body>{RUN}</w:body></w:document>"


def docx(path: Path, part: str, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", part)
        for name, text in members.items():
            package.writestr(name, text)
    return path


@pytest.mark.parametrize("doctype", [BOMB, LEAK], ids=["entities that grow", "an entity of another file"])
def test_entities_are_not_expanded(tmp_path: Path, doctype: str) -> None:
    xml = tmp_path / "pact.xml"
    xml.write_text(doctype + TREATY, encoding="utf-8")
    for path in (xml, docx(tmp_path / "pact.docx", doctype + DOCUMENT)):
        began = time.process_time()
        with pytest.raises(ReadingError, match="entities"):
            read_agreement(path)
        assert time.process_time() - began < 5


def test_members_of_a_package_are_never_written(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "deeper"
    folder.mkdir(parents=True)
    part = DOCUMENT.removeprefix("]>").replace("&j;", "")
    path = docx(
        folder / "pact.docx", part, **{"../../evil.xml": "<x/>", "/evil.xml": "<x/>", "word/../../evil.rels": "<x/>"}
    )
    assert "shall meet" in read_agreement(path).text
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [path]


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_invisible_characters_are_no_part_of_what_is_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"pact{suffix}"
    hidden = SENTENCE.replace("shall", "\u202esh\u200ball\u202c").replace("Part", "\u2067Pa\u00adrt\u2069")
    path.write_text(f"<p>{hidden}</p>" if suffix == ".html" else hidden, encoding="utf-8")
    assert read_agreement(path).text == SENTENCE


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".xml"])
def test_one_endless_line_is_refused_in_bounded_time(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"endless{suffix}"
    words = "The Parties shall meet. " * 400_000
    around = {".html": ("<p>", "</p>"), ".xml": ("<treaty><body><article>", "</article></body></treaty>")}
    before, behind = around.get(suffix, ("", ""))
    path.write_text(before + words + behind, encoding="utf-8")
    began = time.process_time()
    with pytest.raises(ReadingError, match="it has a paragraph of"):
        read_agreement(path)
    assert time.process_time() - began < 60


def test_blank_lines_without_end_cost_no_time(tmp_path: Path) -> None:
    path = tmp_path / "blank.txt"
    path.write_text(SENTENCE + "\n" * 200_000 + SENTENCE, encoding="utf-8")
    began = time.process_time()
    assert len(read_agreement(path).text.split("\n")) == 200_001
    assert time.process_time() - began < 20
