"""What it costs to tag plain text, against spaCy's tokenizer; and that time grows with the text, not its square."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from xml.etree import ElementTree

from tests.benchmarks.agreements import write_agreements
from tests.benchmarks.frame import PROJECT, PYTHON, SHARED, Figure, Place

WORDS = 330_000
PARTS, PART = 100, 4_000
PROCESSES = 3
# In a fresh process, so that no way has met the words before it, each agreement is tokenized and read one way, in
# turns: its words, and the seconds of processor of both. Like a worker, the process looks for no garbage in what it has
# loaded.
MEASURE = """
import gc, json, sys, time
from pathlib import Path
import spacy
from pipeline.analysis import analyse
from pipeline.ingestion import read_agreement
from pipeline.structure import build_structure
from pipeline.tagging.nlp_setup import load_tagger

def seconds(work):
    began = time.process_time()
    work()
    return time.process_time() - began

ways = {
    "tagging": lambda: tagger.tag(agreement, provisions),
    "reading to statements": lambda: analyse(read_agreement(path), tagger),
    "structure": lambda: build_structure(agreement),
}
way = ways[sys.argv[1]]
tokenizer, tagger, rows = spacy.blank("en"), load_tagger(), []
gc.collect()
gc.freeze()
for path in map(Path, sys.argv[2:]):
    agreement = read_agreement(path)
    provisions = build_structure(agreement)
    paragraphs = [line for line in agreement.text.split("\\n") if line.strip()]
    tokenizing = seconds(lambda: [tokenizer.make_doc(paragraph) for paragraph in paragraphs])
    rows.append([len(agreement.text.split()), tokenizing, seconds(way)])
print(json.dumps(rows))
"""


def figures(place: Place) -> Iterator[Figure]:
    """Tagging, and all up to statements, as multiples of tokenizing; one long text against its parts."""
    agreements = write_agreements(SHARED / "tota", place.folder / "sources", 45)
    texts = _plain(agreements, place.folder / "texts")
    for way, most in (("tagging", 4), ("reading to statements", 6)):
        words, tokenizing, cost = map(sum, zip(*_best(way, texts), strict=True))
        detail = f"{words / cost:,.0f} words a second, spaCy {words / tokenizing:,.0f}; {words:,.0f} words"
        yield Figure(f"{way} / tokenizing the same paragraphs", cost / tokenizing, most=most, detail=detail)

    # The same words in short texts and in one long, since one text is easier to read than another.
    parts = list(islice(_cut("\n\n".join(path.read_text(encoding="utf-8") for path in texts), PART), PARTS))
    short = [place.folder / f"part-{number}.txt" for number in range(len(parts))]
    long = place.folder / "long.txt"
    for path, part in zip((*short, long), (*parts, "\n\n".join(parts)), strict=True):
        path.write_text(part, encoding="utf-8")
    for way in ("tagging", "reading to statements", "structure"):
        # The long text is read a second time, so that neither way pays for words never seen before.
        _, *rows, (words, _, many) = _best(way, [long, *short, long])
        few = sum(cost for *_, cost in rows)
        yield Figure(f"{way}: {words:,} words as one text / as {len(parts)} texts", many / few, most=1.5)


def _plain(agreements: list[Path], folder: Path) -> list[Path]:
    """The agreements as plain text, as many as hold the words to measure on."""
    folder.mkdir()
    paths, words = [], 0
    for agreement in agreements:
        articles = ElementTree.parse(agreement).getroot().iter("article")
        text = "\n\n".join(f"{a.get('number')}\n{a.get('name')}\n\n{a.text or ''}" for a in articles)
        paths.append(folder / f"{agreement.stem}.txt")
        paths[-1].write_text(text, encoding="utf-8")
        words += len(text.split())
        if words >= WORDS:
            break
    return paths


def _cut(text: str, words: int) -> Iterator[str]:
    """Texts of so many words each, made of the paragraphs of `text`; begun again at its end."""
    part: list[str] = []
    held = 0
    for paragraph in cycle(text.split("\n\n")):
        part.append(paragraph)
        held += len(paragraph.split())
        if held >= words:
            yield "\n\n".join(part)
            part, held = [], 0


def _best(way: str, paths: list[Path]) -> list[list[float]]:
    """Words and the least seconds of tokenizing and of one way, a row a text, over several fresh processes."""
    command = [PYTHON, "-c", MEASURE, way, *map(str, paths)]
    runs = [
        json.loads(subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout)
        for _ in range(PROCESSES)
    ]
    return [[min(values) for values in zip(*rows, strict=True)] for rows in zip(*runs, strict=True)]
