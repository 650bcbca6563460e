"""Writes `.ci/requirements.lock` and `.ci/licences.md` from what is installed: `python -m tests.lock_dependencies`.

Run it after a change to the dependencies, in an environment in which all tests pass.
"""

from __future__ import annotations

import platform
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[1]
LOCK = PROJECT / ".ci" / "requirements.lock"
LICENCES = PROJECT / ".ci" / "licences.md"


def requirements() -> dict[str, list[str]]:
    """What `pyproject.toml` requires: at run time (key "") and for each extra."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"": project["dependencies"], **project["optional-dependencies"]}


def with_all_they_need(lines: Iterable[str]) -> dict[str, Distribution]:
    """The installed distributions that these requirements lead to, by name."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [Requirement(line) for line in lines]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras}:
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            found[name] = distribution(name)
            needed = map(Requirement, found[name].requires or ())
            waiting += [one for one in needed if one.marker is None or one.marker.evaluate({"extra": extra})]
    return dict(sorted(found.items()))


def licence(of: Distribution) -> str:
    """The licence as the distribution's own metadata gives it."""
    facts = of.metadata
    classed = [line.split(" :: ")[-1] for line in facts.get_all("Classifier") or [] if line.startswith("License ::")]
    stated = facts.get("License-Expression") or ", ".join(classed) or (facts.get("License") or "").strip()
    return stated.split("\n")[0] or "not stated"


def main() -> None:
    """Write both files."""
    required = requirements()
    everything = with_all_they_need(line for lines in required.values() for line in lines)
    python = ".".join(platform.python_version_tuple()[:2])
    lock = [
        "# What CI installs (PIP_CONSTRAINT=.ci/requirements.lock), "
        f"found on Python {python} by tests/lock_dependencies.py"
    ]
    lock += [f"{name}=={of.version}" for name, of in everything.items()]
    LOCK.write_text("\n".join(lock) + "\n", encoding="utf-8")
    used = with_all_they_need([*required[""], *required["dask"]])
    direct = {canonicalize_name(Requirement(line).name) for line in [*required[""], *required["dask"]]}
    table = ["# Licences of the libraries that hedgerow uses", ""]
    table += ["As their own metadata gives them. Libraries in bold are used directly, the others by these.", ""]
    table += ["| library | licence |", "|---|---|"]
    table += [f"| {f'**{name}**' if name in direct else name} | {licence(of)} |" for name, of in used.items()]
    LICENCES.write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
