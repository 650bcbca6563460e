"""Who promises: one key for all ways to name an actor, and names to show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from sys import intern

from pipeline.comparison.promises import actor_name
from pipeline.comparison.quoting import one_line
from pipeline.comparison.run_rows import DocumentRows, Row

TOGETHER = "together"
UNNAMED = "no actor named"
# Whom they stand for is not worked out.
PRONOUNS = frozenset(["it", "he", "she", "this", "that", "one", "which", "who"])
TITLES = {TOGETHER: "the parties together", UNNAMED: "no actor named"}

# Words for all parties, or for each of them alike.
_TOGETHER = re.compile(
    r"(?:(?:the|both|all|each|either|neither|no|any|our|a|an|these|two|of|other)\s+)*"
    r"(?:(?:contracting|high|compact|g7|two|participating)\s+)*"
    r"(?:part(?:y|ies)|participants?|sides?|countr(?:y|ies)|governments?|signator(?:y|ies)|leaders?|members?|nations?"
    r"|states?|peoples|we|they|us|signatory)",
    re.IGNORECASE,
)


def actor_key(row: Row) -> str:
    """Who is bound: the canonical id of one actor, `TOGETHER` where several are alike, the words, or `UNNAMED`."""
    return named_key(row.get("attribute"))


def named_key(span: Row | None) -> str:
    """The key of the actor that an attribute or a beneficiary names."""
    if not span:
        return UNNAMED
    if "+" in str(span.get("id") or "") or (not span.get("id") and _TOGETHER.fullmatch(one_line(span["text"]))):
        return TOGETHER
    if one_line(span["text"]).lower() in PRONOUNS:
        return UNNAMED
    return actor_name({"attribute": span})


@dataclass(frozen=True, slots=True)
class ActorNames:
    """What one agreement calls its actors: the ids of those that its statements name, and the names of its parties.

    `parties` has a pair of id and name for each name of a party.
    """

    ids: tuple[str, ...] = ()
    parties: tuple[tuple[str, str], ...] = ()


def names_in(rows: DocumentRows) -> ActorNames:
    """The names in one agreement."""
    spans = (row.get(field) or {} for row in rows.statements for field in ("attribute", "beneficiary"))
    ids = dict.fromkeys(intern(str(span["id"])) for span in spans if span.get("id"))
    parties = [
        (str(party["id"]), one_line(name))
        for party in rows.document.get("parties") or []
        if party.get("id")
        for name in (party["name"], *party.get("short_names", ()))
    ]
    return ActorNames(tuple(key for key in ids if "+" not in key), tuple(parties))


def actor_titles(named: Iterable[ActorNames]) -> dict[str, str]:
    """A name to show for each key that is no name itself: parties by their shortest, states by their usual one."""
    titles = dict(TITLES)
    shortest: dict[str, str] = {}
    for names in named:
        for key in names.ids:
            if key not in titles:
                titles[key] = _usual_name(key)
        for key, name in names.parties:
            known = shortest.get(key)
            if not name.isupper() and (known is None or len(name) < len(known)):
                shortest[key] = name
    return titles | shortest


def _usual_name(key: str) -> str:
    """The name of a state by its ISO 3166-1 alpha-3 code; any other key as it is."""
    import pycountry

    state = pycountry.countries.get(alpha_3=key)
    return str(getattr(state, "common_name", None) or state.name) if state else key
