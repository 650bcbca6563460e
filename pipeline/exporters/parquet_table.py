"""Parquet: `statements.parquet`, the rows of `statements.jsonl` as they are, spans nested as lists of structs, and
`topics.parquet`, the rows of `topics.csv`.

Nested and not flat, because it then loses nothing against the JSON lines and still reads as one table in pandas,
Polars, DuckDB and R; the flat table is the CSV. A field of a later version that this schema does not know is kept
as JSON text in a column of its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pipeline.comparison import Comparison, Run
from pipeline.exporters.atomic_files import replacing
from pipeline.exporters.comparison_rows import TOPIC_COLUMNS, topic_rows

# Rows that are made into a table together, and rows of a group in the file, which a reader takes in at once.
ROWS_AT_A_TIME = 1000
ROWS_IN_A_GROUP = 10_000


def write_parquet(run: Run, comparison: Comparison, folder: Path) -> list[Path]:
    """Write `statements.parquet` and `topics.parquet` into `folder`."""
    import pyarrow as pa  # type: ignore[import-untyped]

    schema = _schema()
    unknown = sorted({name for row in _statements(run) for name in row} - set(schema.names))
    for name in unknown:
        schema = schema.append(pa.field(name, pa.string()))
    rows = (_with_json(row, unknown) if unknown else row for row in _statements(run))
    topics = chain(topic_rows(comparison, comparison.topics), topic_rows(comparison, comparison.actors))
    return [
        _write(folder / "statements.parquet", rows, schema),
        _write(folder / "topics.parquet", topics, _topic_schema()),
    ]


def _statements(run: Run) -> Iterator[dict[str, Any]]:
    return (row for document in run.by_document for row in document.statements)


def _write(path: Path, rows: Iterator[Mapping[str, Any]], schema: Any) -> Path:
    """Write the rows group by group, as they come; a table without rows is one group too, an empty one."""
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    with replacing(path) as temporary, pq.ParquetWriter(temporary, schema, compression="zstd") as writer:
        writer.write_table(_table(islice(rows, ROWS_IN_A_GROUP), schema))
        while (group := _table(islice(rows, ROWS_IN_A_GROUP), schema)).num_rows:
            writer.write_table(group)
    return path


def _table(rows: Iterable[Mapping[str, Any]], schema: Any) -> Any:
    """The rows as a table."""
    import pyarrow as pa

    left = iter(rows)
    some = iter(lambda: list(islice(left, ROWS_AT_A_TIME)), [])
    batches = [batch for rows in some for batch in _small_table(rows, schema).to_batches()]
    return pa.Table.from_batches(batches, schema).combine_chunks()


def _small_table(rows: Iterable[Mapping[str, Any]], schema: Any) -> Any:
    """A few rows as a table, by way of JSON: given Python's own objects, pyarrow loads pandas to look at them."""
    import pyarrow.json as pj  # type: ignore[import-untyped]

    lines = "\n".join(map(json.dumps, rows)).encode()
    # All in one block, since no row may stand in two.
    reading = pj.ReadOptions(use_threads=False, block_size=len(lines))
    parsing = pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    return pj.read_json(BytesIO(lines), read_options=reading, parse_options=parsing)


def _topic_schema() -> Any:
    import pyarrow as pa

    numbers = ("commitments", "others", "hedged", "conditional", "quotes")
    return pa.schema([(name, pa.int64() if name in numbers else pa.string()) for name in TOPIC_COLUMNS])


def _with_json(row: dict[str, Any], unknown: list[str]) -> dict[str, Any]:
    texts = {name: json.dumps(row[name], ensure_ascii=False) for name in unknown if row.get(name) is not None}
    return {**row, **{name: texts.get(name) for name in unknown}}


def _schema() -> Any:
    """The Arrow schema of a statement row (pyarrow carries no types to name)."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    inherited = pa.struct([("from", text), ("start", number), ("end", number)])
    span = [("start", number), ("end", number), ("text", text), ("inherited", inherited), ("rule_id", text)]
    plain, typed = pa.struct(span), pa.struct([*span, ("type", text)])
    valued = pa.struct([*span, ("value", text)])
    place = pa.struct([("start", number), ("end", number)])
    actor = pa.struct([*span, ("id", text), ("parties", pa.list_(text)), ("antecedent", place)])
    term = pa.struct([("topic", text), ("start", number), ("end", number), ("text", text), ("from", text)])
    return pa.schema(
        [
            ("document_id", text), ("statement_id", text), ("kind", text), ("start", number), ("end", number),
            ("quote", text), ("citation", text), ("page", number), ("attribute", actor), ("deontic", plain),
            ("aims", pa.list_(plain)), ("direct_object", plain), ("beneficiary", actor), ("force", text),
            ("polarity", text), ("conditions", pa.list_(typed)), ("hedges", pa.list_(typed)),
            ("times", pa.list_(valued)), ("amounts", pa.list_(valued)), ("references", pa.list_(plain)),
            ("elements", pa.list_(plain)), ("disclaimers", pa.list_(plain)), ("scope", text),
            ("topics", pa.list_(text)), ("topic_terms", pa.list_(term)), ("rule_ids", pa.list_(text)),
            ("provision_id", text), ("reviewed", text),
        ]
    )  # fmt: skip
