"""Chooses the question whose answer leaves the least uncertainty about the outcome."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.rulefile import OUTCOMES, Fact
from bot.rules import RuleBook
from bot.situation import Situation, named
from bot.truth import CONFLICT, positions, select
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
    outlook = _outlook(shares[chosen], [fact.values[option] for option in options], book)
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


def _outlook(shares: Weights, labels: list[str], book: RuleBook) -> str:
    """Say what becomes likeliest after each answer, where the answers differ in that."""
    names = [book.outcome_label(outcome) for outcome in OUTCOMES]
    likeliest = [names[int(row[:CONFLICT].argmax())] for row in shares]
    if len(set(likeliest)) == 1:
        return ""
    parts = [f"‘{label}’ points towards ‘{name}’" for label, name in zip(labels, likeliest, strict=True)]
    return f"As things stand, {', '.join(parts[:-1])}{',' if len(parts) > 2 else ''} and {parts[-1]}."
