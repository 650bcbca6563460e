"""The comparison of agreements: which findings are made, and in which order agreements stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from pipeline.comparison import clauses, firmness, instrument, promises, standing
from pipeline.comparison.actors import actor_titles
from pipeline.comparison.alignment import Alignment, Question, align
from pipeline.comparison.cell_shelf import put_cell, take_cell
from pipeline.comparison.cells import Cell, Column, Finding
from pipeline.comparison.judged import Judged, judge
from pipeline.comparison.lazy import Lazy, Shelf
from pipeline.comparison.legalization import Firmness
from pipeline.comparison.profile import Indicator, Profile
from pipeline.comparison.profiling import profile_of
from pipeline.comparison.run_rows import DocumentRows, Run
from pipeline.comparison.survey import Surveyed, survey
from pipeline.comparison.topic_cells import TopicMatrix
from pipeline.comparison.topic_matrix import TopicsSaid


@dataclass(frozen=True, slots=True)
class FindingPlan:
    """One row of the comparison: what is looked for, and the function that looks."""

    key: str
    group: str
    label: str
    description: str
    find: Callable[[DocumentRows], Cell]


@dataclass(frozen=True)
class Comparison:
    """Agreements in the order of their dates (undated last, unread after them), and everything compared.

    `findings` holds a row a question with a cell for each column. `topics` is the matrix of topics by agreements, its
    columns those of the comparison; `actors` that of topics by actors. `profiles[i]` is the profile of `columns[i]`,
    None where it was not examined; `documents[i]` its rows, None where it could not be read; `readings[i]` the firmness
    of its commitments by statement id. `alignment` has the examined agreements in the order of the columns.
    `actor_titles` are names to show for actors by their keys.

    Cells, profiles and documents are not in memory: each is read when it is asked for.
    """

    columns: tuple[Column, ...]
    findings: tuple[Finding, ...]
    topics: TopicMatrix
    actors: TopicMatrix
    profiles: Sequence[Profile | None]
    documents: Sequence[DocumentRows | None]
    readings: Sequence[Mapping[str, Firmness]]
    alignment: Alignment
    actor_titles: Mapping[str, str]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each agreement among the columns by its id."""
        return {column.document_id: place for place, column in enumerate(self.columns)}

    def firmness_in(self, document_id: str) -> Mapping[str, Firmness]:
        """The firmness of every commitment of an agreement by its statement id."""
        return self.readings[self.places[document_id]]

    def finding(self, key: str) -> Finding:
        """The finding of this key; `KeyError` where there is none."""
        for finding in self.findings:
            if finding.key == key:
                return finding
        raise KeyError(key)


IN_TERMS = "Looked for among the statements on the life of the instrument (kind: term)."

IN_TEXT = "Looked for in every sentence of the text; quoted, no verdict."

