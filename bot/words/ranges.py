"""Ranges that a text names ("up to 450 pounds a day", "2 to 5 years"), and whether they hold an amount of a question.

Who asks with a figure of their own is told by a sentence that has a range for it and not that figure.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.words.amounts import ARTICLES, ENDLESS, WORDS, Amount, amounts_of, number
from bot.words.language import WORD, english
from bot.words.language import stem as stem_of
from bot.words.tokens import Token, stem, tokens_of

DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "quarter": 91.3, "year": 365.0}
TIME = {stem(unit): days for unit, days in DAYS.items()}
_CURRENCIES = {"$": "usd dollar", "€": "eur euro", "£": "gbp pound quid", "¥": "", "₹": "rupee", "chf": "franc",
               "crown": "", "zloty": ""}  # fmt: skip
CURRENCY = {stem(name): sign for sign, names in _CURRENCIES.items() for name in (sign, *names.split())}
"""Whatever names a currency, with one name for each."""
MONEY = frozenset(CURRENCY)
PERCENT = frozenset(["%", stem("percent")])
# What stands in front of a bound, nearest word last, and what behind it.
BELOW = frozenset(
    map(stem, ["under", "below", "beneath", "until", "within", "less", "fewer", "most", "maximum", "max", "shorter",
               "cheaper", "younger", "smaller", "lower", "exceeding"])
)  # fmt: skip
ABOVE = frozenset(
    map(stem, ["over", "above", "beyond", "more", "least", "minimum", "min", "exceeding", "exceeds", "longer", "after",
               "older", "larger", "higher", "greater", "past"])
)  # fmt: skip
OR_LESS = frozenset(map(stem, ["less", "fewer", "under", "below", "younger", "shorter", "lower"]))
OR_MORE = frozenset(
    map(stem, ["more", "over", "above", "older", "longer", "upwards", "higher", "later", "onwards", "on", "up"])
)
BOUNDS = ABOVE | BELOW
_DEGREES = {stem("more"): "above", stem("less"): "below"}
OPEN = frozenset({"or", "and"})
JOINS = frozenset({"to", "and", "-", "–", "—"})
NOT = frozenset({"no", "not", "without"})
RULING = frozenset(map(stem, ["goes", "needs", "requires", "costs", "gets", "counts", "pays", "means", "takes", "has"]))
"""Verbs behind an amount without a unit, which are no plural: "anything over 700 goes to the board"."""
WHOLE = frozenset(["working", "business", "calendar", "full", "whole", "clear", "complete", "consecutive"])
RECKONED = frozenset(["times", "plus", "minus", "x", "+", "*", "/", "="])
KNOWN = frozenset(["the", "these", "those", "all", "which", "what", "both"])
_AND_A_HALF = re.compile(rf"\b(\d{{1,3}}|{'|'.join(WORDS)}) and a half\b", re.IGNORECASE)
_BACKWARDS = frozenset(["before", "ahead", "prior", "beforehand"])
BEFORE = 3  # words in front of a number in which a bound is looked for


class Span(NamedTuple):
    """The amounts from `low` to `high` of a unit: "money", "time" in days, "%", the stem of a thing with "*", or ""."""

    low: float
    high: float
    unit: str


class Given(NamedTuple):
    """An amount that a question names; `stems` are those of its words: "1", "800" and "euro" for "1,800 euros"."""

    amount: float
    unit: str
    stems: frozenset[str]


def given_in(question: str) -> tuple[Given, ...]:
    """Return the amounts in a question, without years, hours of the clock, parts of a name ("D20", "flat 6"), and how
    many of known things there are ("the three names")."""
    halves = frozenset(
        stem_of(word) for match in _AND_A_HALF.finditer(question) for word in match.group().lower().split()
    )
    question = _AND_A_HALF.sub(lambda match: f"{(number(match[1].lower()) or 0.0) + 0.5:g}", question)
    tokens = tokens_of(question)
    found = []
    for amount in amounts_of(tokens):
        if amount.low == amount.high and is_measure(tokens, amount):
            unit, size, last = unit_of(tokens, amount)
            if is_age(tokens, amount):
                unit, size = "age", DAYS["year"]
            if not unit and is_label(tokens, amount):
                continue
            start, end = tokens[amount.first].start, tokens[last - 1].end
            held = [match.group() for match in WORD.finditer(question) if match.start() < end and match.end() > start]
            found.append(Given(amount.low * size, unit, halves.union(stem_of(word.lower()) for word in held)))
    return tuple(found)


def within(given: Sequence[Given], text: str) -> dict[Given, bool]:
    """Return for each amount whether a range of a text holds it, without those of whose unit the text has no range: a
    deadline that has passed tells as much as one that has not."""
    spans = list(ranges_of(text)) if given else []
    found: dict[Given, bool] = {}
    for one in given:
        if any(span.low <= amount_in(one, span) <= span.high for span in spans if is_alike(one, span)):
            found[one] = True
        elif any(span.unit == one.unit for span in spans):
            found[one] = False
    return found


def is_alike(one: Given, span: Span) -> bool:
    if not (one.unit and span.unit):
        return span.unit not in ("time", "%") and one.unit != "time"
    return span.unit == one.unit or (one.unit == "age" and span.unit == "time")


def amount_in(one: Given, span: Span) -> float:
    """Return an amount in the unit of a span: an age in years where it has none ("children (6-15)")."""
    return one.amount / DAYS["year"] if one.unit == "age" and not span.unit else one.amount


def ranges_of(text: str) -> Iterator[Span]:
    """Return the ranges with a bound that a text names, plain numbers left out."""
    tokens = tokens_of(text)
    amounts = [amount for amount in amounts_of(tokens) if not is_year(tokens, amount)]
    skipped = -1
    for at, amount in enumerate(amounts):
        if at == skipped:
            continue
        unit, size, end = unit_of(tokens, amount)
        after = amounts[at + 1] if at + 1 < len(amounts) else None
        if after and is_joined(tokens, end, after):
            upper, factor, _ = unit_of(tokens, after)
            if unit in ("", upper):  # "5 to 10 days" as well as "6 months to 2 years"
                # "between 60 and 21 days before the start" counts down
                low, high = amount.low * (factor if not unit else size), after.high * factor
                if tokens[max(0, amount.first - 1)].word == "between":
                    low, high = sorted((low, high))
                if low < high:
                    skipped = at + 1
                    yield Span(low, high, upper)
                    continue
        low, high = amount.low * size, amount.high * size
        if low < high:
            yield Span(low, high, unit)
        elif bound := _ahead(tokens, amount.first, end, unit) or bound_of(tokens, amount.first, end):
            yield Span(low if bound == "above" else 0.0, high if bound == "below" else ENDLESS, unit)


def unit_of(tokens: Sequence[Token], amount: Amount) -> tuple[str, float, int]:
    """Return the unit of an amount, how many of its base it has, and the place behind both."""
    before = tokens[amount.first - 1].stem if amount.first else ""
    if before in MONEY:
        return "money", 1.0, amount.last
    if tokens[amount.last - 1].word == "a":  # "800 a day" is no 800 days
        return "", 1.0, amount.last
    at = amount.last + (amount.last < len(tokens) and tokens[amount.last].word == "-")
    at += at < len(tokens) and tokens[at].word in WHOLE
    behind = tokens[at] if at < len(tokens) else None
    if behind is None or (not behind.is_word and behind.word not in MONEY | PERCENT):
        return "", 1.0, amount.last
    if behind.stem in MONEY:
        return "money", 1.0, at + 1
    if behind.stem in PERCENT or (behind.word == "per" and [one.word for one in tokens[at + 1 : at + 2]] == ["cent"]):
        return "%", 1.0, at + 1 + (behind.word == "per")
    if behind.stem in TIME:
        return "time", TIME[behind.stem], at + 1
    plural = behind.word.endswith("s") and behind.stem not in RULING
    return (f"{behind.stem} *", 1.0, at + 1) if plural else ("", 1.0, amount.last)  # "time *" is no span of time


def is_joined(tokens: Sequence[Token], end: int, after: Amount) -> bool:
    """Whether an amount that ends at a place goes on to the next: "6 months to 2 years", "between 5 and 10"."""
    between = [token.stem for token in tokens[end : after.first]]
    return 0 < len(between) <= 2 and between[0] in JOINS and all(one in MONEY for one in between[1:])


def bound_of(tokens: Sequence[Token], first: int, end: int) -> str:
    """Return "above", "below" or "" for what the words around an amount make it."""
    before = [token.stem for token in tokens[max(0, first - BEFORE) : first] if token.stem not in MONEY]
    behind = [token.stem for token in tokens[end : end + 2]]
    if "+" in (tokens[end - 1].word, *behind[:1]) or (
        OPEN.intersection(behind[:1]) and OR_MORE.intersection(behind[1:])
    ):
        return "above"
    if OPEN.intersection(behind[:1]) and OR_LESS.intersection(behind[1:]):
        return "below"
    if before[1:] and before[-1] == "than" and before[0] in _DEGREES:  # "more expensive than 500"
        return _DEGREES[before[0]]
    near = before[-2:]
    if near == ["up", "to"]:
        return "below"
    bound = next((one for one in reversed(near) if one in ABOVE | BELOW), "")
    if not bound or (near[-1] != bound and near[-1] not in {"than", "of", "a", "the"}):
        return ""
    over = bound in ABOVE and bound != stem("least")
    if NOT.intersection(before):  # "not more than", "no less than"
        return "below" if over else "above"
    return "above" if bound in ABOVE else "below"


def _ahead(tokens: Sequence[Token], first: int, end: int, unit: str) -> str:
    """Return "above" for a deadline that runs backwards: who may cancel "up to 60 days before the start" has to do so
    60 days ahead or more. What else is done "up to 60 days before" is not done earlier."""
    if unit != "time" or not english().undoing.intersection(token.word for token in tokens):
        return ""
    before = [token.word for token in tokens[max(0, first - 2) : first]]
    behind = [token.word for token in tokens[end : end + 2]]
    counts_back = bool(_BACKWARDS.intersection(behind[:1])) or behind == ["in", "advance"]
    until = before == ["up", "to"] or before[-1:] in (["until"], ["till"])
    return "above" if counts_back and until else ""


def is_measure(tokens: Sequence[Token], amount: Amount) -> bool:
    first = tokens[amount.first]
    before, behind = tokens[: amount.first][-1:], tokens[amount.last : amount.last + 1]
    joined = any(one.end == first.start and one.stem not in MONEY for one in before)
    clock = any(one.word == ":" and one.start == tokens[amount.last - 1].end for one in behind)
    known = any(one.word in KNOWN for one in before)
    reckoned = any(one.word in RECKONED for one in (*before, *behind))
    return not (first.word in ARTICLES or is_year(tokens, amount) or joined or clock or known or reckoned)


def is_label(tokens: Sequence[Token], amount: Amount) -> bool:
    """Whether a number tells one thing from others of its name: "for flat 6", "in zone 3"."""
    return amount.first > 0 and tokens[amount.first - 1].word in english().numbered


def is_year(tokens: Sequence[Token], amount: Amount) -> bool:
    word = tokens[amount.first].word
    return word.isdecimal() and len(word) == 4 and word[:2] in ("19", "20") and amount.last == amount.first + 1


def is_age(tokens: Sequence[Token], amount: Amount) -> bool:
    """Whether years are those of a life: "14 years old", "a 14-year-old"."""
    return "old" in [token.word for token in tokens[amount.last : amount.last + 4]]
