"""Two statements word by word: what stays, what is replaced, what falls away, what comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.comparison.alignment.aligned import RunKind, WordRun
from pipeline.comparison.alignment.entries import Entry
from pipeline.comparison.alignment.normal_words import NAME_SIGN, Word, is_function_word

KINDS: dict[str, RunKind] = {"equal": "same", "replace": "replaced", "delete": "removed", "insert": "added"}
# So few function words between two changes do not part them: "of the" standing alone tells a reader nothing.
SHORT = 2


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A run as places among the words of both sides."""

    kind: RunKind
    left: tuple[int, int]
    right: tuple[int, int]


def word_runs(left: Entry, right: Entry) -> tuple[WordRun, ...]:
    """The runs of `left` and `right` in order."""
    stretches = _joined(_stretches(left.words, right.words), left.words)
    return tuple(
        WordRun(
            stretch.kind,
            _offsets(left.words, stretch.left, left.row["start"]),
            _offsets(right.words, stretch.right, right.row["start"]),
        )
        for stretch in stretches
    )


def _stretches(left: Sequence[Word], right: Sequence[Word]) -> list[_Stretch]:
    # Names count as alike here, so that the words around them stay together when only the names differ.
    matcher = SequenceMatcher(None, [_common_key(word) for word in left], [_common_key(word) for word in right], False)
    found: list[_Stretch] = []
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation != "equal":
            found.append(_Stretch(KINDS[operation], (i1, i2), (j1, j2)))
            continue
        for step in range(i2 - i1):
            same = left[i1 + step].key == right[j1 + step].key
            one = _Stretch("same" if same else "name", (i1 + step, i1 + step + 1), (j1 + step, j1 + step + 1))
            _append(found, one)
    return found


def _append(found: list[_Stretch], stretch: _Stretch) -> None:
    """Add a stretch, joined to the last where both are of one kind."""
    if found and found[-1].kind == stretch.kind == "same":
        last = found.pop()
        stretch = _Stretch(last.kind, (last.left[0], stretch.left[1]), (last.right[0], stretch.right[1]))
    found.append(stretch)


def _joined(stretches: list[_Stretch], left: Sequence[Word]) -> list[_Stretch]:
    """Changes with no more than a short word or two between them, as one."""
    found: list[_Stretch] = []
    for place, stretch in enumerate(stretches):
        after = stretches[place + 1].kind if place + 1 < len(stretches) else "same"
        small = (
            stretch.kind == "same"
            and stretch.left[1] - stretch.left[0] <= SHORT
            and all(is_function_word(word) for word in left[slice(*stretch.left)])
        )
        changed = bool(found) and found[-1].kind not in {"same", "name"}
        if changed and ((small and after not in {"same", "name"}) or stretch.kind not in {"same", "name"}):
            last = found.pop()
            stretch = _Stretch("replaced", (last.left[0], stretch.left[1]), (last.right[0], stretch.right[1]))
        found.append(stretch)
    return found


def _common_key(word: Word) -> str:
    return NAME_SIGN if word.role == "actor" else word.key


def _offsets(words: Sequence[Word], places: tuple[int, int], start: int) -> tuple[int, int]:
    first, last = places
    if first == last:
        here = words[first - 1].end if first else start
        return here, here
    return words[first].start, words[last - 1].end
