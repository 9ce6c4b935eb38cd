"""Extremes, amounts in a range and whole tables are answered by all rows of a table, chosen by their values."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shelf import assert_sourced, bot_of, by_id, made, texts_of

from bot.chain import Bot
from bot.tables.cells import quantity_of
from bot.tables.extremes import wish_of
from bot.tables.grid import Table, measures_in, sums_up
from bot.tables.threshold import bound_in
from bot.understand.sides import comparison_sides

DEPOTS = """# Depots

| Depot | County | Buses | Electric buses | Opened | Yearly cost (EUR thousand) |
|---|---|---|---|---|---|
| Ashgrove | Kerry | 48 | 3 | 3 May 1987 | 2,140 |
| Ballin | Cork | 126 | 0 | 1974 | 5,870 |
| Carrick | Leitrim | 19 | 9 | 12 September 2004 | 905 |
| Drum | Dublin | 203 | 40 | 1961 | 9,320 |
| Ennis | Clare | 37 | 2 | 1999 | 1,655 |
| Foxford | Mayo | 22 | 0 | 2011 | 1,010 |
| Galway | Galway | 94 | 12 | 1983 | 4,410 |
| Howth | Dublin | 61 | 61 | 2016 | 2,980 |
| Innis | Cork | 15 | 1 | 2020 | 870 |
| Joyce Road | Dublin | 88 | 0 | 1978 | 4,150 |
| Total | | 713 | 128 | | 33,310 |
"""
WALKS = """# Walks around the lake

The Heron Loop is the easiest of the walks, as it has no climb.

## Walks

| Walk | Length | Climb | Time | Fee |
|---|---|---|---|---|
| Heron Loop | 4.5 km | 20 m | 75 minutes | free |
| Quarry Path | 9 km | 310 m | 3 hours | €2 |
| Ridge Traverse | 17.2 km | 1,140 m | 7-8 hours | €6 |
| Monks' Way | 12 km | 420 m | 4 hours | €6 |

## Hazards

| Hazard | Season | Weight |
|---|---|---|
| Rockfall | spring | heavy |
| Ticks | summer | light |
| Fog on the ridge | autumn | heavy |
| Thin ice | winter | heavy |

## Boats side by side

| Point | Boat of our own | Rental in Alta | Ferry pass |
|---|---|---|---|
| Price | €8,400 | €62 | €48 |
| Waiting | none | 3 weeks | 5 days |
| Damage | our risk | insured | insured |
"""
WAGES = """# Wages

