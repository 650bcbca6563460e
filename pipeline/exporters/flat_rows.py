"""Statement rows as flat table rows: one text or number a cell, in the order people read."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.comparison import Comparison, Firmness
from pipeline.comparison.promises import actor_name
from pipeline.comparison.quoting import cite_as, one_line, pinpoint
from pipeline.comparison.run_rows import DocumentRows, Row

JOIN = " | "
# A spreadsheet runs a cell that begins with one of these as a formula (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

# Column name -> what it holds, in plain words; the order is the order of the columns.
STATEMENT_COLUMNS: dict[str, str] = {
    "citation": "Article and paragraph where the statement stands.",
    "page": "Page where the statement begins (1 where the source has no pages).",
    "quote": "The words of the statement, line breaks as spaces.",
    "kind": "commitment, permission, disclaimer or term.",
    "force": "Commitments only: obligation (shall), pledge (will), intention (intends to), recommendation (should).",
    "firmness": "Commitments only: how firm, from force, precision and what qualifies it: firm, qualified, soft, "
    "aspirational.",
    "firmness_reason": "Why it is read so.",
    "precision": "What makes it precise: times, sums, quantities, named instruments, items and actors.",
    "delegation": "The body that watches, decides or judges, where the statement names one.",
    "polarity": "Commitments only: positive, or negative (shall not, refrains from).",
    "actor": "Who is bound, as written (attribute in the Institutional Grammar).",
    "actor_id": "One name for all spellings of the actor: a country code, an acronym, or the words themselves.",
    "deontic": "The words that carry the force.",
    "aims": "The verbs of what is promised; the first is the head.",
    "direct_object": "The rest of the clause after the verb, without its qualifiers.",
    "beneficiary": "For whom it is done.",
    "conditions": "When it applies: the words of each condition, own and inherited.",
    "condition_types": "event, request, milestone, exception or proviso, in the order of the conditions.",
    "hedges": "Words in the statement's own sentence that weaken or leave open what is promised.",
    "hedge_types": "funding, law, feasibility, discretion, effort, consent, timing, reservation or extent.",
    "inherited_hedges": "Hedges that stand elsewhere in the instrument and reach this statement.",
    "inherited_hedge_types": "Their types, each with the level it comes from (article, part, annex, instrument).",
    "disclaimers": "Where the disclaimers that cover this statement stand, each with the level it covers.",
    "times": "Deadlines, durations, frequencies.",
    "time_values": "The same as ISO 8601 durations or dates, where they could be worked out.",
    "amounts": "Sums of money, percentages, counted quantities.",
    "amount_values": "The same normalised (EUR 977000000), where they could be worked out.",
    "references": "Other articles and instruments cited.",
    "elements": "Items of a list inside the statement.",
    "scope": "Disclaimers only: the level it covers (article, part, annex, instrument), where it names one.",
    "topics": "Its topics (`hedgerow rules list --topics security` explains them).",
    "topic_terms": "The words that gave each topic.",
    "document_id": "The agreement (see the documents for its title).",
    "title": "The agreement's title.",
    "signed": "Date of signature (ISO 8601).",
    "cite_as": "A citation to copy.",
    "reviewed": "proposed by rule, reviewed by somebody, disputed (reviewers differ) or adjudicated.",
    "statement_id": "Permanent name of the statement.",
    "start": "Where the statement begins in texts/DOCUMENT_ID.txt, counted in characters from 0.",
    "end": "Where it ends (first character after it).",
    "rule_ids": "The rules that made it (`hedgerow rules list` explains them).",
}


FlatRow = dict[str, str | int | None]


def flat_statements(rows: DocumentRows, comparison: Comparison) -> Iterator[FlatRow]:
    """The statements of a document as table rows with the keys of `STATEMENT_COLUMNS`; what is absent is None."""
    names = {topic.topic: topic.name for topic in comparison.topics.rows}
    cited_as = cite_as(rows.document)
    citations = {(row["start"], row["end"]): row["citation"] for row in rows.statements if row["kind"] == "disclaimer"}
    readings = comparison.firmness_in(rows.document_id)
    for row in rows.statements:
        cells = _flat(row, rows, cited_as) | _firmness(readings.get(row["statement_id"]))
        cells["topics"] = JOIN.join(names.get(topic, topic) for topic in row["topics"])
        cells["disclaimers"] = JOIN.join(_disclaimer(span, citations) for span in row["disclaimers"])
        yield {name: cells[name] if cells[name] != "" else None for name in STATEMENT_COLUMNS}


def _flat(row: Row, rows: DocumentRows, cited_as: str) -> FlatRow:
    own = [span for span in row["hedges"] if not _from_elsewhere(span)]
    inherited = [span for span in row["hedges"] if _from_elsewhere(span)]
    pages = len(rows.document.get("page_starts") or [0])
    return {
        "citation": row["citation"],
        "page": row["page"],
        "quote": one_line(row["quote"]),
        "kind": row["kind"],
        "force": row["force"],
        "polarity": row["polarity"],
        "actor": _words(row["attribute"]),
        "actor_id": actor_name(row) if row["attribute"] else None,
        "deontic": _words(row["deontic"]),
        "aims": _joined(row["aims"]),
        "direct_object": _words(row["direct_object"]),
        "beneficiary": _words(row["beneficiary"]),
        "conditions": _joined(row["conditions"]),
        "condition_types": _joined_values(row["conditions"], "type"),
        "hedges": _joined(own),
        "hedge_types": _joined_values(own, "type"),
        "inherited_hedges": _joined(inherited),
        "inherited_hedge_types": JOIN.join(f"{span['type']} {_level(span)}" for span in inherited),
        "times": _joined(row["times"]),
        "time_values": _joined_values(row["times"], "value"),
        "amounts": _joined(row["amounts"]),
        "amount_values": _joined_values(row["amounts"], "value"),
        "references": _joined(row["references"]),
        "elements": _joined(row["elements"]),
        "scope": row["scope"],
        "topic_terms": JOIN.join(one_line(term["text"]) for term in row["topic_terms"]),
        "document_id": row["document_id"],
        "title": one_line(rows.title),
        "signed": rows.document.get("signed"),
        "cite_as": pinpoint(cited_as, row["citation"], row["page"], pages),
        "reviewed": row.get("reviewed"),
        "statement_id": row["statement_id"],
        "start": row["start"],
        "end": row["end"],
        "rule_ids": JOIN.join(row["rule_ids"]),
    }


def _firmness(firmness: Firmness | None) -> FlatRow:
    if firmness is None:
        return dict.fromkeys(("firmness", "firmness_reason", "precision", "delegation"))
    return {
        "firmness": firmness.reading,
        "firmness_reason": firmness.reason,
        "precision": JOIN.join(f"{ground.kind}: {ground.text}" for ground in firmness.precision),
        "delegation": JOIN.join(ground.text for ground in firmness.delegation),
    }


def _from_elsewhere(span: Row) -> bool:
    return bool(span.get("inherited")) and span["inherited"]["from"] != "chapeau"


def _level(span: Row) -> str:
    return f"(from the {span['inherited']['from']})" if span.get("inherited") else ""


def _disclaimer(span: Row, citations: dict[tuple[int, int], str]) -> str:
    # Some treaties disclaim so often that the words, repeated at each statement, would drown the table.
    where = citations.get((span["start"], span["end"])) or "text before the first provision"
    return f"{where} {_level(span)}".strip()


def _words(span: Row | None) -> str | None:
    return one_line(span["text"]) if span else None


def _joined(spans: list[Row]) -> str:
    return JOIN.join(one_line(span["text"]) for span in spans)


def _joined_values(spans: list[Row], key: str) -> str:
    values = [str(span.get(key) or "") for span in spans]
    return JOIN.join(values) if any(values) else ""