PLANS: tuple[FindingPlan, ...] = (
    FindingPlan("instrument", "The instrument", "Kind of instrument",
                "What the instrument calls itself.", instrument.instrument_kind),
    FindingPlan("parties", "The instrument", "Parties",
                "As named in the title, the preamble or the front matter.", instrument.parties),
    FindingPlan("signed", "The instrument", "Date signed",
                "As the text, the front matter or the file gives it.", instrument.signed),
    FindingPlan("words", "The instrument", "Words used",
                "How often the text uses words that tell treaty wording from non-binding wording.",
                instrument.words_used),
    FindingPlan("commitments", "What is said", "Commitments",
                "Clauses by which a party is to do something or refrain from it.", promises.count_kind("commitment")),
    FindingPlan("permissions", "What is said", "Permissions",
                "Clauses that leave a party free, or entitle it, to do something.", promises.count_kind("permission")),
    FindingPlan("terms", "What is said", "Terms",
                "Clauses on the life of the instrument itself.", clauses.terms),
    FindingPlan("actors", "What is said", "Who commits itself",
                "Actors of the commitments, as the clause or its chapeau names them.", promises.bound_actors),
    FindingPlan("refrain", "What is said", "Commitments to refrain",
                "Commitments of negative polarity (shall not, will refrain from).", promises.refrained_from),
    FindingPlan("obligation", "How firm it is", "Obligations",
                "Commitments worded with shall, must, agrees to, undertakes to.", promises.count_force("obligation")),
    FindingPlan("pledge", "How firm it is", "Pledges",
                "Commitments worded with will, commits to, pledges to.", promises.count_force("pledge")),
    FindingPlan("intention", "How firm it is", "Intentions",
                "Commitments worded with intends to, plans to, it is the policy to.",
                promises.count_force("intention")),
    FindingPlan("recommendation", "How firm it is", "Recommendations",
                "Commitments worded with should, is encouraged to.", promises.count_force("recommendation")),
    FindingPlan("hedged", "How firm it is", "Hedged in their own words",
                "Commitments with a hedge in their own sentence, chapeau included.", firmness.hedged_itself),
    FindingPlan("hedged-elsewhere", "How firm it is", "Hedged from elsewhere",
                "Commitments that a hedge standing elsewhere in the instrument reaches.",
                firmness.hedged_from_elsewhere),
    FindingPlan("hedge-types", "How firm it is", "Hedges by type",
                "Each hedge counted once, where it stands.", firmness.hedge_types),
    FindingPlan("condition-types", "How firm it is", "Conditions by type",
                "Each condition counted once, where it stands.", firmness.condition_types),
    FindingPlan("disclaimers", "How firm it is", "Disclaimers and their scope",
                "Clauses that deny or limit legal effect, and what they say they cover.", firmness.disclaimers),
    FindingPlan("consultation", "Clauses asked for", "Consultation deadline",
                "Commitments to consult or meet, and the deadline set; those on an event first.", clauses.consultation),
    FindingPlan("funding", "Clauses asked for", "Subject to funds",
                "Hedges of type funding, and the commitments they reach.", firmness.clause_of("funding")),
    FindingPlan("law", "Clauses asked for", "Subject to law",
                "Hedges of type law, and the commitments they reach.", firmness.clause_of("law")),
    FindingPlan("money", "Clauses asked for", "Sums of money",
                "Sums that stand in statements, as given; never added up.", promises.sums_of_money),
    FindingPlan("title", "Standing", "Title", "As the text, the front matter or the file gives it.", standing.title),
    FindingPlan("signatories", "Standing", "Who signed", "The signature block, as it stands.", standing.signatories),
    FindingPlan("authority", "Standing", "By what authority", IN_TEXT, standing.clause(standing.AUTHORITY)),
    FindingPlan("ratification", "Standing", "Ratification or internal procedures", IN_TEXT,
                standing.clause(standing.RATIFICATION)),
    FindingPlan("provisional", "Standing", "Provisional application", IN_TEXT, standing.clause(standing.PROVISIONAL)),
    FindingPlan("registration", "Standing", "Registration, depositary", IN_TEXT,
                standing.clause(standing.REGISTRATION)),
    FindingPlan("languages", "Standing", "Languages, authentic and prevailing", IN_TEXT,
                standing.clause(standing.LANGUAGES)),
    FindingPlan("disputes", "Standing", "Disputes", IN_TEXT, standing.clause(standing.DISPUTES)),
    FindingPlan("relation", "Standing", "Relation to other instruments", IN_TEXT, standing.clause(standing.RELATION)),
    FindingPlan("entry", "Life of the instrument", "Entry into force or effect", IN_TERMS,
                clauses.clause_of_life(clauses.ENTRY)),
    FindingPlan("duration", "Life of the instrument", "Duration", IN_TERMS,
                clauses.clause_of_life(clauses.DURATION)),
    FindingPlan("renewal", "Life of the instrument", "Extension or renewal", IN_TERMS,
                clauses.clause_of_life(clauses.RENEWAL)),
    FindingPlan("termination", "Life of the instrument", "Termination and notice", IN_TERMS,
                clauses.clause_of_life(clauses.TERMINATION)),
    FindingPlan("amendment", "Life of the instrument", "Amendment", IN_TERMS,
                clauses.clause_of_life(clauses.AMENDMENT)),
    FindingPlan("unclaimed", "What to check", "Left out",
                "Deontic words that made no statement.", clauses.left_out),
    FindingPlan("warnings", "What to check", "Warnings",
                "What reading and tagging warned of.", clauses.warnings),
)  # fmt: skip


