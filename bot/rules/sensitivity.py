"""Says how the outcome hangs on each fact, exactly: under every value, the others held as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.rules.book import RuleBook
from bot.rules.rulefile import OUTCOMES
from bot.rules.settle import OPEN, Settled, only, results
from bot.rules.situation import Situation
from bot.rules.truth import CONFLICT, select
from bot.types import DecisionStatus, Sensitivity, ValueOutcome

Bits = NDArray[np.uint8]
_ALL = 255
"""The mask of an axis that is not cut; no fact has more than eight values."""


@dataclass(frozen=True, slots=True)
class Margins:
    """The results that remain possible at every value of every fact: as stated, and with the defaults assumed."""

    stated: list[Bits]
    taken: list[Bits]

    @classmethod
    def of(cls, situation: Situation, book: RuleBook) -> "Margins":
        stated = marginals(book.table.bits, situation.stated_masks)
        same = situation.masks == situation.stated_masks
        return cls(stated, stated if same else marginals(book.table.bits, situation.masks))


def sensitivity(
    situation: Situation, assumed: Mapping[str, tuple[str, ...]], margins: Margins, book: RuleBook
) -> list[Sensitivity]:
    """Give, for every fact of the tables, what `decide` would say at each of its values.

    The facts that choose conditions of law are not among them: they move no table.
    """
    now = situation.stated | dict(assumed)
    stated, taken = (np.concatenate(bits) for bits in (margins.stated, margins.taken))
    cases = [
        [1 << index if at == position else mask for at, mask in enumerate(situation.masks)]
        for position, fact in enumerate(book.facts.values())
        for index in range(len(fact.values))
    ]
    ends = iter(
        zip(stated.tolist(), taken.tolist(), results(taken, np.array(cases, dtype=np.uint8), book), strict=True)
    )
    return [
        Sensitivity(
            fact=name,
            values=[_value(value, value in now.get(name, ()), *next(ends)) for value in fact.values],
        )
        for name, fact in book.facts.items()
    ]


def no_difference(settled: Settled, situation: Situation, margins: Margins, book: RuleBook) -> list[str]:
    """Give the facts whose value cannot matter: with any others still possible, every value gives the same result."""
    names = list(book.facts)
    if settled.status in ("unconditional", "firm", "conflict"):
        found = margins.stated if settled.masks == situation.stated_masks else margins.taken
        return [name for name, bits in zip(names, found, strict=True) if len({*bits.tolist()}) == 1]
    return [
        name
        for position, (name, bits) in enumerate(zip(names, margins.taken, strict=True))
        if len({*bits.tolist()}) == 1 and _flat(settled.masks, position, book)
    ]


def _flat(masks: Sequence[int], position: int, book: RuleBook) -> bool:
    """Whether the results do not change along a fact, in each world of the others that is still possible."""
    table = book.table.result.outcome
    opened = [(1 << table.shape[at]) - 1 if at == position else mask for at, mask in enumerate(masks)]
    along = np.moveaxis(select(table, opened), position, 0)
    return bool((along == along[:1]).all())


def _value(value: str, now: bool, stated: int, taken: int, result: int) -> ValueOutcome:
    """Settle one value as `settle` would, from the results that stated and assumed facts leave possible."""
    status = _status(stated, taken, int(result))
    outcome = None if result in (OPEN, CONFLICT) else OUTCOMES[result]
    return ValueOutcome(value=value, status=status, outcome=outcome, now=now)


def _status(stated: int, taken: int, result: int) -> DecisionStatus:
    if only(stated) is not None:
        return "conflict" if result == CONFLICT else "unconditional"
    if only(taken) is not None:
        return "firm"
    return "ask" if result == OPEN else "leaning"


def marginals(table: Bits, masks: Sequence[int]) -> list[Bits]:
    """Give, for each axis, the `or` at every value of it over the worlds in `masks` along the other axes.

    Halving the axes looks at the whole table twice instead of once for each axis.
    """
    if len(masks) == 1:
        return [table]
    middle = len(masks) // 2
    first, last = masks[:middle], masks[middle:]
    left = select(table, [*[_ALL] * middle, *last])
    right = select(table, first)
    return [
        *marginals(np.bitwise_or.reduce(left, axis=tuple(range(middle, len(masks)))), first),
        *marginals(np.bitwise_or.reduce(right, axis=tuple(range(middle))), last),
    ]
