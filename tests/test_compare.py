"""A comparison is a table of quotes: from the library's own table, else from each side's sentences."""

from collections.abc import Mapping
from dataclasses import replace

from shelf import MUSEUMS, TRAMS, asked, evidence_of, made, tampered

from bot.answer.cite import Citer
from bot.answer.compare import DEFINITION_ASPECT, compare
from bot.answer.compose import Draft
from bot.answer.sidetable import placed, with_tables
from bot.evidence.sentences import text_of
from bot.types import Evidence, Hit, Query
from bot.understand.fit import NameIndex
from ingest.store import Store
from ingest.types import Document

NAMES = NameIndex(["tram", "trolleybus", "tram company office", "light rail vehicle"], {"light rail vehicle": "tram"})
SIDES = ("tram", "trolleybus")
ROWS = """# Vehicles

| Vehicle | Track | Wires |
|---|---|---|
| Tram | steel rails | one |
| Trolleybus | none | two |
| Bus | none | none |
"""
BOTH = """# Boats

A ferry differs from a barge: the ferry carries people.

## Ferry

A ferry is a boat that carries people. It leaves from a quay.

## Barge

A barge is a flat boat for goods.
"""
DOCUMENTS: Mapping[str, Document] = {
    name: made(name, text)[0]
    for name, text in {"trams": TRAMS, "museums": MUSEUMS, "vehicles": ROWS, "boats": BOTH}.items()
}


def citer(documents: Mapping[str, Document] = DOCUMENTS) -> Citer:
    return Citer(documents.__getitem__)


def query(*sides: str, question: str = "") -> Query:
    return asked(question or f"How do a {sides[0]} and a {sides[1]} differ?", "comparison", *sides)


def cells(draft: Draft) -> list[tuple[str, str, str]]:
    return [(one.cell.side, one.cell.aspect, one.text) for one in draft.sentences if one.cell]


def of_rows(name: str, text: str, **scores: float) -> list[Evidence]:
    return evidence_of(name, text, {"Track": 0.9, "Tram": 0.9, **scores})


def test_the_columns_of_a_table_become_cells_with_a_citation_each() -> None:
    own = citer()
    draft = compare(query(*SIDES), [[], []], of_rows("trams", TRAMS), own, NAMES)
    assert cells(draft) == [
        ("tram", "Track", "steel rails in the street"),
        ("trolleybus", "Track", "no track at all"),
        ("tram", "Power", "one overhead wire"),
        ("trolleybus", "Power", "two overhead wires"),
        ("tram", "Noise", "a rumble"),
        ("trolleybus", "Noise", "hardly any"),
    ]
    assert draft.status == "answered"
    assert [one.citations for one in draft.sentences] == [[1], [2], [3], [4], [5], [6]]
    for citation in own.citations:
        assert DOCUMENTS["trams"].text[citation.start : citation.end] == citation.quote


def test_sides_that_are_rows_become_columns() -> None:
    draft = compare(query(*SIDES), [[], []], of_rows("vehicles", ROWS), citer(), NAMES)
    assert cells(draft) == [
        ("tram", "Track", "steel rails"),
        ("tram", "Wires", "one"),
        ("trolleybus", "Track", "none"),
        ("trolleybus", "Wires", "two"),
    ]


def test_inflection_and_capitals_do_not_hide_a_column() -> None:
    assert len(cells(compare(query("Trams", "trolleybuses"), [[], []], of_rows("trams", TRAMS), citer(), NAMES))) == 6


def test_only_the_rows_of_an_asked_aspect_are_shown() -> None:
    question = query(*SIDES, question="Do a tram and a trolleybus differ in noise?")
    draft = compare(question, [[], []], of_rows("trams", TRAMS, Noise=1.2), citer(), NAMES)
    assert [aspect for _, aspect, _ in cells(draft)] == ["Noise", "Noise"]


def test_every_point_that_is_asked_by_name_is_shown_whether_a_row_or_a_column() -> None:
    rows = query(*SIDES, question="Do a tram and a trolleybus differ in track and noise?")
    draft = compare(rows, [[], []], of_rows("trams", TRAMS, Noise=1.2), citer(), NAMES)
    assert [aspect for _, aspect, _ in cells(draft)] == ["Track", "Track", "Noise", "Noise"]
    columns = query(*SIDES, question="How do a tram and a trolleybus compare on wires?")
    lines = {"Tram": 0.9, "Trolleybus": 0.9}
    draft = compare(columns, [[], []], evidence_of("vehicles", ROWS, lines), citer(), NAMES)
    assert cells(draft) == [("tram", "Wires", "one"), ("trolleybus", "Wires", "two")]


def test_both_rows_are_shown_where_what_is_asked_is_no_column() -> None:
    question = query(*SIDES, question="Tram or trolleybus: which needs rails?")
    draft = compare(question, [[], []], evidence_of("vehicles", ROWS, {"Tram": 0.9, "Trolleybus": 0.3}), citer(), NAMES)
    assert {side for side, _, _ in cells(draft)} == set(SIDES)


