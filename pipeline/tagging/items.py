"""List items: what a chapeau leaves open, and how its items complete it (CODEBOOK 1.6, 1.13, 1.19)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.tagging.frames import Frame, Opening, Reading, Subject
from pipeline.tagging.grammar import Grammar
from pipeline.tagging.tokens import TokenRange, Tokens
from pipeline.tagging.verbs import VerbChain, VerbFinder

_OPEN_MARKS = frozenset([":", "—", "─", "–", "-", ",", "--"])
_LISTING = frozenset(
    ["measures", "steps", "actions", "undertakings", "commitments", "pledges", "duties", "obligations"]
)


_ELABORATING = frozenset(["includes", "include", "comprises", "comprise", "means", "involves", "entails"])


@dataclass(slots=True)
class Open:
    """What items complete: the frame left open in their chapeau, and how."""

    frame: Frame
    mode: Opening


class ItemReader:
    """Reads chapeaux and items; holds nothing of the text."""

    def __init__(self, grammar: Grammar, verbs: VerbFinder) -> None:
        self.grammar = grammar
        self.verbs = verbs

    def opening(self, tokens: Tokens, sentence: TokenRange, frames: list[Frame]) -> Open | None:
        """The frame that the items under a body complete, and how; None where its last sentence leaves none open."""
        start, end = sentence
        while end > start and tokens.lower[end - 1] in _OPEN_MARKS:
            end -= 1
        own = [f for f in frames if start <= f.body <= sentence[1]]
        if not own or end <= start:
            return None
        frame = own[-1]
        last = tokens.lower[end - 1]
        if frame.opening is None:
            frame.opening = self._mode(tokens, frame, last, end)
        frame.complete = frame.opening == "elements"
        return Open(frame, frame.opening)

    def elaborates(self, tokens: Tokens, sentence: TokenRange) -> bool:
        """As in "This includes:" takes up the commitment before it."""
        start, end = sentence
        words = tokens.lower[start:end]
        return (
            bool(words)
            and words[0] in ("this", "these", "it", "such")
            and end - start <= 8
            and bool(set(words) & _ELABORATING)
            and not set(words) & {"may", "could", "might", "can"}
        )

    def _mode(self, tokens: Tokens, frame: Frame, last: str, end: int) -> Opening:
        if last == "to":
            return "infinitive"
        if frame.kind == "disclaimer" and last in ("construed", "interpreted", "shall"):
            # "Nothing in this Agreement shall be construed: (a) to require …": each item is a disclaimer.
            return "infinitive"
        if last in ("towards", "toward"):
            return "gerund"
        if (
            last == "that"
            and frame.head is not None
            and frame.kind == "commitment"
            and (tokens.lower[frame.head] in self.grammar.lists["binding_that_verbs"])
        ):
            return "clause"
        if "following" in tokens.lower[max(frame.body, end - 4) : end] and last in _LISTING:
            return "infinitive"
        return "elements"

    def is_own_clause(self, tokens: Tokens, sentence: TokenRange, reading: Reading, mode: Opening) -> bool:
        """Whether an item's first sentence has a subject and a deontic of its own."""
        first = tokens.lower[sentence[0]]
        if (mode == "infinitive" and self.grammar.is_only_verb(first)) or (
            mode == "gerund" and self.grammar.is_gerund(first)
        ):
            return False
        for frame in reading.frames:
            if sentence[0] <= frame.body <= sentence[1] and frame.subject is not None and frame.deontic is not None:
                lead = frame.subject.start if not frame.subject.is_empty else frame.deontic[0]
                if not frame.subject.is_empty and self._leads(tokens, sentence[0], lead):
                    return True
        return False

    def _leads(self, tokens: Tokens, start: int, lead: int) -> bool:
        """Whether nothing but fronted words stands before the subject."""
        if lead - start <= 1:
            return True
        first = tokens.lower[start]
        opens = first in self.verbs.openers or self.grammar.is_adverb(first)
        return opens and tokens.lower[lead - 1] in (",", "that")

    def complete(self, tokens: Tokens, sentence: TokenRange, opened: Open) -> Frame | None:
        """The frame of an item that completes its chapeau with an action; None for one that only lists a thing."""
        chapeau = opened.frame
        start, end = sentence
        while start < end and tokens.lower[start] in ("and", "or", "-", ";", ","):
            start += 1
        if start >= end:
            return None
        frame = Frame(
            None, chapeau.rule_id, chapeau.force, chapeau.kind, Subject("shared", start, start), start, body=start
        )
        frame.negative = chapeau.negative
        if opened.mode == "clause":
            return self._clause(tokens, frame, end)
        takes: tuple[str, ...] = (
            ("infinitive", "to_infinitive") if opened.mode == "infinitive" else ("gerund", "noun", "to_infinitive")
        )
        at = self._fronted_end(tokens, start, end, takes)
        chain = self.verbs.find(tokens, at, end, takes)
        if chain is None and opened.mode == "infinitive":
            chain = self.verbs.find(tokens, at, end, ("gerund",))
        if chain is None or chain.state or self._says_what(tokens, chain, chapeau):
            return None
        frame.aims = [chain.head] if chain.head is not None else []
        frame.passive, frame.gerund, frame.effort = chain.passive, chain.gerund, chain.effort
        frame.negative = frame.negative or chain.negative or "not" in tokens.lower[start : chain.head or start]
        if frame.head is not None and tokens.lower[frame.head] in ("refrain", "refraining", "abstain"):
            frame.negative = True
        if chain.head is None:
            frame.opening = "gerund" if chain.gerund else "infinitive"
        if at > start:
            frame.start = at
        frame.end = _trimmed(tokens, start, end)
        frame.aims += self.verbs.coordinated(tokens, chain, frame.end)
        return frame

    def _says_what(self, tokens: Tokens, chain: VerbChain, chapeau: Frame) -> bool:
        """As in "The notice shall: (a) include …": the chapeau's subject is a thing, and the item says what it is."""
        head = tokens.lower[chain.head] if chain.head is not None else ""
        subject = chapeau.subject.whole if chapeau.subject is not None else None
        thing = subject is not None and not subject.is_empty and subject.actor is None and not chain.passive
        if chapeau.kind == "disclaimer":
            return False
        return head in self.grammar.lists["always_constitutive"] or (
            thing and head in self.grammar.lists["constitutive_verbs"]
        )

    def _fronted_end(self, tokens: Tokens, start: int, end: int, takes: tuple[str, ...]) -> int:
        """Behind a qualifier in front of an item's verb ("(c) In the event of an attack, convene …")."""
        if tokens.lower[start] not in self.verbs.openers or tokens.lower[start] == "to":
            return start
        for i in range(start + 1, end - 1):
            if tokens.lower[i] == ",":
                j = self.grammar.skip_adverbs(tokens, i + 1, end)
                word = tokens.lower[j] if j < end else ""
                if self.grammar.is_base(word) or ("gerund" in takes and self.grammar.is_gerund(word)):
                    return i + 1
        return start

    def _clause(self, tokens: Tokens, frame: Frame, end: int) -> Frame | None:
        """An item under "shall ensure that": its own finite verb is the aim."""
        for i in range(frame.start, end):
            word = tokens.lower[i]
            if word in ("is", "are", "shall", "will", "has", "have", "does", "do"):
                j = i + 1
                while j < end and (
                    tokens.lower[j] in ("not", "be", "been", "being") or self.grammar.is_adverb(tokens.lower[j])
                ):
                    frame.negative = frame.negative or tokens.lower[j] == "not"
                    j += 1
                frame.aims, frame.passive = [min(j, end - 1)], self.grammar.is_participle(tokens.lower[min(j, end - 1)])
                break
            if (
                i > frame.start
                and self.grammar.is_third_person(word)
                and word not in self.grammar.nouns
                and (not self.grammar.is_base(word))
                and tokens.lower[i - 1] not in self.grammar.determiners
            ):
                frame.aims = [i]
                break
            if i > frame.start and self.grammar.is_only_verb(word) and tokens.lower[i - 1] != "to":
                frame.aims = [i]
                break
        if tokens.lower[frame.start] in ("no", "neither"):
            frame.negative = True
        frame.end = _trimmed(tokens, frame.start, end)
        return frame if frame.aims else None


def _trimmed(tokens: Tokens, start: int, end: int) -> int:
    while end > start and (tokens.lower[end - 1] in ("and", "or") or tokens.lower[end - 1] in ",;:.—–-"):
        end -= 1
    return end
