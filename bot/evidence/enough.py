"""Is the evidence enough? Decided for each question afresh, from how well its words are met, calibrated on data."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from bot.evidence.defining import defines
from bot.evidence.lacking import IN_OTHER_WORDS, NEAR, Lack, lacking
from bot.evidence.sentences import Match, text_of
from bot.evidence.told import said_of, said_up_to
from bot.types import Evidence, Hit, Query
from bot.understand.asked import MONTHS, asks_fact, focus_of, years_in
from bot.understand.followup import asked_words
from bot.understand.forms import NAME_ASKED
from bot.understand.laws import laws_in
from bot.understand.named import Frequency, is_month, unknown_names, unknown_rules, unknown_sort, unknown_things
from bot.understand.offered import unknown_leave, unknown_offers
from bot.understand.terms import asked_term
from bot.words.language import content_words, english, stem, superlatives, words
from bot.words.ranges import given_in, within
from kb.yamlfile import read_yaml

CLOSE = 0.5  # cosine from which on a passage is near in meaning
RULED = 0.65  # confidence from which on a rule is near enough to hold for a thing that it does not name
TOGETHER = 0.5  # least chance for a comparison, which sentences answer together and none alone
DEFINERS = 8  # units among which one that gives the meaning asked for is looked for
CALIBRATION = Path(__file__).parent / "calibration.yaml"


@dataclass(frozen=True, slots=True)
class Signals:
    """What tells an answerable question from the others; every value in about [0, 1].

    `cosine` of the nearest passage; `best` score of the best sentence; `chance` that the likeliest of the judged units
    answers; `focus` the share of the words right after "which" or "what" that the best three sentences hold; `lasting`
    is 0 when a question is about today or the future, which a written text seldom holds; `told` is the share of the
    question's words that the best three hold when a single fact is asked (a figure, a name, a place), else 1: an idea
    can be told otherwise, the president of a firm cannot. `steps` is below 1 when it is asked how to do a thing and no
    passage is near in meaning, as words alone find steps to anything; `defined` is 0 when a meaning is asked that no
    sentence gives, of a thing the library has no name for and no passage near. No text need hold a superlative, whose
    values tell which is which, a noun that only asks ("maximum"), or how much of a thing is meant ("a load of it").
    """

    cosine: float
    best: float
    focus: float
    lasting: float
    told: float
    steps: float
    defined: float
    chance: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the evidence is enough, the calibrated probability behind it, and the words no passage holds, with
    the years that none of the best does.

    Each of the others is reason enough to refuse: `names` that no passage holds, `years` that none of the best does,
    and what `lacking` finds.
    """

    enough: bool
    confidence: float
    unmatched: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    lacks: Lack | None = None

    @property
    def barred(self) -> bool:
        return bool(self.names or self.years or self.lacks)


CERTAIN = Verdict(enough=True, confidence=1.0)
"""For rows that a table holds all words of the question beside, chosen by their values."""


def signals(
    query: Query, hits: Sequence[Hit], match: Match, rarity: Mapping[str, float], frequency: Mapping[str, int]
) -> Signals:
    best = match.evidence[:3]
    small = english().general | superlatives() | set(_PORTION.findall(query.standalone.lower()))
    rarity = {word: weight for word, weight in rarity.items() if frequency.get(word, 0) or word not in small}
    total = sum(rarity.values()) or 1.0
    held = {stem(word) for item in best for word in words(said_of(item))}.union(*(item.met for item in best))
    asked = [word for word in content_words(focus_of(query.standalone)) if word in rarity]
    cosine = max((hit.dense for hit in hits), default=0.0)
    share_held = sum(weight for word, weight in rarity.items() if stem(word) in held) / total
    return Signals(
        cosine=cosine,
        best=match.evidence[0].score / 2 if match.evidence else 0.0,
        focus=sum(stem(word) in held for word in asked) / len(asked) if asked else 1.0,
        lasting=float(not _PASSING.search(query.standalone) or _foretold(query.standalone, best)),
        told=share_held if asks_fact(query.standalone) else 1.0,
        steps=1.0 - (query.kind == "procedure" and bool(_HOW.search(query.standalone))) * max(0.0, CLOSE - cosine),
        defined=float(query.kind != "definition" or cosine >= CLOSE or gives_meaning(query, match.evidence[:DEFINERS])),
        chance=max(
            [
                TOGETHER * (query.kind == "comparison" and share_held > 0),
                *(item.chance or 0.0 for item in match.evidence),
            ]
        ),
    )


