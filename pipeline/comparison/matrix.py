"""The comparison of agreements: which findings are made, and in which order agreements stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.comparison import clauses, firmness, instrument, promises, standing
from pipeline.comparison.actors import actor_titles
from pipeline.comparison.alignment import Alignment, Question, align
from pipeline.comparison.cells import Cell, Column, Finding
from pipeline.comparison.judged import judge
from pipeline.comparison.legalization import Firmness
from pipeline.comparison.profile import Indicator, Profile
from pipeline.comparison.profiling import profile_of
from pipeline.comparison.quoting import cite_as, one_line
from pipeline.comparison.run_rows import DocumentRows, RunRows, split_by_document
from pipeline.comparison.topic_cells import TopicMatrix
from pipeline.comparison.topic_matrix import TopicsSaid

TAGGED_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class FindingPlan:
    """One row of the comparison: what is looked for, and the function that looks."""

    key: str
    group: str
    label: str
    description: str
    find: Callable[[DocumentRows], Cell]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Agreements in the order of their dates (undated last, unread after them), and everything compared.

    `findings` holds a row a question with a cell for each column. `topics` is the matrix of topics by agreements, its
    columns those of the comparison; `actors` that of topics by actors. `profiles[i]` is the profile of `columns[i]`,
    None where it was not examined. `firmness` has the firmness of every commitment by (document_id, statement_id).
    `alignment` has the examined agreements in the order of the columns.
    """

    columns: tuple[Column, ...]
    findings: tuple[Finding, ...]
    topics: TopicMatrix
    actors: TopicMatrix
    profiles: tuple[Profile | None, ...]
    firmness: Mapping[tuple[str, str], Firmness]
    alignment: Alignment

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


def compare(rows: RunRows, question: Question | None = None) -> Comparison:
    """Compare the agreements of a run: one column each in the order of their dates, undated last.

    `question` is what is asked of some of them: what is new in one, or what changed from draft to draft.
    """
    documents = sorted(split_by_document(rows), key=_order)
    names = actor_titles(documents) | {str(topic["id"]): str(topic["name"]) for topic in rows.topics}
    said = TopicsSaid(rows.topics)
    columns: list[Column] = []
    cells: list[list[Cell]] = []
    profiles: list[Profile | None] = []
    firmness_of: dict[tuple[str, str], Firmness] = {}
    for document in documents:
        column = _column(document)
        found = _cells(document, column)
        judged = judge(document) if column.examined else []
        for one in judged:
            if one.firmness is not None:
                firmness_of[document.document_id, one.row["statement_id"]] = one.firmness
        said.add(column, document, judged)
        profiles.append(profile_of(document, judged, _status(found), names) if column.examined else None)
        columns.append(column)
        cells.append(found)
    for item in rows.failures:
        column = Column(
            item["file"], item["file"], None, item["file"], examined=False, reason=f"not read: {item['reason']}"
        )
        said.add(column, None, [])
        profiles.append(None)
        columns.append(column)
        cells.append([_not_examined(column)] * len(PLANS))
    findings = tuple(
        Finding(plan.key, plan.group, plan.label, plan.description, tuple(column[place] for column in cells))
        for place, plan in enumerate(PLANS)
    )
    examined = [document for document, column in zip(documents, columns, strict=False) if column.examined]
    alignment = align(examined, question)
    return Comparison(
        tuple(columns), findings, said.by_agreement(), said.by_actor(names), tuple(profiles), firmness_of, alignment
    )


def _cells(rows: DocumentRows, column: Column) -> list[Cell]:
    return [plan.find(rows) if column.examined else _not_examined(column) for plan in PLANS]


def _status(cells: Sequence[Cell]) -> list[Indicator]:
    made = {plan.key: (plan, cell) for plan, cell in zip(PLANS, cells, strict=True)}
    return [
        Indicator(key, group, plan.label, plan.description, cell)
        for group, keys in STATUS_SHEET.items()
        for key in keys
        for plan, cell in [made[key]]
    ]


def _order(rows: DocumentRows) -> tuple[bool, str, str]:
    signed = rows.document.get("signed")
    return not signed, signed or "", rows.document_id


def _column(rows: DocumentRows) -> Column:
    document = rows.document
    language = document.get("language") or TAGGED_LANGUAGE
    reason = "" if language == TAGGED_LANGUAGE else f"not examined: its language is {language}"
    return Column(
        document_id=rows.document_id,
        title=one_line(rows.title),
        signed=document.get("signed"),
        cite_as=cite_as(document),
        examined=not reason,
        reason=reason,
        pages=len(document.get("page_starts") or [0]),
    )


def _not_examined(column: Column) -> Cell:
    return Cell("not examined", column.reason)