| Harbour | Figure | Year |
|---|---|---|
| Alta | 12 crowns an hour on average for all who work there | 2024 |
| Bremen | 41 euros a day for a driver in the first of three years | 2021 |
| Cebu | 300 pesos a week for a driver, as the union has it | 2022 |
"""
DOCUMENTS = {"depots": DEPOTS, "walks": WALKS, "wages": WAGES}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(Path(tmp_path_factory.mktemp("tables")), DOCUMENTS) as opened:
        yield opened


def labels(bot: Bot, question: str) -> list[str]:
    """Give the labels of the rows that a question is answered with, all of it checked against its sources."""
    answer = bot.ask(question)
    assert_sourced(answer, by_id(bot.documents()))
    return [text.partition(" — ")[0] for text in texts_of(answer)]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which depot has the most buses?", ["Drum"]),
        ("Which depot has the most electric buses?", ["Howth"]),
        ("Which depot runs the fewest buses?", ["Innis"]),
        ("Which depot costs the least per year?", ["Innis"]),
        ("Which depot in Dublin has the fewest buses?", ["Howth"]),
        ("Which depot is the oldest?", ["Drum"]),
        ("Which depot opened last?", ["Innis"]),
        ("Which walk is the longest?", ["Ridge Traverse"]),
        ("Which walk takes the least time?", ["Heron Loop"]),
        ("Which walk is the most expensive?", ["Ridge Traverse", "Monks' Way"]),
        ("What is the biggest climb?", ["Ridge Traverse"]),
        ("Which depot is the second oldest?", ["Ballin"]),
        ("Which are the three oldest depots?", ["Drum", "Ballin", "Joyce Road"]),
    ],
)
def test_the_extreme_of_a_column_is_quoted_alone_with_its_ties(bot: Bot, question: str, rows: list[str]) -> None:
    assert labels(bot, question) == rows


def test_a_year_is_no_amount_of_something_else(bot: Bot) -> None:
    assert not bot.trace("Which harbour has the lowest wages?").rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which depots have more than 100 buses?", ["Ballin", "Drum"]),
        ("Which depots have fewer than 19 buses?", ["Innis"]),
        ("Which depots have at most 19 buses?", ["Carrick", "Innis"]),
        ("Which depots cost more than 5 million a year?", ["Ballin", "Drum"]),
        ("Which walks are shorter than 10 km?", ["Heron Loop", "Quarry Path"]),
        ("Which walks cost less than 3 euros?", ["Heron Loop", "Quarry Path"]),
        ("Which depots do not have more than 19 buses?", ["Carrick", "Innis"]),
        ("Which depots have between 30 and 61 buses?", ["Ashgrove", "Ennis", "Howth"]),
    ],
)
def test_the_rows_with_amounts_in_a_range_are_quoted(bot: Bot, question: str, rows: list[str]) -> None:
    assert labels(bot, question) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What are the hazards?", ["Rockfall", "Ticks", "Fog on the ridge", "Thin ice"]),
        ("List all hazards.", ["Rockfall", "Ticks", "Fog on the ridge", "Thin ice"]),
        ("Which hazards are heavy?", ["Rockfall", "Fog on the ridge", "Thin ice"]),
        ("Which depots are in Cork?", ["Ballin", "Innis"]),
    ],
)
def test_a_table_of_the_things_asked_for_is_shown_whole_and_in_order(bot: Bot, question: str, rows: list[str]) -> None:
    assert labels(bot, question) == rows


def test_a_sentence_that_says_the_superlative_still_comes(bot: Bot) -> None:
    assert "The Heron Loop is the easiest" in texts_of(bot.ask("Which of the walks is the easiest?"))[0]


@pytest.mark.parametrize("question", ["Which depot has the most accidents?", "Which walk has the best view?"])
def test_no_row_is_chosen_by_a_column_that_the_table_does_not_have(bot: Bot, question: str) -> None:
    assert bot.trace(question).rows == ()


def test_a_comparison_finds_the_columns_that_hold_more_than_the_sides_words(bot: Bot) -> None:
    answer = bot.ask("How does a boat of our own compare with the ferry pass?")
    assert texts_of(answer) == ["€8,400", "€48", "none", "5 days", "our risk", "insured"]
    assert len(texts_of(bot.ask("Compare the boat with the rental."))) == 6


def test_how_one_compares_with_another_has_two_sides() -> None:
    assert comparison_sides("How does the sloop compare with a barge?") == ("sloop", "barge")
    assert comparison_sides("the difference between build-and-lease and a loan")[0] == "build-and-lease"


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("2,140", 2140, ""),
        ("2 140", 2140, ""),
        ("-2.7", -2.7, ""),
        ("€3.50", 3.5, "€"),
        ("3,50 €", 3.5, "€"),
        ("£1.3m", 1_300_000, "£"),
        ("flat £75", 75, "£"),
        ("15%", 15, "%"),
        ("7-8 hours", 7.5 / 24, "time"),
        ("1 h 20 min", 80 / 1440, "time"),
        ("1,140 m", 1140, "length"),
        ("4.5 km", 4500, "length"),
        ("9:30 pm", 21.5, "hour"),
        ("free", 0, ""),
    ],
)
def test_a_cell_has_an_amount_in_the_base_of_its_unit(cell: str, value: float, unit: str) -> None:
    found = quantity_of(cell)
    assert found is not None
    assert found.unit == unit
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize("cell", ["a rumble", "high", "per claim", "keep 30 trained people at hand in the spring"])
def test_a_text_is_no_amount(cell: str) -> None:
    assert quantity_of(cell) is None


def test_dates_follow_each_other() -> None:
    cells = ["30.11.1989", "3 May 1990", "1990-05-04", "June 1990", "Q4 1990", "March 3, 1991", "04/03/1991"]
    values = [found.value for cell in cells if (found := quantity_of(cell))]
    assert len(values) == len(cells)
    assert values == sorted(values)


def test_a_superlative_in_a_header_is_a_name() -> None:
    question = "Where is the minimum notice the longest?"
    assert wish_of(question) is None
    wish = wish_of(question, frozenset(["minimum", "notice"]))
    assert wish is not None
    assert wish.ends == {"length": 1, "time": 1}


@pytest.mark.parametrize(
    "question",
    [
        "What do most firms do?",
        "At least three?",
        "What happened last year?",
        "Most of the depots",
        "How are depots run?",
    ],
)
def test_not_every_most_and_last_asks_for_an_extreme(question: str) -> None:
    assert wish_of(question) is None


def test_a_table_knows_what_its_columns_measure_and_which_rows_sum_up() -> None:
    table = Table(made("depots", DEPOTS)[1])
    assert {column.header: column.measure for column in table.columns(table.rows[:-1])} == {
        "Buses": "",
        "Electric buses": "",
        "Opened": "date",
        "Yearly cost (EUR thousand)": "money",
    }
    assert [sums_up(row) for row in table.rows] == [False] * 10 + [True]
    assert measures_in(["price", "hours"]) == {"money", "time"}


STOCK = """# Stock of the ship chandler

