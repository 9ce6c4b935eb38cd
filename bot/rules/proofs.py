"""Proves the properties of the decision rules over every input, as `shorewise rules check` reports them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.rules.book import RuleBook, build
from bot.rules.oneworld import Outcomes, outcome_code, read_worlds
from bot.rules.partialproofs import flips_exact, partial_inputs, statuses
from bot.rules.rulefile import AXES, OUTCOMES, Axis, RuleFile
from bot.rules.tablelint import holds_everywhere
from bot.rules.truth import CONFLICT, NO_ROW, Codes, Flags, locations

SEED = 20_261_125
SHUFFLES = 4


@dataclass(frozen=True, slots=True)
class Proof:
    """One property: whether it holds, in how many cases it was looked at, and what was seen."""

    name: str
    ok: bool
    count: int
    detail: str


def check(book: RuleBook, sets: int = 10_000) -> list[Proof]:
    """Check every property; `sets` is the number of random partial inputs, statuses and flips take fewer."""
    outcomes = read_worlds(book.file)
    return [
        *table_proofs(book),
        deterministic(book, outcomes),
        Proof("partial answers equal brute force", *partial_inputs(book, outcomes, sets, SEED)),
        Proof("statuses equal their definition", *statuses(book, outcomes, sets // 20, SEED)),
        Proof("smallest flips are exact", *flips_exact(book, outcomes, sets // 100, SEED)),
    ]


def table_proofs(book: RuleBook) -> list[Proof]:
    """Check what the truth table alone shows."""
    return [
        _total(book),
        _order(book),
        _reachable(book),
        _overlaps(book),
        _hard(book),
        _monotone(book, "location"),
        _monotone(book, "ownership"),
        _cross_axis(book),
        _conflicts(book),
    ]


def _free(book: RuleBook) -> Flags:
    return np.asarray(book.table.result.outcome != CONFLICT)


def _total(book: RuleBook) -> Proof:
    count = int(_free(book).sum())
    gaps = int((book.table.result.outcome == NO_ROW).sum())
    return Proof("total", gaps == 0, count, f"every input without a conflict meets a rule; {gaps} gaps")


def deterministic(book: RuleBook, outcomes: Outcomes) -> Proof:
    """Compare the table with a second reading, one world at a time."""
    codes = np.array([outcome_code(outcome) for outcome in outcomes.values()])
    same = codes == book.table.result.outcome.ravel()
    return Proof("deterministic", bool(same.all()), same.size, "read twice, in two ways, with the same result")


def _order(book: RuleBook) -> Proof:
    chance = random.Random(SEED)  # noqa: S311 (a sample, not a secret)
    same = 0
    for _ in range(SHUFFLES):
        names = chance.sample(list(book.facts), len(book.facts))
        shuffled = build(_shuffled(book.file, names, chance), "shuffled")
        back = np.transpose(shuffled.table.result.outcome, [names.index(name) for name in book.facts])
        same += bool((back == book.table.result.outcome).all())
    inputs = SHUFFLES * book.table.result.outcome.size
    return Proof("independent of order", same == SHUFFLES, inputs, f"{SHUFFLES} random orders of facts and rules")


def _shuffled(file: RuleFile, names: list[str], chance: random.Random) -> RuleFile:
    mixed = {
        table: chance.sample(getattr(file, table), len(getattr(file, table)))
        for table in ("conflicts", "location", "ownership", "refinements")
    }
    return file.model_copy(update={**mixed, "facts": {name: file.facts[name] for name in names}})


def _reachable(book: RuleBook) -> Proof:
    result, free = book.table.result, _free(book)
    rows = len(np.unique(result.location_row[free])) + len(np.unique(result.ownership_row[free]))
    every = len(book.rows.location) + len(book.rows.ownership)
    found = len(np.unique(result.outcome[free]))
    ok = rows == every and found == len(OUTCOMES)
    return Proof(
        "reachable",
        ok,
        rows + found,
        f"{rows} of {every} rules decide some input, {found} of 4 outcomes occur",
    )


def _tables(book: RuleBook) -> Iterator[tuple[NDArray[np.bool_], Codes, Codes]]:
    """Yield for each axis where every rule holds (rules first), where each leads, and the deciding row."""
    result = book.table.result
    for rows, deciding in (
        (book.rows.location, result.location_row),
        (book.rows.ownership, result.ownership_row),
    ):
        holds = np.stack([holds_everywhere(row, book.rows, book.table) for row in rows])
        yield holds, np.array([row.then for row in rows], dtype=np.int8), deciding


def _overlaps(book: RuleBook) -> Proof:
    free, count, ok = _free(book), 0, True
    for holds, thens, deciding in _tables(book):
        count += int((holds[thens == 0].any(axis=0) & holds[thens == 1].any(axis=0) & free).sum())
        ok &= bool((holds.argmax(axis=0) == deciding)[free].all())
    return Proof("overlaps settled by rank", ok, count, "where rules disagree, the one with the lowest rank decides")


def _hard(book: RuleBook) -> Proof:
    free, count, broken = _free(book), 0, 0
    for rules, (holds, thens, deciding) in zip((book.file.location, book.file.ownership), _tables(book), strict=True):
        for index, rule in enumerate(rules):
            if rule.hard:
                met = holds[index] & free
                count += int(met.sum())
                broken += int((thens[deciding][met] != thens[index]).sum())
    return Proof("hard rules never broken", broken == 0, count, f"{broken} broken")


def _sides(book: RuleBook, axis: Axis) -> Codes:
    """Give the side of an axis in every world; it means nothing in a conflict."""
    outcome = book.table.result.outcome
    return locations(book.rows, book.table.result) if axis == "location" else (outcome % 2).astype(np.int8)


def _steps(book: RuleBook, axis: Axis, same_location: bool) -> Iterator[tuple[str, int, int]]:
    """Yield for each fact its neighbour pairs without a conflict, and how many move the axis wrongly.

    A pair differs in one fact by one step to the right. It may move the axis only the way the fact pushes it.
    """
    side, place, free = _sides(book, axis), _sides(book, "location"), _free(book)
    for position, (name, fact) in enumerate(book.facts.items()):
        left = (slice(None),) * position + (slice(None, -1),)
        right = (slice(None),) * position + (slice(1, None),)
        pairs = free[left] & free[right] & ((place[left] == place[right]) == same_location)
        moved = side[right] - side[left]
        pushed = fact.pushes.get(axis)
        allowed = 0 if pushed is None else 1 if AXES[axis].index(pushed) else -1
        yield name, int(pairs.sum()), int((pairs & (moved != 0) & (moved != allowed)).sum())


def _monotone(book: RuleBook, axis: Axis) -> Proof:
    steps = list(_steps(book, axis, same_location=True))
    if axis == "location":
        steps += _steps(book, axis, same_location=False)
    pairs, wrong = sum(step[1] for step in steps), sum(step[2] for step in steps)
    name = "location monotone" if axis == "location" else "ownership monotone at a fixed location"
    return Proof(name, wrong == 0, pairs, f"neighbouring inputs; {wrong} move against what the fact pushes")


def _cross_axis(book: RuleBook) -> Proof:
    """Count the pairs in which ownership moves against the fact's push because the location moved too."""
    found = {name: wrong for name, _, wrong in _steps(book, "ownership", same_location=False) if wrong}
    counts = ", ".join(f"{name} {wrong}" for name, wrong in found.items())
    ok = set(found) == set(book.file.cross_axis)
    declared = "as declared" if ok else f"declared: {', '.join(book.file.cross_axis)}"
    return Proof("cross-axis effect declared", ok, sum(found.values()), f"{counts}; {declared}")


def _conflicts(book: RuleBook) -> Proof:
    """Compare the declared conflicts with the inputs in which hard rules of one axis pull apart."""
    hard = np.zeros(book.table.result.outcome.shape, dtype=bool)
    for rules, (holds, thens, _) in zip((book.file.location, book.file.ownership), _tables(book), strict=True):
        firm = np.array([rule.hard for rule in rules])
        hard |= holds[firm & (thens == 0)].any(axis=0) & holds[firm & (thens == 1)].any(axis=0)
    declared = book.table.result.outcome == CONFLICT
    detail = f"of {declared.size:,} inputs, exactly those in which hard rules collide"
    return Proof("conflicts complete", bool((hard == declared).all()), int(declared.sum()), detail)
