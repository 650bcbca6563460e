"""From pieces to a tree: divisions nest by rank, paragraphs and items by their labels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.records import ProvisionKind
from pipeline.structure.headings import RANKS, run_in_heading
from pipeline.structure.labels import BULLET, UNMARKED, Label, Readings, following
from pipeline.structure.lookahead import mark_unmarked_items, next_labels, sections_hold_articles
from pipeline.structure.nodes import Node, extend_over_children, merge_single_paragraphs
from pipeline.structure.pieces import Piece
from pipeline.structure.wording import (
    announces,
    awaits_last,
    is_fragment,
    is_open,
    is_recital,
    is_terminated,
    opens_resolution,
    resolves,
)

_FREE_RANK = 20
_LEAF_RANK = 90
# No agreement nests its items deeper; what claims to is read as a flat list.
_DEEPEST = 12


@dataclass(slots=True)
class _List:
    """A list that is being read: whose it is, how its labels count, and what they complete."""

    owner: Node
    style: str
    readings: Readings
    chapeau: Node | None
    last: Node
    count: int = 1
    indent: int = 0
    mixed: bool = False
    closed: bool = False


def grow_tree(text: str, pieces: list[Piece]) -> Node:
    """The root of the tree of all pieces; the root itself is no provision."""
    grower = _Grower(text, mark_unmarked_items(text, pieces))
    for index, piece in enumerate(grower.pieces):
        grower.add(index, piece)
    merge_single_paragraphs(grower.root)
    extend_over_children(grower.root)
    return grower.root


class _Grower:
    """Adds one piece after the other; `headings` are the open divisions, `lists` the open lists, outermost first."""

    def __init__(self, text: str, pieces: list[Piece]) -> None:
        self.text = text
        self.pieces = pieces
        self.root = Node("part", 0, len(text), (0, 0))
        self.headings: list[Node] = [self.root]
        self.lists: list[_List] = []
        self.last: Node | None = None
        self.resolving: Node | None = None
        self.upcoming = next_labels(pieces)
        self.sections_hold_articles = sections_hold_articles(pieces)

    def add(self, index: int, piece: Piece) -> None:
        """Add one piece to the tree."""
        if piece.role == "heading":
            self._add_heading(index, piece)
        elif piece.role == "label":
            self._add_labelled(index, piece)
        elif piece.role == "plain":
            self._add_plain(index, piece)
        else:
            self._add_leaf(piece)

    # --- divisions ---------------------------------------------------------------------------

    def _add_heading(self, index: int, piece: Piece) -> None:
        heading = piece.heading
        assert heading is not None
        if self._names_last(piece):
            return
        self._close_text()
        rank, style = self._rank(index, piece)
        self._open_for(rank, style, heading.style == "[]" or heading.kind == "preamble")
        node = Node(heading.kind, piece.start, piece.end, piece.body, number=piece.number, title=piece.title)
        node.word, node.tag, node.rank, node.label = heading.word, heading.tag, rank, piece.label
        node.style = style or heading.style
        self.headings[-1].add(node)
        self.headings.append(node)

    def _names_last(self, piece: Piece) -> bool:
        """Take a free heading right below "Article 5" or "ANNEX A" as its title; the rest of an annex's title too."""
        last = self.headings[-1]
        heading = piece.heading
        if heading is None or last.children:
            return False
        bare_annex = heading.word == "annex" and heading.title is None and heading.number == heading.word.capitalize()
        if bare_annex and last.kind == "article":
            piece = replace(piece, title=(piece.start, piece.end))
        elif heading.word or heading.style not in ("title", "capitals"):
            return False
        if self.last is not None or not last.word or last is self.root:
            return False
        if last.title is None:
            last.title = piece.title
        elif last.word == "annex" and self._continues_title(piece):
            last.title = (last.title[0], piece.title[1] if piece.title else piece.end)
        else:
            return False
        last.end = piece.end
        last.body = (piece.end, piece.end)
        return True

    def _continues_title(self, piece: Piece) -> bool:
        """Whether a heading line goes on with an annex's title ("Annex to the Agreement" / "Between A and B")."""
        first = self.text[piece.start : piece.end].split(None, 1)[0].lower()
        return first in ("between", "to", "of", "on", "concerning", "and", "for", "regarding", "relating")

    def _rank(self, index: int, piece: Piece) -> tuple[int, str]:
        """A heading's place in the order of divisions, and the style by which its siblings are known."""
        heading = piece.heading
        assert heading is not None
        if heading.kind == "preamble":
            return _LEAF_RANK, "preamble"
        if heading.word == "section" and not self.sections_hold_articles:
            return RANKS["article"] + 1, "section"
        if heading.word or heading.style == "[]":
            return heading.rank, heading.word
        in_articles = any(node.word == "article" for node in self.headings)
        if in_articles and self._stands_outside(index):
            return RANKS["group"], heading.style
        return _FREE_RANK, heading.style

    def _stands_outside(self, index: int) -> bool:
        """Whether a free heading among articles stands over the next ones or over the closing words, not in one."""
        if index + 1 >= len(self.pieces):
            return True
        after = self.pieces[index + 1]
        return after.style == "closing" or after.role == "signature" or bool(after.heading and after.heading.word)

    def _open_for(self, rank: int, style: str, anew: bool) -> None:
        """Close the divisions that a heading of this rank and style does not belong to."""
        if anew:
            del self.headings[1:]
            return
        if rank == _FREE_RANK:
            known = [i for i, node in enumerate(self.headings) if node.rank == _FREE_RANK and node.style == style]
            if known:
                del self.headings[known[0] :]
            while self.headings[-1].rank == _LEAF_RANK:
                self.headings.pop()
            return
        while len(self.headings) > 1 and self.headings[-1].rank >= rank:
            self.headings.pop()

    def _add_leaf(self, piece: Piece) -> None:
        """Add a title, signature block, table of contents or footnote; they stand beside articles, not in them."""
        self._close_text()
        if piece.role == "signature" or piece.role == "footnote":
            self._leave_articles()
        kind = piece.role
        assert kind in ("title", "signature", "table", "footnote")
        node = Node(kind, piece.start, piece.end, piece.body, number=piece.number, title=piece.title)
        self.headings[-1].add(node)
        if kind == "footnote":
            self.last = node

    def _leave_articles(self) -> None:
        while len(self.headings) > 1 and self.headings[-1].kind != "annex" and self.headings[-1].style != "[]":
            self.headings.pop()

    def _close_text(self) -> None:
        self.lists.clear()
        self.last = None

    # --- running text ------------------------------------------------------------------------

    def _add_plain(self, index: int, piece: Piece) -> None:
        if piece.style == "closing":
            self._close_text()
            self._leave_articles()
        parent = self.headings[-1]
        holder = self._resumed_later(index)
        if holder is not None and piece.style != "closing":
            del self.lists[holder + 1 :]
            parent = self.lists[holder].last
        else:
            if self.last is not None and self._footnote() is not None and not self.lists:
                parent = self._footnote() or parent
            self.lists.clear()
        node = Node("paragraph", piece.start, piece.end, piece.body, style=piece.style)
        parent.paragraphs += 1
        node.position = parent.paragraphs + parent.has_body
        self.last = parent.add(node)
        if opens_resolution(self._words(node)):
            self.resolving = node
        if piece.style == "formula" and self.headings[-1].kind == "preamble":
            self.headings.pop()
            self.last = None

    def _footnote(self) -> Node | None:
        """The footnote that is being read, if any."""
        node = self.last
        while node is not None and node.kind != "footnote":
            node = node.parent
        return node

    def _resumed_later(self, index: int) -> int | None:
        """The list that the next label continues, so that plain text before it belongs to its last item."""
        if not self.lists:
            return None
        label = self.upcoming[index]
        if label is None or label.is_bullet:
            return None
        for depth in range(len(self.lists) - 1, -1, -1):
            if self.lists[depth].style == label.style and following(label, self.lists[depth].readings):
                return depth
        return None

    def _add_labelled(self, index: int, piece: Piece) -> None:
        label = piece.label
        assert label is not None
        depth = self._continued(label, piece, self.upcoming[index])
        if depth is None and len(self.lists) == _DEEPEST:
            depth = _DEEPEST - 1
        if depth is None:
            current = self._begin_list(label, piece)
        else:
            del self.lists[depth + 1 :]
            current = self.lists[depth]
            _count_on(current, label, piece.indent)
        kind: ProvisionKind = "paragraph" if self._whole_paragraphs(current, label) else "item"
        node = Node(kind, piece.start, piece.end, piece.body)
        node.number, node.label, node.chapeau = piece.number, label, current.chapeau
        node.position = current.count
        self._take_run_in(node)
        current.owner.add(node)
        words = self.text[piece.body[0] : piece.body[1]]
        before = self._words(current.last) if current.count > 1 else ""
        current.closed = bool(before) and is_fragment(before) and is_terminated(words) and not is_fragment(words)
        current.last = node
        self.last = node

    def _whole_paragraphs(self, current: _List, label: Label) -> bool:
        """Whether a list's members are paragraphs in their own right, not items of a sentence."""
        if current.chapeau is not None and current.chapeau is current.owner:
            return False
        return current.last.kind == "paragraph" if current.count > 1 else label.is_numeric

    def _take_run_in(self, node: Node) -> None:
        """Part a heading such as "Maritime:" from the sentence after it."""
        label = node.label
        stop_too = label is not None and label.is_numeric
        found = run_in_heading(self.text, *node.body, stop_too=stop_too)
        if found is not None:
            node.title, start = found
            node.body = (start, node.body[1])

    def _continued(self, label: Label, piece: Piece, after: Label | None) -> int | None:
        """The open list that a label continues, innermost first; None where it begins a new one."""
        depths = range(len(self.lists) - 1, -1, -1)
        if label.style == UNMARKED:
            return next((d for d in depths if self.lists[d].style == UNMARKED), None)
        if label.is_bullet:
            return self._continued_by_bullet(piece)
        for depth in depths:
            current = self.lists[depth]
            nexts = following(label, current.readings)
            if current.style == label.style and nexts and not _is_first_roman(label, after):
                return depth
        if self.last is not None and label.is_first and self._announced():
            return None
        innermost = self.lists[-1] if self.lists else None
        if innermost is not None and label.style != innermost.style and awaits_last(self._words(innermost.last)):
            return len(self.lists) - 1
        for depth in depths:
            current = self.lists[depth]
            at_position = any(value == current.count + 1 for _, value in label.readings)
            if at_position and (current.mixed or current.style == BULLET):
                return depth
        if label.is_first:
            return None
        return next((d for d in depths if self._skips_ahead(self.lists[d], label)), None)

    @staticmethod
    def _skips_ahead(current: _List, label: Label) -> bool:
        """Whether a label continues a list although a number between is missing."""
        last = dict(current.readings)
        return current.style == label.style and any(value > last.get(system, 999) for system, value in label.readings)

    def _announced(self) -> bool:
        """Whether the last text waits for a list."""
        return self.last is not None and announces(self._words(self.last))

    def _continued_by_bullet(self, piece: Piece) -> int | None:
        """The open list that a bullet continues: the innermost that is not complete and not set in differently.

        A list whose numbering is broken ("1." and then bullets) takes bullets too.
        """
        if not self.lists or self._announced():
            return None
        taking = [depth for depth in range(len(self.lists) - 1, -1, -1) if _takes_bullets(self.lists[depth])]
        for depth in taking:
            current = self.lists[depth]
            outermost = depth == taking[-1]
            if (current.closed or piece.indent < current.indent) and not outermost:
                continue
            if piece.indent > current.indent and not is_fragment(self._words(current.last)):
                return None
            return depth
        return None

    def _words(self, node: Node) -> str:
        """The running text of a node."""
        return self.text[node.body[0] : node.body[1]]

    def _begin_list(self, label: Label, piece: Piece) -> _List:
        """Open a list under the text before it, or under the division where paragraphs are numbered."""
        if label.is_bullet and label.printed and self.headings[-1].style == BULLET:
            self.headings.pop()
            self._close_text()
        owner = self.last
        before = self._words(owner) if owner is not None else ""
        sentence_open = owner is not None and is_open(before) and owner.style not in ("formula", "tail")
        if owner is not None and (is_recital(before) or (owner.label is not None and is_fragment(before))):
            sentence_open = False
        if owner is None or (label.is_numeric and not sentence_open and self._footnote() is None):
            self.lists.clear()
            owner = self.headings[-1]
            sentence_open = False
        elif owner.kind == "paragraph" and not owner.label and not sentence_open and label.is_bullet:
            owner = owner.parent or owner
        chapeau = owner if sentence_open and owner.has_body else None
        if owner is self.headings[-1] and resolves(self.text[slice(*piece.body)]):
            chapeau = self.resolving
        begun = _List(owner, label.style, label.readings, chapeau, owner, 0, piece.indent)
        if not label.is_bullet:
            firsts = tuple(reading for reading in label.readings if reading[1] == 1)
            begun.readings = firsts or label.readings
        begun.count = 1
        self.lists.append(begun)
        return begun


def _count_on(current: _List, label: Label, indent: int) -> None:
    """Let a list count one more, by the label that continues it or, where that is misnumbered, by its own numbers."""
    current.count += 1
    current.mixed = current.mixed or label.style != current.style
    if label.is_bullet:
        current.indent = indent
        return
    nexts = following(label, current.readings) if label.style == current.style else ()
    at_position = tuple(reading for reading in label.readings if reading[1] == current.count)
    if nexts or at_position or label.style == current.style:
        current.style = label.style
        current.readings = nexts or at_position or label.readings
    else:
        current.readings = tuple((system, value + 1) for system, value in current.readings)


def _is_first_roman(label: Label, after: Label | None) -> bool:
    """Whether "(i)", which could also follow "(h)", begins roman numerals: the next label is "(ii)"."""
    if label.printed.strip("().").lower() != "i" or after is None or after.style != label.style:
        return False
    return ("roman", 2) in after.readings


def _takes_bullets(current: _List) -> bool:
    """Whether a bullet can continue a list: one of bullets, or one whose numbering broke off after the first."""
    broken = current.count == 1 and any(value == 1 for _, value in current.readings)
    return current.style == BULLET or current.mixed or broken
