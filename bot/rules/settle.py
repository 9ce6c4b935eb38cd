"""Settles how firmly a situation is decided: unconditional, firm, leaning, ask or conflict."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.rules.book import RuleBook
from bot.rules.situation import Situation
from bot.rules.truth import ABROAD, CONFLICT, HOME, NO_ROW, Codes, Row
from bot.types import DecisionStatus

Bits = NDArray[np.uint8]

OPEN = NO_ROW
"""The result of a case that is not decided."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A status with its outcome's code, and `masks`, the possible values it rests on."""

    status: DecisionStatus
    outcome: int | None
    masks: tuple[int, ...]


def settle(situation: Situation, book: RuleBook) -> Settled:
    """Test the status from the strictest to the weakest.

    A conflict stands when no world without one is left, whatever is assumed. A leaning needs more than met
    rows: some world must really come out there.
    """
    certain = only(book.table.possible(situation.stated_masks))
    if certain is not None:
        status: DecisionStatus = "conflict" if certain == CONFLICT else "unconditional"
        return Settled(status, None if certain == CONFLICT else certain, situation.stated_masks)
    possible = book.table.possible(situation.masks)
    assumed = only(possible)
    if assumed is not None:
        return Settled("firm", assumed, situation.masks)
    cases = np.array([situation.masks], dtype=np.uint8)
    (lean,) = results(np.array([possible], dtype=np.uint8), cases, book).tolist()
    return Settled("ask", None, situation.masks) if lean == OPEN else Settled("leaning", lean, situation.masks)


def only(possible: int) -> int | None:
    """Give the one result among bits, or None when there are several."""
    return possible.bit_length() - 1 if possible.bit_count() == 1 else None


_CERTAIN = np.array([OPEN if (code := only(bits)) is None else code for bits in range(32)], dtype=np.int8)


def results(bits: Bits, cases: Bits, book: RuleBook) -> Codes:
    """Settle many cases at once, each with its defaults taken: an outcome, CONFLICT or OPEN.

    `bits` are the results that the worlds of each case can have. Where they are several, it is the one that the
    case leans to: that of the rows met for certain, if some world really comes out there.
    """
    certain = _CERTAIN[bits]
    if (certain != OPEN).all():
        return certain
    lean = leanings(cases, book)
    return np.where((certain == OPEN) & (lean != OPEN) & (bits >> lean.clip(0) & 1 == 1), lean, certain)


def leanings(cases: Bits, book: RuleBook) -> Codes:
    """Give for each case, one mask a fact, the outcome of the first rows that hold whatever its open facts are.

    OPEN when one of the tables has none.
    """
    place, placed = _first(book.rows.location, cases)
    owner, owned = _first(book.rows.ownership, cases, place)
    return np.where(placed & owned, 2 * place + owner, OPEN).astype(np.int8)


def _first(table: tuple[Row, ...], cases: Bits, location: Codes | None = None) -> tuple[Codes, NDArray[np.bool_]]:
    """Give for each case where its first row leads, and whether it has one."""
    holds = np.all(cases[:, None, :] & _ruled_out(table, cases.shape[1]) == 0, axis=2)
    if location is not None:
        holds &= np.array([[row.at in (None, side) for row in table] for side in (HOME, ABROAD)])[location]
    leads = np.array([row.then for row in table], dtype=np.int8)
    return leads[holds.argmax(axis=1)], np.any(holds, axis=1)


@cache
def _ruled_out(table: tuple[Row, ...], facts: int) -> Bits:
    """Give for each row and fact the values with which the row does not hold, as a mask."""
    found = np.zeros((len(table), facts), dtype=np.uint8)
    for index, row in enumerate(table):
        for position, mask in row.masks:
            found[index, position] = ~mask & 0xFF
    return found
