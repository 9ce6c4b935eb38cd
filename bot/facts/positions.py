"""An answer by its place among those that were offered: "the second one", "option 2", "b", "the latter"."""

from collections.abc import Sequence

from bot.facts.cues import Lexicon
from bot.words.tokens import tokens_of

LETTERS = ("a", "b", "c", "d")
ORDERS = ("first_place", "second_place", "third_place", "fourth_place")


def position(text: str, count: int, lexicon: Lexicon) -> int | None:
    """Which of `count` offered answers a turn names by its place, from 0; None when it says anything more or less."""
    stems = [token.stem for token in tokens_of(text) if token.is_word]
    if len(stems) == 1 and stems[0] in LETTERS[:count]:
        return LETTERS.index(stems[0])
    named: set[int] = set()
    at = 0
    while at < len(stems):
        place, size = place_at(stems, at, count, lexicon)
        size = size or lexicon.mark_at("beside_places", stems, at)
        if not size:
            return None
        named |= {place} if place is not None else set()
        at += size
    return named.pop() if len(named) == 1 else None


def place_at(stems: Sequence[str], at: int, count: int, lexicon: Lexicon) -> tuple[int | None, int]:
    """The place that words name, and how many they are; the last is the last of those offered."""
    found = [(size, place) for place, name in enumerate(ORDERS) if (size := lexicon.mark_at(name, stems, at))]
    found += [(size, count - 1) for size in [lexicon.mark_at("last_place", stems, at)] if size]
    size, place = max(found, default=(0, count))
    return (place, size) if place < count else (None, 0)
