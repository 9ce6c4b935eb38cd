"""The words that speak for each value of a fact, loaded from kb/cues.yaml, and where they occur in a clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import RulesError
from bot.tokens import parts_of, stem
from kb import CUES

Phrase = tuple[str, ...]
Use = Literal["said", "denied", "alone"]
REACH = 8  # words to each side of a cue's first word in which its other words are sought
SLACK = 3  # words that say something and may stand between the words of a cue
LIGHT = frozenset(
    "a an the to of be is our my we i it its this that these very really so too and or for in on at with us any some all "
    "just quite much more as do not no will want would".split()
)


class ValueCues(BaseModel):
    """What speaks for one value.

    `said`: cues that say it. `opposite`: what they say when denied, by kind of denial where that matters. `denied`: cues
    that say it only when denied. `alone`: cues that are a clause by themselves. `answers`: bare answers to the fact's question. `modal`: "could" does not weaken it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    said: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    opposite: str | list[str] | dict[str, str | list[str] | None] | None = None
    answers: tuple[str, ...] = ()
    modal: bool = False
    alone: tuple[str, ...] = ()
    like: tuple[str, ...] = ()

    def texts(self) -> tuple[tuple[Use, tuple[str, ...]], ...]:
        return ("said", self.said), ("denied", self.denied), ("alone", self.alone)


class FactCues(BaseModel):
    """A fact's values; `yes` and `no` are what these words answer to its question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    yes: str | list[str] | None = None
    no: str | list[str] | None = None
    values: dict[str, ValueCues]


class CueFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    concepts: dict[str, tuple[str, ...]]
    masks: tuple[str, ...]
    marks: dict[str, tuple[str, ...]]
    facts: dict[str, FactCues]


@dataclass(frozen=True, slots=True)
class Cue:
    """`parts[i]` lists the phrases any of which fills place i; the places may stand in any order, close together."""

    fact: str
    value: str
    use: Use
    parts: tuple[tuple[Phrase, ...], ...]


class Match(NamedTuple):
    cue: Cue
    places: tuple[int, ...]


def phrase_of(text: str) -> Phrase:
    """The stems of a phrase written with spaces or underscores."""
    return tuple(stem(part) for word in text.replace("_", " ").split() for part in parts_of(word))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues, by the first stem of their first part, and the plain lists that clauses are judged by."""

    file: CueFile
    by_stem: dict[str, tuple[tuple[Cue, int], ...]]
    marks: dict[str, dict[str, tuple[Phrase, ...]]]
    masks: dict[str, tuple[Phrase, ...]]

    def mark_at(self, name: str, stems: Sequence[str], at: int) -> int:
        """How many tokens a phrase of the list `name` covers at this place; 0 when none does."""
        return longest(self.marks[name].get(stems[at], ()), stems, at)

    def has(self, name: str, stems: Sequence[str]) -> bool:
        return any(self.mark_at(name, stems, at) for at in range(len(stems)))

    def masked(self, stems: Sequence[str]) -> list[str]:
        """The stems with those emptied that belong to a fixed expression of another meaning ("core banking")."""
        left = list(stems)
        for at in range(len(stems)):
            size = longest(self.masks.get(stems[at], ()), stems, at)
            left[at : at + size] = [""] * size
        return left

    def find(self, stems: Sequence[str]) -> Iterator[Match]:
        for at, one in enumerate(stems):
            for cue, first in self.by_stem.get(one, ()):
                places = fill(cue, first, stems, at)
                if places:
                    yield Match(cue, places)


def longest(phrases: Sequence[Phrase], stems: Sequence[str], at: int) -> int:
    return max((len(p) for p in phrases if tuple(stems[at : at + len(p)]) == p), default=0)


def fill(cue: Cue, first: int, stems: Sequence[str], at: int) -> tuple[int, ...]:
    """The places of all words of a cue whose first part's phrase `first` starts at `at`; empty when one is missing."""
    phrase = cue.parts[0][first]
    if tuple(stems[at : at + len(phrase)]) != phrase:
        return ()
    places = list(range(at, at + len(phrase)))
    for part in cue.parts[1:]:
        spots = (
            (abs(spot - at), spot, len(option))
            for spot in range(max(0, at - REACH), min(len(stems), at + REACH + 1))
            for option in part
            if tuple(stems[spot : spot + len(option)]) == option and spot not in places
        )
        best = min(spots, default=None)
        if best is None:
            return ()
        places += range(best[1], best[1] + best[2])
    between = set(range(min(places), max(places))) - set(places)
    heavy = sum(stems[i] not in LIGHT for i in between)
    return tuple(sorted(places)) if heavy <= SLACK else ()


def parse_cue(fact: str, value: str, use: Use, text: str, concepts: dict[str, tuple[str, ...]]) -> Cue:
    """Read one cue: words and `{concepts}` in any order, `a|b` alternatives, `in_house` fixed phrases."""
    parts = []
    for place in text.split():
        words: list[str] = []
        for option in place.split("|"):
            if option.startswith("{"):
                if option[1:-1] not in concepts:
                    known = ", ".join(sorted(concepts))
                    raise RulesError(f"cues.yaml, {fact}.{value}: no concept {option} in {text!r}. Known: {known}.")
                words += concepts[option[1:-1]]
            else:
                words.append(option)
        parts.append(tuple(dict.fromkeys(phrase_of(word) for word in words)))
    return Cue(fact, value, use, tuple(parts))


def index_phrases(texts: Sequence[str]) -> dict[str, tuple[Phrase, ...]]:
    index: dict[str, list[Phrase]] = {}
    for phrase in map(phrase_of, texts):
        index.setdefault(phrase[0], []).append(phrase)
    return {key: tuple(phrases) for key, phrases in index.items()}


@cache
def load_lexicon(path: Path = CUES) -> Lexicon:
    """Read the cue file; a mistake in it raises RulesError with the file and the key."""
    try:
        file = CueFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise RulesError(f"{path.name} cannot be used: {error}. Correct the named key.") from error
    by_stem: dict[str, list[tuple[Cue, int]]] = {}
    for fact, cues in file.facts.items():
        for value, words in cues.values.items():
            check_values(path, fact, value, cues, words)
            for use, texts in words.texts():
                for text in texts:
                    cue = parse_cue(fact, value, use, text, file.concepts)
                    for first, phrase in enumerate(cue.parts[0]):
                        by_stem.setdefault(phrase[0], []).append((cue, first))
    return Lexicon(
        file,
        {key: tuple(cues) for key, cues in by_stem.items()},
        {name: index_phrases(texts) for name, texts in file.marks.items()},
        index_phrases(file.masks),
    )


def check_values(path: Path, fact: str, value: str, cues: FactCues, words: ValueCues) -> None:
    """Refuse a value named by `opposite`, `yes` or `no` that the fact does not have."""
    opposites = words.opposite.values() if isinstance(words.opposite, dict) else [words.opposite]
    for named in [*opposites, cues.yes, cues.no]:
        for one in named if isinstance(named, list) else [named]:
            if one is not None and one not in cues.values:
                raise RulesError(
                    f"{path.name}, {fact}.{value}: {one!r} is not a value of {fact}. Known: {', '.join(cues.values)}."
                )
