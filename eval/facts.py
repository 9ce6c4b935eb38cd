"""How well facts are read from words: precision and recall per fact, and what the readings do to recommendations."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.facts import read_facts
from bot.types import Reading

SITUATIONS = Path(__file__).parent / "data" / "situations.jsonl"
Value = str | list[str]
Read = Callable[[str], Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class Situation:
    id: str
    persona: str
    split: str
    text: str
    facts: dict[str, Value]
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one fact: readings equal to the label, readings that are not, labels without a reading."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def load_situations(path: Path = SITUATIONS) -> list[Situation]:
    with path.open(encoding="utf-8") as lines:
        return [Situation(**json.loads(line)) for line in lines]


def same(read: Value | None, label: Value | None) -> bool:
    """Sets compare without order."""
    return sorted([read] if isinstance(read, str) else read or []) == sorted(
        [label] if isinstance(label, str) else label or []
    )


def score(situations: Sequence[Situation], read: Read = read_facts) -> dict[str, Score]:
    """Scores by fact; a reading with another value than the label counts as wrong and as missed."""
    counts: Counter[tuple[str, str]] = Counter()
    for situation in situations:
        readings = {reading.fact: reading.value for reading in read(situation.text)}
        for fact in {*readings, *situation.facts}:
            right = same(readings.get(fact), situation.facts.get(fact))
            counts[fact, "right"] += right
            counts[fact, "wrong"] += fact in readings and not right
            counts[fact, "missed"] += fact in situation.facts and not right
    return {
        fact: Score(counts[fact, "right"], counts[fact, "wrong"], counts[fact, "missed"])
        for fact in sorted({fact for fact, _ in counts})
    }


def total(scores: dict[str, Score]) -> Score:
    parts = scores.values()
    return Score(sum(s.right for s in parts), sum(s.wrong for s in parts), sum(s.missed for s in parts))
