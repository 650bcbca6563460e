"""Markdown: rendered as HTML and read as that, with the front matter as facts about the agreement."""

from __future__ import annotations

import re
from typing import Any

import frontmatter
import yaml
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.errors import ReadingError
from pipeline.ingestion.blocks import Block, Facts, Reading, SourceFile, compose
from pipeline.ingestion.characters import clean
from pipeline.ingestion.encoding import decode
from pipeline.ingestion.markup import TreeReader
from pipeline.ingestion.parties import party_of

# A lone asterisk between spaces is meant; underscores around a word inside another are not.
_STRAY = re.compile(r"\*{2,3}|(?<!\s)\*|\*(?!\s|$)|(?<=\w)__(?=\w+__)|(?<=\w)__(?!\w*__)(?=\W|$)")


def read(source: SourceFile) -> Reading:
    """Read a Markdown file: emphasis marks out, list labels and headings as printed."""
    text, encoding = decode(source.data, source.name)
    try:
        header, body = frontmatter.parse(text)
    # PyYAML raises ValueError for a date that is none.
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}" if mark else "its head"
        raise ReadingError(source.name, f"the front matter is not YAML ({line})", "mend or remove it") from error
    rendered = _renderer().render(body)
    reader = TreeReader(source.options.language)
    blocks: list[Block] = []
    if rendered.strip():
        blocks = [found.block for found in reader.read(lxml_html.document_fromstring(f"<body>{rendered}</body>"))]
    reading = compose(blocks)
    reading.encoding = encoding
    reading.dropped.extend(reader.dropped)
    reading.warnings.extend(dict.fromkeys(reader.warnings))
    reading.facts = _facts(header)
    return reading


def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    # Escaped signs are still apart from the text here, and are meant.
    renderer.core.ruler.before("text_join", "stray_emphasis", _drop_stray_emphasis)
    return renderer


def _drop_stray_emphasis(state: StateCore) -> None:
    """Take out asterisks that were meant as emphasis and stand where Markdown does not read them so ("1.** **")."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "text":
                child.content = _STRAY.sub("", child.content)


def _facts(header: dict[str, Any]) -> Facts:
    facts = Facts()
    title, date = header.get("title"), header.get("signed") or header.get("date")
    if title:
        facts.title, facts.found["title"] = clean(str(title)), "front matter"
    if date:
        facts.signed, facts.found["signed"] = str(date)[:10], "front matter"
    if isinstance(named := header.get("parties"), list) and all(isinstance(party, str) for party in named):
        facts.parties, facts.found["parties"] = tuple(party_of(party) for party in named), "front matter"
    if language := header.get("language") or header.get("lang"):
        facts.language, facts.found["language"] = str(language)[:2].lower(), "front matter"
    return facts
