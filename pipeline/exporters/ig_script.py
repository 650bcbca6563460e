"""IG Script: commitments and permissions for the IG Parser (Institutional Grammar 2.0), `igscript.csv`.

A statement becomes its components in the order of the text: A (attribute), D (deontic), I (aim), Bdir (direct object),
Bind (beneficiary), Cac (activation conditions, and hedges on funds, which say whether the promise holds at all), Cex
(execution constraints: the other hedges, and times). Annotations in square brackets keep force, type and actor. Several
verbs are component pairs, each with its object: {I(review) Bdir(the list) [AND] I(publish) Bdir(a report)}. Nothing
else of IG Script is written; `ig_script_check` checks this subset.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from pipeline.comparison import Comparison, DocumentRows, Run
from pipeline.comparison.quoting import cite_as, one_line, pinpoint
from pipeline.comparison.run_rows import Row
from pipeline.exporters.csv_tables import write_lines

KINDS = ("commitment", "permission")
COLUMNS = ("document_id", "statement_id", "cite_as", "statement", "ig_script")
FUNDING = "funding"

# What the IG Parser takes for the beginning of a component: a symbol with what follows it at once.
COMPONENT_START = re.compile(r"\b((?:A|D|I|Bdir|Bind|Cac|Cex|E|M|F|P|O)\d*(?:,p\d*)?)(?=[(\[{])")
LIST_MARKER = re.compile(r"(?:^|(?<=[;:,.\s]))\s*(?:\(?(?:[a-zA-Z]|[ivxIVX]{1,5}|\d{1,2})\))(?=\s)")


# Characters of its own, and what stands for them: a bar parts cells, a quotation mark becomes an apostrophe.
_PLAIN: dict[int, str] = {
    **{ord(mark): "(" for mark in "{["},
    **{ord(mark): ")" for mark in "}]"},
    **{ord(mark): "'" for mark in '"“”„«»'},
    ord("|"): "/",
}
_EMPTY = re.compile(r"\(\s*\)")
_OR = re.compile(r"\bor\s*(?:to\s+)?$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:be|being|been|remain)\b", re.IGNORECASE)
_JOIN_BEFORE = re.compile(r"[\s,;]+|(?:and/or|and|or|as well as)\b", re.IGNORECASE)
_JOIN_AFTER = re.compile(r"(?:[\s,;]|\b(?:and/or|and|or|to|as well as))\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Component:
    """A stretch of the text with its symbol and annotation; the first of two that overlap keeps its words."""

    symbol: str
    start: int
    end: int
    annotation: str = ""


def write_ig_script(run: Run, comparison: Comparison, folder: Path) -> list[Path]:
    """Write `igscript.csv` into `folder`: commitments and permissions, the statement beside its IG Script."""
    lines = (line for document in run.by_document for line in _lines(document))
    return [write_lines(folder / "igscript.csv", COLUMNS, lines)]


def _lines(document: DocumentRows) -> Iterator[tuple[str, ...]]:
    cited_as, pages = cite_as(document.document), len(document.document.get("page_starts") or [0])
    for row in document.statements:
        if row["kind"] in KINDS:
            yield (
                row["document_id"],
                row["statement_id"],
                pinpoint(cited_as, row["citation"], row["page"], pages),
                one_line(row["quote"]),
                ig_script(row, document.text),
            )


def ig_script(row: Row, text: str) -> str:
    """A statement in IG Script; `text` is that of its document."""
    placed = _without_overlap(_components(row))
    aims = sorted((one for one in placed if one.symbol == "I"), key=lambda one: one.start)
    objects = _objects(row, aims, placed)
    parts = [(one.start, _written(one, text)) for one in placed if one.symbol != "I"]
    if aims:
        pairs = [_written(aim, text) + _behind(objects[aim.start], text) for aim in aims]
        joins = ["OR" if _OR.search(text, before.end, after.start) else "AND" for before, after in pairwise(aims)]
        parts.append((aims[0].start, _paired(pairs, joins)))
    return " ".join(written for _, written in sorted(parts) if written)


def plain(words: str) -> str:
    """The words without anything that IG Script reads as its own: list markers, braces, bars, unbalanced brackets."""
    words = LIST_MARKER.sub(" ", words.translate(_PLAIN))
    words = COMPONENT_START.sub(r"\1 ", _balanced(words))
    while _EMPTY.search(words):
        words = _EMPTY.sub(" ", words)
    return one_line(words).strip(" ,;:–—-")


def _components(row: Row) -> Iterator[Component]:
    """The components of a statement, those first that keep their words where two overlap."""
    for aim in row["aims"]:
        yield Component("I", aim["start"], aim["end"])
    if row["deontic"]:
        force = row["force"] or "permission"
        yield Component("D", row["deontic"]["start"], row["deontic"]["end"], f"stringency={force}")
    for field, symbol in (("attribute", "A"), ("beneficiary", "Bind")):
        span = row[field]
        if span:
            name = f"actor={span['id']}" if span.get("id") else ""
            yield Component(symbol, span["start"], span["end"], name)
    for condition in row["conditions"]:
        yield Component("Cac", condition["start"], condition["end"], f"type={condition['type']}")
    for hedge in row["hedges"]:
        symbol = "Cac" if hedge["type"] == FUNDING else "Cex"
        yield Component(symbol, hedge["start"], hedge["end"], f"type={hedge['type']}")
    for time in row["times"]:
        yield Component("Cex", time["start"], time["end"], "type=time")
    if _is_passive(row):
        yield Component("Bdir", row["start"], row["deontic"]["start"])


def _objects(row: Row, aims: Sequence[Component], placed: Sequence[Component]) -> dict[int, Component | None]:
    """What stands behind each aim by the aim's start: of the words up to the next aim, the longest free piece."""
    found: dict[int, Component | None] = {}
    ends = [aim.start for aim in aims[1:]] + [max(int(row["end"]), aims[-1].end)] if aims else []
    own = row["direct_object"]
    symbol = "Cex" if _is_passive(row) else "Bdir"
    for aim, end in zip(aims, ends, strict=True):
        start = aim.end
        if own and start <= own["start"] < own["end"] <= end:
            start, end = own["start"], own["end"]
        found[aim.start] = _free(Component(symbol, start, end), placed) if start < end else None
    return found


