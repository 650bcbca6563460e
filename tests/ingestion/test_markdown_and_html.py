"""Markdown and web pages: the agreement's words in the shape of plain text, the site's words dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ReadingError
from pipeline.ingestion import read_agreement
from pipeline.records import Agreement

PAGE = """<!doctype html><html lang="en"><head><title>Pact on Rivers | Ministry</title></head><body>
<header><nav><ul><li><a href="/">Home: we will keep you informed</a></li></ul></nav></header>
<div id="cookie-banner" class="cookie-notice"><p>You must accept our cookies before you may continue reading.</p></div>
<main><article><h1>Pact on Rivers</h1>
{body}
<div class="newsletter"><p>Readers shall receive our newsletter every week.</p></div>
<p>Done at Ellin on 3 May 2019.</p>
</article></main>
<aside><h2>Next post</h2><p>Subscribers shall pay.</p></aside>
<footer><p>Users may not copy this page.</p></footer></body></html>"""
BODY = "".join(
    f"<p>{words}</p>"
    for words in (
        "The Republic of Aldermark and the Kingdom of Brennavia, hereinafter “the Parties”, have agreed as follows:",
        "Each Party shall keep the rivers that cross its border clean, and shall tell the other Party of any flood.",
        "The Parties shall meet each year to review what has been done under this Pact and to plan the next year.",
    )
)


def read(tmp_path: Path, name: str, text: str, encoding: str = "utf-8") -> Agreement:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return read_agreement(path)


def paragraphs(agreement: Agreement) -> list[str]:
    return agreement.text.split("\n\n")


def hints(agreement: Agreement) -> list[tuple[str, int, str | None, str]]:
    return [(h.kind, h.level, h.number, agreement.text[h.start : h.end]) for h in agreement.hints]


def test_markdown_shape(tmp_path: Path) -> None:
    source = """---
title: Pact on *Rivers*
date: 2019-05-03
---
# Pact

## Article 1

The **Parties** shall *meet*
each year:

- on water;
- on fish:

    1.  herring, and
    2.  cod

