"""In what two like statements differ (force, actor, hedges, conditions, times, amounts), and which is stronger."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from pipeline.comparison.alignment.aligned import Aspect, Difference, Effect, Strength
from pipeline.comparison.alignment.entries import Entry
from pipeline.comparison.alignment.spans import deadline_days, money_of
from pipeline.comparison.firmness import is_own
from pipeline.comparison.quoting import one_line
from pipeline.comparison.run_rows import Row

# From weak to firm: what a party is free to do, is advised to do, means to do, pledges, owes.
FORCE_ORDER = ("permission", "recommendation", "intention", "pledge", "obligation")
COLLECTIVE = re.compile(
    r"\b(?:(?:each|both|all|no|neither|either|the)\s+)?(?:contracting\s+)?(?:parties|participants|sides|signatories)\b"
    r"|\b(?:each|no|neither|either|both)\s+(?:contracting\s+)?(?:party|participant|side)\b",
    re.IGNORECASE,
)
# The step at which hedges count that reach a statement from elsewhere in the instrument.
ELSEWHERE = "elsewhere"
# Steps at which a statement is more or less precise: no reading of how firm it is makes up for a sum that was dropped.
PRECISION = ("times", "amounts")
IN_TEXTS = {"binding": "to bind", "non-binding": "not to bind in law", "political": "political"}
SAME = "same force, same qualifiers"


def differences(left: Entry, right: Entry) -> tuple[Difference, ...]:
    """Everything in which `right` differs from `left`: force, actor, hedges, conditions, times, amounts."""
    return tuple(difference for _, difference in _weighed(left, right))


def strength(left: Entry, right: Entry) -> tuple[Strength, str]:
    """How strong `right` is against `left`, and why, in words.

    Where the two read differently (`legalization.py`: firm, qualified, soft, aspirational), and something of their own
    or the register of their instruments bears it out, the reading decides, unless the times or sums named point the
    other way. Else force, own hedges and conditions, times
    and amounts are weighed together: "mixed" where they do not all point one way. Hedges that stand elsewhere in the
    instrument decide only where the statements themselves are equally strong.
    """
    weighed = _weighed(left, right)
    if "commitment" not in {left.row["kind"], right.row["kind"]}:
        return "equal", _listed(weighed) or SAME
    own = {difference.effect for step, difference in weighed if step != ELSEWHERE} - {"neither"}
    read = _effect_of_readings(left, right)
    imprecise = {difference.effect for step, difference in weighed if step in PRECISION} - {"neither", read}
    if read and not imprecise and (read in own or _registers(left, right)):
        decisive = [one for one in weighed if one[1].effect == read]
        opposed = _listed([one for one in weighed if one[1].effect not in (read, "neither")])
        said = [_readings(left, right), _listed(decisive), f"but {opposed}" if opposed else "", _also(weighed)]
        return "stronger" if read == "firmer" else "weaker", "; ".join(part for part in said if part)
    deciding = [one for one in weighed if one[0] != ELSEWHERE] if own else weighed
    firmer = _listed([one for one in deciding if one[1].effect == "firmer"])
    softer = _listed([one for one in deciding if one[1].effect == "softer"])
    rest = _also([one for one in weighed if one not in deciding or one[1].effect == "neither"], of_any_effect=True)
    if firmer and softer:
        return "mixed", "; ".join(part for part in (f"firmer: {firmer}", f"softer: {softer}", rest) if part)
    if firmer or softer:
        return "stronger" if firmer else "weaker", "; ".join(part for part in (firmer or softer, rest) if part)
    return "equal", _listed(weighed) or SAME


def _effect_of_readings(left: Entry, right: Entry) -> Effect | None:
    if left.firmness is None or right.firmness is None or left.firmness.rank == right.firmness.rank:
        return None
    return "firmer" if right.firmness.rank < left.firmness.rank else "softer"


def _registers(left: Entry, right: Entry) -> bool:
    """Whether the two stand in texts that use their verbs differently."""
    assert left.firmness and right.firmness
    return left.firmness.register != right.firmness.register


def _readings(left: Entry, right: Entry) -> str:
    assert left.firmness and right.firmness
    said = f"reads as {right.firmness.reading}, not {left.firmness.reading}"
    if not _registers(left, right):
        return said
    return f"{said} (in a text that is {IN_TEXTS[right.firmness.register]}, not {IN_TEXTS[left.firmness.register]})"


def _listed(weighed: Sequence[tuple[str, Difference]]) -> str:
    return "; ".join(difference.reason for _, difference in weighed)


def _also(weighed: Sequence[tuple[str, Difference]], *, of_any_effect: bool = False) -> str:
    """What else differs."""
    rest = _listed([one for one in weighed if of_any_effect or one[1].effect == "neither"])
    return f"also: {rest}" if rest else ""


def _weighed(left: Entry, right: Entry) -> list[tuple[str, Difference]]:
    """Each difference with the step at which it decides."""
    one, two = left.row, right.row
    found: list[tuple[str, Difference]] = []
    found += [("force", difference) for difference in _force(one, two)]
    found += [("actor", difference) for difference in _bound(left, right)]
    found += [("hedges", difference) for difference in _qualifiers(one, two, "hedges", is_own)]
    found += [("conditions", difference) for difference in _qualifiers(one, two, "conditions", is_own)]
    found += [("times", difference) for difference in _times(one, two)]
    found += [("amounts", difference) for difference in _amounts(one, two)]
    found += [(ELSEWHERE, difference) for difference in _qualifiers(one, two, "hedges", _is_from_elsewhere)]
    return found


def _force(one: Row, two: Row) -> Iterator[Difference]:
    names = [str(row["force"] or row["kind"]) for row in (one, two)]
    words = [one_line(row["deontic"]["text"]) if row.get("deontic") else "" for row in (one, two)]
    if names[0] != names[1]:
        effect: Effect = "neither"
        if all(name in FORCE_ORDER for name in names):
            effect = "firmer" if FORCE_ORDER.index(names[1]) > FORCE_ORDER.index(names[0]) else "softer"
        shown = f"“{words[1]}” instead of “{words[0]}”: " if all(words) else ""
        yield Difference("force", effect, words[0], words[1], f"{shown}{names[1]}, not {names[0]}")
    if {one["polarity"], two["polarity"]} == {"positive", "negative"}:
        sense = (
            "forbids what the other requires" if two["polarity"] == "negative" else "requires what the other forbids"
        )
        yield Difference("polarity", "neither", words[0], words[1], sense)


def _bound(left: Entry, right: Entry) -> Iterator[Difference]:
    """Another actor where both agreements know it, or both parties bound instead of one."""
    words = [one_line(entry.row["attribute"]["text"]) if entry.row.get("attribute") else "" for entry in (left, right)]
    if not all(words):
        return
    alike = [bool(COLLECTIVE.search(text)) for text in words]
    if alike == [True, False] and right.actor:
        yield Difference("actor", "neither", words[0], words[1], f"binds “{words[1]}”, not the parties alike")
    elif alike == [False, True] and left.actor:
        yield Difference("actor", "neither", words[0], words[1], f"binds the parties alike, not “{words[0]}” alone")
    elif left.actor and right.actor and left.actor != right.actor:
        common = left.parties & right.parties
        if left.actor in common or right.actor in common:
            yield Difference("actor", "neither", words[0], words[1], f"binds “{words[1]}”, not “{words[0]}”")


def _is_from_elsewhere(span: Row) -> bool:
    return not is_own(span)


def _qualifiers(one: Row, two: Row, field: Aspect, wanted: Callable[[Row], bool]) -> Iterator[Difference]:
    """Types of hedges or conditions that only one of the statements has, or has more often."""
    sides = [[span for span in row[field] if wanted(span)] for row in (one, two)]
    counts = [Counter(str(span["type"]) for span in side) for side in sides]
    noun = "hedge" if field == "hedges" else "condition"
    for kind in dict.fromkeys(str(span["type"]) for side in sides for span in side):
        if counts[0][kind] == counts[1][kind]:
            continue
        words = [", ".join(one_line(span["text"]) for span in side if span["type"] == kind) for side in sides]
        more = counts[1][kind] > counts[0][kind]
        span = next(span for span in sides[more] if span["type"] == kind)
        place = f", from the {span['inherited']['from']}" if _is_from_elsewhere(span) else ""
        if more:
            yield Difference(field, "softer", words[0], words[1], f"with {noun} of {kind} (“{words[1]}”{place})")
        else:
            yield Difference(field, "firmer", words[0], words[1], f"without {noun} of {kind} (“{words[0]}”{place})")


def _times(one: Row, two: Row) -> Iterator[Difference]:
    sides = [[span for span in row["times"] if is_own(span)] for row in (one, two)]
    if {_value(span) for span in sides[0]} == {_value(span) for span in sides[1]}:
        return
    words = [", ".join(one_line(span["text"]) for span in side) for side in sides]
    if not sides[0] or not sides[1]:
        yield _one_sided("times", "a time", words)
        return
    yield Difference("times", _effect_of_times(*sides), words[0], words[1], f"“{words[1]}” instead of “{words[0]}”")


def _effect_of_times(one: Sequence[Row], two: Sequence[Row]) -> Effect:
    """A shorter deadline is firmer; so is a time that can be reckoned ("within 24 hours") against one that cannot."""
    exact = [any(span.get("value") for span in side) for side in (one, two)]
    if exact[0] != exact[1]:
        return "firmer" if exact[1] else "softer"
    days = [deadline_days(side) for side in (one, two)]
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return "neither"
    return "firmer" if days[1] < days[0] else "softer"


def _amounts(one: Row, two: Row) -> Iterator[Difference]:
    sides = [row["amounts"] for row in (one, two)]
    if {_value(span) for span in sides[0]} == {_value(span) for span in sides[1]}:
        return
    words = [", ".join(one_line(span["text"]) for span in side) for side in sides]
    if not sides[0] or not sides[1]:
        yield _one_sided("amounts", "an amount", words)
        return
    sums = [money_of(side) for side in sides]
    effect: Effect = "neither"
    if sums[0] and sums[1] and sums[0][0] == sums[1][0] and sums[0][1] != sums[1][1] and two["polarity"] == "positive":
        effect = "firmer" if sums[1][1] > sums[0][1] else "softer"
    yield Difference("amounts", effect, words[0], words[1], f"“{words[1]}” instead of “{words[0]}”")


def _one_sided(aspect: Aspect, noun: str, words: list[str]) -> Difference:
    """A time or an amount that only one statement names: naming it makes a promise more specific."""
    if words[1]:
        return Difference(aspect, "firmer", "", words[1], f"names {noun} (“{words[1]}”)")
    return Difference(aspect, "softer", words[0], "", f"does not name {noun} (“{words[0]}” in the other)")


def _value(span: Row) -> str:
    return str(span.get("value") or one_line(span["text"]).lower())
