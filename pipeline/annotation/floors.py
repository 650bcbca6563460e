"""Floors: the figures below which the tagging may not fall, and the hash of the gold they were measured on.

The file is YAML: `gold` (path of the gold, relative to the file), `sha256` (its hash), `floors` (a measure's dotted
name, as `Evaluation.flat` gives it, and its least value), and `lowered` (every floor ever lowered: `measure`, `from`,
`to`, `date`, `reason`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import AnnotationError

LOWERED_FIELDS = ("measure", "from", "to", "date", "reason")


@dataclass(frozen=True, slots=True)
class Floors:
    """The content of a floors file; `gold` is resolved against the file's folder."""

    path: Path
    gold: Path
    sha256: str
    floors: dict[str, float]
    lowered: list[dict[str, Any]] = field(default_factory=list)


def read_floors(path: Path) -> Floors:
    """Read and check a floors file. Raises AnnotationError naming the file and the entry."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AnnotationError(str(path), "cannot be read", "name a floors file") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise AnnotationError(str(path), f"not YAML ({error})", "see annotations/floors.yaml for the form") from error
    if not isinstance(content, dict) or set(content) != {"gold", "sha256", "floors", "lowered"}:
        raise AnnotationError(str(path), "must hold gold, sha256, floors and lowered", "add or remove keys")
    floors, lowered = content["floors"] or {}, content["lowered"] or []
    for measure, value in floors.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise AnnotationError(f"{path}: {measure}", f"{value!r} is no floor", "a floor is a number from 0 to 1")
    for entry in lowered:
        if not isinstance(entry, dict) or set(entry) != set(LOWERED_FIELDS) or not str(entry["reason"] or "").strip():
            raise AnnotationError(f"{path}: lowered", f"{entry!r} is incomplete", f"give {', '.join(LOWERED_FIELDS)}")
    return Floors(path, path.parent / str(content["gold"]), str(content["sha256"] or ""), floors, lowered)


def breaches(floors: Floors, measured: dict[str, float], sha256: str) -> list[str]:
    """What does not hold, one line each: another gold, a measure that is unknown, a figure below its floor."""
    lines = []
    if sha256 != floors.sha256:
        lines.append(f"the gold has changed: its sha256 is {sha256}, the floors were set on {floors.sha256 or 'none'}")
    for measure, least in floors.floors.items():
        if measure not in measured:
            lines.append(f"{measure}: no such measure")
        elif measured[measure] < least:
            lines.append(f"{measure}: {measured[measure]:.4f} is below its floor {least}")
    return lines


def raised(floors: Floors, measured: dict[str, float], sha256: str) -> Floors:
    """The same floors, each raised to the figure now measured (rounded down to two decimals) where that is higher."""
    higher = {
        measure: max(least, math.floor(measured.get(measure, 0.0) * 100 + 1e-9) / 100)
        for measure, least in floors.floors.items()
    }
    return Floors(floors.path, floors.gold, sha256, higher, floors.lowered)


def write_floors(floors: Floors) -> None:
    """Write the hash and the values into the file, leaving its comments and everything else as they stand."""
    lines = []
    section = ""
    for line in floors.path.read_text(encoding="utf-8").splitlines():
        key, colon, _ = line.partition(":")
        if colon and not line.startswith((" ", "#")):
            section = key
        if section == "sha256" and key == "sha256":
            line = f"sha256: {floors.sha256}"
        elif section == "floors" and key.strip() in floors.floors:
            line = f"{key}: {floors.floors[key.strip()]}"
        lines.append(line)
    floors.path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
