"""What a question asks for and no sentence near the best holds: a figure, a number of things, a name, a contact, or
the thing itself that a fact is asked of."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Literal

from bot.evidence.contacts import lacks_contact
from bot.evidence.defining import lacks_term
from bot.evidence.identifiers import lacks_identifier
from bot.evidence.judged import LIKELY
from bot.evidence.measured import lacks_measured, lacks_substance
from bot.evidence.qualities import lacks_maker, lacks_quality
from bot.evidence.roles import lacks_person, lacks_role
from bot.evidence.sentences import Match
from bot.evidence.times import lacks_time
from bot.evidence.told import said_of, said_up_to, told_by
from bot.evidence.unnamed import lacks_name
from bot.types import Evidence, Query
from bot.understand.asked import holds, year_fit
from bot.understand.kinds import figure_in_brief
from bot.understand.named import named_things, share_named, with_capitals
from bot.understand.provisions import lacks_provision
from bot.understand.series import missing
from bot.words.amounts import NUMBERS
from bot.words.language import WORD, english, stem, stems, words
from bot.words.ranges import given_in

# The chance of a unit from which on it tells of the thing asked of in other words: of the questions of eleven writers
# whose thing no unit near names, 19 of 24 are answerable from here on, 35 of 174 below.
TOLD = 0.9
# The same of a thing that no passage names ("the position" for "the job"): of the calibration questions about one, 11
# of 14 are answerable from here on, 7 of 21 below.
IN_OTHER_WORDS = 0.75
NEAR = 0.6  # how far below the best a unit may score that alone holds what is asked for
NAMED = 0.5  # share of the question's names and years that the unit has to hold, and the one with a figure to exceed
AHEAD, BEHIND = 5, 2  # words that a number may stand before or behind what it counts

Lack = Literal["figure", "number", "name", "contact", "thing"]

_AMOUNT_ASKED = re.compile(r"\b(?:how much|what|how many (?:dollar|euro|pound|million|billion)s?)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_COUNTED = re.compile(r"\bhow many\s+(?P<things>[\w-]+(?:\s+[\w-]+){0,2})", re.IGNORECASE)
_WORKING = re.compile(
    r"\bhow many (?:people|persons) (?:who |that )?(?:work|are employed|are working)\b", re.IGNORECASE
)
_SHARED = re.compile(
    r"(?:\b(?:percent(?:age)?|per cent|share|proportion|fraction)|%) of (?:the |our |all )?"
    r"(?P<things>[\w-]+(?:\s+[\w-]+){0,2})",
    re.IGNORECASE,
)
# Whoever asks for these is told in other units, or as a sign: "€4", "30 m", "twice".
_MEASURED = re.compile(
    r"(?:euro|dollar|pound|cent|penn|crown|metre|meter|mile|kilomet|litre|liter|gram|kilo|degree|watt|point|time|second"
    r"|minute|hour|day|night|week|month|quarter|year|percent)\w*"
)
_OF_THEM = re.compile(r"\b(?:of (?:them|these|those)|each)\b", re.IGNORECASE)
_NUMBER_WORDS = frozenset(NUMBERS) | {"no", "none"}
_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d.*")
_YEAR = re.compile(r"(?:19|20)\d\d")  # may be a number in front of what it counts, but not behind these
_DATING = frozenset(["in", "since", "until", "by", "from", "of", "for", "before", "after", "and", "to"])

_VERBS = "is|are|was|were|do|does|did|has|have|can|could|will|would|should|must|may"
# The noun for what is asked: "how much fee", "how high are the fines", "who is the manager of", "what penalty does".
_WORD = (
    rf"(?!(?:of|for|on|at|in|to|from|behind|per|with|by|under|that|who|which|when|if|and|or|had|{_VERBS})\b)"
    r"[\w'’&-]+(?![\w'’&-])"
)
_PHRASE = rf"(?P<phrase>{_WORD}(?: {_WORD}){{0,4}}) ?"
_THE = "(?:the |an? |our |their |its )?"
_ONE = "(?:the |an? |our |their |its )"  # "who is exempt" asks for no thing
_IS = "(?:['’]s| is| are| was| were)"
_THING_ASKED = tuple(
    re.compile(opening + _PHRASE + closing, re.IGNORECASE)
    for opening, closing in (
        (r"\bhow much ", ""),
        (rf"\bhow high{_IS} {_THE}", ""),
        (rf"\b(?:what{_IS} {_THE}|who{_IS} {_ONE})(?:names? of {_THE})?", ""),
        (rf"\bnames? of {_THE}", ""),
        (r"\bwhat ", rf"(?=(?:{_VERBS})\b)"),  # "which pier" is told by its name
    )
)
_ASKS_MORE = frozenset(["definition", "comparison", "procedure", "decision", "list"])


def lacking(query: Query, match: Match) -> Lack | None:
    """Return what is asked for and held by no unit near the best one, None when nothing is, or no unit was weighed: the
    model finds no word in a question of rare signs."""
    if not match.evidence:
        return None
    near = [item for item in match.evidence if item.score >= match.evidence[0].score - NEAR]
    texts = {item.hit.passage.id: item.hit.passage.text for item in near}
    query = replace(query, standalone=with_capitals(query.standalone, list(texts.values())))
    likeliest = max(item.chance or 0.0 for item in match.evidence)
    # A few words can ask for more than a figure: "transfer price in the group".
    brief = likeliest >= LIKELY and figure_in_brief(query.standalone)
    if query.kind == "number" and not brief and (lacks_figure(query, near) or lacks_deed(query.standalone, near)):
        return "figure"
    best = match.evidence[0].hit.passage.document_id
    told = [one.hit.passage for one in match.evidence if one.hit.passage.document_id == best]
    if missing(query.standalone, (one.index_text for one in told)) or lacks_provision(query.standalone, told):
        return "thing"
    if lacks_number(query.standalone, near) or (likeliest < TOLD and lacks_share(query.standalone, near)):
        return "number"
    if any(lacks(query.standalone, near) for lacks in (lacks_name, lacks_role, lacks_person, lacks_maker)):
        return "name"
    if lacks_contact(query.standalone, near) or lacks_identifier(query.standalone, near):
        return "contact"
    if query.kind in ("number", "other", "list") and lacks_time(query.standalone, near):
        return "thing"
    if query.kind in ("number", "other", "list") and lacks_measured(query.standalone, near):
        return "thing"
    if query.kind in ("number", "other") and likeliest < IN_OTHER_WORDS and lacks_substance(query.standalone, near):
        return "thing"
    if query.kind == "definition" and likeliest < IN_OTHER_WORDS and lacks_term(query.standalone, near):
        return "thing"
    if query.kind in _ASKS_MORE:
        return None
    if lacks_quality(query.standalone, near):
        return "thing"
    return "thing" if likeliest < TOLD and lacks_thing(query.standalone, near) else None


def lacks_figure(query: Query, near: Sequence[Evidence]) -> bool:
    """Tell whether no unit that is about what the question names, and about no other year, holds the figure."""
    about = [
        told_by(item)
        for item, share in _about(query.standalone, near)
        if share > NAMED and year_fit(query.standalone, said_of(item)) >= 0
    ]
    return not about or holds(query.standalone, about) is False


def lacks_deed(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked how much was saved, earned or lost, and no unit with a figure speaks of that."""
    if not _AMOUNT_ASKED.search(question):
        return False
    asked, about = stems(question), [item for item, _ in _about(question, near)]
    return any(
        deed in asked and not any(told & stems(said_of(item)) and _FIGURE.search(told_by(item)) for item in about)
        for deed, told in english().deeds.items()
    )


