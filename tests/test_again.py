"""Turns about the last answer: what they are, and what they get from the built-in documents."""

import pytest

from bot.again import AS_TOLD, NO_MORE, OBJECTED, SHORTEST
from bot.chain import Bot
from bot.types import Answer
from bot.understand.recall import LONGEST, NOWHERE, recall_of

LIST = "What are the phases of build-operate-transfer?"
TERM = "What is captive offshoring?"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("shorter please", "short"),
        ("In one sentence?", "short"),
        ("ok, and just the number", "short"),
        ("could you sum that up", "short"),
        ("that's too long", "short"),
        ("as a table please", "other_form"),
        ("can you put it in plain words", "other_form"),
        ("say that again", "again"),
        ("who says that?", "sources"),
        ("What's the source?", "sources"),
        ("where did you read that", "sources"),
        ("is there any evidence for this?", "sources"),
        ("tell me more", "more"),
        ("please elaborate", "more"),
        ("anything else?", "more"),
        ("more details on that please", "more"),
        ("no, that's simply not true", "objection"),
        ("are you sure?", "objection"),
        ("That doesn't answer my question.", "objection"),
        ("your figures are outdated", "objection"),
    ],
)
def test_a_turn_about_the_last_answer_is_known_by_its_form(text: str, form: str) -> None:
    recall = recall_of(text)
    assert recall
    assert recall.form == form


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("tell me more about the second one", 1),
        ("and the third?", 2),
        ("what does number 4 mean?", 3),
        ("explain the last point", -1),
        ("the 2nd risk?", 1),
        ("what about point three", 2),
        ("#2", 1),
        ("the #3?", 2),
        ("no. 4", 3),
        ("and number 0?", NOWHERE),
    ],
)
def test_a_place_in_a_list_is_known(text: str, at: int) -> None:
    recall = recall_of(text)
    assert recall
    assert (recall.form, recall.at) == ("item", at)


@pytest.mark.parametrize(
    "text",
    [
        "who says that outsourcing is cheaper?",
        "what are the sources of hidden costs?",
        "what is the first step of a vendor selection?",
        "is there evidence that captives save money?",
        "tell me more about nearshoring",
        "what is a short list?",
        "just the captive then",
        "is there no one?",
        "what is wrong with captives?",
        "are you sure that nearshoring is cheaper?",
        "that's right",
        "When did India first join?",
        "repeat " * (LONGEST + 1),
    ],
)
def test_a_question_of_its_own_is_not_about_the_last_answer(text: str) -> None:
    assert recall_of(text) is None


def quotes(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences if sentence.citations]


def test_a_shorter_answer_is_one_of_its_sentences(builtin_bot: Bot) -> None:
    whole, short = builtin_bot.ask(TERM), builtin_bot.ask("shorter please", [TERM])
    assert quotes(short) == quotes(whole)[:1]
    assert len(quotes(whole)) > 1
    assert [citation.n for citation in short.citations] == [1]
    assert short.question == "shorter please"
    assert short.standalone_question == whole.standalone_question


def test_a_list_is_not_cut(builtin_bot: Bot) -> None:
    short = builtin_bot.ask("in one sentence", [LIST])
    assert short.sentences[0].text == SHORTEST
    assert quotes(short) == quotes(builtin_bot.ask(LIST))
    assert short.markdown.count("\n- ") == builtin_bot.ask(LIST).markdown.count("\n- ")


def test_the_sources_are_named_in_front_of_the_same_quotes(builtin_bot: Bot) -> None:
    answer = builtin_bot.ask("who says that?", [TERM, "thanks"])
    assert "“Captive offshoring”" in answer.sentences[0].text
    assert quotes(answer) == quotes(builtin_bot.ask(TERM))


def test_another_form_is_the_same_in_the_documents_words(builtin_bot: Bot) -> None:
    answer = builtin_bot.ask("as a table please", [TERM])
    assert [answer.sentences[0].text, *quotes(answer)] == [AS_TOLD, *quotes(builtin_bot.ask(TERM))]


def test_more_is_what_was_not_quoted_until_nothing_is_left(builtin_bot: Bot) -> None:
    history = [TERM]
    seen = set(quotes(builtin_bot.ask(TERM)))
    for _ in range(12):
        answer = builtin_bot.ask("tell me more", history)
        if not quotes(answer):
            break
        assert not seen & set(quotes(answer))
        seen |= set(quotes(answer))
        history.append("tell me more")
    assert [sentence.text for sentence in answer.sentences] == [NO_MORE]