def verdict(
    query: Query, match: Match, found: Signals, frequency: Frequency, threshold: float | None = None
) -> Verdict:
    """Return whether to answer: the calibrated probability against the threshold, by default calibration.yaml's.

    Reason enough to refuse is a year that the best passages do not hold, a law that no unit near the best names whole,
    a name that no passage of the library holds (or a thing, where a fact about it is asked and no unit is likely to
    tell it in other words), or what `lacking` finds: a figure (20 of 95 near-misses for a figure, 1 of 65 answerable
    ones), or a number of things, a name or a contact (8 of 33 near-misses on documents from other fields, no answerable
    question), or the thing a fact is asked of (6 of 52 new near-misses on the built-in documents, no answerable one).
    """
    fitted = calibration()
    threshold = fitted.threshold if threshold is None else threshold
    confidence = probability(found, fitted)
    asked, years = asked_words(query.standalone, query, frequency), absent_years(query.standalone, match)
    names = absent_names(query.standalone, match, frequency, confidence, found.chance)
    if query.kind == "definition" and not NAME_ASKED.search(query.standalone):
        names += unknown_sort(asked_term(query.standalone), frequency)
    used = _USED_IN.search(query.standalone) if query.called else None
    where = frozenset(words(query.standalone[used.end() :])) if used else frozenset[str]()
    names = tuple(name for name in names if name.lower() not in where and (name not in query.terms or name in asked))
    lacks, absent = lacking(query, match), (*years, *names)
    unmatched = dict.fromkeys((*absent, *unmatched_words(query, frequency(query.terms))))
    lower = {word for name in absent for word in words(name)}
    return Verdict(
        enough=confidence >= threshold and not (absent or lacks),
        confidence=round(confidence, 3),
        unmatched=tuple(word for word in unmatched if word in absent or word not in lower),
        names=names,
        years=years,
        lacks=lacks,
    )


def _foretold(question: str, best: Sequence[Evidence]) -> bool:
    """Tell whether the best sentence itself tells of a plan, or of what comes again and again, where a question asks
    what will be."""
    ahead = _COMES if _NEXT.search(question) else _AHEAD
    told = text_of(best[0]) if best else ""
    return not _NOW.search(question) and bool(ahead.search(told) or _LASTS.match(told))


def gives_meaning(query: Query, evidence: Sequence[Evidence]) -> bool:
    """Tell whether the library knows the thing whose meaning is asked by name, or one of the units says what it is.

    Who asks for the name of a thing asks for no meaning.
    """
    if query.called or NAME_ASKED.search(query.standalone):
        return True
    return any(defines(name, text_of(item)) for item in evidence for name in query.subjects)


def absent_years(question: str, match: Match) -> tuple[str, ...]:
    read = " ".join(item.hit.passage.index_text for item in match.evidence[:5])
    return tuple(year for year in years_in(question) if year not in read)


