"""Which one it was, or what it is called: does a unit give a name that the question does not?"""

import re
from collections.abc import Sequence

from bot.evidence.sentences import text_of
from bot.evidence.told import said_of
from bot.types import Evidence
from bot.understand.asked import MONTHS
from bot.understand.named import capitalised, is_month, named_things
from bot.words.language import content_words, english, owner, stem, stems
from bot.words.sounding import uses

_COUNTS = "one|two|three|four|five|six|[2-6]"
_VERB = (
    r"\W*$|\s+(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|lent|bought|sold|built|won|led"
    r"|\w+(?:ed|s))\b"
)
_NAME_ASKED = re.compile(
    rf"\b(?:which|what)(?: (?P<count>{_COUNTS}))?(?: (?P<between>[\w-]+))?"
    rf" (?P<bearer>{'|'.join([*english().bearers, *english().bearers.values()])})(?={_VERB})"
    rf"|\b(?:which|what)(?: (?:{_COUNTS}))? names? (?:is|are|was|were|has|have|did|do|does)\b"
    r"|\b(?:(?:which|what) )?(?:make|brand)(?: and model)? (?:(?:is|are|was|were) (?:the|my|our|your|this|that)|of)\b",
    re.IGNORECASE,
)
_OF_ONE = re.compile(r"\bnames? of (?:the|our|their|that|an?) (?P<bearer>[a-z]{4,})\b")
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_PLACED = re.compile(rf"\b(?:in|near|on)(?: the)?(?: [A-ZÀ-Þ][\w'’-]*)+|\d (?:{MONTHS})\b|\b(?:{_DAYS})\b")
_NAMED_BEFORE, _LOOK_BACK = re.compile(r"[A-ZÀ-Þ][\w'’-]*, $"), 40
_OPENING = re.compile(r"(?:^|[.!?:]\s+)\W*(?P<word>[A-ZÀ-Þ][\w'’-]*)(?: (?P<next>\w+))?")
_INSIDE = re.compile(r"(?<=[\w,;)] )[A-ZÀ-Þ][\w'’-]*")
USUAL = 5_000  # uses in the dictionary's texts from which on a word that opens a sentence is taken for no name
_PLACES = frozenset(["cities", "towns", "countries"])


def lacks_name(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked which one it was, and no unit gives a name beside those in the question; or for the name
    of one, and it is left out.

    The first that speaks of "a bank" or "two insurers" tells that their names are left out.
    """
    if of_one := _OF_ONE.search(question):
        return _left_out(of_one["bearer"].lower(), question, near)
    asked = _NAME_ASKED.search(question)
    if not asked or not _asks_name(asked):
        return False
    known, named = stems(question), {word.lower() for word in named_things(question)}
    content = stems(" ".join(word for word in content_words(question) if word not in named))
    nameless = _nameless(asked["bearer"].lower()) if asked["bearer"] else None
    for item in near:
        unnamed = nameless is not None and _unnamed(nameless, text_of(item))
        about = not content or not content.isdisjoint(item.met | stems(said_of(item)))
        if about and len(_names(item, text_of(item), known)) > unnamed:
            return False
        if unnamed:
            break
    return True


def _left_out(bearer: str, question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether the first unit that speaks of one ("a rider") does so without a name that the question has not.

    What does not speak of it names others, but for the best with a word of the question; where and when something was
    is no name of it.
    """
    nameless, known, content = _nameless(bearer), stems(question), stems(" ".join(content_words(question)))
    for item in near:
        text = text_of(item)
        said = stems(text)
        speaks = stem(bearer) in said or (item is near[0] and not content.isdisjoint(said))
        if speaks and _names(item, _PLACED.sub(" ", text), known):
            return False
        if _unnamed(nameless, text):
            return True
    return False


def _asks_name(asked: re.Match[str]) -> bool:
    """Tell "which bank lent" and "which two suppliers" from "which suppliers", which asks for a kind."""
    bearer = (asked["bearer"] or "").lower()
    several = bearer in english().bearers.values()
    return (asked["between"] or "").lower() not in english().stop and (
        not several or bool(asked["count"]) or bearer in _PLACES
    )


def _nameless(bearer: str) -> re.Pattern[str]:
    one, several = next((pair for pair in english().bearers.items() if bearer in pair), (bearer, f"{bearer}s"))
    some = rf"\b(?i:an?|some|several|{_COUNTS}|\d+) (?:[\w-]+ ){{0,3}}?"
    return re.compile(rf"{some}(?:{one}|{several})\b(?!:|,? (?:called|named|such as|[A-ZÀ-Þ“\"]))")


def _unnamed(nameless: re.Pattern[str], text: str) -> bool:
    """Tell whether a text speaks of one without a name in front ("a bank", not "Nordbank, a bank")."""
    return any(not _NAMED_BEFORE.search(text[: match.start()][-_LOOK_BACK:]) for match in nameless.finditer(text))


def _names(item: Evidence, text: str, known: frozenset[str]) -> set[str]:
    """Return the stems of the words that a text of a unit writes with a capital, and its passage never without one.

    None that is known, and no usual word that opens a sentence ("Hours from") but in front of a known one ("Apple
    supplies").
    """
    opens = (match for match in _OPENING.finditer(text) if stem((match["next"] or "").lower()) not in known)
    opening = {owner(match["word"].lower()) for match in opens}
    inside = {owner(match.group().lower()) for match in _INSIDE.finditer(text)}
    named = [word for word in capitalised(text, item.hit.passage.text) if not is_month(word)]
    told = (stem(word) for word in named if word not in opening or word in inside or uses().get(word, 0) < USUAL)
    return {word for word in told if word not in known}
