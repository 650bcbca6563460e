"""How far annotators agree: on the labels of what both judged, and on spans; with warnings where the basis is thin.

Cohen's kappa (Cohen 1960, by scikit-learn) is for two people, Krippendorff's nominal alpha (Krippendorff 1980, by NLTK)
for all who judged, whoever judged what. Both are 1 where all agree and 0 where people agree as
often as chance would have it. The limits of the warnings are those of INCEpTION's agreement page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from pipeline.annotation.matching import SPAN_FIELDS, Piece, match_spans, tagged
from pipeline.annotation.store import Row

Judged = Mapping[str, Row | None]
"""What one person made of each statement, by a key that all use: an annotation, or None where it was rejected."""

FEW_UNITS = 30
FEW_OF_A_LABEL = 5
SKEWED = 0.85
RATES_DIFFER = 0.2
MISSING = 0.2
# Shares of fewer units say nothing, so skewed and differing rates are looked for from here on.
ENOUGH_FOR_SHARES = 20

STATEMENT, NO_STATEMENT = "statement", "no statement"


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """Agreement of two people on one label of the statements that both judged.

    `observed` is the share of `units` with the same label, 0 to 1; `kappa` is None where it is not defined: no unit,
    or one label only.
    """

    name: str
    units: int
    observed: float | None
    kappa: float | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """Agreement of two people on the spans of the statements that both hold to be some; types must be the same.

    `exact_f1` counts spans of the same borders, `overlap_f1` those that share half of the longer; None without spans.
    """

    name: str
    one: int
    other: int
    exact_f1: float | None
    overlap_f1: float | None


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two people, in how many statements both judged, and how far they agree in them."""

    one: str
    other: str
    units: int
    labels: tuple[LabelAgreement, ...]
    spans: tuple[SpanAgreement, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """All pairs of people, and Krippendorff's alpha of each label over all of them (None where it is not defined)."""

    pairs: tuple[PairAgreement, ...]
    alpha: dict[str, float | None]

    def as_row(self) -> dict[str, Any]:
        """The figures as plain values."""
        return asdict(self)


def measure_agreement(judged: Mapping[str, Judged]) -> Agreement:
    """The agreement of people, by their names, on the statements that at least two of them judged."""
    names = sorted(judged)
    pairs = tuple(_pair(one, other, judged) for one, other in combinations(names, 2))
    return Agreement(pairs, {name: _alpha([judged[person] for person in names], read) for name, read in LABELS.items()})


def _existence(annotation: Row | None) -> str | None:
    return NO_STATEMENT if annotation is None else STATEMENT


def _label(annotation: Row | None) -> str | None:
    return None if annotation is None else str(annotation.get("force") or annotation["kind"])


def _polarity(annotation: Row | None) -> str | None:
    return None if annotation is None else annotation.get("polarity")


# What is compared, and how it is read from a judgement; None: this unit has no such label.
LABELS: dict[str, Callable[[Row | None], str | None]] = {
    "statement or not": _existence,
    "kind and force": _label,
    "polarity": _polarity,
}


def _pair(one: str, other: str, judged: Mapping[str, Judged]) -> PairAgreement:
    first, second = judged[one], judged[other]
    both = [key for key in first if key in second]
    labels = tuple(_labels(name, read, [(first[key], second[key]) for key in both]) for name, read in LABELS.items())
    found = []
    union = len({*first, *second})
    missing = {name: 1 - len(own) / union for name, own in ((one, first), (other, second))} if union else {}
    for name, share in missing.items():
        if union >= ENOUGH_FOR_SHARES and share >= MISSING:
            found.append(f"{name} has not judged {share:.0%} of what either judged")
    return PairAgreement(
        one, other, len(both), labels, _spans([(first[key], second[key]) for key in both]), tuple(found)
    )


def _labels(
    name: str, read: Callable[[Row | None], str | None], units: Sequence[tuple[Row | None, Row | None]]
) -> LabelAgreement:
    read_both = [(read(one), read(other)) for one, other in units]
    pairs = [(one, other) for one, other in read_both if one is not None and other is not None]
    if not pairs:
        return LabelAgreement(name, 0, None, None, ())
    observed = sum(one == other for one, other in pairs) / len(pairs)
    return LabelAgreement(name, len(pairs), round(observed, 4), _kappa(pairs), tuple(_thin(pairs)))


def _kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]

    if len({label for pair in pairs for label in pair}) < 2:
        return None
    return round(float(cohen_kappa_score([one for one, _ in pairs], [other for _, other in pairs])), 4)


