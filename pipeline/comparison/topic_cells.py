"""What a matrix of topics is made of: topics as rows, agreements or actors as columns, cells on what is promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.comparison.cells import Column, Quote
from pipeline.comparison.legalization import Reading

TopicState = Literal["promised", "provided for", "mentioned", "not mentioned", "not examined"]
By = Literal["agreement", "actor"]
FigureKind = Literal["sum", "deadline", "period", "year"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum, deadline, period or year of a cell: `text` as a table shows it ("EUR 977 million", "within 24 hours").

    `quote` is its place in the cell's quotes.
    """

    kind: FigureKind
    text: str
    quote: int


@dataclass(frozen=True, slots=True)
class TopicCell:
    """What an agreement, or an actor, says on a topic.

    `state` is a finding in words, and the cell's first word on any page:

    - "promised": at least one commitment has the topic.
    - "provided for": no commitment has it, but a permission, a disclaimer or a term.
    - "mentioned": it stands only where nothing is promised (recitals, affirmations, constitutive clauses, headings);
      `quotes` hold these words, the first few of them.
    - "not mentioned": none of the topic's terms was found in the text. By actor: this actor promises nothing on it.
    - "not examined": the document could not be read, or is in another language. This is no finding.

    `value` says the cell in words ("3 commitments up to obligation, qualified; 2 hedged (law); within 24 hours").
    `force` is the strongest force and `firmness` the firmest reading among the commitments, None where there are none.
    `commitments` and `others` (permissions, disclaimers, terms) count statements. `hedged` counts the commitments with
    a hedge in their own sentence, `conditional` those with a condition; `hedge_types` (own hedges), `reaching_types`
    (hedges that reach them from an article, an annex or the whole instrument) and `condition_types` are pairs of a type
    and the number of commitments that have it, the most frequent first. `quotes` hold all statements of the topic, the
    firmest first; the note of each is its firmness with the reason.
    """

    state: TopicState
    value: str
    force: str | None = None
    firmness: Reading | None = None
    commitments: int = 0
    others: int = 0
    hedged: int = 0
    conditional: int = 0
    hedge_types: tuple[tuple[str, int], ...] = ()
    reaching_types: tuple[tuple[str, int], ...] = ()
    condition_types: tuple[tuple[str, int], ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: Sequence[Quote] = ()


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic with a cell for each column. `taxonomy` and `group` are names to show, `topic` is the id."""

    topic: str
    name: str
    description: str
    taxonomy: str
    group: str
    cells: Sequence[TopicCell]


@dataclass(frozen=True, slots=True)
class ActorColumn:
    """An actor over all agreements: `key` is its id (or its words), `title` what to show."""

    key: str
    title: str
    commitments: int
    agreements: int


@dataclass(frozen=True, slots=True)
class TopicMatrix:
    """The rows in the order of the taxonomies, then headings that several agreements share, then what has no topic.

    A topic of which no column says anything is left out. By agreement, `columns` are those of the comparison, in the
    order of their dates; by actor, the actors with the most commitments first.
    """

    by: By
    columns: tuple[Column, ...] | tuple[ActorColumn, ...]
    rows: tuple[TopicRow, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """What to show for each column."""
        return tuple(column.title for column in self.columns)
