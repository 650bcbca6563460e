"""What a later agreement has that earlier ones have not, and what it says more firmly or less."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.comparison.alignment.aligned import AlignedPair, Novelty, Standing, TakenOver, Verdict, WordRun
from pipeline.comparison.alignment.differences import strength
from pipeline.comparison.alignment.shared import aligned_pair
from pipeline.comparison.alignment.word_runs import word_runs
from pipeline.comparison.cells import Quote
from pipeline.comparison.quoting import statement_quote

if TYPE_CHECKING:
    from pipeline.comparison.alignment.alignment import Alignment

# So many earlier agreements are listed as those from which most was taken over.
MOST_SOURCES = 10
# Of several counterparts the one that leaves least that is new decides.
LEAST_NEW_FIRST: tuple[Standing, ...] = ("weaker", "equal", "mixed", "stronger")


def novelty(alignment: Alignment, later: str, earlier: Sequence[str]) -> Novelty:
    """How each statement of the agreement `later` stands to those of the agreements `earlier` (document ids)."""
    numbers = {document_id: number for number, document_id in enumerate(alignment.document_ids)}
    looked_in = [numbers[document_id] for document_id in earlier]
    places = [place for place, entry in enumerate(alignment.entries) if entry.document == numbers[later]]
    verdicts = tuple(_verdict(alignment, place, looked_in, earlier) for place in places)
    return Novelty(later, tuple(earlier), verdicts, tuple(_taken_over(alignment, places, numbers, earlier)))


def novelties(alignment: Alignment) -> Iterator[Novelty]:
    """What was asked, if anything was; else how each dated agreement stands to all of earlier date."""
    question = alignment.question
    if question:
        for one in () if question.drafts else question.later:
            yield novelty(alignment, one, question.earlier)
        return
    dates = {rows.document_id: rows.document.get("signed") for rows in alignment.documents}
    for later, date in dates.items():
        earlier = [one for one, day in dates.items() if date and day and day < date]
        if earlier:
            yield novelty(alignment, later, earlier)


def _verdict(alignment: Alignment, place: int, looked_in: Collection[int], earlier: Sequence[str]) -> Verdict:
    found = list(_counterparts(alignment, place, looked_in))
    quote = statement_quote(alignment.entries[place].row)
    if not found:
        reason = f"no counterpart found in {', '.join(earlier)}"
        return Verdict(quote, "no counterpart found", reason, nearest=_nearest(alignment, place, looked_in))
    found.sort(key=lambda one: (LEAST_NEW_FIRST.index(one[0]), -one[2], one[3]))
    (standing, _, likeness, other), *rest = found
    pair = aligned_pair(alignment.entries[other], alignment.entries[place], likeness)
    others = tuple(
        statement_quote(alignment.entries[number].row, f"{standing}: {reason}") for standing, reason, _, number in rest
    )
    return Verdict(quote, standing, _reason(pair), pair, others)


def _nearest(alignment: Alignment, place: int, looked_in: Collection[int]) -> Quote | None:
    """The statement with the likest words that is no counterpart."""
    near = [
        (likeness.value, -other)
        for likeness in alignment.near.get(place, [])
        if alignment.entries[other := likeness.other(place)].document in looked_in
    ]
    return statement_quote(alignment.entries[-max(near)[1]].row) if near else None


def _counterparts(
    alignment: Alignment, place: int, looked_in: Collection[int]
) -> Iterator[tuple[Standing, str, float, int]]:
    """Standing and reason against each counterpart in the agreements looked in, its likeness and its place."""
    for pair in alignment.partners.get(place, []):
        other = pair.other(place)
        if alignment.entries[other].document in looked_in:
            yield *strength(alignment.entries[other], alignment.entries[place]), pair.value, other


def _reason(pair: AlignedPair) -> str:
    if pair.strength == "equal" and not pair.differences:
        return "the same words, but for names" if pair.same_words else "other words, same force and qualifiers"
    return pair.reason


def _taken_over(
    alignment: Alignment, places: Sequence[int], numbers: dict[str, int], earlier: Sequence[str]
) -> Iterator[TakenOver]:
    """What was taken over from each of the earlier agreements that gave most, the most first."""
    by_agreement: dict[int, list[tuple[int, int]]] = {numbers[one]: [] for one in earlier}
    for place in places:
        for pair in alignment.partners.get(place, []):
            other = pair.other(place)
            if alignment.entries[other].document in by_agreement:
                by_agreement[alignment.entries[other].document].append((other, place))
    # Of several that gave as much the latest comes first.
    ordered = sorted(earlier, key=lambda one: (len(by_agreement[numbers[one]]), numbers[one]), reverse=True)
    for document_id in ordered[:MOST_SOURCES]:
        same = words = kept = 0
        for other, place in by_agreement[numbers[document_id]]:
            right = alignment.entries[place]
            runs = word_runs(alignment.entries[other], right)
            same += all(run.kind in {"same", "name"} for run in runs)
            spoken = [word for word in right.words if word.role != "mark"]
            words += len(spoken)
            kept += sum(_stands_in(word.start, runs) for word in spoken)
        yield TakenOver(document_id, len(places), len(by_agreement[numbers[document_id]]), same, words, kept)


def _stands_in(place: int, runs: Sequence[WordRun]) -> bool:
    """Whether the word that begins at this place of the right text stands in the left one too."""
    return any(run.right[0] <= place < run.right[1] for run in runs if run.kind in {"same", "name"})
