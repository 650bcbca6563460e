"""Examples for a proposed rule: sentences of the annotated texts in which it finds exactly the bracketed words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.annotation.suggest_candidates import LABELS, Candidate, Occurrence, RawRule
from pipeline.records import Agreement, Analysis, Provision
from pipeline.rule_loading import Rule, RuleSet

if TYPE_CHECKING:
    from pipeline.tagging.nlp_setup import Tagger

LONGEST_EXAMPLE = 300
# Characters kept from the place on where a long clause is cut.
REACH = 110
FEWEST_EXAMPLES, MOST_EXAMPLES = 2, 4
_SENTENCE_END = re.compile(r"(?<=[.;:])\s+|\n\s*\n")
# Stand-ins for a second example where the annotations have the wording once.
_FRAMES = (
    "The Parties shall act {}.", "{}, the Parties shall act.", "The Parties shall provide {}.", "The Parties {} act.",
)  # fmt: skip
_FRAMES_OF_CLAUSES = ("It is understood that {}.", "The Parties recall that {}.")
# Words that have a capital only at the beginning of a sentence.
_SMALL = frozenset([
    "a", "all", "an", "any", "both", "each", "either", "every", "in", "it", "neither", "no", "none", "notwithstanding",
    "on", "such", "that", "the", "their", "these", "they", "this", "to", "we", "where",
])  # fmt: skip
_NEAR_MISSES = ("The Parties shall publish the report.", "The delegates met in the capital.")


class ExampleFinder:
    """Finds examples and near misses in the annotated texts, by document id."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        pieces = (" ".join(piece.split()) for text in texts.values() for piece in _SENTENCE_END.split(text))
        self._sentences = sorted({piece for piece in pieces if 20 < len(piece) < 160 and _plain(piece)})
        self._texts = texts

    def complete(self, candidate: Candidate, rule: Rule, tagger: Tagger) -> RawRule | None:
        """The candidate as an entry of a rule file; None where no two examples and a near miss could be found."""
        examples, misses = self._examples(candidate, rule, tagger), self._near_misses(candidate, rule, tagger)
        if len(examples) < FEWEST_EXAMPLES or not misses:
            return None
        documents = sorted({o.document_id for o in candidate.occurrences})
        words = candidate.occurrences[0].words
        count = len(candidate.occurrences)
        places_said = "one place" if count == 1 else f"{count} places"
        description = f"Suggested by {places_said} {candidate.occurrences[0].what}: “{words}”."
        head: RawRule = {key: value for key, value in candidate.raw.items() if key not in ("pattern", "extend")}
        tail: RawRule = {key: candidate.raw[key] for key in ("pattern", "extend") if key in candidate.raw}
        return {
            **head,
            "description": description,
            **tail,
            "examples": examples,
            "counter_examples": misses,
            "source": f"annotations of {', '.join(documents)}",
        }

    def _examples(self, candidate: Candidate, rule: Rule, tagger: Tagger) -> list[str]:
        """Sentences of the texts first; where there are too few, sentences made up around the words."""
        found: dict[str, None] = {}
        for contexts in self._contexts(candidate):
            for text in contexts:
                example = bracket(tagger, rule, text)
                if example is not None and len(found) < MOST_EXAMPLES:
                    found[example] = None
            if len(found) >= FEWEST_EXAMPLES:
                break
        return list(found)

    def _contexts(self, candidate: Candidate) -> Iterator[list[str]]:
        first = candidate.occurrences[0]
        yield [self._sentence_or_part(o) for o in candidate.occurrences]
        clause = " ".join(first.statement["quote"].split())
        for frame in _FRAMES_OF_CLAUSES:
            yield [_closed(frame.format(_inside(clause)))]
        # A statement that was missed or found wrongly is a clause: it does not fit into another.
        for frame in () if first.label == first.statement["kind"] else _FRAMES:
            words = candidate.cue if candidate.raw["label"] == "PSEUDO" else first.words
            yield [_closed(frame.format(words if frame.startswith("{") else _inside(words)))]

    def _sentence_or_part(self, occurrence: Occurrence) -> str:
        """The sentence around the place; of one too long for an example, the clause to a few words behind the place."""
        text, clause = self._texts[occurrence.document_id], occurrence.statement
        sentence = _sentence(text, occurrence.start, occurrence.end)
        if len(sentence) <= LONGEST_EXAMPLE:
            return sentence
        start = min(clause["start"], occurrence.start)
        return _closed(text[start : max(clause["start"], occurrence.start) + REACH].rpartition(" ")[0])

    def _near_misses(self, candidate: Candidate, rule: Rule, tagger: Tagger) -> list[str]:
        """A sentence that shares words with the cue without holding it, and in which the rule finds nothing."""
        words = {value for token in rule.patterns[0] for value in [token.get("LOWER")] if isinstance(value, str)}

        def shared(text: str) -> int:
            return sum(len(word) for word in words & set(re.findall(r"[\w'-]+", text.lower())))

        near = sorted(self._sentences, key=lambda text: (-shared(text), not text[0].isupper(), text))
        for text in (*(text for text in near[:20] if shared(text) > 3), *_NEAR_MISSES):
            if not _cues(tagger, rule, text) and not found_by(tagger, rule, _closed(text)):
                return [_closed(text)]
        return []