def absent_names(
    question: str, match: Match, frequency: Frequency, confidence: float, chance: float
) -> tuple[str, ...]:
    """Return the names, figures and things in a question that no passage of the library holds.

    A thing can be told in other words; then a unit is likely to answer. What leave is asked of ("may I bring a swing")
    can be told by a rule on more, which is then met well enough. A figure is held by a range of the best units; what
    it is an amount of ("a laptop for 1,800 euros") is then a case of a rule and need not be named.
    """
    best, given = match.evidence[:3], given_in(question)
    met = frozenset[str]().union(*(item.met for item in best))
    ruled = any(any(within(given, text_of(item)).values()) for item in best)
    absent = tuple(name for name in unknown_names(question, frequency) if chance < IN_OTHER_WORDS or not is_month(name))
    if chance < IN_OTHER_WORDS:
        absent += () if ruled else unknown_things(question, frequency)
        absent += unknown_offers(question, frequency) + unknown_rules(question, frequency)
        absent += unknown_leave(question, frequency) if confidence < RULED else ()
    near = [said_up_to(item) for item in match.evidence if item.score >= match.evidence[0].score - NEAR]
    laws = [law for law, named in laws_in(question).items() if not any(map(named.search, near))]
    parts = {*met, *(stem(word) for law in laws for word in words(law))}
    return tuple(dict.fromkeys([*laws, *(name for name in absent if stem(name.lower()) not in parts)]))


def probability(found: Signals, fitted: "Calibration") -> float:
    total = fitted.bias + sum(fitted.weights[name] * value for name, value in asdict(found).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the signals, and the probability from which a question is answered; for one embedding model."""

    model: str
    weights: Mapping[str, float]
    bias: float
    threshold: float


@cache
def calibration() -> Calibration:
    return Calibration(**read_yaml(CALIBRATION.read_text("utf-8")))


_PORTION = re.compile(r"\ban? ([^\W\d_]+) of\b")
_HOW = re.compile(r"\bhow\b", re.IGNORECASE)  # "how do I X" names X; "what should I do when ..." tells of a case
_NOW = re.compile(
    r"\b(?:today|tonight|tomorrow|right now|at the moment|(?:this|next) (?:year|month|week))\b", re.IGNORECASE
)
# What "will" be done to the asker, or in a case ("if I am late, what will it cost?"), is a rule and no forecast.
_WILL = r"^(?!.*\b(?:if|unless)\b).*(?<=\w )will\b(?! (?:i|we|you|he|she|my|our|one)\b)"
# The next of what appears or happens from time to time; "what is the next step?" asks for no time to come.
_NEXT = re.compile(
    r"\bwhen (?:is|are|does|do|will|can) (?:\S+ ){1,2}?next\b"
    r"|\bnext (?:[\w.-]+ ){0,3}(?:report|survey|study|edition|revision|version|issue|update|release|index|ranking)s?\b",
    re.IGNORECASE,
)
# "What does RPO mean in HR?" asks of a term the library knows; where it is used need not be named.
_USED_IN = re.compile(r"\bmeans? in ")
_PASSING = re.compile(rf"{_NOW.pattern}|{_NEXT.pattern}|\b(?:forecast|predict\w*)\b|{_WILL}", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned)?|project(?:s|ed|ions?)|forecasts?|expect(?:s|ed)?|announced|due|estimated to"
    r"|by 20\d\d)\b",
    re.IGNORECASE,
)
# "Supported until 30 June 2027", not "was run until 2012".
_LASTS = re.compile(
    r"(?!.*\b(?:was|were|had|ran|did)\b).*\buntil (?:(?:the )?(?:end|start|middle) of |\d{1,2} )?"
    rf"(?:(?:{MONTHS}) )?20\d\d\b"
)
_COMES = re.compile(
    rf"{_AHEAD.pattern}|\b(?:next|each|every|(?:dai|week|month|quarter|year)ly|annual(?:ly)?"
    r"|(?:once|twice|times) an?)\b",
    re.IGNORECASE,
)


def unmatched_words(query: Query, frequency: Mapping[str, int]) -> list[str]:
    """Return the question's content words that no passage of the library holds, without those that only ask
    ("percentage")."""
    return [word for word in query.terms if not frequency.get(word, 0) and word not in english().general]
