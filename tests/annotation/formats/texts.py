"""Documents with everything that offsets and cells go wrong over."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.annotation.formats.exchange import Document, exchange_row
from pipeline.annotation.store import read_gold
from pipeline.annotation.texts import find_texts
from pipeline.ingestion import read_agreement
from tests.annotation.hand_made import annotation, span

PROJECT = Path(__file__).parents[3]

# An emoji outside the basic plane and one joined of several, combining marks, Windows line ends, non-breaking and
# narrow spaces, a tab, and what WebAnno TSV, spreadsheets and brat reserve.
HARD = (
    "🚢 Cooperation\u00a0of the Cafe\u0301 States 👩‍⚖️\r\n\r\n"
    "=Each Party shall lend up\u00a0to 1\u202f200 ships [*_|] ->\tto\r\nthe other; subject to available\r\nfunds.\r\n"
    "\r\nThe Parties\u00a0🤝 will not, where possible, scuttle\u2028ships \\ on 1 May 2027.\r\n\r\n"
    "Nothing herein binds nai\u0308ve @readers.\r\n"
)


def hard_document() -> Document:
    """HARD with three statements, one field not annotated, notes, decisions and ids that Excel would eat."""
    where_possible = span("where possible", "feasibility", HARD)
    rows = [
        hard_row(
            HARD[HARD.index("=Each") : HARD.index(".\r\n\r\nThe")],
            attribute=span("=Each Party", text=HARD),
            deontic=span("shall", text=HARD),
            aims=[span("lend", text=HARD)],
            hedges=[span("subject to available\r\nfunds", "funding", HARD), where_possible],
            amounts=[span("up\u00a0to 1\u202f200 ships", text=HARD)],
            note="-1+2 🤔 is [said] |_* \\n ->\n=second line",
            statement_id="12345e678901", citation="Article 2(1)", page=1, rule_ids=["deontic.shall", "amount.quantity"],
            decision="correct", reviewer="Zoë Ó Súilleabháin",
        ),
        hard_row(
            "The Parties\u00a0🤝 will not, where possible, scuttle\u2028ships \\ on 1 May 2027",
            attribute=span("The Parties\u00a0🤝", text=HARD),
            deontic=span("will not", text=HARD),
            aims=[span("scuttle", text=HARD)],
            force="pledge", polarity="negative",
            hedges=[where_possible],
            times=[span("on 1 May 2027", text=HARD)],
            direct_object=span("ships \\", text=HARD),
            statement_id="000000000012", citation="2.1", page=1, rule_ids=["deontic.will_not"], decision="accept",
        ),
        hard_row(
            "Nothing herein binds nai\u0308ve @readers", kind="disclaimer", force=None, polarity=None,
            aims=[span("binds", text=HARD)], beneficiary=span("nai\u0308ve @readers", text=HARD),
            conditions=[span("herein", "proviso", HARD)], decision="reject",
        ),
    ]  # fmt: skip
    return Document("hard", HARD, tuple(rows))


def hard_row(quote: str, **fields: Any) -> dict[str, Any]:
    """A row of exchange in HARD."""
    return exchange_row({**annotation(quote, text=HARD), "document_id": "hard", **fields})


@cache
def specimens() -> tuple[Document, ...]:
    """The gold of the specimens that are plain text."""
    gold = {name: rows for name, rows in read_gold(PROJECT / "annotations" / "gold").items() if _plain(name)}
    files = find_texts([PROJECT / "corpus"], gold)
    return tuple(
        Document(name, read_agreement(files[name], document_id=name).text, tuple(map(exchange_row, rows)))
        for name, rows in gold.items()
    )


def _plain(name: str) -> bool:
    return (PROJECT / "corpus" / f"{name}.txt").is_file()


def texts_of(*documents: Document) -> Mapping[str, str]:
    """The canonical texts by document id."""
    return {document.document_id: document.text for document in documents}
