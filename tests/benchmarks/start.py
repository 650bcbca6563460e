"""How soon the command answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import inf

from tests.benchmarks.frame import Figure, Place, hedgerow, in_turns, run

PAGE = "Memorandum\n\n" + "The Parties shall, where possible, meet once a year and exchange what they know.\n\n" * 30


def figures(place: Place) -> Iterator[Figure]:
    """The help against Python alone, and one page of text against the imports nobody can do without."""
    page = place.folder / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    numbers = iter(range(1000))
    ways = {
        "nothing": lambda: run("-c", "pass"),
        "help": lambda: run("-m", "pipeline", "--help"),
        "imports": lambda: run("-c", "import spacy, pandas"),
        "page": lambda: run(*hedgerow(page, "-o", place.folder / f"out-{next(numbers)}")),
    }
    processor: dict[str, float] = dict.fromkeys(ways, inf)

    def seconds(name: str) -> float:
        cost = ways[name]()
        processor[name] = min(processor[name], cost.processor)
        return cost.seconds

    best = in_turns({name: partial(seconds, name) for name in ways}, turns=5)
    yield Figure("hedgerow --help, more than python -c pass", best["help"] - best["nothing"], "seconds", most=0.25)
    detail = f"{best['page']:.2f} s against {best['imports']:.2f} s"
    yield Figure(
        "hedgerow run on one page / import spacy, pandas", best["page"] / best["imports"], most=1.5, detail=detail
    )
    # On a machine that others use as well, this is the surer of the two.
    detail = f"{processor['page']:.2f} s against {processor['imports']:.2f} s"
    yield Figure("the same in processor time", processor["page"] / processor["imports"], most=1.5, detail=detail)
