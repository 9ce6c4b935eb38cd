"""The amounts that a question sets a bound to: "more than 100", "10 euros or less", "between 5 and 9"."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from bot.tables.cells import measured
from bot.tables.grid import Column
from bot.words.amounts import ENDLESS, Amount, amounts_of
from bot.words.language import words
from bot.words.ranges import (
    ABOVE,
    BEFORE,
    BELOW,
    CURRENCY,
    NOT,
    OPEN,
    OR_LESS,
    OR_MORE,
    bound_of,
    is_measure,
    ranges_of,
)
from bot.words.tokens import Token, stem, tokens_of

_BETWEEN = re.compile(r"\bbetween [^?]{0,20}?\d[^?]{0,40}? and \D{0,2}\d[\d,.]*[%€]?", re.IGNORECASE)
_INCLUDED = frozenset(["least", "most", "minimum", "maximum", "min", "max", "up"])
_ANY = re.compile(r"\b(?:any(?:thing|one|body)?|some(?:thing|one|body)|there)\b", re.IGNORECASE)


class Bound(NamedTuple):
    """Amounts from `low` to `high`, these with them or not; their unit is as in `cells.Quantity`, or "money" for any
    currency."""

    low: float
    high: float
    included: bool
    unit: str

    def holds(self, value: float) -> bool:
        return self.low < value < self.high or (self.included and value in (self.low, self.high))

    def suits(self, column: Column) -> bool:
        """Tell whether the amounts of a column can be held against it."""
        currency = CURRENCY.get(self.unit, "")
        if currency or self.unit == "money":
            return column.measure == "money" and currency in ("", column.currency or currency)
        return self.unit in ("", column.measure)

    @property
    def way(self) -> int:
        """1 where more is wanted, -1 where less is, 0 for what lies between."""
        return (self.low != -ENDLESS and self.high > ENDLESS) - (self.low == -ENDLESS)


def asks_for_any(question: str) -> bool:
    """Tell whether a question with a bound asks if there is anything beyond it."""
    return bool(_ANY.search(question))


def bound_in(question: str) -> tuple[Bound | None, int, range]:
    """Return the range of amounts that a question names, where its words begin among all words, and their places; None
    for two ranges ("under 5 or over 9")."""
    said, tokens = words(question), tokens_of(question)
    between = _BETWEEN.search(question)
    if between and (span := next(ranges_of(between.group()), None)):
        first, last = (len(words(question[:at])) for at in between.span())
        return Bound(span.low, span.high, True, span.unit), first, range(first, last)
    amounts = (amount for amount in amounts_of(tokens) if is_measure(tokens, amount))
    found = list(islice((one for amount in amounts if (one := _bound(question, said, tokens, amount))), 2))
    return found[0] if len(found) == 1 else (None, 0, range(0))


def _bound(
    question: str, said: Sequence[str], tokens: Sequence[Token], amount: Amount
) -> tuple[Bound, int, range] | None:
    value, unit, end = measured(question, tokens, amount)
    side = bound_of(tokens, amount.first, end) or bound_of(tokens, amount.first, amount.last)
    if not side:
        return None
    figure = len(words(question[: tokens[amount.first].start]))
    first = next((at for at in range(figure - 3, figure) if at >= 0 and stem(said[at]) in ABOVE | BELOW), figure)
    close = len(words(question[: tokens[end - 1].end]))
    last = _end(said, close)
    denied = first > 0 and _denies(said[first - 1])
    if first > 1 and said[first - 2] != "no" and _denies(said[first - 2]):  # "do not cost more than"
        denied = True
        if not any(token.stem in NOT for token in tokens[max(0, amount.first - BEFORE) : amount.first]):
            side = "below" if side == "above" else "above"
    included = denied or last > close or not _INCLUDED.isdisjoint(said[max(0, min(first, figure - 2)) : figure])
    low, high = (value, ENDLESS**2) if side == "above" else (-ENDLESS, value)
    return Bound(low, high, included, unit), first, range(first, last)


def _denies(word: str) -> bool:
    return word in NOT or word.endswith("n't")


def _end(said: Sequence[str], at: int) -> int:
    """Return the place behind an amount, with an "or less" that follows it."""
    behind = [stem(word) for word in said[at + 1 : at + 2]]
    return at + 2 if OPEN.intersection(said[at : at + 1]) and (OR_LESS | OR_MORE).intersection(behind) else at
