"""Reads the rule tables a second way, one world at a time and without numpy, for proofs to compare."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from bot.rules.rulefile import OUTCOMES, Rule, RuleFile
from bot.types import DecisionStatus

World = tuple[str, ...]
Possible = Mapping[str, Sequence[str]]
# Every world's outcome; None stands for a conflict.
Outcomes = Mapping[World, str | None]


def read_worlds(file: RuleFile) -> dict[World, str | None]:
    """Give the outcome of every world; its values stand in the order of the facts."""
    reader = _Reader(file)
    spaces = [fact.values for fact in file.facts.values()]
    return {world: reader.outcome(world) for world in product(*spaces)}


def results(possible: Possible, outcomes: Outcomes) -> set[str | None]:
    """Give the outcomes of all worlds in which each fact has one of its possible values."""
    return {outcomes[world] for world in product(*possible.values())}


def status(
    stated: Possible, assumed: Possible, file: RuleFile, outcomes: Outcomes
) -> tuple[DecisionStatus, str | None]:
    """Give status and outcome by the definition, world by world."""
    everything = {name: tuple(fact.values) for name, fact in file.facts.items()}
    found = results({name: stated.get(name, values) for name, values in everything.items()}, outcomes)
    if len(found) == 1:
        outcome = found.pop()
        return ("conflict" if outcome is None else "unconditional"), outcome
    taken = {name: stated.get(name, assumed.get(name, values)) for name, values in everything.items()}
    found = results(taken, outcomes)
    if len(found) == 1:
        return "firm", found.pop()
    lean = _Reader(file).certain(taken)
    return ("leaning", lean) if lean is not None and lean in found else ("ask", None)


class _Reader:
    def __init__(self, file: RuleFile) -> None:
        self._file = file
        self._facts = list(file.facts)
        self._location = sorted(file.location, key=lambda rule: rule.rank)
        self._ownership = sorted(file.ownership, key=lambda rule: rule.rank)
        self._cells = {(cell.location, cell.ownership): name for name, cell in file.outcomes.items()}
        place = {name: index for index, name in enumerate(self._facts)}
        place["location"] = len(place)
        self._met = {
            entry.id: [(place[name], frozenset(values)) for name, values in entry.when.items()]
            for entry in [*file.conflicts, *file.location, *file.ownership]
        }

    def outcome(self, world: World) -> str | None:
        """Give a world's outcome, None in a conflict; raises StopIteration on a gap."""
        if any(self._holds(conflict.id, world) for conflict in self._file.conflicts):
            return None
        location = next(rule.then for rule in self._location if self._holds(rule.id, world))
        placed = (*world, location)
        return self._cells[location, next(rule.then for rule in self._ownership if self._holds(rule.id, placed))]

    def certain(self, possible: Possible) -> str | None:
        """Give the outcome of the first rows met by every possible value; None without an ownership row."""
        location = _first(self._location, possible)
        owner = _first(self._ownership, {**possible, "location": (location,)}) if location else None
        return self._cells[location, owner] if location and owner else None

    def _holds(self, entry: str, world: World) -> bool:
        # A loop, since `all` over a generator takes three times as long, and every world is read.
        for place, values in self._met[entry]:  # noqa: SIM110
            if world[place] not in values:
                return False
        return True


def _first(rules: Iterable[Rule], possible: Possible) -> str | None:
    for rule in rules:
        if all(set(possible[name]) <= set(values) for name, values in rule.when.items()):
            return rule.then
    return None


def outcome_code(outcome: str | None) -> int:
    """Give the number that the truth table uses for an outcome."""
    return len(OUTCOMES) if outcome is None else OUTCOMES.index(outcome)
