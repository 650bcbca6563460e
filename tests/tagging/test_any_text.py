"""What holds for the tagging of every text: no exception, true offsets, one answer, no word of a neighbour's."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analysis import analyse
from pipeline.ingestion import agreement_from_text
from pipeline.records import Agreement, Provision, Span, Statement
from pipeline.tagging.nlp_setup import TaggedProvision, Tagger, load_tagger

# Words that reach the rules, mixed with anything.
WORDS = """
the each Party Parties shall may will must not neither nor agree agrees intends to that if unless where possible
subject availability of funds within 30 days provide meet exchange information, and or ; : . , — ( ) (a) (b) 1. 2.
Article 5 paragraph EUR million in accordance with its laws reasonable efforts endeavour endeavor co-operate hereby
including following: is entitled be been Ukraine nothing this Agreement creates means annually [e]nsuring shallprovide
"""
CLAUSES = ["Each Party shall provide", "The Parties shall not, where possible, meet", "Ukraine may", "They agree to:"]
ODD = st.sampled_from(["\u200b", "\u202e", "\u2066", "\u00ad", "\ufeff", "\x00", "\u0301", "\U0001f91d", "ﬁ", "\u2028"])
PIECES = st.one_of(st.sampled_from(WORDS.split()), st.sampled_from(CLAUSES), ODD, st.text(max_size=6), st.just("\n\n"))
TEXTS = st.one_of(st.text(min_size=1, max_size=300), st.lists(PIECES, min_size=1, max_size=60).map(" ".join)).filter(
    str.strip
)
PROVISIONS = st.lists(st.sampled_from([*WORDS.split(), *CLAUSES]), min_size=3, max_size=25).map(" ".join)
TAGGER = load_tagger()


def spans_of(statement: Statement) -> Iterable[Span]:
    alone = (statement.attribute, statement.deontic, statement.direct_object, statement.beneficiary)
    yield from (span for span in alone if span is not None)
    for group in ("aims", "conditions", "hedges", "times", "amounts", "references", "elements"):
        yield from getattr(statement, group)


@settings(deadline=None, max_examples=300, derandomize=True)
@given(TEXTS)
def test_offsets_slice_back(text: str) -> None:
    found = analyse(agreement_from_text(text), TAGGER)
    whole = found.agreement.text
    for statement in found.statements:
        assert statement.quote == whole[statement.start : statement.end] != ""
        for span in spans_of(statement):
            assert span.text == whole[span.start : span.end] != ""
    for left_out in found.unclaimed:
        assert left_out.text == whole[left_out.start : left_out.end] != ""


@settings(deadline=None, max_examples=60, derandomize=True)
@given(TEXTS, TEXTS)
def test_rows_do_not_depend_on_the_texts_read_before(text: str, other: str) -> None:
    """`tests/tagging/test_hash_seeds.py` compares processes; here one tagger reads another text in between."""
    first = analyse(agreement_from_text(text), TAGGER)
    analyse(agreement_from_text(other, "other"), TAGGER)
    assert analyse(agreement_from_text(text), TAGGER) == first


def tagged_alone(tagger: Tagger, bodies: list[str]) -> list[TaggedProvision]:
    """Provisions side by side, of which none is the chapeau of another."""
    text, provisions, at = "\n\n".join(bodies), [], 0
    for number, body in enumerate(bodies):
        provisions.append(Provision(f"p{number}", "paragraph", at, at + len(body), at, at + len(body)))
        at += len(body) + 2
    return tagger.tag(Agreement("side-by-side", text), provisions)


def surface(one: TaggedProvision) -> list[tuple[object, ...]]:
    """Everything found in a provision, in tokens of its own."""
    return [
        (f.kind, f.start, f.end, f.deontic, f.aims, f.actor, [(q.label, q.start, q.end) for q in f.qualifiers])
        for f in one.reading.frames
    ]


@settings(deadline=None, max_examples=150, derandomize=True)
@given(PROVISIONS, PROVISIONS, PROVISIONS)
def test_what_stands_in_a_provision_does_not_depend_on_its_neighbours(before: str, body: str, behind: str) -> None:
    alone = {one.provision.provision_id: surface(one) for one in tagged_alone(TAGGER, [body])}
    among = {one.provision.provision_id: surface(one) for one in tagged_alone(TAGGER, [before, body, behind])}
    assert among.get("p1") == alone.get("p0")
