"""HTML: `comparison.html`, one self-contained page that works from disk, without network and without a server.

Agreement texts reach the page only inside JSON blocks, in which `<`, `>` and `&` are written as escapes, and the
scripts put them on the page as text, never as markup. A content security policy lets run and apply nothing but the
page's own script and style, known by their hashes, and lets nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.comparison import Comparison, Run
from pipeline.exporters.atomic_files import replacing
from pipeline.exporters.report_alignment import AlignmentData
from pipeline.exporters.report_data import agreement_entry, cells_block, document_block, run_block
from pipeline.exporters.report_index import Index
from pipeline.exporters.report_json import escaped_json
from pipeline.exporters.report_profiles import profile_block
from pipeline.exporters.report_quotes import Quotes
from pipeline.exporters.report_topics import actors_pieces, topics_block

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

# The blocks "run" and "index"; the script stands behind them, so that the overview shows while the browser still reads.
BLOCKS_OF_THE_OVERVIEW = 2


def write_report(run: Run, comparison: Comparison, folder: Path) -> list[Path]:
    """Write `comparison.html` into `folder`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    style = "\n".join(_part("styles", name) for name in STYLES)
    script = f'"use strict";\n(() => {{\n{"".join(_part("scripts", name) for name in SCRIPTS)}\n}})();\n'
    environment = Environment(
        loader=PackageLoader("pipeline.exporters", "report"), autoescape=True, undefined=StrictUndefined
    )
    page = environment.get_template("page.html").generate(
        count=len(comparison.columns),
        drafts=bool(comparison.alignment.question and comparison.alignment.question.drafts),
        version=__version__,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        blocks=_blocks(comparison),
        blocks_before_script=BLOCKS_OF_THE_OVERVIEW,
    )
    path = folder / "comparison.html"
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(page)
    return [path]


def _blocks(comparison: Comparison) -> Iterator[tuple[str, Iterable[str]]]:
    """Id and JSON of each data block, one at a time and piece by piece: a page of hundreds is never held as a whole."""
    places = comparison.places
    agreements: list[dict[str, Any]] = []
    quotes: dict[str, Quotes] = {}
    index = Index()
    for column, rows, firmness in zip(comparison.columns, comparison.documents, comparison.readings, strict=True):
        agreements.append(agreement_entry(column, rows))
        quotes[column.document_id] = Quotes(rows)
        index.add(rows, firmness, quotes[column.document_id])
    yield "run", [escaped_json(run_block(comparison, agreements))]
    yield "index", index.pieces()
    yield "actors", actors_pieces(comparison.actors, places, quotes)
    blocks = chain(_blocks_of_agreements(comparison, quotes), AlignmentData(comparison, quotes).blocks())
    yield from ((name, [escaped_json(data)]) for name, data in blocks)


def _blocks_of_agreements(comparison: Comparison, quotes: Mapping[str, Quotes]) -> Iterator[tuple[str, Any]]:
    for place, column in enumerate(comparison.columns):
        own = quotes[column.document_id]
        yield f"cells-{place}", cells_block(comparison, place, own)
        yield f"topics-{place}", topics_block(comparison.topics, place, own)
        profile = comparison.profiles[place]
        if profile:
            yield f"profile-{place}", profile_block(profile, own)
        rows = comparison.documents[place]
        if rows:
            yield f"text-{place}", rows.text
            yield f"document-{place}", document_block(rows, comparison.readings[place])


def _part(folder: str, name: str) -> str:
    text = files("pipeline.exporters").joinpath("report", folder, name).read_text(encoding="utf-8")
    # The hash in the policy is taken over the text as a browser sees it, with single line feeds.
    return text.replace("\r\n", "\n")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
