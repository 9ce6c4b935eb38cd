"""Says how the outcome hangs on each fact, exactly: under every value, the others held as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.rulefile import OUTCOMES
from bot.rules import RuleBook
from bot.settle import Settled, leaning, only
from bot.situation import Situation
from bot.truth import CONFLICT, select
from bot.types import DecisionStatus, Sensitivity, ValueOutcome

Bits = NDArray[np.uint8]
_FULL = (255,) * 64
"""Masks of axes that are not cut; no fact has more than eight values."""


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
    return [
        Sensitivity(
            fact=name,
            values=[
                _value(value, index, position, margins, situation, book, now.get(name, ()))
                for index, value in enumerate(fact.values)
            ],
        )
        for position, (name, fact) in enumerate(book.facts.items())
    ]


def no_difference(settled: Settled, situation: Situation, margins: Margins, book: RuleBook) -> list[str]:
    """Give the facts whose value cannot matter: with any others still possible, every value gives the same result."""
    names = list(book.facts)
    if settled.status in ("unconditional", "firm", "conflict"):
        found = margins.stated if settled.masks == situation.stated_masks else margins.taken
        return [name for name, bits in zip(names, found, strict=True) if len({*bits.tolist()}) == 1]
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
    margins: Margins,
    situation: Situation,
    book: RuleBook,
    now: Sequence[str],
) -> ValueOutcome:
    """Settle one value as `settle` would, from the results that stated and assumed facts leave possible."""
    stated, taken = int(margins.stated[position][index]), int(margins.taken[position][index])
    status, code = _settled(stated, taken)
    if status == "ask":
        masks = [1 << index if at == position else mask for at, mask in enumerate(situation.masks)]
        lean = leaning(book, masks)
        if lean is not None and taken >> lean & 1:
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
        # The reduced axes are consecutive; the full mask of an axis cuts nothing off.
        first, last = reduced[0], reduced[-1]
        cut = select(table, [*_FULL[:first], *masks[first : last + 1]])
        _halve(np.bitwise_or.reduce(cut, axis=tuple(reduced), keepdims=True), kept, masks, found)
