"""Numbers in figures and in words, alone or as ranges, with the tokens they cover."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.words.tokens import Token

ENDLESS = 10_000_000.0
ARTICLES = frozenset({"a", "an"})
WORDS = {
    "zero": 0, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "couple": 2, "half": 0.5,
}  # fmt: skip
SPELT = {str(size): word for word, size in WORDS.items() if size in range(100) and word not in (*ARTICLES, "couple")}
SPELT |= {str(ten + one): f"{SPELT[str(ten)]}-{SPELT[str(one)]}" for ten in range(20, 100, 10) for one in range(1, 10)}
"""The words for the figures up to 99."""
FIGURES = {word: figures for figures, word in SPELT.items()}
_ONES = {word: size for word, size in WORDS.items() if size in range(1, 10) and len(word) > 2}
_TENS = frozenset(word for word, size in WORDS.items() if size in range(20, 100, 10))
SCALES = {"k": 1e3, "thousand": 1e3, "hundred": 1e2, "dozen": 12.0, "million": 1e6, "m": 1e6}
NUMBERS = (*(word for word in WORDS if word not in ARTICLES), *SCALES, "billion", "both")
"""Words that tell how many there are, and nothing else."""
RANGES = {
    "few": (3.0, 5.0),
    "several": (3.0, 9.0),
    "some": (2.0, 9.0),
    "hundred": (200.0, ENDLESS),
    "thousand": (2000.0, ENDLESS),
    "dozen": (24.0, 90.0),
}


class Amount(NamedTuple):
    low: float
    high: float
    first: int
    last: int


class Measure(NamedTuple):
    """A fact's value from a number, "small|large" for either; its words reach from `first` to `last`, end exclusive."""

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
        joints = {"to", "or", "and"} if at and tokens[at - 1].word == "between" else {"to", "or"}
        joined = after < len(tokens) and tokens[after].word in joints
        upper = amount_at(tokens, after + joined) if tokens[at].word not in {"a", "an"} else None
        if upper is not None and found.low < upper.low <= found.low * 5 and (joined or tokens[after].word.isdecimal()):
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
    if word in _TENS:
        ones = at + 1 + (last < len(tokens) and tokens[last].word == "-")
        if ones < len(tokens) and tokens[ones].word in _ONES:  # "twenty-one"
            size, last = size + _ONES[tokens[ones].word], ones + 1
    while last < len(tokens) and thousands(tokens[last - 1], tokens[last]):
        size, last = size * 1000 + float(tokens[last].word), last + 1
    while last < len(tokens) and tokens[last].word.removesuffix("s") in SCALES and size < 1e9:
        size *= SCALES[tokens[last].word.removesuffix("s")]
        last += 1
    if word in {"a", "an"} and last < len(tokens) and tokens[last].word in {"couple", "few", "dozen", "hundred"}:
        return amount_at(tokens, last)
    return Amount(size, size, at, skip_of(tokens, last))


def thousands(one: Token, after: Token) -> bool:
    """Whether a token goes on with a number written in groups: "200 000"."""
    grouped = one.word.isdecimal() and len(one.word) <= 3 and after.word.isdecimal() and len(after.word) == 3
    return grouped and after.start - one.end == 1


def number(word: str) -> float | None:
    if word in WORDS:
        return float(WORDS[word])
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
