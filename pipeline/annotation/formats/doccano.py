"""doccano JSONL, sequence labelling with relations: one line a document.

Offsets are code points: in doccano the project's option "count grapheme clusters as one character" must be off. Older
exports, with spans as `label` or `labels` of [start, end, label] and without relations, are read too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.annotation.formats.exchange import EMPTY_DOCUMENTS, Document, Format
from pipeline.annotation.formats.marks import PART_OF, Mark, Marked, from_marks, to_marks
from pipeline.annotation.store import Row, read_json_lines
from pipeline.errors import AnnotationError
from pipeline.exporters.atomic_files import write_jsonl


def write(documents: Sequence[Document], path: Path) -> list[Path]:
    """Write all documents to one file; ids are unique in it, as doccano asks."""
    return [write_jsonl(path, _lines(documents))]


def _lines(documents: Sequence[Document]) -> Iterator[Row]:
    entity = relation = 0
    for number, document in enumerate(documents, 1):
        marked = to_marks(document)
        ids = {mark.id: entity + i for i, mark in enumerate(marked.marks, 1)}
        yield {
            "id": number,
            "text": document.text,
            "document_id": document.document_id,
            "Comments": [],
            "entities": [
                {"id": ids[mark.id], "label": mark.label, "start_offset": mark.start, "end_offset": mark.end}
                for mark in marked.marks
            ],
            "relations": [
                {"id": relation + i, "from_id": ids[part], "to_id": ids[statement], "type": PART_OF}
                for i, (part, statement) in enumerate(marked.links, 1)
            ],
        }
        entity, relation = entity + len(marked.marks), relation + len(marked.links)


def read(path: Path, texts: Mapping[str, str]) -> list[Document]:
    """Read an export of doccano."""
    documents = []
    for place, line in read_json_lines(path):
        text, document_id = line.get("text"), line.get("document_id") or line.get("doc_id")
        if not isinstance(text, str):
            raise AnnotationError(place, "no text", "export the documents with their text")
        document_id = document_id or next((name for name, known in texts.items() if known == text), None)
        try:
            marks = _marks(line, text, place)
            links = [(str(link["from_id"]), str(link["to_id"])) for link in line.get("relations") or ()]
        except (KeyError, TypeError, ValueError) as error:
            raise AnnotationError(place, f"not as doccano writes it ({error})", "export it as JSONL") from error
        documents.append(from_marks(Marked(str(document_id or ""), text, marks, links), place, texts))
    return documents


def _marks(line: Row, text: str, place: str) -> list[Mark]:
    if "entities" in line:
        spans = [(str(e["id"]), e["start_offset"], e["end_offset"], e["label"]) for e in line["entities"]]
    else:
        triples = line.get("label") or line.get("labels") or []
        spans = [(f"m{i}", start, end, label) for i, (start, end, label) in enumerate(triples, 1)]
    return [Mark(id_, start, end, label, text[start:end], place) for id_, start, end, label in spans]


FORMAT = Format("doccano", "doccano JSONL with relations.", ".jsonl", frozenset({EMPTY_DOCUMENTS}), write, read)
