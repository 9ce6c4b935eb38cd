"""What a question asks to be there or on offer has to be mentioned: "is there a lift?"."""

from pathlib import Path

import pytest
from shelf import bot_of

from bot.understand.offered import unknown_leave, unknown_offers

KNOWN = {"session", "book", "dogs", "card", "cases", "quay"}


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Is there a lift at the quay?", ("lift",)),
        ("And are there any winter session weeks?", ("winter", "weeks")),
        ("do you groom dogs", ("groom",)),
        ("Does the firm still offer massages to guests?", ("massages",)),
        ("Can I borrow a telescope or a book?", ("telescope",)),
        ("Is there a discount for siblings?", ()),
        ("Is there a cheapest book?", ()),
        ("Can I play the trumpet after nine?", ()),
        ("Would another engine have prevented it?", ()),
        ("Do you think a lift is needed?", ()),
        ("What is a lift?", ()),
        ("Can you elaborate on the deposit?", ()),
        ("Do you have any idea how long a stay takes?", ()),
        ("Are there exceptions to this?", ()),
        ("Is there 5?", ()),
        ("Is the deck carpeted?", ("carpeted",)),
        ("Is the book about the sea?", ()),
    ],
)
def test_names_what_is_asked_to_be_there_and_no_document_mentions(question: str, unknown: tuple[str, ...]) -> None:
    assert unknown_offers(question, lambda words: {word: int(word in KNOWN) for word in words}) == unknown


def test_what_is_not_mentioned_is_not_on_offer(tmp_path: Path) -> None:
    text = (
        "# Yard\n\nThe yard lends a rowing boat and two canoes to members for a day.\n\nDogs stay outside the yard.\n"
    )
    with bot_of(tmp_path, {"yard": text}) as bot:
        assert bot.ask("Does the yard lend canoes to members?").status == "answered"
        refused = bot.trace("Does the yard lend bicycles to members?")
    assert refused.verdict.names == ("bicycles",)
    assert refused.answer
    assert refused.answer.status == "abstained"


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("May I put up a swing for the kids?", ("swing",)),
        ("Are we allowed to bring a drone?", ("drone",)),
        ("Can I make a complaint?", ()),
        ("Can I kick out my tenant?", ()),
    ],
)
def test_names_what_leave_is_asked_of_and_no_document_mentions(question: str, unknown: tuple[str, ...]) -> None:
    assert unknown_leave(question, lambda words: {word: int(word in KNOWN) for word in words}) == unknown
