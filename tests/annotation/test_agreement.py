"""Agreement figures against values worked out by hand, and the warnings where they rest on little."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.annotation.agreement import Agreement, LabelAgreement, SpanAgreement, measure_agreement

Row = dict[str, Any]


def judged(label: str | None, **fields: Any) -> Row | None:
    """An annotation of this force, None for a rejection."""
    if label is None:
        return None
    clause = {"document_id": "d", "kind": "commitment", "start": 0, "end": 50, "quote": "x" * 50}
    return {**clause, "force": label, "polarity": "positive", **fields}


def people(**labels: list[str | None]) -> dict[str, dict[str, Row | None]]:
    return {name: {str(n): judged(label) for n, label in enumerate(own)} for name, own in labels.items()}


def label_of(agreement: Agreement, name: str) -> LabelAgreement:
    (pair,) = agreement.pairs
    return next(one for one in pair.labels if one.name == name)


def span_of(agreement: Agreement, name: str) -> SpanAgreement:
    (pair,) = agreement.pairs
    return next(one for one in pair.spans if one.name == name)


def test_kappa_and_alpha_of_a_worked_example() -> None:
    """Observed 0.7, expected by chance 0.5: kappa 0.4. Alpha: 1 - (n - 1) * 0.3 * n / (2 * 10 * 10), n = 20."""
    ana: list[str | None] = ["pledge"] * 5 + ["obligation"] * 5
    ben: list[str | None] = ["pledge"] * 4 + ["obligation"] + ["pledge"] * 2 + ["obligation"] * 3
    agreement = measure_agreement(people(ana=ana, ben=ben))
    label = label_of(agreement, "kind and force")
    assert (label.units, label.observed) == (10, 0.7)
    assert label.kappa == pytest.approx(0.4)
    # 11 pledges and 9 obligations together, 6 of 20 ordered pairs differ.
    assert agreement.alpha["kind and force"] == pytest.approx(1 - 19 * 6 / (2 * 11 * 9), abs=1e-4)


def test_full_agreement_is_one_and_one_label_has_no_figure() -> None:
    agreement = measure_agreement(people(ana=["pledge", "obligation"], ben=["pledge", "obligation"]))
    assert label_of(agreement, "kind and force").kappa == agreement.alpha["kind and force"] == 1
    assert label_of(agreement, "polarity").kappa is None and agreement.alpha["polarity"] is None


def test_a_rejection_counts_against_the_statement_and_not_for_its_label() -> None:
    agreement = measure_agreement(people(ana=["pledge", None, "pledge"], ben=["pledge", None, None]))
    assert label_of(agreement, "statement or not").units == 3
    assert label_of(agreement, "kind and force").units == 1


def test_only_what_both_judged_counts() -> None:
    given = people(ana=["pledge"] * 4, ben=["pledge"] * 2)
    assert measure_agreement(given).pairs[0].units == 2
    assert measure_agreement(people(ana=["pledge"])).pairs == ()


def test_alpha_takes_in_three_people_with_gaps() -> None:
    given = people(ana=["pledge", "obligation"], ben=["pledge", "obligation"], cai=["pledge"])
    agreement = measure_agreement(given)
    assert len(agreement.pairs) == 3 and agreement.alpha["kind and force"] == 1


def test_spans_agree_exactly_or_by_half_and_only_with_one_type() -> None:
    def hedges(*spans: tuple[int, int, str]) -> list[Row]:
        return [{"start": start, "end": end, "text": "x", "type": type_} for start, end, type_ in spans]

    ana = judged("pledge", hedges=hedges((0, 10, "law"), (20, 30, "effort"), (40, 50, "law")))
    ben = judged("pledge", hedges=hedges((0, 10, "law"), (22, 30, "effort"), (40, 50, "timing")))
    found = span_of(measure_agreement({"ana": {"1": ana}, "ben": {"1": ben}}), "hedges")
    assert (found.one, found.other) == (3, 3)
    assert found.exact_f1 == pytest.approx(1 / 3, abs=1e-4) and found.overlap_f1 == pytest.approx(2 / 3, abs=1e-4)
    assert span_of(measure_agreement({"ana": {"1": ana}, "ben": {"1": ben}}), "amounts").exact_f1 is None


def test_warnings_name_what_is_thin() -> None:
    few = label_of(measure_agreement(people(ana=["pledge", "obligation"], ben=["pledge", "pledge"])), "kind and force")
    assert few.warnings == ("few units: 2, below 30", "seldom given (below 5 each): obligation, pledge")
    skewed: list[str | None] = ["obligation"] * 38 + ["pledge"] * 2
    label = label_of(measure_agreement(people(ana=skewed, ben=skewed)), "kind and force")
    assert label.warnings == (
        "seldom given (below 5 each): pledge",
        "skewed: 95% are obligation, so chance agreement is high and kappa low",
    )
    even: list[str | None] = ["obligation"] * 20 + ["pledge"] * 20
    other: list[str | None] = ["obligation"] * 30 + ["pledge"] * 10
    rates = label_of(measure_agreement(people(ana=even, ben=other)), "kind and force").warnings
    assert rates == (
        "obligation is given to 50% by one and 75% by the other",
        "pledge is given to 50% by one and 25% by the other",
    )
    assert not label_of(measure_agreement(people(ana=even, ben=even)), "kind and force").warnings


def test_a_reader_who_is_far_behind_is_named() -> None:
    agreement = measure_agreement(people(ana=["pledge"] * 30, ben=["pledge"] * 15))
    assert agreement.pairs[0].warnings == ("ben has not judged 50% of what either judged",)
