"""The spaCy component `hedgerow`: commitments, conditions and hedges in `doc.spans`, for any spaCy pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from pipeline.records import Span as FoundSpan
    from pipeline.records import Statement

GROUPS = ("commitments", "permissions", "disclaimers", "terms", "conditions", "hedges", "times", "amounts")


@Language.factory("hedgerow", default_config={"rules": None})
def create_hedgerow(nlp: Language, name: str, rules: str | None) -> Hedgerow:
    """The component; `rules` names a folder of rule files, None those of the package."""
    return Hedgerow(Path(rules) if rules else None)


class Hedgerow:
    """Tags a Doc as the text of one agreement.

    Each name of `GROUPS` becomes a span group; a span's label is its kind or type, its id the rule that made it.
    """

    def __init__(self, rules: Path | None) -> None:
        from pipeline.tagging.nlp_setup import load_tagger

        self._tagger = load_tagger(rules)

    def __call__(self, doc: Doc) -> Doc:
        from pipeline.analysis import analyse
        from pipeline.ingestion import agreement_from_text

        found = analyse(agreement_from_text(doc.text), self._tagger)
        groups: dict[str, dict[tuple[int, int, str], Span]] = {name: {} for name in GROUPS}
        for statement in found.statements:
            self._add(doc, groups, statement)
        for name, spans in groups.items():
            doc.spans[name] = list(spans.values())
        return doc

    def _add(self, doc: Doc, groups: dict[str, dict[tuple[int, int, str], Span]], statement: Statement) -> None:
        rule_id = statement.rule_ids[0] if statement.rule_ids else ""
        label = statement.force or statement.kind
        _put(doc, groups[statement.kind + "s"], (statement.start, statement.end, label), rule_id)
        for name in ("conditions", "hedges", "times", "amounts"):
            spans: tuple[FoundSpan, ...] = getattr(statement, name)
            for span in spans:
                _put(doc, groups[name], (span.start, span.end, span.type or span.label.lower()), span.rule_id or "")


def _put(doc: Doc, group: dict[tuple[int, int, str], Span], key: tuple[int, int, str], rule_id: str) -> None:
    start, end, label = key
    span = doc.char_span(start, end, label=label, span_id=rule_id, alignment_mode="expand")
    if span is not None:
        group[key] = span
