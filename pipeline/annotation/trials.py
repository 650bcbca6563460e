"""Agreements read once and tagged by one rule set after another, to see what a change of the rules does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.annotation.judged import Judged
from pipeline.annotation.matching import SPAN_FIELDS, Piece, Tagged, match_spans, tagged
from pipeline.annotation.store import Row, read_gold, read_json_lines
from pipeline.annotation.texts import check_gold, rows_of_run
from pipeline.records import Agreement
from pipeline.rule_loading import RuleSet

if TYPE_CHECKING:
    from pipeline.tagging.nlp_setup import Tagger


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule set found: rows of `statements.jsonl` and of `unclaimed.jsonl`."""

    rows: tuple[Row, ...]
    unclaimed: tuple[Row, ...] = ()

    def of(self, document_ids: Iterable[str]) -> Outcome:
        """The part that lies in some documents."""
        wanted = set(document_ids)
        return Outcome(
            tuple(row for row in self.rows if row["document_id"] in wanted),
            tuple(row for row in self.unclaimed if row["document_id"] in wanted),
        )


def gold_among(texts: Mapping[str, str], path: Path) -> dict[str, list[Row]]:
    """The annotations under `path` (where it is) of the documents of those texts, every quote checked."""
    gold = read_gold(path) if path.exists() else {}
    known = {document_id: rows for document_id, rows in gold.items() if document_id in texts}
    for document_id, rows in known.items():
        check_gold(document_id, rows, texts[document_id])
    return known


def texts_of(agreements: Iterable[Agreement]) -> dict[str, str]:
    """The texts of agreements by document id."""
    return {agreement.document_id: agreement.text for agreement in agreements}


def texts_of_run(run: Path) -> dict[str, str]:
    """The texts of a finished run by document id."""
    texts = {}
    for path in sorted((run / "texts").glob("*.txt")):
        # newline="": offsets count the characters as the run wrote them.
        with path.open(encoding="utf-8", newline="") as file:
            texts[path.stem] = file.read()
    return texts


def outcome_of_run(run: Path) -> Outcome:
    """What a finished run found. Raises RunError where `run` is none."""
    rows = rows_of_run(run, {})
    unclaimed = run / "unclaimed.jsonl"
    return Outcome(tuple(rows), tuple(row for _, row in read_json_lines(unclaimed)) if unclaimed.is_file() else ())


def tag_all(agreements: Iterable[Agreement], rules: RuleSet | Tagger) -> Outcome:
    """Tag agreements by a rule set, or by a tagger that is ready."""
    from pipeline.analysis import analyse
    from pipeline.records import statement_row, unclaimed_row
    from pipeline.tagging.nlp_setup import Tagger

    tagger = Tagger(rules) if isinstance(rules, RuleSet) else rules
    analyses = [analyse(agreement, tagger) for agreement in agreements]
    return Outcome(
        tuple(statement_row(statement) for analysis in analyses for statement in analysis.statements),
        tuple(unclaimed_row(unclaimed) for analysis in analyses for unclaimed in analysis.unclaimed),
    )


# --- right and wrong -------------------------------------------------------------------------------

Item = tuple[str, str, int, int]
"""A label ("commitment", "hedges funding", "times"), the document, and the borders."""


@dataclass(frozen=True, slots=True)
class Score:
    """What an outcome got right, by the borders of the annotation, and what it found that nobody annotated."""

    right: frozenset[Item]
    wrong: frozenset[Item]

    def gains(self, before: Score) -> list[Item]:
        """What is right now and was not, and what was wrong and is gone."""
        return sorted((self.right - before.right) | (before.wrong - self.wrong))

    def costs(self, before: Score) -> list[Item]:
        """What was right and is lost, and what is wrong now and was not."""
        return sorted((before.right - self.right) | (self.wrong - before.wrong))


def score(judged: Judged, rows: Iterable[Row]) -> Score:
    """Compare rows with what people hold right of their documents, statement by statement and span by span."""
    compared = judged.compare(rows)
    right: set[Item] = set()
    wrong = {_item(statement, statement.kind, statement.clause) for statement in map(tagged, compared.wrong)}
    for answer, statement in ((tagged(wanted), tagged(found)) for wanted, found in compared.answered):
        right.add(_item(answer, answer.kind, answer.clause))
        for name in SPAN_FIELDS:
            if name in answer.fields:
                pairs = [(a, b) for a, b in match_spans(answer.spans[name], statement.spans[name]) if a.type == b.type]
                right.update(_item(answer, _label(name, a), a) for a, _ in pairs)
                matched = {id(b) for _, b in pairs}
                wrong.update(_item(answer, _label(name, b), b) for b in statement.spans[name] if id(b) not in matched)
    return Score(frozenset(right), frozenset(wrong))


def _label(name: str, piece: Piece) -> str:
    return f"{name} {piece.type}" if piece.type else name


def _item(statement: Tagged, label: str, piece: Piece) -> Item:
    return label, statement.document_id, piece.start, piece.end
