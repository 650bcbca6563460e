"""How a lawyer would cite each provision: "Article II(4)(a)", "Annex, B. Training, 2nd para."."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.structure.nodes import Node, walk

_LONGEST_TITLE = 70
_DASH = re.compile(r"\s*[-–]\s*(?=\d)")


def cite(text: str, root: Node) -> dict[int, str]:
    """The citation of every node below `root`, by the node's identity (`id`); no two are the same."""
    nodes = walk(root)
    citer = _Citer(text, root, nodes)
    cited = {id(node): citer.citation(node) for node in nodes}
    return _make_unique(nodes, cited)


class _Citer:
    """Builds citations from those of the parents; knows which divisions may be left out."""

    def __init__(self, text: str, root: Node, nodes: list[Node]) -> None:
        self.text = text
        self.root = root
        self.done: dict[int, str] = {id(root): ""}
        self.branch: dict[int, Node] = {id(root): root}
        for node in nodes:
            self.branch[id(node)] = node if _opens_branch(node) else self.branch[id(node.parent or root)]
        self.key = {id(node): _key(node) for node in nodes}
        self.repeated = self._repeated(nodes)
        self.closing = Counter(id(node.parent or root) for node in nodes if node.style == "closing")
        self.closed: Counter[int] = Counter()
        self.restarts = self._restarts()
        self.has_articles = any(node.kind == "article" for node in nodes)
        self.numbered = any(node.label and node.kind == "paragraph" and node.label.is_numeric for node in nodes)
        self.article: dict[int, Node | None] = {id(root): None}
        for node in nodes:
            self.article[id(node)] = node if node.kind == "article" else self.article[id(node.parent or root)]

    def _repeated(self, nodes: list[Node]) -> Counter[tuple[int, str]]:
        """How often a number occurs in its branch: one that occurs once needs no division before it."""
        return Counter(
            (id(self.branch[id(node.parent or self.root)]), key) for node in nodes if (key := self.key[id(node)])
        )

    def _restarts(self) -> set[tuple[int, str]]:
        """The branches, with the kind of number, in which numbers begin anew in every section."""
        total: Counter[tuple[int, str]] = Counter()
        again: Counter[tuple[int, str]] = Counter()
        for (top, key), count in self.repeated.items():
            total[(top, key[:4])] += 1
            again[(top, key[:4])] += count > 1
        return {group for group in total if 5 * again[group] > total[group]}

    def citation(self, node: Node) -> str:
        """The citation of `node`; its ancestors have theirs already."""
        own = self._own(node)
        base = self._base(node)
        glued = own.startswith("(") and bool(base)
        cited = f"{base}{own}" if glued else f"{base}, {own}" if base else own
        self.done[id(node)] = cited
        return cited

    def _base(self, node: Node) -> str:
        """The citation of the ancestor on which `node`'s own part hangs."""
        parent = node.parent or self.root
        top = self.branch[id(parent)]
        key = self.key[id(node)]
        if key and self.repeated[(id(top), key)] == 1 and (id(top), key[:4]) not in self.restarts:
            return self.done[id(top)]
        if node.kind == "section" and node.number:
            while parent.kind == "section" and not parent.number and parent.parent:
                parent = parent.parent
        elif node.label is not None and parent.holds_items and parent.parent and parent.parent.holders == 1:
            parent = parent.parent if self.done[id(parent.parent)] else parent
        return self.done[id(parent)]

    def _own(self, node: Node) -> str:
        """What `node` adds to the citation of its ancestor."""
        parent = node.parent or self.root
        if node.kind in ("title", "preamble", "signature", "table"):
            return {"title": "Title", "preamble": "Preamble", "signature": "Signatures", "table": "Contents"}[node.kind]
        if node.kind == "footnote":
            return f"footnote {(node.number or '').strip('[]^:') or len(parent.children)}"
        if node.kind in ("article", "part", "annex") or (node.kind == "section" and node.word):
            number = _division_name(node.number) if node.number else self._title(node)
            return f"{node.tag} {number}".strip()
        if node.kind == "section":
            return f"{node.number} {self._title(node)}" if node.number else self._title(node)
        return self._own_text(node, parent)

    def _own_text(self, node: Node, parent: Node) -> str:
        """A paragraph's or an item's part."""
        label = node.label
        if node.style == "closing":
            only = self.closing[id(parent)] == 1
            self.closed[id(parent)] += 1
            return "Testimonium" if only else f"Testimonium, {_ordinal(self.closed[id(parent)])} para."
        if label is None:
            if parent.kind in ("annex", "part") or parent is self.root or parent.kind == "section":
                plain = not self.numbered and not self.has_articles
                return f"para. {node.position}" if plain else f"{_ordinal(node.position)} para."
            if parent.kind in ("item", "paragraph"):
                return f"{_ordinal(node.position)} subpara."
            return f"{_ordinal(node.position)} para."
        if not label.readings:
            return f"{_ordinal(node.position)} {'bullet' if label.printed else 'item'}"
        core = label.printed.strip("().[]§ ")
        if label.style == "1.1":
            return f"Article {core}" if self.article[id(node)] else f"Clause {core}"
        in_article = self.article[id(node)] is not None or parent.kind in ("item", "paragraph", "footnote")
        if in_article or not label.is_numeric or node.kind == "item":
            return f"({core})"
        return f"para. {core}"

    def _title(self, node: Node) -> str:
        """A heading on one line, cut where it is long."""
        if node.title is None:
            return node.kind.capitalize()
        words = " ".join(self.text[slice(*node.title)].split()).strip("*_ ")
        if len(words) > _LONGEST_TITLE:
            words = words[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
        return words


def _opens_branch(node: Node) -> bool:
    """Whether numbers begin anew below `node`: an annex, or one of several texts in a collection."""
    return node.kind in ("annex", "footnote") or node.style == "[]"


def _key(node: Node) -> str:
    """A number by which lawyers cite without the divisions above: articles, numbered paragraphs of no article."""
    if node.kind == "article" and node.number:
        return _division_name(node.number)
    label = node.label
    if label is not None and label.style == "1.1" and node.kind in ("paragraph", "item"):
        return label.printed
    outside = node.parent is None or node.parent.kind in ("section", "part", "annex")
    if node.kind == "paragraph" and label is not None and label.is_numeric and outside:
        return f"para. {label.printed}"
    return ""


def _division_name(number: str) -> str:
    """ "ARTICLE - 22" as "Article 22": the word with one capital, its number as printed."""
    word, _, rest = _DASH.sub(" ", " ".join(number.split())).partition(" ")
    return f"{word.capitalize()} {rest}".strip()


def _ordinal(position: int) -> str:
    """1st, 2nd, 3rd, 4th …"""
    if position % 100 in (11, 12, 13):
        return f"{position}th"
    return f"{position}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(position % 10, 'th') }"


def _make_unique(nodes: list[Node], cited: dict[int, str]) -> dict[int, str]:
    """Tell apart what would be cited alike, by counting."""
    seen: Counter[str] = Counter()
    unique: dict[int, str] = {}
    taken = set(cited.values())
    for node in nodes:
        name = cited[id(node)]
        seen[name] += 1
        chosen = name
        while seen[name] > 1 and chosen in taken:
            chosen = f"{name} [{seen[name]}]"
            if chosen in taken:
                seen[name] += 1
        taken.add(chosen)
        unique[id(node)] = chosen
    return unique
