"""brat standoff: a folder with DOCUMENT.txt and DOCUMENT.ann, and annotation.conf, which brat needs.

Text-bound annotations are the marks; the relation PART_OF links a part to its statement; the attribute Decision and a
note hold what was decided and remarked. Offsets are code points. A span that runs over a line end is written as one
fragment a line, since brat takes no line end inside a fragment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.annotation.formats.exchange import DECISION, DECISIONS, EMPTY_DOCUMENTS, NOTE, Document, Format
from pipeline.annotation.formats.marks import PART_OF, Mark, Marked, all_labels, from_marks, is_statement, to_marks
from pipeline.errors import AnnotationError
from pipeline.exporters.atomic_files import write_text

CONFIGURATION = "annotation.conf"
_OFFSETS = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")


# --- out -------------------------------------------------------------------------------------------


def write(documents: Sequence[Document], path: Path) -> list[Path]:
    """Write all documents into the folder `path`."""
    files = [write_text(path / CONFIGURATION, _configuration())]
    for document in documents:
        lines = "".join(f"{line}\n" for line in _lines(document))
        files.append(write_text(path / f"{document.document_id}.txt", document.text))
        files.append(write_text(path / f"{document.document_id}.ann", lines))
    return files


def _lines(document: Document) -> Iterator[str]:
    marked = to_marks(document)
    names = {mark.id: f"T{i}" for i, mark in enumerate(marked.marks, 1)}
    for mark in marked.marks:
        fragments = list(_fragments(document.text, mark.start, mark.end))
        offsets = ";".join(f"{start} {end}" for start, end in fragments)
        words = " ".join(document.text[start:end] for start, end in fragments)
        yield f"{names[mark.id]}\t{mark.label} {offsets}\t{words}"
    for number, (part, statement) in enumerate(marked.links, 1):
        yield f"R{number}\t{PART_OF} Arg1:{names[part]} Arg2:{names[statement]}"
    decided = [(id_, p["decision"]) for id_, p in marked.properties.items() if p.get("decision")]
    for number, (mark_id, decision) in enumerate(decided, 1):
        yield f"A{number}\tDecision {names[mark_id]} {decision}"
    noted = [(id_, p["note"]) for id_, p in marked.properties.items() if p.get("note")]
    for number, (mark_id, note) in enumerate(noted, 1):
        yield f"#{number}\tAnnotatorNotes {names[mark_id]}\t{_escaped(note)}"


def _fragments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a span between line ends."""
    for match in re.finditer(r"[^\r\n]+", text[start:end]):
        yield start + match.start(), start + match.end()


def _escaped(note: str) -> str:
    r"""A note on one line: a line end as \n, a tab as \t, a backslash doubled."""
    for character, written in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        note = note.replace(character, written)
    return note


def _unescaped(note: str) -> str:
    meant = {"\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
    return re.sub(r"\\([\\nrt])", lambda match: meant[match[1]], note)


def _configuration() -> str:
    labels = all_labels()
    statements, parts = [x for x in labels if is_statement(x)], [x for x in labels if not is_statement(x)]
    one_of = "|".join
    lines = [
        "[entities]", *labels,
        "", "[relations]", f"{PART_OF}\tArg1:{one_of(parts)}, Arg2:{one_of(statements)}",
        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
        "", "[events]",
        "", "[attributes]", f"Decision\tArg:{one_of(statements)}, Value:{one_of(DECISIONS)}",
    ]  # fmt: skip
    return "".join(f"{line}\n" for line in lines)


# --- in --------------------------------------------------------------------------------------------


def read(path: Path, texts: Mapping[str, str]) -> list[Document]:
    """Read every .ann file of a folder, or the one that `path` is."""
    files = sorted(path.glob("*.ann")) if path.is_dir() else [path]
    if not files:
        raise AnnotationError(str(path), "no .ann file there", "name a folder of brat")
    return [from_marks(_marked(file), str(file), texts) for file in files]


def _marked(file: Path) -> Marked:
    beside = file.with_suffix(".txt")
    marked = Marked(file.stem, _content(beside) if beside.is_file() else None)
    for number, line in enumerate(_content(file).split("\n"), 1):
        line = line.rstrip("\r")
        if line:
            _read_line(line, marked, f"{file}:{number}")
    return marked


def _content(file: Path) -> str:
    try:
        # newline="": offsets count the characters as they were written.
        with file.open(encoding="utf-8", newline="") as opened:
            return opened.read()
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(str(file), f"cannot be read ({error})", "name a .ann file in UTF-8") from error


def _read_line(line: str, marked: Marked, place: str) -> None:
    name, _, rest = line.partition("\t")
    what, _, words = rest.partition("\t")
    if name.startswith("T"):
        marked.marks.append(_mark(name, what, words, place))
    elif name.startswith("R"):
        ends = dict(part.split(":", 1) for part in what.split()[1:] if ":" in part)
        if what.split()[:1] == [PART_OF] and {"Arg1", "Arg2"} <= set(ends):
            marked.links.append((ends["Arg1"], ends["Arg2"]))
    elif name.startswith(("A", "M")) and what.split()[:1] == ["Decision"]:
        _, mark_id, decision = [*what.split(), "", ""][:3]
        marked.properties.setdefault(mark_id, {})["decision"] = decision
    elif name.startswith("#") and what.split()[:1] == ["AnnotatorNotes"]:
        marked.properties.setdefault(what.split()[1], {})["note"] = _unescaped(words)


def _mark(name: str, what: str, words: str, place: str) -> Mark:
    match = _OFFSETS.fullmatch(what)
    if match is None:
        raise AnnotationError(place, f"no label and offsets in {what!r}", "write it as 'T1<TAB>LABEL 0 5<TAB>words'")
    numbers = [int(number) for number in re.findall(r"\d+", match[2])]
    # Words left out between fragments would show: the words are compared with the whole stretch.
    return Mark(name, numbers[0], numbers[-1], match[1], words, place)


FORMAT = Format(
    "brat", "brat standoff, a folder.", "", frozenset({EMPTY_DOCUMENTS, NOTE, DECISION}), write, read
)  # fmt: skip
