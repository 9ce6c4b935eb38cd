"""What Shorewise says in its own words makes no claim, and a refusal tells what would help."""

import re
from dataclasses import replace

import pytest
from shelf import asked

from bot.markup.markdown import to_markdown
from bot.talk import (
    ABOUT,
    COURTESIES,
    EMPTY,
    GO_ON,
    GREETING,
    HOW_TO_ASK,
    LIBRARY,
    OF_RESULT,
    RULES,
    framed,
    other_language,
    refusal,
    small_talk,
)
from bot.types import Sentence
from bot.understand.courtesy import courtesy_of, without_courtesy
from bot.understand.kinds import kind_of

QUERY = asked("Do submarines stop at the museum?", "yes_no", "submarine")


def lines(sentences: list[Sentence]) -> list[str]:
    assert all(sentence.role == "frame" and sentence.citations == [] for sentence in sentences)
    return [sentence.text for sentence in sentences]


def test_own_words_are_frames_without_citation() -> None:
    assert framed("Hello.") == Sentence(text="Hello.", citations=[], role="frame", cell=None)


def test_a_greeting_is_returned_and_a_question_about_itself_answered() -> None:
    assert lines(small_talk(asked("good morning", "greeting"))) == [GREETING]
    assert lines(small_talk(asked("who are you?", "about"))) == [ABOUT]
    assert lines(small_talk(asked("thank you so much", "greeting"))) == [f"{COURTESIES['thanks']} {GO_ON}"]
    assert lines(small_talk(asked("thanks, bye", "greeting"))) == [COURTESIES["leave"]]
    assert lines(small_talk(asked("not helpful at all", "greeting"))) == [COURTESIES["blame"]]
    assert lines(small_talk(asked("got it", "greeting"), decided=True)) == [f"{COURTESIES['assent']} {OF_RESULT}"]
    assert lines(small_talk(asked("start over please", "greeting"))) == [HOW_TO_ASK]


@pytest.mark.parametrize(
    ("question", "more"),
    [
        ("Can I add my own documents?", [LIBRARY]),
        ("how do I remove files from this library", [LIBRARY]),
        ("Which file formats do you read?", [LIBRARY]),
        ("How do you decide?", [RULES]),
        ("How did you reach that recommendation?", [RULES]),
        ("How does this program work?", []),
        ("can you make mistakes?", []),
    ],
)
def test_questions_about_the_program_are_answered_by_what_it_is(question: str, more: list[str]) -> None:
    assert kind_of(question) == "about"
    assert lines(small_talk(asked(question, "about"))) == [ABOUT, *more]


@pytest.mark.parametrize(
    "question",
    [
        "How do you decide what to outsource?",
        "How do I add a document to my application?",
        "Can employees use their own devices?",
        "How do you answer a request for proposal?",
        "Do vendors use AI?",
    ],
)
def test_questions_of_the_same_form_about_something_else_are_searched(question: str) -> None:
    assert kind_of(question) != "about"


def test_a_refusal_names_the_words_no_document_holds_each_once() -> None:
    said = " ".join(lines(refusal(QUERY, ["submarines", "periscopes", "submarines"], ["Museums"], "")[0]))
    assert "No document mentions “submarines” or “periscopes”." in said
    assert "What would answer it: a document that mentions “submarines” and “periscopes”." in said


def test_one_missing_word_stands_alone_and_more_than_four_are_cut() -> None:
    one = " ".join(lines(refusal(QUERY, ["quasar"], [], "")[0]))
    assert "mentions “quasar”." in one
    many = lines(refusal(QUERY, list("abcdef"), [], "")[0])[1].split(" What would")[0]
    assert re.findall("“(.)”", many) == ["a", "b", "c", "d"]


def test_a_year_is_not_called_missing_from_every_document() -> None:
    said = " ".join(lines(refusal(QUERY, ["2031", "Cebu"], [], "")[0]))
    assert "No document mentions “Cebu”. Nothing that was found speaks of “2031”." in said


def test_what_was_searched_is_said_where_it_is_not_the_question() -> None:
    follow_up = replace(QUERY, question="and do they stop there?")
    assert "Searched for: “Do submarines stop at the museum?”." in lines(refusal(follow_up, [], [], "")[0])
    assert not any("Searched" in line for line in lines(refusal(QUERY, [], [], "")[0]))


def test_a_refusal_without_missing_words_says_that_neighbouring_passages_do_not_say_it() -> None:
    sentences, _ = refusal(QUERY, [], ["Museums", "Trams"], "")
    assert any("neighbouring topics" in line for line in lines(sentences))
    assert "Nearest topics that are covered: Museums; Trams." in lines(sentences)


def test_a_refusal_tells_what_was_searched_and_what_is_covered() -> None:
    _, refused = refusal(QUERY, ["submarines"], ["Museums", "Trams"], "")
    assert refused.searched == "Do submarines stop at the museum?"
    assert refused.covered == ["Museums", "Trams"]


def test_whom_to_ask_is_named_only_when_it_is_known() -> None:
    assert "Whom to ask: the depot office." in lines(refusal(QUERY, [], [], "the depot office")[0])
    assert not any("Whom to ask" in line for line in lines(refusal(QUERY, [], [], "")[0]))


def test_nothing_covered_is_not_listed() -> None:
    sentences, refused = refusal(QUERY, ["submarines"], [], "")
    assert not any("covered" in line for line in lines(sentences))
    assert refused.covered == []


@pytest.mark.parametrize("language", ["German", "French"])
def test_another_language_is_named_and_the_one_spoken_here_too(language: str) -> None:
    (line,) = lines(other_language(language))
    assert language in line
    assert "English" in line


def test_a_script_that_cannot_be_named_is_not_called_a_language() -> None:
    (line,) = lines(other_language("another script"))
    assert "looks" not in line
    assert "English" in line


def test_what_is_missing_cannot_act_as_markup() -> None:
    sentences, _ = refusal(QUERY, ["<img", "[x](javascript:y)"], ["# Title"], "")
    markdown = to_markdown(sentences, [])
    assert "\\<img" in markdown
    assert "\\[x\\](javascript:y)" in markdown
    assert ": \\# Title" in markdown


def test_an_empty_library_says_how_to_fill_it() -> None:
    assert "shorewise ingest" in EMPTY


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        ("great, what now?", "what now?"),
        ("Perfect, and the risks?", "and the risks?"),
        ("sounds good, next steps please", "next steps please"),
        ("ok cool, what about offshoring?", "what about offshoring?"),
        ("Very helpful! Thanks. What is a tram?", "What is a tram?"),
        ("thanks but what about us", "what about us"),
        ("that makes sense - who decides?", "who decides?"),
    ],
)
def test_courtesies_in_front_of_what_is_said_are_passed_over(turn: str, said: str) -> None:
    assert without_courtesy(turn).removeprefix("but ") == said


@pytest.mark.parametrize(
    "turn",
    [
        "great, thanks",
        "no, it is core",
        "yes, long term",
        "sure, but cheap",
        "no problem, we can invest",
        "Good and bad sides of trams?",
        "Is that great, or not?",
        "OK I'll take it",
    ],
)
def test_a_reply_or_a_mere_courtesy_is_read_as_it_is(turn: str) -> None:
    assert without_courtesy(turn) == turn


def test_taking_what_is_recommended_is_assent_and_taking_it_along_is_not() -> None:
    assert courtesy_of("OK I'll take it") == "assent"
    assert courtesy_of("I'll take it to my boss") == "pause"
