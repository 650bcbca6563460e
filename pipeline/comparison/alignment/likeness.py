"""How alike statements of different agreements are: by TF-IDF, the order of their words, and their setting.

The weights and floors below were chosen on `annotations/alignment/pairs.jsonl`; around them the result hardly changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.comparison.alignment.entries import Entry
from pipeline.comparison.alignment.normal_words import NAME_SIGN

# Below this cosine two statements are never the same.
LEAST_COSINE = 0.2
# Who is named says less than what is done: twins differ in the names above all.
WEIGHT_OF_NAMES = 0.3
# A disclaimer seldom says what a commitment says, yet a tagger may take one for the other.
OTHER_SORT = 0.85
# "The Parties shall publish" and "the Parties shall not publish" have nearly the same words.
OTHER_POLARITY = 0.5
# A party to both agreements that is bound in one and not in the other.
OTHER_ACTOR = 0.8
# Like headings raise the likeness by up to half of this, unlike ones lower it as much.
WEIGHT_OF_HEADINGS = 0.1
# A promise of so few content words says too little by itself ("shall inform"): under another heading it is another.
FEW_WORDS = 3
LOSS_OF_FEW = 0.6
# So many content words in a row make a passage that one text has from the other; it adds to the rank.
WORDS_OF_PASSAGE = 6
WEIGHT_OF_PASSAGE = 0.15
# Statements multiplied with all others at a time: bounds the memory.
BLOCK = 256


@dataclass(frozen=True, slots=True)
class Likeness:
    """Pairs of entries that may be the same: `left` stands before `right` among the entries, in another agreement.

    `value` is how alike their words are, `rank` the same with what their headings add or take: it decides which of
    several like statements is the counterpart.
    """

    left: int
    right: int
    value: float
    rank: float

    def other(self, entry: int) -> int:
        """The other of the two."""
        return self.right if entry == self.left else self.left


def like_entries(entries: Sequence[Entry], floor: float) -> list[Likeness]:
    """All pairs of entries of different agreements whose rank is at least `floor`."""
    found = []
    for left, right, value, passage in _candidates(entries, floor - WEIGHT_OF_HEADINGS / 2):
        value *= _setting(entries[left], entries[right])
        rank = value + _place(entries[left], entries[right]) + (WEIGHT_OF_PASSAGE if passage else 0)
        if rank >= floor:
            found.append(Likeness(left, right, value, rank))
    return found


def _candidates(entries: Sequence[Entry], floor: float) -> Iterator[tuple[int, int, float, bool]]:
    """Pairs whose words alone may bring them to the floor: places, likeness of words, whether they share a passage."""
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    if not any(entry.matter for entry in entries):
        return
    vectors, passages = _vectors(entries), _passages(entries)
    documents = np.array([entry.document for entry in entries])
    coded = _coded(entries)
    for first in range(0, len(entries), BLOCK):
        block = slice(first, first + BLOCK)
        products = (vectors[block] @ vectors[first:].T).tocoo()
        lefts, rights = products.row + first, products.col + first
        wanted = (products.data >= LEAST_COSINE) & (documents[rights] > documents[lefts])
        lefts, rights, cosines = lefts[wanted], rights[wanted], products.data[wanted]
        orders = cpdist(coded[lefts], coded[rights], scorer=Indel.normalized_similarity, dtype=np.float64)
        common = (passages[block] @ passages[first:].T).tocoo()
        size = len(entries)
        shared = np.isin(lefts * size + rights, (common.row + first) * size + common.col + first)
        values = (cosines + orders) / 2
        kept = values + WEIGHT_OF_PASSAGE * shared >= floor
        yield from zip(
            lefts[kept].tolist(), rights[kept].tolist(), values[kept].tolist(), shared[kept].tolist(), strict=True
        )


def _coded(entries: Sequence[Entry]) -> Any:
    """The content of each entry as a string of one character a word, as fast comparison of sequences needs it."""
    import numpy as np

    # Code points from 256 on, past the surrogates, which no string should hold.
    numbers: dict[str, int] = {}
    for entry in entries:
        for word in entry.content:
            numbers.setdefault(word, len(numbers) + 256 if len(numbers) < 0xD000 else len(numbers) + 0x2000)
    return np.array(["".join(chr(numbers[word]) for word in entry.content) for entry in entries], dtype=object)


def _passages(entries: Sequence[Entry]) -> Any:
    """A row an entry, a column a run of content words that is long enough to be a passage."""
    from sklearn.feature_extraction.text import CountVectorizer  # type: ignore[import-untyped]

    def runs(entry: Entry) -> list[tuple[str, ...]]:
        content = entry.content
        return [content[first : first + WORDS_OF_PASSAGE] for first in range(len(content) - WORDS_OF_PASSAGE + 1)]

    if not any(len(entry.content) >= WORDS_OF_PASSAGE for entry in entries):
        from scipy.sparse import csr_array

        return csr_array((len(entries), 1))
    return CountVectorizer(analyzer=runs, binary=True).fit_transform(entries).tocsr()


def _vectors(entries: Sequence[Entry]) -> Any:
    """TF-IDF vectors of length 1, a row an entry, names with little weight."""
    import numpy as np
    from scipy.sparse import diags_array
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize  # type: ignore[import-untyped]

    vectorizer = TfidfVectorizer(analyzer=lambda entry: entry.matter, sublinear_tf=True, norm=None)
    counts = vectorizer.fit_transform(entries)
    weights = [WEIGHT_OF_NAMES if key.startswith(NAME_SIGN) else 1.0 for key in vectorizer.get_feature_names_out()]
    return normalize(counts @ diags_array(np.array(weights))).tocsr()


def _setting(left: Entry, right: Entry) -> float:
    """What other circumstances take from the likeness of the words: a factor of at most 1."""
    factor = 1.0
    if left.sort != right.sort:
        factor *= OTHER_SORT
    polarities = {left.row["polarity"], right.row["polarity"]}
    if polarities == {"positive", "negative"}:
        factor *= OTHER_POLARITY
    if left.actor and right.actor and left.actor != right.actor:
        common = left.parties & right.parties
        if left.actor in common or right.actor in common:
            factor *= OTHER_ACTOR
    return factor


def _place(left: Entry, right: Entry) -> float:
    """What the headings over two statements add to their rank, or take from it."""
    alike = _headings(left, right)
    few = min(len(left.content), len(right.content)) <= FEW_WORDS and left.sort == right.sort == "norm"
    return WEIGHT_OF_HEADINGS * (alike - 0.5) - (LOSS_OF_FEW * (1 - alike) if few else 0)


def _headings(left: Entry, right: Entry) -> float:
    """How alike the headings are, from 0 to 1; one half where one has none."""
    if not left.heading or not right.heading:
        return 0.5
    return len(left.heading & right.heading) / min(len(left.heading), len(right.heading))
