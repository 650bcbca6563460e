"""What the gold is compared with: a finished run, or texts tagged here and now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.annotation.store import Row, check_quotes, read_json_lines
from pipeline.errors import AnnotationError, RunError

# Where a document stands in several formats, the first of these holds the text that was annotated.
SUFFIX_ORDER = (".txt", ".md", ".html", ".htm", ".docx", ".xml", ".pdf")


def rows_of_run(run: Path, gold: Mapping[str, Sequence[Row]]) -> list[Row]:
    """The statement rows of a finished run, whose texts must be those that the gold was made on.

    Raises RunError where `run` is no run, AnnotationError where a text of the run differs from an annotation's quote.
    """
    statements = run / "statements.jsonl"
    if not statements.is_file():
        raise RunError(str(run), "no statements.jsonl there", "name the folder of a finished run")
    for document_id, wanted in gold.items():
        text_file = run / "texts" / f"{document_id}.txt"
        if text_file.is_file():
            # newline="": offsets count the characters as the run wrote them.
            with text_file.open(encoding="utf-8", newline="") as file:
                check_gold(document_id, wanted, file.read())
    rows = []
    for place, row in read_json_lines(statements):
        missing = [name for name in ("document_id", "kind", "start", "end", "quote") if name not in row]
        if missing:
            raise RunError(place, f"no {missing[0]}", "make the run again")
        rows.append(row)
    return rows


def rows_of_texts(inputs: Sequence[Path], gold: Mapping[str, Sequence[Row]], rules: Path | None = None) -> list[Row]:
    """Tag the documents of the gold, found among `inputs` by their file stems, and return their statement rows."""
    files = find_texts(inputs, gold)

    from pipeline.analysis import analyse
    from pipeline.ingestion import read_agreement
    from pipeline.records import statement_row
    from pipeline.tagging.nlp_setup import load_tagger

    tagger = load_tagger(rules)
    rows: list[Row] = []
    for document_id, file in files.items():
        agreement = read_agreement(file, document_id=document_id)
        check_gold(document_id, gold[document_id], agreement.text)
        rows += [statement_row(statement) for statement in analyse(agreement, tagger).statements]
    return rows


def find_texts(inputs: Sequence[Path], document_ids: Mapping[str, object]) -> dict[str, Path]:
    """The file of each document, by its stem, among files and folders (searched to the bottom)."""
    files: dict[str, Path] = {}
    for file in sorted(_files(inputs), key=lambda file: (SUFFIX_ORDER.index(file.suffix.lower()), file.as_posix())):
        files.setdefault(file.stem, file)
    for document_id in document_ids:
        if document_id not in files:
            places = ", ".join(map(str, inputs))
            raise AnnotationError(document_id, f"no text of that name in {places}", "name its file or folder as INPUT")
    return {document_id: files[document_id] for document_id in document_ids}


def _files(inputs: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in inputs:
        if not path.exists():
            raise AnnotationError(str(path), "no such file or folder", "name the texts that were annotated")
        found += [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return [file for file in found if file.suffix.lower() in SUFFIX_ORDER]


def check_gold(document_id: str, rows: Sequence[Row], text: str) -> None:
    """Assert that every quote of a document's annotations stands in `text`."""
    for number, row in enumerate(rows, 1):
        check_quotes(row, text, f"{document_id}: annotation {number}")
