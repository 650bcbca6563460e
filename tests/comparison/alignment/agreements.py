"""Short invented agreements, read and tagged as in a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.analysis import analyse
from pipeline.comparison import DocumentRows, RunRows
from pipeline.ingestion import agreement_from_text, read_agreement
from pipeline.records import Agreement, document_row, statement_row
from pipeline.tagging.nlp_setup import load_tagger

PROJECT = Path(__file__).parents[3]
TEXTS = PROJECT.parent / "shared" / "corpus"
needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="needs ../shared/corpus beside the checkout")


@cache
def _tagger() -> Any:
    return load_tagger()


def rows_of_agreement(agreement: Agreement, document_id: str) -> DocumentRows:
    """The rows that a run would hold of this agreement under this id."""
    analysis = analyse(agreement, _tagger())
    document = document_row(analysis) | {"document_id": document_id}
    statements = [statement_row(statement) | {"document_id": document_id} for statement in analysis.statements]
    rows = RunRows([document], statements, [], {document_id: analysis.agreement.text})
    return rows.by_document[0]


def rows_of_text(document_id: str, text: str) -> DocumentRows:
    """The rows of an invented text."""
    return rows_of_agreement(agreement_from_text(text), document_id)


@cache
def rows_of_file(name: str) -> DocumentRows:
    """The rows of a text of ../shared/corpus ("txt/usa-khm-trade-2025.txt")."""
    path = TEXTS / name
    return rows_of_agreement(read_agreement(path), path.stem)


def together(*documents: DocumentRows) -> RunRows:
    """One run of several documents."""
    return RunRows(
        [rows.document for rows in documents],
        [row for rows in documents for row in rows.statements],
        [],
        {rows.document_id: rows.text for rows in documents},
    )


NORLAND = """Agreement on Fisheries between Norland and Estmark

Article 1
Licences

1. Norland shall issue forty licences to vessels of Estmark within 30 days of each request.
2. Estmark shall not transfer any licence to a third country.

Article 2
Control

1. The Parties shall exchange catch reports every month.
2. Norland will train inspectors of Estmark where possible.

Article 3
Life

This Agreement shall enter into force upon signature.
"""

SABLE = """Agreement on Fisheries between Sable and Estmark

Article 1
Licences

1. Sable shall issue sixty licences to vessels of Estmark within 60 days of each request.
2. Estmark shall not transfer any licence to a third country.

Article 2
Control

1. The Parties should exchange catch reports every month.
2. Sable will train inspectors of Estmark.

Article 4
Whales

Estmark shall protect whales in the waters of Sable.

Article 5
Life

This Agreement shall enter into force upon signature.
"""