| Item code | Item | Sort | Maker | Price | Left | Lasts |
|---|---|---|---|---|---|---|
| R1 | Mooring line | Rope | Tauwerk | 46.00 EUR | 3 | yes |
| P1 | Antifoul paint | Paint | Brisk | 89.00 GBP | 0 | no |
| R2 | Halyard | Rope | Brisk | 18.00 USD | 12 | yes |
| P2 | Rope coating | Paint | Tauwerk | 7.50 EUR | 5 | no |
| R3 | Shock cord | Rope | Tauwerk | 2.20 EUR | 0 | no |
"""
BERTHS = """# Berths of the marina

| Berth | Deck | Longest boat | Fee per night |
|---|---|---|---|
| Row C | Upper | 9 m | 21 crowns |
| Row A | Lower | 15 m | 44 crowns |
| Row B | Lower | 12 m | 30 crowns |

## Refund

| Days before | Refund |
|---|---|
| 30 days or more | all |
| 10 to 29 days | half |
| 9 days or less | none |
"""


@pytest.fixture(scope="module")
def marina(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(Path(tmp_path_factory.mktemp("marina")), {"stock": STOCK, "berths": BERTHS}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("List all rope items.", ["Item code R1", "Item code R2", "Item code R3"]),
        ("Which paint products do we have?", ["Item code P1", "Item code P2"]),
        ("Which items are priced in dollars?", ["Item code R2"]),
        ("Which items cost 10 euros or less?", ["Item code P2", "Item code R3"]),
        ("What is the dearest rope item?", ["Item code R2", "Item code R1"]),  # one of each currency
        ("Which items last?", ["Item code R1", "Item code R2"]),
        ("Which items have no stock left?", ["Item code P1", "Item code R3"]),
        ("Which rows are on the lower deck?", ["Row A", "Row B"]),
        ("How much are the rope items?", ["Item code R1", "Item code R2", "Item code R3"]),
        ("Which goods require a coating?", ["Item code P2"]),
    ],
)
def test_rows_are_chosen_by_their_sort_currency_and_ticks(marina: Bot, question: str, rows: list[str]) -> None:
    assert labels(marina, question) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Is anything above 40 euros?", ["Item code R1"]),
        ("Does any item cost more than 80 pounds?", ["Item code P1"]),
        ("Is there an item that is more expensive than 60 euros?", ["Item code R1"]),  # the dearest in euros: no
    ],
)
def test_who_asks_if_any_is_beyond_sees_those_or_the_nearest(marina: Bot, question: str, rows: list[str]) -> None:
    assert labels(marina, question) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the fee in row A?", ["Row A"]),
        ("Which deck is row B on?", ["Row B"]),
        ("What refund is there 12 days before?", ["10 to 29 days"]),
    ],
)
def test_a_row_that_is_named_or_holds_the_amount_stands_alone(marina: Bot, question: str, rows: list[str]) -> None:
    assert labels(marina, question) == rows


def test_wares_are_rows_of_a_table_whose_document_speaks_of_such(tmp_path: Path) -> None:
    hire = (
        "# Hire\n\n| Ref | Item | Day rate | Remarks |\n|---|---|---|---|\n| A1 | Winch | £40 | A rigger's card |\n"
        "| A2 | Pump | £30 | |\n| A3 | Crane | £90 | Card and a helper |\n"
    )
    with bot_of(tmp_path / "one", {"hire": hire}) as bot:
        assert bot.ask("Which machines need a card?").status == "abstained"
    with bot_of(tmp_path / "two", {"hire": f"{hire}\n## Terms\n\nMachines go out clean.\n"}) as bot:
        assert labels(bot, "Which machines need a card?") == ["Ref A1", "Ref A3"]
        assert labels(bot, "Which machines require a helper?") == ["Ref A3"]


def test_a_question_about_those_keeps_what_they_were_chosen_by(marina: Bot) -> None:
    answer = marina.ask("Who is the maker of those?", ["Which items cost 10 euros or less?"])
    assert [text.partition(" — ")[0] for text in texts_of(answer)] == ["Item code P2", "Item code R3"]


FERRIES = """# Ferries

| Ferry | Seats | Lift |
|---|---|---|
| Auk | 90 | yes |
| Coot | 40 | no |
| Dipper | 0 | yes |
| Eider | 60 | no |
"""


def test_only_what_stands_behind_a_no_is_denied(tmp_path: Path) -> None:
    with bot_of(tmp_path, {"ferries": FERRIES}) as bot:
        assert labels(bot, "Which ferry has the most seats but no lift?") == ["Eider"]
        assert labels(bot, "Which ferries have no lift?") == ["Coot", "Eider"]


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("Which have more than ten seats or no lift?", (10, 1e14, False)),
        ("Which do not cost more than 9 euros?", (-1e7, 9, True)),
        ("Which don't have under 9 seats?", (9, 1e14, True)),
        ("Which cost 9 euros or less?", (-1e7, 9, True)),
        ("Which cost under 5 or over 9 euros?", None),
    ],
)
def test_a_bound_holds_its_amount_where_its_own_words_say_so(
    question: str, bound: tuple[float, float, bool] | None
) -> None:
    found = bound_in(question)[0]
    assert (found and found[:3]) == bound
