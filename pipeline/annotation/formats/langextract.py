"""LangExtract JSONL: one line a document, an extraction for each clause and each part.

`extraction_class` is the kind or the part's label in small letters, `attributes` hold type, force, polarity and the
rest; the extractions of one statement share its `group_index`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.annotation.formats.exchange import ALL, Document, Format
from pipeline.annotation.formats.marks import NEGATIVE, Mark, Marked, from_marks, is_statement, to_marks
from pipeline.annotation.store import Row, read_json_lines
from pipeline.errors import AnnotationError
from pipeline.exporters.atomic_files import write_jsonl

_LISTS = ("rule_ids", "not_annotated")


def write(documents: Sequence[Document], path: Path) -> list[Path]:
    """Write all documents to one file."""
    return [write_jsonl(path, (_line(document) for document in documents))]


def _line(document: Document) -> Row:
    marked = to_marks(document)
    by_id = {mark.id: mark for mark in marked.marks}
    groups = {mark.id: i for i, mark in enumerate(m for m in marked.marks if is_statement(m.label))}
    parts = [(by_id[part], groups[statement]) for part, statement in marked.links]
    # A part that several statements share stands once in the group of each.
    placed = sorted([*((by_id[id_], n) for id_, n in groups.items()), *parts], key=lambda item: item[1])
    extractions = [
        {
            "extraction_class": mark.label.partition("-")[0].lower(),
            "extraction_text": mark.text,
            "char_interval": {"start_pos": mark.start, "end_pos": mark.end},
            "alignment_status": "match_exact",
            "extraction_index": index,
            "group_index": group,
            "description": None,
            "attributes": _attributes(mark, marked.properties.get(mark.id, {})),
        }
        for index, (mark, group) in enumerate(placed, 1)
    ]
    return {"document_id": document.document_id, "text": document.text, "extractions": extractions}


def _attributes(mark: Mark, properties: Row) -> Row:
    """Values of attributes are texts or lists of texts."""
    base, *rest = mark.label.split("-")
    named: Row = {name: value if name in _LISTS else str(value) for name, value in properties.items()}
    if base == "COMMITMENT":
        forces = [part for part in rest if part != NEGATIVE]
        polarity = NEGATIVE if NEGATIVE in rest else "positive"
        return {**({"force": forces[0]} if forces else {}), "polarity": polarity, **named}
    return {"type": rest[0], **named} if rest else named


def read(path: Path, texts: Mapping[str, str]) -> list[Document]:
    """Read documents as LangExtract saves them; extractions without a place in the text are refused."""
    documents = []
    for place, line in read_json_lines(path):
        marked = Marked(str(line.get("document_id") or ""), line.get("text"))
        statements: dict[object, str] = {}
        for number, extraction in enumerate(line.get("extractions") or (), 1):
            mark = _mark(extraction, number, place)
            marked.marks.append(mark)
            if is_statement(mark.label):
                statements.setdefault(extraction.get("group_index"), mark.id)
                marked.properties[mark.id] = _properties(extraction.get("attributes") or {})
        for mark, extraction in zip(marked.marks, line.get("extractions") or (), strict=True):
            group = extraction.get("group_index")
            if not is_statement(mark.label) and group is not None and group in statements:
                marked.links.append((mark.id, statements[group]))
        documents.append(from_marks(marked, place, texts))
    return documents


def _mark(extraction: Row, number: int, place: str) -> Mark:
    try:
        interval, attributes = extraction["char_interval"], extraction.get("attributes") or {}
        start, end = int(interval["start_pos"]), int(interval["end_pos"])
        base, words = extraction["extraction_class"].upper(), extraction["extraction_text"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        shown = json.dumps(extraction, ensure_ascii=False)[:80]
        problem = f"extraction {number} has no class, text or place in the text: {shown}"
        raise AnnotationError(place, problem, "leave unaligned extractions out") from error
    rest = [attributes.get("force"), NEGATIVE if attributes.get("polarity") == NEGATIVE else None]
    rest = [attributes.get("type")] if base != "COMMITMENT" else rest
    return Mark(f"m{number}", start, end, "-".join([base, *filter(None, rest)]), words, place)


def _properties(attributes: Row) -> Row:
    named = {name: value for name, value in attributes.items() if name not in ("force", "polarity", "type")}
    return named | ({"page": int(named["page"])} if str(named.get("page", "")).isdecimal() else {})


FORMAT = Format("langextract", "LangExtract JSONL.", ".jsonl", ALL, write, read)
