"""The page on one agreement: its status sheet, and what it promises to whom, how firmly, for how much."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.comparison.cells import Cell, Quote


@dataclass(frozen=True, slots=True)
class Indicator:
    """A line of the status sheet: what was looked for, and the cell that quotes what was found. No verdict.

    `group` is the heading it stands under ("Form", "Signature and consent", "Legal effect", "Life of the instrument").
    """

    key: str
    group: str
    label: str
    description: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class PartForces:
    """Commitments of a part of the agreement: `part` is "body", or the annex as it is cited ("Annex", "Annex B").

    `forces` and `readings` are pairs of a name and a number, in the order from strong to weak, zeros included;
    `hedged` counts commitments with a hedge in their own sentence or chapeau.
    """

    part: str
    commitments: int
    forces: tuple[tuple[str, int], ...]
    readings: tuple[tuple[str, int], ...]
    hedged: int


@dataclass(frozen=True, slots=True)
class HedgeShare:
    """How many commitments a type of hedge qualifies: in their own sentence, and only from elsewhere."""

    type: str
    own: int
    elsewhere: int
    of: int


@dataclass(frozen=True, slots=True)
class Consultation:
    """A commitment to consult or meet: on what event, at whose request, by when; each "" where the clause says none."""

    trigger: str
    request: str
    deadline: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money as given: never added up, since clauses may name one sum twice.

    `text` is the sum in words ("EUR 977 million"), `value` normalised ("EUR 977000000"); `years` are the years named in
    the same statement ("2024", "2024-2027"), else its times in words, empty where it has none; `purpose` what it is
    for, in the statement's words; `topics` the names of the statement's topics.
    """

    text: str
    value: str
    years: str
    purpose: str
    topics: tuple[str, ...]
    actor: str
    beneficiary: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Promise:
    """What one actor promises to one beneficiary: `beneficiary` is "" where the clauses name none.

    `aims` are pairs of a verb and how often it is the head of a commitment, the most frequent first; `quotes` hold all
    these commitments in the order of the text; `readings` are pairs of a reading and a number, zeros left out, so that
    one sees whose wording is weaker.
    """

    actor: str
    beneficiary: str
    commitments: int
    forces: tuple[tuple[str, int], ...]
    aims: tuple[tuple[str, int], ...]
    quotes: tuple[Quote, ...]
    readings: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """How promises are spread: made jointly or by each party alike, or by one party alone; `alone` has pairs of a party
    and its number of commitments."""

    jointly: int
    alone: tuple[tuple[str, int], ...]
    no_actor: int


@dataclass(frozen=True, slots=True)
class Graded:
    """A commitment among the firmest or the softest: its reading, the reason in words, and its quote."""

    reading: str
    reason: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Elements:
    """Elements of cooperation listed by one statement ("which may include: (a) training; (b) …").

    `quote` is the statement that lists them, its marks are the elements; `count` their number.
    """

    count: int
    items: tuple[str, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything on one agreement. An agreement that was not examined has no profile.

    `instrument_wide` are disclaimers and hedges that reach the whole instrument or a whole part of it, each note saying
    which. `consultations` has those on an event first, `money` the sums in the order of the text, `promises` those of
    the most commitments first, `firmest` and `softest` the strongest and the weakest first, at most `GRADED_SHOWN`.
    """

    document_id: str
    status: tuple[Indicator, ...]
    parts: tuple[PartForces, ...]
    hedges: tuple[HedgeShare, ...]
    instrument_wide: tuple[Quote, ...]
    consultations: tuple[Consultation, ...]
    money: tuple[Sum, ...]
    promises: tuple[Promise, ...]
    reciprocity: Reciprocity
    firmest: tuple[Graded, ...]
    softest: tuple[Graded, ...]
    elements: tuple[Elements, ...]
