"""Evidence becomes sentences: a definition first, a list whole, nothing twice, nothing that is not in the source."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from shelf import BEES, MUSEUMS, TRAMS, asked, evidence_of, made, tampered

from bot.answer.cite import Citer
from bot.answer.compose import DEFINITION_WORDS, SENTENCES, Draft, answer, best_sentence, definitions
from bot.answer.lists import best_list
from bot.answer.pick import figures_first, pick, same
from bot.evidence.defining import by_definition, defines, opens_section
from bot.evidence.sentences import text_of
from bot.types import Evidence
from bot.words.language import words
from ingest.types import Document

OVERVIEW = """# Ferries

A ferry is a boat that carries people across water. It leaves from a quay. Its captain holds a licence. Ferries are
slow. They save a long way round.
"""
DOCUMENTS: Mapping[str, Document] = {
    name: made(name, text)[0]
    for name, text in {"trams": TRAMS, "museums": MUSEUMS, "bees": BEES, "ferries": OVERVIEW}.items()
}


def citer(documents: Mapping[str, Document] = DOCUMENTS) -> Citer:
    return Citer(documents.__getitem__)


def shown(draft: Draft) -> list[str]:
    return [" ".join(sentence.text.split()) for sentence in draft.sentences]


def ferries(**scores: float) -> list[Evidence]:
    return evidence_of("ferries", OVERVIEW, {opening.replace("_", " "): score for opening, score in scores.items()})


def galleries() -> list[Evidence]:
    return [replace(item, fit=1.0) for item in evidence_of("museums", MUSEUMS, {"A ": 0.9})]


def test_every_sentence_is_the_quote_of_its_citation() -> None:
    for name, text, kind in (("trams", TRAMS, "list"), ("museums", MUSEUMS, "definition"), ("bees", BEES, "other")):
        own = citer()
        draft = answer(asked("?", kind, name), evidence_of(name, text, {"A ": 0.9, "they": 0.8}), own)
        assert draft.sentences
        for number, sentence in enumerate(draft.sentences, 1):
            assert sentence.citations == [number]
            quote = own.citations[number - 1]
            assert sentence.text == quote.quote == DOCUMENTS[name].text[quote.start : quote.end]
            assert sentence.role is None


def test_the_best_sentences_are_shown_in_reading_order() -> None:
    draft = answer(asked("?", "other"), ferries(Ferries_are=0.9, A_ferry=0.8), citer())
    assert shown(draft) == ["A ferry is a boat that carries people across water.", "Ferries are slow."]


def test_at_most_three_sentences_are_picked_and_none_far_below_the_best() -> None:
    assert len(pick(ferries(A_ferry=0.9, It=0.9, Its=0.9, Ferries=0.9, They=0.9), SENTENCES)) == SENTENCES == 3
    assert [item.score for item in pick(ferries(A_ferry=0.9, Ferries=0.6), SENTENCES)] == [0.9]
    assert [item.score for item in pick(ferries(A_ferry=0.9, Ferries=0.75), SENTENCES)] == [0.9, 0.75]
    assert pick([], SENTENCES) == []


def test_nothing_stands_beside_a_sentence_that_holds_every_word_of_a_question_for_one_thing() -> None:
    found = ferries(A_ferry=0.9, Ferries=0.85)
    assert shown(answer(asked("Does a ferry carry people?", "yes_no"), found, citer())) == [text_of(found[0])]
    assert len(shown(answer(asked("Does a ferry carry horses?", "yes_no"), found, citer()))) == 2
    assert len(shown(answer(asked("What does a ferry carry, for example?", "example"), found, citer()))) == 2
    assert len(shown(answer(asked("And ferries?", "other"), found, citer()))) == 2


@pytest.mark.parametrize(
    ("opening", "before"),
    [("It_leaves", "A ferry is a boat that carries people across water."), ("They_save", "Ferries are slow.")],
)
def test_a_sentence_that_leans_on_another_brings_it_along(opening: str, before: str) -> None:
    found = shown(answer(asked("?", "other"), ferries(**{opening: 0.9}), citer()))
    assert found[0] == before
    assert found[1].startswith(opening.replace("_", " "))
    assert len(found) == 2


def test_a_sentence_that_stands_by_itself_brings_nothing_along() -> None:
    assert shown(answer(asked("?", "other"), ferries(Ferries_are=0.9), citer())) == ["Ferries are slow."]


def test_the_reason_told_in_the_next_sentence_is_shown_where_one_is_asked() -> None:
    text = "# Ferries\n\nThe ferry stays in port today. The reason was a broken rudder. It is blue.\n"
    evidence = evidence_of("ferries", text, {"The ferry": 0.9})
    documents = citer({"ferries": made("ferries", text)[0]})
    told = ["The ferry stays in port today.", "The reason was a broken rudder."]
    assert shown(answer(asked("Why does the ferry stay in port?", "other"), evidence, documents)) == told
    assert shown(answer(asked("Where is the ferry?", "other"), evidence, documents)) == told[:1]


def test_a_silent_list_needs_a_word_of_the_question_above_it() -> None:
    text = "# Trams\n\n## Timeline\n\n- 6:42 first fault\n- 7:10 trams run again\n"
    items = evidence_of("trams", text, {"6:42": 0.9})
    assert best_list(asked("Which services ran?", "list"), items, 0.4) is None
    assert best_list(asked("What is the timeline?", "list"), items, 0.4) is not None


def test_what_is_leaned_on_is_shown_once() -> None:
    found = shown(answer(asked("?", "other"), ferries(A_ferry=0.9, It_leaves=0.85), citer()))
    assert found == ["A ferry is a boat that carries people across water.", "It leaves from a quay."]


def test_sentences_that_say_the_same_in_nearly_the_same_words_are_shown_once() -> None:
    copy = "# Copy\n\nA ferry is a boat which carries people across the water.\n"
    twins = [*ferries(A_ferry=0.9), *evidence_of("copy", copy, {"A ferry": 0.88})]
    twins.sort(key=lambda item: -item.score)
    assert same(twins[0], twins[1])
    assert [item.hit.passage.document_id for item in pick(twins, 2)] == ["ferries"]


def test_sentences_that_differ_in_what_they_say_are_not_the_same() -> None:
    first, second = evidence_of("museums", MUSEUMS, {"A gallery": 0.9, "A commercial": 0.8})[:2]
    assert not same(first, second)


def test_a_list_is_shown_whole_with_its_lead_in() -> None:
    draft = answer(
        asked("What are the advantages of trams?", "list"), evidence_of("trams", TRAMS, {"they": 1}), citer()
    )
    assert shown(draft) == [
        "Trams bring these advantages to a city:",
        "they carry more passengers than a bus",
        "they make little noise",
        "they last for thirty years or more",
    ]
    assert draft.items == {1, 2, 3}


def test_a_list_of_another_side_of_the_subject_is_not_taken_for_the_answer() -> None:
    scores = {"they": 0.9, "cyclists": 0.8, "a broken": 0.7}
    evidence = evidence_of("trams", TRAMS, scores)
    risks = best_list(asked("What are the risks of trams?", "list"), evidence, 0.4)
    assert risks is not None
    assert risks.text.startswith("Trams bring these risks:")
    benefits = best_list(asked("What are the benefits of trams?", "list"), evidence, 0.4)
    assert benefits is not None
    assert benefits.text.startswith("Trams bring these advantages")


def test_yes_or_no_is_told_by_an_item_with_a_word_of_the_question_and_not_by_a_lead_in() -> None:
    evidence = evidence_of("trams", TRAMS, {"Trams bring these advantages": 1.0, "they": 0.98, "A tram": 0.5})
    draft = answer(asked("Do trams make little noise?", "yes_no"), evidence, citer())
    assert "they make little noise" in shown(draft)
    assert "Trams bring these advantages to a city:" in shown(draft)
    draft = answer(asked("Are trams quiet?", "yes_no"), evidence, citer())
    assert shown(draft)[0].startswith("A tram is a rail vehicle")
    alone = [item for item in evidence if item.hit.passage.kind == "list"]
    assert shown(answer(asked("Are streets quiet?", "yes_no"), alone, citer()))


def test_a_question_for_two_sides_gets_the_list_of_each() -> None:
    evidence = evidence_of("trams", TRAMS, {"they": 0.9, "cyclists": 0.8, "a broken": 0.7})
    draft = answer(asked("What are the benefits and risks of trams?", "list"), evidence, citer())
    lines = shown(draft)
    assert [line for line in lines if line.endswith(":")] == [
        "Trams bring these advantages to a city:",
        "Trams bring these risks:",
    ]
    assert len(lines) == 7
    assert draft.items == {1, 2, 3, 5, 6}


def test_a_question_for_a_figure_is_answered_first_by_what_holds_one() -> None:
    evidence = evidence_of("trams", TRAMS, {"It draws": 0.9, "The first line": 0.8})
    question = asked("How many kilometres long was the line?", "number")
    assert shown(answer(question, evidence, citer()))[0].startswith("The first line of the city opened in 1897")


def test_the_figure_of_the_asked_year_comes_first() -> None:
    text = "# Fares\n\nThe fare was 12 dollars in 1911. The fare was 9 dollars in 1905.\n"
    evidence = evidence_of("fares", text, {"The fare was 12": 0.9, "The fare was 9": 0.8})
    first = figures_first(asked("How much was the fare in 1905?", "number"), evidence)[0]
    assert text_of(first) == "The fare was 9 dollars in 1905."


def test_a_list_that_speaks_of_another_subject_is_not_the_answer() -> None:
    evidence = [replace(item, fit=-1.0) for item in evidence_of("bees", BEES, {"cut the wax": 1.0})]
    assert best_list(asked("How do I cut rails?", "procedure", "rail"), evidence, 0.4) is None


def test_a_list_far_below_the_best_sentence_is_not_the_answer() -> None:
    question = asked("How long is the line?", "list")
    silent = evidence_of("trams", TRAMS, {"The first line": 1.0, "they": 0.5})
    speaking = [replace(item, fit=1.0) for item in silent]
    assert best_list(question, speaking, 0.4) is None
    assert best_list(question, speaking, 0.5) is not None
    assert best_list(question, silent, 0.5) is None


def test_a_sentence_that_lists_things_itself_is_preferred_to_a_list_that_meets_the_question_less() -> None:
    text = "# Wires\n\nOslo, Bergen and Graz have wires.\n\n## Towns\n\nTowns with wires:\n\n- Linz\n- Ghent\n"
    own = citer({"wires": made("wires", text)[0]})
    question = asked("Which towns have wires?", "list")
    better = evidence_of("wires", text, {"Oslo": 0.9, "Linz": 0.6, "Ghent": 0.6, "Towns with": 0.5})
    assert shown(answer(question, better, own)) == ["Oslo, Bergen and Graz have wires."]
    near = evidence_of("wires", text, {"Oslo": 0.7, "Linz": 0.6, "Ghent": 0.6, "Towns with": 0.5})
    assert shown(answer(question, near, own)) == ["Towns with wires:", "Linz", "Ghent"]


def test_whether_something_is_so_is_not_told_by_a_list_below_the_best_sentence() -> None:
    text = (
        "# Wires\n\nOnly a town may own wires.\n\n## Why\n\nTowns own wires for these reasons:\n\n- a town may wait\n"
    )
    own = citer({"wires": made("wires", text)[0]})
    found = [replace(item, fit=1.0) for item in evidence_of("wires", text, {"Only": 0.9, "a town": 0.87, "": 0.1})]
    assert shown(answer(asked("May one man own wires?", "yes_no"), found, own))[0] == "Only a town may own wires."


def test_of_a_list_several_items_are_shown_only_with_all_of_it() -> None:
    text = "# Park\n\nThe park is looked after:\n\n- crows are counted\n- owls are fed\n- paths are swept\n"
    own = citer({"park": made("park", text)[0]})
    items = evidence_of("park", text, {"crows": 0.9, "owls": 0.85})
    assert len(shown(answer(asked("Do crows matter more than owls here?", "yes_no"), items, own))) == 4


def test_one_item_of_a_list_comes_with_its_lead_in() -> None:
    evidence = evidence_of("bees", BEES, {"In May": 1.0, "cut the wax": 0.8})
    draft = answer(asked("What is cut?", "other"), evidence, citer())
    found = shown(draft)
    at = found.index("cut the wax caps off the comb")
    assert found[at - 1] == "To harvest honey, the beekeeper goes through these steps:"
    assert draft.items == {at}


def test_a_definition_comes_first_and_its_passage_follows_in_reading_order() -> None:
    scores = {"Most trams": 0.95, "It draws": 0.9, "A tram is": 0.85}
    draft = answer(asked("What is a tram?", "definition", "tram"), evidence_of("trams", TRAMS, scores), citer())
    assert shown(draft) == [
        "A tram is a rail vehicle that runs on tracks along public streets.",
        "It draws its power from an overhead wire.",
        "Most trams share the road with cars.",
    ]


def test_what_precedes_the_definition_in_its_passage_follows_it() -> None:
    text = "# Quays\n\nHarbours are busy. A quay is a wall where boats stop. Ropes hold the boats there.\n"
    evidence = evidence_of("quays", text, {"Harbours": 0.9, "A quay": 0.8, "Ropes": 0.85})
    draft = answer(asked("What is a quay?", "definition", "quay"), evidence, citer({"quays": made("quays", text)[0]}))
    assert [line.split()[0] for line in shown(draft)] == ["A", "Ropes", "Harbours"]


def test_a_definition_stays_below_eighty_words_with_what_its_sentences_lean_on() -> None:
    long = " ".join(["slowly"] * 45)
    opening = "# Quays\n\nA quay is a wall where boats stop. It is long."
    text = f"{opening}\n\nRopes {long} hold.\n\nBoats {long} wait. They {long} leave.\n"
    evidence = evidence_of("quays", text, {"A quay": 0.9, "It": 0.8, "Ropes": 0.8, "They": 0.85})
    draft = answer(asked("What is a quay?", "definition", "quay"), evidence, citer({"quays": made("quays", text)[0]}))
    found = shown(draft)
    assert [line.split()[0] for line in found] == ["A", "It", "Ropes"]
    assert sum(len(words(line)) for line in found) <= DEFINITION_WORDS == 80


def test_a_claim_is_met_by_what_denies_it_rather() -> None:
    text = "# Quays\n\nQuays hold boats and ropes. More ropes do not hold more boats.\n"
    evidence = evidence_of("quays", text, {"Quays": 0.9, "More": 0.8})
    draft = best_sentence(evidence, citer({"quays": made("quays", text)[0]}))
    assert shown(draft) == ["More ropes do not hold more boats."]


def test_who_asks_how_a_thing_is_called_gets_what_defines_something_first() -> None:
    text = "# Harbour\n\nBoats stop at walls of stone. A quay is a wall where boats stop. Quays are at sea.\n"
    evidence = evidence_of("quays", text, {"Boats": 0.9, "A quay": 0.85, "Quays": 0.8})
    question = asked("What do you call a wall for boats?", "definition", "wall for boats")
    draft = answer(question, evidence, citer({"quays": made("quays", text)[0]}))
    assert shown(draft)[0] == "A quay is a wall where boats stop."


def test_two_halves_are_no_list_of_three() -> None:
    text = "# Quays\n\nQuays have these pros and cons:\n\n- firm\n- dear\n- wet\n\nA quay has a front and a back.\n"
    evidence = evidence_of("quays", text, {"Quays": 0.9, "firm": 0.8, "A quay": 0.85})
    source = {"quays": made("quays", text)[0]}
    halves = answer(asked("What are the two halves of a quay?", "list", "quay"), evidence, citer(source))
    assert shown(halves)[0] == "A quay has a front and a back."
    parts = answer(asked("What are the three matters of a quay?", "list", "quay"), evidence, citer(source))
    assert shown(parts)[1:] == ["firm", "dear", "wet"]


def test_a_lead_in_that_defines_brings_its_list() -> None:
    text = "# Quays\n\nA quay is made of these parts:\n\n- a wall\n- steps\n\nBoats stop at a quay.\n"
    evidence = evidence_of("quays", text, {"A quay": 0.9, "Boats": 0.85})
    draft = answer(asked("What is a quay?", "definition", "quay"), evidence, citer({"quays": made("quays", text)[0]}))
    assert shown(draft) == ["A quay is made of these parts:", "a wall", "steps"]


def test_several_terms_get_one_defining_sentence_each() -> None:
    by_term = [(name, galleries()) for name in ("gallery", "museum")]
    draft = definitions(by_term, citer())
    assert [line.split(" is ")[0] for line in shown(draft)] == ["A gallery", "A museum"]
    assert draft.status == "answered"


def test_a_term_without_a_definition_makes_the_answer_partial() -> None:
    found = galleries()
    draft = definitions([("gallery", found), ("submarine", []), ("periscope", evidence_of("bees", BEES, {}))], citer())
    assert len(draft.sentences) == 1
    assert draft.status == "partial"


@pytest.mark.parametrize(
    "text",
    [
        "A tram is a rail vehicle.",
        "The term tram means a rail vehicle.",
        "Trams are rail vehicles.",
        "Tram (or streetcar) refers to a rail vehicle.",
        "A streetcar is also called a tram.",
        "Tram — a rail vehicle.",
    ],
)
def test_a_sentence_that_says_what_the_subject_is_defines_it(text: str) -> None:
    assert defines("tram", text)


@pytest.mark.parametrize(
    "text", ["Most people like the tram.", "A tramway inspector is a person.", "The bus is not a tram.", ""]
)
def test_a_sentence_that_only_names_the_subject_does_not_define_it(text: str) -> None:
    assert not defines("tram", text)


def test_nothing_defines_a_subject_without_words() -> None:
    assert not defines("", "A tram is a rail vehicle.")


def test_the_first_sentence_under_the_subjects_name_opens_its_section() -> None:
    opening = [text_of(item) for item in evidence_of("museums", MUSEUMS, {}) if opens_section("gallery", item)]
    assert len(opening) == 1
    assert opening[0].startswith("A gallery is")


def test_a_defining_sentence_overtakes_a_better_scored_one() -> None:
    ranked = by_definition(["tram"], evidence_of("trams", TRAMS, {"Most trams": 0.9, "A tram is": 0.8}))
    assert text_of(ranked[0]).startswith("A tram is")


def test_a_quote_that_the_document_does_not_hold_is_left_out() -> None:
    changed = {"trams": tampered(DOCUMENTS["trams"], "more passengers", "less passengers")}
    evidence = evidence_of("trams", TRAMS, {"they": 1})
    draft = answer(asked("What are the advantages of trams?", "list"), evidence, citer(changed))
    assert [line.split()[1] for line in shown(draft)] == ["bring", "make", "last"]
    assert draft.items == {1, 2}


@pytest.mark.parametrize("kind", ["definition", "list", "other", "yes_no"])
def test_nothing_is_said_when_no_quote_holds_or_there_is_none(kind: str) -> None:
    changed = {"trams": tampered(DOCUMENTS["trams"], "What is a tram?", "What?")}
    assert answer(asked("What is a tram?", kind, "tram"), evidence_of("trams", TRAMS, {}), citer(changed)) == Draft(())
    assert answer(asked("What is a tram?", kind, "tram"), [], citer()) == Draft(())
