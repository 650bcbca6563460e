"""From what the clause engine read to statements with offsets, citation and page."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter, itemgetter
from typing import cast

from pipeline.normalisation import normalise_amount, normalise_time
from pipeline.party_names import PartyNames
from pipeline.records import Agreement, Force, Inherited, Kind, Span, Statement, Unclaimed
from pipeline.rule_loading import RuleSet
from pipeline.tagging.frames import Frame, Qualifier
from pipeline.tagging.nlp_setup import TaggedProvision
from pipeline.tagging.tokens import TokenRange

Chapeaux = Sequence[tuple[TaggedProvision, Frame]]

_ORDER = ("CONDITION", "HEDGE", "TIME", "AMOUNT", "REFERENCE")


_PREFIXES = frozenset(["co", "re", "pre"])


class StatementBuilder:
    """Builds the statements of one agreement."""

    def __init__(self, agreement: Agreement, rule_set: RuleSet) -> None:
        self.agreement = agreement
        self.names = PartyNames(agreement.parties, rule_set.word_lists["party_nouns"])
        self.reasons = {rule.id: rule.description for rule in rule_set.rules if rule.label == "EXCLUSION"}

    def build(self, tagged: Sequence[TaggedProvision]) -> tuple[tuple[Statement, ...], tuple[Unclaimed, ...]]:
        """All statements and all deontic words left out, in the order of the text."""
        statements: list[Statement] = []
        unclaimed: list[Unclaimed] = []
        for one in tagged:
            for frame in one.reading.frames:
                if frame.complete and (frame.aims or frame.kind in ("disclaimer", "term")):
                    statements.append(self._statement(one, frame))
                elif frame.complete and frame.deontic is not None:
                    unclaimed.append(self._unclaimed(one, frame.deontic, "exclusion.structure.no_verb"))
            unclaimed += [self._unclaimed(one, (e.start, e.end), e.rule_id) for e in one.reading.excluded]
        statements.sort(key=lambda s: (s.start, s.end, s.kind))
        unclaimed.sort(key=lambda u: (u.start, u.end))
        return tuple(statements), tuple(unclaimed)

    def _statement(self, one: TaggedProvision, frame: Frame) -> Statement:
        start, end = self._offsets(one, (frame.start, frame.end))
        kind = cast(Kind, frame.kind)
        chapeaux = tuple(_chapeaux(one, frame))
        spans = self._qualifiers(one, frame, chapeaux)
        aims = tuple(self._span(one, (aim, _word_end(one.tokens.lower, aim)), "AIM") for aim in frame.aims)
        commitment = kind == "commitment"
        head = aims[0].start if aims else start
        return Statement(
            statement_id=_statement_id(self.agreement.document_id, kind, start, end, head),
            document_id=self.agreement.document_id,
            provision_id=one.provision.provision_id,
            kind=kind,
            start=start,
            end=end,
            quote=self.agreement.text[start:end],
            citation=one.provision.citation,
            page=self._page(start),
            attribute=self._attribute(one, frame, chapeaux),
            deontic=self._deontic(one, frame, chapeaux),
            aims=aims,
            direct_object=self._direct_object(one, frame),
            beneficiary=self._beneficiary(one, frame, chapeaux),
            force=cast(Force, frame.force) if commitment else None,
            polarity=("negative" if frame.negative else "positive") if commitment else None,
            conditions=spans["CONDITION"],
            hedges=spans["HEDGE"],
            times=spans["TIME"],
            amounts=spans["AMOUNT"],
            references=spans["REFERENCE"],
            elements=self._elements(one, frame),
            rule_ids=_rule_ids(frame, spans.values()),
        )

    def _offsets(self, one: TaggedProvision, tokens: TokenRange) -> tuple[int, int]:
        start, end = tokens
        return (one.stretch.position(one.tokens.starts[start]), one.stretch.end_position(one.tokens.ends[end - 1]))

    def _span(self, one: TaggedProvision, tokens: TokenRange, label: str, *, inherited: bool = False) -> Span:
        """The words of some tokens; `inherited` ones stand in the chapeau of what they are a part of."""
        start, end = self._offsets(one, tokens)
        return Span(start, end, self.agreement.text[start:end], label, inherited=_inherited(start, end, inherited))

    def _qualifiers(self, one: TaggedProvision, frame: Frame, chapeaux: Chapeaux) -> dict[str, tuple[Span, ...]]:
        """By label, the frame's own qualifiers and those of the chapeaux it completes."""
        spans = [self._qualifier(one, q) for q in frame.qualifiers]
        for above, opened in chapeaux:
            if opened.opening not in (None, "elements"):
                spans += [self._qualifier(above, q, inherited=True) for q in opened.qualifiers]
        spans.sort(key=attrgetter("start", "end"))
        return {label: tuple(span for span in spans if span.label == label) for label in _ORDER}

    def _qualifier(self, one: TaggedProvision, q: Qualifier, *, inherited: bool = False) -> Span:
        start, end = self._offsets(one, (q.start, q.end))
        text = self.agreement.text[start:end]
        value = None
        if q.label == "TIME":
            value = normalise_time(text, signed=self.agreement.signed)
        elif q.label == "AMOUNT":
            value = normalise_amount(text)
        return Span(start, end, text, q.label, q.type, q.rule_id, value, _inherited(start, end, inherited))

    def _attribute(self, one: TaggedProvision, frame: Frame, chapeaux: Chapeaux) -> Span | None:
        if frame.actor is not None:
            return self._actor(one, frame)
        if frame.passive and frame.deontic is not None:
            return None
        for above, opened in chapeaux:
            if opened.actor is not None:
                return self._actor(above, opened, inherited=True)
        opener = one.chapeau
        if opener is not None and opener.speaker is not None and frame.subject is not None and frame.subject.is_empty:
            speaker = self._span(opener, opener.speaker, "ATTRIBUTE", inherited=True)
            actor, parties = self.names.read(speaker.text)
            return replace(speaker, value=actor, parties=parties)
        return None

    def _beneficiary(self, one: TaggedProvision, frame: Frame, chapeaux: Chapeaux) -> Span | None:
        """To or for whom: named in the clause, or in the chapeau that it completes ("shall assist Norland to: …")."""
        if frame.beneficiary is not None:
            return self._actor(one, frame, "BENEFICIARY")
        for above, opened in chapeaux:
            if opened.beneficiary is not None:
                return self._actor(above, opened, "BENEFICIARY", inherited=True)
        return None

    def _actor(self, one: TaggedProvision, frame: Frame, label: str = "ATTRIBUTE", *, inherited: bool = False) -> Span:
        """The frame's actor or beneficiary with its id; a pronoun has the id and the parties of what it takes up."""
        tokens = frame.actor if label == "ATTRIBUTE" else frame.beneficiary
        assert tokens is not None
        antecedent = self._offsets(one, frame.antecedent) if frame.antecedent and label == "ATTRIBUTE" else None
        start, end = self._offsets(one, tokens)
        actor, parties = self.names.read(self.agreement.text[slice(*(antecedent or (start, end)))])
        return Span(
            start,
            end,
            self.agreement.text[start:end],
            label,
            value=actor,
            inherited=_inherited(start, end, inherited),
            parties=parties,
            antecedent=antecedent,
        )

    def _deontic(self, one: TaggedProvision, frame: Frame, chapeaux: Chapeaux) -> Span | None:
        if frame.deontic is not None:
            return self._span(one, frame.deontic, "DEONTIC")
        for above, opened in chapeaux:
            if opened.deontic is not None:
                return self._span(above, opened.deontic, "DEONTIC", inherited=True)
        return None

    def _direct_object(self, one: TaggedProvision, frame: Frame) -> Span | None:
        """The rest of the clause behind the head, up to its first qualifier or next aim."""
        if frame.head is None:
            return None
        start = frame.head + 1
        stops = [
            q.start for q in frame.qualifiers if q.start >= start and q.label != "REFERENCE" and q.label != "AMOUNT"
        ]
        stop = min([*stops, *frame.aims[1:], frame.end])
        lower = one.tokens.lower
        while stop > start and (lower[stop - 1] in ("and", "or", "to") or lower[stop - 1] in ",;:."):
            stop -= 1
        return self._span(one, (start, stop), "OBJECT") if stop > start else None

    def _elements(self, one: TaggedProvision, frame: Frame) -> tuple[Span, ...]:
        if one.opens is None or one.opens.frame is not frame:
            return ()
        return tuple(Span(start, end, self.agreement.text[start:end], "ELEMENT") for start, end in one.elements)

    def _page(self, offset: int) -> int:
        return bisect_right(self.agreement.page_starts, offset)

    def _unclaimed(self, one: TaggedProvision, tokens: TokenRange, rule_id: str | None) -> Unclaimed:
        start, end = self._offsets(one, tokens)
        sentence = one.sentences[bisect_right(one.sentences, tokens[0], key=itemgetter(0)) - 1]
        low, high = self._offsets(one, sentence)
        text = self.agreement.text
        return Unclaimed(
            self.agreement.document_id,
            start,
            end,
            text[start:end],
            low,
            high,
            text[low:high],
            one.provision.citation,
            self._page(start),
            rule_id,
            self.reasons.get(rule_id or ""),
        )


