"""An evaluation as a table for the terminal, as JSON, and as a self-contained web page; annotations as text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from pipeline.annotation.evaluation import Difference, Evaluation
from pipeline.annotation.store import Row, spans_of

NAMES = {
    "commitment": "commitments",
    "other_kinds": "all other kinds",
    "permission": "  permissions",
    "disclaimer": "  disclaimers",
    "term": "  terms",
}
COLUMNS = ("precision", "recall", "f1", "exact_f1", "type_accuracy")


def as_table(evaluation: Evaluation, errors: int = 0, *, by_rule: bool = False) -> str:
    """Figures as aligned text, on demand those of each rule too, and the first `errors` differences of each label."""
    from rich.console import Console

    table = _table("", "precision", "recall", "F1", "exact F1", "type right", "annotated", "found")
    for label, row in figure_rows(evaluation):
        cells = [f"{row[name]:.4f}" if name in row else "" for name in COLUMNS]
        table.add_row(label, *cells, str(row["gold"]), str(row["found"]))
    console = Console(width=120, no_color=True, highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        console.print(f"{evaluation.documents} documents")
        if evaluation.missing_documents:
            console.print(f"nothing found in: {', '.join(evaluation.missing_documents)}")
        console.print(table)
        console.print()
        for name, value in evaluation.rates.items():
            console.print(f"{name.replace('_', ' ').replace('iou', 'IoU'):20}{value:.4f}")
        if by_rule:
            console.print()
            console.print(_rule_table(evaluation))
        if errors:
            _print_errors(console, evaluation, errors)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def _table(first: str, *numbers: str) -> Any:
    from rich.table import Table

    table = Table(first, *numbers, box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _rule_table(evaluation: Evaluation) -> Any:
    table = _table("rule and what it finds", "precision", "recall", "F1", "exact F1", "annotated", "found")
    for rule in evaluation.rules:
        row = rule.as_row()
        cells = [f"{row[name]:.4f}" for name in ("precision", "recall", "f1", "exact_f1")]
        table.add_row(f"{rule.rule_id}  ({rule.label})", *cells, str(rule.annotated), str(rule.made))
    return table


def _print_errors(console: Any, evaluation: Evaluation, limit: int) -> None:
    for title, group in difference_groups(evaluation):
        console.print(f"\n{title}: {len(group)}")
        for d in group[:limit]:
            rules = f" [{', '.join(d.rule_ids)}]" if d.rule_ids else ""
            where = f" in “{_cut(d.context)}”" if d.context else ""
            detail = f" ({d.detail})" if d.detail else ""
            console.print(f"  {d.document_id} {d.start}: “{_cut(d.quote)}”{detail}{where}{rules}", soft_wrap=True)


def _cut(text: str, limit: int = 160) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def as_json(evaluation: Evaluation, sha256: str) -> str:
    """The evaluation as one JSON object, with the hash of the gold."""
    return json.dumps({"gold_sha256": sha256, **evaluation.as_json()}, ensure_ascii=False, indent=1)


def as_html(evaluation: Evaluation, sha256: str) -> str:
    """One page with the figures, the rules and every difference; it loads nothing from elsewhere."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("pipeline.annotation", "templates"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("evaluation.html.j2").render(
        evaluation=evaluation,
        sha256=sha256,
        figures=figure_rows(evaluation),
        columns=COLUMNS,
        groups=difference_groups(evaluation),
    )


def figure_rows(evaluation: Evaluation) -> list[tuple[str, dict[str, float | int]]]:
    """Readable label and figures of every label that occurs in the gold or was found."""
    rows = []
    for label, figures in evaluation.figures.items():
        if figures.gold or figures.found or label == "commitment":
            name = NAMES.get(label) or (f"  {label.split('.', 1)[1]}" if "." in label else label)
            rows.append((name, figures.as_row()))
    return rows


def difference_groups(evaluation: Evaluation) -> list[tuple[str, list[Difference]]]:
    """The differences under titles such as "missed: hedges funding", in a fixed order."""
    order = {"missed": 0, "false alarm": 1, "wrong": 2}
    ordered = sorted(evaluation.differences, key=lambda d: (order[d.what], d.label, d.document_id, d.start))
    return [(title, list(group)) for title, group in groupby(ordered, key=lambda d: f"{d.what}: {d.label}")]


def as_text(gold: Mapping[str, Sequence[Row]]) -> str:
    """Annotations for reading: each statement's labels and clause, and a line for each of its spans."""
    lines = []
    for document_id, rows in gold.items():
        lines.append(f"{document_id}: {len(rows)} annotations")
        for row in rows:
            labels = " ".join(filter(None, (row["kind"], row.get("force"), row.get("polarity"))))
            lines.append(f"\n  {row['start']}-{row['end']} {labels}\n    {' '.join(row['quote'].split())}")
            for name, span in spans_of(row):
                label = f"{name} {span['type']}" if "type" in span else name
                lines.append(f"      {label}: {' '.join(span['text'].split())}")
        lines.append("")
    return "\n".join(lines)
