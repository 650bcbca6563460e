"""Reading and writing annotations: JSON lines, one file a document, every quote checked against its text.

An annotation has the fields of a row of `statements.jsonl` without ids, citation, page and rule ids. A field that is
absent was not annotated; null or an empty list says that the annotator found nothing there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import AnnotationError
from pipeline.records import FORCES, KINDS

Row = dict[str, Any]

CONDITION_TYPES = ("event", "request", "milestone", "exception", "proviso")
HEDGE_TYPES = (
    "funding", "law", "feasibility", "discretion", "effort", "consent", "timing", "reservation", "extent",
)  # fmt: skip
SPAN_TYPES = {"conditions": CONDITION_TYPES, "hedges": HEDGE_TYPES}
SINGLE_SPANS = ("attribute", "deontic", "direct_object", "beneficiary")
SPAN_LISTS = ("aims", "conditions", "hedges", "times", "amounts", "elements")
FIELDS = (
    "document_id", "kind", "start", "end", "quote", "attribute", "deontic", "aims", "direct_object", "beneficiary",
    "force", "polarity", "conditions", "hedges", "times", "amounts", "elements", "note",
)  # fmt: skip


def read_annotations(path: Path, text: str | None = None) -> list[Row]:
    """The annotations of one file, in the file's order.

    With `text`, the canonical text of the document, every quote must stand at its offsets. Raises AnnotationError
    naming file and line.
    """
    rows = []
    for place, row in read_json_lines(path):
        check_annotation(row, place)
        if text is not None:
            check_quotes(row, text, place)
        rows.append(row)
    return rows


def read_gold(path: Path) -> dict[str, list[Row]]:
    """All annotations under `path` by document id: a folder of `DOCUMENT_ID.jsonl` files, or one file.

    An empty file in a folder is a document in which nothing is to be found.
    """
    if not path.exists():
        raise AnnotationError(str(path), "no such file or folder", "name the gold with --gold")
    gold: dict[str, list[Row]] = {}
    for file in annotation_files(path):
        rows = read_annotations(file)
        if path.is_dir():
            gold[file.stem] = []
            for number, row in enumerate(rows, 1):
                if row["document_id"] != file.stem:
                    raise AnnotationError(
                        f"{file}:{number}", f"document_id is {row['document_id']!r}", f"it must be {file.stem!r}"
                    )
        for row in rows:
            gold.setdefault(row["document_id"], []).append(row)
    if not gold:
        raise AnnotationError(str(path), "no annotations found", "expected DOCUMENT_ID.jsonl files")
    return gold


def write_annotations(path: Path, rows: list[Row], text: str) -> None:
    """Write the annotations of one document in the order of the text, fields in the order of FIELDS.

    Nothing is written when an annotation does not fit `text`.
    """
    for number, row in enumerate(rows, 1):
        check_annotation(row, f"{path}: annotation {number}")
        check_quotes(row, text, f"{path}: annotation {number}")
    ordered = sorted(rows, key=lambda row: (row["start"], row["end"], row["kind"]))
    lines = [
        json.dumps({name: row[name] for name in FIELDS if name in row}, ensure_ascii=False) + "\n" for row in ordered
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def annotation_files(path: Path) -> list[Path]:
    """The files of a gold folder in the order of their names, or the one file that `path` is."""
    return sorted(path.glob("*.jsonl")) if path.is_dir() else [path]


def gold_hash(path: Path) -> str:
    """SHA-256 of the annotations under `path`: names and contents, the same on every platform's line endings."""
    digest = hashlib.sha256()
    for file in annotation_files(path):
        content = file.read_bytes().replace(b"\r\n", b"\n")
        digest.update(file.name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def spans_of(row: Row) -> Iterator[tuple[str, Row]]:
    """Every sub-span of an annotation or statement row, with the name of its field."""
    for name in SINGLE_SPANS:
        if row.get(name) is not None:
            yield name, row[name]
    for name in SPAN_LISTS:
        for span in row.get(name) or ():
            yield name, span


def check_quotes(row: Row, text: str, place: str) -> None:
    """Assert that the clause and each sub-span are the words that stand at their offsets in `text`."""
    clause = {"start": row["start"], "end": row["end"], "text": row["quote"]}
    for name, span in [("clause", clause), *spans_of(row)]:
        there = text[span["start"] : span["end"]]
        if there != span["text"]:
            where = f"{name} {span['start']}-{span['end']}"
            raise AnnotationError(
                place,
                f"{where} should read {short(span['text'])} but the text has {short(there)}",
                "the text has changed or the offsets are wrong: annotate that statement again",
            )


def check_annotation(row: Row, place: str) -> None:
    """Assert the shape of one annotation: the fields, the labels and the spans."""
    unknown = sorted(set(row) - set(FIELDS))
    if unknown:
        raise AnnotationError(place, f"unknown field {unknown[0]!r}", f"known fields: {', '.join(FIELDS)}")
    for name in ("document_id", "kind", "start", "end", "quote"):
        if name not in row:
            raise AnnotationError(place, f"no {name}", "every annotation needs document_id, kind, start, end and quote")
    _check_choice(row, "kind", KINDS, place)
    _check_choice(row, "force", (None, *FORCES), place)
    _check_choice(row, "polarity", (None, "positive", "negative"), place)
    _check_span({"start": row["start"], "end": row["end"], "text": row["quote"]}, "clause", place)
    for name in SPAN_LISTS:
        if not isinstance(row.get(name, []), list):
            raise AnnotationError(place, f"{name} must be a list of spans", "write [] where there is none")
    for name, span in spans_of(row):
        _check_span(span, name, place)
        if name in SPAN_TYPES:
            _check_choice(span, "type", SPAN_TYPES[name], f"{place}: {name}")


def _check_choice(row: Row, name: str, choices: tuple[str | None, ...], place: str) -> None:
    if row.get(name) not in choices:
        allowed = ", ".join(str(choice) for choice in choices if choice)
        raise AnnotationError(place, f"{name} {row.get(name)!r} is not known", f"use one of {allowed}")


def _check_span(span: Any, name: str, place: str) -> None:
    fits = (
        isinstance(span, dict)
        and type(span.get("start")) is int
        and type(span.get("end")) is int
        and isinstance(span.get("text"), str)
        and 0 <= span["start"] < span["end"]
    )
    if not fits:
        raise AnnotationError(
            place, f"{name} is not a span: {short(json.dumps(span))}", "a span is {start, end, text} with start < end"
        )


def read_json_lines(path: Path) -> Iterator[tuple[str, Row]]:
    """Each object of a JSON-lines file with its place, "file:line"; blank lines are skipped."""
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(str(path), f"cannot be read ({error})", "name a JSON-lines file in UTF-8") from error
    # Not splitlines(): a quote may hold U+2028, which is no line end in JSON lines.
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise AnnotationError(f"{path}:{number}", f"not JSON ({error.msg})", "one object a line") from error
        if not isinstance(row, dict):
            raise AnnotationError(f"{path}:{number}", "not a JSON object", "one object a line")
        yield f"{path}:{number}", row


def short(text: str, limit: int = 80) -> str:
    """`text` in quotation marks on one line, cut in the middle where it is long."""
    flat = " ".join(text.split())
    return f'"{flat}"' if len(flat) <= limit else f'"{flat[: limit // 2]} … {flat[-limit // 2 :]}"'
