"""How likely each of the best units answers the question, by a model that reads the two together.

Likeness of words finds what speaks of the same thing; whether the very thing asked is told there ("is there parking at
the hall?" beside "The hall seats 80."), only a reading of both can tell.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bot.evidence.leaning import behind_in, leans_on
from bot.evidence.sentences import Match, by_worth, text_of
from bot.types import Evidence
from bot.understand.followup import APART

READ = 6  # of the best units; each costs some three milliseconds, and more of them no answer is the better for
WORTH = 0.5  # what a unit gains that is certain to answer
# How much likelier than the best unit a likely one has to be, and how little below it, to go before it: of 18 likely
# ones that are so on the questions to develop on 10 answer, 2 of those that were before them.
CLEARLY, BELOW = 0.3, 0.35
JUST = 0.00001  # by how much it then scores more
LIKELY = 0.6  # chance from which on a unit is likely to answer
ABOVE = 200  # characters of headings, the nearest, and of a lead-in that are read, to leave room for the words
FAR = 30.0  # log-odds beyond which a chance does not change

Scores = Callable[[str, Sequence[str]], NDArray[np.float32]]
"""Log-odds that each text answers a question."""


def judged(question: str, match: Match, scores: Scores, worth: float = WORTH) -> Match:
    """Return a match whose best units, and the sentence behind the first of them, have their chance to answer, the
    likelier ones in front by what that is worth."""
    read = _read(question, match, match.evidence[:READ], scores, worth)
    read = _likeliest_first(read) if worth and APART not in question else read
    return _read(question, read, _behind_first(read.evidence), scores, worth)


def _likeliest_first(match: Match) -> Match:
    """Return a match with its likeliest unit in front where that is clearly likelier than the best one, little below it
    and not of another thing: what holds few of its words may only tell why."""
    if not match.evidence:
        return match
    best, likeliest = match.evidence[0], max(match.evidence, key=lambda item: item.chance or 0.0)
    clearly = (likeliest.chance or 0.0) >= max(LIKELY, (best.chance or 0.0) + CLEARLY)
    if not clearly or best.score - likeliest.score > BELOW or 2 * len(likeliest.met) < len(best.met):
        return match
    rest = (item for item in match.evidence if item is not likeliest)
    return replace(match, evidence=(replace(likeliest, score=round(best.score + JUST, 5)), *rest))


def _read(question: str, match: Match, units: Sequence[Evidence], scores: Scores, worth: float) -> Match:
    if not units:
        return match
    odds = scores(question, [in_context(item) for item in units])
    weighed = [_with_chance(item, chance_of(float(one)), worth) for item, one in zip(units, odds, strict=True)]
    read = {(item.hit.passage.id, item.unit) for item in units}
    rest = [item for item in match.evidence if (item.hit.passage.id, item.unit) not in read]
    return replace(match, evidence=tuple(by_worth([*weighed, *rest], lambda item: item.score)))


def _behind_first(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentence behind the first one, which may tell what that only leads to, unless it has been read."""
    behind = behind_in(evidence, evidence[0]) if evidence and evidence[0].unit.kind == "sentence" else None
    return [behind] if behind and behind.chance is None and behind.unit.kind == "sentence" else []


def in_context(item: Evidence) -> str:
    """Return the words of a unit behind its headings and what it leans on, which tell what they are about.

    With the sentence in front of one that opens with a pronoun the right line comes first for .70 instead of .66 of 273
    questions of six writers whose line is or looks like such a one.
    """
    before = " ".join(map(text_of, leans_on(item)))
    return " ".join(filter(None, [f"{item.hit.passage.above[-ABOVE:]}:", before[-ABOVE:], text_of(item)]))


def chance_of(odds: float) -> float:
    """Return the probability that belongs to log-odds, to three digits."""
    return round(1 / (1 + math.exp(-max(-FAR, min(FAR, odds)))), 3)


def _with_chance(item: Evidence, chance: float, worth: float) -> Evidence:
    return replace(item, chance=chance, score=round(item.score + worth * chance, 5))
