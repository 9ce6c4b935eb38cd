"""A number that calls or identifies something is told by a code, never by an amount."""

import pytest
from shelf import evidence_of

from bot.evidence.identifiers import identified_by, lacks_identifier
from bot.evidence.times import lacks_time


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("What's the depot's account number?", "account"),
        ("Which platform number does the tram leave from?", "platform"),
        ("What is the VAT number of Brook?", "vat"),
        ("What is the total number of trams?", ""),
        ("What is the largest number of seats?", ""),
        ("What is the required number of signatures?", ""),
        ("What visitor number did it reach?", ""),
        ("What is the number of the trams?", ""),
        ("Has Brook always been number one?", ""),
    ],
)
def test_what_a_number_identifies_stands_in_front_of_it(question: str, noun: str) -> None:
    assert identified_by(question) == noun


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("What is the registration number of the ferry?", "The ferry is registered as SC-30417.", False),
        ("What is the registration number of the ferry?", "It was registered in 2019 for £9 million.", True),
        ("What is the registration number of the ferry?", "Ring 01555 220 118 to book.", True),
        ("What is the platform number?", "It leaves from platform 4.", False),
        ("What is the platform number?", "Each platform cost 400,000 crowns.", True),
        ("What's the booking number?", "Ring 01555 220 118 to book.", False),
        ("What's the booking number?", "In 2023 it had 4.2 million bookings, 12% more.", True),
        ("What is the total number of boats?", "The ferry is white.", False),
    ],
)
def test_a_number_that_identifies_is_told_by_a_code(question: str, text: str, lacks: bool) -> None:
    assert lacks_identifier(question, evidence_of("ferry", f"# Ferry Line\n\n{text}\n", {"": 0.9})) is lacks


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("When does the Leith permit come into force?", "The Brook permit is in force since 4 May 2020.", True),
        ("When does the Leith permit come into force?", "A permit for Leith is in force since 4 May 2020.", False),
        ("When does the Leith permit come into force?", "Leith has asked for a permit.", True),
        ("When does the permit come into force?", "Leith has asked for it.", False),
    ],
)
def test_when_something_named_comes_about_is_told_with_a_time(question: str, text: str, lacks: bool) -> None:
    assert lacks_time(question, evidence_of("ferry", f"# Ferry Line\n\n{text}\n", {"": 0.9})) is lacks
