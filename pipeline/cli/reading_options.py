"""The options on how files are read, as several commands have them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pipeline.ingestion import ReadingOptions

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--ocr", is_flag=True, help="Read scanned pages by character recognition (needs ocrmypdf)."),
    click.option(
        "--language",
        metavar="CODE",
        default="en",
        show_default=True,
        help="Language to read where a file holds several side by side (ISO 639-1). Only English is tagged.",
    ),
    click.option(
        "--max-megabytes",
        type=click.IntRange(min=1),
        metavar="N",
        default=64,
        show_default=True,
        help="Refuse larger files.",
    ),
    click.option(
        "--max-pages",
        type=click.IntRange(min=1),
        metavar="N",
        default=5000,
        show_default=True,
        help="Refuse PDFs with more pages.",
    ),
)


def reading_options(command: Command) -> Command:
    """Give a command the options on how files are read."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def chosen_reading(given: dict[str, Any]) -> ReadingOptions:
    """What the user chose among these options; a usage error for a language that is none."""
    from pipeline.ingestion import ReadingOptions
    from pipeline.ingestion.language import is_language

    language = str(given["language"]).lower()
    if not is_language(language):
        raise click.UsageError(f"{language} is no language code: give two letters, such as en, fr or es.")
    return ReadingOptions(given["ocr"], language, given["max_megabytes"] * 1024 * 1024, given["max_pages"])
