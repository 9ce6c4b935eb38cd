"""Several jobs that one turn tells of at once ("two jobs: binding our books and who repairs the presses"): their names,
and which of them a later part of a turn speaks of."""

import re
from collections.abc import Sequence

from bot.case.replay import Told
from bot.facts.acts import TIMES, is_work
from bot.facts.cues import load_lexicon
from bot.words.amounts import NUMBERS
from bot.words.language import content_words, stem, words

_MANY = {"two": 2, "2": 2, "both": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_ANNOUNCED = re.compile(
    r"\b(?P<many>two|both|three|four|[234])\s+(?:[\w-]+\s+){0,2}?"
    r"(?:jobs?|things|tasks|pieces|projects|chores|decisions|activities|works?|processes|services)\b[^:.?!;]*"
    r"[:–—]\s*(?P<list>[^.?!;]+)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:^\W*|[:,]\s*|\b(?:decid\w+|choos\w+|know|settle|is|and)\s+)(?=who\b)", re.IGNORECASE)
_FURTHER = re.compile(r"\s*(?:,\s*(?:and\s+)?|\band\s+)(?=who\b)", re.IGNORECASE)
_EVERY = re.compile(
    r"\b(?:in|for|of|to|with|on|about) (?:either|both|each|neither)\b|\bboth are\b|^\W*neither\b", re.IGNORECASE
)
_LED = re.compile(r"^\W*(?:(?:the|our|my|an?)\s+)?", re.IGNORECASE)
_JOINED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_PARTS = re.compile(r"(?<=[.?!;])\s+|,\s+(?=(?:and|but|while|whereas)\s)")
_LINKS = r"(?:(?:for|of|in|about|with|on|as to|as for)\s+)?(?:(?:the|our|my|this|that)\s+)?"
LONGEST = 8  # words of a name


def jobs_in(turn: str) -> tuple[str, ...]:
    """Return the names of the jobs that a turn announces by their number, or each with a "who"; none for one job."""
    announced = _ANNOUNCED.search(turn)
    told = announced["list"] if announced else turn
    first = _FIRST.search(told)
    asked = _FURTHER.split(told[first.end() :].split("?")[0]) if first else []
    parts = asked if len(asked) > 1 else _JOINED.split(told) if announced else []
    names = tuple(" ".join(_LED.sub("", part).strip(" ,.?!").split()) for part in parts)
    if len(names) < 2 or (announced and len(names) != _MANY[announced["many"].lower()]):
        return ()
    if announced and not asked and not all(_is_job(one) for one in names):
        return ()  # "two things: price and speed"
    told_apart = all(_stems(one, names) for one in names) and all(len(words(one)) <= LONGEST for one in names)
    return names if told_apart else ()


def _is_job(name: str) -> bool:
    """Whether a name is one of work by its head, or of something done to a thing ("binding our books")."""
    first, *rest = words(name)
    return bool(rest and first.endswith("ing")) or is_work(name, own=True, lexicon=load_lexicon())


def _stems(name: str, names: Sequence[str]) -> set[str]:
    """The stems by which one name is told from the others; neither numbers nor times."""
    said = {one: {_root(word) for word in content_words(one) if word not in NUMBERS} - TIMES for one in names}
    return said[name].difference(*(stems for one, stems in said.items() if one != name))


def _root(word: str) -> str:
    """The stem of a word without a doubled last letter, so that "shipping" is what is done by who "ships"."""
    found = stem(word)
    return found[:-1] if found[-2:-1] == found[-1:] else found


def spot_of(one: Told, state: Told, turn: str) -> tuple[int, int] | None:
    """Return where a turn names one of several jobs by a word that no other has, with the words that link it."""
    names = [case.title for case in (state, *state.shelved) if case.title]
    if len(names) < 2 or len(words(one.title)) < 2:
        return None
    stems = _stems(one.title, names)
    for match in re.finditer(rf"(?<![\w-]){_LINKS}(?P<name>[\w-]+)", turn, re.IGNORECASE):
        if any(_root(word) in stems for word in words(match["name"])):
            return match.span()
    return None


def parted(state: Told, turn: str) -> list[tuple[Told, str]]:
    """Return the jobs that the parts of a turn speak of, each with the turn emptied of the rest; none for one job.

    A part that names none goes on with the job before it; what holds "for both" is told of each.
    """
    cases = [one for one in (state, *state.shelved) if one.title]
    if len(cases) < 2:
        return []
    if _EVERY.search(turn):
        return [(one, turn) for one in cases]
    found: dict[str, str] = {}
    last, end = "", 0
    for part in _PARTS.split(turn):
        start = turn.index(part, end)
        end = start + len(part)
        named = [one.title for one in cases if spot_of(one, state, part)]
        if len(named) > 1:
            return []
        last = named[0] if named else last
        if last:
            kept = found.get(last, " " * len(turn))
            found[last] = kept[:start] + part + kept[end:]
    by_title = {one.title: one for one in cases}
    return [(by_title[title], text) for title, text in found.items()] if len(found) > 1 else []
