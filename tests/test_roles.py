"""Who holds a post: a title of several words is one, and a text has to name a person with it."""

import pytest
from shelf import evidence_of

from bot.roles import asked_title, lacks_role


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Who is the chief executive of Brook?", ("chief", "executive")),
        ("Who is Brook's Delivery Director?", ("delivery", "director")),
        ("who is the brook finance director?", ("brook", "finance", "director")),
        ("Who is the Brook finance director?", ("finance", "director")),
        ("Who is the new chief operating officer?", ("chief", "operating", "officer")),
        ("What is the name of the account manager for Orla?", ("account", "manager")),
        ("Who was the first president of the line?", ()),
        ("Who is responsible for the executive committee?", ()),
        ("Who is the largest customer?", ()),
    ],
)
def test_a_title_of_several_words_is_asked_for_as_one(question: str, title: tuple[str, ...]) -> None:
    assert asked_title(question) == title


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("Who is the delivery director?", "Our Delivery Director will be Arun Mehta, of Brook.", False),
        ("Who is the delivery director?", "The Delivery Director meets Ines Tavares every month.", True),
        ("Who is the delivery director?", "The Delivery Director and the Service Manager sign.", True),
        ("Who is the delivery director?", "Client director — Name: Ines Tavares.", True),
        ("Who is the client director?", "Client director — Name: Ines Tavares.", False),
        ("Who is the finance director?", "Ann Pole, Director of Finance, signs.", False),
        ("Who is the chief executive?", "Large sums go to the executive committee of Ann Pole.", True),
        ("Who is the chief executive?", "CEO: Ann Pole", False),
        ("Who is the chief executive?", "Ann Pole is the line's chief executive officer.", False),
        ("Who is the chief executive?", "Halden Mutual's chief executive signs.", True),
        ("Who is the chief executive?", "Ann Pole, 54, chief executive, signs.", False),
    ],
)
def test_who_holds_a_post_is_told_by_a_name_beside_its_title(question: str, text: str, lacks: bool) -> None:
    assert lacks_role(question, evidence_of("line", f"# Line\n\n{text}\n", {"": 0.9})) is lacks
