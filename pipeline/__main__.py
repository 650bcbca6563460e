"""Entry point of the `hedgerow` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from pipeline.cli import cli

    cli()


if __name__ == "__main__":
    main()
