"""One agreement from text to statements."""

from __future__ import annotations

from pipeline.reach import spread
from pipeline.records import Agreement, Analysis
from pipeline.statements import build_statements
from pipeline.structure import build_structure
from pipeline.tagging.nlp_setup import Tagger


def analyse(agreement: Agreement, tagger: Tagger) -> Analysis:
    """Structure, tag and read one agreement; a text that is not English is read but not tagged."""
    provisions = build_structure(agreement)
    if agreement.language != "en":
        return Analysis(agreement, provisions, (), ())
    statements, unclaimed = build_statements(agreement, tagger.tag(agreement, provisions), tagger.rule_set)
    return Analysis(agreement, provisions, spread(statements, provisions, tagger.rule_set), unclaimed)
