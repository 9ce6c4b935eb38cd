"""Numbers in figures and in words are the same numbers."""

from bot.words.amounts import FIGURES, SPELT, amounts_of
from bot.words.tokens import tokens_of


def test_every_number_below_a_hundred_is_read_back_from_its_words() -> None:
    assert (SPELT["2"], SPELT["22"], FIGURES["two"], FIGURES["ninety-nine"]) == ("two", "twenty-two", "2", "99")
    for figures, word in SPELT.items():
        assert [amount.low for amount in amounts_of(tokens_of(f"{word} trams"))] == [float(figures)], word
