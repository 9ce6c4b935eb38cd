"""What was found for a fact in a person's words, weighed together to one reading."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from bot.facts.cuefile import FactCues
from bot.facts.cues import Lexicon
from bot.types import Reading

Value = str | list[str]


class Stretch(Protocol):
    """Anything that stands at a place of a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def overlap(one: Stretch, other: Stretch) -> bool:
    return one.start < other.end and other.start < one.end


class Found(NamedTuple):
    """A reading before those of its fact are weighed together; `weight` counts the words that speak."""

    fact: str
    values: tuple[str, ...]
    start: int
    end: int
    weight: int
    corrections: int = 0


def weigh(found: Sequence[Found], text: str, lexicon: Lexicon) -> Iterator[Reading]:
    """One reading a fact: what all its statements leave possible; nothing when they leave nothing."""
    for fact, cues in lexicon.file.facts.items():
        ours = current(found, fact)
        possible = possible_values(ours, cues)
        if not ours or not possible or len(possible) == len(cues.names):
            continue
        chosen = min(ours, key=lambda one: (len(one.values), -one.weight, one.start))
        value: Value = possible[0] if len(possible) == 1 else possible
        words = text[chosen.start : chosen.end]
        yield Reading(fact=fact, value=value, words=words, start=chosen.start, end=chosen.end)


def contradicts(found: Sequence[Found], fact: str, lexicon: Lexicon) -> bool:
    ours = current(found, fact)
    return bool(ours) and not possible_values(ours, lexicon.file.facts[fact])


def current(found: Sequence[Found], fact: str) -> list[Found]:
    """What was found for a fact after the last correction of it ("no wait")."""
    ours = [one for one in found if one.fact == fact]
    latest = max((one.corrections for one in ours), default=0)
    return [one for one in ours if one.corrections == latest]


def possible_values(ours: Sequence[Found], cues: FactCues) -> list[str]:
    strong = [strongest(one.values, ours, cues) for one in ours]
    return [value for value in cues.names if all(value in values for values in strong)]


def strongest(values: tuple[str, ...], ours: Sequence[Found], cues: FactCues) -> tuple[str, ...]:
    """The values, but the stronger where it is stated too: "secret" data that "may not leave"."""
    stated = {value for one in ours if len(one.values) == 1 for value in one.values}
    stronger = {value: cues.values[value].stronger for value in values if value in cues.values}
    return tuple(other if (other := stronger.get(value)) and other in stated else value for value in values)
