"""`hedgerow compare`: one run, several runs, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.comparison.specimens import specimen_rows, write_run

Hedgerow = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(specimen_rows(), tmp_path / "one")


def test_a_run_gets_its_tables_anew(hedgerow: Hedgerow, run: Path) -> None:
    result = hedgerow("compare", run, "--formats", "html, CSV")
    assert result.exit_code == 0, result.output
    assert "3 agreements compared." in result.output
    assert (run / "comparison.html").is_file() and (run / "comparison.csv").is_file()
    assert not (run / "statements.xlsx").exists()


def test_several_runs_stand_side_by_side(hedgerow: Hedgerow, run: Path, tmp_path: Path) -> None:
    other = write_run(specimen_rows(), tmp_path / "deeper" / "one")
    result = hedgerow("compare", run, other, "-o", tmp_path / "both", "--formats", "csv", "--quiet")
    assert result.exit_code == 0 and not result.output
    header = (tmp_path / "both" / "comparison.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert "one-1/norvala-estmark-2021" in header and "one-2/norvala-estmark-2021" in header


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "Missing argument"),
        (("RUN", "RUN"), "Say with -o"),
        (("RUN", "RUN", "-o", "RUN"), "is one of the runs"),
        (("RUN", "--formats", "docx"), "Unknown format docx; there are csv, parquet, xlsx, html, md, ig."),
        (("RUN/texts",), "is no run, it holds no documents.jsonl"),
        (("RUN/missing",), "the run one has no agreement missing; its agreements are"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    hedgerow: Hedgerow, run: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    result = hedgerow("compare", *(argument.replace("RUN", str(run)) for argument in arguments))
    assert result.exit_code == 2
    assert complaint in " ".join(result.output.split())
