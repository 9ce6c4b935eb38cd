"""What a language model says is shown only where the quote it cites backs every word of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.held import CLAUSES, unheld
from bot.language import english
from bot.tokens import tokens_of

FARES = "In the old town a day ticket costs 4 euros, on the islands 7."
DUTY = "The tenant must tell the landlord of any damage within three days, unless he is ill."
TRAMS = "Trams carry more passengers than buses, and they may run at night."


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("In the old town a day ticket costs 4 euros.", FARES),
        ("A day ticket costs 4 euros in the old town.", FARES),
        ("On the islands it is 7, and in the old town a day ticket costs 4 euros.", FARES),
        ("Trams, which carry more passengers than buses, may run at night.", TRAMS),
        ("Unless he is ill, the tenant must tell the landlord of any damage within 3 days.", DUTY),
        (DUTY, DUTY),
    ],
)
def test_a_shortened_or_joined_quote_is_backed(said: str, quote: str) -> None:
    assert unheld(said, quote) is None


@pytest.mark.parametrize(
    ("said", "quote", "reason"),
    [
        ("In the old town a day ticket costs 4 euros, which is cheap.", FARES, "cheap"),
        ("In the old town a day ticket costs 5 euros.", FARES, "5"),
        ("On the islands a day ticket costs 4 euros.", FARES, "another way"),
        ("On the islands it is 7.", FARES, "another way"),
        ("In the town a day ticket costs 4 euros.", FARES, "another way"),
        ("In the old town a day ticket costs 7, on the islands 4 euros.", FARES, "another way"),
        ("It earns 2 euros a year.", "It earns 2 million euros a year.", "2"),
        ("It earns 2 a year.", "It earns 2 % a year.", "2"),
        ("Ann pays Dan, Cas pays Bo.", "Ann pays Bo, Cas pays Dan.", "another way"),
        ("It works for the vendor.", "It works with the vendor.", "for"),
        ("Vendors pay.", "Vendors have to pay.", "have"),
        ("Firms must pay.", "Small firms must pay.", "another way"),
        ("Portugal and Italy must pay.", "Firms in Spain, Portugal and Italy must pay.", "another way"),
        ("In the old town a day ticket costs 4 dollars.", FARES, "4"),
        ("In the old town a day ticket does not cost 4 euros.", FARES, "not"),
        ("Yes, in the old town a day ticket costs 4 euros.", FARES, "yes"),
        ("In the old town a day ticket cost 4 euros or less.", FARES, "or"),
        ("The landlord must tell the tenant of any damage within three days, unless he is ill.", DUTY, "another way"),
        ("The tenant must tell the landlord of any damage within three days.", DUTY, "unless"),
        ("The tenant may tell the landlord of any damage within three days, unless he is ill.", DUTY, "may"),
        ("Buses carry more passengers than trams, and they may run at night.", TRAMS, "another way"),
        ("Trams carry passengers, and they may run at night.", TRAMS, "more"),
        ("Trams carry more passengers than buses, and they run at night.", TRAMS, "may"),
        ("Trams carry more passengers than buses and may run at night, says Ann.", TRAMS, "says"),
        ("Trams carried more passengers than buses, and they may run at night.", TRAMS, "carried"),
        ("The fee was raised by the bank.", "The fee raised the bank.", "was"),
        ("The fee raises the bank.", "The fee raised the bank.", "raises"),
        ("The bank is raised by the fee.", "The fee raised the bank.", "by"),
        ("", TRAMS, "nothing"),
        ("!?", TRAMS, "nothing"),
    ],
)
def test_what_adds_loses_or_swaps_something_is_not(said: str, quote: str, reason: str) -> None:
    fault = unheld(said, quote)
    assert fault is not None
    assert reason in fault


def test_another_word_for_the_same_is_backed() -> None:
    one, other = next((one, other) for one, group in english().alike.items() for other in group if other != one)
    assert unheld(f"The bakery offers {other}.", f"The bakery offers {one}.") is None


def test_a_quote_of_very_many_clauses_is_left_as_it_is() -> None:
    quote = ", ".join(f"stop {at}" for at in range(CLAUSES + 1))
    assert unheld("stop 1", quote) == "the quote is too long to be worded otherwise"


@given(st.lists(st.sampled_from(sorted({*TRAMS.lower().split(), *DUTY.lower().split(), "not", "9"})), max_size=12))
def test_no_mixture_of_words_says_what_the_quote_does_not(said: list[str]) -> None:
    """What passes holds every small word of the quote that matters, and no word besides the quote's."""
    text = " ".join(said)
    if unheld(text, TRAMS) is None:
        taken = {token.word for token in tokens_of(text) if token.is_word}
        assert {"more", "than", "may"} <= taken
        assert not taken & {"not", "9", "tenant", "must", "unless"}
