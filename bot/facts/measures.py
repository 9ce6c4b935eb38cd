"""What the numbers of a clause say: how long work lasts, how soon it starts, how many people it takes."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.facts.cues import Lexicon
from bot.facts.headcounts import HAVE, headcount
from bot.words.amounts import ARTICLES, Amount, Measure, amounts_of
from bot.words.times import LEAST, MONTHS, MOST, UNITS, bounds, frequency, is_year, reach
from bot.words.tokens import Token, stem

SHORT_MONTHS = 12  # the convention of the rules: up to a year is short
SOON_MONTHS = 3  # ours: a start or delivery within a quarter leaves no time to build a team
LEAD_MONTHS = 6  # ours: half a year leaves time to build a team
HELD = frozenset(map(stem, ("have", "get", "give", "there")))
FOR_IT = [["for", "it"], ["for", "that"], ["for", "this"]]
TOOK = frozenset({"took", "lasted", "spent", "waited"})
SOUGHT = frozenset({"searched", "looked", "tried", "waited", "advertised", "worked"})
ROUND = {UNITS["hour"]: 24.0, UNITS["day"]: 7.0}  # a whole day, a whole week
PART_TIME = {"day": 5.0, "hour": 40.0}  # a week of one person


def measures_of(tokens: Sequence[Token], lexicon: Lexicon, alone: bool) -> Iterator[Measure]:
    """What the amounts of one clause say; `alone` when it is a reply, so that a bare number counts."""
    stems = [token.stem for token in tokens]
    yield from spans(tokens)
    read = 0
    for amount in amounts_of(tokens):
        if amount.first < read:
            continue  # the upper end of a range is no amount of its own
        after = amount.last
        unit = stems[after] if after < len(stems) else ""
        if after - amount.first > 1 and tokens[after - 1].word == "a" and tokens[after - 2].word != "half":
            yield from headcount(tokens, stems, amount._replace(last=after - 1), lexicon, alone)  # "30,000 a week"
        elif unit and tokens[after].word in {"am", "pm"}:
            if night(amount.low, tokens[after].word):
                yield Measure("round_clock", "yes", amount.first, after + 1)
        elif unit in PART_TIME and amount.high <= PART_TIME[unit] and weekly(stems[after + 1 : after + 3]):
            yield Measure("scale", "small", amount.first, after + 3)
        elif unit in MONTHS:
            time = reach(tokens, stems, amount, MONTHS[unit])
            read = time.last
            yield from duration(tokens, stems, amount, time, MONTHS[unit], lexicon, alone)
        else:
            yield from headcount(tokens, stems, amount, lexicon, alone)


def spans(tokens: Sequence[Token]) -> Iterator[Measure]:
    """Work that goes "from 2026 to 2034"."""
    years = [(i, int(token.word)) for i, token in enumerate(tokens) if is_year(token)]
    for (first, start), (last, end) in pairwise(years):
        between = [token.word for token in tokens[first + 1 : last]]
        if start < end and between in (["to"], ["until"], ["till"], []):
            yield Measure("horizon", "long" if end - start > 1 else "short", first, last + 1)


def night(hour: float, half: str) -> bool:
    """Whether an hour lies between ten in the evening and five in the morning."""
    return (half == "am" and (hour <= 5 or hour == 12)) or (half == "pm" and 10 <= hour < 12)


def weekly(after: Sequence[str]) -> bool:
    return len(after) == 2 and after[0] in {"a", "per", "each", "every"} and after[1] == "week"


def duration(
    tokens: Sequence[Token],
    stems: Sequence[str],
    amount: Amount,
    time: Amount,
    unit: float,
    lexicon: Lexicon,
    alone: bool,
) -> Iterator[Measure]:
    """Time until a start or delivery is speed, time the work lasts its horizon; other times say nothing.

    `time` is the amount in months, with all the words of a range ("a year or two").
    """
    first, last = time.first, time.last
    before, behind = stems[max(0, first - 4) : first], stems[last : last + 3]
    if daily(amount, unit, behind):
        yield Measure("round_clock", "yes", first, last + 2)
        return
    if tokens[first].word in ARTICLES and behind[:1] == ["of"]:
        return  # "more than a year of wages"
    ranges = last > amount.last + 1
    if lead_time(stems, first, last, lexicon):
        yield from lead(*bounds(time, unit, before, behind), first, last)
        return
    answers = ranges or restates(stems, first, lexicon) or (alone and first == 0)
    if frequency(tokens, first, before, behind, answers) or (tokens[first].word in ARTICLES and unit < UNITS["week"]):
        return
    low, high = bounds(time, unit, before, behind)
    if to := stretched(stems, first, lexicon):
        if to != "by" or low > SHORT_MONTHS:  # how much it was before is not known
            yield from horizon(low, high, first, last)
    elif {"in", "within", "before", "by"}.intersection(before[-2:]) and not ends(stems, first):
        if behind[:1] == ["of"] or unit < UNITS["day"]:
            return  # "within two hours of our time zone"
        if high <= SOON_MONTHS and ("within" in before[-2:] or any(beginnings(stems, lexicon))):
            yield Measure("speed", "high", max(0, first - 1), last)
    elif until_begin(stems, last, lexicon):
        if high <= SOON_MONTHS:
            yield Measure("speed", "high", first, last)
    elif bound_until(stems, lexicon) or (unit == UNITS["hour"] and all_day(amount, unit, stems, lexicon)):
        return  # "our lease with them ends in 6 months", "it must run 24 hours"
    elif alone or (not all_day(amount, unit, stems, lexicon) and lasts(tokens, stems, first, last, lexicon)):
        yield from horizon(low, high, first, last)


def horizon(low: float, high: float, first: int, last: int) -> Iterator[Measure]:
    """How long work lasts that takes so many months."""
    if high <= SHORT_MONTHS:
        yield Measure("horizon", "short", first, last)
    elif low > SHORT_MONTHS or (low >= SHORT_MONTHS and high >= 2 * SHORT_MONTHS):
        yield Measure("horizon", "long", first, last)
    else:
        yield Measure("horizon", "short|long", first, last)


def lead(low: float, high: float, first: int, last: int) -> Iterator[Measure]:
    """How urgent work is for which there are so many months to get ready."""
    if high <= SOON_MONTHS:
        yield Measure("speed", "high", first, last)
    elif low >= LEAD_MONTHS:
        yield Measure("speed", "low", first, last)


def lead_time(stems: Sequence[str], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a time is there for getting ready: "we have two years to build up", "trained them, had a year for it"."""
    if first and not HELD.intersection(stems[max(0, first - 2) : first]):
        return False
    behind = stems[last : last + 2]
    to_prepare = behind[:1] == ["to"] and lexicon.mark_at("preparing", stems, last + 1) > 0
    return to_prepare or (behind in FOR_IT and lexicon.has("preparing", stems[:first]))


