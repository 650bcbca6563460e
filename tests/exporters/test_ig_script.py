"""IG Script: what each span becomes, what is replaced, and a checker that any statement passes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.comparison import compare
from pipeline.exporters.ig_script import ig_script, plain, write_ig_script
from pipeline.exporters.ig_script_check import problems_of
from tests.comparison.specimens import specimen_rows
from tests.comparison.texts import document_of


def scripts(text: str) -> list[str]:
    rows = document_of(text)
    return [ig_script(row, rows.text) for row in rows.statements if row["kind"] in ("commitment", "permission")]


def test_each_span_has_its_symbol() -> None:
    (script,) = scripts(
        "In the event of an attack, Norway shall, where possible, send aircraft within 30 days, "
        "subject to the availability of funds."
    )
    assert script == (
        "Cac[type=event](In the event of an attack) A[actor=NOR](Norway) D[stringency=obligation](shall) "
        "Cex[type=feasibility](where possible) I(send) Bdir(aircraft) Cex[type=time](within 30 days) "
        "Cac[type=funding](subject to the availability of funds)"
    )


def test_several_verbs_are_pairs_with_their_objects() -> None:
    (script,) = scripts("The Parties shall review the list, publish a report and inform the public.")
    assert script == (
        "A(The Parties) D[stringency=obligation](shall) "
        "{I(review) Bdir(the list) [AND] {I(publish) Bdir(a report) [AND] I(inform) Bdir(the public)}}"
    )


def test_in_a_passive_the_subject_is_the_object() -> None:
    (script,) = scripts("All duties on steel shall be abolished by 1 May 2027.")
    assert script.startswith("Bdir(All duties on steel) D[stringency=obligation](shall) I(abolished)")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the items a) and b) of the list", "the items and of the list"),
        ("{braces} and [brackets]", "(braces) and (brackets)"),
        ("a | b and “quoted”", "a / b and 'quoted'"),
        ("as in Article I(a)", "as in Article I (a)"),
        ("an [AND] and [XOR]", "an (AND) and (XOR)"),
        ("open ( only", "open only"),
        (" ; and so on,", "and so on"),
    ],
)
def test_what_the_parser_would_read_as_its_own_is_replaced(words: str, expected: str) -> None:
    assert plain(words) == expected
    assert not [problem for problem in problems_of(f"I({plain(words)})") if "own" in problem or "closed" in problem]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="AIDBdirCac(){}[]|\"' ,;.:1aé“”\n", max_size=60))
def test_any_words_stay_one_component(words: str) -> None:
    if plain(words):
        assert problems_of(f"I({plain(words)})") == []


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("A(x)", "no aim"),
        ("I(x)A(y)", "no space"),
        ("I(x) A(y) A(z)", "more than one A"),
        ("I(x", "not closed"),
        ("I(x))", "no space"),
        ("I()", "is empty"),
        ("I(x) Q(y)", "no component begins"),
        ("I(x | y)", "reads as its own"),
        ("I(x Bdir(y))", "reads as its own"),
        ("{I(x) [AND] I(y)", "brace is not closed"),
        ("{I(x) I(y)}", "no join"),
        ("", "no component begins"),
    ],
)
def test_the_checker_names_what_is_wrong(script: str, problem: str) -> None:
    assert problem in " ".join(problems_of(script))


@pytest.mark.parametrize(
    "script",
    ["I(x)", "A(the Party (Norvala)) D(may) I(x)", "{I(x) Bdir(y) [OR] {I(z) [AND] I(w)}} Cex[type=time](daily)"],
)
def test_the_checker_accepts_the_subset(script: str) -> None:
    assert problems_of(script) == []


def test_the_file_holds_the_statement_beside_its_script(tmp_path: Path) -> None:
    rows = specimen_rows()
    write_ig_script(rows, compare(rows), tmp_path)
    with (tmp_path / "igscript.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert len(table) == sum(row["kind"] in ("commitment", "permission") for row in rows.statements)
    assert all(problems_of(row["ig_script"]) == [] for row in table)
    assert table[0]["cite_as"] and table[0]["statement"]
    assert not any(cell.startswith(("=", "+", "@")) for row in table for cell in row.values())
