"""Akoma Ntoso 3.0: acts, docs and the like, by their hierarchy of `num`, `heading` and content."""

from __future__ import annotations

from pipeline.errors import ReadingError
from pipeline.ingestion.blocks import Block, Division, Facts, Reading, compose
from pipeline.ingestion.characters import clean
from pipeline.ingestion.tree import Element, local_name
from pipeline.records import Dropped

_HIERARCHY = {
    "book": ("chapter", 1), "part": ("chapter", 1), "title": ("chapter", 1), "chapter": ("chapter", 1),
    "section": ("chapter", 2), "subchapter": ("chapter", 2), "subsection": ("chapter", 3), "division": ("chapter", 2),
    "article": ("article", 2), "rule": ("article", 2), "clause": ("item", 1), "paragraph": ("item", 1),
    "subparagraph": ("item", 2), "subclause": ("item", 2), "list": ("", 1), "point": ("item", 2), "indent": ("item", 3),
    "alinea": ("item", 2), "hcontainer": ("", 1), "recital": ("item", 1),
}  # fmt: skip
_PARAGRAPHS = frozenset(
    ("p", "block", "longTitle", "docTitle", "docType", "docStage", "docDate", "docNumber", "listIntroduction",
     "listWrapUp")
)  # fmt: skip
# Words that are not of the agreement: its cover, its table of contents, other documents beside it.
_SKIPPED = frozenset(("coverPage", "toc", "components"))
_TITLES = ("docTitle", "longTitle")


def read_document(root: Element, name: str) -> Reading:
    """Read the main document of an Akoma Ntoso file; debates, judgments and collections are refused."""
    document = next((child for child in root if local_name(child)), None)
    kind = local_name(document) if document is not None else ""
    if kind not in ("act", "doc", "bill", "statement", "portion"):
        raise ReadingError(name, f"an Akoma Ntoso <{kind or 'nothing'}> holds no agreement", "give an act or a doc")
    walker = _Walker(document)
    walker.walk(document)
    walker.add_notes()
    reading = compose(walker.blocks, walker.divisions)
    reading.dropped.extend(walker.dropped)
    reading.facts = _facts(document)
    return reading


class _Walker:
    """Collects the blocks of one document in reading order."""

    def __init__(self, document: Element) -> None:
        self._noted = {note.get("eId") or note.get("id"): note for note in document.iter("{*}note")}
        self.blocks: list[Block] = []
        self.divisions: list[Division] = []
        self.dropped: list[Dropped] = []
        self._notes: list[tuple[str, str]] = []
        self._label: str | None = None
        self._item_level = 1

    def walk(self, element: Element) -> None:
        """Read `element` and everything in it."""
        for child in element:
            name = local_name(child)
            if name == "meta":
                continue
            if name in _SKIPPED:
                self._drop("markup", child)
            elif name in _HIERARCHY:
                self._read_division(child, *_HIERARCHY[name])
            elif name == "item":
                self._read_item(child)
            elif name in _PARAGRAPHS:
                self._add(self._words(child), "title" if name in _TITLES else "paragraph")
            elif name == "li":
                self._label = self._label or "-"
                self._add(self._words(child), "item")
            elif name in ("heading", "subheading"):
                self._add(self._words(child), "heading")
            elif name == "tr":
                cells = [self._words(cell) for cell in child]
                self._add(" | ".join(cell for cell in cells if cell), "table")
            elif name == "del":
                self._drop("markup", child)
            elif name != "num" and (child.text or "").strip():
                self._add(self._words(child), "paragraph")
            elif name != "num":
                self.walk(child)

    def add_notes(self) -> None:
        """Put the authorial notes, moved out of their sentences, at the end."""
        for mark, words in self._notes:
            label = f"[{mark}]" if mark else None
            self.blocks.append(Block(f"{label} {words}" if label else words, "footnote", 1, label))

    def _read_division(self, element: Element, kind: str, level: int) -> None:
        first = len(self.blocks)
        number = clean(_text_of(element, "num"))
        heading = clean(_text_of(element, "heading"))
        if kind == "item":
            outer, self._item_level = self._item_level, level
            # A number without words of its own stands before that of the first part below it.
            self._label = " ".join(filter(None, (self._label, number))) or None
            if heading:
                self._add(heading, "heading")
            self.walk(_without(element, "heading"))
            self._label, self._item_level = None, outer
            return
        if number or heading:
            self.blocks.append(Block(": ".join(filter(None, (number, heading))), "heading", level, number or None))
        self.walk(_without(element, "heading"))
        if kind and first < len(self.blocks):
            self.divisions.append(Division(first, len(self.blocks), kind, level, number or None))

    def _read_item(self, element: Element) -> None:
        self._label = clean(_text_of(element, "num")) or None
        self._item_level += 1
        self.walk(_without(element, "heading"))
        self._item_level -= 1
        self._label = None

    def _add(self, words: str, kind: str) -> None:
        if not words:
            return
        if self._label:
            label, self._label = self._label, None
            self.blocks.append(Block(f"{label} {words}", "item", self._item_level, label))
        else:
            self.blocks.append(Block(words, kind))

    def _drop(self, reason: str, element: Element) -> None:
        if words := clean(" ".join(element.itertext())):
            self.dropped.append(Dropped(reason, words))

    def _words(self, element: Element) -> str:
        """The running words of a paragraph, its notes set aside for the end."""
        parts = [element.text or ""]
        for child in element:
            name = local_name(child)
            if name in ("authorialNote", "noteRef"):
                mark = child.get("marker") or ""
                self.dropped.append(Dropped(reason="footnote mark", text=mark or "note"))
                note = child if name == "authorialNote" else self._noted.get((child.get("href") or "#")[1:])
                if note is not None:
                    self._notes.append((mark, clean(" ".join(note.itertext()))))
            elif name == "del":
                self._drop("markup", child)
            elif name in ("br", "eol"):
                parts.append(" ")
            else:
                parts.append(self._words(child))
            parts.append(child.tail or "")
        return clean("".join(parts))


def _text_of(element: Element, name: str) -> str:
    child = element.find(f"{{*}}{name}")
    return "".join(child.itertext()) if child is not None else ""


def _without(element: Element, name: str) -> list[Element]:
    return [child for child in element if local_name(child) != name]


def _facts(document: Element) -> Facts:
    facts = Facts()
    titles = (element for name in _TITLES for element in document.iter(f"{{*}}{name}"))
    if title := clean(" ".join(next(titles, document.makeelement("none")).itertext())):
        facts.title, facts.found["title"] = title, "text"
    for date in document.iter("{*}FRBRdate"):
        if date.get("date") and not facts.signed and "sign" in (date.get("name") or "").lower():
            facts.signed, facts.found["signed"] = date.get("date")[:10], "XML metadata"
    for language in document.iter("{*}FRBRlanguage"):
        code = (language.get("language") or "")[:2].lower()
        if code:
            facts.language, facts.found["language"] = code, "XML metadata"
    return facts
