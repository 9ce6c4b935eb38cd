"""The truth table: the two ranked tables evaluated at once over every combination of values, with numpy.

A combination is described by `Axes`: for each fact, in order, a vector of cells, each cell a bit mask of the
values still possible there (bit v is value v). A vector of single bits spans all worlds of a fact; a vector
of length one holds a fact fixed, or open. A condition holds in a cell when every possible value meets it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Axes: TypeAlias = Sequence[NDArray[np.uint8]]
Codes: TypeAlias = NDArray[np.int8]
Flags: TypeAlias = NDArray[np.bool_]
Number = TypeVar("Number", np.int8, np.uint8)

HOME, ABROAD = 0, 1
OWN, THIRD = 0, 1
NO_ROW = -1
# Outcomes are numbered by their cell, 2 * location + ownership; a conflict is a fifth result.
CONFLICT = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A rule in numbers: `masks` pairs a fact's position with the values that meet it, `at` is a location."""

    then: int
    masks: tuple[tuple[int, int], ...]
    at: int | None = None

    def holds(self, possible: Sequence[int], location: int | None = None) -> bool:
        """Whether it is met whatever the open facts are; `possible` is one mask a fact."""
        if self.at is not None and self.at != location:
            return False
        return all(possible[position] & ~mask == 0 for position, mask in self.masks)


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that decides, each table in the order of its ranks."""

    cards: tuple[int, ...]
    conflicts: tuple[Row, ...]
    location: tuple[Row, ...]
    ownership: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Arrays over the axes: the outcome's code or CONFLICT or NO_ROW, and the deciding row of each table."""

    outcome: Codes
    location_row: Codes
    ownership_row: Codes


def worlds(cards: Sequence[int]) -> list[NDArray[np.uint8]]:
    """Give the axes that span every combination of single values."""
    return [np.left_shift(1, np.arange(card)).astype(np.uint8) for card in cards]


def holding(row: Row, axes: Axes) -> Flags:
    """Where a row's conditions on facts hold; broadcasts against the full shape."""
    flags = np.ones((1,) * len(axes), dtype=bool)
    for position, mask in row.masks:
        meets = (axes[position] & np.uint8(~mask & 0xFF)) == 0
        flags = flags & meets.reshape([-1 if axis == position else 1 for axis in range(len(axes))])
    return flags


def evaluate(rows: Rows, axes: Axes) -> Result:
    """Read both tables by rank in every cell at once."""
    shape = tuple(len(axis) for axis in axes)
    conflict = np.zeros(shape, dtype=bool)
    for row in rows.conflicts:
        conflict |= holding(row, axes)
    location_row = _first(rows.location, axes, shape, None)
    location = _thens(rows.location)[location_row]
    ownership_row = _first(rows.ownership, axes, shape, location)
    outcome = 2 * location + _thens(rows.ownership)[ownership_row]
    outcome[(location_row == NO_ROW) | (ownership_row == NO_ROW)] = NO_ROW
    outcome[conflict] = CONFLICT
    return Result(outcome.astype(np.int8), location_row, ownership_row)


def locations(rows: Rows, result: Result) -> Codes:
    """Give the location in every cell of a result."""
    return _thens(rows.location)[result.location_row]


def _thens(table: Sequence[Row]) -> Codes:
    """Where each row leads; one more place at the end, so that NO_ROW (-1) may index it."""
    return np.array([*(row.then for row in table), 0], dtype=np.int8)


def _first(table: Sequence[Row], axes: Axes, shape: tuple[int, ...], location: Codes | None) -> Codes:
    found = np.full(shape, NO_ROW, dtype=np.int8)
    # From the last rank to the first, so that the lowest rank is written last.
    for index in reversed(range(len(table))):
        row = table[index]
        flags = holding(row, axes)
        if row.at is not None and location is not None:
            flags = flags & (location == row.at)
        np.copyto(found, np.int8(index), where=flags)
    return found


@dataclass(frozen=True, slots=True)
class TruthTable:
    """Every world's result, and the same outcomes as bits, so that a set of worlds is one `or`."""

    result: Result
    bits: NDArray[np.uint8]

    @classmethod
    def of(cls, rows: Rows) -> "TruthTable":
        result = evaluate(rows, worlds(rows.cards))
        return cls(result, np.left_shift(1, result.outcome.clip(0)).astype(np.uint8))

    def possible(self, masks: Sequence[int]) -> int:
        """Give the results that the worlds in `masks` can have, as bits."""
        return int(np.bitwise_or.reduce(select(self.bits, masks), axis=None))

    def gather(self, cells_of: Sequence[NDArray[np.uint8]]) -> NDArray[np.uint8]:
        """Give, for every combination of one mask of each fact, the results of the worlds in it, as bits."""
        table = fold(self.bits, {at: int(cells[0]) for at, cells in enumerate(cells_of) if len(cells) == 1})
        for position, (cells, card) in enumerate(zip(cells_of, self.bits.shape, strict=True)):
            if len(cells) > 1 and cells.tolist() != [1 << value for value in range(card)]:
                table = np.concatenate([fold(table, {position: int(cell)}) for cell in cells], axis=position)
        return table


def fold(bits: NDArray[np.uint8], masks: Mapping[int, int]) -> NDArray[np.uint8]:
    """Reduce each axis in `masks` to length one: the `or` over the values that its mask names."""
    for position, mask in masks.items():
        before = (slice(None),) * position
        bits = reduce(np.bitwise_or, (bits[(*before, slice(value, value + 1))] for value in positions(mask)))
    return bits


def select(table: NDArray[Number], masks: Sequence[int]) -> NDArray[Number]:
    """Cut the worlds in `masks` out of a table; the result keeps one axis a fact."""
    for position, mask in enumerate(masks):
        if (mask + 1) >> table.shape[position]:
            continue  # every value is in the mask
        values = positions(mask)
        runs = values[-1] - values[0] + 1 == len(values)
        part = slice(values[0], values[-1] + 1) if runs else values
        table = table[(slice(None),) * position + (part,)]
    return table


def positions(mask: int) -> list[int]:
    """Give the values in a mask, in order."""
    return [value for value in range(mask.bit_length()) if mask >> value & 1]
