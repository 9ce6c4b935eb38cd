"""Facts told by the likeness of whole sentences to others, where no cue says them."""

import json
from dataclasses import dataclass

import pytest
from shelf import encode

from bot.facts import read_facts, read_value
from bot.facts.likely import chances, fitted, grams_of, stated_in
from bot.facts.turnfacts import read_turn
from bot.rules.book import load_rules
from bot.service.advice import Adviser
from eval.facts import joined
from eval.sayings import SAYINGS, count, load_sayings, replies, training
from ingest.embedder import NAME

BOOK = load_rules()


@dataclass(frozen=True)
class Read:
    """The ways of reading that are compared."""

    def cues(self, text: str) -> dict[str, str]:
        return {one.fact: joined(one.value) for one in read_facts(text) if one.fact in BOOK.facts}

    def both(self, text: str) -> dict[str, str]:
        stated = read_turn(text, encode).with_likely().stated
        return {one.fact: joined(one.value) for one in stated if one.fact in BOOK.facts}

    def reply(self, fact: str, text: str) -> str | None:
        reading = read_value(fact, text, encode)
        return joined(reading.value) if reading else None


def test_likeness_reads_half_as_many_facts_again_and_errs_rarely() -> None:
    unseen = load_sayings("report")
    cues, both = count(unseen, Read().cues), count(unseen, Read().both)
    assert both.right >= 1.5 * cues.right
    assert both.wrong - cues.wrong <= 0.15 * (both.right - cues.right)


def test_most_replies_to_the_question_for_a_fact_are_understood() -> None:
    found = replies(load_sayings("report"), Read().reply)
    assert found.right >= 0.6 * (found.right + found.wrong + found.missed)
    assert found.wrong <= 0.1 * found.right


def test_no_report_saying_is_learned_from() -> None:
    assert not {one.text for one in training()} & {one.text for one in load_sayings("report")}


def test_every_label_is_a_value_of_the_rules() -> None:
    for line in SAYINGS.read_text("utf-8").splitlines():
        for fact, value in json.loads(line)["facts"].items():
            assert {*([value] if isinstance(value, str) else value)} <= BOOK.facts[fact].values.keys(), line


def test_the_weights_are_of_the_embedding_model_and_of_all_facts() -> None:
    assert fitted().model == NAME
    assert {fact for fact, _ in fitted().classes} == set(BOOK.facts)


@pytest.mark.parametrize("text", ["", "?", "a" * 4_000, "we we " * 400, "\u200b", "👍"])
def test_any_words_have_chances(text: str) -> None:
    for values in chances(text, encode, fitted()).values():
        assert all(0 <= one <= 1 for one in values.values())
        assert sum(values.values()) <= 1 + 1e-9


def test_words_and_pairs_are_counted_with_the_edges() -> None:
    assert {"^ we", "we wait", "wait $", "wait"} <= grams_of("We waited")


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("We must open next week, come what may.", "speed", "high"),
        ("Our guests come back for the sauces and for nothing else.", "core", "core"),
        ("The phones ring at three in the morning as well.", "round_clock", "yes"),
        ("Nobody is pushing us.", "speed", "low"),
    ],
)
def test_what_no_cue_says_is_read_from_the_whole_sentence(text: str, fact: str, value: str) -> None:
    assert fact not in Read().cues(text)
    assert Read().both(text).get(fact) == value
    reading = next(one for one in read_turn(text, encode).likely if one.fact == fact)
    assert text[reading.start : reading.end] == reading.words


@pytest.mark.parametrize(
    "text",
    [
        "What would we do if the fair opened next week?",
        "If every penny were spoken for, what then?",
        "Our rival has nobody who can edit a map.",
        "Thanks, that helps.",
    ],
)
def test_questions_suppositions_and_others_cases_are_likely_nothing(text: str) -> None:
    assert read_turn(text, encode).likely == ()


def test_two_sentences_that_say_otherwise_say_nothing() -> None:
    one, other = "We must open next week, come what may.", "Nobody is pushing us."
    for text in (one, other):
        assert "speed" in Read().both(text)
    assert "speed" not in Read().both(f"{one} {other}")


def test_a_cue_is_believed_before_likeness() -> None:
    text = "We cannot invest, although every year a fortune lies in the bank for this."
    assert Read().both(text)["investment"] == "cannot"
    assert "investment" not in {one.fact for one in read_turn(text, encode).likely}


def test_a_situation_in_unforeseen_words_is_decided() -> None:
    text = "Our guests come back for the sauces and for nothing else. The phones ring at three in the morning as well."
    assert Adviser.load().text(text).facts == {}
    assert Adviser.load(encode).text(text).facts == {"core": "core", "round_clock": "yes"}


def test_the_same_sentence_says_the_same() -> None:
    text = "Our guests come back for the sauces and for nothing else."
    assert [*stated_in(text, encode)] == [*stated_in(text, encode)]


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("investment", "nothing", "cannot"),
        ("investment", "we have a man for Greek but nothing else", None),  # "nothing" of something else
        ("place", "here", "home_only"),
        ("place", "No it isn't, could be here, could be there", "any"),
        ("horizon", "it's one project, maybe five months", "short"),
        ("collab", "it has to be done in the building", "same"),
    ],
)
def test_a_short_word_answers_where_the_whole_reply_bears_it_out(fact: str, text: str, value: str | None) -> None:
    assert Read().reply(fact, text) == value


def test_what_the_whole_sentence_says_otherwise_is_said_both_ways() -> None:
    text = "We have got some cash put aside but I would hate to sink it into this."
    assert Read().cues(text)["investment"] == "willing"
    read = read_turn(text, encode).with_likely()
    assert "investment" not in {one.fact for one in read.stated}
    assert read.disputed == ("investment",)


def test_a_cue_that_denies_is_believed() -> None:
    for text in ("No outside company may do it", "Nobody outside the company may do it"):
        assert Read().both(text)["third_party"] == "forbidden"
