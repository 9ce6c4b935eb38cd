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
from bot.words.amounts import WORDS
from bot.words.language import english, stem, stems, words

NAMED = 0.5  # share of the words for the thing, the last among them, that a sentence has to hold; a row holds all

_MUST = r"(?:is|are|was|were|do|does|did|can|could|will|would|should|must|may|might|has|have)"
_HOW = re.compile(rf"\bhow (?P<how>{'|'.join(english().dimensions)}) {_MUST} (?P<thing>.+)", re.IGNORECASE)
_WEIGHS = re.compile(rf"\b(?:how much|what) {_MUST} (?P<thing>.+?) weigh\b|\bweight of (?P<of>.+)", re.IGNORECASE)
_COLOUR = re.compile(
    rf"\b(?:what|which) colou?rs? {_MUST} (?P<thing>.+?)(?: (?:going|meant|supposed|planned|due) .*)?$", re.IGNORECASE
)
_WHO = re.compile(rf"\bwho (?:{'|'.join(english().makers['asked'])}) (?P<thing>.+)", re.IGNORECASE)
_REFERS = re.compile(
    r"^(?:it|they|its|their|this|these|he|she|his|her)\b|\b(?:each|it|them)(?=[,.;:)]|$| (?:or|and|may|must|can)\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\b", re.IGNORECASE)


def lacks_quality(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked how a thing is, and nothing that names it has an amount in a unit of that, nor a word
    for it that does not belong to its name ("deep fryer")."""
    how, thing = asked_quality(question)
    return bool(thing) and not any(tells_quality(how, thing, item) for item in near)


def tells_quality(how: str, thing: Sequence[str], item: Evidence) -> bool:
    """Tell whether a unit is about a thing and tells how heavy, or how wide, that is.

    A temperature may be that of what fills it, after what is said before: "The lake is open. The water is 19 degrees."
    """
    units, text = english().dimensions[how].units, told_by(item)
    goes_on = "celsius" in units and bool(_amount_in(units).search(text))
    return _is_about(thing, item, goes_on) and _tells(how, thing, item)


def asked_quality(question: str) -> tuple[str, list[str]]:
    """Return how a thing is asked to be ("heavy") and the words for it; no words where none is asked, or of a sum."""
    if coloured := _COLOUR.search(question):
        return "coloured", _thing(coloured["thing"])
    found = _HOW.search(question)
    weighs = None if found else _WEIGHS.search(question)
    said = found["thing"] if found else (weighs["thing"] or weighs["of"] if weighs else "")
    thing = _thing(said)
    return found["how"].lower() if found else "heavy", thing if english().sums.isdisjoint(map(stem, thing)) else []


def _tells(how: str, thing: Sequence[str], item: Evidence) -> bool:
    """Tell whether a unit has a word for how a thing is, or an amount and no word for something else in that unit: what
    is 4 m wide need not be as tall."""
    asked = english().dimensions[how]
    others = [one.told for one in english().dimensions.values() if one.told != asked.told and one.units & asked.units]
    said = {*words(all_words(item.hit.passage, item.unit))} - {*thing}
    amount = asked.units and _amount_in(asked.units).search(told_by(item))
    return bool(said & asked.told) or (said.isdisjoint(frozenset[str]().union(*others)) and bool(amount))


def lacks_maker(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked who makes a thing, and what is told of it is a row of a table without its maker."""
    found = _WHO.search(question)
    thing = _thing(found["thing"]) if found else []
    about = [item for item in near if thing and _is_about(thing, item)]
    return bool(about) and about[0].unit.kind == "row" and not any(_tells_maker(question, item) for item in about)


def _thing(text: str) -> list[str]:
    return [word.lower() for word in phrase_words(text, english().grammar["determiners"])]


def _is_about(thing: Sequence[str], item: Evidence, goes_on: bool = False) -> bool:
    """Tell whether a unit is about a thing of some words, which it may call "it" after what is said before."""
    meant = said_up_to(item) if goes_on or _REFERS.search(text_of(item)) else said_of(item)
    held = frozenset(map(root, stems(f"{kind_of_row(item)} {meant}")))
    met = [meets(word, held) for word in thing]
    return item.fit >= 0 and met[-1] and sum(met) >= (1.0 if item.unit.kind == "row" else NAMED) * len(met)


@cache
def _amount_in(units: Collection[str]) -> re.Pattern[str]:
    """Return how an amount in one of some units looks, in figures or words, or its unit in the head of a column.

    Whatever is as deep as something else can be so by a share of it, but for a weight.
    """
    shares = () if "kg" in units else ("%", "percent", "per cent")
    named = "|".join(re.escape(unit) for unit in sorted([*units, *shares], key=len, reverse=True))
    return re.compile(
        rf"(?:\d[\s-]?|\b(?:{'|'.join(WORDS)})[\s-])(?:{named})(?!\w)|\((?:{named})\): ?~?\d", re.IGNORECASE
    )


def _tells_maker(question: str, item: Evidence) -> bool:
    """Tell whether a unit has a word for a maker or, in a sentence, someone by whom it is made or a name."""
    text = text_of(item)
    if not english().makers["asked"].union(english().makers["told"]).isdisjoint(words(text)):
        return True
    named = set(map(stem, capitalised(text, item.hit.passage.text))) - stems(question)
    return item.unit.kind != "row" and bool(named or _BY.search(text))
