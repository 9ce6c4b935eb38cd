"""What a language model says is shown only where the quote it cites says it in the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.held import PIECES, unheld

FARES = "In the old town, a day ticket costs 4 euros."
DUTY = "The tenant must tell the landlord of any damage within three days, unless he is ill."
TRAMS = "Trams carry more passengers than buses, and they may run at night."
PAIR = "In Spain, the fee is 5 euros, and in Italy, it is 7."


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        (DUTY, DUTY),
        ("in old town a day ticket costs 4 euros", FARES),
        ("A day ticket costs 4 euros in the old town.", FARES),
        ("Unless he is ill, the tenant must tell the landlord of any damage within three days.", DUTY),
        ("“Trams” carry more passengers than buses – and they may run at night!", TRAMS),
        ("It brings risks.", "It brings risks, such as fraud and delay."),
        ("The vendor’s price", "vendor's price"),
    ],
)
def test_a_quote_in_its_own_words_is_backed(said: str, quote: str) -> None:
    assert unheld(said, quote) is None


@pytest.mark.parametrize(
    ("said", "quote", "reason"),
    [
        ("In the old town a day ticket costs 4 euros, which is cheap.", FARES, "which"),
        ("In the old town a day ticket costs 5 euros.", FARES, "“5”"),
        ("In the old town a day ticket does not cost 4 euros.", FARES, "does"),
        ("Does a day ticket cost 4 euros in the old town?", FARES, "it asks"),
        ("Yes, in the old town a day ticket costs 4 euros.", FARES, "yes"),
        ("In the town a day ticket costs 4 euros.", FARES, "order"),
        ("The landlord must tell the tenant of any damage within three days, unless he is ill.", DUTY, "order"),
        ("The tenant must tell the landlord of any damage within three days.", DUTY, "order"),
        ("Buses carry more passengers than trams, and they may run at night.", TRAMS, "order"),
        ("In Spain, it is 7, and in Italy, the fee is 5 euros.", PAIR, "order"),
        ("Spain: 7 euros, Italy: 5 euros.", "Spain: 5 euros, Italy: 7 euros.", "order"),
        ("Vendors must register firms that pay.", "Firms that pay vendors must register.", "order"),
        ("Firms move, therefore costs fall.", "Costs fall, therefore firms move.", "order"),
        ("Services cost 5 euros.", "IT services cost 5 euros.", "order"),
        ("It services cost 5 euros.", "IT services cost 5 euros.", "it"),
        ("Plan costs 5 euros.", "Plan A costs 5 euros.", "order"),
        ("Vendors are paid.", "Vendors pay.", "are"),
        ("The fee rose 5 %.", "The fee rose to 5 %.", "order"),
        ("Attrition is 20 %.", "Turnover is 20 %.", "attrition"),
        ("It fell by 5 %.", "It fell by -5 %.", "5"),
        ("It takes 5 ms.", "It takes < 5 ms.", "order"),
        ("It earns 15 %.", "It earns 1,5 %.", "15"),
        ("The fee is 5 euros.", "The fee is 5 euros, plus VAT.", "order"),
        ("Italy and Malta it is free in Spain.", "In Spain, Italy and Malta it is free.", "order"),
        ("", TRAMS, "nothing"),
        ("!?", TRAMS, "nothing"),
        ("Vendors pay.", "—", "vendors"),
    ],
)
def test_what_adds_loses_or_swaps_something_is_not(said: str, quote: str, reason: str) -> None:
    fault = unheld(said, quote)
    assert fault is not None
    assert reason in fault


def test_a_very_long_quote_is_left_as_it_is() -> None:
    quote = "word " * (PIECES + 1)
    assert unheld(quote, quote) == "the quote is too long to be worded otherwise"


@given(st.lists(st.sampled_from([*TRAMS.split(), "not", "9", "the", ","]), max_size=14))
def test_no_mixture_of_words_says_what_the_quote_does_not(said: list[str]) -> None:
    """Without articles and marks, what passes is the quote word for word."""
    text = " ".join(said)
    if unheld(text, TRAMS) is None:
        kept = [word.strip(",.").lower() for word in said if word not in ("the", ",")]
        assert kept == [word.strip(",.").lower() for word in TRAMS.split()]


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_the_check(said: str, quote: str) -> None:
    assert unheld(said, quote) is None or unheld(said, quote)
