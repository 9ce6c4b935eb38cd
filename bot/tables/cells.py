"""What amount a table cell holds: a number with its unit, a span of time, a sum, a date."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.understand.asked import MONTHS
from bot.words.amounts import ARTICLES, Amount, amounts_of
from bot.words.language import english
from bot.words.ranges import MONEY, PERCENT, TIME
from bot.words.tokens import Token, stem, tokens_of

_CLOCK = {"second": 1 / 86400, "sec": 1 / 86400, "minute": 1 / 1440, "min": 1 / 1440, "hr": 1 / 24, "h": 1 / 24}
TIMES = TIME | {stem(unit): days for unit, days in _CLOCK.items()}
LENGTHS = {"mm": 0.001, "cm": 0.01, "m": 1.0, "km": 1000.0} | {
    stem(unit): metres
    for unit, metres in {"metre": 1.0, "meter": 1.0, "kilometre": 1000.0, "kilometer": 1000.0, "mile": 1609.3}.items()
}
BESIDE = 4  # words besides its amount that a cell may hold; a longer one is a text that happens to name a number

_MINUS = re.compile(r"(?:^|[\s(])[-−–][$€£¥₹]?$")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d.,])")
_NAMES = MONTHS.split("|")
_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _NAMES)})\.?"
_YEAR = r"(?P<year>[12]\d{3})"
_DATES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"(?<![\d./])(?P<day>\d{{1,2}})(?P<mark>[./])(?P<number>0?[1-9]|1[0-2])(?P=mark){_YEAR}\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? {_YEAR})?\b",
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? {_YEAR})?\b(?!,?\d)",
        rf"\b{_MONTH} {_YEAR}\b",
        rf"\bQ(?P<quarter>[1-4])[ /]{_YEAR}\b",
    )
)
_HOUR = re.compile(r"^\W*(?P<hour>[01]?\d|2[0-3])[:h](?P<minute>[0-5]\d)(?:\s?(?P<half>[ap])\.?m)?\W*$", re.IGNORECASE)


class Quantity(NamedTuple):
    """An amount in the base of its unit: "time" in days, "length" in metres, "date" in years, a currency's sign or
    name, "%", "hour" of the clock, or "" for a plain number. A range counts by its middle."""

    value: float
    unit: str


def quantity_of(cell: str) -> Quantity | None:
    """Return the amount that a cell holds and that is nearly all it says, None for a text."""
    if dated := date_of(cell) or hour_of(cell):
        return dated
    text = _DECIMAL_COMMA.sub(r"\1.\2", cell)
    tokens = tokens_of(text)
    named = [token for token in tokens if token.is_word]
    if len(named) == 1 and named[0].word in english().nothing:
        return Quantity(0.0, "")
    found = [one for one in amounts_of(tokens) if is_counted(tokens, one)]
    if not found or len(named) > BESIDE + sum(one.last - one.first for one in found):
        return None
    value, unit, end = measured(text, tokens, found[0])
    if unit == "time" and len(found) > 1 and found[1].first <= end + 1:  # "1 hour 20 minutes"
        more, also, _ = measured(text, tokens, found[1])
        value += more if also == "time" else 0.0
    return Quantity(value, unit)


def measured(text: str, tokens: Sequence[Token], amount: Amount) -> tuple[float, str, int]:
    """Return an amount in the base of its unit, that unit, and the place behind both."""
    value, first, last = (amount.low + amount.high) / 2, amount.first, amount.last
    if _MINUS.search(text[: tokens[first].start]):
        value = -value
    before = next((one.stem for one in reversed(tokens[:first]) if one.word not in "-−–"), "")
    behind = tokens[last].stem if last < len(tokens) else ""
    if before in MONEY or behind in MONEY:
        return value, before if before in MONEY else behind, last + (before not in MONEY)
    if behind in PERCENT or text[tokens[last - 1].end :].lstrip().startswith("per cent"):
        return value, "%", last + 1
    if tokens[last - 1].word == "m":  # metres, read as millions
        return value / 1e6, "length", last
    article = last - first > 1 and tokens[last - 1].word in ARTICLES and tokens[last - 2].word != "half"
    for unit, sizes in (("time", TIMES), ("length", LENGTHS)):
        if behind in sizes and not article:  # "800 a day" is no 800 days
            return value * sizes[behind], unit, last + 1
    return value, "", last


def is_counted(tokens: Sequence[Token], amount: Amount) -> bool:
    """Whether an amount is more than an article: "an hour" counts, "a rumble" does not."""
    behind = tokens[amount.last].stem if amount.last < len(tokens) else ""
    return tokens[amount.first].word not in ARTICLES or behind in TIMES


def date_of(text: str) -> Quantity | None:
    """Return a date in years; one without a year counts from the year 0."""
    match = next((found for form in _DATES if (found := form.search(text))), None)
    if not match:
        return None
    said = match.groupdict()
    names = [name[:3].lower() for name in _NAMES]
    month = names.index(said["month"][:3].lower()) + 1 if said.get("month") else int(said.get("number") or 1)
    if said.get("quarter"):
        month = 3 * int(said["quarter"]) - 2
    return Quantity(int(said.get("year") or 0) + (month - 1) / 12 + int(said.get("day") or 1) / 400, "date")


def hour_of(text: str) -> Quantity | None:
    match = _HOUR.match(text)
    if not match:
        return None
    late = 12 * ((match["half"] or "").lower() == "p" and match["hour"] != "12")
    return Quantity(int(match["hour"]) + late + int(match["minute"]) / 60, "hour")