def _alpha(people: Sequence[Judged], read: Callable[[Row | None], str | None]) -> float | None:
    """Nominal alpha over all units that at least two people labelled; None where these have one label only."""
    from nltk.metrics.agreement import AnnotationTask  # type: ignore[import-untyped]

    labels = [
        (person, key, label)
        for person, own in enumerate(people)
        for key, judgement in own.items()
        if (label := read(judgement)) is not None
    ]
    times = Counter(key for _, key, _ in labels)
    shared = [row for row in labels if times[row[1]] > 1]
    if len({label for _, _, label in shared}) < 2:
        return None
    return round(float(AnnotationTask(data=shared).alpha()), 4)


def _thin(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Why the figures of these units are to be taken with care."""
    found = []
    if len(pairs) < FEW_UNITS:
        found.append(f"few units: {len(pairs)}, below {FEW_UNITS}")
    counts = [Counter(side) for side in zip(*pairs, strict=True)]
    together = counts[0] + counts[1]
    sparse = sorted(label for label, count in together.items() if count < 2 * FEW_OF_A_LABEL)
    if sparse:
        found.append(f"seldom given (below {FEW_OF_A_LABEL} each): {', '.join(sparse)}")
    if len(pairs) < ENOUGH_FOR_SHARES:
        return found
    label, most = together.most_common(1)[0]
    if most >= SKEWED * 2 * len(pairs):
        found.append(f"skewed: {most / (2 * len(pairs)):.0%} are {label}, so chance agreement is high and kappa low")
    for label in sorted(together):
        rates = [count[label] / len(pairs) for count in counts]
        if abs(rates[0] - rates[1]) >= RATES_DIFFER:
            found.append(f"{label} is given to {rates[0]:.0%} by one and {rates[1]:.0%} by the other")
    return found


def _spans(units: Sequence[tuple[Row | None, Row | None]]) -> tuple[SpanAgreement, ...]:
    both = [(tagged(one), tagged(other)) for one, other in units if one is not None and other is not None]
    fields: dict[str, list[tuple[Sequence[Piece], Sequence[Piece]]]] = {
        "clause": [((one.clause,), (other.clause,)) for one, other in both],
        "actor": [(tuple(filter(None, [one.actor])), tuple(filter(None, [other.actor]))) for one, other in both],
    }
    fields |= {name: [(one.spans[name], other.spans[name]) for one, other in both] for name in SPAN_FIELDS}
    return tuple(_span_agreement(name, pairs) for name, pairs in fields.items())


def _span_agreement(name: str, pairs: Sequence[tuple[Sequence[Piece], Sequence[Piece]]]) -> SpanAgreement:
    one, other = (sum(len(pair[side]) for pair in pairs) for side in (0, 1))
    if not one + other:
        return SpanAgreement(name, 0, 0, None, None)
    exact = overlapping = 0
    for first, second in pairs:
        borders = [Counter((piece.start, piece.end, piece.type) for piece in side) for side in (first, second)]
        exact += (borders[0] & borders[1]).total()
        overlapping += sum(a.type == b.type for a, b in match_spans(first, second))
    return SpanAgreement(
        name, one, other, round(2 * exact / (one + other), 4), round(2 * overlapping / (one + other), 4)
    )
