"""Rows of a small invented run: four agreements and a file that could not be read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.comparison import RunRows
from pipeline.records import (
    Agreement,
    Analysis,
    Inherited,
    Party,
    Provision,
    Span,
    Statement,
    Unclaimed,
    document_row,
    statement_row,
    unclaimed_row,
)

SUPPORT = """Agreement on Mutual Support between Norvala and Estmark 🤝

Done at Brightwater on 4 May 2021.

Article 1: Consultation

In the event of an armed attack, the Parties shall, at the request of either Party, meet within 24 hours where possible.

Article 2: Support

Norvala will endeavour to provide Estmark with EUR 2.5 million each year.

Estmark intends to train crews in accordance with its laws.

This Agreement shall mean what it says.

Article 3: General

Nothing in this Annex shall give rise to legal rights.

All cooperation is subject to the availability of funds.

Article 4: Life

This Agreement shall enter into force upon signature. It shall remain in force for 10 years.

An amendment shall enter into force 30 days after its approval.

Either Party may terminate this Agreement by 6 months' notice.
"""

HOSTILE_TITLE = '<img src=x onerror="window.hacked=1"> Memorandum'
HOSTILE = f"""{HOSTILE_TITLE}

</script><script>window.hacked=1</script><!--

=HYPERLINK("http://evil.example") shall be opened by the Participants.

