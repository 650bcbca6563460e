"""WebAnno TSV 3.3, which INCEpTION reads: a folder with one file a document.

Before the import the INCEpTION project needs a span layer "Hedgerow" (webanno.custom.Hedgerow, overlap and crossing of
sentences allowed) with the text features decision, label and note, and a relation layer "HedgerowPart"
(webanno.custom.HedgerowPart) on it with the text feature role. A paragraph is a sentence of the file; offsets count
UTF-16 units; what the format reserves is escaped (its user guide, "WebAnno TSV 3.3 File format").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from pipeline.annotation.formats.exchange import DECISION, EMPTY_DOCUMENTS, NOTE, Document, Format, text_of
from pipeline.annotation.formats.marks import PART_OF, Mark, Marked, from_marks, to_marks
from pipeline.annotation.formats.token_cuts import Cut, cut_tokens
from pipeline.annotation.store import Row
from pipeline.errors import AnnotationError
from pipeline.exporters.atomic_files import write_text

LAYER = "webanno.custom.Hedgerow"
RELATION = "webanno.custom.HedgerowPart"
FEATURES = ("decision", "label", "note")
HEADER = (
    "#FORMAT=WebAnno TSV 3.3\n"
    f"#T_SP={LAYER}|{'|'.join(FEATURES)}\n"
    f"#T_RL={RELATION}|role|BT_{LAYER}\n"
)  # fmt: skip
_VALUE_ESCAPES = {
    "\\": "\\\\", "[": "\\[", "]": "\\]", "|": "\\|", "_": "\\_", "->": "\\->", ";": "\\;", "\t": "\\t", "\n": "\\n",
    "*": "\\*",
}  # fmt: skip
_TEXT_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\r": "\\r", "\f": "\\f", "\b": "\\b"}
_NONE, _NULL = "_", "*"
_ANNOTATION = re.compile(r"((?:\\.|[^\\\[])*)(?:\[(\d+)\])?", re.DOTALL)
_REFERENCE = re.compile(r"([\d-]+)(?:\[(\d+)_(\d+)\])?")


def utf16_offsets(text: str) -> list[int]:
    """For each offset of a text, its end included, the number of UTF-16 units before it."""
    return [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]


# --- out -------------------------------------------------------------------------------------------


def write(documents: Sequence[Document], path: Path) -> list[Path]:
    """Write `DOCUMENT_ID.tsv` for each document into the folder `path`."""
    return [write_text(path / f"{document.document_id}.tsv", _content(document)) for document in documents]


def _content(document: Document) -> str:
    marked = to_marks(document)
    cuts = [cut for cut in cut_tokens(document.text, ((m.start, m.end) for m in marked.marks)) if cut.text.strip()]
    sentences = list(_sentences(cuts, document.text))
    units = {cut.start: f"{n}-{i}" for n, sentence in enumerate(sentences, 1) for i, cut in enumerate(sentence, 1)}
    offsets = utf16_offsets(document.text)
    columns = _Columns(marked, units)
    blocks = [HEADER]
    for sentence in sentences:
        lines = document.text[sentence[0].start : sentence[-1].end].split("\n")
        rows = [f"#Text={_escaped(line, _TEXT_ESCAPES)}" for line in lines]
        for cut in sentence:
            where = f"{units[cut.start]}\t{offsets[cut.start]}-{offsets[cut.end]}\t{cut.text}"
            rows.append("\t".join([where, *columns.of(cut)]) + "\t")
        blocks.append("\n".join(rows) + "\n")
    # Two empty lines after the header, one before each further sentence.
    return "\n".join([blocks[0] + "\n", *blocks[1:]]) if len(blocks) > 1 else f"{HEADER}\n\n"


def _sentences(cuts: Iterable[Cut], text: str) -> Iterator[list[Cut]]:
    """The tokens of each paragraph."""
    sentence: list[Cut] = []
    for cut in cuts:
        if sentence and re.search(r"\n\s*\n", text[sentence[-1].end : cut.start]):
            yield sentence
            sentence = []
        sentence.append(cut)
    if sentence:
        yield sentence


class _Columns:
    """The columns of a token: the layer's features, the relation's role, and where the relation comes from.

    The file draws a relation at its target: here the statement's first token names the part it comes from.
    """

    def __init__(self, marked: Marked, units: Mapping[int, str]) -> None:
        self._marks, self._properties = marked.marks, marked.properties
        # Every mark gets a number, also one of a single token, so that relations name it without doubt.
        self._numbers = {mark.id: n for n, mark in enumerate(marked.marks, 1)}
        by_id = {mark.id: mark for mark in marked.marks}
        self._incoming: dict[int, list[str]] = {}
        for part, statement in marked.links:
            source, target = by_id[part], by_id[statement]
            ends = f"{units[source.start]}[{self._numbers[part]}_{self._numbers[statement]}]"
            self._incoming.setdefault(target.start, []).append(ends)

    def of(self, cut: Cut) -> list[str]:
        """The cells of a token."""
        here = [mark for mark in self._marks if mark.start <= cut.start < mark.end]
        cells = ["|".join(self._value(mark, name) for mark in here) or _NONE for name in FEATURES]
        incoming = self._incoming.get(cut.start, [])
        role = _escaped(PART_OF, _VALUE_ESCAPES)
        return [*cells, "|".join(role for _ in incoming) or _NONE, "|".join(incoming) or _NONE]

    def _value(self, mark: Mark, name: str) -> str:
        value = mark.label if name == "label" else self._properties.get(mark.id, {}).get(name)
        return f"{_escaped(value, _VALUE_ESCAPES) if value else _NULL}[{self._numbers[mark.id]}]"


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    pattern = "|".join(re.escape(reserved) for reserved in escapes)
    return re.sub(pattern, lambda match: escapes[match[0]], text)


# --- in --------------------------------------------------------------------------------------------


def read(path: Path, texts: Mapping[str, str]) -> list[Document]:
    """Read every .tsv file of a folder, or the one that `path` is; the file's name is the document's id."""
    files = sorted(path.glob("*.tsv")) if path.is_dir() else [path]
    if not files:
        raise AnnotationError(str(path), "no .tsv file there", "name a folder of WebAnno TSV files")
    return [_document(file, texts) for file in files]


def _document(file: Path, texts: Mapping[str, str]) -> Document:
    # INCEpTION exports a document "ID.txt" as "ID.tsv" in a folder of its name, or as "USER.tsv".
    folder = file.parent.name.removesuffix(".txt")
    document_id = folder if file.stem not in texts and folder in texts else file.stem
    text = text_of(texts, document_id, str(file))
    back = {units: offset for offset, units in enumerate(utf16_offsets(text))}
    reader = _Reader(file, back)
    try:
        lines = _lines(file)
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(str(file), f"cannot be read ({error})", "name a TSV file in UTF-8") from error
    for number, line in enumerate(lines, 1):
        reader.read(line, f"{file}:{number}", text)
    return from_marks(reader.marked(document_id), str(file), texts)


def _lines(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as opened:
        return opened.read().split("\n")


class _Reader:
    """Collects the annotations of one layer, token by token."""

    def __init__(self, file: Path, back: Mapping[int, int]) -> None:
        self._back = back
        self._columns: list[str] = []
        self._spans: dict[str, list[int]] = {}
        self._values: dict[str, Row] = {}
        self._places: dict[str, str] = {}
        self._links: list[tuple[str, str]] = []
        self._file = file

    def read(self, line: str, place: str, text: str) -> None:
        """Take in one line."""
        if line.startswith("#T_"):
            self._declare(line)
        elif re.match(r"\d+-\d+\t", line):
            cells = line.rstrip("\r").split("\t")
            start, end = self._offsets(cells[1], place)
            if text[start:end] != cells[2]:
                problem = f"token {cells[1]} should read {cells[2]!r} but the text has {text[start:end]!r}"
                raise AnnotationError(place, problem, "the text has changed: export it again")
            self._token(dict(zip(self._columns, cells[3:], strict=False)), (start, end), cells[0], place)

    def marked(self, document_id: str) -> Marked:
        """What was read."""
        if f"{LAYER}|label" not in self._columns:
            raise AnnotationError(str(self._file), f"no layer {LAYER} with a feature label", "export that layer too")
        marks = []
        for key, (start, end) in self._spans.items():
            label = self._values[key].pop("label", None)
            if label is None:
                raise AnnotationError(self._places[key], "an annotation without a label", "give it one")
            marks.append(Mark(key, start, end, label, None, self._places[key]))
        return Marked(document_id, None, marks, self._links, self._values)

    def _declare(self, line: str) -> None:
        layer, *features = line.rstrip("\r").partition("=")[2].split("|")
        self._columns += [f"{layer}|{feature}" for feature in features]

    def _offsets(self, cell: str, place: str) -> tuple[int, int]:
        try:
            start, end = (self._back[int(number)] for number in cell.split("-"))
        except (KeyError, ValueError) as error:
            problem = f"offsets {cell} lie outside the text or inside a character"
            raise AnnotationError(place, problem, "offsets count UTF-16 units: export it again") from error
        return start, end

    def _token(self, cells: Mapping[str, str], token: tuple[int, int], unit: str, place: str) -> None:
        for name in FEATURES:
            cell = cells.get(f"{LAYER}|{name}", _NONE)
            for i, item in enumerate(_stacked(cell)):
                value, number = _annotation(item)
                # A mark of one token has no number unless others are stacked on it.
                key = number or f"{unit}.{i}"
                span = self._spans.setdefault(key, list(token))
                span[1] = max(span[1], token[1])
                self._places.setdefault(key, place)
                values = self._values.setdefault(key, {})
                if value != _NULL:
                    values[name] = _unescaped(value)
        for item in _stacked(cells.get(f"{RELATION}|BT_{LAYER}", _NONE)):
            match = _REFERENCE.fullmatch(item)
            if match is None:
                raise AnnotationError(place, f"{item!r} is no relation", "export it again")
            source, target = match[2] or "0", match[3] or "0"
            self._links.append((source if source != "0" else f"{match[1]}.0", target if target != "0" else f"{unit}.0"))


def _stacked(cell: str) -> list[str]:
    r"""The annotations of a cell, between bars that are not escaped ("\|"); none where it says that there is none."""
    return [] if cell == _NONE else re.findall(r"(?:\\.|[^|\\])+", cell, re.DOTALL)


def _annotation(item: str) -> tuple[str, str | None]:
    match = _ANNOTATION.fullmatch(item)
    return (match[1], match[2]) if match else (item, None)


def _unescaped(value: str) -> str:
    back = {written: meant for meant, written in _VALUE_ESCAPES.items()}
    pattern = "|".join(re.escape(written) for written in back)
    return re.sub(pattern, lambda match: back[match[0]], value)


FORMAT = Format(
    "webanno", "WebAnno TSV 3.3 for INCEpTION, a folder.", "",
    frozenset({EMPTY_DOCUMENTS, NOTE, DECISION}), write, read,
)  # fmt: skip
