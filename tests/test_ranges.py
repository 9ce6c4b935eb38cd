"""Ranges in texts and the amounts of questions that lie in them."""

from collections.abc import Iterator

import pytest
from shelf import bot_of

from bot.chain import Bot
from bot.words.ranges import given_in, ranges_of, within

RULES = {
    "handbook": (
        "# Boat yard\n\n## Leaving\n\n"
        "| Years with us | Notice |\n|---|---|\n| less than 6 months | 1 week |\n| 6 months to 2 years | 4 weeks |\n"
        "| 2 to 5 years | 6 weeks |\n| over 5 years | 3 months |\n\n"
        "## Buying\n\nPurchases up to €500 need no leave. From €500 to €5,000 the foreman signs. "
        "Anything above €5,000 goes to the owners.\n\n"
        "## Mess\n\nChildren under 6 eat free. Children from 6 to 14 pay €3. Guests pay €9.\n\n"
        "## Claims\n\nClaims are made within 30 days of the landing.\n\n"
        "## Trips\n\nWhoever gives up a trip until thirty days before it loses nothing. "
        "Between thirty and ten days before it half of the fare is lost.\n"
    ),
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home"), RULES) as bot:
        yield bot


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("up to 450 pounds a day", [(0, 450, "money")]),
        ("from €500 to €5,000", [(500, 5000, "money")]),
        ("98.5% to 98.99%", [(98.5, 98.99, "%")]),
        ("6 months to 2 years", [(182.4, 730, "time")]),
        ("two to five days", [(2, 5, "time")]),
        ("not less than three weeks", [(21, 1e7, "time")]),
        ("no more than 30 days", [(0, 30, "time")]),
        ("cancel up to sixty days before the start", [(60, 1e7, "time")]),
        ("come up to sixty days before the start", [(0, 60, "time")]),
        ("refunds up to sixty days after the start", [(0, 60, "time")]),
        ("cancel up to 500 euros before tax", [(0, 500, "money")]),
        ("reduced from 30 to 20 days", []),
        ("between sixty and twenty-one days", [(21, 60, "time")]),
        ("within forty eight days", [(0, 48, "time")]),
        ("children (6-15)", [(6, 15, "")]),
        ("18+", [(18, 1e7, "")]),
        ("100 or more", [(100, 1e7, "")]),
        ("anything above 700 goes to the board", [(700, 1e7, "")]),
        ("in 2019 and 2020", []),
        ("from 1 May to 3 June", []),
        ("it costs €40", []),
    ],
)
def test_finds_the_ranges_of_a_text(text: str, ranges: list[tuple[float, float, str]]) -> None:
    found = [(span.low, span.high, span.unit) for span in ranges_of(text)]
    assert [unit for *_, unit in found] == [unit for *_, unit in ranges]
    assert [pair for *pair, _ in found] == [pytest.approx(pair) for *pair, _ in ranges]


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("a chair for €1,800", [(1800, "money")]),
        ("if it is 800 a day", [(800, "")]),
        ("the fleet was up 98.9% of June", [(98.9, "%")]),
        ("what does a 9-year-old pay", [(9 * 365, "age")]),
        ("the three names", []),
        ("at 03:15", []),
        ("the D20 in 2024", []),
        ("how much is the rent for flat 6", []),
        ("what does zone 3 cost", []),
        ("what does a purchase of 120 need", [(120, "")]),
    ],
)
def test_finds_the_amounts_of_a_question(question: str, given: list[tuple[float, str]]) -> None:
    assert [(one.amount, one.unit) for one in given_in(question)] == given


def test_a_passed_deadline_is_spoken_of_but_holds_no_amount() -> None:
    given = given_in("may I claim after 6 weeks?")
    assert list(within(given, "Claims are made within 30 days.").values()) == [False]
    assert list(within(given, "Claims are made within 60 days.").values()) == [True]
    assert not within(given, "Claims are made by up to 5 people.")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("I have been here for 3 years. How long is my notice?", "6 weeks"),
        ("How long is the notice after 8 years?", "3 months"),
        ("Who signs for a saw that costs 1,800 euros?", "the foreman signs"),
        ("Who decides on a purchase of 12,000?", "goes to the owners"),
        ("What does a 9-year-old pay in the mess?", "pay €3"),
        ("Can I still claim after 6 weeks?", "within 30 days"),
        ("Is anything lost if I give up a trip two weeks before it?", "half of the fare is lost"),
    ],
)
def test_an_amount_of_ones_own_is_met_by_a_range(bot: Bot, question: str, told: str) -> None:
    assert told in bot.ask(question).sentences[0].text
