"""What is said on one topic by an agreement or an actor: a cell, made of what counts of each statement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from sys import intern

from pipeline.comparison.cells import Quote
from pipeline.comparison.clauses import DEADLINE
from pipeline.comparison.firmness import is_own
from pipeline.comparison.judged import Judged
from pipeline.comparison.lazy import Shelf, Shelved
from pipeline.comparison.legalization import READINGS
from pipeline.comparison.promises import is_money, plain_money
from pipeline.comparison.quoting import one_line
from pipeline.comparison.run_rows import Row
from pipeline.comparison.topic_cells import Figure, FigureKind, TopicCell
from pipeline.records import FORCES

FIGURES_SHOWN = 3
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FIGURE_KINDS: tuple[FigureKind, ...] = ("sum", "deadline", "period", "year")


@dataclass(frozen=True, slots=True)
class Said:
    """What counts of a statement for the topics it is on.

    `rank` is that of its firmness, None but for commitments; `own`, `reaching` and `conditions` are the types of hedges
    in its own sentence, of hedges from elsewhere, and of conditions; `quote` is the place of its quote on the shelf.
    """

    strength: tuple[int, int, str, int]
    kind: str
    force: str
    rank: int | None
    own: tuple[str, ...]
    reaching: tuple[str, ...]
    conditions: tuple[str, ...]
    figures: tuple[tuple[FigureKind, str], ...]
    quote: int


def said_by(one: Judged, shelf: Shelf) -> Said:
    """What counts of a statement; its quote is put on the shelf."""
    row = one.row
    return Said(
        strength=one.strength,
        kind=intern(str(row["kind"])),
        force=intern(str(row["force"])),
        rank=one.firmness.rank if one.firmness else None,
        own=_types(span for span in row["hedges"] if is_own(span)),
        reaching=_types(span for span in row["hedges"] if not is_own(span)),
        conditions=_types(row["conditions"]),
        figures=tuple(_figures_of(row)),
        quote=shelf.put(one.quote),
    )


def said(statements: Iterable[Said], shelf: Shelf) -> TopicCell:
    """The cell of statements on one topic."""
    ordered = sorted(statements, key=lambda one: one.strength)
    commitments = [one for one in ordered if one.rank is not None]
    others = len(ordered) - len(commitments)
    quotes = Shelved[Quote](shelf, [one.quote for one in ordered])
    figures = tuple(_figures(ordered))
    kinds = Counter(one.kind for one in ordered if one.rank is None)
    words = ", ".join(_counted(number, kind) for kind, number in kinds.items())
    if not commitments:
        return TopicCell("provided for", "; ".join([words, *_shown(figures)]), others=others, figures=figures,
                         quotes=quotes)  # fmt: skip
    force = min((one.force for one in commitments), key=FORCES.index)
    firmness = READINGS[min(one.rank for one in commitments if one.rank is not None)]
    hedges, reaching, conditions = (
        _most_frequent(getattr(one, field) for one in commitments) for field in ("own", "reaching", "conditions")
    )
    hedged = sum(bool(one.own) for one in commitments)
    conditional = sum(bool(one.conditions) for one in commitments)
    up_to = ":" if len(commitments) == 1 else " up to"
    value = [f"{_counted(len(commitments), 'commitment')}{up_to} {force}, {firmness}"]
    value += _qualified(hedged, len(commitments), "hedged", hedges)
    value += _qualified(conditional, len(commitments), "conditional", conditions)
    value += [f"hedged from elsewhere ({_listed(reaching)})"] if reaching else []
    value += [f"also {words}"] if words else []
    return TopicCell(
        "promised", "; ".join([*value, *_shown(figures)]), force, firmness, len(commitments), others, hedged,
        conditional, hedges, reaching, conditions, figures, quotes,
    )  # fmt: skip


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _types(spans: Iterable[Row]) -> tuple[str, ...]:
    return tuple({intern(str(span["type"])): None for span in spans})


def _most_frequent(types: Iterable[tuple[str, ...]]) -> tuple[tuple[str, int], ...]:
    counts = Counter(kind for found in types for kind in found)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _qualified(number: int, whole: int, how: str, types: Sequence[tuple[str, int]]) -> list[str]:
    if not number:
        return []
    share = how if whole == 1 else f"{'all' if number == whole else number} {how}"
    return [f"{share} ({_listed(types)})"]


def _listed(types: Sequence[tuple[str, int]]) -> str:
    return ", ".join(kind for kind, _ in types)


def _figures(statements: Sequence[Said]) -> Iterator[Figure]:
    """Sums, deadlines and years of the statements, each once, sums first."""
    seen: dict[tuple[FigureKind, str], int] = {}
    for place, one in enumerate(statements):
        for figure in one.figures:
            seen.setdefault(figure, place)
    for kind, text in sorted(seen, key=lambda key: (FIGURE_KINDS.index(key[0]), seen[key])):
        yield Figure(kind, text, seen[kind, text])


def _figures_of(row: Row) -> Iterator[tuple[FigureKind, str]]:
    for span in row["amounts"]:
        value = span.get("value")
        if is_money(value):
            yield "sum", plain_money(str(value))
        elif value and "%" in span["text"]:
            yield "sum", one_line(span["text"])
    for span in row["times"]:
        text = one_line(span["text"])
        if DEADLINE.search(text):
            yield "deadline", text
        elif str(span.get("value") or "").startswith("P"):
            yield "period", text
        elif YEAR.search(text):
            yield "year", text


def _shown(figures: Sequence[Figure]) -> list[str]:
    shown = [figure.text for figure in figures[:FIGURES_SHOWN]]
    if len(figures) > FIGURES_SHOWN:
        shown.append(f"{len(figures) - FIGURES_SHOWN} more figures")
    return shown
