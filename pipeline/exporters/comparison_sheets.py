"""The sheets of `comparison.xlsx`: overview, topics by agreement and by actor, profiles, findings, and their quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.comparison import Column, Comparison, Quote, TopicMatrix, TopicRow
from pipeline.comparison.legalization import READING_MEANINGS
from pipeline.exporters.comparison_rows import (
    OVERVIEW_COLUMNS,
    PROFILE_COLUMNS,
    cited,
    overview_rows,
    profile_rows,
)
from pipeline.exporters.sheets import CellValue, SheetPlan, Shown, Workbook

MATRIX_WIDTH = 36
# Excel keeps at most 65,530 links on a sheet.
LINK_LIMIT = 65_530

OVERVIEW = SheetPlan(
    "Overview", {name.replace("_", " "): {"agreement": 30, "title": 44}.get(name, 13) for name in OVERVIEW_COLUMNS},
    frozen=1,
)  # fmt: skip
PROFILES = SheetPlan(
    "Profiles",
    dict(zip(
        (name.replace("_", " ") for name in PROFILE_COLUMNS), (26, 24, 26, 50, 70, 20, 6, 40, 40), strict=True,
    )),
    frozen=3,
)  # fmt: skip
COMPARED = "Comparison"
QUOTES = SheetPlan(
    "Quotes",
    {
        "finding": 24, "agreement": 34, "value": 24, "quote": 80, "citation": 20, "page": 6, "what was found": 40,
        "cite as": 50,
    },
    frozen=2,
)  # fmt: skip
FINDINGS = SheetPlan("Findings", {"group": 20, "finding": 26, "what was looked for, and where": 90}, filtered=False)
READING_GUIDE = SheetPlan("How to read", {"word": 24, "what it means": 100}, filtered=False)

# Colours say nothing that the words of the cell do not say; they are as light as dark text on them needs.
TINTS = {
    "firm": "#9CC3E6", "qualified": "#C3DAEF", "soft": "#DFEAF5", "aspirational": "#F1F5FA", "provided for": "#E9E4F3",
    "mentioned": "#FBF1D9", "not examined": "#DADADA",
}  # fmt: skip

GUIDE_LINES: dict[str, str] = {
    "promised": "At least one commitment is on the topic.",
    "provided for": "No commitment is on it, but a permission, a disclaimer or a term.",
    "mentioned": "It stands only where nothing is promised: recitals, affirmations, definitions, headings.",
    "not mentioned": "None of the topic's terms was found in the text; by actor: this actor promises nothing on it.",
    "not examined": "The document could not be read, or is in another language. This is no finding.",
    **{str(reading): meaning for reading, meaning in READING_MEANINGS.items()},
    "why": "Obligation, precision and delegation are kept apart, as in Abbott, Keohane, Moravcsik, Slaughter and "
    "Snidal, “The Concept of Legalization”, International Organization 54(3), 2000. The note of each quote says what "
    "made its reading; the rules stand in firmness.yaml.",
    "hedged from elsewhere": "A clause on an article, an annex or the whole instrument hedges these commitments.",
    "colours": "They repeat the words: the darker the blue, the firmer; yellow is mentioned, violet provided for.",
}


def add_comparison(book: Workbook, comparison: Comparison, row_limit: int) -> None:
    """Add all sheets; one of `row_limit` rows, header included, goes on in a next one."""
    book.add(OVERVIEW, (list(row.values()) for row in overview_rows(comparison)))
    columns = {column.document_id: column for column in comparison.columns}
    _add_matrix(book, comparison.topics, columns, ("Topics", "Topic quotes"), row_limit)
    _add_matrix(book, comparison.actors, columns, ("Topics by actor", "Actor quotes"), row_limit)
    book.add(PROFILES, (list(row.values()) for row in profile_rows(comparison)))
    _add_findings(book, comparison, row_limit)
    book.add(FINDINGS, ([finding.group, finding.label, finding.description] for finding in comparison.findings))
    book.add(READING_GUIDE, ([word, meaning] for word, meaning in GUIDE_LINES.items()))


def _add_matrix(
    book: Workbook, matrix: TopicMatrix, columns: dict[str, Column], names: tuple[str, str], row_limit: int
) -> None:
    """A sheet with a row a topic, its cells coloured and leading to the quotes on a second sheet."""
    name, quotes_name = names
    titles = [column.cite_as if isinstance(column, Column) else column.title for column in matrix.columns]
    plan = SheetPlan(name, {"group": 20, "topic": 28} | _unique(titles), frozen=2)
    quotes_plan = SheetPlan(
        quotes_name,
        {
            "topic": 26, "actor" if matrix.by == "actor" else "agreement": 34, "state": 14, "quote": 80, "citation": 20,
            "page": 6, "why": 60, "cite as": 50,
        },
        frozen=2,
    )  # fmt: skip
    book.add(plan, _matrix_lines(matrix, quotes_name, row_limit))
    # What goes on in a next sheet is neither tinted nor linked nor quoted: no matrix of topics is that long.
    book.add(quotes_plan, _matrix_quotes(matrix.rows[: row_limit - 1], titles, columns))


def _matrix_lines(matrix: TopicMatrix, quotes_name: str, row_limit: int) -> Iterator[list[CellValue]]:
    quotes = links = 0
    for line, topic in enumerate(matrix.rows, start=1):
        shown: list[CellValue] = [topic.group, topic.name]
        for cell in topic.cells:
            tint = TINTS.get(cell.firmness or cell.state, "")
            if line >= row_limit:
                shown.append(cell.value)
            elif cell.quotes and links < LINK_LIMIT:
                shown.append(Shown(cell.value, tint, _place(quotes_name, quotes, row_limit)))
                links += 1
            elif cell.state != "promised":
                shown.append(Shown(cell.value, tint))
            else:
                shown.append(cell.value)
            quotes += len(cell.quotes)
        yield shown


def _matrix_quotes(
    topics: Sequence[TopicRow], titles: Sequence[str], columns: dict[str, Column]
) -> Iterator[list[CellValue]]:
    for topic in topics:
        for title, cell in zip(titles, topic.cells, strict=True):
            for quote in cell.quotes:
                yield [topic.name, title, cell.state, *_words(quote, columns[quote.document_id])]


def _words(quote: Quote, column: Column) -> list[CellValue]:
    return [quote.text, quote.citation, quote.page, quote.note, cited(column, quote)]


def _add_findings(book: Workbook, comparison: Comparison, row_limit: int) -> None:
    titles = [column.cite_as for column in comparison.columns]
    plan = SheetPlan(COMPARED, {"": 18, "finding": 26} | _unique(titles), frozen=2, filtered=False)
    book.add(plan, _finding_lines(comparison, row_limit))
    book.add(QUOTES, _finding_quotes(comparison))


def _finding_lines(comparison: Comparison, row_limit: int) -> Iterator[list[CellValue]]:
    quotes = links = 0
    for line, finding in enumerate(comparison.findings, start=1):
        shown: list[CellValue] = [finding.group, finding.label]
        for cell in finding.cells:
            if cell.quotes and links < LINK_LIMIT and line < row_limit:
                shown.append(Shown(cell.value, target=_place(QUOTES.name, quotes, row_limit)))
                links += 1
            else:
                shown.append(cell.value)
            quotes += len(cell.quotes)
        yield shown


def _finding_quotes(comparison: Comparison) -> Iterator[list[CellValue]]:
    for finding in comparison.findings:
        for column, cell in zip(comparison.columns, finding.cells, strict=True):
            for quote in cell.quotes:
                yield [finding.label, column.cite_as, cell.value, *_words(quote, column)]


def _place(name: str, index: int, row_limit: int) -> str:
    """Where the quote of this index stands, on its sheet or one that goes on from it."""
    sheet, line = divmod(index, row_limit - 1)
    return f"'{name if sheet == 0 else f'{name} {sheet + 1}'}'!A{line + 2}"


def _unique(titles: Sequence[str]) -> dict[str, int]:
    """The titles as distinct column names, so that two agreements of one title keep a column each."""
    names: dict[str, int] = {}
    for title in titles:
        name, number = title, 2
        while name in names:
            name, number = f"{title} [{number}]", number + 1
        names[name] = MATRIX_WIDTH
    return names
