"""A quote is the stored text byte for byte, or it has no number and is not shown."""

from dataclasses import replace

import pytest
from shelf import TRAMS, evidence_of, made, tampered

from bot.answer.cite import Citer, address_of, faulty
from bot.evidence.sentences import text_of
from bot.types import Evidence
from ingest.types import Document, Source, Span

TRAM, PASSAGES = made("trams", TRAMS)


def citer(document: Document = TRAM) -> Citer:
    return Citer({"trams": document}.__getitem__)


def evidence(opening: str) -> Evidence:
    return evidence_of("trams", TRAMS, {opening: 1.0})[0]


def test_numbers_count_from_one_in_the_order_of_quoting() -> None:
    own = citer()
    assert [own.cite(evidence(opening)) for opening in ("Most trams", "A tram", "It draws")] == [1, 2, 3]
    assert [citation.n for citation in own.citations] == [1, 2, 3]


def test_the_same_place_keeps_its_number() -> None:
    own = citer()
    assert own.cite(evidence("A tram")) == own.cite(evidence("A tram")) == 1
    assert len(own.citations) == 1


def test_a_citation_tells_document_section_and_place() -> None:
    own = citer()
    own.cite(evidence("Most trams"))
    (citation,) = own.citations
    assert citation.quote == TRAM.text[citation.start : citation.end] == "Most trams share the road with cars."
    assert (citation.document_id, citation.title, citation.section) == ("trams", "Trams", "What is a tram?")
    assert citation.page is None
    assert citation.address == "https://trams.example/depot"


def test_the_section_is_the_path_of_headings_and_the_page_counts_from_one() -> None:
    item = evidence("A tram")
    deep = replace(item.hit.passage, section=("One", "Two"), page=3)
    own = citer()
    own.cite(replace(item, hit=replace(item.hit, passage=deep)))
    assert (own.citations[0].section, own.citations[0].page) == ("One > Two", 3)


def test_a_passage_below_no_heading_has_no_section() -> None:
    item = evidence("A tram")
    own = citer()
    own.cite(replace(item, hit=replace(item.hit, passage=replace(item.hit.passage, section=()))))
    assert own.citations[0].section is None


def test_a_span_inside_a_unit_can_be_quoted() -> None:
    item = evidence("A tram")
    start = TRAM.text.index("rail vehicle")
    own = citer()
    own.cite(item, Span(start, start + len("rail vehicle")))
    assert own.citations[0].quote == "rail vehicle"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rail vehicle", "road vehicle"),
        ("A tram is", "A tram  is"),
        ("streets.", "streets!"),
        ("What is a", "What's a"),
    ],
)
def test_a_quote_that_differs_from_the_stored_text_by_one_byte_gets_no_number(old: str, new: str) -> None:
    own = citer(tampered(TRAM, old, new))
    assert own.cite(evidence("A tram")) is None
    assert own.citations == []


def test_a_document_cut_short_gives_no_quote() -> None:
    own = citer(replace(TRAM, text=TRAM.text[:20]))
    assert own.cite(evidence("The fare")) is None


def test_a_blank_span_is_no_quote() -> None:
    item = evidence("A tram")
    own = citer()
    gap = TRAM.text.index(" tram", item.unit.start)
    assert own.cite(item, Span(gap, gap + 1)) is None
    assert own.cite(item, Span(gap, gap)) is None


def test_faulty_names_the_citations_that_no_longer_hold() -> None:
    own = citer()
    for opening in ("A tram", "It draws", "Most trams"):
        own.cite(evidence(opening))
    assert faulty(own.citations, {"trams": TRAM}.__getitem__) == []
    changed = tampered(TRAM, "overhead wire", "underfoot bar")
    assert faulty(own.citations, {"trams": changed}.__getitem__) == [2]
    shifted = replace(TRAM, text=" " + TRAM.text)
    assert faulty(own.citations, {"trams": shifted}.__getitem__) == [1, 2, 3]


def test_every_unit_of_a_read_document_can_be_quoted() -> None:
    own = citer()
    for item in evidence_of("trams", TRAMS, {}):
        number = own.cite(item)
        assert number is not None
        assert own.citations[number - 1].quote == text_of(item)
    assert faulty(own.citations, {"trams": TRAM}.__getitem__) == []


def test_the_address_is_that_of_the_first_source_a_passage_names() -> None:
    assert address_of(TRAM, ["line", "depot"]) == "https://trams.example/line"
    assert address_of(TRAM, ["unknown", "depot"]) == "https://trams.example/depot"


def test_a_passage_without_source_has_the_address_of_the_only_one() -> None:
    assert address_of(TRAM, []) is None
    assert address_of(replace(TRAM, sources=TRAM.sources[:1]), []) == "https://trams.example/depot"


def test_a_source_without_address_gives_none() -> None:
    assert address_of(replace(TRAM, sources=(Source("book", "A book"),)), ["book"]) is None
    assert address_of(replace(TRAM, sources=()), ["book"]) is None
