"""A person's words come apart into the questions they ask and the claims they build on, and only there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understand.clauses import MOST, parts_of
from bot.words.language import clean, words

ASKING = [
    "what is a tram", "what does it cost", "explain trams", "the pros and cons of trams", "benefits and risks",
    "since trams are cheaper", "given that trams are loud at night", "the more trams the better", "we run ten of them",
    "and", "so", "or", "why", "when", ",", "?", ".", ";", "(", ")", "\n",
]  # fmt: skip
"""What questions are strung together of."""


def asked(text: str) -> list[str]:
    return [f"granted: {part.text}" if part.premise else part.text for part in parts_of(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What is a tram? What does it cost?", ["What is a tram?", "What does it cost?"]),
        ("What is a tram and what does it cost?", ["What is a tram", "what does it cost?"]),
        ("What can break, and at what moment should we call?", ["What can break", "at what moment should we call?"]),
        ("Please note: is it free, and when does it close?", ["Please note: is it free, and when does it close?"]),
        (
            "Do you know from what age, and until what age one pays?",
            ["Do you know from what age, and until what age one pays?"],
        ),
        (
            "Two trams in place of one: what do we gain and what does it cost?",
            ["Two trams in place of one: what do we gain", "Two trams in place of one: what does it cost?"],
        ),
        (
            "In the tram contract, what are the two fees and what is due at the end?",
            ["In the tram contract, what are the two fees", "In the tram contract, what is due at the end?"],
        ),
        (
            "Who has to carry a lamp, and by when did old trams have to get one?",
            ["Who has to carry a lamp", "by when did old trams have to get one?"],
        ),
        (
            "In what year did it start, who founded it, and what does it make?",
            ["In what year did it start", "who founded it", "what does it make?"],
        ),
        ("what is a tram and whos mark is the lamp", ["what is a tram", "whos mark is the lamp"]),
        ("What does a pass cost and what do we get for it?", ["What does a pass cost", "what do we get for it?"]),
        ("Explain trams, and when do they pay?", ["Explain trams", "when do they pay?"]),
        ("What are the pros and cons of trams?", ["What are the pros of trams?", "What are the cons of trams?"]),
        ("tram benefits and risks", ["tram benefits", "tram risks"]),
        (
            "Since trams are always cheaper than buses, how do I buy one?",
            ["granted: trams are always cheaper than buses", "how do I buy one?"],
        ),
        (
            "Trams never break down at night, so why do people wait?",
            ["granted: Trams never break down at night", "why do people wait?"],
        ),
        (
            "The more trams we have the safer we are, so should we buy ten?",
            ["granted: The more trams we have the safer we are", "should we buy ten?"],
        ),
        ("Given that trams are loud at night, what helps?", ["granted: trams are loud at night", "what helps?"]),
    ],
)
def test_words_with_several_questions_come_apart(text: str, parts: list[str]) -> None:
    assert asked(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "What is the difference between a tram and a bus?",
        "Who drives trams and buses?",
        "How do I get to the depot and back?",
        "We have no money and we want trams, what should we do and where?",
        "Since we have no money, what should we do?",
        "Since 2004, what has changed?",
        "What happened to the line, and why?",
        "What happened to the line, and how do I find out?",
        "What is the cost and price of a tram?",
        "What is a tram? We have never seen one.",
        "tram",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert asked(text) == [text]


def test_a_letter_of_many_questions_is_read_as_a_whole() -> None:
    assert len(parts_of(" ".join(f"What is a tram of type {n}?" for n in range(MOST + 1)))) == 1


@given(st.lists(st.sampled_from(ASKING) | st.text(max_size=3), max_size=12).map(" ".join))
def test_no_word_is_made_up(text: str) -> None:
    assert {word for part in parts_of(text) for word in words(part.text)} <= set(words(clean(text)))
