"""The stage's one entry: an agreement becomes its provisions."""

from __future__ import annotations

from pipeline.records import Agreement, Provision
from pipeline.structure.blocks import find_blocks, readable_text
from pipeline.structure.citations import cite
from pipeline.structure.nodes import Node, walk
from pipeline.structure.pieces import cut_blocks
from pipeline.structure.tree import grow_tree
from pipeline.structure.zones import mark_zones


def build_structure(agreement: Agreement) -> tuple[Provision, ...]:
    """The tree of provisions of `agreement`, in document order, parents before children.

    Offsets are code points of `agreement.text`. Every word of running text lies in exactly one body; words outside
    bodies are labels, headings and titles. Time grows with the length of the text.
    """
    text = readable_text(agreement)
    pieces = mark_zones(text, cut_blocks(text, find_blocks(text, agreement)))
    root = grow_tree(text, pieces)
    nodes = walk(root)
    cited = cite(text, root)
    ids = {id(node): f"p{number}" for number, node in enumerate(nodes, 1)}
    levels: dict[int, int] = {id(root): -1}
    provisions: list[Provision] = []
    for node in nodes:
        levels[id(node)] = levels[id(node.parent)] + 1
        provisions.append(_provision(text, node, ids, levels[id(node)], cited[id(node)]))
    return tuple(provisions)


def _provision(text: str, node: Node, ids: dict[int, str], level: int, citation: str) -> Provision:
    """The record of one node."""
    return Provision(
        provision_id=ids[id(node)],
        kind=node.kind,
        start=node.start,
        end=node.end,
        body_start=node.body[0],
        body_end=node.body[1],
        number=node.number,
        heading=_heading(text, node),
        level=level,
        parent=ids.get(id(node.parent)),
        chapeau=ids[id(node.chapeau)] if node.chapeau else None,
        citation=citation,
    )


def _heading(text: str, node: Node) -> str | None:
    """The heading on one line; that of a preamble once, where it is printed twice ("Preamble" over "PREAMBLE")."""
    if node.title is None:
        return None
    words = " ".join(text[slice(*node.title)].split()).strip("*_ ")
    half = len(words) // 2
    twice = node.kind == "preamble" and words[:half].lower() == words[half + 1 :].lower()
    return words[:half] if twice else words
