"""How many people or cases a number means, if it is the size of the work and not of the company."""

from collections.abc import Iterator, Sequence

from bot.amounts import Amount, Measure
from bot.cues import Lexicon
from bot.tokens import Token

SMALL_TEAM = 10  # ours: up to ten people are small, fifty and more are large, between them nothing is read
LARGE_TEAM = 50
LARGE_VOLUME = 10_000  # ours: cases a month that keep a large team busy


def is_head(token: Token, lexicon: Lexicon) -> bool:
    """A word for people at work: a known one, or a plural that ends like a profession."""
    if lexicon.mark_at("heads", (token.stem,), 0):
        return True
    ends_so = len(token.word) > 5 and token.word.endswith(("ers", "ors", "ists"))
    return ends_so and not lexicon.mark_at("not_heads", (token.stem,), 0)


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
