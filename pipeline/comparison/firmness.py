"""Findings on how firm the promises are: hedges and conditions, own and inherited kept apart; disclaimers and scope."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from pipeline.comparison.cells import Cell, found, none_found
from pipeline.comparison.promises import commitments_of, share
from pipeline.comparison.quoting import describe_span, one_line, span_quotes, statement_quote
from pipeline.comparison.run_rows import DocumentRows, Row

SCOPE = re.compile(
    r"\b(?:this|the\s+present|under\s+the|these)\s+(?:\w+\s+){0,2}?"
    r"(agreement|memorandum(?:\s+of\s+(?:understanding|cooperation))?|arrangement|declaration|compact|charter|treaty"
    r"|statement|framework|instrument|document|convention|protocol|annex|appendix|part|chapter|section|article"
    r"|paragraph|lease|contract)\b",
    re.IGNORECASE,
)


def hedged_itself(rows: DocumentRows) -> Cell:
    """Commitments with a hedge in their own clause or chapeau."""
    return _hedged_share(rows, is_own)


def hedged_from_elsewhere(rows: DocumentRows) -> Cell:
    """Commitments that a hedge elsewhere in the instrument reaches (an article, part, annex, or the whole)."""
    return _hedged_share(rows, lambda span: not is_own(span))


def hedged_by(commitments: list[Row]) -> dict[str, int]:
    """How many commitments are hedged in their own words, and how many only from elsewhere in the instrument."""
    own = sum(any(is_own(span) for span in row["hedges"]) for row in commitments)
    return {"own": own, "elsewhere": sum(bool(row["hedges"]) for row in commitments) - own}


def is_own(span: Row) -> bool:
    """Whether a qualifier stands in the statement's own sentence."""
    # A chapeau is the first half of the item's own sentence: what it says, the commitment says itself.
    return not span.get("inherited") or span["inherited"]["from"] == "chapeau"


def _hedged_share(rows: DocumentRows, wanted: Callable[[Row], bool]) -> Cell:
    commitments = commitments_of(rows)
    if not commitments:
        return none_found("no commitments found")
    quotes = []
    for row in commitments:
        spans = [span for span in row["hedges"] if wanted(span)]
        if spans:
            quotes.append(statement_quote(row, "; ".join(describe_span(span) for span in spans), spans))
    if not quotes:
        return none_found(number=0.0)
    return found(share(len(quotes), len(commitments)), tuple(quotes), len(quotes) / len(commitments))


def hedge_types(rows: DocumentRows) -> Cell:
    """Hedges of all statements by type; a hedge is counted where it stands, not at every statement it reaches."""
    return _types(rows, "hedges")


def condition_types(rows: DocumentRows) -> Cell:
    """Conditions of all statements by type, each counted where it stands."""
    return _types(rows, "conditions")


def _types(rows: DocumentRows, field: str) -> Cell:
    spans: dict[tuple[int, int, str], Row] = {}
    for row in rows.statements:
        for span in row[field]:
            spans.setdefault((span["start"], span["end"], str(span["type"])), span)
    if not spans:
        return none_found(number=0)
    counts = Counter(kind for _, _, kind in spans)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rank = {kind: place for place, (kind, _) in enumerate(ordered)}
    hits = list(span_quotes(rows.statements, field, lambda span: not span.get("inherited")))
    hits.sort(key=lambda hit: rank[str(hit[1]["type"])])
    value = ", ".join(f"{kind} {count}" for kind, count in ordered)
    return found(value, tuple(quote for _, _, quote in hits), len(spans))


def disclaimers(rows: DocumentRows) -> Cell:
    """Statements that deny or limit legal effect, with what they say they cover."""
    hits = [row for row in rows.statements if row["kind"] == "disclaimer"]
    if not hits:
        return none_found(number=0)
    scopes = Counter(disclaimer_scope(row) for row in hits)
    ordered = sorted(scopes.items(), key=lambda item: (-item[1], item[0]))
    value = ", ".join(f"{scope} {count}" for scope, count in ordered)
    quotes = tuple(statement_quote(row, f"scope: {disclaimer_scope(row)}") for row in hits)
    commitments = commitments_of(rows)
    covered = sum(bool(row["disclaimers"]) for row in commitments)
    return found(f"{len(hits)}: {value}; commitments covered: {share(covered, len(commitments))}", quotes, len(hits))


def disclaimer_scope(row: Row) -> str:
    """What a disclaimer says it covers: its own word ("annex", "agreement"), else the level found by the tagger."""
    hit = SCOPE.search(row["quote"])
    return one_line(hit.group(1)).lower() if hit else str(row["scope"] or "scope not named")


def clause_of(hedge_type: str) -> Callable[[DocumentRows], Cell]:
    """The finding that shows where promises are made subject to funds or to law, and how many it reaches."""

    def find(rows: DocumentRows) -> Cell:
        own = [hit for hit in span_quotes(rows.statements, "hedges", _of_type(hedge_type)) if not hit[1]["inherited"]]
        commitments = commitments_of(rows)
        reached = [row for row in commitments if any(span["type"] == hedge_type for span in row["hedges"])]
        if not own and not reached:
            return none_found("no such clause found", 0)
        # A clause that hedges the whole instrument or part of it says more than a hedge inside one promise.
        own.sort(key=lambda hit: hit[0]["kind"] != "disclaimer")
        general = sum(1 for row, _, _ in own if row["kind"] == "disclaimer")
        value = f"commitments reached: {share(len(reached), len(commitments))}"
        if general:
            value = f"{general} general clause{'s' if general > 1 else ''}; {value}"
        quotes = tuple(quote for _, _, quote in own or span_quotes(reached, "hedges", _of_type(hedge_type)))
        return found(value, quotes, len(reached))

    return find


def _of_type(hedge_type: str) -> Callable[[Row], bool]:
    return lambda span: bool(span["type"] == hedge_type)
