"""What holds of the tree of any text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records import Provision


def check_tree(text: str, provisions: Sequence[Provision]) -> None:
    """Assert that the tree nests, cites uniquely, and puts every word in one body or one label or heading."""
    by_id = {provision.provision_id: provision for provision in provisions}
    assert len(by_id) == len(provisions)
    citations = [provision.citation for provision in provisions]
    assert len(set(citations)) == len(citations)
    assert all(citations)
    assert [provision.start for provision in provisions] == sorted(provision.start for provision in provisions)
    taken = [0] * len(text)
    first_child = {p.provision_id: p.end for p in provisions}
    for provision in reversed(provisions):
        if provision.parent:
            first_child[provision.parent] = provision.start
    for provision in provisions:
        assert 0 <= provision.start <= provision.body_start <= provision.body_end <= provision.end <= len(text)
        body = text[provision.body_start : provision.body_end]
        assert body == body.strip()
        if provision.parent:
            parent = by_id[provision.parent]
            assert parent.start <= provision.start and provision.end <= parent.end
            assert provision.level == parent.level + 1
        if provision.chapeau:
            assert by_id[provision.chapeau].body_end <= provision.start
        front_end = provision.body_start if body else min(provision.body_start, first_child[provision.provision_id])
        check_front(text[provision.start : front_end], provision)
        for at in (*range(provision.start, front_end), *range(provision.body_start, provision.body_end)):
            taken[at] += 1
    for page_number in re.finditer(r"^\s*[-–—]\s*\d{1,4}\s*[-–—]\s*$", text, re.MULTILINE):
        taken[page_number.start() : page_number.end()] = [1] * len(page_number.group())
    lost = [at for at, letter in enumerate(text) if letter.isalnum() and taken[at] != 1]
    assert not lost, (taken[lost[0]], text[max(0, lost[0] - 40) : lost[0] + 40])


def check_front(front: str, provision: Provision) -> None:
    """Assert that before a body stand only the label and the heading, and what a bracketed heading says first."""
    letters = len(re.sub(r"\W", "", front))
    known = len(re.sub(r"\W", "", (provision.number or "") + (provision.heading or "")))
    assert letters <= known or front.startswith("[") or provision.kind == "preamble", (front, provision)
