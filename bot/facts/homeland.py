"""Whether a land that is named as the place of the work is the person's own."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from bot.facts.acts import DETERMINERS, FILLED, JOINTS
from bot.facts.cues import Index, Lexicon, Phrase, index_phrases, load_lexicon, longest, phrase_of
from bot.facts.denials import DENYING
from bot.facts.speakers import SELF
from bot.facts.weigh import Found, Value, overlap
from bot.types import Reading
from bot.words.tokens import Token, stem, tokens_of

PLACE, HOME, MARKET = "place", "jurisdiction", "expansion"
ABROAD, AT_HOME = "abroad_only", "home_only"
EITHER = (ABROAD, AT_HOME)
SITTING = frozenset(map(stem, ("based", "located", "headquartered", "sit", "operate", "reside", "live", "registered")))
WITHIN = frozenset({"in", "from", "at", "near"})
APART = DENYING | frozenset(map(stem, ("nowhere", "neither", "hardly", "outside", "far", "away", "except", "beyond")))
BETWEEN = frozenset({"with", "of", "for", "by", "serv", "to"})
"""What stands between an organisation and others: "with a supplier in Ghent"."""
UNDER = frozenset(map(stem, ("bound", "subject", "governed", "regulated", "supervised", "under")))
LAWS = frozenset({"law", "rule", "court"})
WHOLE = frozenset(map(stem, ("all", "also", "still", "now", "just", "very", "both")))
TOGETHER = frozenset(map(stem, ("group", "chain", "network", "association", "federation", "consortium", "alliance")))
"""Heads that are of the land of their members: "a group of Danish clinics"."""
BEFORE_LANDS = WITHIN | {"to", "the", "a", "an", "any", "with", "by"}
LED = 6  # words from "we are" to the land: "we are a small family-owned law firm in Zurich"
THERE = re.compile(r"\W*(?:where|in which) (?:we|i)(?:'re| are| sit| live| already)\b", re.IGNORECASE)


@cache
def names_of_lands() -> tuple[Index, dict[Phrase, str]]:
    """Every name of a land, and every adjective that belongs to one, as an index and with the land."""
    file = load_lexicon().file
    named = {phrase_of(name): land for land, names in file.lands.items() for name in names}
    named |= {phrase_of(adjective): land for adjective, land in file.adjectives.items()}
    return index_phrases(named), named


def same_land(name: str) -> list[str]:
    """The other words for the land that a name or an adjective belongs to: the Netherlands for "Dutch"."""
    file, said = load_lexicon().file, name.lower()
    land = file.adjectives.get(said) or next((land for land, names in file.lands.items() if names[0] == said), "")
    adjectives = [adjective for adjective, of in file.adjectives.items() if of == land]
    return [word for word in (*file.lands.get(land, ())[:1], *adjectives) if word != said]


@cache
def plain_lands() -> frozenset[str]:
    """The lands by the one word that they are mostly called, in lower case."""
    return frozenset(names[0] for names in load_lexicon().file.lands.values() if " " not in names[0])


def lands_in(words: str) -> frozenset[str]:
    """The lands that words name."""
    stems = [token.stem for token in tokens_of(words)]
    return frozenset(land for at in range(len(stems)) if (land := land_at(stems, at)[0]))


def land_at(stems: Sequence[str], at: int) -> tuple[str, int]:
    """The land that is named at a place, with where its name ends; "" for none."""
    index, lands = names_of_lands()
    size = longest(index[stems[at]], stems, at) if at < len(stems) and stems[at] in index else 0
    return (lands[tuple(stems[at : at + size])], at + size) if size else ("", at)


def home_in(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[int, int, str] | None:
    """The words of a clause that tell where the organisation is, with the law there: "we are a Ghanaian NGO".

    They tell it whatever else stands in the clause ("we are based in Oslo and look for help overseas").
    """
    stems, words = lexicon.masked(tokens), [token.word for token in tokens]
    for at in range(len(stems)):
        if tells_where(stems, at, lexicon):
            land, first, last = home_behind(stems, words, at + 1)
            if land:
                return first, last, lexicon.file.law_of(land)
    return None


def lands_apart(tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """The places of lands that "we are" leads to and that are not the organisation's own: "we are with a Thai vendor".

    Those whose rules bind it, and those where it is to do something, may be ("we are bound by Thai law").
    """
    stems, words = lexicon.masked(tokens), [token.word for token in tokens]
    start = next((at + 1 for at in range(len(stems)) if tells_where(stems, at, lexicon)), len(stems))
    own, _, _ = home_behind(stems, words, start)
    if "to" in stems[start:] or UNDER.intersection(stems[start:]):
        return frozenset()
    named = ((*land_at(stems, at), at) for at in range(start, len(stems)))
    others = [at for land, last, at in named if land not in ("", own) and not LAWS.intersection(stems[last : last + 1])]
    return frozenset(at for at in others if is_apart(stems, start, at, lexicon))


def is_apart(stems: Sequence[str], start: int, at: int, lexicon: Lexicon) -> bool:
    """Whether a land is not where "we are": "leaving Ghana", "nowhere near Ghana", "with a supplier in Ghana"."""
    before = stems[start:at]
    joint = next((one for one in reversed(before) if one in JOINTS | WITHIN and one != "of"), "")
    others = (i for i in range(start, at) if lexicon.mark_at("served", stems, i) or lexicon.mark_at("bought", stems, i))
    theirs = any(BETWEEN.intersection(stems[start:i]) for i in others)
    return joint not in WITHIN or theirs or bool(APART.intersection(before))


def tells_where(stems: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether "we are", "as a" or "based" stands at a place, and of the person's own organisation."""
    if stems[at] == "as":
        return at == 0 and stems[1:2] in (["a"], ["an"])
    if stems[at] == "be":
        return at > 0 and stems[at - 1] in SELF
    if stems[at] not in SITTING:
        return False
    others = lexicon.has("bought", stems[:at]) or lexicon.has("served", stems[:at])
    return at == 0 or bool(SELF.intersection(stems[:at]) and not others)


