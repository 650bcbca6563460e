"""Import of gold annotations given as offsets beside plain texts.

One object a line: `doc, kind, force, polarity, clause [start, end], actor, deontic, aims, conditions and hedges
[start, end, type], times, amounts`; offsets are code points into `DOC.txt` of a folder of texts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.annotation.store import Row, check_annotation, read_json_lines
from pipeline.errors import AnnotationError


def import_gold(path: Path, texts: Path) -> dict[str, tuple[str, list[Row]]]:
    """By document id, the text and its annotations, read from `path` with the texts of the folder `texts`.

    Raises AnnotationError naming file and line where an offset lies outside its text or a label is unknown.
    """
    documents: dict[str, tuple[str, list[Row]]] = {}
    for place, source in read_json_lines(path):
        document_id = source.get("doc")
        if not isinstance(document_id, str) or not document_id:
            raise AnnotationError(place, "no doc", "each line names its document")
        if document_id not in documents:
            documents[document_id] = (_read_text(texts / f"{document_id}.txt", place), [])
        text, rows = documents[document_id]
        row = _annotation(source, text, place)
        check_annotation(row, place)
        rows.append(row)
    return documents


def _read_text(path: Path, place: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(place, f"its text {path} cannot be read", "name the folder with --texts") from error


def _annotation(source: Row, text: str, place: str) -> Row:
    """The annotation of one line; only the fields that the line has are annotated."""

    def span(value: Any, name: str, typed: bool = False) -> Row:
        if not isinstance(value, list) or len(value) != 2 + typed or not all(type(n) is int for n in value[:2]):
            form = "[start, end, type]" if typed else "[start, end]"
            raise AnnotationError(place, f"{name} is not a span: {value!r}", f"write it as {form}")
        start, end = value[:2]
        if not 0 <= start < end <= len(text):
            problem = f"{name} {start}-{end} lies outside its text"
            raise AnnotationError(place, problem, "check that the text is the one annotated")
        found: Row = {"start": start, "end": end, "text": text[start:end]}
        if typed:
            found["type"] = value[2]
        return found

    if "clause" not in source:
        raise AnnotationError(place, "no clause", "each line gives clause [start, end]")
    clause = span(source["clause"], "clause")
    row: Row = {
        "document_id": source["doc"],
        "kind": source.get("kind"),
        "start": clause["start"],
        "end": clause["end"],
        "quote": clause["text"],
    }
    row |= {name: source[name] for name in ("force", "polarity", "note") if name in source}
    for name, field in (("actor", "attribute"), ("deontic", "deontic")):
        if name in source:
            row[field] = None if source[name] is None else span(source[name], name)
    for name in ("aims", "conditions", "hedges", "times", "amounts"):
        if name in source:
            row[name] = [span(value, name, name in ("conditions", "hedges")) for value in source[name]]
    return row
