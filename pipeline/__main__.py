"""Entry point of the `hedgerow` command."""

from __future__ import annotations

import gc

# Python looks for cycles of garbage whenever there are so many objects more, 700 if not told otherwise. What is loaded
# at the start are many times as many, and they stay: looking through them again and again took a tenth of the time.
OBJECTS_BETWEEN_COLLECTIONS = 100_000


def main() -> None:
    """Run the command line."""
    from pipeline.cli import cli

    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        cli()
    finally:
        # As it ends, Python looks through everything once more, unless it is told to leave all as it is.
        gc.freeze()


if __name__ == "__main__":
    main()
