"""Label Studio JSON: a task a document, what rules proposed as a prediction, what people decided as an annotation.

Regions are of type "labels" (`from_name` "label", `to_name` "text"), a part points to its statement by a relation, a
note is the region's meta text, a decision a choice on the region. Offsets are code points. Of a task that has both, a
statement whose region was taken out of the annotation was rejected, and one whose regions differ was corrected. Beside
the tasks stands the labelling configuration that the project needs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from pipeline.annotation.formats.exchange import (
    DECISION,
    DECISIONS,
    EMPTY_DOCUMENTS,
    NOTE,
    ORIGIN,
    Document,
    Format,
    annotation_of,
    checked,
)
from pipeline.annotation.formats.marks import PART_OF, Mark, Marked, all_labels, from_marks, to_marks
from pipeline.annotation.store import Row
from pipeline.errors import AnnotationError
from pipeline.exporters.atomic_files import write_text

MODEL = "hedgerow"


# --- out -------------------------------------------------------------------------------------------


def write(documents: Sequence[Document], path: Path) -> list[Path]:
    """Write all tasks to one file, and `STEM.config.xml` beside it."""
    tasks = [_task(document, number) for number, document in enumerate(documents, 1)]
    content = json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"
    return [write_text(path, content), write_text(path.with_suffix(".config.xml"), _configuration())]


def _task(document: Document, number: int) -> Row:
    """Rows of a run are a prediction; decided rows, and rows that no rules made, are an annotation."""
    proposed = any(row.get(name) for row in document.rows for name in ORIGIN)
    decided = any(row.get("decision") for row in document.rows)
    task: Row = {
        "id": number,
        "data": {"text": document.text, "document_id": document.document_id},
        "annotations": [],
        "predictions": [],
    }
    if proposed:
        task["predictions"] = [{"model_version": MODEL, "result": _results_of(document, decisions=False)}]
    if decided or not proposed:
        results = _results_of(document, decisions=True)
        task["annotations"] = [{"id": number, "result": results, "was_cancelled": False, "ground_truth": not proposed}]
    return task


def _results_of(document: Document, *, decisions: bool) -> list[Row]:
    marked = to_marks(document)
    names = _region_ids(marked.marks)
    results: list[Row] = []
    for mark in marked.marks:
        properties = marked.properties.get(mark.id, {})
        where = {"start": mark.start, "end": mark.end, "text": mark.text}
        region: Row = {"id": names[mark.id], "from_name": "label", "to_name": "text", "type": "labels"}
        note = {"meta": {"text": [properties["note"]]}} if properties.get("note") else {}
        results.append({**region, "value": {**where, "labels": [mark.label]}, **note})
        if decisions and properties.get("decision"):
            choice = {**region, "from_name": "decision", "type": "choices"}
            results.append({**choice, "value": {**where, "choices": [properties["decision"]]}})
    links: list[Row] = [
        {"type": "relation", "from_id": names[part], "to_id": names[to], "direction": "right", "labels": [PART_OF]}
        for part, to in marked.links
    ]
    return results + links


def _region_ids(marks: Sequence[Mark]) -> dict[str, str]:
    """Ids by mark id, made of label and borders, so that a region has one id in prediction and annotation."""
    ids: dict[str, str] = {}
    for mark in marks:
        name = f"{mark.label}-{mark.start}-{mark.end}"
        ids[mark.id] = name if name not in ids.values() else f"{name}-{mark.id}"
    return ids


def _configuration() -> str:
    labels = "".join(f"    <Label value={quoteattr(label)}/>\n" for label in all_labels())
    choices = "".join(f"    <Choice value={quoteattr(decision)}/>\n" for decision in DECISIONS)
    return (
        '<View>\n  <Relations>\n    <Relation value="' + PART_OF + '"/>\n  </Relations>\n'
        '  <Labels name="label" toName="text" showInline="false">\n' + labels + "  </Labels>\n"
        '  <Text name="text" value="$text" granularity="word"/>\n'
        '  <Choices name="decision" toName="text" perRegion="true">\n' + choices + "  </Choices>\n</View>\n"
    )


# --- in --------------------------------------------------------------------------------------------


def read(path: Path, texts: Mapping[str, str]) -> list[Document]:
    """Read an export ("JSON", not "JSON-MIN"); of several annotations of a task the last one counts."""
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise AnnotationError(str(path), f"cannot be read ({error})", "name a JSON export of Label Studio") from error
    if not isinstance(tasks, list) or not all(isinstance(task, dict) and "data" in task for task in tasks):
        raise AnnotationError(str(path), "is no list of tasks", "export it as JSON, not as JSON-MIN or CSV")
    return [_document(task, f"{path}: task {number}", texts) for number, task in enumerate(tasks, 1)]


def _document(task: Row, place: str, texts: Mapping[str, str]) -> Document:
    proposed, annotated = (_results(task.get(name)) for name in ("predictions", "annotations"))
    if annotated is None:
        return _read(task, proposed or [], place, texts)
    document = _read(task, annotated, place, texts)
    if proposed is None:
        return document
    before = {_key(row): row for row in _read(task, proposed, place, texts).rows}
    rows: list[tuple[str, Row]] = []
    for row in document.rows:
        old = before.pop(_key(row), None)
        changed = old is not None and not _alike(old, row) and row.get("decision") in (None, "accept")
        rows.append((place, {**row, "decision": "correct"} if changed else row))
    rows += [(place, {**row, "decision": "reject"}) for row in before.values()]
    return checked(document.document_id, document.text, rows)


def _key(row: Row) -> tuple[int, int, str]:
    return row["start"], row["end"], row["kind"]


def _alike(one: Row, other: Row) -> bool:
    """Whether two readings of a statement say the same, remarks aside."""
    return annotation_of({**one, "note": None}) == annotation_of({**other, "note": None})


def _results(versions: Any) -> list[Row] | None:
    """The result of the last version that somebody finished; None where there is none."""
    finished = [version for version in versions or () if not version.get("was_cancelled")]
    return finished[-1].get("result") or [] if finished else None


def _read(task: Row, results: Sequence[Row], place: str, texts: Mapping[str, str]) -> Document:
    text = task["data"].get("text")
    document_id = task["data"].get("document_id") or next((n for n, known in texts.items() if known == text), "")
    marked = Marked(str(document_id), text)
    for result in results:
        if result.get("type") == "relation":
            marked.links.append((result["from_id"], result["to_id"]))
        elif result.get("type") == "labels":
            _add(marked, result, place)
        elif result.get("type") == "choices" and result.get("from_name") == "decision":
            (decision,) = result["value"]["choices"]
            marked.properties.setdefault(result["id"], {})["decision"] = decision
    return from_marks(marked, place, texts)


def _add(marked: Marked, region: Row, place: str) -> None:
    try:
        value, mark_id = region["value"], region["id"]
        (label,) = value["labels"]
        mark = Mark(mark_id, int(value["start"]), int(value["end"]), label, value.get("text"), place)
    except (KeyError, TypeError, ValueError) as error:
        problem = f"a region has no offsets or not one label ({error})"
        raise AnnotationError(place, problem, "give each region one label in the text") from error
    marked.marks.append(mark)
    note = "\n".join((region.get("meta") or {}).get("text") or ())
    if note:
        marked.properties.setdefault(mark_id, {})["note"] = note


FORMAT = Format(
    "label-studio", "Label Studio JSON, predictions and annotations.", ".json",
    frozenset({EMPTY_DOCUMENTS, NOTE, DECISION}), write, read,
)  # fmt: skip
