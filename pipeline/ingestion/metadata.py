"""What an agreement is: title, parties, signing, kind of instrument, language, each with where it was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.ingestion.blocks import Reading
from pipeline.records import Party


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


def describe(reading: Reading) -> Metadata:
    """The metadata of a reading, from its text and from what its file says."""
    facts = reading.facts
    return Metadata(title=facts.title, parties=facts.parties, signed=facts.signed, found=dict(facts.found))
