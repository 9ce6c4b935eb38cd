"""What kind of thing a question asks for, and whether a text holds one."""

import pytest

from bot.asked import holds


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("How long does it take to build a depot?", "The depot took six months.", True),
        ("How long does it take to build a depot?", "It took between 6 and 12 weeks.", True),
        ("How long does it take to build a depot?", "Building takes a year.", True),
        ("How long does it take to build a depot?", "It cost 40 000 euros in the first year.", False),
        ("How long does it take to build a depot?", "A driver earns US$25,000 a year.", False),
        ("How long will the tram wait?", "Trams wait for twelve minutes.", True),
        ("How many weeks does a repair take?", "A repair takes half a month.", True),
        ("How many weeks does a repair take?", "There are 40 trams.", False),
        ("How many trams are there?", "There are 40 trams.", True),
        ("What does a ticket cost?", "A ticket costs 3 euros.", True),
        ("What does a ticket cost?", "There are 40 trams.", False),
    ],
)
def test_a_figure_counts_only_where_it_is_of_the_kind_that_is_asked_for(question: str, text: str, held: bool) -> None:
    assert holds(question, [text]) is held


def test_a_question_for_no_figure_is_held_to_none() -> None:
    assert holds("Why do trams ring?", ["There are 40 trams."]) is None
