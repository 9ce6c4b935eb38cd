"""What kb/cues.yaml may hold, and the mistakes in it that are refused."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ingest.errors import RulesError

OTHER_LAW = "other"
"""The jurisdiction of lands that stand under none of the laws."""
Use = Literal["said", "denied", "alone", "supposed"]


class ValueCues(BaseModel):
    """What speaks for one value.

    `said`: cues that say it. `opposite`: what they say when denied, by kind of denial where it matters.
    `denied`: cues that say it only when denied, not by an `immune` kind. `alone`: cues that must fill a
    clause. `unless`: words that keep the value out of a clause. `stronger`: a value this one leaves possible.
    `answers`: bare answers to the question. `modal`: "could" leaves it be. `supposed`: cues that say it in a
    supposition only ("what if we had less money"). `firm`: a mere preference ("ideally") does not state it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    said: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    opposite: str | list[str] | dict[str, str | list[str] | None] | None = None
    immune: tuple[str, ...] = ()
    stronger: str | None = None
    unless: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    modal: bool = False
    supposed: tuple[str, ...] = ()
    firm: bool = False

    def texts(self) -> tuple[tuple[Use, tuple[str, ...]], ...]:
        return ("said", self.said), ("denied", self.denied), ("alone", self.alone), ("supposed", self.supposed)


class FactCues(BaseModel):
    """What speaks for a fact's values ("cannot|avoid" stands for either) and what "yes" and "no" answer.

    `topic`: words that name the fact itself, whatever its value ("the budget"). `near`: words that touch it, so that it
    is asked for rather than assumed when words of the person's own with one of them state nothing that can be read;
    with `asked` in a question too, as they tell what the work is ("who should read our patient letters?"). `own`: what
    customers and suppliers want or have is no value of it. `identity`: what the organisation is, which another's is
    not. `people`: its values are people, who can be too few. `weak`: what is said by calling the fact no must.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    yes: str | list[str] | None = None
    no: str | list[str] | None = None
    topic: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    asked: bool = False
    own: bool = False
    identity: bool = False
    people: bool = False
    weak: str | None = None
    values: dict[str, ValueCues]

    @property
    def names(self) -> list[str]:
        return [name for name in self.values if "|" not in name]


class CueFile(BaseModel):
    """All of the cue file; `lands` name countries, `adjectives` the country that each belongs to, `laws` the countries
    under each value of the jurisdiction but `other`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    concepts: dict[str, tuple[str, ...]]
    lands: dict[str, tuple[str, ...]]
    adjectives: dict[str, str]
    laws: dict[str, tuple[str, ...]]
    masks: tuple[str, ...]
    marks: dict[str, tuple[str, ...]]
    facts: dict[str, FactCues]

    def law_of(self, land: str) -> str:
        return next((law for law, lands in self.laws.items() if land in lands), OTHER_LAW)


def check_values(path: Path, fact: str, value: str, cues: FactCues, words: ValueCues) -> None:
    """Refuse a value named by `opposite`, `yes` or `no` that the fact does not have."""
    opposites = words.opposite.values() if isinstance(words.opposite, dict) else [words.opposite]
    for named in [*opposites, cues.yes, cues.no, cues.weak, words.stronger]:
        for one in named if isinstance(named, list) else [named]:
            if one is not None and one not in cues.names:
                known = ", ".join(cues.names)
                raise RulesError(f"{path.name}, {fact}.{value}: {one!r} is not a value of {fact}. Known: {known}.")
