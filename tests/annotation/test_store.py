from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.annotation.store import gold_hash, read_annotations, read_gold, write_annotations
from pipeline.errors import AnnotationError
from tests.annotation.hand_made import TEXT, annotation, gold_rows, span


def test_what_is_written_is_read_again_in_the_order_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "gold" / "ships.jsonl"
    write_annotations(path, list(reversed(gold_rows())), TEXT)
    assert read_annotations(path, TEXT) == gold_rows()
    assert read_gold(tmp_path / "gold") == {"ships": gold_rows()}
    assert b"\r" not in path.read_bytes()


def test_quotes_beyond_the_basic_plane_and_line_separators_stand(tmp_path: Path) -> None:
    text = "🚢 The Parties\u2028shall nai\u0308vely lend\u00a0ships."
    quote = "The Parties\u2028shall nai\u0308vely lend\u00a0ships"
    row = annotation(quote, text, attribute=span("The Parties", text=text))
    write_annotations(tmp_path / "ships.jsonl", [row], text)
    (back,) = read_annotations(tmp_path / "ships.jsonl", text)
    assert back["start"] == 2
    assert back["quote"] == quote


@pytest.mark.parametrize("name", ["attribute", "deontic", "aims", "conditions", "hedges", "times"])
def test_a_quote_that_does_not_stand_is_refused_with_file_and_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / "ships.jsonl"
    write_annotations(path, gold_rows(), TEXT)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    number = 2 if name == "times" else 1
    wrong = rows[number - 1][name]
    wrong = wrong[0] if isinstance(wrong, list) else wrong
    wrong["start"] += 1
    wrong["end"] += 1
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with pytest.raises(AnnotationError) as error:
        read_annotations(path, TEXT)
    assert error.value.place == f"{path}:{number}"
    assert name in error.value.problem
    assert error.value.remedy


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "promise"}, "kind 'promise'"),
        ({"force": "strong"}, "force 'strong'"),
        ({"statement_id": "1"}, "unknown field 'statement_id'"),
        ({"aims": "lend"}, "aims must be a list"),
        ({"hedges": [span("where possible")]}, "type None"),
        ({"conditions": [span("Where requested", "funding")]}, "type 'funding'"),
        ({"times": [[1, 2]]}, "times is not a span"),
        ({"start": 5, "end": 5}, "clause is not a span"),
    ],
)
def test_a_wrong_shape_is_refused_and_nothing_is_written(tmp_path: Path, change: dict[str, object], said: str) -> None:
    with pytest.raises(AnnotationError, match="annotation 1") as error:
        write_annotations(tmp_path / "ships.jsonl", [{**gold_rows()[0], **change}], TEXT)
    assert said in str(error.value)
    assert not (tmp_path / "ships.jsonl").exists()


def test_broken_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / "ships.jsonl"
    path.write_text('\n{"document_id": \n', encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"ships\.jsonl:2: not JSON"):
        read_annotations(path)


def test_a_file_of_another_document_is_refused(tmp_path: Path) -> None:
    write_annotations(tmp_path / "boats.jsonl", gold_rows(), TEXT)
    with pytest.raises(AnnotationError, match=r"boats\.jsonl:1: document_id is 'ships'"):
        read_gold(tmp_path)


def test_an_empty_file_is_a_document_without_statements(tmp_path: Path) -> None:
    (tmp_path / "silent.jsonl").write_text("", encoding="utf-8")
    assert read_gold(tmp_path) == {"silent": []}


def test_the_hash_of_the_gold_tells_every_change_but_line_endings(tmp_path: Path) -> None:
    file = tmp_path / "ships.jsonl"
    write_annotations(file, gold_rows(), TEXT)
    before = gold_hash(tmp_path)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert gold_hash(tmp_path) == before
    write_annotations(file, gold_rows()[:2], TEXT)
    assert gold_hash(tmp_path) != before
