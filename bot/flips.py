"""Finds the smallest changes that lead elsewhere, exactly, by looking at every combination of changes."""

import numpy as np

from bot.rulefile import OUTCOMES
from bot.rules import RuleBook
from bot.settle import Settled, only
from bot.situation import Situation, as_given, named
from bot.truth import CONFLICT, NO_ROW, Codes, evaluate
from bot.types import Change, Flip

_UNDECIDED = NO_ROW
# The one result among bits, or undecided when there are several.
_CERTAIN = np.array([NO_ROW if (code := only(bits)) is None else code for bits in range(32)], dtype=np.int8)


def flips(situation: Situation, settled: Settled, book: RuleBook) -> list[Flip]:
    """Give all smallest changes of stated and assumed facts after which `decide` says otherwise.

    From an outcome they lead to another one or to a conflict (None); a change that only leaves the case
    open is none. From a conflict they change stated facts and end it, with the outcome or, where that is
    open, None. Facts that nobody knows are not changed: those are questions.
    """
    if settled.status == "ask":
        return []
    known = situation.stated if settled.status == "conflict" else situation.stated | situation.assumed
    cells = [
        _cells(mask, len(fact.values), name in known)
        for mask, (name, fact) in zip(situation.masks, book.facts.items(), strict=True)
    ]
    result = _results(cells, book)
    distance = np.zeros((1,) * len(cells), dtype=np.int8)
    for position, (mask, axis) in enumerate(zip(situation.masks, cells, strict=True)):
        shape = [-1 if place == position else 1 for place in range(len(cells))]
        distance = distance + (axis != mask).astype(np.int8).reshape(shape)
    other = result != CONFLICT if settled.outcome is None else (result != settled.outcome) & (result != _UNDECIDED)
    if not other.any():
        return []
    smallest = distance[other].min()
    return [
        _flip(at, cells, int(result[tuple(at)]), situation, book) for at in np.argwhere(other & (distance == smallest))
    ]


def _cells(mask: int, count: int, known: bool) -> np.ndarray:
    """Give what a fact may become: what it is now, or a value now ruled out; an open fact stays open."""
    others = [1 << value for value in range(count) if not mask >> value & 1]
    return np.array(sorted([mask, *others]) if known else [mask], dtype=np.uint8)


def _results(cells: list[np.ndarray], book: RuleBook) -> Codes:
    """Give what `decide` says in every cell: an outcome, CONFLICT, or undecided."""
    bits = book.table.gather(cells)
    certain = _CERTAIN[bits]
    single = certain != _UNDECIDED
    if single.all():
        return certain
    lean = evaluate(book.rows, cells).outcome
    possible = (bits >> lean.clip(0).astype(np.uint8)) & 1
    leaning = np.where((lean == NO_ROW) | (lean == CONFLICT) | (possible == 0), _UNDECIDED, lean)
    return np.where(single, certain, leaning).astype(np.int8)


def _flip(at: np.ndarray, cells: list[np.ndarray], result: int, situation: Situation, book: RuleBook) -> Flip:
    changes = [
        Change(
            fact=name,
            from_=as_given(named(book, position, situation.masks[position])),
            to=named(book, position, int(cells[position][index]))[0],
        )
        for position, (name, index) in enumerate(zip(book.facts, at, strict=True))
        if cells[position][index] != situation.masks[position]
    ]
    return Flip(
        change=changes[0],
        outcome=OUTCOMES[result] if result in range(len(OUTCOMES)) else None,
        also=changes[1:],
    )
