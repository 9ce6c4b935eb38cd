"""How a thing is ("how wide is the gate"), or who makes it: is that told, and not only something else of it?"""

import re
from collections.abc import Collection, Sequence
from functools import cache

from bot.evidence.measured import meets, phrase_words, root
from bot.evidence.sentences import text_of
from bot.evidence.told import kind_of_row, said_of, said_up_to, told_by
from bot.types import Evidence
from bot.understand.fit import all_words
from bot.understand.named import capitalised
from bot.words.amounts import ARTICLES, WORDS
from bot.words.language import english, stem, stems, words

NAMED = 0.5  # share of the words for the thing, the last among them, that a sentence has to hold; a row holds all

_HOW = re.compile(
    rf"\bhow (?P<how>{'|'.join(english().dimensions)})"
    r" (?:is|are|was|were|do|does|did|can|could|will|would|should|must|may|has|have) (?P<thing>.+)",
    re.IGNORECASE,
)
_WHO = re.compile(rf"\bwho (?:{'|'.join(english().makers['asked'])}) (?P<thing>.+)", re.IGNORECASE)
_REFERS = re.compile(r"(?:it|they|its|their|this|these|he|she|his|her)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_ANY_AMOUNT = re.compile(
    rf"\b(?!(?:19|20)\d\d\b)\d|\b(?:{'|'.join(word for word in WORDS if word not in ARTICLES)})\b", re.IGNORECASE
)
"""A sentence may tell it in whatever unit ("five fathoms"), which a cell of a table has with others beside it."""


def lacks_quality(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked how a thing is, and no unit that names it has an amount in a unit of that, nor a word
    for it that does not belong to its name ("deep fryer")."""
    found = _HOW.search(question)
    thing = _thing(found["thing"]) if found else []
    if not found or not thing or not english().sums.isdisjoint(map(stem, thing)):  # "how heavy is the fine"
        return False
    return not any(_is_about(thing, item) and _tells(found["how"].lower(), thing, item) for item in near)


def _tells(how: str, thing: Sequence[str], item: Evidence) -> bool:
    """Tell whether a unit has a word for how a thing is, or an amount and no word for something else in that unit: what
    is 4 m wide need not be as tall."""
    asked = english().dimensions[how]
    others = [one.told for one in english().dimensions.values() if one.told != asked.told and one.units & asked.units]
    said = {*words(all_words(item.hit.passage, item.unit))} - {*thing}
    amount = _amount_in(asked.units) if item.unit.kind == "row" else _ANY_AMOUNT
    return bool(said & asked.told) or (
        said.isdisjoint(frozenset[str]().union(*others)) and bool(amount.search(told_by(item)))
    )


def lacks_maker(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked who makes a thing, and what is told of it is a row of a table without its maker."""
    found = _WHO.search(question)
    thing = _thing(found["thing"]) if found else []
    about = [item for item in near if thing and _is_about(thing, item)]
    return bool(about) and about[0].unit.kind == "row" and not any(_tells_maker(question, item) for item in about)


def _thing(text: str) -> list[str]:
    return [word.lower() for word in phrase_words(text, english().grammar["determiners"])]


def _is_about(thing: Sequence[str], item: Evidence) -> bool:
    """Tell whether a unit is about a thing of some words, which it may call "it" after what is said before."""
    meant = said_up_to(item) if _REFERS.match(text_of(item)) else said_of(item)
    held = frozenset(map(root, stems(f"{kind_of_row(item)} {meant}")))
    met = [meets(word, held) for word in thing]
    return item.fit >= 0 and met[-1] and sum(met) >= (1.0 if item.unit.kind == "row" else NAMED) * len(met)


@cache
def _amount_in(units: Collection[str]) -> re.Pattern[str]:
    """Return how an amount in one of some units looks, in figures or words, or with its unit in the head of a column.

    Whatever is as deep as something else can be so by a share of it.
    """
    named = "|".join(re.escape(unit) for unit in sorted([*units, "%", "percent", "per cent"], key=len, reverse=True))
    return re.compile(rf"(?:\d|\b(?:{'|'.join(WORDS)}))[\s-]?(?:{named})(?!\w)|\((?:{named})\): ?~?\d", re.IGNORECASE)


def _tells_maker(question: str, item: Evidence) -> bool:
    """Tell whether a unit has a word for a maker or, in a sentence, someone by whom it is made or a name."""
    text = text_of(item)
    if not english().makers["asked"].union(english().makers["told"]).isdisjoint(words(text)):
        return True
    named = set(map(stem, capitalised(text, item.hit.passage.text))) - stems(question)
    return item.unit.kind != "row" and bool(named or _BY.search(text))
