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
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.comparison import Comparison, RunRows, split_by_document
from pipeline.exporters.atomic_files import replacing
from pipeline.exporters.report_data import cells_block, document_block, run_block
from pipeline.exporters.report_index import index_block

STYLES = ("base.css", "tables.css", "charts.css", "passages.css", "narrow_and_print.css")
SCRIPTS = (
    "elements.js", "data.js", "pages.js", "windowed.js", "passages.js", "cards.js", "panel.js", "charts.js", "heat.js",
    "overview.js", "matrix.js", "faceted.js", "statements.js", "left_out.js", "paragraphs.js", "reading_key.js",
    "reading.js", "keys.js", "routes.js",
)  # fmt: skip


def write_report(rows: RunRows, comparison: Comparison, folder: Path) -> list[Path]:
    """Write `comparison.html` into `folder`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    style = "\n".join(_part("styles", name) for name in STYLES)
    script = f'"use strict";\n(() => {{\n{"".join(_part("scripts", name) for name in SCRIPTS)}\n}})();\n'
    environment = Environment(
        loader=PackageLoader("pipeline.exporters", "report"), autoescape=True, undefined=StrictUndefined
    )
    page = environment.get_template("page.html").generate(
        count=len(comparison.columns),
        version=__version__,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        blocks=_blocks(rows, comparison),
    )
    path = folder / "comparison.html"
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(page)
    return [path]


def _blocks(rows: RunRows, comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Id and JSON of each data block, one at a time: a page of hundreds of agreements is never held twice."""
    documents = {document.document_id: document for document in split_by_document(rows)}
    yield "run", _escaped_json(run_block(comparison, documents))
    yield "index", _escaped_json(index_block([documents.get(column.document_id) for column in comparison.columns]))
    for place, column in enumerate(comparison.columns):
        document = documents.get(column.document_id)
        yield f"cells-{place}", _escaped_json(cells_block(comparison, place, document))
        if document:
            yield f"document-{place}", _escaped_json(document_block(document))


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