def test_a_sentence_that_tells_what_no_column_names_opens_the_table() -> None:
    text = ROWS + "\nA tram needs rails, whereas a trolleybus does not.\n"
    scores = {"Tram": 0.9, "Trolleybus": 0.9, "A tram needs": 0.8}
    own = citer({**DOCUMENTS, "vehicles": made("vehicles", text)[0]})
    question = query(*SIDES, question="Tram or trolleybus: which needs rails?")
    draft = compare(question, [[], []], evidence_of("vehicles", text, scores), own, NAMES)
    assert draft.sentences[0].text == "A tram needs rails, whereas a trolleybus does not."
    assert cells(draft)
    other = query(*SIDES, question="Tram or trolleybus?")
    assert compare(other, [[], []], evidence_of("vehicles", text, scores), own, NAMES).sentences[0].cell


def test_sides_that_only_items_of_a_list_name_are_answered_by_these() -> None:
    text = "# Learning\n\n- Watch the driver (tram).\n- Drive under the eyes of another (trolleybus).\n"
    items = evidence_of("learning", text, {"Watch": 0.9, "Drive": 0.8})
    own = citer({"learning": made("learning", text)[0]})
    assert len(compare(query(*SIDES), [items, items], items, own, NAMES).sentences) == 2


def test_a_table_that_lacks_a_side_is_not_used() -> None:
    rows = [item.hit.passage for item in of_rows("trams", TRAMS) if item.unit.kind == "row"]
    assert placed(rows, ("tram", "submarine"), NAMES) == []
    assert placed([], SIDES, NAMES) == []
    assert len(placed(rows, SIDES, NAMES)) == 6


def test_without_a_table_each_side_gets_its_definition_first() -> None:
    evidence = evidence_of("museums", MUSEUMS, {"A ": 0.9, "However": 0.1})
    draft = compare(query("museum", "gallery"), [evidence, evidence], evidence, citer(), NAMES)
    short = {side: text for side, aspect, text in cells(draft) if aspect == DEFINITION_ASPECT}
    assert set(short) == {"museum", "gallery"}
    assert short["museum"].startswith("A museum is an institution")
    assert short["gallery"].startswith("A gallery is a room")
    assert draft.status == "answered"


def test_sides_that_are_told_beside_each_other_are_shown_so() -> None:
    text = "# Boats\n\nTwo crews still look for a sloop.\n\nThe sloop seats six. The barge seats twenty.\n"
    evidence = evidence_of("boats", text, {"Two crews": 0.9, "The ": 0.7})
    own = citer({**DOCUMENTS, "boats": made("boats", text)[0]})
    draft = compare(query("sloop", "barge"), [evidence, evidence], evidence, own, NAMES)
    assert [text for _, aspect, text in cells(draft) if aspect == DEFINITION_ASPECT] == [
        "The sloop seats six.",
        "The barge seats twenty.",
    ]


def test_what_is_asked_of_both_sides_is_told_of_each() -> None:
    text = "# Boats\n\nThe sloop is old. The barge is new.\n\nThe sloop has six seats. The barge seats twenty.\n"
    evidence = evidence_of("boats", text, {"The sloop has": 0.9, "The barge seats": 0.8, "The": 0.5})
    own = citer({**DOCUMENTS, "boats": made("boats", text)[0]})
    on_seats = query("sloop", "barge", question="seats of a sloop compared with a barge")
    assert cells(compare(on_seats, [evidence, evidence], evidence, own, NAMES)) == [
        ("sloop", "seats", "The sloop has six seats."),
        ("barge", "seats", "The barge seats twenty."),
    ]


def test_sentences_likely_to_answer_the_whole_stand_in_for_a_side_that_is_not_named() -> None:
    evidence = evidence_of("museums", MUSEUMS, {"A curator": 0.9, "A gallery": 0.8})
    likely = [replace(item, chance=0.8 if item.score == 0.9 else 0.1) for item in evidence]
    draft = compare(query("gallery", "gallery keeper"), [likely, likely], likely, citer(), NAMES)
    assert [one.text for one in draft.sentences] == ["A curator looks after the collection."]
    assert draft.status == "answered"


def test_a_side_the_library_does_not_name_makes_the_answer_partial() -> None:
    evidence = evidence_of("museums", MUSEUMS, {"A ": 0.9})
    draft = compare(query("gallery", "submarine"), [evidence, evidence], evidence, citer(), NAMES)
    assert {side for side, _, _ in cells(draft)} == {"gallery"}
    assert draft.status == "partial"


def test_no_cell_speaks_of_the_other_side_alone() -> None:
    evidence = evidence_of("museums", MUSEUMS, {"A ": 0.9})
    for side, _, text in cells(compare(query("museum", "gallery"), [evidence, evidence], evidence, citer(), NAMES)):
        section = next(s for s in DOCUMENTS["museums"].sections if s.path[-1].lower() == side)
        assert text in DOCUMENTS["museums"].text[section.start : section.end]