def _about(question: str, near: Sequence[Evidence]) -> list[tuple[Evidence, float]]:
    """Return the units about what is asked: they, or their headings, hold half of its names; with the share held."""
    given = frozenset[str]().union(*(one.stems for one in given_in(question)))  # amounts of the asker's own
    shares = [(item, share_named(question, said_of(item), item.met | given)) for item in near if item.fit >= 0]
    return [(item, share) for item, share in shares if share >= NAMED]


def lacks_number(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked how many of some things there are, and no unit of the best one's document, or that is
    about what the question names, has a number beside their name."""
    counted = _COUNTED.search(question)
    thing = _thing(words(counted["things"])) if counted else ""
    if _WORKING.search(question):
        names = _working()
    elif thing:
        names = _called(thing)
    else:
        return False
    about = [item for item, _ in _about(question, near)]
    of_best = [item for item in near if item.hit.passage.document_id == near[0].hit.passage.document_id]
    return not any(_tells_number(names, item) for item in (*of_best, *about))


def lacks_share(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked what share of some things does something, and no unit speaks of them."""
    asked = _SHARED.search(question)
    thing = _thing(words(asked["things"])) if asked else ""
    return bool(thing) and not any(_called(thing) & (item.met | stems(said_of(item))) for item in near)


def _thing(said: Sequence[str]) -> str:
    """Return the stem of the plural noun behind "how many", "" where none follows or a measure does."""
    end = next((at for at, word in enumerate(said) if word in english().stop), len(said))
    several = (word for word in said[:end] if stem(word) in english().staff or (len(word) > 3 and word.endswith("s")))
    thing = next(several, "")
    return "" if _MEASURED.fullmatch(thing) else stem(thing.split("-")[-1])


def _called(thing: str) -> frozenset[str]:
    """Return the stems of all words for a thing: people who work are called many ways."""
    return english().staff if thing in english().staff else frozenset({thing})


def _working() -> frozenset[str]:
    """Return the stems of the words beside which stands how many people work somewhere: "there are 212 of us"."""
    return english().staff | stems("employ employs team crew colleague workforce headcount personnel strong us")


def _tells_number(names: Collection[str], item: Evidence) -> bool:
    said = [part for word in words(told_by(item)) for part in word.split("-")]
    places = [at for at, word in enumerate(said) if stem(word) in names]
    numbers = [
        at
        for at, word in enumerate(said)
        if word in _NUMBER_WORDS
        or _NUMBER.fullmatch(word)
        or (_YEAR.fullmatch(word) and at + 1 in places and said[max(at - 1, 0)] not in _DATING)
    ]
    if not places:  # named by its headings, by what "20 of them" takes up, or in other words
        named = stems(said_up_to(item) if _OF_THEM.search(told_by(item)) else said_of(item))
        return bool(numbers) and not named.union(item.met).isdisjoint(names)
    return any(-BEHIND <= place - number <= AHEAD for place in places for number in numbers)


def lacks_thing(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether what a fact is asked of ("termination fee", "fines", "manager") is named by no unit, nor by another
    word for it or its headings."""
    asked = asked_noun(question)
    groups = [*english().aspect_groups.values(), english().staff]
    alike = {asked, asked.removesuffix("s"), f"{asked}s"}.union(*(group for group in groups if asked in group))
    told = [item.met | stems(said_of(item)) for item, _ in _about(question, near)] if asked else []
    return bool(asked) and not any(stems(word) <= held for word in alike for held in told)


def asked_noun(question: str) -> str:
    """Return the last noun for what is asked, "" where it is a name or too general to stand in an answer."""
    found = next((match for pattern in _THING_ASKED if (match := pattern.search(question))), None)
    if not found:
        return ""
    asked = [word for word in WORD.findall(found["phrase"]) if word.lower() not in english().stop]
    while len(asked) > 1 and asked[-1].lower() in english().amounts:  # an "attrition rate" tells of attrition
        asked.pop()
    noun = asked[-1] if asked else ""
    general = english().list_nouns | english().aspects | english().general | english().bearers.keys()
    return "" if noun in named_things(question) or noun.lower() in general | english().amounts else noun.lower()
