"""A sentence behind the one that answers comes with it where it limits that or tells what is led to, and else not."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from shelf import bot_of, evidence_of

from bot.answer.behind import with_limits, with_sequel
from bot.chain import Bot
from bot.evidence.sentences import text_of
from bot.types import Kind, Query

RINK = """RIVERSIDE ICE RINK
RULES FOR SKATERS


ADMISSION

Skates are lent against a deposit of 20 euros. If they are not back by nine, the deposit is kept. The stand sells tea.

Two sledges are not tied together. Sledges of one family may be, if the attendant agrees.

Skaters from the town pay 6 euros. Others pay a quarter more. The rink is swept at noon.

Helmets hang behind the till. They are blue.

The lamp blinks twice. The ice is being swept. Leave it by the nearest gate. The sweeper is red.

A yearly check of the lamps is needed. It includes the cables and the switches.

Gates of the north side are shut at night. We began this in May, when geese came in.

Lockers are free. The café opens at ten.
"""
HALL = "# The archery hall\n\nArrows are lent for a week.\n\nA bow that is broken is handed to the caretaker.\n"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home"), {}) as bot:
        (folder := tmp_path_factory.mktemp("files")).joinpath("rink.txt").write_text(RINK)
        folder.joinpath("hall.md").write_text(HALL)
        bot.add_files([folder / "rink.txt", folder / "hall.md"], ["rink.txt", "hall.md"])
        yield bot


def test_what_takes_a_sentence_up_by_a_word_of_the_question_comes_with_it(bot: Bot) -> None:
    shown = [sentence.text for sentence in bot.ask("What does the yearly check of the lamps include?").sentences]
    assert "It includes the cables and the switches." in shown


def test_the_sentence_behind_may_tell_why_without_a_word_for_it(bot: Bot) -> None:
    shown = [sentence.text for sentence in bot.ask("Why are the gates of the north side shut at night?").sentences]
    assert "We began this in May, when geese came in." in shown


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Are skates lent against a deposit?", "If they are not back by nine, the deposit is kept."),
        ("May two sledges be tied together?", "Sledges of one family may be, if the attendant agrees."),
        ("How much do skaters from the town pay?", "Others pay a quarter more."),
    ],
)
def test_what_limits_a_sentence_comes_with_it(bot: Bot, question: str, shown: str) -> None:
    assert shown in [sentence.text for sentence in bot.ask(question).sentences]


def test_what_only_goes_on_stays_away(bot: Bot) -> None:
    shown = [sentence.text for sentence in bot.ask("Where do the helmets hang?").sentences]
    assert "Helmets hang behind the till." in shown
    assert "They are blue." not in shown


@pytest.mark.parametrize(
    "question",
    ["lamp blinks twice", "The lamp blinks twice, what now?", "What must I do when the lamp blinks twice?"],
)
def test_a_sentence_that_only_names_the_case_comes_with_what_is_told_of_it(bot: Bot, question: str) -> None:
    shown = [sentence.text for sentence in bot.ask(question).sentences]
    assert shown[:3] == ["The lamp blinks twice.", "The ice is being swept.", "Leave it by the nearest gate."]
    assert "The sweeper is red." not in shown


@pytest.mark.parametrize(
    ("question", "alone"),
    [("How often does the lamp blink?", "The lamp blinks twice."), ("lockers", "Lockers are free.")],
)
def test_a_sentence_that_answers_stands_alone(bot: Bot, question: str, alone: str) -> None:
    assert [sentence.text for sentence in bot.ask(question).sentences] == [alone]


@pytest.mark.parametrize(
    ("chance", "before", "kind", "shown"),
    [
        (0.7, 0.5, "other", ["It", "Its"]),
        (0.5, 0.3, "other", ["It"]),  # not likely enough
        (0.7, 0.9, "other", ["It"]),  # likely by what stands in front of it alone
        (0.7, 0.9, "list", ["It", "Its"]),
    ],
)
def test_a_sentence_that_is_likely_to_answer_too_comes_with_the_one_in_front(
    chance: float, before: float, kind: Kind, shown: list[str]
) -> None:
    text = "# Pier\n\nThe pier is old. It was built of oak. Its planks are of larch.\n"
    chances = {"It ": before, "Its": chance}
    found = [
        replace(item, chance=next((one for start, one in chances.items() if text_of(item).startswith(start)), None))
        for item in evidence_of("pier", text, {"It ": 0.9, "Its": 0.1, "The": 0.0})
    ]
    query = Query("what is it made of", "what is the pier made of", kind, ("pier", "made"), ("pier",))
    assert [text_of(item).split()[0] for item in with_sequel(query, found[:1], found)] == shown


@pytest.mark.parametrize(("kind", "shown"), [("procedure", ["Put", "Then", "Ring"]), ("other", ["Put"])])
def test_steps_told_one_behind_another_are_shown_in_order(kind: Kind, shown: list[str]) -> None:
    text = "# Pier\n\nPut the lamp out. Then lock the gate. Ring the warden. Wardens have keys.\n"
    found = evidence_of("pier", text, {"Put": 0.9, "": 0.0})
    query = Query("how to close the pier", "how to close the pier", kind, ("close", "pier"), ("pier",))
    assert [text_of(item).split()[0] for item in with_sequel(query, found[:1], found)] == shown


def test_nothing_comes_behind_nothing() -> None:
    query = Query("lamp", "lamp", "other", ("lamp",), ())
    assert with_sequel(query, [], []) == with_limits(query, []) == []


def test_a_subtitle_is_no_answer(bot: Bot) -> None:
    for question in ("Are there rules for skaters?", "Who are the rules of the rink for?"):
        assert "RULES FOR SKATERS" not in bot.ask(question).markdown


def test_a_question_that_leans_on_the_talk_is_answered_from_its_document(bot: Bot) -> None:
    assert "caretaker" in bot.ask("what if he breaks it?", ["How long are arrows lent for?"]).markdown


def test_a_passage_near_in_meaning_is_read_behind_those_found_first(bot: Bot) -> None:
    hits = [replace(hit, dense_rank=rank) for rank, hit in zip((9, 8, 2, 7), bot.find("lamp", 4), strict=True)]
    read = bot.to_read(Query("lamp", "lamp", "other", ("lamp",), ("lamp",)), hits[:1], hits[1:])
    assert read == [hits[0], hits[2]]
