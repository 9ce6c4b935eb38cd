"""What a question asks for that no sentence near the best one holds: a figure, a number of things, a name, ..."""

import re
from collections.abc import Collection, Sequence

from bot.asked import asks_contact, holds, year_fit
from bot.evidence import Match, text_of
from bot.language import english, stem, words
from bot.named import share_named
from bot.types import Evidence, Query

NEAR = 0.6  # how far below the best a unit may score that alone holds what is asked for
NAMED = 0.5  # share of the question's names and years that the unit with the figure has to exceed
AHEAD, BEHIND = 5, 2  # words that a number may stand before or behind what it counts

_ASKING = r"\b(?:which|what)(?: (?:one|two|three|four|five|six|[2-6]))?"
# Nouns for those who have a name; "which of them" wants to hear it.
_BEARER = (
    r"(?P<bearer>compan(?:y|ies)|firms?|banks?|insurers?|merchants?|suppliers?|vendors?|providers?|contractors?"
    r"|agenc(?:y|ies)|universit(?:y|ies)|investors?|lenders?|buyers?|sellers?|founders?|architects?|engineers?|professors?|managers?|directors?|partners?|customers?|clients?"
    r"|authors?|owners?|countr(?:y|ies)|cit(?:y|ies)|towns?|streets?|brands?|makers?|manufacturers?)"
)
_NAME_ASKED = re.compile(
    rf"{_ASKING}(?P<between>(?: [\w-]+){{0,2}}?) {_BEARER}\b"
    rf"|{_ASKING}(?: [\w-]+)? names? (?:was|were|is|are|has|have|did|do|does)\b|\bnames? of the (?!\w+ for\b)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z0-9,;:)(] )[A-ZÀ-Þ][\w.&'-]+|^[A-ZÀ-Þ][a-zà-ÿ]+(?= [A-ZÀ-Þ][a-zà-ÿ])|\b[A-Z]{2,}\b")
_SOME = r"(?:a|an|some|several|two|three|four|five|six|\d+)"
_COUNTED = re.compile(r"\bhow many\s+(?P<things>[\w-]+(?:\s+[\w-]+){0,2})", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d.*|(?:an?|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half|thirds?|quarters?|both"
    r"|single|hundred|thousand|million|billion|.*teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?"
    r"|double|treble|twice|once)s?"
)
_STAFF = frozenset(
    map(
        stem,
        [
            "people",
            "persons",
            "employees",
            "staff",
            "workers",
            "heads",
            "hands",
            "jobs",
            "posts",
            "members",
            "men",
            "women",
        ],
    )
)


def lacking(query: Query, match: Match) -> str:
    """Return what is asked for and held by no unit near the best: "figure", "number", "name" or "contact"; else ""."""
    near = [item for item in match.evidence if item.score >= match.evidence[0].score - NEAR]
    if query.kind == "number" and lacks_figure(query, near):
        return "figure"
    if lacks_number(query, near):
        return "number"
    if lacks_name(query, near):
        return "name"
    return "contact" if asks_contact(query.standalone) and not holds(query.standalone, list(map(text_of, near))) else ""


def lacks_figure(query: Query, near: Sequence[Evidence]) -> bool:
    """Tell whether no unit that is about the same thing holds the figure asked for.

    It is when it, or its headings, hold more than half of the names and years in the question, and no year but
    others.
    """
    about = [
        text_of(item)
        for item in near
        if item.fit >= 0
        and share_named(query.standalone, said_of(item)) > NAMED
        and year_fit(query.standalone, said_of(item)) >= 0
    ]
    return not about or holds(query.standalone, about) is False


def lacks_number(query: Query, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked how many of some things there are, and no unit has a number beside their name."""
    counted = _COUNTED.search(query.standalone)
    things = map(stem, filter(_several, words(counted["things"]) if counted else ()))
    if not (thing := next(things, "")):
        return False
    names = _STAFF if thing in _STAFF else {thing}
    return not any(names & item.met or _numbered(names, words(text_of(item))) for item in near)


def _several(word: str) -> bool:
    return stem(word) in _STAFF or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")))


def _numbered(names: Collection[str], said: Sequence[str]) -> bool:
    places = [at for at, word in enumerate(said) if stem(word) in names]
    numbers = [at for at, word in enumerate(said) if _NUMBER.fullmatch(word)]
    return any(-BEHIND <= place - number <= AHEAD and place != number for place in places for number in numbers)


def lacks_name(query: Query, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked which one it was, and no unit gives a name beside those in the question.

    The first that speaks of "a bank" or "two insurers" tells that their names are left out.
    """
    asked = _NAME_ASKED.search(query.standalone)
    if not asked or set(words(asked["between"] or "")) & english().stop:  # "what size of company" asks for no company
        return False
    known = set(map(stem, words(query.standalone)))
    bearer = re.escape(asked["bearer"].lower().rstrip("s").removesuffix("ie").rstrip("y")) if asked["bearer"] else ""
    some = re.compile(rf"\b{_SOME} (?:[a-z][\w-]* ){{0,3}}{bearer}\w*(?!,? (?:called|named|[A-Z]))") if bearer else None
    for item in near:
        new = {name for name in _NAME.findall(text_of(item)) if not known & set(map(stem, words(name)))}
        nameless = some is not None and some.search(text_of(item)) is not None
        if len(new) > nameless:
            return False
        if nameless:
            break
    return True


def said_of(item: Evidence) -> str:
    """Return a unit's words with those of its headings and the question's words that it meets in others."""
    return " ".join([item.hit.passage.index_text.splitlines()[0], text_of(item), *sorted(item.met)])
