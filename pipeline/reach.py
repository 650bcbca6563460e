"""How far disclaimers and general hedges reach: from where they stand to every statement in their scope.

"All cooperation under this Agreement is subject to the availability of funds" hedges every commitment of the
agreement; "Nothing in this annex gives rise to rights" disclaims every statement of the annex, and of nothing else. A
disclaimer on one matter ("Nothing in this Chapter prevents a Party from taxing …") reaches no further than its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.records import Inherited, Level, Provision, Span, Statement
from pipeline.rule_loading import RuleSet

_REACHING = frozenset(["funding", "law", "consent"])
_GENERAL_RULES = frozenset(["disclaimer.general_clause", "disclaimer.general_subject_to"])
_KIND_OF_LEVEL: dict[Level, frozenset[str]] = {
    "annex": frozenset(["annex"]),
    "part": frozenset(["part"]),
    "article": frozenset(["article", "section"]),
}


@dataclass(frozen=True, slots=True)
class _Source:
    """A disclaimer, the offsets that it reaches (None: the whole), and what each statement there gets of it."""

    statement: Statement
    area: tuple[int, int] | None
    disclaimer: Span
    hedges: tuple[Span, ...]


def spread(
    statements: Sequence[Statement], provisions: Sequence[Provision], rule_set: RuleSet
) -> tuple[Statement, ...]:
    """The statements with the scope of each disclaimer, and with what reaches each from the disclaimers in scope.

    A commitment inherits the hedges on funds, law, consent and the like of each disclaimer whose scope holds it, marked
    with the level of that scope and where the words stand. Every statement in scope lists the disclaimers themselves.
    """
    by_id = {p.provision_id: p for p in provisions}
    sources = [
        _source(replace(s, scope=level), _area(by_id[s.provision_id], level, by_id), level)
        for s in statements
        if s.kind == "disclaimer"
        and (_is_general(s) or _denies_effect(s, rule_set.word_lists["legal_effect"]))
        and (level := _scope_of(s.quote, rule_set.word_lists["instrument_nouns"])) is not None
    ]
    if not sources:
        return tuple(statements)
    scoped = {source.statement.statement_id: source.statement for source in sources}
    return tuple(_reached(scoped.get(s.statement_id, s), sources) for s in statements)


def _source(statement: Statement, area: tuple[int, int] | None, level: Level) -> _Source:
    disclaimer = Span(
        statement.start,
        statement.end,
        statement.quote,
        "DISCLAIMER",
        rule_id=statement.rule_ids[0],
        inherited=Inherited(level, statement.start, statement.end),
    )
    hedges = tuple(
        replace(h, inherited=Inherited(level, h.start, h.end))
        for h in (statement.hedges if _is_general(statement) else ())
        if h.type in _REACHING and h.inherited is None
    )
    return _Source(statement, area, disclaimer, hedges)


def _is_general(statement: Statement) -> bool:
    """Whether a disclaimer puts cooperation in general under funds, law or consent."""
    return not _GENERAL_RULES.isdisjoint(statement.rule_ids) and any(h.type in _REACHING for h in statement.hedges)


def _denies_effect(statement: Statement, terms: frozenset[str]) -> bool:
    """Whether a disclaimer is about the legal effect of the whole, not about one matter."""
    text = " ".join(statement.quote.lower().split())
    return any(term in text for term in terms)


def _scope_of(quote: str, instrument_nouns: frozenset[str]) -> Level | None:
    """The level named, or the instrument where the clause takes up "this Declaration" from the one before it."""
    words = " ".join(quote.lower().split()[:2])
    taken_up = words.startswith("it ") or words in ("does not", "is not", "creates no")
    return named_scope(quote, instrument_nouns) or ("instrument" if taken_up else None)


def named_scope(quote: str, instrument_nouns: frozenset[str]) -> Level | None:
    """The level that a clause names as its scope ("in this annex", "under this Agreement"), or None."""
    for match in _pattern(instrument_nouns).finditer(quote):
        word = match.group("scope").lower()
        if word in ("annex", "appendix", "schedule"):
            return "annex"
        if word in ("chapter", "part", "title"):
            return "part"
        if word in ("article", "section", "clause", "paragraph"):
            return "article"
        return "instrument"
    return None


@cache
def _pattern(instrument_nouns: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(
        sorted(
            map(
                re.escape,
                instrument_nouns
                | {"appendix", "schedule", "chapter", "part", "title", "article", "section", "clause", "paragraph"},
            ),
            key=len,
            reverse=True,
        )
    )
    joint = r"(?:\w+\s+of\s+)?"
    return re.compile(rf"\b(?:this|the present)\s+(?:joint\s+)?{joint}(?P<scope>{words})\b", re.IGNORECASE)


def _area(provision: Provision, level: Level, by_id: Mapping[str, Provision]) -> tuple[int, int] | None:
    """The offsets of the part of the agreement that a level means at a provision; None is the whole of it."""
    if level == "instrument":
        return None
    node: Provision | None = provision
    while node is not None:
        if node.kind in _KIND_OF_LEVEL[level]:
            return node.start, node.end
        node = by_id.get(node.parent) if node.parent else None
    return provision.start, provision.end


def _reached(statement: Statement, sources: Sequence[_Source]) -> Statement:
    reaching = [
        source
        for source in sources
        if (source.area is None or source.area[0] <= statement.start < source.area[1])
        and source.statement.statement_id != statement.statement_id
    ]
    if not reaching:
        return statement
    hedges = statement.hedges
    if statement.kind == "commitment":
        hedges = (*hedges, *(hedge for source in reaching for hedge in source.hedges))
    return replace(statement, hedges=hedges, disclaimers=tuple(source.disclaimer for source in reaching))
