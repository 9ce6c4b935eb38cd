"""Says how the outcome hangs on each fact, exactly: under every value, the others held as they are."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.rulefile import OUTCOMES
from bot.rules import RuleBook
from bot.settle import Settled, leaning, only
from bot.situation import Situation
from bot.truth import CONFLICT, select
from bot.types import DecisionStatus, Sensitivity, ValueOutcome

Bits = NDArray[np.uint8]


def sensitivity(situation: Situation, assumed: Mapping[str, tuple[str, ...]], book: RuleBook) -> list[Sensitivity]:
    """Give, for every fact of the tables, what `decide` would say at each of its values.

    The facts that choose conditions of law are not among them: they move no table.
    """
    now = situation.stated | dict(assumed)
    stated = marginals(book.table.bits, situation.stated_masks)
    taken = marginals(book.table.bits, situation.masks)
    return [
        Sensitivity(
            fact=name,
            values=[
                _value(value, index, position, (stated[position], taken[position]), situation, book, now.get(name, ()))
                for index, value in enumerate(fact.values)
            ],
        )
        for position, (name, fact) in enumerate(book.facts.items())
    ]


def no_difference(settled: Settled, book: RuleBook) -> list[str]:
    """Give the facts whose value cannot matter: with any others still possible, every value gives the same result."""
    names = list(book.facts)
    if only(book.table.possible(settled.masks)) is not None:
        found = marginals(book.table.bits, settled.masks)
        return [
            name for name, bits in zip(names, found, strict=True) if only(int(np.bitwise_or.reduce(bits))) is not None
        ]
    return [name for position, name in enumerate(names) if _flat(settled.masks, position, book)]


def _flat(masks: Sequence[int], position: int, book: RuleBook) -> bool:
    """Whether the results do not change along a fact, in each world of the others that is still possible."""
    table = book.table.result.outcome
    opened = [(1 << table.shape[at]) - 1 if at == position else mask for at, mask in enumerate(masks)]
    along = np.moveaxis(select(table, opened), position, 0)
    return bool((along == along[:1]).all())


def _value(
    value: str,
    index: int,
    position: int,
    possible: tuple[Bits, Bits],
    situation: Situation,
    book: RuleBook,
    now: Sequence[str],
) -> ValueOutcome:
    """Settle one value as `settle` would, from the results that stated and assumed facts leave possible."""
    status, code = _settled(int(possible[0][index]), int(possible[1][index]))
    if status == "ask":
        masks = [1 << index if at == position else mask for at, mask in enumerate(situation.masks)]
        lean = leaning(book, masks)
        if lean is not None and int(possible[1][index]) >> lean & 1:
            status, code = "leaning", lean
    outcome = None if code is None or code == CONFLICT else OUTCOMES[code]
    return ValueOutcome(value=value, status=status, outcome=outcome, now=value in now)


def _settled(stated: int, taken: int) -> tuple[DecisionStatus, int | None]:
    certain, firm = only(stated), only(taken)
    if certain is not None:
        return ("conflict" if certain == CONFLICT else "unconditional"), certain
    return ("ask", None) if firm is None else ("firm", firm)


def marginals(table: Bits, masks: Sequence[int]) -> list[Bits]:
    """Give, for each axis, the `or` at every value of it over the worlds in `masks` along the other axes.

    Halving the axes looks at the whole table twice instead of once for each axis.
    """
    found: dict[int, Bits] = {}
    _halve(table, list(range(len(masks))), masks, found)
    return [found[axis] for axis in range(len(masks))]


def _halve(table: Bits, axes: list[int], masks: Sequence[int], found: dict[int, Bits]) -> None:
    """`table` still spans `axes` in full; every other axis is reduced to length one."""
    if len(axes) == 1:
        found[axes[0]] = table.ravel()
        return
    middle = len(axes) // 2
    for kept, reduced in ((axes[:middle], axes[middle:]), (axes[middle:], axes[:middle])):
        everything = [(1 << table.shape[at]) - 1 for at in range(table.ndim)]
        cut = select(table, [masks[at] if at in reduced else full for at, full in enumerate(everything)])
        _halve(np.bitwise_or.reduce(cut, axis=tuple(reduced), keepdims=True), kept, masks, found)
