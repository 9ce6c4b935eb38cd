"""Proves that partial inputs, statuses and flips are what reading world by world gives, on samples."""

import random
from collections.abc import Iterator, Mapping
from itertools import combinations, product

from bot.rules.book import RuleBook
from bot.rules.flips import flips
from bot.rules.oneworld import Outcomes, outcome_code, results, status
from bot.rules.rulefile import OUTCOMES, Fact
from bot.rules.settle import settle
from bot.rules.situation import take
from bot.types import Flip

Stated = dict[str, tuple[str, ...]]
# Whether it holds, the number of cases, and what was looked at.
Finding = tuple[bool, int, str]

FIXED_INPUTS = 12
OPEN_MOST = 6


def partial_inputs(book: RuleBook, outcomes: Outcomes, sets: int, seed: int) -> Finding:
    """Compare the table with brute force: up to two facts unknown in a fixed sample, and random sets."""
    chance = random.Random(seed)  # noqa: S311 (a sample, not a secret)
    cases = [*_two_unknown(book.facts, chance), *(_random_sets(book.facts, chance) for _ in range(sets))]
    wrong = 0
    for stated in cases:
        everything = {name: stated.get(name, tuple(fact.values)) for name, fact in book.facts.items()}
        expected = sum(1 << outcome_code(outcome) for outcome in results(everything, outcomes))
        wrong += book.table.possible(take(stated, book).stated_masks) != expected
    return (
        wrong == 0,
        len(cases),
        f"{len(cases) - sets:,} inputs with up to two unknown facts, {sets:,} random sets",
    )


def statuses(book: RuleBook, outcomes: Outcomes, count: int, seed: int) -> Finding:
    """Compare status and outcome with their definition; half of the inputs leave most facts unknown."""
    chance = random.Random(seed)  # noqa: S311 (a sample, not a secret)
    wrong = 0
    for index in range(count):
        stated = _random_sets(book.facts, chance) if index % 2 else _few_stated(book.facts, chance)
        situation = take(stated, book)
        settled = settle(situation, book)
        outcome = None if settled.outcome is None else OUTCOMES[settled.outcome]
        wrong += (settled.status, outcome) != status(situation.stated, situation.assumed, book.file, outcomes)
    return wrong == 0, count, "random inputs, sets of values included"


def flips_exact(book: RuleBook, outcomes: Outcomes, count: int, seed: int) -> Finding:
    """Compare the smallest changes with a search that tries one change, then two, then three."""
    chance = random.Random(seed)  # noqa: S311 (a sample, not a secret)
    wrong = tried = 0
    for index in range(count):
        stated = _complete(book.facts, chance) if index % 2 else _few_stated(book.facts, chance)
        situation = take(stated, book)
        settled = settle(situation, book)
        if settled.status != "ask":
            tried += 1
            found = {_key(flip) for flip in flips(situation, settled, book)}
            wrong += found != _smallest(stated, book, outcomes)
    return wrong == 0, tried, "random inputs, complete and partial"


def _smallest(stated: Stated, book: RuleBook, outcomes: Outcomes) -> set[tuple[frozenset[tuple[str, str]], str | None]]:
    before = _decided(stated, book, outcomes)
    known = stated if before[0] == "conflict" else stated | take(stated, book).assumed
    for size in range(1, 4):
        found = set()
        for names in combinations(known, size):
            spaces = [[v for v in book.facts[name].values if v not in known[name]] for name in names]
            for values in product(*spaces):
                after = _decided(stated | {n: (v,) for n, v in zip(names, values, strict=True)}, book, outcomes)
                if _leads_elsewhere(before, after):
                    found.add((frozenset(zip(names, values, strict=True)), after[1]))
        if found:
            return found
    return set()


def _decided(stated: Stated, book: RuleBook, outcomes: Outcomes) -> tuple[str, str | None]:
    situation = take(stated, book)
    return status(situation.stated, situation.assumed, book.file, outcomes)


def _leads_elsewhere(before: tuple[str, str | None], after: tuple[str, str | None]) -> bool:
    if before[0] == "conflict":
        return after[0] != "conflict"
    return after[1] != before[1] and after[0] != "ask"


def _key(flip: Flip) -> tuple[frozenset[tuple[str, str]], str | None]:
    return frozenset((change.fact, change.to) for change in (flip.change, *flip.also)), flip.outcome


def _complete(facts: Mapping[str, Fact], chance: random.Random) -> Stated:
    return {name: (chance.choice(list(fact.values)),) for name, fact in facts.items()}


def _two_unknown(facts: Mapping[str, Fact], chance: random.Random) -> Iterator[Stated]:
    for _ in range(FIXED_INPUTS):
        world = _complete(facts, chance)
        for size in range(3):
            for unknown in combinations(facts, size):
                yield {name: values for name, values in world.items() if name not in unknown}


def _random_sets(facts: Mapping[str, Fact], chance: random.Random) -> Stated:
    """State most facts; up to OPEN_MOST are unknown or have two values still possible."""
    stated = _complete(facts, chance)
    for name in chance.sample(list(facts), chance.randint(0, OPEN_MOST)):
        values = list(facts[name].values)
        if chance.random() < 0.5:
            del stated[name]
        else:
            kept = set(chance.sample(values, 2))
            stated[name] = tuple(value for value in values if value in kept)
    return stated


def _few_stated(facts: Mapping[str, Fact], chance: random.Random) -> Stated:
    world = _complete(facts, chance)
    named = set(chance.sample(list(facts), chance.randint(3, 8)))
    return {name: values for name, values in world.items() if name in named}
