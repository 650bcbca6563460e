"""The option `--formats`, as several commands have it."""

from __future__ import annotations

import click


def chosen_formats(given: str | None) -> tuple[str, ...]:
    """The formats to write, in the order of the exporters: those that `given` lists, or all.

    "jsonl" may be listed and changes nothing: JSON lines are always written. Raises a usage error for unknown names.
    """
    from pipeline.exporters import EXPORTERS

    if given is None:
        return tuple(EXPORTERS)
    names = {name.strip().casefold() for name in given.split(",")} - {"", "jsonl"}
    if unknown := sorted(names - set(EXPORTERS)):
        raise click.UsageError(f"Unknown format {', '.join(unknown)}; there are {', '.join(EXPORTERS)}.")
    return tuple(name for name in EXPORTERS if name in names)