The Participants should share [a link](http://evil.example) | and &lt;data&gt;.
"""


def span_of(text: str, words: str, *, within: str = "", **fields: Any) -> Span:
    """The span of `words` in `text`, looked for from where `within` begins."""
    start = text.index(words, text.index(within) if within else 0)
    return Span(start, start + len(words), words, label="SPAN", **fields)


class Draft:
    """An agreement being written down with its statements, all given by their words."""

    def __init__(self, agreement: Agreement, citations: Sequence[tuple[str, str]] = ()) -> None:
        self.agreement = agreement
        self.statements: list[Statement] = []
        self.unclaimed: list[Unclaimed] = []
        self.provisions: list[Provision] = []
        text = agreement.text
        starts = [text.index(words) for words, _ in citations]
        for (words, citation), start, end in zip(citations, starts, [*starts[1:], len(text)], strict=False):
            self.provisions.append(
                Provision(f"p{start}", "article", start, end, start, end, heading=words, citation=citation)
            )

    def add(self, quote: str, kind: Any = "commitment", **fields: Any) -> None:
        """Add a statement; span fields are given as `Span`, its citation by the provision it stands in."""
        start = self.agreement.text.index(quote)
        citation, page = self._place(start)
        statement = Statement(
            f"{self.agreement.document_id}:{kind}:{start}", self.agreement.document_id, "p", kind, start,
            start + len(quote), quote, citation, page, rule_ids=("deontic.shall",),
        )  # fmt: skip
        self.statements.append(replace(statement, **fields))

    def leave_out(self, word: str, sentence: str, reason: str | None, rule_id: str | None = None) -> None:
        """Add a deontic word that made no statement."""
        start = self.agreement.text.index(sentence)
        at = self.agreement.text.index(word, start)
        citation, page = self._place(start)
        end = start + len(sentence)
        self.unclaimed.append(
            Unclaimed(
                self.agreement.document_id,
                at,
                at + len(word),
                word,
                start,
                end,
                sentence,
                citation,
                page,
                rule_id,
                reason,
            )
        )

    def analysis(self, warnings: tuple[str, ...] = ()) -> Analysis:
        """Everything written down."""
        return Analysis(self.agreement, tuple(self.provisions), tuple(self.statements), tuple(self.unclaimed), warnings)

    def _place(self, start: int) -> tuple[str, int]:
        page = sum(1 for first in self.agreement.page_starts if first <= start)
        for provision in self.provisions:
            if provision.start <= start < provision.end:
                return provision.citation, page
        return "", page


def support_agreement() -> Analysis:
    """A treaty with a consultation clause, hedges own and inherited, a disclaimer, and clauses on its life."""
    text = SUPPORT
    agreement = Agreement(
        "norvala-estmark-2021", text, title="Agreement on Mutual Support between Norvala and Estmark",
        page_starts=(0, text.index("Article 3")), parties=(Party("Norvala"), Party("Estmark")), signed="2021-05-04",
        instrument="Agreement", found=(("signed", "text"),),
    )  # fmt: skip
    draft = Draft(agreement, [(f"Article {n}:", f"Article {n}") for n in (1, 2, 3, 4)])
    funds = span_of(text, "subject to the availability of funds")
    nothing = span_of(text, "Nothing in this Annex shall give rise to legal rights")
    inherited = replace(funds, type="funding", inherited=Inherited("instrument", funds.start, funds.end))
    draft.add(
        "the Parties shall, at the request of either Party, meet within 24 hours where possible",
        attribute=span_of(text, "the Parties"), deontic=span_of(text, "shall"), aims=(span_of(text, "meet"),),
        force="obligation", polarity="positive",
        conditions=(
            span_of(text, "In the event of an armed attack", type="event"),
            span_of(text, "at the request of either Party", type="request"),
        ),
        hedges=(span_of(text, "where possible", type="feasibility"), inherited),
        times=(span_of(text, "within 24 hours", value="PT24H"),),
    )  # fmt: skip
    draft.add(
        "Norvala will endeavour to provide Estmark with EUR 2.5 million each year",
        attribute=span_of(text, "Norvala", within="Norvala will", value="NORVALA"), deontic=span_of(text, "will"),
        aims=(span_of(text, "provide"),), force="pledge", polarity="positive",
        hedges=(span_of(text, "endeavour to", type="effort"), inherited),
        amounts=(span_of(text, "EUR 2.5 million", value="EUR 2500000"),), times=(span_of(text, "each year"),),
    )  # fmt: skip
    draft.add(
        "Estmark intends to train crews in accordance with its laws",
        attribute=span_of(text, "Estmark", within="Estmark intends"), deontic=span_of(text, "intends to"),
        aims=(span_of(text, "train"),), force="intention", polarity="positive",
        hedges=(span_of(text, "in accordance with its laws", type="law"),),
        disclaimers=(replace(nothing, inherited=Inherited("annex", nothing.start, nothing.end)),),
    )  # fmt: skip
    draft.leave_out("shall", "This Agreement shall mean what it says", "it says what something is", "exclusion.mean")
    draft.add(nothing.text, "disclaimer", scope="annex")
    draft.add(
        "All cooperation is subject to the availability of funds",
        "disclaimer",
        hedges=(replace(funds, type="funding"),),
    )
    draft.add(
        "This Agreement shall enter into force upon signature", "term",
        conditions=(span_of(text, "upon signature", type="milestone"),),
    )  # fmt: skip
    draft.add(
        "It shall remain in force for 10 years", "term", times=(span_of(text, "for 10 years", value="P10Y"),)
    )  # fmt: skip
    draft.add(
        "An amendment shall enter into force 30 days after its approval", "term",
        times=(span_of(text, "30 days after its approval", value="P30D"),),
    )  # fmt: skip
    draft.add(
        "Either Party may terminate this Agreement by 6 months' notice", "term",
        attribute=span_of(text, "Either Party"), times=(span_of(text, "6 months", value="P6M"),),
    )  # fmt: skip
    return draft.analysis(("the signature block was not found",))


def hostile_memorandum() -> Analysis:
    """An undated memorandum whose text tries to become markup, script, formula and table border."""
    agreement = Agreement("hostile", HOSTILE, title=HOSTILE_TITLE, instrument="Memorandum")
    draft = Draft(agreement)
    draft.add(
        '=HYPERLINK("http://evil.example") shall be opened by the Participants',
        deontic=span_of(HOSTILE, "shall"), aims=(span_of(HOSTILE, "opened"),), force="obligation", polarity="positive",
    )  # fmt: skip
    draft.add(
        "The Participants should share [a link](http://evil.example) | and &lt;data&gt;",
        attribute=span_of(HOSTILE, "The Participants"), deontic=span_of(HOSTILE, "should"),
        aims=(span_of(HOSTILE, "share"),), force="recommendation", polarity="positive",
    )  # fmt: skip
    return draft.analysis()


def french_treaty() -> Analysis:
    """A treaty in a language that is not tagged."""
    agreement = Agreement("accord-2019", "Les Parties se consultent.", title="Accord", signed="2019", language="fr")
    return Draft(agreement).analysis(("the text is in fr, which is not tagged",))


def rows_of(analyses: Iterable[Analysis]) -> RunRows:
    """The rows of a run that read these agreements, and one file in vain."""
    listed = list(analyses)
    return RunRows(
        documents=[document_row(analysis) for analysis in listed],
        statements=[statement_row(statement) for analysis in listed for statement in analysis.statements],
        unclaimed=[unclaimed_row(item) for analysis in listed for item in analysis.unclaimed],
        texts={analysis.agreement.document_id: analysis.agreement.text for analysis in listed},
        failures=[{"file": "drafts/broken.pdf", "reason": "holds no text"}],
    )


def specimen_rows() -> RunRows:
    """All specimens, in no order of date."""
    return rows_of([hostile_memorandum(), support_agreement(), french_treaty()])


def write_run(rows: RunRows, folder: Path) -> Path:
    """The files that a run leaves for these rows."""
    (folder / "texts").mkdir(parents=True)
    for name in ("documents", "statements", "unclaimed"):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in getattr(rows, name))
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8", newline="\n")
    for document_id, text in rows.texts.items():
        (folder / "texts" / f"{document_id}.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "run.json").write_text(json.dumps({"failures": rows.failures}), encoding="utf-8")
    return folder
