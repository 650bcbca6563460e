"""The paragraphs, headings, list items and tables of an HTML tree, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pipeline.ingestion.bilingual import part_languages
from pipeline.ingestion.blocks import Block
from pipeline.ingestion.characters import clean, printed_marker
from pipeline.ingestion.line_breaks import BREAK, Piece, paragraphs_of_pieces
from pipeline.ingestion.line_joining import paragraphs_of
from pipeline.ingestion.numerals import roman, spreadsheet_letters
from pipeline.records import Dropped

Element = Any  # lxml ships no types

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "li", "main", "nav", "ol",
     "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", *_HEADINGS)
)  # fmt: skip
_SKIPPED = frozenset(
    ("script", "style", "template", "head", "svg", "math", "iframe", "object", "embed", "audio", "video", "canvas",
     "input", "img", "picture", "source", "area", "map")
)  # fmt: skip
_CONTROLS = frozenset(("select", "textarea", "button", "label", "noscript"))
_HIDDEN_CLASS = re.compile(r"\b(?:sr-only|visually-hidden|screen-reader-text|wb-inv|visuallyhidden)\b")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CELLS = ("td", "th")
_BARE_MARK = re.compile(r"\s*(?:\d{1,3}|[*†‡§])\s*")
_NOTE_TARGET = re.compile(r"#(?:_?(?:ftn|edn|fn|en)(?!\w*ref)|(?:foot|end)?note(?!\w*ref))", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\s*[\[(]?\s*(?:footnote|note)?\s*(?:\d{1,3}|[*†‡§])\s*[\])]?\s*", re.IGNORECASE)
_RAISABLE = re.compile(r"\d$|\b(?:[kcdm]?m|ft|in|yd)$")
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_BOLD_HEADING_LEVEL = 7
_LONGEST_HEADING = 30


@dataclass(slots=True)
class Found:
    """A block with the element that holds it and how much of its text is links (0 to 1).

    `is_note` says that it stands in what the mark of a note in the text points to.
    """

    block: Block
    holder: Element
    link_share: float
    is_note: bool = False


@dataclass(slots=True)
class _Inline:
    """The running text of a block being read."""

    pieces: list[Piece] = field(default_factory=list)

    def add(self, text: str | None, bold: bool, link: bool) -> None:
        if text:
            self.pieces.append(Piece(text, bold, link))

    def ends_in_word(self) -> bool:
        """Whether a letter, or the mark that ends a sentence, stands right before what follows."""
        return bool(re.search(r"[^\W\d_][.,;:”\"’)]?$", "".join(piece.text for piece in self.pieces[-3:])))

    def takes_note_mark(self) -> bool:
        """Whether a raised figure after the text so far is a note's mark, not a power or the square of a unit."""
        text = "".join(piece.text for piece in self.pieces[-3:]).rstrip()
        return bool(text) and not _RAISABLE.search(text)


