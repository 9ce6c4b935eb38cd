"""Chooses the question whose answer leaves the least uncertainty about the outcome."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.rules.book import RuleBook
from bot.rules.rulefile import OUTCOMES, Fact
from bot.rules.settle import settle
from bot.rules.situation import Situation, named, take
from bot.rules.truth import CONFLICT, positions, select
from bot.types import NextQuestion

Weights = NDArray[np.float64]


def next_question(situation: Situation, book: RuleBook, skipped: Collection[str] = ()) -> NextQuestion | None:
    """Give the open fact with the lowest expected entropy over results, ties by the order of facts.

    The worlds are those of the defaults, so a fact that is assumed is not asked. Values count alike, or by
    the prior that decision.yaml states for them. Facts in `skipped` stay open and are not asked. None when nothing is
    left to ask.
    """
    names = list(book.facts)
    opened = [position for position, mask in enumerate(situation.masks) if mask & (mask - 1)]
    candidates = [position for position in opened if names[position] not in skipped]
    if not candidates:
        return None
    shares = _shares(situation, book, candidates)
    # Rounded, so that a tie is a tie whatever the order of summation.
    chosen = min(candidates, key=lambda position: (round(_entropy(shares[position]), 9), position))
    name = names[chosen]
    fact = book.facts[name]
    options = named(book, chosen, situation.masks[chosen])
    outlook = _outlook(situation, name, options, book)
    return NextQuestion(
        fact=name,
        text=fact.question if len(options) == len(fact.values) else _narrowed(fact, options),
        why=f"{fact.why} {outlook}".strip(),
        options=list(options),
    )


def _narrowed(fact: Fact, options: Sequence[str]) -> str:
    """Ask only for what an earlier answer left open."""
    return f"{fact.label}: which of these holds, {' or '.join(f'“{fact.values[option]}”' for option in options)}?"


def expected_entropy(situation: Situation, book: RuleBook) -> dict[str, float]:
    """Give, for each fact still open, the bits of uncertainty that its answer would leave on average."""
    opened = [position for position, mask in enumerate(situation.masks) if mask & (mask - 1)]
    names = list(book.facts)
    return {names[position]: _entropy(shares) for position, shares in _shares(situation, book, opened).items()}


def _shares(situation: Situation, book: RuleBook, positions: Sequence[int]) -> dict[int, Weights]:
    """Give, for each of these facts, the probability of each (value, result), one row a value still possible."""
    outcome = select(book.table.result.outcome, situation.masks)
    weights = _weights(situation, book, outcome.shape)
    found = {}
    for position in positions:
        count = outcome.shape[position]
        index = np.arange(0, count * (CONFLICT + 1), CONFLICT + 1, dtype=np.int8)
        codes = outcome + index.reshape([-1 if axis == position else 1 for axis in range(outcome.ndim)])
        sums = np.bincount(codes.ravel(), weights=weights, minlength=count * (CONFLICT + 1))
        found[position] = (sums / sums.sum()).reshape(count, CONFLICT + 1)
    return found


def _weights(situation: Situation, book: RuleBook, shape: tuple[int, ...]) -> Weights | None:
    """Give the product of the priors in every world; None when no open fact has one."""
    weights = np.ones((1,) * len(shape))
    for position, (mask, fact) in enumerate(zip(situation.masks, book.facts.values(), strict=True)):
        if fact.prior:
            prior = list(fact.prior.weights.values())
            vector = np.array([prior[value] for value in positions(mask)])
            weights = weights * vector.reshape([-1 if axis == position else 1 for axis in range(len(shape))])
    return np.broadcast_to(weights, shape).ravel() if weights.size > 1 else None


def _entropy(shares: Weights) -> float:
    """Give sum over values of p(value) * H(result | value), in bits."""
    totals = shares.sum(axis=1, keepdims=True)
    ratio = np.divide(shares, totals, out=np.ones_like(shares), where=shares > 0)
    return float(-(shares * np.log2(ratio)).sum())


def _outlook(situation: Situation, name: str, options: Sequence[str], book: RuleBook) -> str:
    """Say what the case would come to, or lean to, after each answer, where the answers differ in that.

    The defaults are those of a leaning, so the next reply says the same.
    """
    known = {fact: list(values) for fact, values in (situation.stated | situation.context).items()}
    found = [settle(take({**known, name: option}, book), book) for option in options]
    results = [(one.status == "conflict", one.outcome) for one in found]
    if len(set(results)) == 1:
        return ""
    parts = [
        f"‘{book.fact(name).values[option]}’ {_comes_to(conflict, outcome, book)}"
        for option, (conflict, outcome) in zip(options, results, strict=True)
    ]
    return f"As things stand, {', '.join(parts[:-1])}{',' if len(parts) > 2 else ''} and {parts[-1]}."


def _comes_to(conflict: bool, outcome: int | None, book: RuleBook) -> str:
    if conflict:
        return "makes a contradiction"
    return "leaves it open" if outcome is None else f"points towards ‘{book.outcome_label(OUTCOMES[outcome])}’"
