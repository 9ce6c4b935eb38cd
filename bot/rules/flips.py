"""Finds the smallest changes that lead elsewhere, exactly: every single change, then every two, and so on."""

from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from bot.rules.book import RuleBook
from bot.rules.rulefile import OUTCOMES
from bot.rules.settle import OPEN, Settled, results
from bot.rules.situation import Situation, as_given, named
from bot.rules.truth import CONFLICT
from bot.types import Change, Flip


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
    bits = book.table.gather(cells)
    for size in range(1, len(known) + 1):
        at = _changed(situation, cells, size)
        result = results(bits[at], np.stack([axis[index] for axis, index in zip(cells, at, strict=True)], axis=1), book)
        other = result != CONFLICT if settled.outcome is None else (result != settled.outcome) & (result != OPEN)
        if other.any():
            ends = zip(np.transpose(at)[other], result[other], strict=True)
            return [_flip(end, cells, int(code), situation, book) for end, code in ends]
    return []


def _cells(mask: int, count: int, known: bool) -> NDArray[np.uint8]:
    """Give what a fact may become: what it is now, or a value now ruled out; an open fact stays open."""
    others = [1 << value for value in range(count) if not mask >> value & 1]
    return np.array(sorted([mask, *others]) if known else [mask], dtype=np.uint8)


def _changed(situation: Situation, cells: list[NDArray[np.uint8]], size: int) -> tuple[NDArray[np.intp], ...]:
    """Give every case in which that many facts have changed, as an index for each fact."""
    now = [int(np.searchsorted(axis, mask)) for axis, mask in zip(cells, situation.masks, strict=True)]
    others = [[index for index in range(len(axis)) if index != at] for axis, at in zip(cells, now, strict=True)]
    cases = []
    for positions in combinations([position for position, left in enumerate(others) if left], size):
        for values in product(*(others[position] for position in positions)):
            case = now.copy()
            for position, value in zip(positions, values, strict=True):
                case[position] = value
            cases.append(case)
    return tuple(np.array(cases, dtype=np.intp).reshape(-1, len(cells)).T)


def _flip(at: np.ndarray, cells: list[NDArray[np.uint8]], result: int, situation: Situation, book: RuleBook) -> Flip:
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
