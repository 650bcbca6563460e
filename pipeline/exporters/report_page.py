"""HTML: `comparison.html`, one self-contained page that works from disk, without network and without a server.

Agreement texts reach the page only inside JSON blocks, in which `<`, `>` and `&` are written as escapes, and the
scripts put them on the page as text, never as markup. A content security policy lets run and apply nothing but the
page's own script and style, known by their hashes, and lets nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.comparison import Comparison, RunRows, split_by_document
from pipeline.exporters.atomic_files import replacing
from pipeline.exporters.report_alignment import AlignmentData
from pipeline.exporters.report_data import cells_block, document_block, run_block
from pipeline.exporters.report_index import index_block
from pipeline.exporters.report_profiles import profile_block
from pipeline.exporters.report_quotes import Quotes
from pipeline.exporters.report_topics import actors_block, topics_block

STYLES = (
    "base.css", "tables.css", "charts.css", "firmness.css", "passages.css", "profile.css",
    "pairs.css", "narrow_and_print.css",
)  # fmt: skip
SCRIPTS = (
    "elements.js", "data.js", "pages.js", "windowed.js", "passages.js", "cards.js", "panel.js", "charts.js", "heat.js",
    "grid.js", "chooser.js", "overview.js", "findings.js", "matrix.js", "profile.js", "faceted.js", "statements.js",
    "left_out.js", "pairs.js", "alignment.js", "novelty.js", "drafts.js", "paragraphs.js", "reading_key.js",
    "reading.js", "keys.js", "routes.js",
)  # fmt: skip

# The blocks "run" and "index".
BLOCKS_OF_THE_OVERVIEW = 2


def write_report(rows: RunRows, comparison: Comparison, folder: Path) -> list[Path]:
    """Write `comparison.html` into `folder`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    style = "\n".join(_part("styles", name) for name in STYLES)
    script = f'"use strict";\n(() => {{\n{"".join(_part("scripts", name) for name in SCRIPTS)}\n}})();\n'
    environment = Environment(
        loader=PackageLoader("pipeline.exporters", "report"), autoescape=True, undefined=StrictUndefined
    )
    blocks = _blocks(rows, comparison)
    page = environment.get_template("page.html").generate(
        count=len(comparison.columns),
        drafts=bool(comparison.alignment.question and comparison.alignment.question.drafts),
        version=__version__,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        # The script stands behind what the overview needs, so that it shows while the browser still reads the rest.
        first=list(islice(blocks, BLOCKS_OF_THE_OVERVIEW)),
        blocks=blocks,
    )
    path = folder / "comparison.html"
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(page)
    return [path]


def _blocks(rows: RunRows, comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Id and JSON of each data block, one at a time: a page of hundreds of agreements is never held twice."""
    return ((name, _escaped_json(data)) for name, data in _data(rows, comparison))


def _data(rows: RunRows, comparison: Comparison) -> Iterator[tuple[str, Any]]:
    documents = {document.document_id: document for document in split_by_document(rows)}
    places = {column.document_id: place for place, column in enumerate(comparison.columns)}
    quotes = {key: Quotes(documents.get(key)) for key in places}
    yield "run", run_block(comparison, documents)
    read = [documents.get(key) for key in places]
    yield "index", index_block(read, comparison.firmness, list(quotes.values()))
    yield "actors", actors_block(comparison.actors, places, quotes)
    for key, place in places.items():
        yield f"cells-{place}", cells_block(comparison, place, quotes[key])
        yield f"topics-{place}", topics_block(comparison.topics, place, quotes[key])
        profile = comparison.profiles[place]
        if profile:
            yield f"profile-{place}", profile_block(profile, quotes[key])
        if key in documents:
            yield f"text-{place}", documents[key].text
            yield f"document-{place}", document_block(documents[key], comparison.firmness)
    yield from AlignmentData(comparison, documents, quotes).blocks()


def _escaped_json(data: Any) -> str:
    """JSON that cannot end the script element it stands in, nor begin a comment or another element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _part(folder: str, name: str) -> str:
    text = files("pipeline.exporters").joinpath("report", folder, name).read_text(encoding="utf-8")
    # The hash in the policy is taken over the text as a browser sees it, with single line feeds.
    return text.replace("\r\n", "\n")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
