"""What an agreement is: title, parties, signing, kind of instrument, language, each with where it was found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.ingestion.blocks import Facts, Reading
from pipeline.ingestion.language import detect_language, language_name
from pipeline.ingestion.parties import find_parties, is_state
from pipeline.ingestion.signing import find_signing
from pipeline.ingestion.titles import kind_in, title_in
from pipeline.records import Party

# A year in a file's name, and perhaps a month and a day, set apart from other figures.
_DATED_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?!\d)")
# What is said of an agreement by those who edited it is surer than what is read out of it.
_EDITED = "XML metadata"


@dataclass(slots=True)
class Metadata:
    """What is known of an agreement beside its text."""

    title: str | None = None
    parties: tuple[Party, ...] = ()
    signed: str | None = None
    place: str | None = None
    instrument: str | None = None
    language: str = "en"
    found: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def describe(reading: Reading, name: str = "") -> Metadata:
    """The metadata of a reading, from its text, from what its file says, and at last from the file's name."""
    known = Metadata()
    facts = reading.facts
    _set_language(known, facts, reading.text)
    _set_title(known, facts, reading.text)
    if known.language == "en":
        _set_parties(known, facts, reading.text)
        _set_signing(known, facts, reading.text)
        known.instrument, where = kind_in(known.title, reading.text)
        if not where:
            known.instrument, where = kind_in(name.replace("-", " ").replace("_", " "), "")
            where = where and "file name"
        if where:
            known.found["instrument"] = where
    else:
        known.parties, known.signed = facts.parties, facts.signed
        known.found.update({key: facts.found[key] for key in ("parties", "signed") if key in facts.found})
    if not known.signed and (dated := _DATED_NAME.search(name)):
        known.signed, known.found["signed"] = dated[1], "file name"
    return known


def _set_language(known: Metadata, facts: Facts, text: str) -> None:
    detected = detect_language(text)
    if detected:
        known.language, known.found["language"] = detected, "text"
    elif facts.language:
        known.language, known.found["language"] = facts.language, facts.found.get("language", "file")
    if known.language != "en":
        known.warnings.append(f"the text is in {language_name(known.language)}; the rules are for English")


def _set_title(known: Metadata, facts: Facts, text: str) -> None:
    known.title = facts.title
    if known.title:
        known.found["title"] = facts.found.get("title", "file")
    elif title := title_in(text):
        known.title, known.found["title"] = title, "text"


def _set_parties(known: Metadata, facts: Facts, text: str) -> None:
    parties, where = find_parties(text, known.title)
    if facts.parties:
        named = {party.id: party for party in parties}
        listed = {party.id for party in facts.parties}
        # Lists of states leave out the organisation that is a party beside its members.
        beside = (party for party in parties if party.id and party.id not in listed and not is_state(party.id))
        known.parties = (*(named.get(party.id, party) for party in facts.parties), *beside)
        known.found["parties"] = facts.found["parties"]
    elif parties:
        known.parties, known.found["parties"] = parties, where


def _set_signing(known: Metadata, facts: Facts, text: str) -> None:
    signing = find_signing(text)
    if signing.place:
        known.place, known.found["place"] = signing.place, "text"
    if facts.signed and (facts.found.get("signed") == _EDITED or not signing.date):
        known.signed, known.found["signed"] = facts.signed, facts.found.get("signed", "file")
    elif signing.date:
        known.signed, known.found["signed"] = signing.date, "text"
