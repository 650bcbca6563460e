"""What the words of a stretch tell about its place: is it a heading, a finished sentence, an open one."""

from __future__ import annotations

import re

LONGEST_HEADING = 160
SMALL_WORDS = frozenset(
    re.findall(
        r"\S+",
        "a an and as at between by for from in into its of on or our over per than the their through to "
        "toward towards under up upon versus via with within without concerning regarding including ",
    )
)
_VERBS = re.compile(
    r"\b(?:shall|will|may|must|should|can|could|would|is|are|was|were|has|have|had|be|been|does|do|"
    r"agrees?|intends?|commits?|undertakes?|recogni[sz]es?|reaffirms?|affirms?|welcomes?|plans? to|supports|means)\b"
)
_STARTERS = frozenset(
    re.findall(
        r"\S+",
        "The Each Any No Nothing If Where When In For This These Those All Both Either Neither Unless "
        "Except Subject Without With Upon Notwithstanding A An It Such Every Within On At As By To Once "
        "After Before Until Should They We Nor Pursuant Having Recognizing Recognising ",
    )
)
_MARKS_AT_END = re.compile(r"(?:\s*\[\d{1,3}\])+$")
_CONJUNCTION_AT_END = re.compile(r"[\s,;](?:and(?:/or)?|or)$")
_PARTICIPLE = re.compile(
    r"(?:(?:Also|Further|Deeply|Gravely|Fully|Having|And)\s+)?"
    r"(?:\w+(?:ing|ed|ING|ED)|Mindful|Conscious|Aware|Desirous|Anxious)\b"
)
_RESOLVES = re.compile(
    r"(?:(?:Also|Further|Strongly|Hereby)\s+)?(?:Accepts|Acts|Adopts|Affirms|Agrees|Appeals|Approves|Asks|Authori[sz]es|Calls"
    r"|Commends|Concludes|Condemns|Confirms|Considers|Decides|Declares|Demands|Deplores|Directs|Draws|Emphasi[sz]es"
    r"|Encourages|Endorses|Establishes|Expresses|Extends|Instructs|Invites|Notes|Proclaims|Reaffirms|Recalls|Recogni[sz]es"
    r"|Recommends|Reiterates|Remains|Renews|Requests|Resolves|Stresses|Supports|Takes|Underlines|Underscores|Undertakes"
    r"|Urges|Welcomes)\b",
    re.IGNORECASE,
)
_CLOSING = "\"'”’»)]*_ "
_DASHES = "-–—―─"
_OPEN_WORDS = frozenset({"to", "by", "shall", "will", "may", "must", "that", "including", "include", "towards"})
_AGREED = re.compile(
    r"\b(?:agree|agreed|decided|reached|resolved|concluded?|adopted|declare|understanding)\b[^.]{0,160}?"
    r"(?:as follows|the following|following\b[^.]{0,40})[^.]{0,120}\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_NUMBER = re.compile(r"\b\d+\b")
_SENTENCE_BREAK = re.compile(r"[a-z]{3,}[”\")]?\.\s+(?=[A-Z“\"])")


def _core(text: str) -> str:
    """`text` without white space, emphasis marks and footnote marks at its end."""
    core = text.rstrip().rstrip("*_").rstrip()
    # Most paragraphs end in no such mark, and the search would go through all their words.
    return _MARKS_AT_END.sub("", core) if core.endswith("]") else core


def is_terminated(text: str) -> bool:
    """Whether `text` ends a sentence or a list item: a full stop, a semicolon, a question or exclamation mark."""
    core = _core(text).rstrip(_CLOSING)
    return core.endswith((".", ";", "!", "?"))


def is_open(text: str) -> bool:
    """Whether `text` leaves its sentence open, so that items after it complete it."""
    core = _core(text)
    return bool(core) and not is_terminated(core)


def announces(text: str) -> bool:
    """Whether `text` visibly waits for a list: it ends in a colon, a dash, or a word such as "to" or "shall"."""
    core = _core(text)
    if core.endswith((":", *_DASHES)):
        return True
    return _ends_open(core)


def _ends_open(core: str) -> bool:
    """Whether the last word leaves a sentence open."""
    last_word: str = core.rsplit(None, 1)[-1] if core else ""
    return last_word in _OPEN_WORDS


def is_formula(words: str) -> bool:
    """Whether `words` are the formula that ends a preamble ("Have agreed as follows:")."""
    return _AGREED.search(words[-400:].rstrip(" :.;—–-")) is not None


def is_recital(text: str) -> bool:
    """Whether `text` is a recital ("Determined to keep the peace,"): a participle, and a comma at the end."""
    return _core(text).endswith(",") and _PARTICIPLE.match(text) is not None


def opens_resolution(text: str) -> bool:
    """Whether `text` only names who resolves ("The Council of the North,"); the numbered paragraphs complete it."""
    core = _core(text)
    return len(core) < 300 and core.endswith(",") and core.startswith(("The ", "THE ")) and not has_verb(core)


def resolves(text: str) -> bool:
    """Whether `text` begins with what a body does ("Decides to", "Calls upon"), its subject named further up."""
    return _RESOLVES.match(text) is not None


def is_fragment(text: str) -> bool:
    """Whether `text` is a list member that another follows: it ends in ";", ",", "; and", ", or" and the like."""
    core = _core(text)
    return core.endswith((";", ",")) or _ends_in_conjunction(core)


def awaits_last(text: str) -> bool:
    """Whether `text` is the last but one member of a list: it ends in "and" or "or"."""
    return _ends_in_conjunction(_core(text))


def _ends_in_conjunction(core: str) -> bool:
    return core.endswith(("and", "or")) and _CONJUNCTION_AT_END.search(core[-40:]) is not None


def runs_on(text: str) -> bool:
    """Whether `text` breaks off in mid-phrase: it ends in a comma or in a word such as "of" or "the"."""
    core = _core(text)
    last_word: str = core.rsplit(None, 1)[-1] if core else ""
    return core.endswith(",") or last_word.lower() in SMALL_WORDS


def is_capitals(text: str) -> bool:
    """Whether every letter is a capital, with at least one word of three letters."""
    return text == text.upper() and any(len(word) > 2 for word in _WORD.findall(text))


def has_verb(text: str) -> bool:
    """Whether `text` holds a common finite verb of agreements, in lower case."""
    return _VERBS.search(text) is not None


def is_title_like(text: str, longest: int = LONGEST_HEADING) -> bool:
    """Whether `text` could stand as a heading: short, without final punctuation, its words capitalised."""
    core = _core(text)
    if not core or len(core) > longest or core[-1] in ".;,:?!" + _DASHES:
        return False
    if _ends_open(core) or awaits_last(core):
        return False
    words: list[str] = _WORD.findall(core)
    heavy = [word for word in words if word.lower() not in SMALL_WORDS]
    if len(_NUMBER.findall(core)) > len(words):
        return False
    if not heavy or len(words) > longest // 8 or words[0][0].islower():
        return False
    capital = sum(word[0].isupper() for word in heavy)
    return capital >= 0.75 * len(heavy)


def is_plain_heading(text: str) -> bool:
    """Whether `text` could be a heading in sentence case ("Towards a lasting peace"): short and without a verb."""
    core = _core(text)
    if not core or len(core) > 110 or core[-1] in ".;,:?!" + _DASHES or not core[0].isupper():
        return False
    return len(core.split()) <= 14 and not (has_verb(core) or _ends_open(core) or awaits_last(core))


def starts_sentence(text: str) -> bool:
    """Whether `text` begins as a sentence or a title does, with a capital."""
    stripped = text.lstrip("\"'“‘([*_ ")
    return bool(stripped) and (stripped[0].isupper() or stripped[0].isdigit())


def sentence_break(text: str) -> int | None:
    """Where a second sentence begins in `text`, or None."""
    found = _SENTENCE_BREAK.search(text)
    return found.end() if found else None


def title_end(text: str) -> int:
    """Where the title ends that stands before a sentence on one line ("Basic Duties For each product …"), or 0.

    The sentence begins at the last word that usually begins one ("The", "Each", "For" …) before the first word in
    lower case that a title would not hold, or else with the name right before a verb ("Prosperity Ukraine must …").
    """
    words = list(re.finditer(r"\S+", text[: 2 * LONGEST_HEADING]))
    for index, word in enumerate(words):
        plain = word.group().strip("\"'“”‘’(),.;:")
        if plain.isdigit() and word.group().endswith("."):
            return word.start() if is_title_like(text[: word.start()]) else 0
        if plain[:1].islower() and plain not in SMALL_WORDS:
            return _title_end_before(text, words[: index + 1])
        if word.group().endswith((".", ";", ":")):
            return 0
    return 0


def _title_end_before(text: str, words: list[re.Match[str]]) -> int:
    """The start of the sentence whose first plain word ends `words`, where a title stands before it; else 0."""
    for index in range(len(words) - 1, 0, -1):
        before = words[index - 1].group()
        if words[index].group().strip('“"(,') in _STARTERS and before.lower() not in SMALL_WORDS:
            start = words[index].start()
            return start if is_title_like(text[:start]) else 0
    if len(words) > 2 and has_verb(words[-1].group()):
        start = words[-2].start()
        return start if words[-2].group()[0].isupper() and is_title_like(text[:start]) else 0
    return 0
