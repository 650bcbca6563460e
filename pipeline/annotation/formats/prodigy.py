"""Prodigy JSONL: one task a statement, so that `answer` is the decision on it.

A task's `text` is the paragraphs that hold the statement and its parts; `spans` and `tokens` count from its beginning
(ends exclusive, `token_end` inclusive). `meta` says where the text stands and keeps what Prodigy has no field for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.annotation.formats.exchange import ALL, EMPTY_DOCUMENTS, Document, Format, checked, text_of
from pipeline.annotation.formats.marks import Mark, Marked, from_marks, is_statement, to_marks
from pipeline.annotation.formats.token_cuts import cut_tokens
from pipeline.annotation.store import Row, read_json_lines
from pipeline.errors import AnnotationError
from pipeline.exporters.atomic_files import write_jsonl

ANSWERS = {"accept": "accept", "correct": "accept", "reject": "reject", "skip": "ignore"}
_DECISIONS = {"accept": "accept", "reject": "reject", "ignore": "skip"}


def write(documents: Sequence[Document], path: Path) -> list[Path]:
    """Write all tasks to one file."""
    tasks = (_task(document, row) for document in documents for row in document.rows)
    return [write_jsonl(path, tasks)]


def _task(document: Document, row: Row) -> Row:
    marked = to_marks(Document(document.document_id, document.text, (row,)))
    low, high = min(mark.start for mark in marked.marks), max(mark.end for mark in marked.marks)
    first = document.text.rfind("\n", 0, low) + 1
    last = document.text.find("\n", high)
    text = document.text[first : last if last >= 0 else len(document.text)]
    cuts = cut_tokens(text, ((mark.start - first, mark.end - first) for mark in marked.marks))
    by_start = {cut.start: i for i, cut in enumerate(cuts)}
    by_end = {cut.end: i for i, cut in enumerate(cuts)}
    (properties,) = marked.properties.values()
    meta = {"document_id": document.document_id, "offset": first, **properties}
    task: Row = {
        "text": text,
        "spans": [
            {
                "start": mark.start - first,
                "end": mark.end - first,
                "label": mark.label,
                "token_start": by_start[mark.start - first],
                "token_end": by_end[mark.end - first],
            }
            for mark in marked.marks
        ],
        "tokens": [
            {"text": cut.text, "start": cut.start, "end": cut.end, "id": i, "ws": cut.space}
            for i, cut in enumerate(cuts)
        ],
        "meta": meta,
    }
    return task | ({"answer": ANSWERS[row["decision"]]} if row.get("decision") else {})


def read(path: Path, texts: Mapping[str, str]) -> list[Document]:
    """Read tasks, those with several statements too."""
    found: dict[str, list[tuple[str, Row]]] = {}
    for place, task in read_json_lines(path):
        meta: Any = task.get("meta") or {}
        document_id = meta.get("document_id")
        text = text_of(texts, document_id, place)
        marked = _marked(task, meta, text, place)
        rows = found.setdefault(document_id, [])
        rows += [(place, row) for row in from_marks(marked, place, texts).rows]
    return [checked(document_id, texts[document_id], rows) for document_id, rows in found.items()]


def _marked(task: Row, meta: Row, text: str, place: str) -> Marked:
    first, words = meta.get("offset"), task.get("text")
    if not isinstance(first, int) or not isinstance(words, str) or text[first : first + len(words)] != words:
        raise AnnotationError(place, "its text does not stand at meta.offset", "the text has changed: export it again")
    marks = []
    for number, span in enumerate(task.get("spans") or (), 1):
        try:
            start, end, label = span["start"] + first, span["end"] + first, span["label"]
        except (KeyError, TypeError) as error:
            raise AnnotationError(place, f"span {number} lacks start, end or label", "mend the line") from error
        marks.append(Mark(f"m{number}", start, end, label, words[span["start"] : span["end"]], place))
    statements = [mark.id for mark in marks if is_statement(mark.label)]
    if not statements:
        raise AnnotationError(place, "no span is a statement", "mark the clause too, or leave the task out")
    properties = {key: value for key, value in meta.items() if key not in ("document_id", "offset")}
    decision = _DECISIONS.get(task.get("answer") or "")
    if decision == "accept" and properties.get("decision") == "correct":
        decision = "correct"
    properties |= {"decision": decision} if decision else {}
    links = [(mark.id, statements[0]) for mark in marks if mark.id not in statements] if len(statements) == 1 else []
    return Marked(meta["document_id"], None, marks, links, dict.fromkeys(statements, properties))


FORMAT = Format("prodigy", "Prodigy JSONL, one task a statement.", ".jsonl", ALL - {EMPTY_DOCUMENTS}, write, read)
