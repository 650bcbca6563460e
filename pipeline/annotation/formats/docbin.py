"""spaCy DocBin: a Doc a document, all spans in `doc.spans["sc"]`, the key that spaCy's span categorizer trains on.

Tokens are the tagger's, cut further where a span begins or ends inside one. Links and properties are in
`doc.user_data["hedgerow"]`, by the span's `id_`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.annotation.formats.exchange import ALL, Document, Format
from pipeline.annotation.formats.marks import Mark, Marked, from_marks, to_marks
from pipeline.annotation.formats.token_cuts import cut_tokens
from pipeline.annotation.store import Row
from pipeline.errors import AnnotationError
from pipeline.exporters.atomic_files import replacing

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

SPANS_KEY = "sc"
USER_DATA = "hedgerow"


def write(documents: Sequence[Document], path: Path) -> list[Path]:
    """Write all documents to one .spacy file."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    vocab = Vocab()
    docs = DocBin(store_user_data=True)
    for document in documents:
        docs.add(_doc(document, vocab))
    with replacing(path) as temporary:
        temporary.write_bytes(docs.to_bytes())
    return [path]


def _doc(document: Document, vocab: Vocab) -> Doc:
    from spacy.tokens import Doc, Span

    marked = to_marks(document)
    cuts = cut_tokens(document.text, ((mark.start, mark.end) for mark in marked.marks))
    doc = Doc(vocab, words=[cut.text for cut in cuts], spaces=[cut.space for cut in cuts])
    by_start = {cut.start: i for i, cut in enumerate(cuts)}
    by_end = {cut.end: i for i, cut in enumerate(cuts)}
    doc.spans[SPANS_KEY] = [
        Span(doc, by_start[mark.start], by_end[mark.end] + 1, label=mark.label, span_id=mark.id)
        for mark in marked.marks
    ]
    doc.user_data[USER_DATA] = {
        "document_id": document.document_id,
        "links": [list(link) for link in marked.links],
        "properties": marked.properties,
    }
    return doc


def read(path: Path, texts: Mapping[str, str]) -> list[Document]:
    """Read a .spacy file; Docs made elsewhere need `doc.user_data["hedgerow"]["document_id"]`."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    try:
        docs = list(DocBin().from_bytes(path.read_bytes()).get_docs(Vocab()))
    except OSError as error:
        raise AnnotationError(str(path), "cannot be read", "name a .spacy file") from error
    except Exception as error:  # zlib, msgpack and spaCy each raise their own kinds
        remedy = "write it with DocBin(store_user_data=True)"
        raise AnnotationError(str(path), f"is no DocBin ({error})", remedy) from error
    return [_document(doc, f"{path}: Doc {number}", texts) for number, doc in enumerate(docs, 1)]


def _document(doc: Doc, place: str, texts: Mapping[str, str]) -> Document:
    known = doc.user_data.get(USER_DATA) or {}
    spans = doc.spans.get(SPANS_KEY, ())
    marks = [
        Mark(span.id_ or f"span {i}", span.start_char, span.end_char, span.label_, span.text, place)
        for i, span in enumerate(spans, 1)
    ]
    ids = {mark.id for mark in marks}
    # A span that somebody took out takes its links with it.
    links = [(part, statement) for part, statement in known.get("links", ()) if {part, statement} <= ids]
    properties = {mark_id: _with_lists(values) for mark_id, values in known.get("properties", {}).items()}
    marked = Marked(str(known.get("document_id") or ""), doc.text, marks, links, properties)
    return from_marks(marked, place, texts)


def _with_lists(values: Row) -> Row:
    """The values with lists where the file's packing made tuples."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


FORMAT = Format("docbin", "spaCy DocBin, spans in doc.spans['sc'].", ".spacy", ALL, write, read)
