"""One of a series that a question names by its number, and the documents do not."""

import pytest

from bot.understand.series import missing

YEARS = "Price — Year 1: 2.10; Year 2: 1.95; Year 3: 1.80"
WAVES = "Wave 2 moves on 24 November. The third wave is the last one."


@pytest.mark.parametrize(
    ("question", "text", "absent"),
    [
        ("What is the price in Year 4?", YEARS, True),
        ("What is the price in year 2?", YEARS, False),
        ("What is the price in the fourth year?", YEARS, True),
        ("When does wave 5 go live?", WAVES, True),
        ("When does wave two go live?", WAVES, False),
        ("When does wave 3 go live?", WAVES, False),
        ("What did meeting no. 7 decide?", "Minutes of meeting no. 6", True),
        ("What happens in phase 3?", "Phases 2 to 4 are paid monthly.", False),
        ("What is the rent in year 4?", "In year 1 the rent is 900. After that it rises each year.", False),
        ("What does pier 4 cost?", "The pier is long.", False),
        ("Does it weigh 30 kg?", "It weighs 25 kg.", False),
        ("What happened on May 3?", "On May 2 the pump failed.", False),
        ("What does clause 9 say?", "Clause 8 binds both.", False),
        ("Was it replaced by a smaller one?", "The smaller two were sold.", False),
        ("What does a second badge cost?", "The first badge is free, a further one costs 8 pounds.", False),
        ("When does phase 3 start?", "Phase 1 runs from 1 April to 31 May, phase 2 from 1 June.", True),
        ("Who leads?", WAVES, False),
    ],
)
def test_one_of_a_series_is_missing_where_only_others_are_named(question: str, text: str, absent: bool) -> None:
    assert missing(question, [text]) is absent
