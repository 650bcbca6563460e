"""spaCy's tokenizer of English: what rules are checked against is what reads the texts."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def english() -> Language:
    """A blank English pipeline, the same as `spacy.blank("en")`; made once, since that takes as long as reading a text.

    All taggers share its vocabulary, which grows with the words they meet and decides nothing.
    """
    from spacy.lang.en import English

    nlp = English()
    # spaCy's limit is for the memory of its models; a tokenizer needs none.
    nlp.max_length = sys.maxsize
    return nlp