def test_an_item_of_the_list_comes_first_and_the_list_is_not_repeated(builtin_bot: Bot) -> None:
    items = quotes(builtin_bot.ask(LIST))[1:]
    answer = builtin_bot.ask("tell me more about the second one", [LIST])
    assert quotes(answer)[0] == items[1]
    assert items[0] not in quotes(answer)
    last = builtin_bot.ask("and the last?", [LIST, "tell me more about the second one"])
    assert quotes(last)[0] == items[-1]
    for asked in ("what does number 9 mean?", "and number 0?"):
        beyond = builtin_bot.ask(asked, [LIST])
        assert not quotes(beyond)
        assert f"{len(items)} points" in beyond.sentences[0].text


def test_the_topic_stays_behind_such_a_turn(builtin_bot: Bot) -> None:
    answer = builtin_bot.ask("what are its risks?", [TERM, "shorter please", "who says that?"])
    assert "captive offshoring" in answer.standalone_question.lower()


def test_without_an_answer_before_there_is_nothing_to_shorten(builtin_bot: Bot) -> None:
    assert builtin_bot.ask("shorter please").status == "abstained"
    refused = builtin_bot.ask("shorter please", ["How do I bake bread?"])
    assert (refused.status, refused.citations) == ("abstained", [])


def test_a_question_says_in_front_what_it_is_about(builtin_bot: Bot) -> None:
    back = builtin_bot.ask("ok, back to captive offshoring: what are its risks?", [TERM, "What is an SLA?"])
    assert back.standalone_question.rstrip("?") == "what are captive offshoring's risks"
    stated = builtin_bot.ask("Our vendor shows us an ISO 27001 certificate. What is that?")
    assert "ISO 27001" in stated.standalone_question
    assert stated.standalone_question.startswith("What is")


def test_a_question_that_names_nothing_is_read_around_the_topic(builtin_bot: Bot) -> None:
    answer = builtin_bot.ask("who came first in 2021?", ["What is the Global Services Location Index?"])
    assert "in this order: India" in " ".join(quotes(answer))


def test_one_after_the_other_each_is_about_the_answer_shown_last(builtin_bot: Bot) -> None:
    history = ["What are the benefits and risks of offshoring?", "who says that?"]
    whole = builtin_bot.ask(history[0])
    sources = builtin_bot.ask(history[1], history[:1])
    again = builtin_bot.ask("as a list please", history)
    assert quotes(sources) == quotes(again) == quotes(whole)
    assert [one.text for one in again.sentences if not one.citations] == [AS_TOLD]
    assert sources.markdown.count("\n- ") == whole.markdown.count("\n- ") > 2


@pytest.mark.parametrize("notice", [["number 99"], ["and number 0?", "number 77"]])
def test_behind_a_notice_the_quotes_shown_last_are_meant(builtin_bot: Bot, notice: list[str]) -> None:
    for asked in ("shorter", "who says that?", "again"):
        assert quotes(builtin_bot.ask(asked, [LIST, *notice])) == quotes(builtin_bot.ask(LIST))


def test_a_turn_that_could_not_mean_a_list_was_a_question_and_is_the_last_answer(builtin_bot: Bot) -> None:
    history = ["Compare nearshoring and offshoring", "the second one?"]
    second = builtin_bot.ask(history[1], history[:1])
    assert quotes(builtin_bot.ask("again", history)) == quotes(second) != []


def test_an_objection_is_met_by_what_the_answer_rests_on_and_is_no_topic(builtin_bot: Bot) -> None:
    answer = builtin_bot.ask("I disagree", [TERM])
    assert answer.sentences[0].text.startswith(OBJECTED.split("{}")[0])
    assert quotes(answer) == quotes(builtin_bot.ask(TERM))
    follow = builtin_bot.ask("what are its risks?", [TERM, "are you sure?", "that's not what I asked"])
    assert follow.standalone_question == builtin_bot.ask("what are its risks?", [TERM]).standalone_question


def test_an_objection_to_nothing_quoted_is_asked_in_other_words(builtin_bot: Bot) -> None:
    for history in ([], ["How do I bake bread?"]):
        answer = builtin_bot.ask("that is wrong", history)
        assert (answer.kind, answer.citations) == ("greeting", [])
        assert "other words" in answer.markdown
