"""Settles how firmly a situation is decided: unconditional, firm, leaning, ask or conflict."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rules import RuleBook
from bot.situation import Situation
from bot.truth import CONFLICT, NO_ROW, Row
from bot.types import DecisionStatus


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
    lean = leaning(book, situation.masks)
    if lean is not None and possible >> lean & 1:
        return Settled("leaning", lean, situation.masks)
    return Settled("ask", None, situation.masks)


def only(possible: int) -> int | None:
    """Give the one result among bits, or None when there are several."""
    return possible.bit_length() - 1 if possible.bit_count() == 1 else None


def leaning(book: RuleBook, masks: Sequence[int]) -> int | None:
    """Give the outcome of the rows that are met for certain; None when no ownership row is."""
    place = first(book.rows.location, masks)
    if place == NO_ROW:
        return None
    location = book.rows.location[place].then
    owner = first(book.rows.ownership, masks, location)
    return None if owner == NO_ROW else 2 * location + book.rows.ownership[owner].then


def first(table: Sequence[Row], masks: Sequence[int], location: int | None = None) -> int:
    """Give the first row that holds whatever the open facts are, or NO_ROW."""
    return next((index for index, row in enumerate(table) if row.holds(masks, location)), NO_ROW)
