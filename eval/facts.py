"""How well facts are read from words: precision and recall per fact, and what the readings do to
recommendations."""

import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.facts import read_facts
from bot.service.advice import Adviser
from bot.types import Reading

SITUATIONS = Path(__file__).parent / "data" / "situations.jsonl"
Value = str | list[str]
RECOMMENDING = ("unconditional", "firm")
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


def joined(value: Value) -> str:
    """Return the values left possible as one name, whatever their order."""
    return value if isinstance(value, str) else "|".join(sorted(value))


def same(read: Value | None, label: Value | None) -> bool:
    """Sets compare without order."""
    return joined(read or []) == joined(label or [])


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


@dataclass(frozen=True, slots=True)
class Advice:
    """What the readings do to recommendations, against the same rules on the labelled facts.

    `given` counts firm and unconditional ones from the readings. One is `wrong` when its outcome is
    not the one a person named, or not the firm or unconditional one on the labels; it is `early` when labels
    alone would still ask, lean or conflict.
    """

    situations: int
    same_outcome: int
    given: int
    wrong: tuple[str, ...]
    early: tuple[str, ...]

    @property
    def accuracy(self) -> float:
        return self.same_outcome / self.situations if self.situations else 1.0


def told_at_length(situations: Sequence[Situation], count: int = 500, texts: int = 6, seed: int = 7) -> list[Situation]:
    """Situations that state many facts: `texts` texts that label different facts, in seeded order."""
    chance = random.Random(seed)
    stating = [situation for situation in situations if situation.facts]
    joined = []
    for number in range(count):
        facts: dict[str, Value] = {}
        parts: list[str] = []
        for one in chance.sample(stating, len(stating)):
            if len(parts) < texts and not facts.keys() & one.facts.keys():
                facts.update(one.facts)
                parts.append(one.text)
        joined.append(Situation(f"long-{number:03d}", "many", "joined", "\n".join(parts), facts, None))
    return joined


def advise(situations: Sequence[Situation], adviser: Adviser) -> Advice:
    """Decide each situation twice, on its labels and on its readings, and compare."""
    same_outcome, given = 0, 0
    wrong: list[str] = []
    early: list[str] = []
    for situation in situations:
        labelled = adviser.facts(situation.facts)
        got = adviser.text(situation.text)
        same_outcome += got.outcome == labelled.outcome
        if got.status not in RECOMMENDING:
            continue
        given += 1
        if situation.outcome not in (None, got.outcome):
            wrong.append(situation.id)
        elif labelled.status not in RECOMMENDING:
            early.append(situation.id)
        elif labelled.outcome != got.outcome:
            wrong.append(situation.id)
    return Advice(len(situations), same_outcome, given, tuple(wrong), tuple(early))


def main() -> None:
    situations = load_situations()
    for split in ("tune", "report"):
        chosen = [situation for situation in situations if situation.split == split]
        scores = score(chosen)
        personas = len({situation.persona for situation in chosen})
        print(f"{split}: {len(chosen)} situations of {personas} people")
        print(f"  {'fact':14}{'precision':>10}{'recall':>8}{'right':>7}{'wrong':>7}{'missed':>8}")
        for fact, one in [*scores.items(), ("all", total(scores))]:
            print(f"  {fact:14}{one.precision:10.3f}{one.recall:8.3f}{one.right:7}{one.wrong:7}{one.missed:8}")
        for name, told in (("as told", chosen), ("joined to long texts", told_at_length(chosen))):
            report(name, advise(told, Adviser.load()))


def report(name: str, advice: Advice) -> None:
    share = f"{advice.same_outcome} of {advice.situations} ({advice.accuracy:.3f})"
    print(f"  {name}: same outcome as on the labels {share}; firm or unconditional {advice.given},")
    print(f"    of these wrong {len(advice.wrong)}, too early {len(advice.early)} {' '.join(advice.early[:8])}")


if __name__ == "__main__":
    main()
