"""The types that flow between the stages: frozen, plain, and free of spaCy and pandas.

Every offset is a half-open code-point offset into `Agreement.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["commitment", "permission", "disclaimer", "term"]
Force = Literal["obligation", "pledge", "intention", "recommendation"]
Polarity = Literal["positive", "negative"]
Level = Literal["chapeau", "article", "part", "annex", "instrument"]
ProvisionKind = Literal[
    "title", "preamble", "part", "article", "section", "paragraph", "item", "annex", "signature", "table", "footnote"
]

KINDS: tuple[Kind, ...] = ("commitment", "permission", "disclaimer", "term")
FORCES: tuple[Force, ...] = ("obligation", "pledge", "intention", "recommendation")


# --- ingestion -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Party:
    """A party to the agreement: `id` is ISO 3166-1 alpha-3, an organisation's usual acronym, or None."""

    name: str
    short_names: tuple[str, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words of the source left out of the canonical text, or masked in it, and why.

    `reason` is one of "running header", "running footer", "page number", "footnote mark", "site furniture",
    "other language", "hidden", "comment", "markup". `start` and `end` are set where the words stay in the text but are
    masked.
    """

    reason: str
    text: str
    page: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class BlockHint:
    """What the source format says about a stretch of text, as a help to structure.

    `kind` is "title", "heading", "item", "article", "chapter", "paragraph", "table" or "footnote". `level` is the
    heading's level or the item's depth, from 1; `number` is the label as printed ("Article 5", "(a)", "1."), where
    the source keeps it apart from the words or marks it.
    """

    start: int
    end: int
    kind: str
    level: int = 1
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement as read: its canonical text and what is known of it.

    `page_starts[i]` is the offset at which page i + 1 begins; a format without pages has one, at 0. `found` says for
    each metadata field where it was found ("text", "front matter", "document properties", "file name"). `signed` is
    an ISO date, or a shorter prefix of one where the day is not given. `language` is an ISO 639-1 code.
    """

    document_id: str
    text: str
    title: str | None = None
    page_starts: tuple[int, ...] = (0,)
    parties: tuple[Party, ...] = ()
    signed: str | None = None
    place: str | None = None
    instrument: str | None = None
    language: str = "en"
    source: str = ""
    format: str = "txt"
    encoding: str | None = None
    sha256: str = ""
    found: tuple[tuple[str, str], ...] = ()
    hints: tuple[BlockHint, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()


# --- structure -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Provision:
    """A node of the agreement's tree.

    `start` to `end` holds the node with its number, heading and children. `body_start` to `body_end` is its own
    running text, without number, heading and children: the stretch that is tagged (empty for a mere container).
    `parent` and `chapeau` are provision ids; `chapeau` is set on items that complete a sentence begun in another
    provision's body ("The Parties shall:"). `citation` is how a lawyer would cite it: "Article II(4)(a)", "Annex, B.2".
    """

    provision_id: str
    kind: ProvisionKind
    start: int
    end: int
    body_start: int
    body_end: int
    number: str | None = None
    heading: str | None = None
    level: int = 0
    parent: str | None = None
    chapeau: str | None = None
    citation: str = ""


# --- tagging -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Inherited:
    """Where the words of an inherited span stand, and from which level they reach."""

    level: Level
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text with what was found in it.

    `value` is the normalised form: an ISO 8601 duration or date for times, a money string ("EUR 977000000") for
    amounts, a canonical id for actors.
    """

    start: int
    end: int
    text: str
    label: str
    type: str | None = None
    rule_id: str | None = None
    value: str | None = None
    inherited: Inherited | None = None
    parties: tuple[str, ...] = ()
    """Of an actor: ids (or names, where there is no id) of the parties it stands for; "each Party" stands for all."""
    antecedent: tuple[int, int] | None = None
    """Of an actor that is a pronoun: where the words stand that it takes up."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One commitment, permission, disclaimer or term, with everything said of it (CODEBOOK sections 1 and 2)."""

    statement_id: str
    document_id: str
    provision_id: str
    kind: Kind
    start: int
    end: int
    quote: str
    citation: str
    page: int
    attribute: Span | None = None
    deontic: Span | None = None
    aims: tuple[Span, ...] = ()
    direct_object: Span | None = None
    beneficiary: Span | None = None
    force: Force | None = None
    polarity: Polarity | None = None
    conditions: tuple[Span, ...] = ()
    hedges: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    amounts: tuple[Span, ...] = ()
    references: tuple[Span, ...] = ()
    elements: tuple[Span, ...] = ()
    disclaimers: tuple[Span, ...] = ()
    """The disclaimers in whose scope the statement stands, each marked with the level of that scope."""
    scope: Level | None = None
    """For a disclaimer: the level it names as its scope ("this annex"), or None where it names none."""
    rule_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A deontic word that made no statement, its sentence, and the rule that excluded it (or None)."""

    document_id: str
    start: int
    end: int
    text: str
    sentence_start: int
    sentence_end: int
    sentence: str
    citation: str
    page: int
    rule_id: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything known of one agreement after tagging."""

    agreement: Agreement
    provisions: tuple[Provision, ...]
    statements: tuple[Statement, ...]
    unclaimed: tuple[Unclaimed, ...]
    warnings: tuple[str, ...] = field(default=())


# --- rows ----------------------------------------------------------------------------------------


def span_row(span: Span, *, typed: bool = False, valued: bool = False) -> dict[str, Any]:
    """The JSON object of a span; `typed` adds `type` (conditions, hedges), `valued` adds `value` (times, amounts)."""
    origin = span.inherited
    row: dict[str, Any] = {
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "inherited": {"from": origin.level, "start": origin.start, "end": origin.end} if origin else None,
    }
    if typed:
        row["type"] = span.type
    if valued:
        row["value"] = span.value
    if span.rule_id:
        row["rule_id"] = span.rule_id
    return row


def actor_row(span: Span | None) -> dict[str, Any] | None:
    """The JSON object of an attribute or a beneficiary: a span with its canonical `id`, the `parties` that it stands
    for, and for a pronoun the `antecedent` that it takes up."""
    if span is None:
        return None
    antecedent = {"start": span.antecedent[0], "end": span.antecedent[1]} if span.antecedent else None
    return {**span_row(span), "id": span.value, "parties": list(span.parties), "antecedent": antecedent}


def statement_row(statement: Statement) -> dict[str, Any]:
    """The row of `statements.jsonl`, in the fixed order of its fields; its topics are set by `pipeline.topics`."""
    return {
        "document_id": statement.document_id,
        "statement_id": statement.statement_id,
        "kind": statement.kind,
        "start": statement.start,
        "end": statement.end,
        "quote": statement.quote,
        "citation": statement.citation,
        "page": statement.page,
        "attribute": actor_row(statement.attribute),
        "deontic": span_row(statement.deontic) if statement.deontic else None,
        "aims": [span_row(span) for span in statement.aims],
        "direct_object": span_row(statement.direct_object) if statement.direct_object else None,
        "beneficiary": actor_row(statement.beneficiary),
        "force": statement.force,
        "polarity": statement.polarity,
        "conditions": [span_row(span, typed=True) for span in statement.conditions],
        "hedges": [span_row(span, typed=True) for span in statement.hedges],
        "times": [span_row(span, valued=True) for span in statement.times],
        "amounts": [span_row(span, valued=True) for span in statement.amounts],
        "references": [span_row(span) for span in statement.references],
        "elements": [span_row(span) for span in statement.elements],
        "disclaimers": [span_row(span) for span in statement.disclaimers],
        "scope": statement.scope,
        "topics": [],
        "topic_terms": [],
        "rule_ids": list(statement.rule_ids),
        "provision_id": statement.provision_id,
    }


def unclaimed_row(unclaimed: Unclaimed) -> dict[str, Any]:
    """The row of `unclaimed.jsonl`."""
    return {
        "document_id": unclaimed.document_id,
        "start": unclaimed.start,
        "end": unclaimed.end,
        "text": unclaimed.text,
        "sentence_start": unclaimed.sentence_start,
        "sentence_end": unclaimed.sentence_end,
        "sentence": unclaimed.sentence,
        "citation": unclaimed.citation,
        "page": unclaimed.page,
        "rule_id": unclaimed.rule_id,
        "reason": unclaimed.reason,
    }


def provision_row(provision: Provision) -> dict[str, Any]:
    """The JSON object of a provision, as `documents.jsonl` lists it."""
    return {
        "id": provision.provision_id,
        "kind": provision.kind,
        "number": provision.number,
        "heading": provision.heading,
        "level": provision.level,
        "parent": provision.parent,
        "chapeau": provision.chapeau,
        "start": provision.start,
        "end": provision.end,
        "citation": provision.citation,
    }


def document_row(analysis: Analysis) -> dict[str, Any]:
    """The row of `documents.jsonl`: what was read, and how much was found in it."""
    agreement = analysis.agreement
    return {
        "document_id": agreement.document_id,
        "title": agreement.title,
        "parties": [{"name": p.name, "short_names": list(p.short_names), "id": p.id} for p in agreement.parties],
        "signed": agreement.signed,
        "place": agreement.place,
        "instrument": agreement.instrument,
        "language": agreement.language,
        "found": dict(agreement.found),
        "source": agreement.source,
        "format": agreement.format,
        "encoding": agreement.encoding,
        "sha256": agreement.sha256,
        "pages": len(agreement.page_starts),
        "page_starts": list(agreement.page_starts),
        "characters": len(agreement.text),
        "words": len(agreement.text.split()),
        "statements": len(analysis.statements),
        "unclaimed": len(analysis.unclaimed),
        "warnings": [*agreement.warnings, *analysis.warnings],
        "dropped": [
            {"reason": d.reason, "text": d.text, "page": d.page, "start": d.start, "end": d.end}
            for d in agreement.dropped
        ],
        "provisions": [provision_row(p) for p in analysis.provisions],
    }


def unmasked_text(document: dict[str, Any], text: str) -> str:
    """The text of a document row with spaces for what is masked in it (page furniture); every offset stays."""
    pieces: list[str] = []
    last = 0
    masked = [(one["start"], one["end"]) for one in document.get("dropped") or [] if one.get("start") is not None]
    for start, end in sorted(masked):
        pieces += [text[last:start], " " * (end - max(start, last))]
        last = max(last, end)
    return "".join([*pieces, text[last:]])