def stretched(stems: Sequence[str], first: int, lexicon: Lexicon) -> str:
    """The word between a verb that gives work another length and a time ("extended to five years"); "" for none."""
    window = stems[max(0, first - 4) : first]
    at = next((i for i in range(len(window)) if lexicon.mark_at("stretching", window, i)), None)
    joint = next((one for one in window[at:] if one in {"to", "by", "for"}), "") if at is not None else ""
    return "" if lexicon.has("unstretched", stems) else joint


def lasts(tokens: Sequence[Token], stems: Sequence[str], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the words around a duration, or their absence, make it the time the work lasts."""
    window = range(max(0, first - 6), min(len(stems), last + 3))
    if any(bars(tokens, stems, i, lexicon) for i in window) or perfect(tokens, stems, first):
        return False
    before = stems[max(0, first - 4) : first]
    near = lasting_before(stems, first, lexicon) or restates(stems, first, lexicon)
    shaped = any(lexicon.mark_at("lasted", stems, i) for i in range(last, min(len(stems), last + 2)))
    compound = tokens[last - 1].word in UNITS and tokens[first].word not in {"a", "an", "one"}  # "a ten-year lease"
    return near or shaped or compound or len(stems) <= last - first + 1 or bool((LEAST | MOST).intersection(before))


def lasting_before(stems: Sequence[str], first: int, lexicon: Lexicon) -> bool:
    return any(lexicon.mark_at("lasting", stems, i) for i in range(max(0, first - 4), first))


def restates(stems: Sequence[str], first: int, lexicon: Lexicon) -> bool:
    """Whether words of a correction stand before a duration: "make that three years", "I meant a month"."""
    return any(lexicon.mark_at("restates", stems, i) for i in range(max(0, first - 4), first))


def all_day(amount: Amount, unit: float, stems: Sequence[str], lexicon: Lexicon) -> bool:
    """ "24 hours" and "seven days" tell when the work is done, unless words of lasting stand before them."""
    round_ = amount.low == amount.high == ROUND.get(unit)
    if unit == UNITS["hour"]:
        return round_ and "for" not in stems[max(0, amount.first - 2) : amount.first]
    return round_ and not lasting_before(stems, amount.first, lexicon)


def daily(amount: Amount, unit: float, behind: Sequence[str]) -> bool:
    """Whether an amount is all hours of each day: "24 hours a day"."""
    whole = amount.low == amount.high == ROUND[UNITS["hour"]] and unit == UNITS["hour"]
    return whole and len(behind) > 1 and behind[0] in {"a", "per", "each", "every"} and behind[1] == "day"


def bound_until(stems: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a bond to another ends, as a contract does; the work need not end with it."""
    bond = next((at for at in range(len(stems)) if lexicon.mark_at("bonds", stems, at)), None)
    return bond is not None and lexicon.has("endings", stems[bond + 1 :])


def beginnings(stems: Sequence[str], lexicon: Lexicon) -> Iterator[bool]:
    """Whether a word of starting or delivering stands in the clause."""
    begin = {stem(word) for word in lexicon.file.concepts["begin"]}
    return (one in begin for one in stems)


def until_begin(stems: Sequence[str], last: int, lexicon: Lexicon) -> bool:
    """ "Two months until launch" tells how soon, not how long."""
    near = list(stems[last : last + 4])
    return "until" in near and any(beginnings(stems[last : last + 6], lexicon))


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
    """ "We have done this for ten years" and "it took us three years" are about the past."""
    if TOOK.intersection(token.word for token in tokens[max(0, first - 4) : first]):
        return True
    if first > 2 and tokens[first - 1].word == "for" and tokens[first - 2].word in SOUGHT and stems[first - 3] == "we":
        return True
    for i in (*range(max(0, first - 10), first), *range(first, min(first + 6, len(stems)))):
        if stems[i] == HAVE and any(
            t.word.endswith("ed") or t.word in {"done", "been", "run", "kept", "made", "had", "found"}
            for t in tokens[i + 1 : i + 4]
        ):
            return True
    return False
