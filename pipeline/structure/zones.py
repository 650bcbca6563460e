"""The parts of an agreement known by where they stand: title, preamble, signature block, table of contents."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.structure.blocks import is_contents_line
from pipeline.structure.headings import Heading
from pipeline.structure.pieces import Piece
from pipeline.structure.wording import has_verb, is_capitals, is_formula, is_terminated, is_title_like

_CLOSING_FORMULA = re.compile(
    r"(?:in\s+(?:witness|faith)\s+whereof|(?:done|signed|concluded|endorsed|executed)\s+(?:at|in|on|this|by)\b)",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    r"for\s+(?:and\s+on\s+behalf\s+of\s+)?(?:the\s+)?"
    r"(?:government|republic|kingdom|state|federal|united|european|commonwealth|ministry)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:and|between|of|concerning|on|with|to|for|regarding|relating to)(?: the)?\b", re.IGNORECASE)
_INSTRUMENT = re.compile(
    r"agreement|treaty|memorandum|declaration|statement|compact|charter|protocol|convention|lease|contract|arrangement"
    r"|accord|pact|communiqu|understanding|covenant|exchange|letter|partnership|plan",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:table of )?contents|index", re.IGNORECASE)
_WIDEST_SIGNATURE = 600
_LONGEST_TITLE = 600


def mark_zones(text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces with those of title, contents, preamble and signature block marked as such."""
    pieces = _mark_contents(text, pieces)
    pieces = _mark_title(text, pieces)
    pieces = _mark_signatures(text, pieces)
    return _mark_preamble(text, _join_preamble_headings(pieces))


def _words(text: str, piece: Piece) -> str:
    return text[piece.start : piece.end]


def _joined(role_piece: Piece, last: Piece) -> Piece:
    """One piece from `role_piece` to the end of `last`."""
    end = max(last.end, last.body[1])
    return replace(role_piece, end=end, body=(role_piece.body[0], end))


def _as_text(piece: Piece, role: str) -> Piece:
    """`piece` as a leaf of the given role, all its words its body."""
    if role == "signature":
        return Piece("signature", piece.start, piece.end, (piece.start, piece.end))
    return Piece("table", piece.start, piece.end, (piece.start, piece.end))


def _mark_contents(text: str, pieces: list[Piece]) -> list[Piece]:
    """Join the lines of a table of contents into one piece."""
    marked: list[Piece] = []
    later = _last_bearers(text, pieces)
    index = 0
    while index < len(pieces):
        end = _contents_end(text, pieces, index, later)
        if end > index:
            marked.append(_joined(_as_text(pieces[index], "table"), pieces[end - 1]))
            index = end
        else:
            marked.append(pieces[index])
            index += 1
    return marked


def _last_bearers(text: str, pieces: list[Piece]) -> dict[str, int]:
    """For every heading, the last piece that bears it."""
    return {_heading_key(text, piece): index for index, piece in enumerate(pieces) if piece.heading}


def _heading_key(text: str, piece: Piece) -> str:
    """What a heading and its line in a table of contents have in common."""
    if piece.heading and piece.heading.word and piece.number:
        return " ".join(piece.number.lower().split())
    return re.sub(r"[\W\d]+", " ", _words(text, piece).lower()).strip()


def _contents_end(text: str, pieces: list[Piece], index: int, later: dict[str, int]) -> int:
    """The index after a table of contents that begins at `index`; `index` itself where none does."""
    titled = _CONTENTS.fullmatch(_words(text, pieces[index]).strip(" :*_")) is not None
    end = index + titled
    while end < len(pieces):
        piece = pieces[end]
        words = _words(text, piece)
        repeated = piece.heading is not None and later.get(_heading_key(text, piece), -1) > end
        if not (is_contents_line(words) or repeated):
            break
        end += 1
    return end if end - index >= 3 else index


def _mark_title(text: str, pieces: list[Piece]) -> list[Piece]:
    """Join the heading lines at the very start into the title."""
    end = 0
    while end < len(pieces) and _is_title_line(text, pieces[end], end):
        end += 1
    while end and _LINK.fullmatch(_words(text, pieces[end - 1]).strip()):
        end -= 1
    if end > 1 and pieces[end - 1].heading and not _goes_on(text, pieces, end):
        end -= 1
    if not end or (end == len(pieces) and end > 1) or (end == 1 and _heads_first_section(text, pieces)):
        return pieces
    first, last = pieces[0], pieces[end - 1]
    title = Piece("title", first.start, last.end, (last.end, last.end), title=(first.start, last.end))
    return [title, *pieces[end:]]


def _heads_first_section(text: str, pieces: list[Piece]) -> bool:
    """Whether the first line is the heading of the first section ("AIMS"), one of several of its kind."""
    line, heading = _words(text, pieces[0]), pieces[0].heading
    if heading is None or len(line.split()) > 3 or _INSTRUMENT.search(line):
        return False
    return any(piece.heading and piece.heading.style == heading.style for piece in pieces[1:])


def _goes_on(text: str, pieces: list[Piece], end: int) -> bool:
    """Whether the last heading line before `end` belongs to the title, and is not the heading of what follows."""
    line = _words(text, pieces[end - 1])
    before = _words(text, pieces[end - 2])
    after = pieces[end] if end < len(pieces) else None
    if after is None or after.heading or _LINK.fullmatch(before.strip()):
        return True
    if _LINK.match(line):
        return True
    shape = line.isupper() == before.isupper()
    preamble = re.match(r"(?:the|we)\b", _words(text, after), re.IGNORECASE) is not None
    return (shape and preamble) or len(line) > 60 or bool(re.match(r"(?:\d|\(|between|done|signed)", line, re.I))