class TreeReader:
    """Walks one tree once; `read` gives its blocks, `dropped` what was left out on the way."""

    def __init__(self, language: str = "en") -> None:
        self.warnings: list[str] = []
        self._language = language
        self._notes: dict[str, str] = {}
        self._note: str | None = None
        self._numbered: str | None = None
        self._left_out: set[Element] = set()
        self.found: list[Found] = []
        self.dropped: list[Dropped] = []
        self._inline = _Inline()
        self._kind, self._level = "paragraph", 1
        self._marker: str | None = None
        self._depth = 0

    def read(self, root: Element) -> list[Found]:
        """The blocks of `root`, in document order."""
        self._walk(root, bold=False, link=False)
        self._flush(root)
        return self.found

    def _walk(self, element: Element, *, bold: bool, link: bool) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SKIPPED or element in self._left_out:
            return
        if tag in _CONTROLS or _is_hidden(element):
            self._drop("hidden" if _is_hidden(element) else "site furniture", element)
            return
        if self._note is None and element.get("id") in self._notes:
            self._read_note(element)
        elif tag == "br":
            self._inline.add(BREAK, bold, link)
        elif tag == "sup" or _is_note_link(element):
            self._read_raised(element, bold=bold, link=link)
        elif tag == "pre":
            self._flush(element)
            self._read_set_text(element)
        elif tag == "table":
            self._flush(element)
            self._leave_out_languages(element)
            if _is_data_table(element):
                self._read_table(element)
            else:
                self._read_block(element, tag, bold=bold)
        elif tag in ("ul", "ol"):
            self._flush(element)
            self._read_list(element, bold=bold)
        elif tag in _BLOCKS:
            self._read_block(element, tag, bold=bold)
        else:
            self._children(element, bold=bold or tag in ("b", "strong"), link=link or tag == "a")

    def _children(self, element: Element, *, bold: bool, link: bool) -> None:
        self._inline.add(element.text, bold, link)
        for child in element:
            self._walk(child, bold=bold, link=link)
            self._inline.add(child.tail, bold, link)

    def _read_block(self, element: Element, tag: str, *, bold: bool) -> None:
        self._flush(element)
        level = _HEADINGS.get(tag)
        if level:
            self._kind, self._level = "heading", level
        self._children(element, bold=bold, link=False)
        self._flush(element)

    def _read_list(self, element: Element, *, bold: bool) -> None:
        self._depth += 1
        number = _integer(element.get("start"), 1)
        for child in element:
            if child.tag == "li" and child.get("id") in self._notes:
                self._read_note(child)
            elif child.tag == "li" and not _is_hidden(child):
                number = _integer(child.get("value"), number)
                self._marker = _marker(element, number)
                self._kind, self._level = "item", self._depth
                self._children(child, bold=bold, link=False)
                self._flush(child)
                self._marker = None
                number += 1
            else:
                self._walk(child, bold=bold, link=False)
        self._depth -= 1

    def _read_note(self, element: Element) -> None:
        """What the mark of a note points to."""
        self._flush(element)
        self._note = self._notes[element.get("id")]
        self._children(element, bold=False, link=False)
        self._flush(element)
        self._note = None

    def _read_raised(self, element: Element, *, bold: bool, link: bool) -> None:
        text = "".join(element.itertext())
        target = _target_of(element)
        raised = element.tag == "sup" and self._inline.takes_note_mark()
        pointing = bool(_BARE_MARK.fullmatch(text)) and (
            bool(_NOTE_TARGET.match(target)) or (bool(target) and self._inline.ends_in_word())
        )
        if self._note is not None and target:
            # What leads back from a note to its mark.
            self._drop("footnote mark", element)
        elif _NOTE_MARK.fullmatch(text) and (raised or pointing or "footnote" in text.lower()):
            if target:
                self._notes.setdefault(target[1:], clean(text).strip("[]()"))
            self._drop("footnote mark", element)
        else:
            self._children(element, bold=bold, link=link or element.tag == "a")

    def _read_set_text(self, element: Element) -> None:
        """Text that is set line by line, as on a typewriter."""
        for text in paragraphs_of("".join(element.itertext())):
            marker = printed_marker(text)
            self._append(Block(text, "item", 1, marker) if marker else Block(text), element, 0.0)

    def _leave_out_languages(self, table: Element) -> None:
        """Pass over the columns of a table that hold the text in another language."""
        columns: dict[int, list[Element]] = {}
        for row in table.iter("tr"):
            if next(row.iterancestors("table")) is table:
                for place, cell in enumerate(cell for cell in row if cell.tag in _CELLS):
                    columns.setdefault(place, []).append(cell)
        texts = {place: clean(" ".join(" ".join(cell.itertext()) for cell in own)) for place, own in columns.items()}
        left_out, warning = part_languages(texts, self._language)
        for place in left_out:
            self._left_out.update(columns[place])
            self.dropped.append(Dropped(reason="other language", text=texts[place]))
        if warning:
            self.warnings.append(warning)

    def _read_table(self, table: Element) -> None:
        for row in table.iter("tr"):
            own = (cell for cell in row if cell.tag in _CELLS and cell not in self._left_out)
            cells = [words for words in (clean("".join(cell.itertext())) for cell in own) if words]
            if not cells:
                continue
            marker = printed_marker(cells[0] + " ")
            if marker == cells[0] and len(cells) == 2:
                self._append(Block(" ".join(cells), "item", 1, marker), row, 0.0)
            else:
                self._append(Block(" | ".join(cells), "table" if len(cells) > 1 else "paragraph"), row, 0.0)

    def _as_note(self, block: Block) -> Block:
        """`block` with the number of the note it begins in front, as notes are printed."""
        if self._note is None or (self.found and self.found[-1].is_note and self._numbered == self._note):
            return block
        self._numbered = self._note
        words = block.text.removeprefix(block.number or "").strip()
        return Block(f"[{self._note}] {words}", "footnote", 1, f"[{self._note}]")

    def _drop(self, reason: str, element: Element) -> None:
        text = clean("".join(element.itertext()))
        if text:
            self.dropped.append(Dropped(reason=reason, text=text))

    def _flush(self, element: Element) -> None:
        """End the block being read; a block cut by line breaks may be several."""
        pieces, self._inline = self._inline.pieces, _Inline()
        kind, level, self._kind, self._level = self._kind, self._level, "paragraph", 1
        if not any(piece.text.strip(BREAK).strip() for piece in pieces):
            self._kind, self._level = (kind, level) if self._marker else ("paragraph", 1)
            return
        for text, bold, link_share in paragraphs_of_pieces(pieces):
            block = self._block(text, kind, level, bold)
            self._append(block, element, link_share)
            kind, level = "paragraph", 1

    def _block(self, text: str, kind: str, level: int, bold: bool) -> Block:
        if kind == "item":
            marker, self._marker = self._marker, None
            own = printed_marker(text)
            if own:
                return Block(text, "item", level, own)
            return Block(f"{marker} {text}", "item", level, marker) if marker else Block(text, "item", level)
        if kind == "paragraph" and bold and len(text.split()) <= _LONGEST_HEADING and text[-1] not in ".;,:":
            return Block(text, "heading", _BOLD_HEADING_LEVEL)
        return Block(text, kind, level)

    def _append(self, block: Block, element: Element, link_share: float) -> None:
        if any(character.isalnum() for character in block.text):
            self.found.append(Found(self._as_note(block), element, link_share, self._note is not None))
        else:
            self.dropped.append(Dropped(reason="markup", text=block.text))


