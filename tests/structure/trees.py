"""Trees as tests read them: provisions by citation, with their words."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records import Agreement, BlockHint, Provision
from pipeline.structure import build_structure


@dataclass(frozen=True)
class Tree:
    """The provisions of a text, to be asked by citation."""

    text: str
    provisions: tuple[Provision, ...]

    def __getitem__(self, citation: str) -> Provision:
        return next(p for p in self.provisions if p.citation == citation)

    def body(self, citation: str) -> str:
        """The running text of a provision, its white space made single."""
        provision = self[citation]
        return " ".join(self.text[provision.body_start : provision.body_end].split())

    @property
    def citations(self) -> list[str]:
        """All citations in document order."""
        return [provision.citation for provision in self.provisions]

    @property
    def bodies(self) -> dict[str, str]:
        """The running text of every provision that has some, by citation."""
        return {p.citation: self.body(p.citation) for p in self.provisions if p.body_start < p.body_end}

    def chapeau(self, citation: str) -> str | None:
        """The citation of a provision's chapeau."""
        wanted = self[citation].chapeau
        return next((p.citation for p in self.provisions if p.provision_id == wanted), None)

    def parent(self, citation: str) -> str | None:
        """The citation of a provision's parent."""
        wanted = self[citation].parent
        return next((p.citation for p in self.provisions if p.provision_id == wanted), None)

    def below(self, citation: str) -> list[str]:
        """The citations of a provision's children."""
        parent = self[citation].provision_id
        return [p.citation for p in self.provisions if p.parent == parent]

    def kinds(self) -> dict[str, str]:
        """The kind of every provision, by citation."""
        return {p.citation: p.kind for p in self.provisions}


def tree(text: str, hints: tuple[BlockHint, ...] = ()) -> Tree:
    """The tree of a text."""
    return Tree(text, build_structure(Agreement("text", text, hints=hints)))
