"""The workbooks as another spreadsheet program reads them: LibreOffice, where it is installed."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.comparison import compare
from pipeline.exporters.workbooks import write_xlsx
from tests.comparison.specimens import specimen_rows

SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice (soffice on the path; Debian: libreoffice-calc)")
@pytest.mark.parametrize("name", ["statements.xlsx", "comparison.xlsx"])
def test_the_workbook_opens_with_its_words_and_no_error(tmp_path: Path, name: str) -> None:
    rows = specimen_rows()
    write_xlsx(rows, compare(rows), tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    # 44 comma, 34 quote, 76 UTF-8; -1 at the end: every sheet into a file of its own.
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", every_sheet, "--outdir", str(tmp_path / "csv")]
    subprocess.run([*command, str(tmp_path / name)], capture_output=True, check=True, timeout=180)
    cells = [
        cell
        for path in (tmp_path / "csv").iterdir()
        for line in csv.reader(path.read_text(encoding="utf-8").splitlines())
        for cell in line
    ]
    assert len(list((tmp_path / "csv").iterdir())) >= 5
    assert not [cell for cell in cells if cell.startswith(("#REF", "#NAME", "#VALUE", "Err:"))]
    assert any("subject to the availability of funds" in cell for cell in cells)
