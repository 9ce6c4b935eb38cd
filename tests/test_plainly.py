"""What only says how to answer, and idioms that no document uses, are read as plain words."""

import pytest

from bot.understand.plainly import plainly


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("In plain words, what's a tram?", "what's a tram?"),
        ("OK, in a nutshell: what is a tram?", "what is a tram?"),
        ("What was a gallery again?", "What was a gallery?"),
        ("Sorry, what's a tram, again?", "Sorry, what's a tram?"),
        ("May I apply again?", "May I apply again?"),
        ("What's the point of a gallery?", "what is the benefit of a gallery?"),
        ("How long is it till the line opens?", "How long is it until the line opens?"),
        ("Where is the till kept?", "Where is the till kept?"),
        ("Who empties our till each night?", "Who empties our till each night?"),
        ("What is the point of contact?", "What is the point of contact?"),
        ("Who is allowed to apply again?", "Who is allowed to apply again?"),
        ("How long until the depot is up and running?", "How long until the depot is set up?"),
        ("What do trams and buses have in common?", "What do trams and buses share?"),
        ("Sounds good, where does the line end?", "where does the line end?"),
        ("I see. And the night line?", "And the night line?"),
        ("Understood.", "Understood."),
        ("Great, Peter and Paul: who were they?", "Great, Peter and Paul: who were they?"),
        ("What is the catch of the day?", "What is the catch of the day?"),
        ("What's the catch?", "what are the drawbacks?"),
        ("Which rooms have anything in common?", "Which rooms have anything in common?"),
        ("Who takes the blame for a broken wire?", "Who is responsible for a broken wire?"),
    ],
)
def test_a_question_is_read_in_plain_words(question: str, plain: str) -> None:
    assert plainly(question) == plain
