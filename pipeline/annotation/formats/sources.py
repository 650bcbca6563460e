"""Where documents of exchange come from: a finished run, or annotations beside the texts they were made on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.annotation.formats.exchange import Document, checked, exchange_row, text_of
from pipeline.annotation.store import read_gold
from pipeline.annotation.texts import SUFFIX_ORDER, rows_of_run
from pipeline.errors import AnnotationError

STATEMENTS = "statements.jsonl"


class Texts(Mapping[str, str]):
    """The canonical texts under some paths by document id, each read when it is asked for.

    A path is a finished run, a file, or a folder that is searched to the bottom; of a document that stands in several
    formats the one that is annotated counts (see `texts.SUFFIX_ORDER`).
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._files: dict[str, tuple[Path, bool]] = {}
        self._read: dict[str, str] = {}
        for path in paths:
            if not path.exists():
                raise AnnotationError(str(path), "no such file or folder", "name the texts that were annotated")
            run = (path / STATEMENTS).is_file()
            for file in _files(path / "texts" if run else path):
                self._files.setdefault(file.stem, (file, run))

    def __getitem__(self, document_id: str) -> str:
        if document_id not in self._read:
            file, canonical = self._files[document_id]
            self._read[document_id] = _canonical(file) if canonical else _as_read(file, document_id)
        return self._read[document_id]

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _files(path: Path) -> list[Path]:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    known = [file for file in files if file.suffix.lower() in SUFFIX_ORDER]
    return sorted(known, key=lambda file: (SUFFIX_ORDER.index(file.suffix.lower()), file.as_posix()))


def _canonical(file: Path) -> str:
    # newline="": offsets count the characters as the run wrote them.
    with file.open(encoding="utf-8", newline="") as opened:
        return opened.read()


def _as_read(file: Path, document_id: str) -> str:
    from pipeline.ingestion import read_agreement

    return read_agreement(file, document_id=document_id).text


def documents_of(source: Path, texts: Sequence[Path]) -> list[Document]:
    """The documents of a finished run, or of a folder or file of annotations with the texts under `texts`.

    Raises AnnotationError where a text is missing or a quote does not stand in it.
    """
    if (source / STATEMENTS).is_file():
        rows: dict[str, list[dict[str, object]]] = {}
        known = Texts([source])
        for document_id in known:
            rows[document_id] = []
        for row in rows_of_run(source, {}):
            rows.setdefault(row["document_id"], []).append(row)
    else:
        rows, known = read_gold(source), Texts(texts)
    documents = []
    for document_id, own in sorted(rows.items()):
        places = (
            (f"{source}: {document_id}, statement {number}", exchange_row(row)) for number, row in enumerate(own, 1)
        )
        documents.append(checked(document_id, text_of(known, document_id, str(source)), places))
    return documents
