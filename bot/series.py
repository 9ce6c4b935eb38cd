"""Things of a series told apart by a number ("wave 3", "the second phase"): one that no text names is not there."""

import re
from collections.abc import Iterable, Iterator

from bot.asked import MONTHS
from bot.language import english, stem

_PLACES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_NUMBER = rf"\d{{1,2}}|{'|'.join(_CARDINALS[1:])}"  # "a smaller one" is no number one
# "wave 3", "meeting no. 7", "years 2 to 4"; not "wave 3.2", "30 %" or "March 3".
_BEHIND = re.compile(
    rf"\b(?!(?:{MONTHS})\b)(?P<noun>[a-z]{{3,}}) (?:no\.? ?|number |#)?(?P<first>{_NUMBER})"
    rf"(?:\s?(?:to|-|–|and|,|&)\s?(?P<last>{_NUMBER}))?\b(?![.,:/]\d|\s?[%€£$])(?P<next> [a-z]+)?",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    rf"\b(?P<place>{'|'.join(_PLACES)}|\d{{1,2}}(?:st|nd|rd|th)) (?P<noun>[a-z]{{3,}})\b", re.IGNORECASE
)
# "From year 2 on", "after the first year": the later ones are spoken of without their numbers.
_LATER = re.compile(
    r"\b(?:each|every|later|after|since|from|onwards?|thereafter|subsequent|following|all|any|until|further)\b",
    re.IGNORECASE,
)
# A time is counted from anywhere, and clauses are called by the number in front of them.
_COUNTED = frozenset(
    ["day", "week", "month", "hour", "minute", "quarter"]
    + [stem(noun) for noun in ("clause", "section", "paragraph", "article", "page", "line", "item", "point")]
)


def missing(question: str, texts: Iterable[str]) -> bool:
    """Tell whether a question names one of a series by its number, and texts name others of it but not that one."""
    asked = set(_named(question))
    texts = list(texts) if asked else []
    told = {one for text in texts for one in _named(text)}
    series = {noun for text in texts for noun, _ in _named(text, surely=True) if not _LATER.search(text)}
    later = {noun for text in texts for noun, _ in _named(text) if _LATER.search(text)}
    return any(one not in told and one[0] in series - later for one in asked)


def _named(text: str, surely: bool = False) -> Iterator[tuple[str, int]]:
    """Yield the things of a series that a text names, as the stem of their noun and their number.

    "Moves 3 boxes" looks like "wave 3 moves": `surely` leaves out what can be a verb with what it counts.
    """
    for match in _BEHIND.finditer(text):
        noun, following = match["noun"], (match["next"] or "").strip().lower()
        counts = bool(following) and following not in english().stop and not following.endswith("ed")
        if not _is_counted(noun) and not (surely and counts and noun.islower()):
            first = _value(match["first"])
            last = max(first, _value(match["last"] or "0"))
            yield from ((stem(noun.lower()), number) for number in range(first, last + 1))
    for match in _AHEAD.finditer(text):
        place = match["place"].lower()
        if not _is_counted(match["noun"]):
            number = _PLACES.index(place) + 1 if place in _PLACES else int(re.sub(r"\D", "", place))
            yield stem(match["noun"].lower()), number


def _is_counted(noun: str) -> bool:
    return noun.lower() in english().stop or stem(noun.lower()) in _COUNTED


def _value(number: str) -> int:
    lower = number.lower()
    return _CARDINALS.index(lower) + 1 if lower in _CARDINALS else int(lower)
