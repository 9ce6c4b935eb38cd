"""Things of a series told apart by a number ("wave 3", "the second phase"): one that no text names is not there."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.understand.asked import MONTHS
from bot.words.amounts import number
from bot.words.language import english, stem

_PLACES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
# "A smaller one" is no number one.
_CARDINALS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_NUMBER = rf"\d{{1,2}}|{'|'.join(_CARDINALS)}"
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
_FROM = re.compile(
    r"\b(?:each|every|after|since|from|until|starting|beginning|later|further)\b(?: \w+){0,2} $", re.IGNORECASE
)
_THEN = re.compile(
    r"\b(?:thereafter|afterwards|after that|(?:each|every|any) (?:further )?(?P<noun>[a-z]{3,}))\b", re.IGNORECASE
)
_ON = re.compile(r"^\W{0,2}(?:and |or )?(?:onwards?|on\b|later|after|thereafter|following|beyond|up)", re.IGNORECASE)
# A time is counted from anywhere, and clauses are called by the number in front of them.
_COUNTED = frozenset(
    ["day", "week", "month", "hour", "minute", "quarter"]
    + [stem(noun) for noun in ("clause", "section", "paragraph", "article", "page", "line", "item", "point")]
)


class _One(NamedTuple):
    """One of a series in a text: the stem of its noun, its number, whether it surely is one (no verb with what it
    counts, "moves 3 boxes", nor what anybody can count, "the second cup"), and whether the text speaks of those behind
    it as well."""

    noun: str
    number: int
    sure: bool
    goes_on: bool


def names_one(question: str) -> bool:
    """Tell whether a question names one of a series by its number."""
    return any(_named(question))


def missing(question: str, texts: Iterable[str]) -> bool:
    """Tell whether a question names one of a series by its number, and texts name others of it but not that one."""
    asked = [(one.noun, one.number) for one in _named(question)]
    told = [one for text in texts for one in _named(text)] if asked else []
    closed = {one.noun for one in told if one.sure} - {one.noun for one in told if one.goes_on}
    known = {(one.noun, one.number) for one in told}
    return any(one[0] in closed and one not in known for one in asked)


def _named(text: str) -> Iterator[_One]:
    then = {stem((match["noun"] or "").lower()) for match in _THEN.finditer(text)}

    def goes_on(noun: str, start: int, end: int) -> bool:
        before, behind = text[max(0, start - 40) : start], text[end : end + 20]
        return bool(_FROM.search(before) or _ON.match(behind) or {"", noun} & then)

    for match in _BEHIND.finditer(text):
        noun, following = stem(match["noun"].lower()), (match["next"] or "").strip().lower()
        if not _is_counted(match["noun"]):
            counts = bool(following) and following not in english().stop and not following.endswith("ed")
            on = goes_on(noun, match.start(), match.start("next") if following else match.end())
            first = int(number(match["first"].lower()) or 0)
            for at in range(first, max(first, int(number((match["last"] or "0").lower()) or 0)) + 1):
                yield _One(noun, at, not (counts and match["noun"].islower()), on)
    for match in _AHEAD.finditer(text):
        noun, place = stem(match["noun"].lower()), match["place"].lower()
        if not _is_counted(match["noun"]):
            at = _PLACES.index(place) + 1 if place in _PLACES else int(re.sub(r"\D", "", place))
            yield _One(noun, at, False, goes_on(noun, match.start(), match.end()))


def _is_counted(noun: str) -> bool:
    return noun.lower() in english().stop or stem(noun.lower()) in _COUNTED
