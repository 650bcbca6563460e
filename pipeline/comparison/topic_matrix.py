"""Topics by agreements, or by actors: what is promised on each topic, how firmly, and where only words stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from pipeline.comparison.actors import actor_key
from pipeline.comparison.cells import Column, Quote
from pipeline.comparison.clauses import DEADLINE
from pipeline.comparison.firmness import is_own
from pipeline.comparison.judged import Judged
from pipeline.comparison.legalization import READINGS
from pipeline.comparison.promises import is_money, plain_money
from pipeline.comparison.quoting import one_line, text_quote
from pipeline.comparison.run_rows import DocumentRows, Row
from pipeline.comparison.topic_cells import ActorColumn, Figure, FigureKind, TopicCell, TopicMatrix, TopicRow
from pipeline.records import FORCES

NO_TOPIC = "none"
HEADINGS = "Headings of the agreements"
OTHER_ACTORS = "other actors"
ACTORS_KEPT = 40
FIGURES_SHOWN = 3
MENTIONS_QUOTED = 3
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FIGURE_KINDS: tuple[FigureKind, ...] = ("sum", "deadline", "period", "year")

NOT_MENTIONED = TopicCell("not mentioned", "not mentioned")
NOTHING_PROMISED = TopicCell("not mentioned", "no commitment of this actor")

# Cells by topic and column.
Statements = dict[str, list[Judged]]


class TopicsSaid:
    """What the agreements say on each topic, gathered document by document."""

    def __init__(self, catalogue: Sequence[Row]) -> None:
        self._listed = list(catalogue)
        self._headings: dict[str, str] = {}
        self._by_agreement: list[tuple[Column, Statements, dict[str, TopicCell]]] = []
        self._by_actor: dict[str, Statements] = {}

    def add(self, column: Column, rows: DocumentRows | None, judged: Iterable[Judged]) -> None:
        """Add an agreement; `rows` is None where it could not be read."""
        statements: Statements = {}
        for one in judged:
            for topic in one.row["topics"] or [NO_TOPIC]:
                statements.setdefault(topic, []).append(one)
                if one.firmness is not None:
                    self._by_actor.setdefault(actor_key(one.row), {}).setdefault(topic, []).append(one)
        mentioned: dict[str, TopicCell] = {}
        if rows is not None:
            mentioned = dict(_mentioned(rows))
            for topic, words in (rows.document.get("heading_topics") or {}).items():
                self._headings.setdefault(topic, words)
        self._by_agreement.append((column, statements, mentioned))

    def by_agreement(self) -> TopicMatrix:
        """The matrix of topics by agreements."""
        shown = self._shown_topics()
        cells = [
            {topic: said(judged) for topic, judged in _folded(statements, shown).items()}
            for _, statements, _ in self._by_agreement
        ]
        used = Counter(topic for column in cells for topic in column)
        for _, _, mentioned in self._by_agreement:
            used.update(mentioned.keys())

        def cell(place: int, topic: str) -> TopicCell:
            column, _, mentioned = self._by_agreement[place]
            if not column.examined:
                return TopicCell("not examined", column.reason)
            return cells[place].get(topic) or mentioned.get(topic) or NOT_MENTIONED

        columns = tuple(column for column, _, _ in self._by_agreement)
        places = range(len(columns))
        rows = [_row(listed, [cell(place, listed["id"]) for place in places]) for listed in self._rows_for(used)]
        return TopicMatrix("agreement", columns, tuple(rows))

    def by_actor(self, titles: dict[str, str]) -> TopicMatrix:
        """The matrix of topics by actors; `titles` gives names to show."""
        ranked = sorted(self._by_actor, key=lambda key: (-len(_distinct(self._by_actor[key])), key))
        kept = ranked if len(ranked) <= ACTORS_KEPT else ranked[: ACTORS_KEPT - 1]
        shown = self._shown_topics()
        gathered = {key: _folded(self._by_actor[key], shown) for key in kept}
        for key in ranked[len(kept) :]:
            for topic, judged in _folded(self._by_actor[key], shown).items():
                gathered.setdefault(OTHER_ACTORS, {}).setdefault(topic, []).extend(judged)
        columns = []
        for key, statements in gathered.items():
            distinct = _distinct(statements)
            agreements = {document_id for document_id, _ in distinct}
            columns.append(ActorColumn(key, titles.get(key, key), len(distinct), len(agreements)))
        used = Counter(topic for statements in gathered.values() for topic in statements)
        rows: list[TopicRow] = []
        for listed in self._rows_for(used):
            found = [statements.get(listed["id"]) for statements in gathered.values()]
            rows.append(_row(listed, [said(judged) if judged else NOTHING_PROMISED for judged in found]))
        return TopicMatrix("actor", tuple(columns), tuple(rows))

    def _shown_topics(self) -> Set[str]:
        """The topics that get a row; a heading of one agreement among several would compare nothing."""
        enough = 1 if len(self._by_agreement) < 3 else 2
        used = Counter(topic for _, statements, _ in self._by_agreement for topic in statements)
        shared = {topic for topic in self._headings if used[topic] >= enough}
        return shared | {str(topic["id"]) for topic in self._listed}

    def _rows_for(self, used: Counter[str]) -> Iterator[Row]:
        """The topics that are used, in order."""
        yield from (topic for topic in self._listed if topic["id"] in used)
        for topic in sorted(self._headings, key=lambda key: (-used[key], key)):
            if topic in used:
                name = self._headings[topic]
                description = f"Statements on no other topic under a heading “{name}”."
                yield {"id": topic, "name": name, "taxonomy": "", "group": HEADINGS, "description": description}
        if NO_TOPIC in used:
            description = "Statements in which no term of a topic was found, under no heading that agreements share."
            yield {"id": NO_TOPIC, "name": "No topic", "taxonomy": "", "group": "", "description": description}


def _folded(statements: Statements, shown: Set[str]) -> Statements:
    """The statements, those under topics that are not shown put to those without a topic."""
    folded: Statements = {}
    for topic, judged in statements.items():
        folded.setdefault(topic if topic in shown else NO_TOPIC, []).extend(judged)
    return folded


def said(judged: Sequence[Judged]) -> TopicCell:
    """The cell of statements on one topic."""
    ordered = sorted(judged, key=lambda one: one.strength)
    commitments = [one.row for one in ordered if one.firmness is not None]
    others = len(ordered) - len(commitments)
    quotes = tuple(one.quote for one in ordered)
    figures = tuple(_figures(ordered))
    kinds = Counter(str(one.row["kind"]) for one in ordered if one.firmness is None)
    words = ", ".join(_counted(number, kind) for kind, number in kinds.items())
    if not commitments:
        return TopicCell("provided for", "; ".join([words, *_shown(figures)]), others=others, figures=figures,
                         quotes=quotes)  # fmt: skip
    force = min((row["force"] for row in commitments), key=FORCES.index)
    firmness = READINGS[min(one.firmness.rank for one in ordered if one.firmness)]
    own = [[span for span in row["hedges"] if is_own(span)] for row in commitments]
    reaching = _types([[span for span in row["hedges"] if not is_own(span)] for row in commitments])
    hedges, conditions = _types(own), _types([row["conditions"] for row in commitments])
    hedged = sum(map(bool, own))
    conditional = sum(bool(row["conditions"]) for row in commitments)
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


def _mentioned(rows: DocumentRows) -> Iterator[tuple[str, TopicCell]]:
    places: dict[str, list[Row]] = {}
    for mention in rows.document.get("topic_mentions") or []:
        places.setdefault(mention["topic"], []).append(mention)
    for topic, found in places.items():
        quotes: dict[int, Quote] = {}
        for one in found:
            quote = text_quote(rows, one["start"], one["end"], f"“{one_line(one['text'])}”, no commitment")
            quotes.setdefault(quote.start, quote)
        shown = tuple(quotes.values())[:MENTIONS_QUOTED]
        words = ", ".join(dict.fromkeys(f"“{one_line(one['text'])}”" for one in found))
        yield topic, TopicCell("mentioned", f"mentioned, no commitment: {words}", quotes=shown)


def _row(topic: Row, cells: Sequence[TopicCell]) -> TopicRow:
    return TopicRow(
        topic["id"], topic["name"], topic["description"], topic["taxonomy"], topic["group"], tuple(cells)
    )  # fmt: skip


def _distinct(statements: Statements) -> set[tuple[str, str]]:
    return {(one.row["document_id"], one.row["statement_id"]) for judged in statements.values() for one in judged}


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _types(spans: Iterable[Iterable[Row]]) -> tuple[tuple[str, int], ...]:
    counts = Counter(kind for found in spans for kind in {str(span["type"]) for span in found})
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _qualified(number: int, whole: int, how: str, types: Sequence[tuple[str, int]]) -> list[str]:
    if not number:
        return []
    share = how if whole == 1 else f"{'all' if number == whole else number} {how}"
    return [f"{share} ({_listed(types)})"]


def _listed(types: Sequence[tuple[str, int]]) -> str:
    return ", ".join(kind for kind, _ in types)


def _figures(judged: Sequence[Judged]) -> Iterator[Figure]:
    """Sums, deadlines and years of the statements, each once, sums first."""
    seen: dict[tuple[FigureKind, str], int] = {}
    for place, one in enumerate(judged):
        for kind, text in _figures_of(one.row):
            seen.setdefault((kind, text), place)
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
