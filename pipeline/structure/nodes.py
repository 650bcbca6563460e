"""The nodes of the tree while it is built."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.records import ProvisionKind
from pipeline.structure.headings import Span
from pipeline.structure.labels import Label


@dataclass(slots=True, eq=False)
class Node:
    """A provision in the making: a `Provision` with links instead of ids, and what citations need to know.

    `word` is the division its heading names ("article"), `tag` what a bracketed heading says before it. `position`
    counts an item in its list, or an unnumbered paragraph among its siblings, from 1; `paragraphs` and `holders`
    count the unnumbered paragraphs below it, and those of them that hold labelled items.
    """

    kind: ProvisionKind
    start: int
    end: int
    body: Span
    parent: Node | None = None
    number: str | None = None
    title: Span | None = None
    label: Label | None = None
    chapeau: Node | None = None
    children: list[Node] = field(default_factory=list)
    word: str = ""
    tag: str = ""
    rank: int = 0
    style: str = ""
    position: int = 0
    paragraphs: int = 0
    holders: int = 0
    holds_items: bool = False

    def add(self, child: Node) -> Node:
        """Hang `child` under this node, and return it."""
        child.parent = self
        self.children.append(child)
        plain = self.kind == "paragraph" and self.label is None
        if plain and child.label is not None and self.parent is not None and not self.holds_items:
            self.holds_items = True
            self.parent.holders += 1
        return child

    @property
    def has_body(self) -> bool:
        """Whether it has running text of its own."""
        return self.body[0] < self.body[1]


def walk(root: Node) -> list[Node]:
    """All nodes below `root`, parents before children, in document order."""
    found: list[Node] = []
    waiting = list(reversed(root.children))
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(reversed(node.children))
    return found


def merge_single_paragraphs(root: Node) -> None:
    """Give a division's only unlabelled paragraph to the division itself, where it comes first."""
    for node in walk(root):
        if node.kind not in ("article", "section") or node.has_body:
            continue
        plain = [child for child in node.children if child.kind == "paragraph" and child.label is None]
        if len(plain) != 1 or node.children[0] is not plain[0]:
            continue
        paragraph = plain[0]
        node.body = paragraph.body
        node.end = max(node.end, paragraph.end)
        node.children[:1] = paragraph.children
        for child in paragraph.children:
            child.parent = node
        for child in walk(node):
            if child.chapeau is paragraph:
                child.chapeau = node


def extend_over_children(root: Node) -> None:
    """Let every node reach to the end of its last descendant."""
    for node in reversed(walk(root)):
        parent = node.parent
        if parent is not None and parent is not root:
            parent.end = max(parent.end, node.end)