def _is_title_line(text: str, piece: Piece, index: int) -> bool:
    words = _words(text, piece).strip()
    if piece.role == "heading" and piece.heading:
        heading = piece.heading
        free = not heading.word and heading.kind == "section" and piece.number is None
        return free and heading.style in ("title", "capitals")
    if piece.role != "plain":
        return False
    long_title = is_capitals(words) or is_title_like(words, _LONGEST_TITLE)
    if long_title and len(words) < _LONGEST_TITLE and not is_terminated(words):
        return True
    return index > 0 and (_LINK.fullmatch(words) is not None or (len(words) < 120 and is_title_like(words)))


def _mark_signatures(text: str, pieces: list[Piece]) -> list[Piece]:
    """Join names, titles and "For the Government of …" after the closing formula into one piece."""
    marked: list[Piece] = []
    closing = False
    names_from = _names_at_end(text, pieces)
    for index, piece in enumerate(pieces):
        words = _words(text, piece)
        if piece.role in ("footnote", "table") or (piece.heading and _divides(piece.heading)):
            closing = False
        if piece.role == "plain" and _SIGNS.match(words) and not has_verb(words) and len(words) < 200:
            closing = True
        formula = _CLOSING_FORMULA.match(words.lstrip("*_ ")) is not None
        if formula and piece.role in ("plain", "heading"):
            closing = True
            marked.append(replace(_plain(piece), style="closing"))
            continue
        if index >= names_from or (closing and _is_signature(words, piece)):
            leaf = _as_text(piece, "signature")
            if marked and marked[-1].role == "signature":
                marked[-1] = _joined(marked[-1], leaf)
            else:
                marked.append(leaf)
            continue
        marked.append(piece)
    return marked


def _divides(heading: Heading) -> bool:
    """Whether a heading ends a signature block."""
    return bool(heading.word) or heading.style == "[]"


def _plain(piece: Piece) -> Piece:
    """`piece` as a plain paragraph."""
    return Piece("plain", piece.start, piece.end, (piece.start, piece.end))


def _names_at_end(text: str, pieces: list[Piece]) -> int:
    """Where the names begin that end a text without a closing formula; the number of pieces where there are none."""
    first = len(pieces)
    while first and _holds_names(_words(text, pieces[first - 1]), pieces[first - 1]):
        first -= 1
    count = sum(len(_words(text, piece).split()) for piece in pieces[first:])
    if count < 4 or not first or pieces[first - 1].heading or not _words(text, pieces[first - 1]).endswith((".", "”")):
        return len(pieces)
    return first


def _holds_names(words: str, piece: Piece) -> bool:
    """Whether a piece consists of capitalised words and numbers, as names and dates do."""
    if piece.role not in ("plain", "heading") or (piece.heading and (_divides(piece.heading) or piece.number)):
        return False
    if len(words) > 200 or words.endswith((";", ":")) or has_verb(words):
        return False
    capital = [word for word in words.split() if word[:1].isupper() or word[:1].isdigit()]
    return len(capital) >= 0.8 * len(words.split())


def _is_signature(words: str, piece: Piece) -> bool:
    """Whether a piece after the closing formula holds names and offices rather than sentences."""
    if piece.role not in ("plain", "heading", "label") or (piece.heading and _divides(piece.heading)):
        return False
    return len(words) <= _WIDEST_SIGNATURE and not (has_verb(words) and len(words.split()) >= 6)


def _mark_preamble(text: str, pieces: list[Piece]) -> list[Piece]:
    """Put a preamble in front of the recitals, where no heading opens one, and close it after its formula."""
    first = 0
    while first < len(pieces) and pieces[first].role in ("title", "table"):
        first += 1
    operative = next((i for i in range(first, len(pieces)) if _opens_text(pieces[i])), len(pieces))
    formula = next((i for i in range(first, operative) if _ends_preamble(text, pieces[i])), None)
    has_articles = operative < len(pieces) and pieces[operative].heading is not None
    end = formula + 1 if formula is not None else operative if has_articles else first
    opened = next((i for i in range(first, end) if (h := pieces[i].heading) and h.kind == "preamble"), None)
    if end <= first:
        return pieces
    marked = list(pieces)
    if formula is not None:
        marked[formula] = replace(marked[formula], style="formula")
    if opened is None and not any(piece.heading for piece in pieces[first:end]):
        opening = Heading("preamble", "", None, None, pieces[first].start, "preamble")
        at = pieces[first].start
        marked.insert(first, Piece("heading", at, at, (at, at), heading=opening, style="preamble"))
    return marked


def _join_preamble_headings(pieces: list[Piece]) -> list[Piece]:
    """Make one heading of "Preamble" printed twice, as a chapter's name and above its text."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1].heading if joined else None
        if piece.heading and last and piece.heading.kind == last.kind == "preamble":
            joined[-1] = replace(joined[-1], end=piece.end, body=piece.body, title=(joined[-1].start, piece.end))
        else:
            joined.append(piece)
    return joined


def _ends_preamble(text: str, piece: Piece) -> bool:
    """Whether a piece holds the words that end a preamble."""
    return piece.role in ("plain", "label") and is_formula(_words(text, piece))


def _opens_text(piece: Piece) -> bool:
    """Whether a piece is the first operative division: an article, part, section or annex with its own word."""
    return piece.heading is not None and bool(piece.heading.word or piece.heading.style == "[]")
