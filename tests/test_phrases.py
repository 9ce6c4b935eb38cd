"""The noun phrases of a question, and what a later turn can mean by them."""

import pytest

from bot.understand.phrases import acting_phrase, main_phrase, name_in, noun_phrases


@pytest.mark.parametrize(
    ("question", "it"),
    [
        ("How much does Marlow charge for the repair?", "the repair"),
        ("When was Marlow founded?", "Marlow"),
        ("Who founded Marlow?", "Marlow"),
        ("How long does the warranty last in Oslo?", "the warranty"),
        ("Will the workshop in Bergen close?", "the workshop"),
        ("Has Marlow ever suffered a theft?", "the theft"),
        ("How do I apply for parental leave?", "parental leave"),
        ("How long is the lease of the boathouse in Bergen?", "the lease of the boathouse"),
        ("When must the supplier tell the customer of a burst pipe?", "the burst pipe"),
        ("What are the risks of the crossing?", "the crossing"),
        ("How many people work in the north yard by the end of 2027?", "the north yard"),
        ("Is the deposit refundable?", "the deposit"),
        ("What did Smith & Sons hand to Marlow?", "Smith & Sons"),
        ("How do we bake bread?", "bread"),
    ],
)
def test_it_means_the_thing_that_a_question_is_about(question: str, it: str) -> None:
    main = main_phrase(noun_phrases(question))
    assert main is not None
    assert main.spoken == it


@pytest.mark.parametrize(
    "question", ["who signs?", "What is the maximum?", "what do we pay?", "and the main risks?", "?!"]
)
def test_verbs_measures_and_general_nouns_name_nothing(question: str) -> None:
    assert noun_phrases(question) == ()


@pytest.mark.parametrize(
    ("question", "they"),
    [
        ("How much does Marlow charge for the repair?", "Marlow"),
        ("How often do divers get examined?", "divers"),
        ("When must the supplier tell us of a burst pipe?", "the supplier"),
        ("How much is the deposit?", ""),
    ],
)
def test_they_are_those_who_act_and_no_thing(question: str, they: str) -> None:
    assert acting_phrase(noun_phrases(question)) == they


def test_a_name_is_told_from_what_it_owns() -> None:
    assert name_in(noun_phrases("Why did Marlow's turnover fall?")) == "Marlow"
    assert name_in(noun_phrases("Is the Bergen office closed?")) == ""


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("Who is let off?", []),
        ("Which moorings are let?", ["moorings"]),
        ("Who is Anna Holm?", ["Anna Holm"]),
        ("What are moorings?", ["moorings"]),
        ("What if I bring the life jacket back torn?", ["the life jacket"]),
        ("Is the back door locked?", ["the back door"]),
    ],
)
def test_a_verb_behind_what_it_is_said_of_is_no_thing(question: str, things: list[str]) -> None:
    assert [phrase.spoken for phrase in noun_phrases(question)] == things


def test_a_place_of_general_words_is_asked_of_where_nothing_else_is() -> None:
    assert [phrase.spoken for phrase in noun_phrases("How many people work at the library?")] == ["the library"]
    assert noun_phrases("What is the maximum in the document?") == ()
