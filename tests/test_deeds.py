"""What "that" means in "how do we do that?"."""

import pytest

from bot.understand.deeds import deed_of, with_deed
from bot.understand.query import Reader


@pytest.mark.parametrize(
    ("before", "asked", "meant"),
    [
        ("We want to sell the old barge.", "How does one go about that?", "How does one sell the old barge?"),
        ("I'd like to mend the quay myself", "how do I do that?", "how do I mend the quay myself?"),
        ("We are planning to move the pier.", "What is lost by doing that?", "What is lost by moving the pier?"),
        ("we have to stop a leak", "what does doing it cost?", "what does stopping a leak cost?"),
        ("How do firms choose a cook?", "how long does it take to do that?", "how long does it take to choose a cook?"),
        ("The barge is old.", "how do we do that?", "how do we do that?"),
        ("We want to sell the barge.", "who does that?", "who does that?"),
        ("We want to sell the barge.", "is it old?", "is it old?"),
        ("Can we sell the barge early?", "and does that cost us?", "and does selling the barge early cost us?"),
        ("Can we sell the barge early?", "is that legal?", "is selling the barge early legal?"),
        ("Can we sell the barge early?", "is that barge old?", "is that barge old?"),
        ("Can you tell me the price?", "is that normal?", "is that normal?"),
        ("We have to be on time.", "is that legal?", "is that legal?"),
    ],
)
def test_to_do_that_is_to_do_what_was_spoken_of(before: str, asked: str, meant: str) -> None:
    assert with_deed(asked, deed_of(before)) == meant


def test_a_plan_in_the_turn_before_or_in_front_of_the_question_is_meant() -> None:
    meant = "how do we sell the old barge?"
    assert Reader().understand("how do we do that?", ["We want to sell the old barge"]).standalone == meant
    assert Reader().understand("We want to sell the old barge. how do we do that?").standalone == meant
