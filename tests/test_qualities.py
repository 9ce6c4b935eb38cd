"""How a thing is, and who makes it: a row of other facts about the thing is no answer."""

import pytest
from shelf import evidence_of

from bot.evidence.qualities import lacks_maker, lacks_quality

HIRE = """# Hire

| Boat | Sort | Weight (kg) | Remarks |
|---|---|---|---|
| Deep dinghy | Rowing | 80 | 1.4 m wide |
| Sailing raft | Sailing | | Horn of 96 dB |
| Canoe | Rowing | 31 | |
"""


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("How wide is the dinghy?", False),
        ("How wide is the canoe?", True),
        ("How tall is the dinghy?", True),  # 1.4 m wide
        ("How heavy is the canoe?", False),
        ("How heavy is the sailing raft?", True),
        ("How loud is the sailing raft in decibels?", False),
        ("How loud is the deep dinghy?", True),
        ("How deep is the canoe?", True),
        ("How powerful is the canoe?", True),
        ("How heavy are the fines?", False),  # a sum
        ("How heavy is it?", False),
        ("How many boats are there?", False),
    ],
)
def test_how_a_thing_is_stands_in_its_row_in_a_unit_of_that(question: str, lacks: bool) -> None:
    assert lacks_quality(question, evidence_of("hire", HIRE, {"": 0.9})) is lacks


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How tall is the mast?", "The mast is twelve metres over the deck.", False),
        ("How tall is the mast?", "The mast is taller than the pier.", False),
        ("How tall is the mast?", "The mast was painted in 2019. The pier is 40 m long.", True),
        ("How tall is the mast?", "The mast was painted in 2019. It is 40 m above the water.", False),
        ("How deep is the deep lock?", "The deep lock is shut at night.", True),
        ("How deep is the lock?", "The lock has a depth of two men.", False),
        ("How warm does the cabin get?", "The cabin is kept at 19 °C.", False),
        ("How steep should the ramp be?", "The ramp is closed. The hill has a slope of 8 %.", True),
        ("How steep should the ramp be?", "The ramp may rise by 8 %.", False),
        ("How wide is the gap in wages?", "The gap is 40 per cent.", False),
        ("How heavy may the mast be?", "The mast costs 900 pounds, for two boats.", True),
        ("How heavy may the mast be?", "The mast is made here. Load no more than 80 kilos with each.", False),
        ("How much may the mast weigh?", "The mast is 40 m long and costs 900 pounds.", True),
        ("What is the weight of the mast?", "The mast has 80 kg.", False),
        ("How much does a tent weigh?", "We lend a tent for 4 pounds.", True),
        ("How warm is the basin?", "The basin is open. The water is 19 degrees.", False),
    ],
)
def test_how_a_thing_is_is_told_by_an_amount_or_a_word_for_it(question: str, text: str, lacks: bool) -> None:
    assert lacks_quality(question, evidence_of("line", f"# Line\n\n{text}\n", {"": 0.9})) is lacks


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("Who makes the canoe?", HIRE, True),
        ("Who makes the canoe?", HIRE.replace("Sort", "Maker"), False),
        ("Who supplied the canoe?", f"{HIRE}\nThe canoe came from Finn & Sons.\n", False),
        ("Who built the canoe?", f"{HIRE}\nThe canoe is white.\n", True),
        ("Who built the pier?", "# Pier\n\nThe pier is white.\n", False),  # no table
        ("Who paints the canoe?", HIRE, False),
    ],
)
def test_a_row_without_a_maker_does_not_tell_who_makes_a_thing(question: str, text: str, lacks: bool) -> None:
    assert lacks_maker(question, evidence_of("hire", text, {"Boat": 0.9, "": 0.5})) is lacks
