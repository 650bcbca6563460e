"""Headings: the printed divisions of an agreement ("Article II: Defense", "ANNEX A"), and headings without one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records import ProvisionKind
from pipeline.structure.wording import (
    announces,
    has_verb,
    is_capitals,
    is_formula,
    is_plain_heading,
    is_terminated,
    is_title_like,
    starts_sentence,
    title_end,
)

_KINDS: dict[str, ProvisionKind] = {
    "article": "article",
    "clause": "article",
    "section": "section",
    "part": "part",
    "title": "part",
    "chapter": "part",
}
# Smaller ranks hold greater ones. Annexes stand at the top; what hangs on an annex stands just below.
RANKS = {"annex": 1, "attached": 2, "part": 3, "title": 4, "chapter": 5, "section": 6, "group": 7, "article": 8}
_ATTACHED = frozenset({"appendix", "schedule", "attachment", "exhibit"})
_NAMED_IN_LOWER_CASE = frozenset({"annex", "appendix", "schedule", "protocol"})
_NEEDS_NUMBER = frozenset({"article", "clause", "section", "part", "title", "chapter", "protocol"})

_NUMBER_WORDS = (
    "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen|Fourteen|Fifteen|Sixteen|Seventeen|"
    "Eighteen|Nineteen|Twenty(?:[- ](?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine))?"
)
_STRUCTURAL = re.compile(
    r"(?P<word>Articles?|Art\.|Clause|Chapter|Part|Title|Section|Annex(?:es|e)?|Appendix|Schedule|Protocol|Exhibit"
    r"|Attachment)"
    r"(?:(?:\s+|\s*[-–]\s*)(?:No\.?\s*)?"
    rf"(?P<number>\d+(?:[.-](?:\d+|[A-Z]\b))*[A-Z]?(?![\w.]\d)|[IVXLC]+|{_NUMBER_WORDS}|[A-Z])"
    r"(?:[-\s](?:bis|ter|quater|quinquies))?)?(?![\w’'(/])",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"[*_#\s]*")
_SEPARATOR = re.compile(r"[\s:.\-–—―─*_]*")
_BRACKETED = re.compile(r"\[([^\[\]\n]{1,200})\]\Z")
_INNER = re.compile(r"\b(?:article|chapter|section|part|annex)\s*[-–]?\s*[\dIVXLC][\w.]*", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:to|on|of|for|concerning|regarding|between|relating|under)\b", re.IGNORECASE)

Span = tuple[int, int]

LONGEST_FREE_HEADING = 600


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found at the start of a block: its own words, and where the text after it begins.

    `word` is the division it names ("article", "annex"), "" where it names none; `number` the label as printed;
    `title` where its title stands; `tag` what stood before the division in a bracketed heading.
    """

    kind: ProvisionKind
    word: str
    number: str | None
    title: Span | None
    body: int
    style: str = ""
    tag: str = ""

    @property
    def rank(self) -> int:
        """Its place in the order of divisions; free headings come after all printed ones."""
        if self.kind == "annex":
            return RANKS["attached" if self.word in _ATTACHED else "annex"]
        if self.style == "[]":
            return 0
        return RANKS.get("article" if self.kind == "article" else self.word, 9)


def structural_heading(text: str, start: int, end: int) -> Heading | None:
    """The heading that a block from `start` to `end` begins with, where it names a division; else None."""
    if text[start] == "[":
        return _bracketed_heading(text, start, end)
    decoration = _DECORATION.match(text, start, end)
    begin = decoration.end() if decoration else start
    found = _STRUCTURAL.match(text, begin, end) if text[begin : begin + 1].isupper() else None
    if found is None:
        return None
    word = _division(found.group("word"))
    number = found.group("number")
    if number and number.islower():
        return None
    plural = found.group("word").lower() in ("articles", "annexes")
    if number is None and (word in _NEEDS_NUMBER or plural):
        return None
    if plural and found.group("word")[1].islower():
        return None
    title, body = _title_after(text, found.end(), end, word, number)
    if body < 0:
        return None
    kind = _KINDS.get(word, "annex")
    return Heading(kind, word, found.group().strip(), title, body)


def _division(word: str) -> str:
    """The division a heading word names, in the singular and in lower case."""
    lower = word.lower().rstrip(".")
    return {"articles": "article", "art": "article", "annexes": "annex", "annexe": "annex"}.get(lower, lower)