def bracket(tagger: Tagger, rule: Rule, text: str) -> str | None:
    """The text with brackets around what the rule finds in it; None where it finds nothing, or its borders are odd."""
    if len(text) > LONGEST_EXAMPLE or not _plain(text):
        return None
    spans = found_by(tagger, rule, text)
    if not spans or any(text[start:end].endswith((".", " ")) for start, end in spans):
        return None
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def found_by(tagger: Tagger, rule: Rule, text: str) -> list[tuple[int, int]]:
    """The stretches of a text that a rule's example puts in brackets, in the order of the text."""
    from pipeline.statements import build_statements

    if rule.label == "PSEUDO":
        return _cues(tagger, rule, text)
    agreement = Agreement("example", text)
    provisions = (Provision("example", "paragraph", 0, len(text), 0, len(text)),)
    statements, unclaimed = build_statements(agreement, tagger.tag(agreement, provisions), tagger.rule_set)
    return sorted(set(_found(Analysis(agreement, provisions, statements, unclaimed), rule)))


def _cues(tagger: Tagger, rule: Rule, text: str) -> list[tuple[int, int]]:
    """Where the rule's own words stand, whatever becomes of them."""
    from pipeline.tagging.cues import CueMatcher

    doc = tagger.nlp.make_doc(text)
    cues = CueMatcher(RuleSet((replace(rule, label="CUE"),)), tagger.nlp.vocab).match(doc)
    return [(doc[cue.start].idx, doc[cue.end - 1].idx + len(doc[cue.end - 1])) for cue in cues]


def _found(analysis: Analysis, rule: Rule) -> Iterator[tuple[int, int]]:
    if rule.label == "EXCLUSION":
        yield from ((u.start, u.end) for u in analysis.unclaimed if u.rule_id == rule.id)
        return
    fields = {label: name for name, label in LABELS.items()}
    for statement in analysis.statements:
        if rule.label in fields:
            spans = getattr(statement, fields[rule.label])
            yield from ((span.start, span.end) for span in spans if span.rule_id == rule.id)
        elif rule.id in statement.rule_ids:
            deontic = statement.deontic if rule.label == "DEONTIC" else None
            yield (deontic.start, deontic.end) if deontic else (statement.start, statement.end)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span, white space as single spaces."""
    first = max((match.end() for match in _SENTENCE_END.finditer(text, 0, start)), default=0)
    last = next((match.start() for match in _SENTENCE_END.finditer(text, end)), len(text))
    return _closed(text[first:last])


def _closed(text: str) -> str:
    """One line that begins with a capital and ends with a full stop."""
    flat = " ".join(text.split()).rstrip(".;:, ")
    return f"{flat[:1].upper()}{flat[1:]}."


def _inside(words: str) -> str:
    """The words as they stand inside a sentence."""
    first = words.partition(" ")[0].lower()
    return words[:1].lower() + words[1:] if first in _SMALL else words


def _plain(text: str) -> bool:
    return "[" not in text and "]" not in text
