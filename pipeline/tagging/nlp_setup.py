"""The one place that assembles the tagger: spaCy's tokenizer, the rules' matcher, and the clause engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.records import Agreement, Provision
from pipeline.rule_loading import RuleSet, load_rules
from pipeline.rule_loading.english import english
from pipeline.tagging.actors import ActorFinder
from pipeline.tagging.antecedents import AntecedentFinder
from pipeline.tagging.beneficiaries import BeneficiaryFinder
from pipeline.tagging.clauses import ClauseReader
from pipeline.tagging.cues import Cue, CueMatcher
from pipeline.tagging.frames import Excluded, Frame, Reading
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.items import ItemReader, Open
from pipeline.tagging.judgement import Judge
from pipeline.tagging.person_phrases import PersonPhrases
from pipeline.tagging.qualifiers import QualifierReader, assign
from pipeline.tagging.stand_ins import StandIns
from pipeline.tagging.subjects import SubjectFinder
from pipeline.tagging.tokens import Stretch, TokenRange, Tokens, fold


@dataclass(slots=True)
class TaggedProvision:
    """One provision's body with everything read in it, and the open frame of its chapeau that it completes."""

    provision: Provision
    stretch: Stretch
    tokens: Tokens
    sentences: list[TokenRange]
    reading: Reading
    chapeau: TaggedProvision | None = None
    completes: Frame | None = None
    opens: Open | None = None
    speaker: TokenRange | None = None
    """Who speaks, where the body is only an opening ("The Council of …,") whose sentence the provisions below go on."""
    owner: TaggedProvision | None = None
    """Where the frame of `opens` stands: here, or in the provision that "This includes:" takes up."""
    elements: list[tuple[int, int]] = field(default_factory=list)
    """Canonical offsets of the items that only list things inside `opens`."""


_OPENING_MARKS = frozenset([",", ":", "—"])
_MAKING = frozenset(["DEONTIC", "EXCLUSION", "DISCLAIMER", "TERM"])