def home_behind(stems: Sequence[str], words: Sequence[str], start: int) -> tuple[str, int, int]:
    """The land that a noun phrase from here on is of, or in: "a small Ghanaian NGO", "in Lyon", "a bakery in Lyon"."""
    determined = False
    for at in range(start, min(len(stems), start + LED)):
        land, last = land_at(stems, at)
        if land:
            return land, at, last
        determined = determined or stems[at] in DETERMINERS
        if stems[at] in WITHIN:
            behind = at + 1 + bool(DETERMINERS.intersection(stems[at + 1 : at + 2]))
            if not (land_at(stems, at + 1)[0] or land_at(stems, behind)[0]):
                break
        elif stems[at] not in SITTING and ends_phrase(stems, words, at, determined):
            break
    return "", start, start


def ends_phrase(stems: Sequence[str], words: Sequence[str], at: int, determined: bool) -> bool:
    """Whether a word cannot stand between "we are" and the land of the organisation: "with", "not", "serving".

    What is "growing" or "fast growing" is the organisation; a participle behind a noun tells what it does.
    """
    if stems[at] == "of" and stems[at - 1] in TOGETHER:
        return False
    if stems[at] in JOINTS | APART:
        return True
    if not determined:
        return not (words[at].endswith("ly") or stems[at] in WHOLE)
    leading = not stems[at] or stems[at - 1] in DETERMINERS | FILLED or words[at - 1].endswith("ly")
    return words[at].endswith("ing") and not leading


def side_of(place: str, home: str) -> tuple[str, ...]:
    """Whether the land that words name as the place is the one in words that tell where the person is; else either."""
    there, here = lands_in(place), lands_in(home)
    if not (there and here):
        return EITHER
    return (AT_HOME,) if there <= here else (ABROAD,)


def is_ruled_out(words: str) -> bool:
    """Whether words name a land where something is not ("not in Spain", "no Thai firm"), and not one to stay in."""
    stems = [token.stem for token in tokens_of(words)]
    if not stems:
        return False
    at = next((i for i, one in enumerate(stems[1:], 1) if one not in BEFORE_LANDS), len(stems))
    named = land_at(stems, at)[0] or load_lexicon().mark_at("blocs", stems, at)
    return stems[0] in DENYING and bool(named)


def located(found: Sequence[Found], text: str) -> list[Found]:
    """What was found, with a land named as the place settled by where the person is.

    The land that is named as the place tells nothing of whose law applies.
    """
    found = [one for one in found if one.fact != MARKET or not THERE.match(text, one.end)]  # no market abroad
    places = [one for one in found if one.fact == PLACE and lands_in(text[one.start : one.end])]
    sure = any(one.fact == PLACE and one.values == (AT_HOME,) for one in found)
    either = [one for one in places if one.values == EITHER and not sure]
    out = [one for one in found if one.fact == HOME and is_ruled_out(text[one.start : one.end])]
    out += [one for one in found if one.fact == HOME and any(overlap(one, place) for place in either)]
    kept = [one for one in found if one not in out]
    home = " ".join(
        text[one.start : one.end] for one in kept if one.fact == HOME and not any(overlap(one, p) for p in places)
    )
    return [
        one._replace(values=side_of(text[one.start : one.end], home))
        if one in either or (one in places and one.values == (AT_HOME,) and lands_in(home))
        else one
        for one in kept
    ]


def settled(facts: Mapping[str, Value], origins: Mapping[str, Reading]) -> dict[str, Value]:
    """The facts, with a place that was left either abroad or at home settled by where the person said to be."""
    value, place, home = facts.get(PLACE), origins.get(PLACE), origins.get(HOME)
    if not place or not home or isinstance(value, str) or set(value or ()) != set(EITHER):
        return dict(facts)
    sides = side_of(place.words, home.words)
    return {**facts, PLACE: sides[0]} if len(sides) == 1 else dict(facts)