def _title_after(text: str, at: int, end: int, word: str, number: str | None) -> tuple[Span | None, int]:
    """The title after a division's number, and where the body begins; body -1 where the words are no heading."""
    separator = _SEPARATOR.match(text, at, end)
    begin = separator.end() if separator else at
    rest = text[begin:end]
    marked = any(mark in text[at:begin] for mark in ":.-–—―─\n")
    if not rest:
        return None, end
    if number is None:
        of_something = bool(_PREPOSITION.match(rest)) and word in ("annex", "appendix")
        if not (marked or of_something) or is_terminated(rest) or len(rest) > 200:
            return None, -1
        return (begin, end), end
    if rest[0] == "(" and not rest.endswith(")"):
        return None, -1
    if not starts_sentence(rest) or text[at] in ",;)":
        of_annex = word in _NAMED_IN_LOWER_CASE and _PREPOSITION.match(rest) and not is_terminated(rest)
        return ((begin, end), end) if of_annex and len(rest) < 200 else (None, -1)
    if is_title_like(rest) or (is_plain_heading(rest) and (marked or not announces(rest))):
        return (begin, end), end
    if not is_terminated(rest) and not announces(rest) and is_capitals(rest) and len(rest) < 300:
        return (begin, end), end
    cut = title_end(rest)
    title = (begin, begin + len(rest[:cut].rstrip(" :.-–—"))) if cut else None
    return title, begin + cut


def _bracketed_heading(text: str, start: int, end: int) -> Heading | None:
    """The heading in a line in brackets, which some collections put between texts; it stands like an article."""
    found = _BRACKETED.match(text[start:end])
    if found is None:
        return None
    inner_start = start + 1
    inner = _INNER.search(found.group(1))
    if inner is None:
        if not re.search(r"[^\W\d_]", found.group(1)):
            return None
        return Heading("article", "", None, _trim(text, inner_start, end - 1), end, "[]")
    title = _trim(text, inner_start + inner.end(), end - 1)
    return Heading(
        "article", "article", inner.group(), title, end, "[]", text[inner_start : inner_start + inner.start()].strip()
    )


def _trim(text: str, start: int, end: int) -> Span | None:
    """The span without separators at its start and white space at its end; None where nothing is left."""
    separator = _SEPARATOR.match(text, start, end)
    start = separator.end() if separator else start
    end = start + len(text[start:end].rstrip())
    return (start, end) if start < end else None


def is_free_heading(words: str, *, after: str, before_text: str, next_prose: bool, hinted: bool) -> bool:
    """Whether a block's words are a heading that names no division.

    `after` holds the words of the next block and `before_text` those of the one before; `next_prose` says that the
    next block is running text, `hinted` that the source format marks a heading.
    """
    if hinted:
        return len(words) <= LONGEST_FREE_HEADING and not (is_terminated(words) and has_verb(words))
    if is_title_like(words):
        return True
    if is_capitals(words) and len(words) <= 110 and not announces(words) and not words.endswith((";", ",")):
        return True
    if not (is_plain_heading(words) and next_prose and starts_sentence(after)):
        return False
    return not before_text or is_terminated(before_text) or is_title_like(before_text) or is_formula(before_text)


RUN_IN = re.compile(r"(?P<title>[^:;]{2,80}?)\s*:\s+(?=[“\"(A-Z])")
RUN_IN_STOP = re.compile(r"(?P<title>[A-Z][\w’'-]*(?:[ ,]+[A-Za-z][\w’'-]*){0,7})\.\s+(?=[“\"A-Z])")


def run_in_heading(text: str, start: int, end: int, *, stop_too: bool) -> tuple[Span, int] | None:
    """A label such as "Maritime: The United States commits …": where it stands, and where the sentence begins.

    Only where it is short and capitalised and a clause with a subject of its own follows. `stop_too` also takes the
    titles of contract clauses, which end in a full stop ("Term. This lease …").
    """
    found = RUN_IN.match(text, start, end) if ":" in text[start:end] else None
    if found is None and stop_too:
        found = RUN_IN_STOP.match(text, start, end)
    if found is None:
        return None
    title = found.group("title")
    if "." in title.rstrip(".") and text[found.end("title")] != ":":
        return None
    if len(title.split()) > 10 or has_verb(title) or not is_title_like(title):
        return None
    sentence = text[found.end() : min(end, found.end() + 400)]
    if not has_verb(sentence) and len(sentence.split()) < 12:
        return None
    return (found.start("title"), found.end("title")), found.end()
