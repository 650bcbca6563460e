"""A tiny text with its annotations, and rows as a tagger would leave them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.annotation.store import write_annotations

TEXT = (
    "Where requested, each Party shall lend ships, subject to available funds.\n\n"
    "The Parties intend to meet annually, where possible.\n\n"
    "A Party may withdraw its ships.\n"
)


def span(words: str, type_: str | None = None, text: str = TEXT) -> dict[str, Any]:
    """The span of words that stand once in the text."""
    assert text.count(words) == 1, words
    start = text.index(words)
    found: dict[str, Any] = {"start": start, "end": start + len(words), "text": words}
    return found | ({"type": type_} if type_ else {})


def annotation(quote: str, text: str = TEXT, **fields: Any) -> dict[str, Any]:
    """An annotation of the clause `quote`, with nothing in the fields not given."""
    clause = span(quote, text=text)
    row: dict[str, Any] = {
        "document_id": "ships", "kind": "commitment", "start": clause["start"], "end": clause["end"], "quote": quote,
        "attribute": None, "deontic": None, "aims": [], "force": "obligation", "polarity": "positive",
        "conditions": [], "hedges": [], "times": [], "amounts": [],
    }  # fmt: skip
    return row | fields


def gold_rows() -> list[dict[str, Any]]:
    """The three statements of TEXT as a careful reader annotates them."""
    return [
        annotation(
            "each Party shall lend ships, subject to available funds",
            attribute=span("each Party"),
            deontic=span("shall"),
            aims=[span("lend")],
            conditions=[span("Where requested", "request")],
            hedges=[span("subject to available funds", "funding")],
        ),
        annotation(
            "The Parties intend to meet annually, where possible",
            attribute=span("The Parties"),
            deontic=span("intend to"),
            aims=[span("meet")],
            force="intention",
            hedges=[span("where possible", "feasibility")],
            times=[span("annually")],
        ),
        annotation(
            "A Party may withdraw its ships",
            kind="permission",
            attribute=span("A Party"),
            deontic=span("may"),
            aims=[span("withdraw")],
            force=None,
            polarity=None,
        ),
    ]


def as_found(row: dict[str, Any], *rule_ids: str, **changes: Any) -> dict[str, Any]:
    """A row of `statements.jsonl` that says what the annotation says, but for the changes."""
    return {**row, "statement_id": "x", "citation": "1", "page": 1, "rule_ids": list(rule_ids), **changes}


def write_gold(folder: Path) -> Path:
    """annotations/gold under `folder` with the annotations of TEXT."""
    gold = folder / "annotations" / "gold"
    write_annotations(gold / "ships.jsonl", gold_rows(), TEXT)
    return gold


def write_run(folder: Path, rows: list[dict[str, Any]], text: str = TEXT) -> Path:
    """A finished run under `folder` that holds `rows` and the text."""
    run = folder / "run"
    (run / "texts").mkdir(parents=True)
    (run / "texts" / "ships.txt").write_text(text, encoding="utf-8", newline="\n")
    lines = [json.dumps(row) + "\n" for row in rows]
    (run / "statements.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")
    return run