# The lines of a profile's status sheet: headings, and the findings that stand under each.
STATUS_SHEET: dict[str, tuple[str, ...]] = {
    "Form": ("title", "instrument", "words", "parties"),
    "Signature and consent": ("signed", "signatories", "authority", "ratification", "entry", "provisional",
                              "registration", "languages"),
    "Legal effect": ("disclaimers", "funding", "law", "disputes", "relation"),
    "Life of the instrument": ("duration", "renewal", "amendment", "termination"),
}  # fmt: skip


def compare(run: Run, question: Question | None = None) -> Comparison:
    """Compare the agreements of a run: one column each in the order of their dates, undated last.

    `question` is what is asked of some of them: what is new in one, or what changed from draft to draft.
    """
    documents = run.by_document
    surveyed = survey(documents, run.failures)
    names = actor_titles(one.names for one in surveyed) | {str(topic["id"]): str(topic["name"]) for topic in run.topics}
    shelf = Shelf()
    said = TopicsSaid(run.topics, surveyed, shelf)
    kept = _Kept(surveyed, shelf)
    for place, one in enumerate(surveyed):
        if one.number is not None:
            rows = documents[one.number]
            judged = judge(rows) if one.column.examined else []
            said.add(place, rows, judged)
            kept.add(rows, judged, names)
        else:
            kept.add(None, [], names)
    every = range(len(surveyed))
    examined = [one.number for one in surveyed if one.number is not None and one.column.examined]
    statements = sum(one.statements for one in surveyed)
    return Comparison(
        columns=tuple(one.column for one in surveyed),
        findings=tuple(
            Finding(plan.key, plan.group, plan.label, plan.description, Lazy(partial(kept.cell, row), every))
            for row, plan in enumerate(PLANS)
        ),
        topics=said.by_agreement(),
        actors=said.by_actor(names),
        profiles=Lazy(kept.profile, every),
        documents=Lazy(partial(_document, surveyed, documents), every),
        readings=Lazy(kept.readings, every),
        alignment=align(Lazy(lambda number: documents[number], examined), question, statements),
        actor_titles=actor_titles(one.names for one in sorted(surveyed, key=_number)),
    )


class _Kept:
    """What was found in each agreement: it is put on the shelf, and its places there are noted."""

    def __init__(self, surveyed: Sequence[Surveyed], shelf: Shelf) -> None:
        self._surveyed = surveyed
        self._shelf = shelf
        # Of each agreement its cells, its profile and its readings; None where it was not examined.
        self._places: list[tuple[list[int], int, int] | None] = []

    def add(self, rows: DocumentRows | None, judged: Sequence[Judged], names: Mapping[str, str]) -> None:
        """Add the next agreement; `rows` is None where it could not be read."""
        if rows is None or not self._surveyed[len(self._places)].column.examined:
            self._places.append(None)
            return
        found = [plan.find(rows) for plan in PLANS]
        profile = profile_of(rows, judged, _status(found), names)
        readings = {one.row["statement_id"]: one.firmness for one in judged if one.firmness is not None}
        cells = [put_cell(cell, self._shelf) for cell in found]
        self._places.append((cells, self._shelf.put(profile), self._shelf.put(readings)))

    def cell(self, row: int, place: int) -> Cell:
        """The cell of a finding and an agreement."""
        found = self._places[place]
        if found is None:
            return Cell("not examined", self._surveyed[place].column.reason)
        return take_cell(Cell, found[0][row], self._shelf)

    def profile(self, place: int) -> Profile | None:
        """The profile of an agreement."""
        found = self._places[place]
        return self._shelf.take(found[1]) if found else None

    def readings(self, place: int) -> Mapping[str, Firmness]:
        """The firmness of the commitments of an agreement."""
        found = self._places[place]
        return self._shelf.take(found[2]) if found else {}


def _number(one: Surveyed) -> int:
    return -1 if one.number is None else one.number


def _document(surveyed: Sequence[Surveyed], documents: Sequence[DocumentRows], place: int) -> DocumentRows | None:
    number = surveyed[place].number
    return None if number is None else documents[number]


def _status(cells: Sequence[Cell]) -> list[Indicator]:
    made = {plan.key: (plan, cell) for plan, cell in zip(PLANS, cells, strict=True)}
    return [
        Indicator(key, group, plan.label, plan.description, cell)
        for group, keys in STATUS_SHEET.items()
        for key in keys
        for plan, cell in [made[key]]
    ]
