"""Idioms are read as the plain words for the same, and words that no document holds as those that documents hold."""

import pytest

from bot.words.idioms import BETWEEN, IDIOMS, ONES, in_plain_words
from bot.words.phrasing import Frequency
from bot.words.synonyms import SYNONYMS, in_held_words
from kb.yamlfile import read_yaml

ENTRIES = list(read_yaml(IDIOMS.read_text("utf-8")).items())
LINES = read_yaml(SYNONYMS.read_text("utf-8"))


def holding(*held: str) -> Frequency:
    return lambda words: {word: int(word in held) for word in words}


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Who footed the bill for the study?", "Who paid for the study?"),
        ("why does the pump keep conking out?", "why does the pump keep stopping working?"),
        ("Any idea why the tap drips?", "Why the tap drips?"),
        ("Do I get my money back?", "Do I get a refund?"),
        ("He got the sack", "He got dismissed"),
        ("What is the notice period?", "What is the notice period?"),
        ("the billboard on the foothill", "the billboard on the foothill"),
        ('Who sang "Foot the bill"?', 'Who sang "Foot the bill"?'),
        ("Who leads the Red Tape Challenge?", "Who leads the Red Tape Challenge?"),
        ("What is a golden handshake?", "What is a golden handshake?"),
        ("What does it mean to foot the bill?", "What does it mean to foot the bill?"),
        ("What on earth observation satellites are there?", "What on earth observation satellites are there?"),
    ],
)
def test_an_idiom_is_read_as_its_plain_words(said: str, plain: str) -> None:
    assert in_plain_words(said, holding()) == plain


def test_an_idiom_that_a_document_holds_stays() -> None:
    assert in_plain_words("Who got a golden handshake?", holding("golden handshake")) == "Who got a golden handshake?"
    assert in_plain_words("Who got a golden handshake?", holding("golden")) != "Who got a golden handshake?"


def test_every_idiom_has_one_plain_word_for_each_of_its_forms() -> None:
    for said, plain in ENTRIES:
        forms = {word.count("/") for word in f"{said} {plain}".split() if "/" in word}
        assert len(forms) <= 1, said
        assert said.count(BETWEEN) == plain.count(BETWEEN) <= 1, said
        assert ONES not in plain.split() or ONES in said.split(), said
        assert said == said.lower(), said
        assert plain.strip(), said


def test_plain_words_stay_as_they_are() -> None:
    for _, plain in ENTRIES:
        for at in range(max(word.count("/") for word in plain.split()) + 1):
            words = [word.split("/")[min(at, word.count("/"))] for word in plain.split()]
            text = " ".join(words).replace(BETWEEN, "them").replace(ONES, "their")
            assert in_plain_words(text, holding()) == text


@pytest.mark.parametrize(
    ("text", "held", "read"),
    [
        ("is there an elevator?", ["lift"], "is there a lift?"),
        ("is there an elevator?", ["lift", "elevator"], "is there an elevator?"),
        ("is there an elevator?", ["stairs"], "is there an elevator?"),
        ("May I use an EV?", ["electric", "car"], "May I use an electric car?"),
        ("May I use an EV?", ["electric"], "May I use an EV?"),
        ("Is it told by Elevator Co?", ["lift"], "Is it told by Elevator Co?"),
        ('What does "elevator" mean here?', ["lift"], 'What does "elevator" mean here?'),
        ("What is an elevator?", ["lift"], "What is an elevator?"),
        ("Does Attorney Inc. work for us?", ["lawyer"], "Does Attorney Inc. work for us?"),
        ("attorneys' rooms", ["lawyers"], "lawyers' rooms"),
        ("What is your forename?", ["name"], "What is your forename?"),
    ],
)
def test_a_word_that_no_document_holds_is_read_as_one_that_they_hold(text: str, held: list[str], read: str) -> None:
    assert in_held_words(text, holding(*held)) == read


def test_words_for_the_same_have_as_many_forms() -> None:
    for line in LINES:
        members = line.split()
        assert len(members) > 1, line
        assert len({member.count("/") for member in members}) == 1, line
