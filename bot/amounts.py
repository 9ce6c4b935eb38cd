"""Numbers in a clause that mean something: how long work lasts, how soon it must start, how many people it
takes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.cues import Lexicon
from bot.tokens import Token, stem

SHORT_MONTHS = 12  # the convention of the rules: up to a year is short
SOON_MONTHS = 3  # ours: a start or delivery within a quarter leaves no time to build a team
SMALL_TEAM = 10  # ours: up to ten people are small, fifty and more are large, between them nothing is read
LARGE_TEAM = 50
LARGE_VOLUME = 10_000  # ours: cases a month that keep a large team busy
ENDLESS = 10_000_000.0

WORDS = {
    **{
        word: float(i)
        for i, word in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven"))
    },
    **{
        "eight": 8.0,
        "nine": 9.0,
        "ten": 10.0,
        "eleven": 11.0,
        "twelve": 12.0,
        "fifteen": 15.0,
        "eighteen": 18.0,
    },
    **{
        "twenty": 20.0,
        "thirty": 30.0,
        "forty": 40.0,
        "fifty": 50.0,
        "sixty": 60.0,
        "seventy": 70.0,
        "eighty": 80.0,
    },
    **{"ninety": 90.0, "a": 1.0, "an": 1.0, "couple": 2.0, "half": 0.5},
}
SCALES = {"k": 1e3, "thousand": 1e3, "hundred": 1e2, "dozen": 12.0, "million": 1e6, "m": 1e6}
RANGES = {
    "few": (3.0, 5.0),
    "several": (3.0, 9.0),
    "some": (2.0, 9.0),
    "hundred": (200.0, ENDLESS),
    "thousand": (2000.0, ENDLESS),
    "dozen": (24.0, 90.0),
}
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
HAVE = stem("have")
LEAST = frozenset({"least", "minimum", "more", "over", "min", "beyond"})
MOST = frozenset({"most", "max", "maximum", "under", "less", "top", "until", "up", "within", "only"})


class Amount(NamedTuple):
    low: float
    high: float
    first: int
    last: int


class Measure(NamedTuple):
    """A fact's value from a number; the words reach from token `first` to `last`, end exclusive."""

    fact: str
    value: str
    first: int
    last: int


def amounts_of(tokens: Sequence[Token]) -> Iterator[Amount]:
    """Numbers in figures or words, alone or as a range: "400", "2k", "three to five", "a couple of"."""
    at = 0
    while at < len(tokens):
        found = amount_at(tokens, at)
        if found is None:
            at += 1
            continue
        after = found.last
        joined = after < len(tokens) and tokens[after].word in {"to", "or"}
        upper = amount_at(tokens, after + joined) if tokens[at].word not in {"a", "an"} else None
        if (
            upper is not None
            and found.low < upper.low <= found.low * 5
            and (joined or tokens[after].word.isdigit())
        ):
            found = Amount(found.low, upper.high, at, upper.last)  # "3 to 4 months", "3-4 months"
        yield found
        at = max(found.last, at + 1)


def amount_at(tokens: Sequence[Token], at: int) -> Amount | None:
    if at >= len(tokens):
        return None
    word = tokens[at].word
    size = number(word)
    if size is None:
        low, high = RANGES.get(tokens[at].stem, (0.0, 0.0))
        return Amount(low, high, at, skip_of(tokens, at + 1)) if low else None
    last = at + 1
    while last < len(tokens) and tokens[last].word.removesuffix("s") in SCALES and size < 1e9:
        size *= SCALES[tokens[last].word.removesuffix("s")]
        last += 1
    if (
        word in {"a", "an"}
        and last < len(tokens)
        and tokens[last].word in {"couple", "few", "dozen", "hundred"}
    ):
        return amount_at(tokens, last)
    return Amount(size, size, at, skip_of(tokens, last))


def number(word: str) -> float | None:
    if word in WORDS:
        return WORDS[word]
    if not word[0].isdigit() or len(word) > 15:
        return None
    grouped = word.replace(",", "") if word.count(".") <= 1 else word.replace(".", "")
    parts = grouped.split(".")
    if len(parts) == 2 and len(parts[1]) == 3:
        grouped = "".join(parts)  # 1.500 as many Europeans write it
    try:
        return float(grouped)
    except ValueError:
        return None


def skip_of(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].word in {"of", "+", "full", "a", "more", "extra"} else at


def measures_of(tokens: Sequence[Token], lexicon: Lexicon, alone: bool) -> Iterator[Measure]:
    """What the amounts of one clause say; `alone` when the clause answers a question, so that a bare number
    counts."""
    stems = [token.stem for token in tokens]
    for amount in amounts_of(tokens):
        after = amount.last
        unit = stems[after] if after < len(stems) else ""
        if unit in MONTHS:
            yield from duration(tokens, stems, amount, MONTHS[unit], lexicon, alone)
        else:
            yield from headcount(tokens, stems, amount, lexicon, alone)


