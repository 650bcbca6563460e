"""A turn of refining: decisions of a reviewer, then coverage, suggestion, difference, and the rule itself."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from pipeline.annotation.formats.exchange import annotation_of, exchange_row
from pipeline.review.anchors import anchor_at
from pipeline.review.decisions import new_decision
from pipeline.review.store import ReviewStore
from pipeline.rule_loading import RULES_FOLDER, load_rules
from tests.cli.conftest import write

Hedgerow = Callable[..., Result]

TEXT = """Compact on Weather between Norland and Estmark

1. Norland gives its hand to share its charts, where possible.
2. Estmark gives its hand to lend two radars.
3. The Parties shall meet within 90 days.
4. The Parties shall keep a register.
"""


@pytest.fixture
def compact(tmp_path: Path) -> Path:
    return write(tmp_path / "in" / "compact.txt", TEXT)


@pytest.fixture
def annotations(tmp_path: Path, compact: Path, hedgerow: Hedgerow) -> Path:
    """One statement accepted, one rejected, and two added that no rule finds."""
    rows = [json.loads(line) for line in hedgerow("tag", compact).stdout.splitlines()]
    meeting, register = rows[-2:]
    store = ReviewStore(tmp_path / "annotations" / "reviews")
    _decide(store, "accept", meeting, proposed=meeting)
    _decide(store, "reject", register, proposed=register)
    for clause, actor, aim in (
        ("Norland gives its hand to share its charts, where possible", "Norland", "share"),
        ("Estmark gives its hand to lend two radars", "Estmark", "lend"),
    ):
        added = _statement(clause, actor, aim)
        _decide(store, "add", added, correction=added)
    return tmp_path / "annotations"


def _statement(clause: str, actor: str, aim: str) -> dict[str, Any]:
    start = TEXT.index(clause)

    def span(words: str) -> dict[str, Any]:
        place = TEXT.index(words, start)
        return {"start": place, "end": place + len(words), "text": words}

    return {
        "document_id": "compact", "kind": "commitment", "start": start, "end": start + len(clause), "quote": clause,
        "attribute": span(actor), "deontic": span("gives its hand to"), "aims": [span(aim)],
        "force": "pledge", "polarity": "positive",
    }  # fmt: skip


def _decide(store: ReviewStore, decision: Any, row: dict[str, Any], **given: Any) -> None:
    new = new_decision(
        decision=decision, reviewer="ana", document_id=row["document_id"],
        statement_id=row.get("statement_id") or f"added-{row['start']}",
        anchor=anchor_at(TEXT, row["start"], row["end"]), rules="then", **given,
    )  # fmt: skip
    assert store.append(new, after=None)


def coverage_of(hedgerow: Hedgerow, *arguments: str | Path) -> dict[str, dict[str, Any]]:
    return {rule["rule_id"]: rule for rule in json.loads(hedgerow("rules", "coverage", *arguments, "--json").stdout)}


def test_coverage_counts_the_decisions_of_reviewers(hedgerow: Hedgerow, compact: Path, annotations: Path) -> None:
    rules = coverage_of(hedgerow, compact, "--annotations", annotations)
    shall = rules["deontic.shall"]
    assert (shall["fired"], shall["accepted"], shall["corrected"], shall["rejected"]) == (2, 1, 0, 1)
    assert shall["precision"] == 0.5 and 0 < shall["precision_low"] < 0.5 < shall["precision_high"] < 1
    assert shall["examples"]["rejected"]["context"] == "The Parties shall keep a register"
    result = hedgerow("rules", "coverage", compact, "--annotations", annotations)
    assert "0 annotated texts and 4 reviewed statements" in result.stderr


def test_coverage_of_a_run_says_what_tagging_anew_says(
    hedgerow: Hedgerow, compact: Path, annotations: Path, tmp_path: Path
) -> None:
    hedgerow("run", compact, "-o", tmp_path / "out", "--formats", "jsonl", "--annotations", annotations)
    of_run = coverage_of(hedgerow, "--run", tmp_path / "out", "--annotations", annotations)
    assert of_run == coverage_of(hedgerow, compact, "--annotations", annotations)


def test_a_later_correction_counts_instead_of_the_first_decision(
    hedgerow: Hedgerow, compact: Path, annotations: Path
) -> None:
    store = ReviewStore(annotations / "reviews")
    first = next(decision for decision in store.decisions() if decision.decision == "accept")
    assert first.proposed is not None
    correction = {**annotation_of(exchange_row(first.proposed)), "force": "pledge"}
    given = {name: getattr(first, name) for name in ("reviewer", "document_id", "statement_id", "anchor", "proposed")}
    assert store.append(new_decision(decision="correct", rules="then", correction=correction, **given), after=first.id)
    shall = coverage_of(hedgerow, compact, "--annotations", annotations)["deontic.shall"]
    assert (shall["accepted"], shall["corrected"], shall["rejected"]) == (0, 1, 1)


def test_a_suggestion_becomes_a_rule_that_finds_what_was_missed(
    hedgerow: Hedgerow, compact: Path, annotations: Path, tmp_path: Path
) -> None:
    own = Path(shutil.copytree(RULES_FOLDER, tmp_path / "rules"))
    result = hedgerow(
        "rules", "suggest", compact, "--annotations", annotations, "--measure", "2", "--only", "1",
        "-o", own / "suggested.yaml",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    yaml = (own / "suggested.yaml").read_text(encoding="utf-8")
    assert "Gains 2 and costs 0" in yaml and "[gives its hand to] lend two radars" in yaml
    (rule,) = (rule for rule in load_rules(own).rules if rule.path == "suggested.yaml")
    assert (rule.label, rule.force) == ("DEONTIC", "pledge")
    assert hedgerow("rules", "check", own).output.endswith("all hold.\n")

    difference = json.loads(
        hedgerow("rules", "diff", "packaged", own, "--on", compact, "--annotations", annotations, "--json").stdout
    )
    assert (difference["appears"], difference["vanishes"], difference["changes"]) == (2, 0, difference["changes"])
    assert len(difference["gains"]) == 2 and difference["costs"] == [] and difference["effects"] is None

    shown = hedgerow("rules", "show", rule.id, compact, "--rules", own).stdout
    assert shown.startswith("# suggested.yaml, line ") and "Fired in 2 places:" in shown
    assert "“gives its hand to” in “Estmark gives its hand to lend two radars”" in shown


def test_nothing_judged_is_one_line(hedgerow: Hedgerow, compact: Path, tmp_path: Path) -> None:
    result = hedgerow("rules", "suggest", compact, "--annotations", tmp_path / "none")
    assert result.exit_code == 2 and "annotated or reviewed" in result.stderr


def test_the_same_rules_make_no_difference(hedgerow: Hedgerow, compact: Path, tmp_path: Path) -> None:
    result = hedgerow("rules", "diff", "packaged", "packaged", "--on", compact, "--annotations", tmp_path / "none")
    assert "0 appear, 0 vanish, 0 change" in result.stdout


def test_a_rule_misnamed_is_told_with_near_names(hedgerow: Hedgerow, compact: Path) -> None:
    result = hedgerow("rules", "show", "deontic.shal", compact)
    assert result.exit_code == 2 and "deontic.shall" in result.stderr
