from __future__ import annotations

from pipeline.comparison import Cell, Comparison, compare
from tests.comparison.specimens import rows_of, specimen_rows, support_agreement

SUPPORT = "norvala-estmark-2021"


def cell(key: str, document_id: str = SUPPORT, comparison: Comparison | None = None) -> Cell:
    comparison = comparison or compare(specimen_rows())
    place = [column.document_id for column in comparison.columns].index(document_id)
    return comparison.finding(key).cells[place]


def test_columns_stand_by_date_undated_and_unread_last() -> None:
    columns = compare(specimen_rows()).columns
    assert [column.document_id for column in columns] == ["accord-2019", SUPPORT, "hostile", "drafts/broken.pdf"]
    assert columns[1].cite_as == "Agreement on Mutual Support between Norvala and Estmark (4 May 2021)"


def test_what_was_not_examined_is_neither_found_nor_missing() -> None:
    comparison = compare(specimen_rows())
    for finding in comparison.findings:
        assert finding.cells[0].state == finding.cells[3].state == "not examined"
    assert cell("termination", "accord-2019").value == "not examined: its language is fr"
    assert cell("termination", "drafts/broken.pdf").value == "not read: holds no text"


def test_every_quote_stands_in_its_text() -> None:
    rows = specimen_rows()
    for finding in compare(rows).findings:
        for one in finding.cells:
            for quote in one.quotes:
                words = rows.texts[quote.document_id][quote.start : quote.end]
                assert " ".join(words.split()) == quote.text, finding.key


def test_the_instrument() -> None:
    assert cell("instrument").value == "Agreement"
    assert cell("parties").value == "Norvala; Estmark"
    assert cell("signed").value == "4 May 2021"
    assert cell("signed").quotes[0].text == "Done at Brightwater on 4 May 2021."
    assert cell("words").value == "Parties 1, shall 6, will 1, intend 1"
    assert cell("words", "hostile").value == "Participants 2, shall 1, should 1"


def test_masked_page_furniture_is_not_counted() -> None:
    rows = rows_of([support_agreement()])
    start = rows.texts[SUPPORT].index("shall enter")
    rows.documents[0]["dropped"] = [{"reason": "running header", "text": "shall", "start": start, "end": start + 5}]
    assert "shall 5" in cell("words", comparison=compare(rows)).value


def test_statements_by_kind_and_force() -> None:
    assert cell("commitments").value == "3"
    assert [cell(force).value for force in ("obligation", "pledge", "intention")] == ["1 of 3 (33 %)"] * 3
    assert cell("recommendation").state == "none"
    assert cell("recommendation", "hostile").value == "1 of 2 (50 %)"
    assert cell("actors").value == "Estmark 1; NORVALA 1; Parties 1"
    assert cell("actors", "hostile").value == "Participants 1; no actor named 1"


def test_own_and_inherited_hedges_are_kept_apart() -> None:
    own, elsewhere = cell("hedged"), cell("hedged-elsewhere")
    assert own.value == "3 of 3 (100 %)"
    assert elsewhere.value == "2 of 3 (67 %)"
    assert own.quotes[0].note == "feasibility: where possible"
    assert elsewhere.quotes[0].note == "funding: subject to the availability of funds (inherited from the instrument)"
    # Counted once where it stands, however many commitments it reaches.
    assert cell("hedge-types").value == "effort 1, feasibility 1, funding 1, law 1"
    assert cell("condition-types").value == "event 1, milestone 1, request 1"


def test_disclaimers_say_what_they_cover() -> None:
    assert cell("disclaimers").value == "2: annex 1, scope not named 1; commitments covered: 1 of 3 (33 %)"
    assert cell("disclaimers").quotes[0].note == "scope: annex"


def test_clauses_on_funds_and_law() -> None:
    funding = cell("funding")
    assert funding.value == "1 general clause; commitments reached: 2 of 3 (67 %)"
    assert [quote.text for quote in funding.quotes] == ["All cooperation is subject to the availability of funds"]
    assert cell("law").value == "commitments reached: 1 of 3 (33 %)"
    assert cell("law", "hostile").value == "no such clause found"


def test_consultation_names_deadline_and_occasion() -> None:
    consultation = cell("consultation")
    assert consultation.value == "within 24 hours"
    assert "event: In the event of an armed attack" in consultation.quotes[0].note
    assert (consultation.quotes[0].citation, consultation.quotes[0].page) == ("Article 1", 1)
    assert cell("consultation", "hostile").value == "no such commitment found"


def test_sums_are_given_and_never_added() -> None:
    assert cell("money").value == "EUR 2.5 million"
    assert cell("money", "hostile").state == "none"


def test_the_life_of_the_instrument() -> None:
    assert cell("entry").value == "upon signature"
    assert cell("duration").value == "for 10 years"
    assert cell("termination").value == "6 months"
    assert cell("termination").quotes[0].page == 2
    assert cell("amendment").value == "30 days after its approval"
    assert cell("renewal").value == "no such clause found"


def test_what_was_left_out_is_quoted_with_its_reason() -> None:
    left_out = cell("unclaimed")
    assert left_out.value == "1"
    assert left_out.quotes[0].text == "This Agreement shall mean what it says"
    assert left_out.quotes[0].note == "“shall”: it says what something is (excluded by rule exclusion.mean)"
    assert cell("warnings").value == "the signature block was not found"
