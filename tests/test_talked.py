"""The document that was talked of goes first, and "the other one" stands beside the thing that was named."""

from collections.abc import Iterator

import pytest
from shelf import bot_of, texts_of

from bot.chain import Bot
from bot.types import Answer

YARD = """# The yard of the sailing club

## Moorings

There are two moorings. The north quay costs 80 pounds a month and has no water. The south pier costs 130 pounds a month
and lies behind the gate.

## Launching

The slipway is free for members. Whoever damages it pays 60 pounds. Keys are given out by Iver Dahl at the gate.

## Payment

A third of the mooring fee is due in March, the rest in June. We take no coins.
"""
HALL = """# The village hall

The hall costs 45 pounds an evening. Keys are given out by Ms Osei at the bakery. The kitchen costs 15 pounds. The
deposit is paid in coins or notes and is due in advance.
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("talked"), {"yard.md": YARD, "hall.md": HALL}) as opened:
        yield opened


def _first(answer: Answer) -> str:
    return answer.citations[0].quote if answer.citations else ""


def _documents(answer: Answer) -> set[str]:
    return {citation.document_id for citation in answer.citations}


def test_the_other_of_two_is_what_stands_beside_the_one_that_was_named(bot: Bot) -> None:
    answer = bot.ask("And what does the other one cost?", ["Which moorings are there?", "Has the north quay water?"])
    assert "south pier" in _first(answer)
    assert "south pier" in _first(bot.ask("And the other one?", ["How much is the north quay a month?"]))


def test_a_short_turn_stays_in_the_document_of_the_talk(bot: Bot) -> None:
    yard = bot.ask("Who gives out keys?", ["Is the slipway free for members?"])
    hall = bot.ask("Who gives out keys?", ["What does the hall cost for an evening?"])
    assert (_documents(yard), _documents(hall)) == ({"yard.md"}, {"hall.md"})


def test_a_question_with_words_of_its_own_leaves_the_document_of_the_talk(bot: Bot) -> None:
    assert "kitchen" in _first(bot.ask("How much does the kitchen of the village hall cost?", ["Is the slipway free?"]))


def test_what_was_carried_over_from_a_refused_turn_does_not_refuse_the_next(bot: Bot) -> None:
    refused = "What is the overall invoice for the fee?"
    assert bot.ask(refused).status == "abstained"
    answer = bot.ask("Can I pay it in coins?", [refused])
    assert "overall invoice" in answer.standalone_question
    assert "We take no coins." in texts_of(answer)