def _is_hidden(element: Element) -> bool:
    return (
        element.get("hidden") is not None
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        or bool(_HIDDEN_CLASS.search(element.get("class") or ""))
    )


def _is_note_link(element: Element) -> bool:
    return element.tag == "a" and (element.get("href") or "").startswith("#")


def _target_of(element: Element) -> str:
    """Where in the page a link, or the link inside a raised mark, leads ("#fn1"); "" where it leads nowhere in it."""
    link = element if element.tag == "a" else element.find(".//a")
    target = (link.get("href") or "") if link is not None else ""
    return target if target.startswith("#") and len(target) > 1 else ""


def _is_data_table(table: Element) -> bool:
    """A table of data, not one that only lays out the page: short rows of two cells or more, without lists in them."""
    if table.find(".//table") is not None or table.find(".//ul") is not None or table.find(".//ol") is not None:
        return False
    widths = [sum(cell.tag in _CELLS for cell in row) for row in table.iter("tr")]
    return bool(widths) and max(widths) > 1


def _marker(ordered: Element, number: int) -> str | None:
    """The label a browser prints before an item, or None where the list shows none."""
    style = _LIST_STYLE.search(ordered.get("style") or "")
    name = style.group(1).lower() if style else ""
    if name == "none":
        return None
    if ordered.tag == "ul":
        return "-"
    kind = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
            "upper-roman": "I"}.get(name, ordered.get("type") or "1")  # fmt: skip
    printed = {
        "a": spreadsheet_letters(number),
        "A": spreadsheet_letters(number).upper(),
        "i": roman(number),
        "I": roman(number).upper(),
    }.get(kind, str(number))
    return f"{printed}."


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text) if text else default
    except ValueError:
        return default
