"""Every format: out and in again, nothing lost but what the format says it loses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.annotation.formats import MODULES, find_format
from pipeline.annotation.formats.exchange import (
    EMPTY_DOCUMENTS,
    NOT_ANNOTATED,
    Document,
    Format,
    losses,
    reduced,
)
from pipeline.errors import AnnotationError
from tests.annotation.formats.texts import hard_document, specimens, texts_of

all_formats = pytest.mark.parametrize("name", list(MODULES))


def there_and_back(form: Format, documents: list[Document], folder: Path) -> list[Document]:
    path = folder / f"out{form.suffix}"
    assert all(file.is_file() for file in form.write(documents, path))
    return form.read(path, texts_of(*documents))


@all_formats
def test_a_round_trip_keeps_what_the_format_carries(name: str, tmp_path: Path) -> None:
    form = find_format(name)
    assert form.name == name
    documents = [hard_document(), *specimens()]
    back = {document.document_id: document for document in there_and_back(form, documents, tmp_path)}
    assert set(back) == {document.document_id for document in documents}
    for document in documents:
        expected = reduced(document, form.carries)
        for one, other in zip(expected.rows, back[document.document_id].rows, strict=True):
            assert other == one


@all_formats
def test_what_is_lost_is_said_and_only_that(name: str, tmp_path: Path) -> None:
    form = find_format(name)
    document = hard_document()
    lost = losses([document], form.carries)
    (back,) = there_and_back(form, [document], tmp_path)
    assert bool(lost) == (back != document)
    if name == "doccano":
        assert lost == [
            "notes of 1 statements",
            "decisions of 3 statements",
            "names of reviewers of 1 statements",
            "statement ids, citations, pages and rules of 2 statements",
            "that some fields were not annotated: they come back as annotated and empty",
        ]


@all_formats
def test_a_document_without_statements_comes_back_where_the_format_says_so(name: str, tmp_path: Path) -> None:
    form = find_format(name)
    empty = replace(hard_document(), rows=())
    back = there_and_back(form, [empty], tmp_path)
    assert back == ([empty] if EMPTY_DOCUMENTS in form.carries else [])
    assert bool(losses([empty], form.carries)) == (EMPTY_DOCUMENTS not in form.carries)


@all_formats
def test_a_text_that_has_changed_is_refused_with_the_place(name: str, tmp_path: Path) -> None:
    form = find_format(name)
    document = hard_document()
    path = tmp_path / f"out{form.suffix}"
    form.write([document], path)
    with pytest.raises(AnnotationError, match="out") as error:
        form.read(path, {"hard": document.text.replace("lend", "sell").replace("scuttle", "sink")})
    assert str(tmp_path) in error.value.place and error.value.remedy


@all_formats
def test_a_document_whose_text_is_not_known_is_refused(name: str, tmp_path: Path) -> None:
    form = find_format(name)
    path = tmp_path / f"out{form.suffix}"
    form.write([hard_document()], path)
    with pytest.raises(AnnotationError, match="--texts"):
        form.read(path, {"other": "A text."})


@all_formats
def test_what_is_no_such_file_is_refused(name: str, tmp_path: Path) -> None:
    form = find_format(name)
    path = tmp_path / f"wrong{form.suffix or '.ann'}"
    with pytest.raises(AnnotationError):
        form.read(path, {})
    path.write_bytes(b"\xff\xfe\x00 not this format \xd8\x00")
    with pytest.raises(AnnotationError):
        form.read(path, {})


@all_formats
def test_writing_twice_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    form = find_format(name)
    one, other = (form.write([hard_document()], tmp_path / folder / f"x{form.suffix}") for folder in ("a", "b"))
    for first, second in zip(one, other, strict=True):
        assert first.read_bytes() == second.read_bytes()


def test_only_some_formats_tell_not_annotated_from_nothing_there() -> None:
    assert {name for name in MODULES if NOT_ANNOTATED not in find_format(name).carries} == {
        "label-studio", "doccano", "brat", "webanno",
    }  # fmt: skip
