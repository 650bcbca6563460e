"""What is fuzzed: a function a kind of file, and the first inputs it is given.

A target takes any bytes. It may raise PipelineError, the one-line refusal that users see; anything else is a defect.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.ingestion import ReadingOptions, read_agreement
from pipeline.ingestion.formats import FORMATS
from pipeline.rule_loading import load_rules
from pipeline.rule_loading.loading import RULES_FOLDER
from pipeline.structure import build_structure

SPECIMENS = Path(__file__).resolve().parents[2] / "corpus"
OPTIONS = ReadingOptions(max_bytes=2**20, max_pages=20)
DOCUMENT_PART = "word/document.xml"


def read_as(suffix: str, data: bytes) -> None:
    """Read bytes as a file of one format, and cut what was read into provisions."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"fuzzed{suffix}")
        path.write_bytes(data)
        with contextlib.suppress(PipelineError):
            agreement = read_agreement(path, options=OPTIONS)
            for provision in build_structure(agreement):
                assert 0 <= provision.start <= provision.body_start <= provision.body_end <= provision.end
                assert provision.end <= len(agreement.text)


def read_docx(part: bytes) -> None:
    """Read bytes as the main part of a Word file: mutations of the archive itself would all end at its checksum."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr(DOCUMENT_PART, part)
    read_as(".docx", archive.getvalue())


def load_rule_file(data: bytes) -> None:
    """Load bytes as the only rule file of a folder."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "fuzzed.yaml").write_bytes(data)
        with contextlib.suppress(PipelineError):
            load_rules(Path(folder))


def _reader(suffix: str) -> Callable[[bytes], None]:
    return lambda data: read_as(suffix, data)


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{entry.name: _reader(entry.suffixes[0]) for entry in FORMATS},
    "docx": read_docx,
    "rules": load_rule_file,
}


# Short inputs are tried by the thousand where whole agreements would be tried by the dozen.
SHORT = 3_000


def seeds(name: str) -> Iterator[bytes]:
    """The first inputs of a target: specimens, or for rules a few of the package's."""
    if name == "rules":
        for path in sorted(RULES_FOLDER.glob("*.yaml")):
            first = b"\n- id:".join(path.read_bytes().split(b"\n- id:")[:2])
            if len(first) <= SHORT:
                yield first
        return
    for path in sorted(SPECIMENS.glob(f"*.{name}")):
        if name == "docx":
            with zipfile.ZipFile(path) as package:
                yield package.read(DOCUMENT_PART)
        elif name == "pdf":
            yield path.read_bytes()
        else:
            yield path.read_bytes()[:SHORT]
