"""From blocks to pieces: every block cut into headings, labelled paragraphs and items, and plain paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.records import ProvisionKind
from pipeline.structure.blocks import Block
from pipeline.structure.headings import LONGEST_FREE_HEADING, Heading, Span, is_free_heading, structural_heading
from pipeline.structure.inline import Surroundings, inline_labels, is_title_like_lead
from pipeline.structure.labels import Label, following, read_label
from pipeline.structure.wording import (
    announces,
    is_capitals,
    is_formula,
    is_fragment,
    is_plain_heading,
    is_terminated,
    is_title_like,
    sentence_break,
    title_end,
)

Role = Literal["heading", "label", "plain", "title", "preamble", "footnote", "signature", "table"]

# A drawn line, and a page's number between dashes: both stand between paragraphs and belong to none.
_RULE = re.compile(r"(?:[-–—_=*.\s─]+|[-–—]\s*\d{1,4}\s*[-–—])\Z")
_FOOTNOTE = re.compile(r"\[\^?(\d{1,3})\]:?\s+(?=\S)|[¹²³⁴-⁹]+\s*(?=\S)")
# "1. (a) (i)": a paragraph never begins with more.
_MOST_LABELS = 4
_EMPHASIS = "*_"


@dataclass(slots=True)
class Piece:
    """A stretch of text that becomes one provision: what it is, its label or heading, and its running text.

    `number` and `heading` stand in front of `body`; `style` names the kind of label of a free heading; `indent` is
    how far the source sets the item in.
    """

    role: Role
    start: int
    end: int
    body: Span
    label: Label | None = None
    heading: Heading | None = None
    title: Span | None = None
    number: str | None = None
    style: str = ""
    indent: int = 0


def cut_blocks(text: str, blocks: list[Block]) -> list[Piece]:
    """The pieces of all blocks, in order. Drawn lines and page numbers between dashes are left out."""
    blocks = [block for block in blocks if not _RULE.match(text[block.start : block.end])]
    cutter = _Cutter(text, blocks)
    pieces: list[Piece] = []
    for index in range(len(blocks)):
        pieces.extend(cutter.cut(index))
    return _join_bare_labels(pieces)


class _Cutter:
    """Cuts one block after the other; remembers the last paragraph number, so that it knows what comes next."""

    def __init__(self, text: str, blocks: list[Block]) -> None:
        self.text = text
        self.blocks = blocks
        self.labels = [read_label(text, block.start, block.end) for block in blocks]
        self.footnotes = [_FOOTNOTE.match(text, block.start, block.end) for block in blocks]
        self.expected: int | None = None
        self.fragment = False
        self.bare: Label | None = None
        self.bullets_head = False

    def cut(self, index: int) -> list[Piece]:
        """The pieces of block `index`."""
        block = self.blocks[index]
        footnote = self.footnotes[index]
        if footnote:
            body = (footnote.end(), block.end)
            return [Piece("footnote", block.start, block.end, body, number=footnote.group().strip(" :"))]
        heading = structural_heading(self.text, block.start, block.end)
        if heading is not None:
            return self._under(heading, block, index)
        free = self._free_heading(index)
        if free is not None:
            return [free]
        return self._glued_heading(block, index) or self._running(block, block.start, index)

    def _glued_heading(self, block: Block, index: int) -> list[Piece]:
        """A heading such as "III. Energy The crisis has …", its paragraph on the same line; [] where there is none."""
        label = self.labels[index]
        if label is None or not (label.style == "A." or (label.is_bullet and self.bullets_head)):
            return []
        cut = title_end(self.text[label.end : block.end])
        if not cut:
            return []
        middle = label.end + cut
        title = _within(self.text, label.end, middle)
        number = None if label.is_bullet else label.printed
        heading = Heading("section", "", number, title, middle, label.style)
        body = (title[1], title[1])
        piece = Piece("heading", block.start, title[1], body, label, heading, title, number, label.style)
        return [piece, *self._running(block, middle, index)]

    def _under(self, heading: Heading, block: Block, index: int) -> list[Piece]:
        """A heading piece, and the running text on its line."""
        self.expected = None
        self.fragment = False
        self.bare = None
        front = min(heading.body, block.end)
        end = _within(self.text, block.start, front)[1]
        piece = Piece(
            "heading", block.start, end, (end, end), heading=heading, title=heading.title, number=heading.number
        )
        return [piece, *self._running(block, front, index)] if front < block.end else [piece]

    def _free_heading(self, index: int) -> Piece | None:
        """The block as a heading that names no division, with or without a label; None where it is text."""
        block = self.blocks[index]
        label = self.labels[index]
        start = label.end if label else block.start
        start, end = _within(self.text, start, block.end)
        if not 0 < end - start <= LONGEST_FREE_HEADING:
            return None
        words = self.text[start:end]
        hint = block.hint.kind if block.hint else ""
        if label is None and hint == "item":
            return None
        if label is not None and not self._label_heads(index, label, words):
            return None
        after = self._words(index + 1)
        prose = len(after) > 160 or (bool(after) and (is_terminated(after) or announces(after)))
        before = self._words(index - 1)
        hinted = hint in ("heading", "title")
        if not is_free_heading(words, after=after, before_text=before, next_prose=prose, hinted=hinted):
            return None
        style = label.style if label else "capitals" if is_capitals(words) else "title"
        kind: ProvisionKind = "preamble" if words.lower().strip(" :") in ("preamble", "recitals") else "section"
        number = label.printed if label and not label.is_bullet else None
        self.bullets_head = label is not None and label.is_bullet
        heading = Heading(kind, "", number, (start, end), block.end, style)
        self.fragment = False
        body = (block.end, block.end)
        return Piece("heading", block.start, block.end, body, label, heading, (start, end), number, style)

    def _label_heads(self, index: int, label: Label, words: str) -> bool:
        """Whether a labelled block can be a heading: text stands under it, not just the next item of a list."""
        block = self.blocks[index]
        if is_terminated(words) or announces(words) or words.endswith(",") or index + 1 >= len(self.blocks):
            return False
        if not (is_title_like(words) or is_plain_heading(words) or is_capitals(words)):
            return False
        above = self._words(index - 1)
        if (announces(above) or is_fragment(above)) and not is_formula(above):
            return False
        after = self.labels[index + 1]
        if after is None:
            following_words = self._words(index + 1)
            return following_words[:1].isupper() or not following_words[:1].isalpha()
        if label.is_bullet or after.style == label.style:
            return False
        return bool(block.hint and block.hint.kind == "heading") or not following(after, label.readings)

    def _running(self, block: Block, start: int, index: int) -> list[Piece]:
        """The running text of a block from `start`, cut at its labels."""
        leading: list[Label] = []
        label = self._first_label(block, start, index)
        at = start
        while label is not None and len(leading) < _MOST_LABELS:
            leading.append(label)
            at = label.end
            label = read_label(self.text, at, block.end) if at < block.end else None
            if label is not None and label.is_bullet:
                label = None
        if len(leading) > 1 and leading[0].is_bullet:
            leading[1:2] = [replace(leading[1], start=leading[0].start)]
            del leading[0]
        if leading and leading[-1].style == "1.":
            self.expected = leading[-1].readings[0][1] + 1
        next_label = self.labels[index + 1] if index + 1 < len(self.blocks) else None
        around = Surroundings(leading[-1] if leading else self.bare, next_label, self.expected)
        inner = inline_labels(self.text, at, block.end, around)
        for found in [*leading, *inner]:
            if found.style == "1.":
                self.expected = found.readings[0][1] + 1
        pieces = self._assemble(block, start, [*leading, *inner])
        last = pieces[-1]
        self.bare = last.label if last.body[0] == last.body[1] else None
        return pieces

    def _first_label(self, block: Block, start: int, index: int) -> Label | None:
        """The label at the start of the running text: in the text, or kept by the source format beside it."""
        if start != block.start:
            return read_label(self.text, start, block.end)
        return self.labels[index]

    def _assemble(self, block: Block, start: int, labels: list[Label]) -> list[Piece]:
        """One piece for the words before the first label, one for each label, one for a tail."""
        pieces: list[Piece] = []
        first = labels[0].start if labels else block.end
        indent = block.hint.level * 4 if block.hint and block.hint.kind == "item" else block.indent
        if start < first:
            pieces.extend(self._lead(block, start, first, bool(labels)))
        for position, label in enumerate(labels):
            end = labels[position + 1].start if position + 1 < len(labels) else block.end
            body = _within(self.text, label.end, end)
            pieces.append(self._labelled(label, body, indent if position == 0 else 0))
        if not labels and block.hint and block.hint.kind == "item":
            pieces = [self._hinted_item(block, pieces[0])]
        return self._cut_tail(pieces)

    def _hinted_item(self, block: Block, piece: Piece) -> Piece:
        """An item whose label the source keeps apart from its words."""
        hint = block.hint
        printed = (hint.number if hint else None) or "-"
        label = read_label(f"{printed} x", 0, len(printed) + 2)
        if label is None:
            return piece
        label = replace(label, start=piece.start, end=piece.start)
        number = None if label.is_bullet else label.printed
        return replace(piece, role="label", label=label, number=number, indent=hint.level * 4 if hint else 0)

    def _lead(self, block: Block, start: int, end: int, before_label: bool) -> list[Piece]:
        """The words of a block before its first inner label: running text, or a heading that ran into it."""
        span = _within(self.text, start, end)
        words = self.text[span[0] : span[1]]
        if not words:
            return []
        unfinished = not announces(words) and not is_terminated(words)
        numbered = before_label and start == block.start and self.text[end].isdigit()
        if numbered and unfinished and is_title_like_lead(words):
            heading = Heading("section", "", None, span, end, "title")
            return [Piece("heading", start, span[1], (end, end), heading=heading, title=span, style="title")]
        return [Piece("plain", start, span[1], span, indent=block.indent)]

    def _labelled(self, label: Label, body: Span, indent: int) -> Piece:
        """A paragraph or item with its label."""
        number = None if label.is_bullet else label.printed
        end = body[1] if body[0] < body[1] else max(label.start + len(label.printed), label.start + 1)
        if body[0] >= body[1]:
            end = label.start + len(self.text[label.start : label.end].rstrip())
            body = (end, end)
        return Piece("label", label.start, end, body, label, number=number, indent=indent)

    def _cut_tail(self, pieces: list[Piece]) -> list[Piece]:
        """Part a new sentence from the last item of a list of fragments: it goes on after the list."""
        if not pieces or pieces[-1].role != "label":
            self.fragment = False
            return pieces
        last = pieces[-1]
        words = self.text[last.body[0] : last.body[1]]
        siblings = [p for p in pieces[:-1] if p.label and last.label and p.label.style == last.label.style]
        fragments = is_fragment(self.text[slice(*siblings[-1].body)]) if siblings else self.fragment
        self.fragment = is_fragment(words)
        cut = sentence_break(words) if fragments else None
        if cut is None:
            return pieces
        middle = last.body[0] + cut
        item_end = last.body[0] + len(words[:cut].rstrip())
        tail = Piece("plain", middle, last.end, (middle, last.end), style="tail")
        return [*pieces[:-1], replace(last, end=item_end, body=(last.body[0], item_end)), tail]

    def _words(self, index: int) -> str:
        """The words of block `index`; "" beyond the ends."""
        if not 0 <= index < len(self.blocks):
            return ""
        return self.text[self.blocks[index].start : self.blocks[index].end]


def _within(text: str, start: int, end: int) -> Span:
    """The span without white space and emphasis marks at its ends."""
    while start < end and (text[start].isspace() or text[start] in _EMPHASIS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _EMPHASIS):
        end -= 1
    return start, end


def _join_bare_labels(pieces: list[Piece]) -> list[Piece]:
    """Give a label that stands alone on its line the plain text on the next."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        bare = last is not None and last.role == "label" and last.body[0] == last.body[1]
        if last is not None and bare and piece.role == "plain":
            joined[-1] = replace(last, end=piece.end, body=piece.body)
        else:
            joined.append(piece)
    return joined
