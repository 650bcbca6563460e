"""Topics by agreements, or by actors: what is promised on each topic, how firmly, and where only words stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial

from pipeline.comparison.actors import actor_key
from pipeline.comparison.cell_shelf import put_cell, take_cell
from pipeline.comparison.cells import Quote
from pipeline.comparison.judged import Judged
from pipeline.comparison.lazy import Lazy, Shelf
from pipeline.comparison.quoting import one_line, text_quote
from pipeline.comparison.run_rows import DocumentRows, Row
from pipeline.comparison.survey import NO_TOPIC, Surveyed
from pipeline.comparison.topic_cells import ActorColumn, TopicCell, TopicMatrix, TopicRow
from pipeline.comparison.topic_said import Said, said, said_by

HEADINGS = "Headings of the agreements"
OTHER_ACTORS = "other actors"
ACTORS_KEPT = 40
# More rows than anyone looks through; an archive's agreements share thousands of headings.
HEADINGS_KEPT = 200
MENTIONS_QUOTED = 3

NOT_MENTIONED = TopicCell("not mentioned", "not mentioned")
NOTHING_PROMISED = TopicCell("not mentioned", "no commitment of this actor")


class TopicsSaid:
    """What the agreements say on each topic, gathered agreement by agreement and put on a shelf."""

    def __init__(self, catalogue: Sequence[Row], surveyed: Sequence[Surveyed], shelf: Shelf) -> None:
        self._listed = list(catalogue)
        self._surveyed = surveyed
        self._shelf = shelf
        self._headings: dict[str, str] = {}
        self._commitments = Counter[str]()
        for one in surveyed:
            for topic, words in one.headings:
                self._headings.setdefault(topic, words)
            self._commitments.update(one.commitments)
        self._shown = self._shown_topics()
        ranked = sorted(self._commitments, key=lambda key: (-self._commitments[key], key))
        self._rank = {key: rank for rank, key in enumerate(ranked)}
        self._kept = ranked if len(ranked) <= ACTORS_KEPT else ranked[: ACTORS_KEPT - 1]
        # Where on the shelf the cells of each topic lie, by the place of the agreement.
        self._cells: dict[str, dict[int, int]] = {}
        # Where the statements of each actor on each topic lie, agreement by agreement.
        self._promised: dict[tuple[str, str], list[int]] = {}

    def add(self, place: int, rows: DocumentRows, judged: Iterable[Judged]) -> None:
        """Add the agreement in this place among those surveyed; nothing is judged in one that is not examined."""
        statements: dict[str, list[Said]] = {}
        promised: dict[tuple[str, str], list[Said]] = {}
        for one in judged:
            what = said_by(one, self._shelf)
            for topic in one.row["topics"] or [NO_TOPIC]:
                shown = topic if topic in self._shown else NO_TOPIC
                statements.setdefault(shown, []).append(what)
                if one.firmness is not None:
                    promised.setdefault((actor_key(one.row), shown), []).append(what)
        cells = dict(_mentioned(rows)) | {topic: said(found, self._shelf) for topic, found in statements.items()}
        for topic, cell in cells.items():
            self._cells.setdefault(topic, {})[place] = put_cell(cell, self._shelf)
        for actor, topic in sorted(promised, key=lambda key: self._rank[key[0]]):
            group = actor if self._rank[actor] < len(self._kept) else OTHER_ACTORS
            self._promised.setdefault((group, topic), []).append(self._shelf.put(promised[actor, topic]))

    def by_agreement(self) -> TopicMatrix:
        """The matrix of topics by agreements."""
        used = Counter({topic: len(found) for topic, found in self._cells.items()})
        places = range(len(self._surveyed))
        rows = [
            _row(listed, Lazy(partial(self._of_agreement, listed["id"]), places)) for listed in self._rows_for(used)
        ]
        return TopicMatrix("agreement", tuple(one.column for one in self._surveyed), tuple(rows))

    def by_actor(self, titles: Mapping[str, str]) -> TopicMatrix:
        """The matrix of topics by actors; `titles` gives names to show."""
        groups = [*self._kept, *([OTHER_ACTORS] if len(self._kept) < len(self._rank) else [])]
        columns = tuple(self._actor_column(group, titles) for group in groups)
        used = Counter(topic for _, topic in self._promised)
        rows: list[TopicRow] = []
        for listed in self._rows_for(used):
            cells = [self._put_actor_cell(group, listed["id"]) for group in groups]
            rows.append(_row(listed, Lazy(partial(self._of_actor, cells), range(len(groups)))))
        return TopicMatrix("actor", columns, tuple(rows))

    def _of_agreement(self, topic: str, place: int) -> TopicCell:
        column = self._surveyed[place].column
        if not column.examined:
            return TopicCell("not examined", column.reason)
        found = self._cells[topic].get(place)
        return NOT_MENTIONED if found is None else take_cell(TopicCell, found, self._shelf)

    def _of_actor(self, cells: Sequence[int | None], place: int) -> TopicCell:
        found = cells[place]
        return NOTHING_PROMISED if found is None else take_cell(TopicCell, found, self._shelf)

    def _put_actor_cell(self, group: str, topic: str) -> int | None:
        """Make the cell of an actor from what lies on the shelf, and put it there; its place."""
        parts = self._promised.get((group, topic))
        if parts is None:
            return None
        return put_cell(said((one for part in parts for one in self._shelf.take(part)), self._shelf), self._shelf)

    def _actor_column(self, group: str, titles: Mapping[str, str]) -> ActorColumn:
        keys = {group} if group != OTHER_ACTORS else self._rank.keys() - self._kept
        commitments = sum(self._commitments[key] for key in keys)
        agreements = sum(not keys.isdisjoint(one.commitments) for one in self._surveyed)
        return ActorColumn(group, titles.get(group, group), commitments, agreements)

    def _shown_topics(self) -> Set[str]:
        """The topics that get a row: those listed, and the headings that most agreements share.

        A heading of one agreement among several would compare nothing.
        """
        enough = 1 if len(self._surveyed) < 3 else 2
        used = Counter(topic for one in self._surveyed for topic in one.topics)
        shared = [topic for topic in self._headings if used[topic] >= enough]
        shared.sort(key=lambda topic: (-used[topic], topic))
        return {*shared[:HEADINGS_KEPT], *(str(topic["id"]) for topic in self._listed)}

    def _rows_for(self, used: Counter[str]) -> Iterator[Row]:
        """The topics that are used, in order."""
        yield from (topic for topic in self._listed if topic["id"] in used)
        for topic in sorted(self._headings, key=lambda key: (-used[key], key)):
            if topic in used:
                name = self._headings[topic]
                description = f"Statements on no other topic under a heading “{name}”."
                yield {"id": topic, "name": name, "taxonomy": "", "group": HEADINGS, "description": description}
        if NO_TOPIC in used:
            description = "Statements in which no term of a topic was found, under no heading that has a row."
            yield {"id": NO_TOPIC, "name": "No topic", "taxonomy": "", "group": "", "description": description}


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
        topic["id"], topic["name"], topic["description"], topic["taxonomy"], topic["group"], cells
    )  # fmt: skip
