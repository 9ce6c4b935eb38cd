"""What an amount is asked of has to be told with the figure: the gas bill is not the one for electricity."""

import pytest
from shelf import evidence_of

from bot.evidence.measured import Measured, asked_amount, lacks_measured, lacks_substance


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How much was the oil bill for the boat?", Measured(("oil", "bill", "boat"))),
        ("What does a new sail cost?", Measured(("sail",))),
        ("What is the average attrition rate?", Measured(("attrition",))),
        ("What fee does Brook take?", Measured(())),
        ("What is the price per seat?", Measured(("seat",))),
        ("How much do we pay for each hour of mooring by the crew?", Measured(("mooring",))),
        ("What does the line charge per night for the berth?", Measured(("berth",))),
        ("What does it cost to patch a sail with tarred seams?", Measured(("sail", "tarred", "seams"), act="patch")),
        ("How much is a berth with a lamp?", Measured(("berth", "lamp"))),
        ("What is the fee for keeping a dog?", Measured((), part=("dog",))),
        ("What would it cost to set up the desk in Leith?", Measured(("desk",), act="set")),
        ("What did painting the hull cost?", Measured(("hull",), act="painting")),
        ("What do the stokers earn?", Measured(("stokers",))),
        ("How much is a kilo of cod roe?", Measured(("cod", "roe"))),
        ("What does rope cost per metre?", Measured(("rope",))),
        ("How much is a stone wall?", Measured(("stone", "wall"))),
        ("How much does it cost?", None),
        ("How much does this cost?", Measured(())),
        ("How much is deducted when a boat is late?", None),
        ("What is the colour of the boat?", None),
        ("How much does the line spend?", None),
        ("What fee applies to dogs?", Measured(())),
        ("How much does it cost to leave late?", Measured((), act="leave")),
        ("What is the fine for parking?", Measured(("fine", "parking"))),
        ("How much interest is due?", Measured(("interest",))),
        ("What interest do readers have?", None),
        ("What fine art is shown?", None),
        ("What are bonus points?", None),
        ("What bonus points are there?", None),
        ("What is the bill about?", None),
    ],
)
def test_what_an_amount_is_asked_of_is_read_from_the_form_of_the_question(
    question: str, asked: Measured | None
) -> None:
    assert asked_amount(question) == asked


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How much was the gas bill?", "The electricity bill came to £900.", True),
        ("How much was the electricity bill?", "The electricity bill came to £900.", False),
        ("How much was the electricity bill?", "The electricity invoice came to £900.", False),
        ("How much did the line pay its divers?", "The line paid the painter £900.", True),
        ("How much did the line pay the painter?", "The line paid the painter £900.", False),
        ("How much was paid to the divers for the hull?", "The line paid £900 for the hull.", True),
        ("What does a new rudder cost?", "A new sail is £40. A rudder wears out.", True),
        ("What does a new sail cost?", "A new sail is £40. A rudder wears out.", False),
        ("What is the termination charge?", "The monthly charge is £40. Either side may terminate.", True),
        ("What is the price per passenger?", "A price of £40 per boat is due.", True),
        ("What is the fee for carrying a dog?", "A fee of £4 is due for a bicycle.", True),
        ("What is the fee for carrying a dog?", "Dogs travel for £4.", False),
        ("What would it cost to send a letter?", "Letters go for £1 of postage.", False),
        ("What would it cost to build a pier in Leith?", "We chose Brook. Building a pier there costs £9.", True),
        ("What would it cost to build a pier in Brook?", "We chose Brook. Building a pier there costs £9.", False),
        ("What does mooring cost?", "Mooring: a berth lies by the wall. It is £4 a night.", False),
        ("What does mooring cost?", "Towing: a boat lies by the wall. It is £4 a night.", True),
        ("What do the stokers earn?", "A captain is paid £900 a week.", True),
        ("What does the manager earn?", "The manager signs. A management fee of £40 is due.", True),
        ("What does the manager earn?", "A manager gets £40 a week.", False),
        ("What does a thirty minute trip cost?", "Trips of 30 minutes are £4.", False),
        ("What does a 45 minute trip cost?", "Trips of forty-five minutes are £4.", False),
        ("What does a 45 minute trip cost?", "Trips of thirty minutes are £4.", True),
        ("How much is the deposit for a boat?", "The deposit for a boat is two months' rent.", False),
        ("How much is the deposit for a boat?", "Boats are white.", False),  # told by no figure at all
    ],
)
def test_the_figure_of_another_thing_is_no_answer(question: str, text: str, lacks: bool) -> None:
    assert lacks_measured(question, evidence_of("line", f"# Ferry Line\n\n{text}\n", {"": 0.9})) is lacks


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How much do you charge for a lifejacket?", "Prices:\n\n- blanket: £4\n- lamp: £2", True),
        ("How much do you charge for a lifejacket?", "Prices:\n\n- blanket: £4\n- lifejacket: £2", False),
        ("How much do you charge for a lifejacket?", "A blanket is £4.", False),  # no list that could leave it out
        ("How much do you charge for two people?", "Prices:\n\n- blanket: £4\n- lamp: £2", False),
        ("How much do you charge for cleaning a hull?", "Prices:\n\n- hull: £4\n- lamp: £2", False),
        ("How much notice do I have to give?", "Tell us 30 days before you leave.", False),
        ("How much oil does a boat use?", "A boat uses 40 litres of water and some oil is sold.", False),
        ("How much oil does a boat use?", "A boat uses 40 litres of water. Oil is sold.", True),
        ("How much less oil does the new boat use?", "The new boat burns a third less: 40 litres.", False),
        ("How much time does a trip take?", "A trip is 40 minutes.", False),
        ("What is a lifejacket?", "A blanket is £4.", False),
    ],
)
def test_the_figure_stands_with_what_there_is_so_much_of(question: str, text: str, lacks: bool) -> None:
    assert lacks_substance(question, evidence_of("line", f"# Ferry Line\n\n{text}\n", {"": 0.9})) is lacks


def test_the_headings_and_the_lead_of_a_list_say_what_a_figure_is_of() -> None:
    table = "# Line\n\n## Moorings\n\nWeekly charges:\n\n- small boats: £4\n- large boats: £9\n"
    evidence = evidence_of("line", table, {"": 0.9})
    assert not lacks_measured("How much is the mooring charge for large boats?", evidence)
    assert lacks_measured("How much is the towing charge for large boats?", evidence)


def test_the_head_of_the_first_column_says_what_its_rows_are() -> None:
    table = "# Tuition\n\n| Trip | Length | Fee |\n|---|---|---|\n| Shared | 1 hour | £9 |\n| Single | 2 hours | £8 |\n"
    evidence = evidence_of("line", table, {"": 0.9})
    assert not lacks_measured("How much is a shared trip?", evidence)
    assert lacks_measured("How much is a shared berth?", evidence)
