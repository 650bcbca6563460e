"""Findings on single clauses (consultation, and the life of the instrument), and on what was left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.comparison.cells import Cell, Quote, found, none_found
from pipeline.comparison.promises import commitments_of
from pipeline.comparison.quoting import describe_span, one_line, shortened, statement_quote, statement_quotes
from pipeline.comparison.run_rows import DocumentRows, Row

CONSULTING_VERBS = frozenset({"consult", "consults", "consulting", "meet", "meets", "meeting", "confer", "convene"})
CONSULTATION = re.compile(r"\bconsultations?\b", re.IGNORECASE)
# A deadline says by when; a frequency ("annually") says how often, and is none.
DEADLINE = re.compile(
    r"\b(within|no later than|not later than|in no more than|immediately|promptly|without (?:undue )?delay"
    r"|swiftly|expeditiously|forthwith|\d+[- ](?:hours?|days?))\b",
    re.IGNORECASE,
)


OCCASIONS = ("milestone", "event")


@dataclass(frozen=True, slots=True)
class ClauseOfLife:
    """A clause on the life of the instrument: the words that show it, and words that, standing before these, deny it.

    "An amendment shall enter into force" is about the amendment, "shall remain in force from its entry into force"
    about the duration.
    """

    shows: re.Pattern[str]
    unless_after: re.Pattern[str] | None = None

    def stands_in(self, quote: str) -> bool:
        """Whether the quote is such a clause."""
        hit = self.shows.search(quote)
        if hit is None:
            return False
        return self.unless_after is None or not self.unless_after.search(quote, 0, hit.start())


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


ENTRY = ClauseOfLife(
    _pattern(
        r"\b(enter(?:s|ed|ing)?|entry|come(?:s)?|coming|go(?:es)?|put) into (force|effect|operation)\b"
        r"|\btakes? effect\b|\bbecomes? (effective|operative)\b|\b(is|be) effective\b"
        r"|\bprovisional(ly)? appl|\bapplied provisionally\b"
    ),
    _pattern(r"\b(?:(terminat|denunciat|withdrawal|amend|modif|expir|extend)\w*|remains? in|valid for)\b"),
)
DURATION = ClauseOfLife(
    _pattern(
        r"\b(remains?|continues?|stays?) (in|to (?:be|remain) in|to have) (force|effect|operation)\b|\bvalid for\b"
        r"|\bfor a (?:period|term|duration) of\b|\bexpires?\b|\bexpiry\b|\bindefinite|\bhas? effect (?:for|until)\b"
    ),
)
RENEWAL = ClauseOfLife(_pattern(r"\b(extend|extension|renew|prolong)\w*"))
TERMINATION = ClauseOfLife(
    _pattern(r"\b(terminat|denounc|denunciat|withdraw|discontinu|cease to (?:be|have))\w*"),
)
AMENDMENT = ClauseOfLife(_pattern(r"\b(amend|modif|revis|supplement)\w*"))


def clause_of_life(clause: ClauseOfLife) -> Callable[[DocumentRows], Cell]:
    """The finding of a clause among the statements of kind `term`: its times if it names any, else its words."""

    def find(rows: DocumentRows) -> Cell:
        terms = [row for row in rows.statements if row["kind"] == "term"]
        hits = [row for row in terms if clause.stands_in(row["quote"])]
        if not hits:
            return none_found("no such clause found")
        times = [span for row in hits for span in row["times"]]
        # Where no period is named, the event on which it happens says when ("upon signature").
        spans = times or [span for row in hits for span in row["conditions"] if span["type"] in OCCASIONS]
        values = list(dict.fromkeys(one_line(span["text"]) for span in spans))
        quotes = tuple(
            statement_quote(row, "; ".join(describe_span(span) for span in row["times"]), row["times"]) for row in hits
        )
        return found("; ".join(values) if values else f"“{shortened(quotes[0].text)}”", quotes, len(hits))

    return find


def consultation(rows: DocumentRows) -> Cell:
    """Consultations promised when something happens, and the deadline set for them."""
    hits = consultation_rows(rows)
    if not hits:
        return none_found("no such commitment found")
    deadlines = list(dict.fromkeys(one_line(span["text"]) for row in hits for span in deadlines_of(row)))
    value = "; ".join(deadlines) if deadlines else f"{len(hits)} promised, no deadline found"
    return found(value, tuple(_consultation_quote(row) for row in hits), len(hits))


def consultation_rows(rows: DocumentRows) -> list[Row]:
    """The commitments to consult or meet: those with a deadline on an event first, which analysts ask for first."""
    hits = [row for row in commitments_of(rows) if _consults(row)]
    return sorted(hits, key=lambda row: (not deadlines_of(row), not _on_event(row)))


def _on_event(row: Row) -> bool:
    return any(span["type"] == "event" for span in row["conditions"])


def _consults(row: Row) -> bool:
    if any(span["text"].lower() in CONSULTING_VERBS for span in row["aims"]):
        return True
    promised = row.get("direct_object")
    return bool(promised and CONSULTATION.search(promised["text"]))


def deadlines_of(row: Row) -> list[Row]:
    """The times of a statement that say by when, and not how often."""
    return [span for span in row["times"] if DEADLINE.search(span["text"])]


def _consultation_quote(row: Row) -> Quote:
    spans = [*row["times"], *row["conditions"]]
    return statement_quote(row, "; ".join(describe_span(span) for span in spans), spans)


def left_out(rows: DocumentRows) -> Cell:
    """Deontic words that made no statement."""
    if not rows.unclaimed:
        return none_found("none", 0)
    quotes = tuple(
        Quote(
            document_id=rows.document_id,
            start=row["sentence_start"],
            end=row["sentence_end"],
            text=one_line(row["sentence"]),
            citation=row.get("citation") or "",
            page=row.get("page") or 1,
            note=f"“{one_line(row['text'])}”: {why_unclaimed(row)}",
            marks=((row["start"], row["end"]),),
        )
        for row in rows.unclaimed
    )
    return found(str(len(quotes)), quotes, len(quotes))


def why_unclaimed(row: Row) -> str:
    """Why a deontic word made no statement: the reason in words where there is one, and the rule that excluded it."""
    rule = f"excluded by rule {row['rule_id']}" if row.get("rule_id") else "no rule claimed it"
    return f"{row['reason']} ({rule})" if row.get("reason") else rule


def warnings(rows: DocumentRows) -> Cell:
    """What the reader and the tagger warned of."""
    listed = [one_line(str(warning)) for warning in rows.document.get("warnings") or []]
    if not listed:
        return none_found("none", 0)
    return found("; ".join(listed), (), len(listed))


def terms(rows: DocumentRows) -> Cell:
    """All statements on the life of the instrument."""
    hits = [row for row in rows.statements if row["kind"] == "term"]
    return found(str(len(hits)), statement_quotes(hits), len(hits)) if hits else none_found(number=0)
