"""Word files: the text as Word shows it with all changes accepted, automatic numbers included."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.errors import ReadingError
from pipeline.ingestion.bilingual import part_languages
from pipeline.ingestion.blocks import Block, Facts, Reading, SourceFile, compose
from pipeline.ingestion.characters import clean, printed_marker
from pipeline.ingestion.docx_numbering import DEEPEST, Numbering, W, whole_number
from pipeline.ingestion.line_breaks import BREAK, Piece, paragraphs_of_pieces
from pipeline.ingestion.tree import Element, parse_xml
from pipeline.records import Dropped

# Word writes one of two namespaces; the strict one holds the same elements.
_USUAL = W[1:-1].encode("ascii")
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_BOX = f"{W}txbxContent"
# What zipfile and zlib raise for damaged packages.
_BAD_PACKAGE = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError)
# Word's own XML unpacks to some twenty times its size; what unpacks to far more is a bomb.
_SMALL_PART = 4 * 1024 * 1024
_MOST_TIMES = 200
_LARGEST_PART = 128 * 1024 * 1024
_BOLD_HEADING_LEVEL = 7
_LONGEST_HEADING = 30


def read(source: SourceFile) -> Reading:
    """Read a Word file: body, tables and text boxes in order, footnotes at the end, headers and footers dropped."""
    package = _open(source)
    styles = _Styles.of(_part(package, source, "word/styles.xml"))
    numbering = Numbering.of(_part(package, source, "word/numbering.xml"))
    document = _part(package, source, "word/document.xml")
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise ReadingError(source.name, "the Word file has no document in it", "save it again from Word")
    walker = _Walker(styles, numbering, source.options.language)
    walker.walk(body)
    for part in ("footnotes", "endnotes"):
        root = _part(package, source, f"word/{part}.xml")
        if root is not None:
            walker.add_notes(root, part[:-1])
    reading = compose(walker.blocks)
    reading.dropped.extend(walker.dropped)
    reading.dropped.extend(_around_the_text(package, source))
    reading.warnings.extend(dict.fromkeys(walker.warnings))
    reading.facts = _facts(package, source, walker.blocks)
    return reading


def _open(source: SourceFile) -> zipfile.ZipFile:
    """The file's zip package; ReadingError for damaged packages, bombs and packages that are no Word file."""
    try:
        package = zipfile.ZipFile(io.BytesIO(source.data))
        names = package.namelist()
    except _BAD_PACKAGE as error:
        raise ReadingError(source.name, "the Word file is damaged or cut short", "fetch or save it again") from error
    parts = [entry for entry in package.infolist() if entry.filename.endswith((".xml", ".rels"))]
    if any(entry.file_size > _LARGEST_PART or _is_swollen(entry) for entry in parts):
        raise ReadingError(source.name, "the Word file unpacks to more than any agreement holds", "check its origin")
    if "word/document.xml" not in names:
        kind = "encrypted" if "EncryptedPackage" in names else "a zip archive, but no Word file"
        raise ReadingError(source.name, f"the file is {kind}", "save the agreement as .docx from Word")
    return package


def _is_swollen(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(_SMALL_PART, _MOST_TIMES * entry.compress_size)


def _part(package: zipfile.ZipFile, source: SourceFile, name: str) -> Element | None:
    if name not in package.namelist():
        return None
    try:
        with package.open(name) as stream:
            data = stream.read(_LARGEST_PART + 1)
    except _BAD_PACKAGE as error:
        raise ReadingError(source.name, f"its part {name} is damaged", "fetch or save the file again") from error
    if len(data) > _LARGEST_PART:
        raise ReadingError(source.name, "the Word file unpacks to more than any agreement holds", "check its origin")
    return parse_xml(data.replace(_STRICT, _USUAL), source.name)


@dataclass(slots=True)
class _Styles:
    """What a document's paragraph styles say of outline level, numbering and bold."""

    names: dict[str, str] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)
    own: dict[str, Element] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> _Styles:
        styles = cls()
        for style in root.findall(f"{W}style") if root is not None else ():
            key = style.get(f"{W}styleId") or ""
            styles.own[key] = style
            styles.names[key] = _value(style, "name").lower()
            if parent := _value(style, "basedOn"):
                styles.based_on[key] = parent
        return styles

    def chain(self, key: str) -> Iterator[Element]:
        """The style `key` and those it builds on, nearest first."""
        seen: set[str] = set()
        while key in self.own and key not in seen:
            seen.add(key)
            yield self.own[key]
            key = self.based_on.get(key, "")

    def heading_level(self, key: str) -> int | None:
        """0 for a title, 1 to 9 for a heading, None for other paragraphs."""
        for style in self.chain(key):
            name = _value(style, "name").lower()
            if name == "title":
                return 0
            if name.startswith("heading ") and name[8:].isdigit():
                return int(name[8:])
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None and whole_number(outline.get(f"{W}val"), 9) < 9:
                return whole_number(outline.get(f"{W}val"), 9) + 1
        return None

    def numbering(self, key: str) -> tuple[str | None, int | None]:
        """The list and depth that a style gives its paragraphs."""
        for style in self.chain(key):
            properties = style.find(f"{W}pPr/{W}numPr")
            if properties is not None:
                depth = _value(properties, "ilvl")
                return _value(properties, "numId") or None, whole_number(depth, 0, DEEPEST) if depth else None
        return None, None


