"""What a word can mean that is written as it sounds: "minits"."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from jellyfish import metaphone
from rapidfuzz.distance import OSA

EDITS, LONG = 2, 7  # between a word and one that sounds alike; one more from so many letters on: "baterys"


@cache
def uses() -> Mapping[str, int]:
    """Return how often each English word stands in the dictionary's texts."""
    from spellchecker import SpellChecker

    counted = SpellChecker(language="en").word_frequency
    return {word: counted[word] for word in counted.words()}


def by_sound(words: Iterable[str]) -> dict[str, list[str]]:
    """Return the sound of words -> those that sound so."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(sound_of(word), []).append(word)
    return found


def sound_of(word: str) -> str:
    """Return a key that words share which sound alike."""
    return metaphone(word)


def sounds_like(word: str, known: Mapping[str, Sequence[str]]) -> str:
    """Return the most used of the known words that sound like a word and are written much like it, "" for none."""
    edits = EDITS + (len(word) >= LONG)
    alike = [one for one in known.get(sound_of(word), ()) if OSA.distance(word, one) <= edits]
    return min(alike, key=lambda one: (-uses().get(one, 0), one), default="")


def unheard(word: str, other: str) -> bool:
    """Tell whether two words differ by one letter that is not heard: the second of two, an "e", an "h" behind a "w"."""
    short, long = sorted((word, other), key=len)
    at = next((at for at, letter in enumerate(long) if short[at : at + 1] != letter), 0)
    doubled = at > 0 and long[at] == long[at - 1]
    silent = doubled or long[at] == "e" or long[max(0, at - 1) : at + 1] == "wh"
    return silent and len(short) + 1 == len(long) and short == long[:at] + long[at + 1 :]
