"""Sentences that stand behind one that is shown and limit what it says ("Others pay a fifth more.", "If it is not back
by then, ...", "They do not open any, apart from ..."), or tell what it only leads to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from bot.evidence.judged import LIKELY
from bot.evidence.leaning import behind_in, leans_on
from bot.evidence.sentences import text_of
from bot.types import Evidence, Query
from bot.understand.asked import holds
from bot.words.language import content_words, english, stems, words
from ingest.types import Unit

FURTHER_WORDS = 2  # besides the question's, up to which a sentence may only name a case: "The screen shows E7."
SEQUEL = 2  # sentences shown behind such a one
# What is told already: "Parking is free.", "Dogs must be led."
_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|costs?|means?|must|may|can|should|will|not|no|never|only)\b|n['’]t\b"
)
# Who asks for a part of what a sentence tells ("where do the helmets hang?") can be answered by it.
_ASKS_PART = re.compile(
    r"^\W*(?:(?:and|but|so|ok|please)\W+)*(?:who|whom|whose|where|when|which|why|how"
    r"|what(?!['’]s next\b| (?:now|next|then|to do|if|happens)\b"
    r"| (?:do|should|can|must|shall|am|are) (?:i|we|you)\b))\b",
    re.IGNORECASE,
)
STEPS = 4  # further steps shown behind the first one of a text
# "First get everybody off the road.", "Do not touch the wire.", "If nobody answers, ring the club."
_STEP = re.compile(
    r"(?:(?:First|Second|Third|Then|Next|Now|Afterwards|Finally|Last(?:ly)?|After (?:that|this))(?: of all)?,? )?"
    r"(?:(?:If|When|Once|Before|After|As soon as) [^,]{3,80}, )?"
    r"(?:(?:please|carefully|always|never|do not|don['’]t|simply|just|you (?:then |must |should )*) ?)*"
    r"(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_COUNTED_STEP = re.compile(r"First\b")
MOST_WORDS = 45  # of what is added to an answer
_OTHERS = r"(?i:others?|else|elsewhere|the rest|neither|none|nobody|no one)"
# It takes up what was said as a whole, or speaks of the cases that this leaves out ...
_OF_THE_REST = re.compile(
    rf"^(?:\d[\d.]* )?(?:This|That|Such|Otherwise|Only then|Unless|Except|In (?:that|this|such a?) ?(?:case|event)"
    rf"|[^,.]{{0,25}}\b{_OTHERS}\b"
    r"|(?:If|When|Where|Should|Once|Until|After|Before) "
    r"(?:[\w'-]+ ){0,3}?(?:it|they|this|that|these|those|such|so|not)\b"
    r"|(?:On|In|At|During|For|From) (?:[\w'-]+ ){1,3}(?:it|they) (?:is|are|costs?|has|have|does|do)\b"
    r"|(?:Young|Old|Small|Larg|Bigg|Long|Short|Lat|Earli|High|Low|Heavi|Light)er\b)"
    r"|\b(?:not|never)\b[^,.;]{0,40}\b(?:any|all|both|either)(?=[,.;])"
    r"|\b(?:may|can|must|need|are|is|do|does|will)(?: be| not)?(?=[,.]| (?:if|unless|except)\b)",
)
# ... or says more of the same thing.
_OF_THE_SAME = re.compile(r"^(?:They|It|These|Those)\b")
_LIMITS = re.compile(
    r"\b(?:not|no|never|none|neither|only|unless|except|apart from|save for|other than|if|should|when|until|once"
    r"|otherwise|must|needs?|instead|twice|half|extra|surcharge|supplement|at (?:least|most)|by then|may"
    r"|closed|more|less)\b|n['’]t\b",
    re.IGNORECASE,
)
# ... and without a word of the question it has to set a condition or an exception.
_CONDITION = re.compile(
    r"\b(?:not|only|unless|except|apart from|save for|other than|if|should|otherwise|must|instead|half|twice|extra"
    r"|surcharge|supplement|closed|(?i:others?|else\w*) (?:\w+ )?(?:pay|cost|need)s?)\b"
)
_RATIO = re.compile(r"\b(?:twice|half|double|more|less|extra)\b")


def with_limits(query: Query, chosen: Sequence[Evidence]) -> list[Evidence]:
    """Return the chosen units with those behind the best one, one by one, that limit what it says."""
    best = chosen[0] if chosen else None
    if not best or best.unit.kind != "sentence":
        return list(chosen)
    added = takewhile(lambda item: _limits(query, text_of(item)), _behind(best))
    shown = {(one.hit.passage.id, one.unit) for one in chosen}
    return [*chosen, *(item for item in added if (item.hit.passage.id, item.unit) not in shown)]


def with_sequel(query: Query, chosen: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the chosen units, each with the sentence behind it that is likely to answer as well, the best one also
    with what goes on from it: two behind a sentence that only names a case ("The screen shows E7."), or the one that
    takes it up by a word of the question ("A service is needed. It includes ...").
    """
    taken: dict[tuple[str, Unit], Evidence] = {}
    for item in chosen:
        for one in (item, *_sequel(query, item, evidence, first=item is chosen[0])):
            taken.setdefault((one.hit.passage.id, one.unit), one)
    return list(taken.values())


