"""Which parties the words for an actor mean: "Ukraine", "the Recipient", "each Party", "we"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalisation import canonical_actor
from pipeline.records import Party

_ALL = frozenset(["we", "us"])
_EACH = frozenset(["each", "either", "neither", "both", "all", "any", "none", "one"])
_PREPOSITIONS = frozenset(["of", "to", "in", "for", "from", "with", "by", "under", "on", "that", "which", "who"])


class PartyNames:
    """The names of one agreement's parties; `party_nouns` are the words that mean any of them."""

    def __init__(self, parties: Sequence[Party], party_nouns: frozenset[str]) -> None:
        self._all = tuple(party.id or party.name for party in parties)
        self._nouns = party_nouns - {"member", "members"}
        self._ids = {
            _plain(name): party.id for party in parties if party.id for name in (party.name, *party.short_names)
        }
        self._read: dict[str, tuple[str | None, tuple[str, ...]]] = {}

    def read(self, words: str) -> tuple[str | None, tuple[str, ...]]:
        """What `id_of` and `meant` say of the words; an agreement has the same few words for its actors throughout."""
        if words not in self._read:
            self._read[words] = self.id_of(words), self.meant(words)
        return self._read[words]

    def id_of(self, words: str) -> str | None:
        """The canonical id that the words name, several joined with "+" in the order of the alphabet, or None."""
        known = canonical_actor(words) or self._ids.get(_plain(words))
        return "+".join(sorted(known.split("+"))) if known else None

    def meant(self, words: str) -> tuple[str, ...]:
        """Ids (or names, where a party has none) of those the words stand for; "each Party" stands for all parties."""
        known = self.id_of(words)
        if known:
            return tuple(known.split("+"))
        plain = _plain(words).split()
        if plain[:1] and plain[0] in _EACH and plain[1:2] == ["of"]:
            plain = _plain(" ".join(plain[2:])).split()
        head = plain[: next((i for i, word in enumerate(plain) if word in _PREPOSITIONS), len(plain))]
        generic = bool(set(head) & (self._nouns | _ALL)) and not {"third", "non"} & set(head)
        return self._all if generic else ()


def _plain(name: str) -> str:
    """A name without article, in small letters and with single spaces."""
    return " ".join(name.lower().split()).removeprefix("the ")