def test_a_sentence_that_sets_the_sides_against_each_other_opens_the_answer() -> None:
    evidence = evidence_of("boats", BOTH, {"A ferry differs": 1.0, "A ": 0.8})
    draft = compare(query("ferry", "barge"), [evidence, evidence], evidence, citer(), NAMES)
    opening = draft.sentences[0]
    assert opening.cell is None
    assert opening.text == "A ferry differs from a barge: the ferry carries people."
    assert opening.citations == [1]


def test_when_no_side_is_named_the_best_sentences_answer() -> None:
    evidence = evidence_of("museums", MUSEUMS, {"A curator": 0.9})
    draft = compare(query("submarine", "periscope"), [evidence, evidence], evidence, citer(), NAMES)
    assert [one.text for one in draft.sentences] == ["A curator looks after the collection."]
    assert cells(draft) == []


def test_a_cell_whose_words_the_document_does_not_hold_is_left_out() -> None:
    changed = {"trams": tampered(DOCUMENTS["trams"], "no track at all", "no rails at all")}
    draft = compare(query(*SIDES), [[], []], of_rows("trams", TRAMS), citer(changed), NAMES)
    assert ("tram", "Track", "steel rails in the street") in cells(draft)
    assert len(cells(draft)) == 5


def test_nothing_found_gives_an_empty_draft() -> None:
    assert compare(query(*SIDES), [[], []], [], citer(), NAMES).sentences == ()


def test_every_row_of_a_table_with_both_sides_is_fetched(store: Store) -> None:
    for name, text in (("trams", TRAMS), ("museums", MUSEUMS)):
        store.put(*made(name, text))
    passages = store.library.document_passages("trams")
    hits = [Hit(passage, 0.5, 0, 0.5, 1) for passage in passages]
    noise = next(hit for hit in hits if hit.passage.text.startswith("Noise"))
    found = with_tables(query(*SIDES), [noise], hits, store.library, NAMES)
    assert [hit.passage.text.split(" ")[0] for hit in found] == ["Noise", "Track", "Power"]
    assert with_tables(query("tram", "submarine"), [noise], hits, store.library, NAMES) == [noise]
    assert with_tables(query(*SIDES), [noise], [], store.library, NAMES) == [noise]


def test_of_a_table_whose_rows_are_the_sides_only_those_are_fetched(store: Store) -> None:
    rows = "".join(f"| Boat {number} | {number} m | red |\n" for number in range(40))
    store.put(*made("boats", f"# Boats\n\n| Boat | Length | Colour |\n|---|---|---|\n{rows}"))
    hits = [Hit(passage, 0.5, 0, 0.5, 1) for passage in store.library.document_passages("boats")]
    found = with_tables(query("Boat 12", "Boat 30"), hits[:1], hits, store.library, NAMES)
    assert [hit.passage.text for hit in found[1:]] == [
        "Boat 12 — Length: 12 m; Colour: red.",
        "Boat 30 — Length: 30 m; Colour: red.",
    ]


def test_a_table_row_reads_on_its_own_as_evidence() -> None:
    rows = [text_of(item) for item in of_rows("trams", TRAMS) if item.unit.kind == "row"]
    assert "Power — Tram: one overhead wire; Trolleybus: two overhead wires." in rows


def test_a_column_is_found_by_another_name_of_its_side() -> None:
    table = "# Vehicles\n\n| Point | Light rail vehicle | Trolleybus |\n|---|---|---|\n| Track | rails | none |\n"
    draft = compare(query(*SIDES), [[], []], evidence_of("rows", table, {"Track": 0.9}), citer_of("rows", table), NAMES)
    assert cells(draft) == [("tram", "Track", "rails"), ("trolleybus", "Track", "none")]


def test_a_name_inside_a_longer_one_is_not_the_side() -> None:
    text = "# Offices\n\nA tram company office sells passes.\n\nA tram runs on rails.\n"
    found = evidence_of("offices", text, {"A tram company": 0.9, "A tram runs": 0.8})
    draft = compare(query("tram", "ship"), [found, []], found, citer_of("offices", text), NAMES)
    assert [text for _, _, text in cells(draft)] == ["A tram runs on rails."]


def citer_of(name: str, text: str) -> Citer:
    return citer({name: made(name, text)[0]})


def test_one_sentence_that_tells_of_every_side_is_shown_once_and_as_no_table() -> None:
    text = "# Halls\n\nThe long hall costs 14 pounds an hour; the smaller round hall costs six.\n"
    documents = {"halls": made("halls", text)[0]}
    found = evidence_of("halls", text, {"The long": 0.9})
    own = query("long hall", "round hall", question="Which is cheaper, the long hall or the round hall?")
    draft = compare(own, [found, found], found, citer(documents), NameIndex(["long hall", "round hall"]))
    assert [(one.text, one.cell) for one in draft.sentences] == [(text_of(found[0]), None)]
    assert draft.status == "answered"
