"""The one door: text, identity, and refusals in one line."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import ReadingError
from pipeline.ingestion import READABLE_SUFFIXES, ReadingOptions, agreement_from_text, read_agreement
from tests.ingestion.printed import SENTENCE, wrapped_pdf


def refusal(path: Path, options: ReadingOptions | None = None) -> str:
    with pytest.raises(ReadingError) as caught:
        read_agreement(path, options=options)
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message
    assert caught.value.remedy
    return message


def test_text_is_unchanged_but_for_mark_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "pact.txt"
    path.write_bytes("\ufeffArticle 1\r\n\r\n  The Parties\tshall meet\u00a0.\rEnd \r\n".encode())
    agreement = read_agreement(path)
    assert agreement.text == "Article 1\n\n  The Parties\tshall meet\u00a0.\nEnd \n"
    assert agreement.document_id == "pact"
    assert agreement.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (agreement.format, agreement.encoding, agreement.source) == ("txt", "utf-8", str(path))


def test_any_encoding_is_detected_and_reported(tmp_path: Path) -> None:
    words = "Die Vertragsparteien überprüfen jährlich die Durchführung der Maßnahmen für größere Häfen. " * 8
    path = tmp_path / "pakt.txt"
    path.write_bytes(words.encode("cp1252"))
    agreement = read_agreement(path)
    assert agreement.text == words
    assert agreement.encoding in ("cp1252", "latin_1", "cp1250", "iso8859_1")
    assert agreement.language == "de"
    assert any("German" in warning for warning in agreement.warnings)
    path.write_bytes(words.encode("utf-16"))
    assert read_agreement(path).text == words


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "The Parties shall meet in Orléans each year and “shall” – naïvely – share data with São Tomé."),
        ("cp1251", "Сторони домовилися про співробітництво у сфері безпеки та оборони."),
        ("cp1250", "Smluvní strany se zavazují spolupracovat v oblasti bezpečnosti a setkají se v Plzni."),
        ("cp1253", "Τα Μέρη συμφωνούν να συνεργαστούν κάθε χρόνο για την ασφάλεια."),
    ],
)
def test_short_texts_in_old_encodings(tmp_path: Path, encoding: str, words: str) -> None:
    path = tmp_path / "pact.txt"
    path.write_bytes(words.encode(encoding))
    assert read_agreement(path).text == words


def test_form_feeds_begin_pages_and_furniture_is_masked(tmp_path: Path) -> None:
    pages = [f"TREATY SERIES {n}\n\nThe Parties shall meet {n} times.\nThey shall speak.\n\n- {n} -" for n in (1, 2, 3)]
    path = tmp_path / "series.txt"
    path.write_text("\f".join(pages), encoding="utf-8", newline="\n")
    agreement = read_agreement(path)
    assert len(agreement.text) == len("\f".join(pages))
    assert [agreement.text[start : start + 6] for start in agreement.page_starts] == ["TREATY"] * 3
    assert [(d.reason, d.page) for d in agreement.dropped] == [
        (reason, page) for page in (1, 2, 3) for reason in ("running header", "page number")
    ]
    for dropped in agreement.dropped:
        assert agreement.text[dropped.start : dropped.end] == dropped.text
        assert "shall" not in dropped.text


def test_note_marks_are_masked_where_they_stand() -> None:
    text = "Malaysia shall apply a duty[1] on goods of the United StatesFootnote 1 and others.\n\n[1] A duty is a tax."
    agreement = agreement_from_text(text)
    assert agreement.text == text
    assert [text[d.start : d.end] for d in agreement.dropped] == ["[1]", "Footnote 1"]
    assert [(h.kind, h.number, text[h.start : h.end]) for h in agreement.hints] == [
        ("footnote", "[1]", "[1] A duty is a tax.")
    ]


def test_articles_that_begin_pages_of_a_text_are_not_masked() -> None:
    text = "\f".join(f"Article {n}\n\nThe Parties shall meet.\n\nPact {n}\n" for n in (1, 2, 3))
    assert [d.text for d in agreement_from_text(text).dropped] == ["Pact 1", "Pact 2", "Pact 3"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Each Party shall pay a duty [1] on goods, as in [2].\n\n[1] A duty is a tax.", ["[1]"]),
        ("They shall meet, see Footnote 3, each year.Footnote12 They shall speak.", ["Footnote12"]),
        ("A duty¹ is due.² An area of 5 km² is open, one part in 10³.", ["¹", "²"]),
        ("They shall “work together.”3 This is short.12 The rate is 3.12 Euros, see Art.12 The end.", ["3", "12"]),
        ("He spoke of “[e]nsuring [that] they … meet”.", []),
    ],
)
def test_only_marks_of_notes_are_masked(text: str, marks: list[str]) -> None:
    assert [d.text for d in agreement_from_text(text).dropped] == marks


def test_missing_and_unsupported(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "none.txt")
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    assert "not a file" in refusal(folder)
    other = tmp_path / "pact.odt"
    other.write_bytes(b"PK")
    assert ".odt" in refusal(other)
    assert ".docx" in refusal(other)


@pytest.mark.parametrize("suffix", sorted(READABLE_SUFFIXES))
def test_empty_files_of_every_kind(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"pact{suffix}"
    path.write_bytes(b"")
    assert "empty" in refusal(path)
    path.write_bytes(b"\n \n")
    refusal(path)


@pytest.mark.parametrize("suffix", sorted(READABLE_SUFFIXES))
def test_binary_files_of_every_kind(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"pact{suffix}"
    path.write_bytes(bytes(range(256)) * 40)
    refusal(path)


def test_misnamed_files_name_what_they_are(tmp_path: Path) -> None:
    pdf = wrapped_pdf(tmp_path / "true.pdf", [SENTENCE])
    for name in ("pact.txt", "pact.docx", "pact.html"):
        path = tmp_path / name
        path.write_bytes(pdf.read_bytes())
        assert "a PDF" in refusal(path)
        assert ".pdf" in refusal(path)
    path = tmp_path / "pact.pdf"
    path.write_text(SENTENCE, encoding="utf-8")
    assert "text" in refusal(path)


def test_truncated_files(tmp_path: Path) -> None:
    pdf = wrapped_pdf(tmp_path / "true.pdf", [SENTENCE] * 30).read_bytes()
    short = tmp_path / "short.pdf"
    short.write_bytes(pdf[: len(pdf) // 3])
    assert "cut short" in refusal(short)
    word = tmp_path / "short.docx"
    with zipfile.ZipFile(word, "w") as package:
        package.writestr("word/document.xml", "<a/>" * 1000)
    word.write_bytes(word.read_bytes()[:60])
    assert "cut short" in refusal(word)


def test_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(65 * 2**20)
    assert "limit" in refusal(path)
    pages = wrapped_pdf(tmp_path / "long.pdf", [SENTENCE] * 120)
    assert "limit" in refusal(pages, ReadingOptions(max_pages=1))


def test_zip_bomb_named_docx(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w") as part:
        for _ in range(140):
            part.write(b" " * 2**20)
    assert path.stat().st_size < 2**20
    assert "unpacks" in refusal(path)


def test_small_files_that_grow_in_memory(tmp_path: Path) -> None:
    word = tmp_path / "styles.docx"
    with zipfile.ZipFile(word, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<a/>")
        package.writestr("word/styles.xml", f"<a>{'<b/>' * 2_000_000}</a>")
    assert "unpacks" in refusal(word)
    flood = "<b/>" * 6_100_000
    for name in ("pact.xml", "pact.html"):
        (tmp_path / name).write_text(f"<a>{flood}</a>", encoding="utf-8")
        assert "6,100,002 tags" in refusal(tmp_path / name)


def test_a_text_without_paragraphs_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pact.txt"
    path.write_text("The Parties shall meet and " * 40_000, encoding="utf-8")
    assert "paragraph of 1,080,000 characters" in refusal(path)


def test_links_that_lead_nowhere_and_folders(tmp_path: Path) -> None:
    try:
        (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere")
    except OSError:
        pytest.skip("the system makes no links")
    assert "leads nowhere" in refusal(tmp_path / "dead.txt")
    (tmp_path / "folder.txt").mkdir()
    assert "not a file" in refusal(tmp_path / "folder.txt")


def test_zip_that_is_no_word_file(tmp_path: Path) -> None:
    path = tmp_path / "archive.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("notes.txt", "nothing")
    assert "no Word file" in refusal(path)


def test_names_with_emoji_and_line_breaks_stay_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "pact 🤝\nfinal.txt"
    try:
        path.write_text(SENTENCE, encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes no such names")
    assert read_agreement(path).text == SENTENCE
    path.write_bytes(b"")
    with pytest.raises(ReadingError) as caught:
        read_agreement(path)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the user may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "pact.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    path.chmod(0)
    assert "cannot be opened" in refusal(path)


def test_damage_inside_a_pdf_is_a_warning_not_noise(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = wrapped_pdf(tmp_path / "pact.pdf", [SENTENCE] * 40)
    data = bytearray(path.read_bytes())
    start, end = data.index(b"stream\n") + 7, data.index(b"endstream")
    middle = (start + end) // 2
    data[middle : middle + 20] = b"\xff" * 20
    path.write_bytes(bytes(data))
    agreement = read_agreement(path)
    assert any("damaged" in warning for warning in agreement.warnings)
    assert capfd.readouterr().err == ""
