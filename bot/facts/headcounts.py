"""How many people or cases a number means, if it is the size of the work and not of the company."""

from collections.abc import Iterator, Sequence

from bot.facts.cues import LIGHT, Lexicon
from bot.facts.speakers import SELF
from bot.words.amounts import Amount, Measure, amounts_of
from bot.words.tokens import Token, stem

HAVE = stem("have")
HELD = frozenset({"be", HAVE, "employ"})
SMALL_TEAM = 10  # ours: up to ten people are small, fifty and more are large, between them it may be either
LARGE_TEAM = 50
LARGE_VOLUME = 10_000  # ours: cases a month that keep a large team busy
SMALL_VOLUME = 100  # ours: cases a month that one person does beside other work
COUNTED_BY = frozenset({"only", "about", "around", "roughly", "maybe", "perhaps", "circa", "at", "least", "most", "up"})
LEADING = 3  # words from "we are" to the number: "we are a good 400 people"
EACH = frozenset({"a", "per", "each", "every"})
PERIODS = {"day": 22.0, "week": 4.3, "month": 1.0, "quarter": 1 / 3, "year": 1 / 12}  # how often in a month


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
    paid = lexicon.has("money_words", stems)
    before, behind = list(stems[max(0, first - 5) : first]), list(stems[after : after + 3])
    often = tokens[first].word not in {"a", "an"} and behind[:1] == ["a"] and behind[1:2] and behind[1] in PERIODS
    if often and not paid:  # "30,000 a week"
        yield from volume(stems, amount, after, alone)
        return
    things = [i for i in range(after, after + len(behind)) if counted(tokens[i], lexicon)]
    noun = next((i for i in things if i + 1 not in things), None)  # "call agents" are agents
    if noun is None and not paid and behind[1:2] and behind[1] in EACH and behind[2:3] and behind[2] in PERIODS:
        yield from volume(stems, amount, after)  # "900 cards a year": whatever comes so often is a case
        return
    team = "team" in [*before[-2:], *behind]
    if tokens[first].word in {"a", "an"} or (noun is None and not team and not alone):
        return
    last = noun + 1 if noun is not None else after
    if noun is not None and lexicon.mark_at("cases", stems, noun):
        yield from volume(stems, amount, last)
        return
    filled = all(one in LIGHT or one in COUNTED_BY for one in (*stems[:first], *stems[last:]))
    general = noun is not None and lexicon.mark_at("general_heads", stems, noun) > 0
    counted_too = max((i for i in range(len(before)) if before[i][:1].isdigit()), default=len(before))
    wanted = lexicon.has("needing", before[counted_too:])  # "a firm of 400 that needs 60 agents"
    if (lexicon.has("companies", before) or {"we", "be"} <= set(before)) and not wanted:
        return  # how large the company is, not the work
    owned = HAVE in before or "our" in before or before[-1:] == ["for"]  # who is there already, or is served
    counts = noun is not None or lexicon.mark_at("general_heads", behind, 0) > 0
    if owned and counts and not lexicon.has("needing", before):
        return
    if general and not filled and not lexicon.has("needing", [*before, *stems[last : last + 3]]):
        return
    if amount.high <= SMALL_TEAM:
        yield Measure("scale", "small", first, last)
    elif amount.low >= LARGE_TEAM:
        yield Measure("scale", "large", first, last)
    elif amount.low > SMALL_TEAM and amount.high < LARGE_TEAM:
        yield Measure("scale", "small|large", first, last)


def own_size(tokens: Sequence[Token], lexicon: Lexicon) -> slice | None:
    """The words that tell how large the organisation is, which is no work: "we are 400 people", "a firm of 80"."""
    stems = [token.stem for token in tokens]
    for amount in amounts_of(tokens):
        before, behind = stems[: amount.first], stems[amount.last :]
        of_us = behind[:2] == ["of", "us"]
        people = of_us or (len(behind) == 1 and lexicon.mark_at("general_heads", behind, 0) > 0)
        verbs = [i for i, one in enumerate(before) if one in HELD and i >= amount.first - LEADING]
        if people and verbs and SELF.intersection(before):
            return slice(verbs[-1], amount.last + 1 + of_us)
        if lexicon.has("companies", before[-2:]) and before[-1:] == ["of"]:
            return slice(amount.first - 1, amount.last)
    return None


def counted(token: Token, lexicon: Lexicon) -> bool:
    return is_head(token, lexicon) or lexicon.mark_at("cases", (token.stem,), 0) > 0


def volume(stems: Sequence[str], amount: Amount, after: int, cases: bool = True) -> Iterator[Measure]:
    """Cases in a period, by how many they are a month; a number of nothing may be a price, unless it is a large one."""
    for at in range(after, min(len(stems), after + 4)):
        if stems[at] in PERIODS:
            low, high = amount.low * PERIODS[stems[at]], amount.high * PERIODS[stems[at]]
            if low >= LARGE_VOLUME:
                yield Measure("scale", "large", amount.first, at + 1)
            elif high <= SMALL_VOLUME:
                yield Measure("scale", "small", amount.first, at + 1)
            elif cases:
                yield Measure("scale", "small|large", amount.first, at + 1)
            return