def duration(
    tokens: Sequence[Token], stems: Sequence[str], amount: Amount, unit: float, lexicon: Lexicon, alone: bool
) -> Iterator[Measure]:
    first, last = amount.first, amount.last + 1
    before, behind = stems[max(0, first - 4) : first], stems[last : last + 3]
    low, high = amount.low * unit, amount.high * unit
    if "half" in behind:
        high += unit / 2
    if tokens[first].word in {"a", "an"} and not {"for", "next", "within"}.intersection(before[-1:]):
        return
    if {"a", "per", "each", "every"}.intersection(behind[:1]):
        return  # "two days a week" is how much, not how long
    turned = bool({"not", "no"}.intersection(before)) and {"less", "more", "few"} & set(before)
    if turned == {"more"}:
        low = 0.0
    elif turned or LEAST.intersection(before) or {"more", "least", "minimum"}.intersection(behind):
        high = ENDLESS
    elif MOST.intersection(before) or {"most", "max", "maximum", "top"}.intersection(behind):
        low = 0.0
    if {"in", "within", "before", "by"}.intersection(before[-2:]) and not ends(stems, first):
        if high <= SOON_MONTHS and (any(beginnings(stems, lexicon)) or within(before)):
            yield Measure("speed", "high", max(0, first - 1), last)
        return
    window = range(max(0, first - 6), min(len(stems), last + 3))
    if any(bars(tokens, stems, i, lexicon) for i in window) or perfect(tokens, stems, first):
        return
    bare = alone or len(stems) <= last - first + 1
    near = any(lexicon.mark_at("lasting", stems, i) for i in range(max(0, first - 4), first))
    shaped = any(lexicon.mark_at("lasted", stems, i) for i in range(last, min(len(stems), last + 2)))
    if bare or near or shaped or LEAST.intersection(before) or MOST.intersection(before):
        if high <= SHORT_MONTHS:
            yield Measure("horizon", "short", first, last)
        elif low > SHORT_MONTHS or (low >= SHORT_MONTHS and high >= 2 * SHORT_MONTHS):
            yield Measure("horizon", "long", first, last)


def within(before: Sequence[str]) -> bool:
    return "within" in before[-2:]


def beginnings(stems: Sequence[str], lexicon: Lexicon) -> Iterator[bool]:
    """Whether a word of starting or delivering stands in the clause."""
    begin = {stem(word) for word in lexicon.file.concepts["begin"]}
    return (one in begin for one in stems)


def ends(stems: Sequence[str], first: int) -> bool:
    """ "It will finish in 4 months" tells how long, not how soon."""
    return bool({"finish", "end", "over", "stop"}.intersection(stems[max(0, first - 5) : first]))


def bars(tokens: Sequence[Token], stems: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """A word that makes a duration something else: experience, age, notice; "last" but not "lasts"."""
    if stems[at] == "last":
        return tokens[at].word == "last" and (
            at == 0 or stems[at - 1] not in {"will", "to", "should", "must", "may", "not"}
        )
    return lexicon.mark_at("not_lasting", stems, at) > 0


def perfect(tokens: Sequence[Token], stems: Sequence[str], first: int) -> bool:
    """ "We have done this for ten years" is about the past."""
    for i in range(max(0, first - 6), first):
        if stems[i] == HAVE and any(
            t.word.endswith("ed") or t.word in {"done", "been", "run", "kept", "made"}
            for t in tokens[i + 1 : i + 4]
        ):
            return True
    return False


def is_head(token: Token, lexicon: Lexicon) -> bool:
    """A word for people at work: a known one, or a plural that ends like a profession."""
    if lexicon.mark_at("heads", (token.stem,), 0):
        return True
    ends_so = len(token.word) > 5 and token.word.endswith(("ers", "ors", "ists"))
    return ends_so and not lexicon.mark_at("not_heads", (token.stem,), 0)


def participle(word: str) -> bool:
    return word.endswith("ed") or word in {"done", "been", "run", "kept", "made", "had"}


def headcount(
    tokens: Sequence[Token], stems: Sequence[str], amount: Amount, lexicon: Lexicon, alone: bool
) -> Iterator[Measure]:
    first, after = amount.first, amount.last
    before, behind = list(stems[max(0, first - 5) : first]), list(stems[after : after + 3])
    noun = next((i for i in range(after, after + len(behind)) if counted(tokens[i], lexicon)), None)
    team = "team" in [*before[-2:], *behind]
    if tokens[first].word in {"a", "an"} or (noun is None and not team and not alone):
        return
    last = noun + 1 if noun is not None else after
    if noun is not None and lexicon.mark_at("cases", stems, noun):
        if amount.low >= LARGE_VOLUME and {"month", "week", "day", "year"}.intersection(stems[noun:]):
            yield Measure("scale", "large", first, last)
        return
    filled = len(stems) <= last - first
    general = noun is not None and lexicon.mark_at("general_heads", stems, noun) > 0
    if lexicon.has("companies", before) or {"we", "be"} <= set(before):
        return  # how large the company is, not the work
    if general and before and not filled and not lexicon.has("needing", before):
        return
    if amount.high <= SMALL_TEAM:
        yield Measure("scale", "small", first, last)
    elif amount.low >= LARGE_TEAM:
        yield Measure("scale", "large", first, last)


def counted(token: Token, lexicon: Lexicon) -> bool:
    return is_head(token, lexicon) or lexicon.mark_at("cases", (token.stem,), 0) > 0
