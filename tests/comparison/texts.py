"""Rows of short invented agreements, tagged and sorted into topics as a run would do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from pipeline.analysis import analyse
from pipeline.comparison import DocumentRows, RunRows, label_anew
from pipeline.ingestion import agreement_from_text
from pipeline.records import document_row, statement_row, unclaimed_row
from pipeline.tagging.nlp_setup import Tagger, load_tagger
from pipeline.topics import load_taxonomies


@cache
def _tagger() -> Tagger:
    return load_tagger()


def run_of(texts: Mapping[str, str], **fields: Any) -> RunRows:
    """The rows of a run over texts by document id; `fields` are set on each agreement ("instrument", "language")."""
    rows = RunRows([], [], [], {})
    for document_id, text in texts.items():
        agreement = replace(agreement_from_text(text), document_id=document_id, **fields)
        analysis = analyse(agreement, _tagger())
        rows.documents.append(document_row(analysis))
        rows.statements.extend(statement_row(statement) for statement in analysis.statements)
        rows.unclaimed.extend(unclaimed_row(item) for item in analysis.unclaimed)
        rows.texts[document_id] = agreement.text
    return label_anew(rows, load_taxonomies())


def document_of(text: str, **fields: Any) -> DocumentRows:
    """The rows of one text."""
    return run_of({"text": text}, **fields).by_document[0]
