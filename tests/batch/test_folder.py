"""The folder of a run: whole files or none, no strange folder touched, one run at a time."""

import json
from pathlib import Path

import pytest

from pipeline.batch.documents import Finished
from pipeline.batch.folder import RunFolder
from pipeline.errors import RunError


def result(name: str, text: str = "Text.\u2028\n“More” 👍") -> Finished:
    return Finished(name, "f1", {"document_id": name}, f'{{"document_id":"{name}"}}', ('{"s":1}', '{"s":2}'), (), text)


def run_json(folder: Path, **more: object) -> None:
    rows = {"versions": {"hedgerow": "0"}, "status": "complete", "agreements": [], "files": [], **more}
    (folder / "run.json").write_text(json.dumps(rows), encoding="utf-8")


def test_what_was_kept_comes_back_whole_and_only_for_its_fingerprint(tmp_path: Path) -> None:
    with RunFolder(tmp_path / "out") as folder:
        folder.parts.keep(result("a"))
        assert folder.parts.finished("a", "f1") == result("a")
        assert folder.parts.finished("a", "f2") is None
        assert folder.parts.finished("b", "f1") is None


def test_a_kept_agreement_that_was_cut_short_is_done_again(tmp_path: Path) -> None:
    with RunFolder(tmp_path / "out") as folder:
        folder.parts.keep(result("a"))
        (part,) = (tmp_path / "out" / ".finished" / "parts").iterdir()
        whole = part.read_bytes()
        for length in range(0, len(whole), 7):
            part.write_bytes(whole[:length])
            assert folder.parts.finished("a", "f1") is None


def test_joining_writes_results_in_their_order_and_texts_as_they_are(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with RunFolder(out) as folder:
        folder.join([result("b"), result("a")])
    assert (out / "documents.jsonl").read_bytes() == b'{"document_id":"b"}\n{"document_id":"a"}\n'
    assert (out / "statements.jsonl").read_text(encoding="utf-8").count("\n") == 4
    assert (out / "texts" / "a.txt").read_bytes().decode("utf-8") == result("a").text


def test_a_failure_while_writing_leaves_the_earlier_files(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with RunFolder(out) as folder:
        folder.join([result("a")])
        before = {path.name: path.read_bytes() for path in out.glob("*.jsonl")}

        def broken_off():  # type: ignore[no-untyped-def]
            yield result("b")
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            folder.join(broken_off())
        assert {path.name: path.read_bytes() for path in out.glob("*.jsonl")} == before
        assert [path.name for path in (out / ".finished").iterdir()] == ["parts"]


def test_texts_of_agreements_no_longer_in_the_run_go_but_not_the_files_of_others(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with RunFolder(out) as folder:
        folder.join([result("a"), result("b")])
        run_json(out, agreements=[{"document_id": "a"}, {"document_id": "b"}])
        (out / "texts" / "notes.txt").write_text("mine", encoding="utf-8")
        folder.join([result("b")])
    assert sorted(path.name for path in (out / "texts").iterdir()) == ["b.txt", "notes.txt"]


@pytest.mark.parametrize("strange", ["thesis.docx", "texts/mine.txt", "run.json", "statements.jsonl"])
def test_a_folder_that_is_no_run_is_refused_and_left_alone(tmp_path: Path, strange: str) -> None:
    path = tmp_path / "out" / strange
    path.parent.mkdir(parents=True)
    path.write_text('{"name": "something else"}', encoding="utf-8")
    with pytest.raises(RunError, match="not a hedgerow run"), RunFolder(tmp_path / "out"):
        pass
    assert [p for p in (tmp_path / "out").rglob("*") if p.is_file()] == [path]


def test_an_earlier_run_and_one_broken_off_are_taken_up(tmp_path: Path) -> None:
    with RunFolder(tmp_path / "out") as folder:
        folder.parts.keep(result("a"))
    with RunFolder(tmp_path / "out") as folder:
        assert folder.parts.finished("a", "f1")
        run_json(folder.path)
        (folder.path / "comparison.html").write_text("", encoding="utf-8")
    with RunFolder(tmp_path / "out"):
        pass


def test_a_second_run_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    with (
        RunFolder(tmp_path / "out"),
        pytest.raises(RunError, match="another run is writing here"),
        RunFolder(tmp_path / "out"),
    ):
        pass
    with RunFolder(tmp_path / "out"):
        pass


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(RunError, match="is a file"), RunFolder(tmp_path / "out"):
        pass


def test_a_full_disk_is_one_line_with_the_remedy_and_loses_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="needs a limit on the size of files")
    out = tmp_path / "out"
    with RunFolder(out) as folder:
        folder.join([result("a")])
        before = (out / "statements.jsonl").read_bytes()
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
        try:
            with pytest.raises(RunError) as caught:
                folder.join([result("b", "word " * 1000)])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "\n" not in str(caught.value) and str(out) in str(caught.value) and "free some space" in str(caught.value)
    assert (out / "statements.jsonl").read_bytes() == before


def test_a_run_that_finished_nothing_leaves_no_folder(tmp_path: Path) -> None:
    with RunFolder(tmp_path / "deep" / "out"):
        pass
    assert not (tmp_path / "deep" / "out").exists()