class _Walker:
    """Collects the blocks of the document's body, then of its notes."""

    def __init__(self, styles: _Styles, numbering: Numbering, language: str) -> None:
        self.blocks: list[Block] = []
        self.dropped: list[Dropped] = []
        self.warnings: list[str] = []
        self._language = language
        self._carried: list[Piece] = []
        self._styles = styles
        self._numbering = numbering
        self._boxes: list[Element] = []
        self._note_order: list[tuple[str, str]] = []

    def walk(self, container: Element) -> None:
        """Read the paragraphs and tables in `container`, in order."""
        for child in container:
            if child.tag == f"{W}p":
                self._read_paragraph(child)
            elif child.tag == f"{W}tbl":
                self._read_table(child)
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    self.walk(content)
            elif child.tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                self.walk(child)
        # The mark of the container's last paragraph was deleted: nothing follows that it could join.
        carried, self._carried = self._carried, []
        self._add_lines(carried, None, 0, None)

    def add_notes(self, root: Element, kind: str) -> None:
        """Append the footnotes or endnotes that the text refers to, in the order of their marks."""
        notes = {note.get(f"{W}id"): note for note in root.findall(f"{W}{kind}") if note.get(f"{W}type") is None}
        marks = [key for name, key in self._note_order if name == kind]
        for number, key in enumerate(dict.fromkeys(marks), start=1):
            if key not in notes:
                continue
            words = self._words(notes[key])
            if words:
                self.blocks.append(Block(f"[{number}] {words}", "footnote", 1, f"[{number}]"))

    def _read_paragraph(self, paragraph: Element) -> None:
        pieces = [*self._carried, *self._pieces(paragraph)]
        self._carried = []
        text = clean("".join(piece.text for piece in pieces))
        properties = paragraph.find(f"{W}pPr")
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            # With its mark deleted, a paragraph runs on in the next one, which gives it its number and style.
            self._carried = pieces
            return
        style = _value(properties, "pStyle") if properties is not None else ""
        label, depth = self._label(properties, style, has_text=bool(text))
        heading = self._heading_level(properties, style)
        if style and self._styles.names.get(style, "").startswith("toc "):
            self._drop("markup", text)
        else:
            self._add_lines(pieces, label, depth, heading)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.walk(box)

    def _add_lines(self, pieces: list[Piece], label: str | None, depth: int, heading: int | None) -> None:
        for index, (part, bold, _) in enumerate(paragraphs_of_pieces(pieces)):
            if not any(character.isalnum() for character in part):
                self._drop("markup", part)
            elif index == 0 and label:
                kind = "heading" if heading else "item"
                self.blocks.append(Block(f"{label} {part}", kind, heading or depth + 1, label))
            elif heading is not None:
                self.blocks.append(Block(part, "title" if heading == 0 else "heading", heading or 1))
            elif marker := printed_marker(part):
                self.blocks.append(Block(part, "item", 1, marker))
            elif bold and len(part.split()) <= _LONGEST_HEADING and part[-1] not in ".;,:":
                self.blocks.append(Block(part, "heading", _BOLD_HEADING_LEVEL))
            else:
                self.blocks.append(Block(part))

    def _label(self, properties: Element | None, style: str, *, has_text: bool) -> tuple[str | None, int]:
        """The automatic label of a paragraph and its depth; a paragraph without words is counted by Word too."""
        styled_id, styled_depth = self._styles.numbering(style)
        own = properties.find(f"{W}numPr") if properties is not None else None
        own_id = _value(own, "numId") if own is not None else ""
        own_depth = _value(own, "ilvl") if own is not None else ""
        num_id = own_id or styled_id
        depth = whole_number(own_depth, 0, DEEPEST) if own_depth else styled_depth or 0
        if not num_id or num_id == "0" or not has_text:
            return None, depth
        return self._numbering.label(num_id, depth), depth

    def _heading_level(self, properties: Element | None, style: str) -> int | None:
        if properties is not None:
            outline = _value(properties, "outlineLvl")
            if outline and whole_number(outline, 9) < 9:
                return whole_number(outline, 9) + 1
        return self._styles.heading_level(style)

    def _read_table(self, table: Element) -> None:
        rows = [
            [cell for cell in _inside(row) if cell.tag == f"{W}tc"]
            for row in _inside(table)
            if row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None
        ]
        rows = self._in_language(rows)
        # A table that only lays out the page holds paragraphs and lists; one of data holds a few words a cell.
        holds_text = any(_holds_paragraphs(cell) for row in rows for cell in row)
        for row in rows:
            marker = self._marker_of(row)
            first = len(self.blocks)
            if holds_text or len(row) == 1:
                for cell in row[1:] if marker else row:
                    self.walk(cell)
            elif cells := list(filter(None, map(self._words, row[1:] if marker else row))):
                self.blocks.append(Block(" | ".join(cells), "table" if len(cells) > 1 else "paragraph"))
            if marker and first < len(self.blocks):
                text = self.blocks[first].text
                self.blocks[first] = Block(f"{marker} {text}", "item", 1, marker)

    def _marker_of(self, row: list[Element]) -> str | None:
        """The list label that is all of a row's first cell, before a second one with words."""
        if len(row) != 2:
            return None
        words = self._words(row[0])
        marker = printed_marker(words + " ")
        return marker if marker and marker == words else None

    def _in_language(self, rows: list[list[Element]]) -> list[list[Element]]:
        """The rows without the columns that hold the text in another language."""
        columns: dict[int, list[str]] = {}
        for row in rows:
            for place, cell in enumerate(row):
                columns.setdefault(place, []).append(_plain_words(cell))
        texts = {place: clean(" ".join(words)) for place, words in columns.items()}
        left_out, warning = part_languages(texts, self._language)
        if warning:
            self.warnings.append(warning)
        for place in left_out:
            self._drop("other language", texts[place])
        return [[cell for place, cell in enumerate(row) if place not in left_out] for row in rows]

    def _words(self, element: Element) -> str:
        """The words of all paragraphs in `element` on one line."""
        pieces = (piece.text for paragraph in element.iter(f"{W}p") for piece in (*self._pieces(paragraph), Piece(" ")))
        return clean("".join(pieces).replace(BREAK, " "))

    def _pieces(self, paragraph: Element) -> list[Piece]:
        """The words of a paragraph as Word shows them, with its line breaks."""
        pieces: list[Piece] = []
        self._collect(paragraph, pieces)
        return pieces

    def _collect(self, element: Element, pieces: list[Piece]) -> None:
        for child in element:
            tag = child.tag
            if tag in _DELETED:
                self._drop("markup", "".join(node.text or "" for node in child.iter(f"{W}delText", f"{W}t")))
            elif tag == f"{W}t":
                pieces.append(Piece(child.text or "", _is_bold(element)))
            elif tag in (f"{W}br", f"{W}cr"):
                pieces.append(Piece(BREAK))
            elif tag in (f"{W}tab", f"{W}ptab"):
                pieces.append(Piece(" "))
            elif tag == f"{W}noBreakHyphen":
                pieces.append(Piece("\u2011", _is_bold(element)))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = tag.removeprefix(W).removesuffix("Reference")
                self._note_order.append((kind, child.get(f"{W}id")))
                self._drop("footnote mark", str(len(set(self._note_order))))
            elif tag == _TEXT_BOX:
                self._boxes.append(child)
            elif tag == _FALLBACK:
                continue
            elif tag == f"{W}r" and _is_vanished(child):
                self._drop("hidden", _plain_words(child))
            elif tag not in (f"{W}pPr", f"{W}rPr"):
                self._collect(child, pieces)

    def _drop(self, reason: str, text: str) -> None:
        if text.strip():
            self.dropped.append(Dropped(reason=reason, text=text))