3.  Third &amp; last
"""
    agreement = read(tmp_path, "pact.md", source)
    assert paragraphs(agreement) == [
        "Pact",
        "Article 1",
        "The Parties shall meet each year:",
        "- on water;",
        "- on fish:",
        "1. herring, and",
        "2. cod",
        "3. Third & last",
    ]
    assert ("heading", 2, None, "Article 1") in hints(agreement)
    assert ("item", 2, "1.", "1. herring, and") in hints(agreement)
    assert (agreement.title, agreement.signed) == ("Pact on *Rivers*", "2019-05-03")
    assert dict(agreement.found)["signed"] == "front matter"


def test_markdown_keeps_the_words_of_inline_markup(tmp_path: Path) -> None:
    source = (
        'On the 21<sup>st</sup> day a duty<a href="#_ftn1">[1]</a> falls<!-- shall hide --> on [goods](http://x.test).'
    )
    assert read(tmp_path, "pact.md", source).text == "On the 21st day a duty[1] falls on goods."


def test_markdown_emphasis_that_went_wrong_leaves_no_marks(tmp_path: Path) -> None:
    source = "1.** ** The Parties shall *meet *each year** and visit Kosovo\\*.\n\n**Aims\n\n**2. They shall speak."
    found = paragraphs(read(tmp_path, "pact.md", source))
    assert found == ["1. The Parties shall meet each year and visit Kosovo*.", "Aims", "2. They shall speak."]


def test_markdown_with_broken_front_matter_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="line 3"):
        read(tmp_path, "pact.md", "---\ntitle: [a\nb: c: d\n---\nText")


def test_site_furniture_is_dropped_and_recorded(tmp_path: Path) -> None:
    agreement = read(tmp_path, "pact.html", PAGE.format(body=BODY))
    assert paragraphs(agreement)[0] == "Pact on Rivers"
    assert paragraphs(agreement)[-1] == "Done at Ellin on 3 May 2019."
    assert len(paragraphs(agreement)) == 5
    dropped = {d.text for d in agreement.dropped if d.reason == "site furniture"}
    for words in ("Subscribers shall pay.", "Users may not copy this page.", "- Home: we will keep you informed"):
        assert words in dropped
        assert words not in agreement.text
    assert "newsletter" not in agreement.text
    assert "cookies" not in agreement.text
    assert agreement.title == "Pact on Rivers"
    assert hints(agreement)[0][0] == "title"


def test_html_lists_show_the_labels_a_browser_prints(tmp_path: Path) -> None:
    lists = """<ol type="a" start="3"><li>fish</li><li value="7">salt</li></ol>
    <ol type="I"><li>one</li><li>two</li></ol>
    <ul><li>bare<ul><li>deeper</li></ul></li><li>(b) own label</li></ul>
    <ol style="list-style-type: none"><li>unlabelled</li></ol>
    <ol style="list-style-type: lower-roman"><li>x</li></ol>"""
    found = paragraphs(read(tmp_path, "pact.html", PAGE.format(body=BODY + lists)))
    assert found[4:-1] == [
        "c. fish", "g. salt", "I. one", "II. two", "- bare", "- deeper", "(b) own label", "unlabelled", "i. x",
    ]  # fmt: skip


def test_html_characters_breaks_and_notes(tmp_path: Path) -> None:
    body = (
        BODY + "<p>co\u00adopera\u00adtion&nbsp;shall&#8203; cover of\ufb01ces<sup><a href='#n1'>1</a></sup> and "
        "m<sup>2</sup></p>"
        "<p><b>Research</b><br>The Parties shall share data.<br>1. First<br><br>Apart</p>"
        "<p>the United States<sup><a href='#fn1'><span class='wb-inv'>Footnote </span>1</a></sup> and Canada</p>"
        "<p style='display:none'>Nobody shall see this.</p>"
    )
    agreement = read(tmp_path, "pact.html", PAGE.format(body=body))
    found = paragraphs(agreement)
    assert "cooperation shall cover offices and m2" in found
    assert found[5:9] == ["Research", "The Parties shall share data.", "1. First", "Apart"]
    assert "the United States and Canada" in found
    assert "Nobody" not in agreement.text
    assert {"footnote mark", "hidden"} <= {d.reason for d in agreement.dropped}


def test_html_tables_keep_their_rows(tmp_path: Path) -> None:
    table = (
        "<table><tr><th>Year</th><th>Sum</th></tr><tr><td>2024</td><td>EUR 5 million</td></tr></table>"
        "<table><tr><td>(a)</td><td>to meet;</td></tr></table>"
        "<table><tr><td><p>The Parties shall keep this layout.</p></td></tr></table>"
    )
    found = paragraphs(read(tmp_path, "pact.html", PAGE.format(body=BODY + table)))
    assert found[4:8] == ["Year | Sum", "2024 | EUR 5 million", "(a) to meet;", "The Parties shall keep this layout."]


def test_html_in_its_declared_encoding(tmp_path: Path) -> None:
    page = PAGE.format(body=BODY + "<p>Přátelství a spolupráce</p>").replace(
        "<head>", '<head><meta charset="iso-8859-2">'
    )
    page = page.replace("“", '"').replace("”", '"')
    agreement = read(tmp_path, "pact.htm", page, "iso-8859-2")
    assert "Přátelství a spolupráce" in agreement.text
    assert agreement.encoding == "iso8859-2"


def page_of(body: str) -> str:
    return f"<html><body><main><h1>Pact on Rivers</h1>{body}</main></body></html>"


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ('<a href="#fn1" id="r1">1</a>', '<ol><li id="fn1">A duty is a tax. <a href="#r1">↩</a></li></ol>'),
        ('<sup><a href="#n1">[1]</a></sup>', '<div><p id="n1"><a href="#r1">1</a> A duty is a tax.</p></div>'),
        (' <a href="#_ftn1">*</a>', '<p id="_ftn1"><a href="#_ftnref1">*</a> A duty is a tax.</p>'),
    ],
)
def test_html_notes_go_to_their_place_and_their_marks_out(tmp_path: Path, mark: str, note: str) -> None:
    first = f"<p>Each Party shall pay a duty{mark} on all goods that cross its border, as set out in Article 5.</p>"
    agreement = read(tmp_path, "pact.html", page_of(first + BODY + f'<section class="x">{note}</section>'))
    kept = paragraphs(agreement)
    assert kept[1] == "Each Party shall pay a duty on all goods that cross its border, as set out in Article 5."
    number = "*" if "*" in mark else "1"
    assert kept[-1] == f"[{number}] A duty is a tax."
    assert hints(agreement)[-1] == ("footnote", 1, f"[{number}]", kept[-1])
    assert {d.reason for d in agreement.dropped} == {"footnote mark"}


def test_html_links_to_articles_are_no_marks(tmp_path: Path) -> None:
    body = '<p>The Parties shall, as set out in Article <a href="#a3">3</a> and in this Pact, meet each year.</p>'
    assert "in Article 3 and in" in read(tmp_path, "pact.html", page_of(body + BODY)).text


def test_html_set_line_by_line_keeps_its_paragraphs(tmp_path: Path) -> None:
    lines = (
        "The Government of Norland and the Government of Estmark,\nHave agreed as follows:\n\n      Article 1\n\n"
        "   The Parties shall meet each year to review\n   what has been done.\n\n   (a) They shall share data;\n"
        "   (b) They shall share costs.\n"
    )
    agreement = read(tmp_path, "pact.html", f"<html><body><h1>Pact on Rivers</h1><pre>{lines}</pre></body></html>")
    assert paragraphs(agreement) == [
        "Pact on Rivers",
        "The Government of Norland and the Government of Estmark, Have agreed as follows:",
        "Article 1",
        "The Parties shall meet each year to review what has been done.",
        "(a) They shall share data;",
        "(b) They shall share costs.",
    ]


def test_words_of_forms_are_recorded(tmp_path: Path) -> None:
    form = (
        "<form><label>You must sign in</label><button>You will subscribe</button></form><noscript>You shall</noscript>"
    )
    agreement = read(tmp_path, "pact.html", page_of(BODY + form))
    assert {d.text for d in agreement.dropped} == {"You must sign in", "You will subscribe", "You shall"}
    assert {d.reason for d in agreement.dropped} == {"site furniture"}


def test_markdown_footnotes_and_parties_of_the_front_matter(tmp_path: Path) -> None:
    source = (
        "---\ntitle: Pact\nparties: [NOR, Kingdom of Estmark]\n---\nThe Parties shall meet each year[^1] and speak.\n\n"
        "They shall pay 2 * 3 marks, meet__ing__ when able.\n\n[^1]: In the spring.\n"
    )
    agreement = read(tmp_path, "pact.md", source)
    assert paragraphs(agreement) == [
        "The Parties shall meet each year and speak.",
        "They shall pay 2 * 3 marks, meeting when able.",
        "[1] In the spring.",
    ]
    assert hints(agreement) == [("footnote", 1, "[1]", "[1] In the spring.")]
    assert [(party.name, party.id) for party in agreement.parties] == [("Norway", "NOR"), ("Kingdom of Estmark", None)]
    assert dict(agreement.found)["parties"] == "front matter"


@pytest.mark.parametrize("extra", ["", "<ul><li>{0}</li></ul>"])
def test_one_of_two_languages_in_the_columns_of_a_table_is_read(tmp_path: Path, extra: str) -> None:
    english = "Each Party shall keep the rivers that cross its border clean and shall tell the other of any flood."
    german = "Jede Vertragspartei hält die Flüsse, die ihre Grenze queren, sauber und meldet der anderen jede Flut."
    rows = "".join(
        f"<tr><td>{german}{extra.format(german)}</td><td>{english}{extra.format(english)}</td></tr>" for _ in range(3)
    )
    agreement = read(tmp_path, "pact.html", page_of(f"<table>{rows}</table>"))
    assert "Vertragspartei" not in agreement.text
    assert agreement.text.count(english) == (6 if extra else 3)
    assert [d.reason for d in agreement.dropped] == ["other language"]
    assert any("German" in warning for warning in agreement.warnings)