class Tagger:
    """Tags agreements by one rule set. Build it once and use it for many texts; it holds nothing of them."""

    def __init__(self, rule_set: RuleSet) -> None:
        self.rule_set = rule_set
        self.nlp = english()
        self.cues = CueMatcher(rule_set, self.nlp.vocab)
        self.grammar = Grammar(rule_set.word_lists)
        self.judge = Judge(self.grammar, ActorFinder(self.grammar, SubjectFinder(self.grammar)))
        self.clauses = ClauseReader(self.grammar, self.judge)
        self.items = ItemReader(self.grammar, self.clauses.verbs)
        phrases = PersonPhrases(self.grammar, self.clauses.subjects.names)
        self.antecedents = AntecedentFinder(self.grammar, phrases)
        self.beneficiaries = BeneficiaryFinder(self.grammar, phrases)
        self.qualifiers = QualifierReader(self.grammar)

    def tag(self, agreement: Agreement, provisions: Sequence[Provision]) -> list[TaggedProvision]:
        """Read every provision with a body, in order; items are linked to what they complete."""
        self.judge.actors.begin(agreement.parties)
        chapeaux = {p.chapeau for p in provisions if p.chapeau}
        # Dashes that the tokenizer does not know.
        text = agreement.text.replace("─", "—").replace("―", "—")
        stand_ins = StandIns(agreement)
        tagged: dict[str, TaggedProvision] = {}
        before: TaggedProvision | None = None
        for provision in provisions:
            if provision.body_start >= provision.body_end or provision.kind in ("title", "signature", "table"):
                continue
            above = tagged.get(provision.chapeau) if provision.chapeau else None
            is_chapeau = provision.provision_id in chapeaux
            body = provision.body_start, provision.body_end
            stretch = fold(text, *body, stand_ins.within(*body))
            one = self._read(stretch, provision, above, is_chapeau=is_chapeau)
            if one is None:
                continue
            if is_chapeau and one.sentences:
                self._open(one, before)
            before = one
            tagged[provision.provision_id] = one
        return list(tagged.values())

    def _open(self, one: TaggedProvision, before: TaggedProvision | None) -> None:
        """Note what the items under this provision complete."""
        last = one.sentences[-1]
        if self.items.elaborates(one.tokens, last):
            owner = one if one.reading.frames else before
            if owner is not None and owner.reading.frames and owner.reading.frames[-1].kind == "commitment":
                one.opens, one.owner = Open(owner.reading.frames[-1], "gerund"), owner
            return
        one.opens, one.owner = self.items.opening(one.tokens, last, one.reading.frames), one
        if one.opens is None:
            mark = one.tokens.find(_OPENING_MARKS, 0, len(one.tokens))
            one.speaker = self.clauses.subjects.names.actor_in(one.tokens, 0, mark if mark > 0 else len(one.tokens))

    def _read(
        self,
        stretch: Stretch,
        provision: Provision,
        above: TaggedProvision | None,
        *,
        is_chapeau: bool,
    ) -> TaggedProvision | None:
        """What stands in one body; None where nothing in it can make a statement."""
        doc = self.nlp.make_doc(stretch.text)
        tokens = Tokens(doc, self.cues.words)
        cues = self.cues.match(doc, tokens)
        makes = is_chapeau or (above is not None and above.opens is not None)
        if not makes and not any(cue.rule.label in _MAKING for cue in cues):
            return None
        sentences = tokens.sentences()
        one = TaggedProvision(provision, stretch, tokens, sentences, Reading(), above)
        at = 0
        for n, sentence in enumerate(sentences):
            begin = at
            while at < len(cues) and cues[at].start < sentence[1]:
                at += 1
            self._read_sentence(one, sentence, cues[begin:at], first=n == 0)
        return one

    def _read_sentence(self, one: TaggedProvision, sentence: TokenRange, cues: list[Cue], *, first: bool) -> None:
        found = Reading()
        self.clauses.read(one.tokens, sentence, cues, found)
        above = one.chapeau
        if first and above is not None and above.opens is not None:
            self._complete(one, above, sentence, found)
        if found.frames:
            assign(self.qualifiers.read(one.tokens, sentence, cues, found.frames), found.frames)
        for frame in list(found.frames):
            excluded = self.judge.settle(one.tokens, frame)
            if excluded is not None and frame.deontic is not None:
                found.frames.remove(frame)
                found.excluded.append(Excluded(*frame.deontic, excluded))
            elif frame.kind in ("commitment", "permission"):
                frame.beneficiary = self.beneficiaries.of(one.tokens, frame)
                frame.antecedent = self.antecedents.of(one.tokens, frame.actor, one.sentences)
        one.reading.frames += found.frames
        one.reading.excluded += found.excluded

    def _complete(self, one: TaggedProvision, above: TaggedProvision, sentence: TokenRange, found: Reading) -> None:
        """Read an item's first sentence as the completion of its chapeau, unless it is a clause of its own."""
        assert above.opens is not None
        if self.items.is_own_clause(one.tokens, sentence, found, above.opens.mode):
            return
        if above.opens.mode == "elements":
            _add_element(one, above, sentence)
            return
        item = self.items.complete(one.tokens, sentence, above.opens)
        if item is None:
            _add_element(one, above, sentence)
            return
        found.frames = [item, *(f for f in found.frames if f.start >= item.end)]
        one.completes = item


def _add_element(one: TaggedProvision, above: TaggedProvision, sentence: TokenRange) -> None:
    tokens, (start, end) = one.tokens, sentence
    while end > start and (tokens.lower[end - 1] in ",;.:" or tokens.lower[end - 1] in ("and", "or")):
        end -= 1
    if end > start:
        above.elements.append(
            (one.stretch.position(tokens.starts[start]), one.stretch.end_position(tokens.ends[end - 1]))
        )


def load_tagger(rules: Path | None = None) -> Tagger:
    """A tagger by the rules of a folder (None: those of the package).

    Raises:
        RuleError: a rule file is wrong.
    """
    return Tagger(load_rules(rules))
