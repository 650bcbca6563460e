"""The process in which atheris fuzzes one target; its arguments are the name, libFuzzer's options and a folder."""

from __future__ import annotations

import logging
import pkgutil
import sys
from importlib import import_module

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    import pipeline.ingestion
    from tests.fuzzing.targets import TARGETS

    # Readers are imported when a file needs them; only what is imported here is followed.
    for module in pkgutil.walk_packages(pipeline.ingestion.__path__, "pipeline.ingestion."):
        import_module(module.name)


def main() -> None:
    """Fuzz until the time is up or something is found."""
    logging.disable()
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
