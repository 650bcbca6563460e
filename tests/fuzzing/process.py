"""The process in which atheris fuzzes one target; its arguments are the name, libFuzzer's options and a folder."""

from __future__ import annotations

import logging
import sys

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from tests.fuzzing.targets import TARGETS


def main() -> None:
    """Fuzz until the time is up or something is found."""
    logging.disable()
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
