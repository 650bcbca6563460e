"""Candidates for new rules, read off the words around missed and rejected spans and statements.

A missed condition, hedge, time or amount gives its first and last words with a gap between them, its first words as a
cue that runs to the end of the noun phrase or clause, and its whole wording. A missed statement gives the words that
carry it. What was found wrongly gives the cue with a word more on either side: a PSEUDO rule keeps others from such
words, an EXCLUSION rule leaves the deontic untagged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.annotation.judged import Comparison
from pipeline.annotation.matching import SPAN_FIELDS, Piece, Tagged, match_spans, tagged
from pipeline.annotation.store import Row
from pipeline.rule_loading.patterns import Tokens, check_pattern

RawRule = dict[str, Any]

LABELS = {"conditions": "CONDITION", "hedges": "HEDGE", "times": "TIME", "amounts": "AMOUNT"}
# Fields whose cues a PSEUDO rule can stop; the other labels do not compete for words.
STOPPABLE = ("conditions", "hedges", "times")
LONGEST_PHRASE = 7
LONGEST_CUE = 4
_GAP = {"IS_PUNCT": False, "OP": "{0,5}"}
# Words that say nothing of their own: a cue needs one that is not among them.
_EMPTY = frozenset([
    "a", "an", "and", "any", "as", "at", "be", "by", "each", "for", "from", "in", "is", "it", "its", "no", "not", "of",
    "on", "or", "our", "such", "that", "the", "their", "this", "to", "under", "which", "with",
])  # fmt: skip
_NUMBER = re.compile(r"\d+([.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place that a candidate is to mend: what is wrong there, and the words with the statement around them."""

    what: str
    label: str
    document_id: str
    start: int
    end: int
    text: str
    statement: Row

    @property
    def words(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


@dataclass(slots=True)
class Candidate:
    """A rule without examples, and the places it was read off."""

    raw: RawRule
    occurrences: list[Occurrence] = field(default_factory=list)

    @property
    def narrowness(self) -> int:
        """0 for a pattern with a gap, 1 for a cue of some words, 2 for a whole wording, 3 for a single word."""
        pattern = self.raw["pattern"]
        if _GAP in pattern:
            return 0
        if len(pattern) == 1:
            return 3
        return 1 if "extend" in self.raw else 2

    @property
    def cue(self) -> str:
        """The words of its pattern, gaps and numbers left out."""
        return " ".join(word for token in self.raw["pattern"] for word in [token.get("LOWER")] if isinstance(word, str))

    @property
    def places(self) -> frozenset[tuple[str, int, int]]:
        """Where its occurrences stand."""
        return frozenset((o.document_id, o.start, o.end) for o in self.occurrences)


def find_occurrences(compared: Comparison) -> list[Occurrence]:
    """Missed and rejected statements, and missed and rejected spans of matched statements, in the order of the text."""
    lost = [_statement("missed", row) for row in compared.missed]
    lost += [_statement("rejected", row) for row in compared.wrong]
    for wanted, found in compared.answered:
        lost += _spans(tagged(wanted), tagged(found), wanted, found)
    unique = {(o.what, o.label, o.document_id, o.start, o.end): o for o in lost}
    return [unique[key] for key in sorted(unique, key=lambda key: (key[2], key[3], key[4], key[0], key[1]))]


def _statement(what: str, row: Row) -> Occurrence:
    return Occurrence(what, row["kind"], row["document_id"], row["start"], row["end"], row["quote"], row)


def _spans(gold: Tagged, found: Tagged, wanted: Row, row: Row) -> Iterator[Occurrence]:
    for name in SPAN_FIELDS:
        if name not in gold.fields or name not in LABELS:
            continue
        pairs = [(a, b) for a, b in match_spans(gold.spans[name], found.spans[name]) if a.type == b.type]
        right, good = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
        for piece in gold.spans[name]:
            if id(piece) not in right:
                yield _span("missed", name, piece, wanted)
        for piece in found.spans[name]:
            if id(piece) not in good:
                yield _span("rejected", name, piece, row)


def _span(what: str, name: str, piece: Piece, row: Row) -> Occurrence:
    label = f"{name} {piece.type}" if piece.type else name
    return Occurrence(what, label, row["document_id"], piece.start, piece.end, piece.text, row)


def find_candidates(
    occurrences: Iterable[Occurrence], texts: Mapping[str, str], tokens: Tokens, taken: Iterable[str] = ()
) -> list[Candidate]:
    """Candidates for all occurrences; those with the same pattern become one. `taken` are ids not to use again."""
    candidates: dict[str, Candidate] = {}
    for occurrence in occurrences:
        for raw in _candidates(occurrence, texts[occurrence.document_id], tokens):
            key = json.dumps(raw, sort_keys=True)
            candidates.setdefault(key, Candidate(raw)).occurrences.append(occurrence)
    ids = set(taken)
    kept = []
    for candidate in candidates.values():
        if _holds(candidate.raw, tokens):
            candidate.raw = {"id": new_id(candidate.raw, ids), **candidate.raw}
            kept.append(candidate)
    return kept


def _holds(raw: RawRule, tokens: Tokens) -> bool:
    """Whether the loader would take its pattern."""
    try:
        check_pattern(raw["pattern"], tokens)
    except ValueError:
        return False
    return True


def new_id(raw: RawRule, ids: set[str]) -> str:
    """An id made of the label, the type and the words of the pattern, which is then among `ids`."""
    family = {"DEONTIC": "deontic", "TERM": "term", "DISCLAIMER": "disclaimer"}.get(raw["label"], raw["label"].lower())
    words = [word for token in raw["pattern"] for word in [token.get("LOWER")] if isinstance(word, str)]
    slug = "_".join(re.sub(r"[^a-z0-9]+", "", word) for word in words if re.search(r"[a-z0-9]", word)) or "number"
    base = ".".join(part for part in (family, raw.get("type"), slug) if part)
    name, number = base, 2
    while name in ids:
        name, number = f"{base}_{number}", number + 1
    ids.add(name)
    return name


def _candidates(occurrence: Occurrence, text: str, tokens: Tokens) -> Iterator[RawRule]:
    if " " in occurrence.label or occurrence.label in LABELS:
        name, _, type_ = occurrence.label.partition(" ")
        if occurrence.what == "missed":
            yield from _qualifiers(LABELS[name], type_ or None, _words(occurrence.text, tokens))
        elif name in STOPPABLE:
            yield from _longer_cues("PSEUDO", occurrence, text, tokens)
    elif occurrence.what == "missed":
        yield from _statements(occurrence, text, tokens)
    else:
        yield from _longer_cues("EXCLUSION", occurrence, text, tokens)


def _qualifiers(label: str, type_: str | None, words: list[str]) -> Iterator[RawRule]:
    head: RawRule = {"label": label} | ({"type": type_} if type_ else {})
    if len(words) <= LONGEST_PHRASE and _speaks(words):
        yield {**head, "pattern": _pattern(words)}
        if len(words) > 2 and _speaks(words[-1:]):
            first, last = _pattern([words[0], words[-1]])
            yield {**head, "pattern": [first, _GAP, last]}
    extents = ("clause", "noun_phrase") if label == "CONDITION" else ("noun_phrase",)
    for length in range(1, min(LONGEST_CUE, len(words) - 1) + 1):
        if _speaks(words[:length]):
            for extent in extents:
                yield {**head, "pattern": _pattern(words[:length]), "extend": extent}


def _statements(occurrence: Occurrence, text: str, tokens: Tokens) -> Iterator[RawRule]:
    row = occurrence.statement
    aim = (row.get("aims") or [None])[0]
    if row.get("deontic") and row["kind"] in ("commitment", "permission"):
        words = _words(row["deontic"]["text"], tokens)
        yield _deontic(row, words)
    elif aim and row["kind"] in ("term", "disclaimer"):
        words = _words(text[aim["start"] : row["end"]], tokens)
        for length in (2, 3):
            if len(words) >= length:
                takes = {"takes": ["noun"]} if row["kind"] == "term" else {}
                yield {"label": row["kind"].upper(), **takes, "pattern": _pattern(words[:length])}


def _deontic(row: Row, words: list[str]) -> RawRule:
    force = {"force": row["force"]} if row.get("force") else {}
    polarity = {"polarity": "negative"} if row.get("polarity") == "negative" else {}
    takes = {"to": "to_infinitive", "from": "gerund"}.get(words[-1], "infinitive")
    return {
        "label": "DEONTIC", **force, "statement": row["kind"], **polarity, "takes": [takes], "pattern": _pattern(words),
    }  # fmt: skip


def _longer_cues(label: str, occurrence: Occurrence, text: str, tokens: Tokens) -> Iterator[RawRule]:
    """The first words of what was found wrongly, alone and with the word before."""
    start, end = occurrence.start, occurrence.end
    if label == "EXCLUSION":
        deontic = occurrence.statement.get("deontic")
        if not deontic:
            return
        start, end = deontic["start"], max(deontic["end"], occurrence.end)
    words = _words(text[start:end], tokens)
    before = _words(text[max(0, text.rfind("\n\n", 0, start)) : start], tokens)[-1:]
    head: RawRule = {"label": label} | ({"type": "noun"} if label == "EXCLUSION" else {})
    for length in range(2, min(LONGEST_CUE, len(words)) + 1):
        if _speaks(words[:length]):
            yield {**head, "pattern": _pattern(words[:length])}
    if before and before[0].isalpha():
        for length in range(1, min(3, len(words)) + 1):
            if _speaks(words[:length]):
                yield {**head, "pattern": _pattern([*before, *words[:length]])}
    if label == "PSEUDO" and len(words) == 1 and _speaks(words):
        after = _words(text[end : end + 60], tokens)[:1]
        if after and after[0].isalpha():
            yield {**head, "pattern": _pattern([*words, *after])}


def _words(text: str, tokens: Tokens) -> list[str]:
    return [word.lower() for word in tokens(" ".join(text.split()))]


def _pattern(words: Sequence[str]) -> list[dict[str, Any]]:
    """A token a word; a number stands for any number."""
    return [{"LIKE_NUM": True} if _NUMBER.fullmatch(word) else {"LOWER": word.replace("’", "'")} for word in words]


def _speaks(words: Sequence[str]) -> bool:
    plain = all(word.strip("()[];:.—–") for word in words)
    return plain and any(word.isalpha() and word not in _EMPTY for word in words)


def spacy_tokens() -> Tokens:
    """The words the tagger's tokenizer makes of a string."""
    from pipeline.rule_loading.english import english

    tokenizer = english().tokenizer
    return lambda text: [token.text for token in tokenizer(text)]
