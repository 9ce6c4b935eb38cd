"""How long an amount of time is, with the words that make it a range or open at one end; replies that tell none."""

from collections.abc import Sequence

from bot.words.amounts import ARTICLES, ENDLESS, Amount, amount_at, amounts_of
from bot.words.tokens import Token, stem, tokens_of

UNITS = {
    "hour": 0.002,
    "day": 0.033,
    "week": 0.23,
    "month": 1.0,
    "quarter": 3.0,
    "semester": 6.0,
    "year": 12.0,
    "decade": 120.0,
}
MONTHS = {stem(unit): months for unit, months in UNITS.items()}
# Under a denial these turn round: "no longer than a year" is at most a year.
UPWARDS = frozenset(map(stem, ("more", "longer", "exceed", "above")))
DOWNWARDS = frozenset(map(stem, ("less", "few", "fewer", "shorter", "below")))
LEAST = UPWARDS.union(map(stem, ("least", "minimum", "min", "beyond")))
MOST = frozenset(
    stem(word)
    for word in ["most", "max", "maximum", "under", "less", "top", "until", "up", "within", "only", "shorter", "below"]
)
# What stands beside the year in which work begins or ends.
DATING = frozenset({
    "by", "till", "til", "until", "to", "through", "since", "from", "in", "into", "before", "after", "up", "about",
    "around", "at", "least", "latest", "the", "end", "start", "beginning", "middle", "mid", "early", "late", "of",
    "probably", "maybe",
})  # fmt: skip
# An article behind one of these counts one: "less than a year"; behind others "a week" is how often.
NEARBY = ("than", "over", "about", "around", "roughly", "circa", "nearly", "almost", "for", "next", "within", "during")
COUNTING = LEAST | MOST | frozenset(map(stem, NEARBY))


def reach(tokens: Sequence[Token], stems: Sequence[str], amount: Amount, unit: float) -> Amount:
    """An amount of time in months, with the words behind its unit that make it a range: "a year or two", "six months
    to two years"."""
    low, high, last = amount.low * unit, amount.high * unit, amount.last + 1
    joints = {"to", "or", "and"} if "between" in stems[max(0, amount.first - 2) : amount.first] else {"to", "or"}
    upper = amount_at(tokens, last + 1) if joints.intersection(stems[last : last + 1]) else None
    if upper is None:
        return Amount(low, high, amount.first, last)
    other = MONTHS.get(stems[upper.last], 0.0) if upper.last < len(stems) else 0.0
    if other:
        return Amount(low, max(high, upper.high * other), amount.first, upper.last + 1)
    if stems[last] == "or" and tokens[upper.first].word not in ARTICLES:
        return Amount(low, max(high, upper.high * unit), amount.first, upper.last)
    return Amount(low, high, amount.first, last)


def frequency(tokens: Sequence[Token], first: int, before: Sequence[str], behind: Sequence[str], answers: bool) -> bool:
    """ "Two days a week" is how much, and its "a week" no duration of its own; "for a year" is one, as is a reply."""
    article = tokens[first].word in ARTICLES and not (answers or COUNTING.intersection(before[-1:]))
    return article or bool({"a", "per", "each", "every"}.intersection(behind[:1]))


def bounds(time: Amount, unit: float, before: Sequence[str], behind: Sequence[str]) -> tuple[float, float]:
    """The least and the most months that "at least", "up to" or a plain number leave possible."""
    low, high = time.low, time.high
    if "half" in behind:
        low, high = low + unit / 2, high + unit / 2
    denied = bool({"not", "no"}.intersection(before))
    if denied and UPWARDS.intersection(before):
        return 0.0, high
    more = (
        LEAST.intersection(before)
        or {"more", "least", "minimum", "long"}.intersection(behind)
        or before[-1:] == ["over"]
    )
    if more or (denied and DOWNWARDS.intersection(before)):
        return low, ENDLESS
    if MOST.intersection(before) or {"most", "max", "maximum", "top"}.intersection(behind):
        return 0.0, high
    return low, high


def lacks_unit(text: str) -> bool:
    """Whether a reply is a number and says no more, not even of what: "3", "about six"."""
    tokens = [token for token in tokens_of(text) if token.is_word and token.stem not in COUNTING]
    found = list(amounts_of(tokens))
    return len(found) == 1 and found[0].last - found[0].first == len(tokens) and tokens[0].word not in ARTICLES


def is_date(text: str) -> bool:
    """Whether a reply names no more than the year in which work ends, no length without a clock: "till 2030"."""
    tokens = [token for token in tokens_of(text) if token.is_word]
    years = [token for token in tokens if is_year(token)]
    return len(years) == 1 and all(token in years or token.word in DATING for token in tokens)


def is_year(token: Token) -> bool:
    return token.word.isdecimal() and len(token.word) == 4 and 2000 <= int(token.word) <= 2100


def with_amount(amount: str, text: str) -> str:
    """A reply behind the bare number of the one before, if it begins with the unit that was asked for: "3" "months"."""
    first = next((token.stem for token in tokens_of(text)), "")
    return f"{amount} {text}" if amount and first in MONTHS and not is_date(amount) else text
