"""How firm a commitment is, on three dimensions kept apart, and one ordinal reading of them with its reason.

The dimensions are those of Abbott, Keohane, Moravcsik, Slaughter and Snidal, "The Concept of Legalization",
International Organization 54(3), 2000: obligation (how far the words bind), precision (how far they leave open what is
to be done), delegation (whether somebody else watches over it). They are never added up to a number. The reading is
made by the few rules written out in `firmness.yaml`, and each commitment says which of them made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pipeline.comparison.promises import is_money
from pipeline.comparison.quoting import one_line, whole_word
from pipeline.comparison.run_rows import DocumentRows, Row
from pipeline.normalisation import canonical_actor

Reading = Literal["firm", "qualified", "soft", "aspirational"]
Register = Literal["binding", "non-binding", "political"]
READING_MEANINGS: dict[Reading, str] = {
    "firm": "The verb binds as this instrument uses it, and nothing qualifies it.",
    "qualified": "It promises, but as politics and not as law, on a condition, or within funds, law, consent or means.",
    "soft": "The verb does not bind, or effort or discretion is left to who promises.",
    "aspirational": "A recommendation, or a soft promise that also leaves open what is to be done.",
}
READINGS: tuple[Reading, ...] = tuple(READING_MEANINGS)

DATA = Path(__file__).with_name("firmness.yaml")


@dataclass(frozen=True, slots=True)
class Ground:
    """Words a dimension rests on: `kind` says what they show ("funding", "deadline", "organ"), the offsets where."""

    kind: str
    text: str
    start: int
    end: int
    inherited_from: str = ""


@dataclass(frozen=True, slots=True)
class Firmness:
    """The firmness of one commitment.

    Obligation: `force` is lexical, `verb` the deontic words, `register` how the instrument (or the part a disclaimer
    covers) uses them, `hedges` and `conditions` what qualifies them, own and inherited. Precision: `precision` holds a
    deadline, a sum, a quantity, a named instrument or programme, a named actor; `open_verb` is the aim where it leaves
    open what is to be done ("cooperate"), else "". Delegation: `delegation` names the organ that oversees or decides.

    `reading` is the ordinal reading, `reason` says in words which rules made it.
    """

    reading: Reading
    reason: str
    force: str
    verb: str
    register: Register
    hedges: tuple[Ground, ...] = ()
    conditions: tuple[Ground, ...] = ()
    precision: tuple[Ground, ...] = ()
    open_verb: str = ""
    delegation: tuple[Ground, ...] = ()

    @property
    def rank(self) -> int:
        """0 for firm to 3 for aspirational."""
        return READINGS.index(self.reading)


@dataclass(frozen=True)
class FirmnessRules:
    """The content of `firmness.yaml`, its patterns compiled."""

    starts: Mapping[str, Mapping[str, Reading]]
    qualifying: frozenset[str]
    loosening: frozenset[str]
    open_verbs: frozenset[str]
    kinds: Mapping[str, Register]
    denials: re.Pattern[str]
    organs: re.Pattern[str]
    named_items: re.Pattern[str]
    looking_back: re.Pattern[str]


@cache
def firmness_rules() -> FirmnessRules:
    """The rules that come with hedgerow."""
    import yaml

    raw: dict[str, Any] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return FirmnessRules(
        starts=raw["starts"],
        qualifying=frozenset(raw["qualifying_hedges"]),
        loosening=frozenset(raw["loosening_hedges"]),
        open_verbs=frozenset(raw["open_verbs"]),
        kinds={kind: register for register, kinds in raw["kinds"].items() for kind in kinds},
        denials=re.compile(raw["denials"], re.IGNORECASE),
        organs=re.compile(raw["organs"]),
        named_items=re.compile(raw["named_items"]),
        looking_back=re.compile(raw["looking_back"], re.IGNORECASE),
    )


def read_firmness(rows: DocumentRows) -> dict[str, Firmness]:
    """The firmness of each commitment of a document, by statement id."""
    rules = firmness_rules()
    register = register_of(rows, rules)
    return {
        row["statement_id"]: _Reader(row, _register_at(row, register, rules), rules).firmness()
        for row in rows.statements
        if row["kind"] == "commitment"
    }


REGISTER_SHOWN_BY = ("Parties", "Participants", "shall")
SOFTER = ("will", "intend", "intends", "should")


def register_of(rows: DocumentRows, rules: FirmnessRules) -> Register:
    """How the instrument uses its verbs: its words decide where they are clear, else the kind it calls itself."""
    text = rows.text
    count = {word: len(whole_word(word).findall(text)) for word in (*REGISTER_SHOWN_BY, *SOFTER)}
    softer = sum(count[word] for word in SOFTER)
    kind = rules.kinds.get(str(rows.document.get("instrument") or "").lower())
    if count["Participants"] > count["Parties"] or (kind == "non-binding" and count["shall"] < softer):
        return "non-binding"
    if kind in ("binding", "non-binding"):
        return "binding"
    return kind or ("binding" if count["Parties"] and count["shall"] > softer else "political")


def _register_at(row: Row, register: Register, rules: FirmnessRules) -> Register:
    """The register of one statement: a disclaimer that denies legal effect makes its scope non-binding."""
    denied = any(rules.denials.search(one_line(span["text"])) for span in row["disclaimers"])
    return "non-binding" if denied else register


# Levels of words in the commitment's own sentence: a chapeau is the first half of it.
OWN = ("", "chapeau")

REGISTER_WORDS = {
    "binding": "as a treaty uses it",
    "non-binding": "in a text that is not to bind in law",
    "political": "in a political text",
}


class _Reader:
    """Reads one commitment."""

    def __init__(self, row: Row, register: Register, rules: FirmnessRules) -> None:
        self.row, self.register, self.rules = row, register, rules

    def firmness(self) -> Firmness:
        row = self.row
        hedges = tuple(_ground(span, span["type"]) for span in row["hedges"])
        conditions = tuple(_ground(span, span["type"]) for span in row["conditions"])
        precision = tuple(self._precision())
        open_verb = self._open_verb()
        verb = one_line(row["deontic"]["text"]) if row["deontic"] else ""
        start = self.rules.starts[self.register][row["force"]]
        reasons = [f"{row['force']} (“{verb}”) {REGISTER_WORDS[self.register]}"]
        rank = READINGS.index(start)
        qualified = [hedge for hedge in hedges if hedge.kind in self.rules.qualifying]
        own = [hedge for hedge in qualified if hedge.inherited_from in OWN]
        if own:
            reasons.append(f"depends on {_kinds(own)}")
        elsewhere = [hedge for hedge in qualified if hedge not in own]
        if elsewhere:
            levels = " and ".join(dict.fromkeys(hedge.inherited_from for hedge in elsewhere))
            reasons.append(f"depends, through a clause on the whole {levels}, on {_kinds(elsewhere)}")
        if conditions:
            reasons.append(f"on a condition ({_kinds(conditions)})")
        if qualified or conditions:
            rank = max(rank, 1)
        loosened = [h for h in hedges if h.kind in self.rules.loosening and h.inherited_from in OWN]
        if loosened:
            rank = 2 if rank < 2 else 3
            reasons.append(f"{_kinds(loosened)} left to who promises")
        marks = [ground for ground in precision if ground.kind != "named actor"]
        if open_verb and not marks:
            rank = min(rank + 1, 3)
            reasons.append(f"“{open_verb}” leaves open what is to be done")
        elif marks:
            reasons.append(f"made precise by {_kinds(marks)}")
        delegation = tuple(self._delegation())
        if delegation:
            reasons.append(f"under {delegation[0].text}")
        return Firmness(
            READINGS[rank], "; ".join(reasons), row["force"], verb, self.register,
            hedges, conditions, precision, open_verb, delegation,
        )  # fmt: skip

    def _open_verb(self) -> str:
        if not self.row["aims"]:
            return ""
        aim = str(self.row["aims"][0]["text"])
        return aim if any(form in self.rules.open_verbs for form in _base_forms(aim.lower())) else ""

    def _precision(self) -> Iterator[Ground]:
        row = self.row
        if row["attribute"] and row["attribute"].get("id"):
            yield _ground(row["attribute"], "named actor")
        for span in row["times"]:
            if span.get("value") and not self.rules.looking_back.search(span["text"]):
                yield _ground(span, "time")
        for span in row["amounts"]:
            yield _ground(span, "sum" if is_money(span.get("value")) else "quantity")
        for span in row["references"]:
            yield _ground(span, "named instrument")
        yield from self._named_items()

    def _named_items(self) -> Iterator[Ground]:
        named = self.row["direct_object"]
        if not named:
            return
        taken = [(span["start"], span["end"]) for span in self.row["references"]]
        for hit in self.rules.named_items.finditer(named["text"]):
            start, end = named["start"] + hit.start(), named["start"] + hit.end()
            words = one_line(hit.group())
            inside = any(low <= start and end <= high for low, high in taken)
            if not inside and not canonical_actor(words):
                yield Ground("named item", words, start, end)

    def _delegation(self) -> Iterator[Ground]:
        row = self.row
        if row["polarity"] == "negative":
            return
        for hit in self.rules.organs.finditer(row["quote"]):
            yield Ground("organ", one_line(hit.group()), row["start"] + hit.start(), row["start"] + hit.end())


def _ground(span: Row, kind: str) -> Ground:
    origin = span.get("inherited")
    return Ground(kind, one_line(span["text"]), span["start"], span["end"], origin["from"] if origin else "")


def _kinds(grounds: Iterable[Ground]) -> str:
    listed = list(dict.fromkeys(ground.kind for ground in grounds))
    return f"{', '.join(listed[:-1])} and {listed[-1]}" if len(listed) > 1 else "".join(listed)


def _base_forms(verb: str) -> Iterator[str]:
    """What the base form of a verb may be: itself, and without its ending."""
    yield verb
    for ending in ("ing", "ed", "es", "s", "d"):
        if verb.endswith(ending):
            stem = verb.removesuffix(ending)
            yield from (stem, f"{stem}e", stem[:-1])
