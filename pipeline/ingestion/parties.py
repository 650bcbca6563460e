"""Who the parties are: from the opening clause, from "We, the leaders of …", from the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.records import Party

_QUOTED = re.compile(r"[“\"'‘]\s*(?:[Tt]he\s+)?([^“”\"‘]{1,60}?)\s*[”\"'’](?!\w)")
_ASIDE = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_CALLED = re.compile(
    r",?\s*\b(?:hereinafter|hereafter|hereinbelow|henceforth)\b[^,;:]*?\b(?:to\s+as|called|named|as|the)\s+"
    r"(?:the\s+)?(?P<name>[^\W\d_a-z][\w&.’' -]{0,50}?)(?=\s*(?:[,;:)]|$))"
)
_GROUP = re.compile(
    r"\b(?:part(?:y|ies)|participants?|sides?|partners?|signator(?:y|ies)|states?|countries|members?|governments?)$",
    re.IGNORECASE,
)
_GROUP_CLAUSE = re.compile(
    r"(?:,\s*)?(?:\(\s*)?(?:hereinafter|hereafter|individually|each|collectively|together|jointly|both)\b[^“\"‘]{0,60}"
    r"(?:[“\"‘](?:the\s+|an?\s+)?(?:[\w-]+\s+){0,2}?(?:Part(?:y|ies)|Participants?|Sides?|Partners?|Signator(?:y|ies))[”\"’]"
    r"|(?:as|called)\s+(?:the\s+)?(?:Contracting\s+)?(?:Parties|Participants|Sides)\b)"
    r"|\(\s*(?:the\s+)?[“\"‘](?:the\s+)?(?:[\w-]+\s+){0,2}?(?:Parties|Participants|Sides|Partners|Signatories)[”\"’]\s*\)"
)
_LEADERS = re.compile(
    r"\b(?:[Ww]e,?\s+(?:the\s+)?|The\s+)(?:undersigned\s+)?"
    r"(?:[Ll]eaders|[Hh]eads\s+of\s+[\w ]{3,30}|[Mm]inisters|[Mm]embers)\s+of\s+(?:the\s+)?"
)
_BETWEEN = re.compile(r"\b(?:[Bb]etween|BETWEEN|[Aa]mong|AMONG)\s+")
_TITLE_END = re.compile(
    r"\s+(?:on|ON|concerning|CONCERNING|Concerning|regarding|REGARDING|Regarding|for|FOR|relating|RELATING|in|to|of\s+\d|"
    r"establishing|On|For|Relating|About|about)\s(?!Ireland)"
)
_ARTICLE = re.compile(r"^(?:the|The|THE)\s+")
_LEAD_IN = re.compile(
    r"^.*?\b(?:between|BETWEEN|among|[Pp]ursuant\s+to\s+this\s+[\w ]+?,|of\s+the\s+one\s+part,?)\s+", re.DOTALL
)
_ROLE = re.compile(
    r",?\s+(?:of|on)\s+the\s+(?:one|other|first|second)\s+(?:part|hand|side)\b"
    r"|,\s+(?:of|on)\s+the\s+(?:one|other)\s*(?=,|;|$)|,\s+(?:represented|acting)\s[^,]*",
)
_OFFICE = (
    r"(?:Governments?|GOVERNMENTS?|(?:Vice[- ])?Presidents?|Prime\s+Ministers?|Leaders?|Secretary[- ]General"
    r"|Chancellor)"
)
_OFFICE_OF = re.compile(rf"^(?:(?:The|the)\s+)?{_OFFICE}\s+(?:of|OF)\s+(?:the\s+|THE\s+)?")
_STATE_STYLE = re.compile(
    r"^(?!United Kingdom)(?:(?:Federal|Islamic|Socialist|United|Democratic|People[’']s|Arab|Co-operative|Bolivarian|"
    r"Federative|Plurinational|Hashemite)\s+)*"
    r"(?:Republic|Kingdom|Grand[\s-]+Duchy|Principality|State|Federation|Commonwealth|Union|Emirate|Sultanate|Duchy)"
    r"\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:and\s+|AND\s+|as\s+well\s+as\s+|together\s+with\s+)?|\s+(?:and|AND)\s+")
# Names and offices one after the other, up to a verb or to a participle that begins a recital.
_NAMES = re.compile(r"(?:\s|,|\([^()]*\)|\b(?:and|the|of|together|with|as|well)\b|\b(?![A-Z]\w*ing\b)[A-Z][\w.’'-]*)*")
_COORDINATED = re.compile(rf"\s+and\s+(?:the\s+)?(?P<office>{_OFFICE}\s+of\s+(?:the\s+)?)?")
_ORGANISATIONS = frozenset(
    ("Agency", "Authority", "Bank", "Board", "Commission", "Community", "Company", "Council", "Foundation", "Fund",
     "Organisation", "Organization", "Secretariat", "Union", "University")
)  # fmt: skip
# A full stop that ends neither an initial nor a usual abbreviation in a company's name.
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\bCo)(?<!\bLtd)(?<!\bInc)\.(?:\s|$)|:")
_OFTEN = 3
_OPENING_LENGTH = 1000
_OPENING = 12
_MOST_WORDS = 16


@dataclass(slots=True)
class _Draft:
    name: str
    short_names: list[str] = field(default_factory=list)

    def party(self, text: str) -> Party:
        name = " ".join(self.name.split())
        short = list(dict.fromkeys(" ".join(word.split()) for word in self.short_names))
        bare = _STATE_STYLE.sub("", _OFFICE_OF.sub("", name))
        noun = name.split()[-1]
        if not short and noun in _ORGANISATIONS and re.search(rf"\b[Tt]he {noun}\b", text):
            short.append(noun)
        elsewhere = text.replace(self.name, "")
        if bare not in (name, *short) and bare[:1].isupper() and re.search(rf"\b{re.escape(bare)}\b", elsewhere):
            short.append(bare)
        return Party(name=name, short_names=tuple(short), id=actor_id(name) or actor_id(bare))


def actor_id(name: str) -> str | None:
    """The canonical id of one state or organisation, or None for unknown names and for several at once."""
    from pipeline.normalisation import canonical_actor

    found = canonical_actor(_ARTICLE.sub("", name))
    return found if found and "+" not in found else None


def is_state(actor: str) -> bool:
    """Whether a canonical id is that of a state, present or former, rather than of an organisation."""
    import pycountry

    return bool(pycountry.countries.get(alpha_3=actor) or pycountry.historic_countries.get(alpha_3=actor))


def party_of(named: str) -> Party:
    """The party that an editor names by its ISO 3166-1 alpha-3 code or by its name."""
    import pycountry
    from babel import Locale

    country = pycountry.countries.get(alpha_3=named) or pycountry.historic_countries.get(alpha_3=named)
    if country is None:
        return Party(name=named, id=actor_id(named) or (named if re.fullmatch(r"[A-Z]{3}", named) else None))
    name = Locale("en").territories.get(getattr(country, "alpha_2", "")) or country.name
    return Party(name=str(name), id=named)


def find_parties(text: str, title: str | None) -> tuple[tuple[Party, ...], str]:
    """The parties to the agreement and where they were found ("text" or "title"); none where nothing names them."""
    paragraphs = [paragraph for paragraph in re.split(r"\n\s*\n", text[:20000]) if paragraph.strip()][: _OPENING * 3]
    for find in (_from_group_clause, _from_leaders, _from_made_between):
        drafts = find(paragraphs)
        if drafts:
            return _finished(drafts, text), "text"
    if title and (drafts := _from_title(title)):
        return _finished(drafts, text), "title"
    return _finished(_from_subjects(text), text), "text"


def _finished(drafts: list[_Draft], text: str) -> tuple[Party, ...]:
    """Parties in their order, one for each id."""
    parties: dict[str, Party] = {}
    for draft in drafts:
        party = draft.party(text)
        parties.setdefault(party.id or party.name, party)
    return tuple(parties.values())


def _from_group_clause(paragraphs: list[str]) -> list[_Draft]:
    """From the clause that ends in a name for all of them: '… (hereinafter, the "Parties")'."""
    for index, paragraph in enumerate(paragraphs[:_OPENING]):
        clause = " ".join(paragraph.split())
        group = _GROUP_CLAUSE.search(clause)
        if group is None:
            continue
        opening = clause[: group.start()]
        # "X, hereinafter called A, / and / Y": the parties may stand in paragraphs of their own.
        before = index - 1
        while before >= 0 and len(list(_named(opening))) < 2 and _continues(paragraphs[before]):
            opening = " ".join(paragraphs[before].split()) + " " + opening
            before -= 1
        drafts = list(_named(_LEAD_IN.sub("", opening) if _LEAD_IN.match(opening) else opening))
        if len(drafts) >= 2:
            return drafts
    return []


def _continues(paragraph: str) -> bool:
    words = paragraph.strip()
    return words.lower() in ("and", "and the") or words.endswith((",", " and", ";"))


def _from_leaders(paragraphs: list[str]) -> list[_Draft]:
    """From "We, the leaders of X, Y and Z"."""
    from pipeline.normalisation import find_actors

    for paragraph in paragraphs[:_OPENING]:
        clause = " ".join(paragraph.split())
        match = _LEADERS.search(clause)
        if match is None:
            continue
        names = _NAMES.match(clause[:5000], match.end())
        run = names.group() if names else ""
        drafts = [_Draft(run[start:end]) for start, end, _ in find_actors(run)] or list(_named(run))
        if drafts:
            return drafts
    return []


def _from_made_between(paragraphs: list[str]) -> list[_Draft]:
    """From "This Lease is made on 1 May 2020 between X and Y"."""
    for paragraph in paragraphs[:_OPENING]:
        clause = " ".join(paragraph.split())
        match = re.search(r"\b(?:made|entered\s+into|concluded)\b.{0,80}?\bbetween:?\s+", clause)
        if match:
            drafts = list(_named(_SENTENCE_END.split(clause[match.end() :])[0]))
            if len(drafts) >= 2:
                return drafts
    return []


def _from_title(title: str) -> list[_Draft]:
    """From "Agreement between X and Y on Z", else from the states that the title names."""
    from pipeline.normalisation import find_actors

    between = _BETWEEN.search(title)
    if between:
        rest = title[between.end() :]
        held = find_actors(rest)
        ends = (end.span() for end in _TITLE_END.finditer(rest))
        cut = next((start for start, end in ends if not any(a < end < b for a, b, _ in held)), None)
        drafts = list(_named(rest[:cut]))
        if len(drafts) >= 2:
            return drafts
    known = list(dict.fromkeys(title[start:end] for start, end, _ in find_actors(title)))
    return [_Draft(name) for name in known] if len({actor_id(name) for name in known}) >= 1 else []


def _from_subjects(text: str) -> list[_Draft]:
    """From the pair of states that the text speaks of most: "Spain and the United States intend to …"."""
    from pipeline.normalisation import find_actors

    pairs: Counter[tuple[str, ...]] = Counter()
    names: dict[str, str] = {}
    for (start, end, one), (next_start, next_end, other) in pairwise(find_actors(text)):
        joint = _COORDINATED.fullmatch(text[end:next_start]) if one != other else None
        if joint:
            # "the President of X and the Prime Minister of Y" in the opening are those who sign.
            if joint["office"] and end < _OPENING_LENGTH and not pairs:
                return [_Draft(text[start:end]), _Draft(text[next_start:next_end])]
            pairs[tuple(sorted((one, other)))] += 1
            names.setdefault(one, text[start:end])
            names.setdefault(other, text[next_start:next_end])
    pair, times = max(pairs.items(), key=lambda item: (item[1], item[0]), default=((), 0))
    return [_Draft(names[actor]) for actor in names if actor in pair] if times >= _OFTEN else []


def _named(clause: str) -> Iterator[_Draft]:
    """The names in a coordinated clause, each with the short names that its aside gives it."""
    for piece in _pieces(_ROLE.sub("", clause)):
        asides = _ASIDE.findall(piece)
        short = [name for aside in asides for name in _short_names(aside)]
        words = _ASIDE.sub("", piece)
        if called := _CALLED.search(words):
            short.append(called["name"].strip(" “”\"'‘’"))
            words = words[: called.start()]
        words = re.sub(r"^(?:and|AND)\s+", "", words.strip(' ,;:.(“”"'))
        name = _ARTICLE.sub("", words).strip()
        if name and name[0].isupper() and len(name.split()) <= _MOST_WORDS and not re.search(r"\bthis\b", name):
            # A government may be the party; a president speaks for one.
            name = name if name.startswith(("Government of", "GOVERNMENT OF")) else _OFFICE_OF.sub("", name)
            yield _Draft(name, _own(short))


def _pieces(clause: str) -> Iterator[str]:
    """`clause` cut at its commas and its "and", but not inside a name that is known or in an aside."""
    from pipeline.normalisation import find_actors

    held = [(start, end) for start, end, _ in find_actors(clause)]
    held += [match.span() for match in _ASIDE.finditer(clause)]
    start = 0
    for match in _SEPARATOR.finditer(clause):
        inside = any(a < match.end() and match.start() < b and a < match.start() for a, b in held)
        if not inside and re.match(r"(?:(?:the|The|THE)\s+)?[^\W\d_a-z]", clause[match.end() :]):
            yield clause[start : match.start()]
            start = match.end()
    yield clause[start:]


def _short_names(aside: str) -> Iterator[str]:
    """The names that an aside defines: '("Ukraine")', '(hereinafter called Turkey)', '(UAE)'."""
    inner = aside[1:-1].strip()
    quoted = _QUOTED.findall(inner)
    if quoted:
        yield from quoted
    elif called := _CALLED.search(f", {inner}"):
        yield called["name"]
    elif re.fullmatch(r"[A-Z][A-Z&.]{1,8}", inner):
        yield inner


def _own(names: list[str]) -> list[str]:
    """The short names that belong to one party, without those for all of them ("Party")."""
    return [name for name in (_ARTICLE.sub("", name.strip()) for name in names) if not _GROUP.search(name)]
