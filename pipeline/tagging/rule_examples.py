"""Every rule's examples and counter-examples, run through the whole tagger: they are the rule's tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.records import Agreement, Provision
from pipeline.rule_loading import Rule, RuleSet, bracketed
from pipeline.tagging.cues import CueMatcher
from pipeline.tagging.frames import Frame
from pipeline.tagging.nlp_setup import TaggedProvision, Tagger

_QUALIFYING = frozenset(["CONDITION", "HEDGE", "TIME", "AMOUNT", "REFERENCE"])


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that came out otherwise than its rule says; `expected` and `found` are the quoted spans."""

    rule_id: str
    place: str
    example: str
    expected: tuple[str, ...]
    found: tuple[str, ...]


def check_examples(rule_set: RuleSet) -> list[ExampleFailure]:
    """The examples whose brackets are not what the rule finds, and the counter-examples in which it finds something.

    For a deontic the bracket is the deontic, for a qualifier its final span, for a pseudo-cue its words, for a
    disclaimer or a term the clause, for an exclusion the deontic that is left out.
    """
    tagger = Tagger(rule_set)
    failures: list[ExampleFailure] = []
    for rule in rule_set.active:
        for example in rule.examples:
            text, spans = bracketed(example)
            failures += _compare(tagger, rule, example, text, tuple(text[a:b] for a, b in spans))
        for example in rule.counter_examples:
            failures += _compare(tagger, rule, example, example, ())
    return failures


def _compare(tagger: Tagger, rule: Rule, example: str, text: str, expected: tuple[str, ...]) -> list[ExampleFailure]:
    found = tuple(dict.fromkeys(_found(tagger, rule, text)))
    if found == expected:
        return []
    return [ExampleFailure(rule.id, rule.place, example, expected, found)]


def _found(tagger: Tagger, rule: Rule, text: str) -> Iterable[str]:
    """What a rule makes of a text, in the order of the text."""
    if rule.label == "PSEUDO":
        alone = replace(tagger.rule_set, rules=(replace(rule, label="CUE"),))
        doc = tagger.nlp.make_doc(text)
        yield from (doc[cue.start : cue.end].text for cue in CueMatcher(alone, tagger.nlp.vocab).match(doc))
        return
    whole = Provision("example", "paragraph", 0, len(text), 0, len(text))
    for one in tagger.tag(Agreement("example", text), [whole]):
        if rule.label == "EXCLUSION":
            yield from (_words(one, e.start, e.end) for e in one.reading.excluded if e.rule_id == rule.id)
            continue
        for frame in one.reading.frames:
            yield from _of_frame(one, frame, rule)


def _of_frame(one: TaggedProvision, frame: Frame, rule: Rule) -> Iterable[str]:
    if rule.label in _QUALIFYING:
        yield from (_words(one, q.start, q.end) for q in frame.qualifiers if q.rule_id == rule.id)
    elif rule.label == "DEONTIC":
        if frame.rule_id == rule.id and frame.deontic is not None and frame.kind in ("commitment", "permission"):
            yield _words(one, *frame.deontic)
    elif rule.id in (frame.rule_id, *frame.rule_ids):
        yield _words(one, frame.start, frame.end)


def _words(one: TaggedProvision, start: int, end: int) -> str:
    return one.stretch.text[one.tokens.starts[start] : one.tokens.ends[end - 1]]