def _word_end(lower: Sequence[str], i: int) -> int:
    """Behind a word that the tokenizer may have parted at its hyphen ("co-operate")."""
    return i + 3 if lower[i] in _PREFIXES and lower[i + 1 : i + 2] == ["-"] and i + 2 < len(lower) else i + 1


def _chapeaux(one: TaggedProvision, frame: Frame) -> Iterable[tuple[TaggedProvision, Frame]]:
    """The open frames that a frame completes, the nearest first."""
    while one.completes is frame and one.chapeau is not None and one.chapeau.opens is not None:
        opened = one.chapeau.opens.frame
        one = one.chapeau.owner or one.chapeau
        yield one, opened
        frame = opened


def _inherited(start: int, end: int, inherited: bool) -> Inherited | None:
    return Inherited("chapeau", start, end) if inherited else None


def _rule_ids(frame: Frame, spans: Iterable[Sequence[Span]]) -> tuple[str, ...]:
    ids = [frame.rule_id, *frame.rule_ids, *(s.rule_id for group in spans for s in group if s.rule_id)]
    return tuple(dict.fromkeys(ids))


def _statement_id(document_id: str, kind: str, start: int, end: int, head: int) -> str:
    """Twelve hexadecimal digits of what the statement is: never random, never a counter."""
    return hashlib.sha256(f"{document_id}|{kind}|{start}|{end}|{head}".encode()).hexdigest()[:12]


def build_statements(
    agreement: Agreement,
    tagged: Sequence[TaggedProvision],
    rule_set: RuleSet,
) -> tuple[tuple[Statement, ...], tuple[Unclaimed, ...]]:
    """The statements of an agreement and the deontic words that made none, in the order of the text."""
    return StatementBuilder(agreement, rule_set).build(tagged)
