"""One language of a PDF that holds several, in columns or on facing pages."""

from __future__ import annotations

from collections import defaultdict

from pipeline.ingestion.bilingual import part_languages
from pipeline.ingestion.pdf.lines import Line
from pipeline.records import Dropped


def lines_in_language(lines: list[Line], wanted: str) -> tuple[list[Line], list[Dropped], list[str]]:
    """The lines in the language wanted, what was dropped, and a warning that says so; see `part_languages`."""
    columns: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.page, line.column].append(line)
    texts = {key: " ".join(line.text for line in own) for key, own in columns.items()}
    left_out, warning = part_languages(texts, wanted)
    dropped = [Dropped("other language", texts[key], key[0]) for key in sorted(left_out)]
    kept = [line for line in lines if (line.page, line.column) not in left_out]
    return kept, dropped, [warning] if warning else []