def _is_passive(row: Row) -> bool:
    """Whether the subject, before the deontic, is what something is done to, and nobody is named who does it."""
    deontic, aims = row["deontic"], row["aims"]
    if row["attribute"] or not deontic or deontic["inherited"] or not aims or deontic["start"] <= row["start"]:
        return False
    between = row["quote"][deontic["end"] - row["start"] : aims[0]["start"] - row["start"]]
    return _PASSIVE.search(between) is not None


def _without_overlap(components: Iterable[Component]) -> list[Component]:
    """The components, each cut to what those before it leave free."""
    placed: list[Component] = []
    for one in components:
        free = _free(one, placed)
        if free is not None:
            placed.append(free)
    return placed


def _free(one: Component, placed: Iterable[Component]) -> Component | None:
    """The longest piece of a component that no placed one holds; None where none is left."""
    pieces = [(one.start, one.end)]
    for other in placed:
        pieces = [piece for start, end in pieces for piece in _cut(start, end, other)]
    if not pieces:
        return None
    start, end = max(pieces, key=lambda piece: piece[1] - piece[0])
    return replace(one, start=start, end=end)


def _written(one: Component, text: str) -> str:
    words = plain(text[one.start : one.end])
    note = f"[{one.annotation}]" if one.annotation else ""
    return f"{one.symbol}{note}({words})" if words else ""


def _behind(one: Component | None, text: str) -> str:
    """What stands behind an aim, without the joining words at its ends."""
    if one is None:
        return ""
    start, end = one.start, one.end
    while before := _JOIN_BEFORE.match(text, start, end):
        start = before.end()
    while after := _JOIN_AFTER.search(text, start, end):
        end = after.start()
    written = _written(replace(one, start=start, end=end), text)
    return f" {written}" if written else ""


def _paired(pairs: Sequence[str], joins: Sequence[str]) -> str:
    """Component pairs joined from the right: {I(a) [AND] {I(b) [OR] I(c)}}."""
    *first, last = pairs
    for pair, join in zip(reversed(first), reversed(joins), strict=True):
        last = f"{{{pair} [{join}] {last}}}"
    return last


def _cut(start: int, end: int, other: Component) -> Iterator[tuple[int, int]]:
    if other.end <= start or end <= other.start:
        yield start, end
        return
    if start < other.start:
        yield start, other.start
    if other.end < end:
        yield other.end, end


def _balanced(words: str) -> str:
    """The words without round brackets that have no partner."""
    kept = list(words)
    opened: list[int] = []
    for place, character in enumerate(words):
        if character == "(":
            opened.append(place)
        elif character == ")":
            if opened:
                opened.pop()
            else:
                kept[place] = " "
    for place in opened:
        kept[place] = " "
    return "".join(kept)
