"""Clauses and sections are found by their numbers."""

from collections.abc import Iterator

import pytest
from shelf import assert_sourced, bot_of, by_id, texts_of

from bot.chain import Bot
from bot.understand.provisions import asked_number

CONTRACT = """# Mooring agreement

between Sandholm Ltd ("the Harbour") and Petrel GmbH ("the Owner")

## 1 Berths

1.1 The Harbour keeps berth 14 free for the Owner.

1.2 The Owner may lend the berth for a week.

## 2 Charges

2.1 The Owner pays 40 crowns a day. A day begins at noon.

2.2 Late payments carry interest of three per cent.

## 3 Storms

3.1 In a storm the Harbour may move the boat.
"""
NOTES = "# Notes\n\nOrder 2.1 litres of paint for berth 3.\n"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home"), {"contract": CONTRACT, "notes": NOTES}) as bot:
        yield bot


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("What does clause 2.1 say?", "2.1"),
        ("section 3", "3"),
        ("§ 4.2.1", "4.2.1"),
        ("what does 2.2 say", "2.2"),
        ("Is a charge of 2.2 crowns due?", ""),
        ("What does Article 28 require?", ""),
        ("Why is section 8% smaller?", ""),
    ],
)
def test_the_number_of_a_clause_is_told_from_other_numbers(question: str, number: str) -> None:
    assert asked_number(question) == number


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does clause 2.1 say?", ["2.1 The Owner pays 40 crowns a day.", "A day begins at noon."]),
        ("clause 2.2", ["2.2 Late payments carry interest of three per cent."]),
        ("What is in section 3?", ["3.1 In a storm the Harbour may move the boat."]),
    ],
)
def test_a_clause_is_quoted_whole_by_its_number(bot: Bot, question: str, told: list[str]) -> None:
    answer = bot.ask(question)
    assert_sourced(answer, by_id(bot.documents()))
    assert texts_of(answer) == told


def test_a_clause_that_is_not_there_is_refused(bot: Bot) -> None:
    assert bot.ask("What does clause 2.7 say?").status == "abstained"
