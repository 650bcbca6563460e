"""Findings on what is promised: statements by kind, commitments by force and by actor, sums of money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from pipeline.comparison.cells import Cell, found, none_found
from pipeline.comparison.quoting import one_line, span_quotes, statement_quote, statement_quotes
from pipeline.comparison.run_rows import DocumentRows, Row

SUMS_SHOWN = 4
ACTORS_SHOWN = 4
PLAIN_FIRST_WORDS = frozenset(
    ["we", "they", "it", "he", "she", "each", "either", "both", "neither", "all", "our", "any"]
)
LARGE_UNITS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def commitments_of(rows: DocumentRows) -> list[Row]:
    """The commitments among the statements of a document."""
    return [row for row in rows.statements if row["kind"] == "commitment"]


def share(part: int, whole: int) -> str:
    """ "12 of 40 (30 %)"."""
    return f"{part} of {whole} ({round(100 * part / whole)} %)" if whole else f"{part} of 0"


def count_kind(kind: str) -> Callable[[DocumentRows], Cell]:
    """The finding that counts the statements of a kind."""

    def find(rows: DocumentRows) -> Cell:
        hits = [row for row in rows.statements if row["kind"] == kind]
        return found(str(len(hits)), statement_quotes(hits), len(hits)) if hits else none_found(number=0)

    return find


def count_force(force: str) -> Callable[[DocumentRows], Cell]:
    """The finding that counts the commitments of a force among all commitments."""

    def find(rows: DocumentRows) -> Cell:
        commitments = commitments_of(rows)
        hits = [row for row in commitments if row["force"] == force]
        if not hits:
            return none_found(number=0)
        return found(share(len(hits), len(commitments)), statement_quotes(hits), len(hits))

    return find


def refrained_from(rows: DocumentRows) -> Cell:
    """Commitments not to do something."""
    hits = [row for row in commitments_of(rows) if row["polarity"] == "negative"]
    return found(str(len(hits)), statement_quotes(hits), len(hits)) if hits else none_found(number=0)


def actor_name(row: Row) -> str:
    """Who is bound, as one name for all its spellings: the canonical id, else the words without their article."""
    attribute = row.get("attribute")
    if not attribute:
        return "no actor named"
    if attribute.get("id"):
        return str(attribute["id"])
    first, _, rest = one_line(attribute["text"]).partition(" ")
    if first.lower() == "the" and rest:
        return rest
    # "We" at the head of a sentence is the same actor as "we" within one; a name keeps its capital.
    return f"{first.lower() if first.lower() in PLAIN_FIRST_WORDS else first} {rest}".strip()


def bound_actors(rows: DocumentRows) -> Cell:
    """Who commits itself, most often first."""
    commitments = commitments_of(rows)
    if not commitments:
        return none_found()
    counts = Counter(actor_name(row) for row in commitments)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    value = "; ".join(f"{name} {count}" for name, count in ordered[:ACTORS_SHOWN])
    if len(ordered) > ACTORS_SHOWN:
        value += f"; {len(ordered) - ACTORS_SHOWN} more"
    rank = {name: place for place, (name, _) in enumerate(ordered)}
    quotes = [
        statement_quote(row, actor_name(row), [row["attribute"]] if row.get("attribute") else [])
        for row in sorted(commitments, key=lambda row: rank[actor_name(row)])
    ]
    return found(value, tuple(quotes), len(ordered))


def sums_of_money(rows: DocumentRows) -> Cell:
    """Sums that stand in statements, each as it is given: never added up, since clauses may name one sum twice."""
    hits = list(span_quotes(rows.statements, "amounts", lambda span: is_money(span.get("value"))))
    if not hits:
        return none_found()
    values = list(dict.fromkeys(str(span["value"]) for _, span, _ in hits))
    shown = "; ".join(plain_money(value) for value in values[:SUMS_SHOWN])
    if len(values) > SUMS_SHOWN:
        shown += f"; {len(values) - SUMS_SHOWN} more"
    return found(shown, tuple(quote for _, _, quote in hits), len(values))


def is_money(value: str | None) -> bool:
    """Whether a normalised amount is a sum of money: a currency code before a number."""
    code, _, number = (value or "").partition(" ")
    return len(code) == 3 and code.isalpha() and code.isupper() and number.replace(".", "", 1).isdigit()


def plain_money(value: str) -> str:
    """A money string in words: "EUR 977000000" gives "EUR 977 million"."""
    code, _, digits = value.partition(" ")
    number = float(digits)
    for unit, name in LARGE_UNITS:
        if number >= unit:
            return f"{code} {number / unit:,.3f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{code} {number:,.2f}".removesuffix(".00")
