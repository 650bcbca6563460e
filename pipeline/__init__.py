"""hedgerow: commitments, conditions and hedges in agreement texts.

    import pipeline

    nlp = pipeline.load()                    # a spaCy pipeline whose Docs carry the spans
    agreement = pipeline.read("treaty.pdf")  # canonical text, title, parties, pages
    analysis = pipeline.tag(agreement)       # statements of an Agreement or of a plain text

Nothing is loaded before it is used.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.records import Agreement, Analysis
    from pipeline.tagging.nlp_setup import Tagger

__version__ = "0.1.0"
__all__ = ["load", "read", "tag"]


def load(rules: Path | str | None = None) -> Language:
    """A blank English spaCy pipeline with the component `hedgerow`; `rules` names a folder of rule files.

    Raises:
        RuleError: a rule file is wrong.
    """
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("hedgerow", config={"rules": str(rules) if rules else None})
    return nlp


def read(path: Path | str) -> Agreement:
    """The agreement in a file of any format read.

    Raises:
        ReadingError: the file cannot be read as an agreement.
    """
    from pipeline.ingestion import read_agreement

    return read_agreement(Path(path))


def tag(text: str | Agreement, rules: Path | str | None = None) -> Analysis:
    """Everything found in an agreement or a plain text: provisions, statements, unclaimed deontic words."""
    from pipeline.analysis import analyse
    from pipeline.ingestion import agreement_from_text

    agreement = agreement_from_text(text) if isinstance(text, str) else text
    return analyse(agreement, _tagger(Path(rules) if rules else None))


@cache
def _tagger(rules: Path | None) -> Tagger:
    from pipeline.tagging.nlp_setup import load_tagger

    return load_tagger(rules)
