"""Whether a land that is named as the place of the work is the person's own."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from bot.cues import Phrase, load_lexicon, phrase_of
from bot.tokens import tokens_of
from bot.types import Reading
from bot.weigh import Found, Value, overlap

PLACE, HOME, MARKET = "place", "jurisdiction", "expansion"
ABROAD, AT_HOME = "abroad_only", "home_only"
EITHER = (ABROAD, AT_HOME)
THERE = re.compile(r"\W*(?:where|in which) (?:we|i)(?:'re| are| sit| live| already)\b", re.IGNORECASE)


@cache
def names_of_lands() -> dict[Phrase, str]:
    """Every name of a land, and every adjective that belongs to one, with the land."""
    file = load_lexicon().file
    named = {phrase_of(name): land for land, names in file.lands.items() for name in names}
    return named | {phrase_of(adjective): land for adjective, land in file.adjectives.items()}


def lands_in(words: str) -> frozenset[str]:
    """The lands that words name."""
    stems = tuple(token.stem for token in tokens_of(words))
    names = names_of_lands()
    sizes = range(1, max(map(len, names)) + 1)
    found = (names.get(stems[at : at + size]) for at in range(len(stems)) for size in sizes)
    return frozenset(land for land in found if land)


def side_of(place: str, home: str) -> tuple[str, ...]:
    """Whether the land that words name as the place is the one in words that tell where the person is; else either."""
    there, here = lands_in(place), lands_in(home)
    if not (there and here):
        return EITHER
    return (AT_HOME,) if there <= here else (ABROAD,)


def located(found: Sequence[Found], text: str) -> list[Found]:
    """What was found, with a land named as the place settled by where the person is.

    The land that is named as the place tells nothing of whose law applies.
    """
    found = [one for one in found if one.fact != MARKET or not THERE.match(text, one.end)]  # no market abroad
    places = [one for one in found if one.fact == PLACE and lands_in(text[one.start : one.end])]
    sure = any(one.fact == PLACE and one.values == (AT_HOME,) for one in found)
    either = [one for one in places if one.values == EITHER and not sure]
    kept = [one for one in found if one.fact != HOME or not any(overlap(one, place) for place in either)]
    home = " ".join(
        text[one.start : one.end] for one in kept if one.fact == HOME and not any(overlap(one, p) for p in places)
    )
    return [
        one._replace(values=side_of(text[one.start : one.end], home))
        if one in either or (one in places and one.values == (AT_HOME,) and lands_in(home))
        else one
        for one in kept
    ]


def settled(facts: Mapping[str, Value], origins: Mapping[str, Reading]) -> dict[str, Value]:
    """The facts, with a place that was left either abroad or at home settled by where the person said to be."""
    value, place, home = facts.get(PLACE), origins.get(PLACE), origins.get(HOME)
    if not place or not home or isinstance(value, str) or set(value or ()) != set(EITHER):
        return dict(facts)
    sides = side_of(place.words, home.words)
    return {**facts, PLACE: sides[0]} if len(sides) == 1 else dict(facts)
