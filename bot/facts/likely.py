"""What a sentence says of the facts by its likeness to some 9,000 sentences written for it, as no list of cues covers
how people say it: "the phones ring at three in the morning as well".

Logistic regression, one for each fact, over the vector of the sentence and over its words and pairs of words. Fitted by
eval/sayings.py; each value of a fact is a class, and that nothing is said of it another.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.types import Reading
from bot.words.tokens import tokens_of
from ingest.embedder import Encode

Chances = Mapping[str, Mapping[str, float]]
"""For each fact the probability of each of its values; what is left to 1 is that of none."""

NONE = ""  # the class of sentences that say nothing of the fact
FITTED = Path(__file__).parent / "likely.npz"
GRAM = 0.6  # what a word weighs beside the vector, whose length is 1
MARKS = frozenset("?!,")
LONGEST = 60  # words and marks of a sentence that are read
# Left out in turn, each writer's sentences: .8 is right nine times in ten; a value that settles a side alone asks more.
SURE, SETTLING = 0.8, 0.9
HARD = frozenset(
    {("place", "home_only"), ("place", "abroad_only"), ("data", "must_stay"), ("third_party", "forbidden")}
)
# Of a reply to the question for a fact: the share of the value among all, and how likely it may be that none is said.
MEANT, SILENT = 0.8, 0.9
NOTHING = 0.002  # the chance of all values together below which a fact is not spoken of


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """The weights of one embedding model: `weights` has a row for each class, `classes` names them fact by fact.

    A row holds the bias, the vector's weights and those of `grams`, by their places.
    """

    model: str
    classes: tuple[tuple[str, str], ...]
    grams: Mapping[str, int]
    weights: NDArray[np.float32]


@cache
def fitted() -> Fitted:
    with np.load(FITTED) as data:
        classes = tuple((fact, value) for fact, value in data["classes"].tolist())
        grams = {gram: at for at, gram in enumerate(data["grams"].tolist())}
        return Fitted(str(data["model"]), classes, grams, data["weights"].astype(np.float32))


def grams_of(text: str) -> frozenset[str]:
    """Return the stems and marks of a sentence and each two that follow each other, its edges counted."""
    stems = [token.stem for token in tokens_of(text) if token.is_word or token.word in MARKS][:LONGEST]
    bounded = ["^", *stems, "$"]
    return frozenset([*bounded, *(f"{one} {other}" for one, other in pairwise(bounded))])


@lru_cache(maxsize=500)
def chances(text: str, encode: Encode, known: Fitted) -> Chances:
    """Return how likely a sentence says each value of each fact, by the weights known."""
    size = known.weights.shape[1] - len(known.grams)
    scores = known.weights[:, 0] + known.weights[:, 1:size] @ encode([text])[0]
    # In order, so that the sum is the same in every process.
    places = sorted(size + known.grams[gram] for gram in grams_of(text) if gram in known.grams)
    scores = scores + GRAM * known.weights[:, places].sum(axis=1)
    found: dict[str, dict[str, float]] = {}
    for (fact, value), score in zip(known.classes, scores.tolist(), strict=True):
        found.setdefault(fact, {})[value] = score
    return {fact: _shares(values) for fact, values in found.items()}


def read_as(fact: str, value: str, text: str, start: int, end: int) -> Reading:
    """Return the reading of a fact from a stretch of a text, of several values where "|" joins them."""
    values = value.split("|") if "|" in value else value
    return Reading(fact=fact, value=values, words=text[start:end], start=start, end=end)


def stated_in(text: str, encode: Encode, known: Fitted | None = None) -> Iterator[tuple[str, str]]:
    """The facts that a sentence says by its likeness, with their values, by the weights known; else by the stored.

    Values between which it leaves open are joined by "|".
    """
    for fact, values in chances(text, encode, known or fitted()).items():
        value = _least(values, SURE)
        if value and ((fact, value) not in HARD or values[value] >= SETTLING):
            yield fact, value


def meant(fact: str, text: str, encode: Encode) -> str | None:
    """The values that a reply to the question for a fact says, as in `stated_in`; None when it hardly says any."""
    values = chances(text, encode, fitted()).get(fact, {})  # sector and jurisdiction are names
    said = sum(values.values())
    return _least(values, MEANT * said) if values and 1 - said < SILENT else None


def says_nothing(fact: str, text: str, encode: Encode) -> bool:
    """Whether it is as good as sure that a sentence says nothing of a fact, whatever a word of it says elsewhere."""
    values = chances(text, encode, fitted()).get(fact)
    return values is not None and sum(values.values()) < NOTHING


def _least(values: Mapping[str, float], share: float) -> str | None:
    """The fewest values that have a share of all chances together, joined by "|"; None when it takes all of a fact."""
    chosen: set[str] = set()
    reached = 0.0
    for value, chance in sorted(values.items(), key=lambda item: (-item[1], item[0])):
        if reached >= share:
            break
        chosen |= {*value.split("|")}
        reached += chance
    every = {one for value in values for one in value.split("|")}
    return "|".join(sorted(chosen)) if reached >= share and chosen < every else None


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    highest = max(scores.values())
    parts = {value: math.exp(score - highest) for value, score in scores.items()}
    total = sum(parts.values())
    return {value: part / total for value, part in parts.items() if value != NONE}
