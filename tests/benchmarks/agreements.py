"""Large sets of agreements to measure on, put together from the articles of ToTA agreements at hand.

Nothing of them is kept: they are written below a temporary folder, the same ones each time.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

# Words of fifteen agreements spread over the lengths of the 424 in ToTA; their mean is ToTA's, 13,600.
LENGTHS = (900, 2_000, 3_000, 4_200, 4_800, 5_200, 5_900, 6_500, 10_000, 13_400, 18_000, 22_000, 27_000, 34_000, 47_000)
NUMBER = re.compile(r"\b\d{1,3}\b")
Article = tuple[str, str]


def write_agreements(source: Path, folder: Path, count: int, lengths: Sequence[int] = LENGTHS) -> list[Path]:
    """Write `count` agreements into `folder`, of ToTA's sizes or others, from articles of the ToTA files in `source`.

    Each is another choice of articles in which figures differ; lengths (in words) repeat, by default every fifteen
    agreements, so that sets whose size is a multiple of fifteen have the same mean length.
    """
    articles = list(_articles(source))
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"agreement-{number:04}.xml"
        path.write_text(_agreement(articles, number, lengths[number % len(lengths)]), encoding="utf-8")
        paths.append(path)
    return paths


def _articles(source: Path) -> Iterator[Article]:
    """Name and text of each article, from files of a kind this project also reads in its daily work."""
    for path in sorted(source.glob("*.xml")):
        for article in ElementTree.parse(path).getroot().iter("article"):
            text = "".join(article.itertext())
            # The whole of an agreement stands in one element now and then.
            if 20 < len(text.split()) < 3_000:
                yield article.get("name") or "General", text


def _agreement(articles: Sequence[Article], number: int, words: int) -> str:
    chance = random.Random(number)
    body = []
    while words > 0:
        name, text = chance.choice(articles)
        text = NUMBER.sub(lambda _: str(chance.randint(1, 180)), text)
        words -= len(text.split())
        heading = f'number="Article {len(body) + 1}" name={quoteattr(name)}'
        body.append(f"<article {heading}>{escape(text)}</article>")
    signed = f"{1960 + number % 60}-{1 + number % 12:02}-{1 + number % 28:02}"
    meta = f"<name>Agreement {number}</name><date_signed>{signed}</date_signed><language>en</language>"
    chapter = f'<chapter number="Chapter 1" name="Provisions">{"".join(body)}</chapter>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<treaty><meta>{meta}</meta><body>{chapter}</body></treaty>\n'