def _sequel(query: Query, item: Evidence, evidence: Sequence[Evidence], first: bool) -> list[Evidence]:
    if first and query.kind == "procedure" and item.unit.kind == "sentence" and (steps := _steps(item)):
        return steps
    behind = list(islice(_behind(item), SEQUEL)) if item.unit.kind == "sentence" else []
    if first and behind and _names_case(query, text_of(item)):
        return behind
    goes_on = [one for one in behind[:1] if first and _takes_up(query, text_of(item), text_of(one))]
    next_one = behind_in(evidence, item)
    if goes_on or not (behind and next_one):
        return goes_on
    if _answers_too(query, item, next_one):
        return [next_one]
    second = behind_in(evidence, next_one) if len(behind) > 1 else None
    return [second] if second and _answers_too(query, item, second) and _adds_word(query, item, second) else []


def _steps(item: Evidence) -> list[Evidence]:
    """Return the sentences behind one that go on with what is to be done, where it tells a step itself or the next one
    is said to be the first."""
    behind = list(islice(takewhile(lambda one: _is_step(text_of(one)), _behind(item)), STEPS))
    begins = _is_step(text_of(item)) or (bool(behind) and bool(_COUNTED_STEP.match(text_of(behind[0]))))
    return behind if begins else []


def _is_step(text: str) -> bool:
    found = _STEP.match(text)
    return found is not None and found["verb"].lower() in english().grammar["orders"]


def _adds_word(query: Query, item: Evidence, behind: Evidence) -> bool:
    """Tell whether a sentence behind one holds a word of the question that this lacks: "not open to Starters"."""
    asked = stems(" ".join(content_words(query.standalone)))
    return not asked.isdisjoint(stems(text_of(behind)) - stems(text_of(item)))


def _answers_too(query: Query, item: Evidence, behind: Evidence) -> bool:
    """Tell whether the sentence behind one is likely to answer as well.

    Of 28 likely ones on the tune questions and those of development, 8 made a point that was missing; of the 169
    others 4. One that opens with a pronoun is judged with the one in front of it, which counts for nothing unless
    several things, or whether something is so, are asked.
    """
    chance = behind.chance or 0.0
    alone = not leans_on(behind) or query.kind in ("list", "yes_no")
    return chance >= LIKELY and (alone or chance > (item.chance or 0.0))


def _names_case(query: Query, text: str) -> bool:
    """Tell whether a sentence only says again what a question tells of a case, and nothing of it that is asked."""
    asks_part = query.kind != "definition" and (query.kind == "yes_no" or _ASKS_PART.match(query.standalone))
    asked, told = stems(query.standalone), stems(" ".join(content_words(text)))
    return not (asks_part or _TELLS.search(text)) and bool(told & asked) and len(told - asked) <= FURTHER_WORDS


def _takes_up(query: Query, text: str, behind: str) -> bool:
    """Tell whether a sentence goes on with the one in front of it by a word of the question that this one lacks."""
    asked = stems(" ".join(content_words(query.standalone))) - stems(text)
    return bool(_OF_THE_SAME.match(behind) and asked & stems(behind))


def _behind(item: Evidence) -> Iterator[Evidence]:
    """Give the sentences behind one, MOST_WORDS in all, up to the end of its passage or the next unit that is none."""
    units, left = item.hit.passage.units, MOST_WORDS
    for unit in units[units.index(item.unit) + 1 :]:
        behind = replace(item, unit=unit)
        left -= len(words(text_of(behind)))
        if unit.kind != "sentence" or left < 0:
            return
        yield behind


def _limits(query: Query, text: str) -> bool:
    """Tell whether a sentence limits the one in front of it in what a question asks.

    Of a figure that is asked for it has to speak itself: by a word of the question, by such a figure or by "twice".
    """
    if not _LIMITS.search(text):
        return False
    shares = bool(stems(text) & stems(" ".join(content_words(query.standalone))))
    figure = bool(_RATIO.search(text) or holds(query.standalone, [text]))
    told = figure if query.kind == "number" else bool(_CONDITION.search(text))
    return bool((shares or told) and _OF_THE_REST.search(text)) or (shares and bool(_OF_THE_SAME.match(text)))