def _around_the_text(package: zipfile.ZipFile, source: SourceFile) -> Iterator[Dropped]:
    """Running headers and footers, and the comments of those who worked on the text."""
    for name in sorted(package.namelist()):
        part = re.match(r"word/(header|footer|comments)\d*\.xml", name)
        root = _part(package, source, name) if part else None
        text = _plain_words(root) if root is not None else ""
        if part and text:
            yield Dropped("comment" if part[1] == "comments" else f"running {part[1]}", text)


def _facts(package: zipfile.ZipFile, source: SourceFile, blocks: list[Block]) -> Facts:
    facts = Facts()
    for block in blocks:
        if block.kind == "title":
            facts.title, facts.found["title"] = block.text, "title paragraph"
            return facts
    core = _part(package, source, "docProps/core.xml")
    title = core.findtext("{http://purl.org/dc/elements/1.1/}title") if core is not None else None
    if title and title.strip():
        facts.title, facts.found["title"] = clean(title), "document properties"
    return facts


def _inside(element: Element) -> Iterator[Element]:
    """The children of `element`, those inside content controls and inserted rows too."""
    for child in element:
        if child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _inside(child)
        else:
            yield child


def _holds_paragraphs(cell: Element) -> bool:
    """Whether a cell holds more than one paragraph with words, an automatic number or a table."""
    paragraphs = [child for child in _inside(cell) if child.tag == f"{W}p" and _plain_words(child)]
    numbered = any(paragraph.find(f"{W}pPr/{W}numPr") is not None for paragraph in paragraphs)
    return len(paragraphs) > 1 or numbered or cell.find(f"{W}tbl") is not None


def _plain_words(element: Element) -> str:
    """All words in `element`, whatever is to become of them."""
    parts = []
    for node in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}p"):
        parts.append(node.text or "" if node.tag == f"{W}t" else " ")
    return clean("".join(parts))


def _value(element: Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val", "") if child is not None else ""


def _is_bold(run: Element) -> bool:
    bold = run.find(f"{W}rPr/{W}b")
    return bold is not None and bold.get(f"{W}val") not in ("0", "false")


def _is_vanished(run: Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in ("0", "false")
