"""A situation told in a conversation becomes facts, and a decision becomes the sentences that report it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.decide import decide
from bot.facts import read_facts, read_value
from bot.kinds import kind_of
from bot.language import clean
from bot.meaning import Encode
from bot.rules import RuleBook
from bot.talk import framed
from bot.types import Decision, Reading, Sentence

# What a choice about who and where is about; a question in the first person on anything else is an ordinary question.
_SOURCING = re.compile(
    r"\b(out-?sourc\w*|off-?shor\w*|near-?shor\w*|on-?shor\w*|re-?shor\w*|in-?sourc\w*|in-?house|captive|vendor|provider|supplier|agency|contractor|partner|freelanc\w*|"
    r"third[- ]part\w*|abroad|overseas|hire|hiring|build|buy|subsidiary|location|country|who should do|where should)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"^\W*why\b.*\b(ask|matter|matters|important|need to know|want to know)\b", re.IGNORECASE)
_QUESTION = re.compile(
    r"\?\s*$|^\W*(what|which|who|how|why|when|where|is|are|does|do|can|could|should|explain|define|compare|tell)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """The facts a person has told so far, and the readings of their last turn."""

    facts: dict[str, str | list[str]]
    readings: tuple[Reading, ...]


def told(
    text: str, history: Sequence[str], book: RuleBook, encode: Encode | None = None, standalone: str = ""
) -> Told | None:
    """Return the facts told so far when the last turn asks for, or goes on with, a recommendation; else None.

    A turn goes on with it when an earlier turn asked and this one tells facts and asks nothing else. What was told
    before anything was asked counts too; later facts replace earlier ones. `standalone` is the last turn with what it
    leaves unsaid filled in ("should we do it?" after a question about outsourcing).
    """
    facts: dict[str, str | list[str]] = {}
    deciding = goes_on = False
    readings: tuple[Reading, ...] = ()
    for at, turn in enumerate((*history, text)):
        meant = standalone or turn if at == len(history) else turn
        readings = _reply(turn, facts, book, encode) if deciding else read_facts(turn)
        asks = kind_of(meant) == "decision" and (bool(_SOURCING.search(meant)) or len(readings) >= 2)
        wonders = deciding and bool(_WHY.search(turn))
        goes_on = asks or wonders or (deciding and bool(readings) and not _QUESTION.search(turn))
        if goes_on or not _QUESTION.search(turn):
            facts = {**facts, **facts_of(readings)}
        deciding = deciding or asks
    return Told(facts, readings) if goes_on else None


def facts_of(readings: Sequence[Reading]) -> dict[str, str | list[str]]:
    return {reading.fact: reading.value for reading in readings}


def _reply(turn: str, facts: dict[str, str | list[str]], book: RuleBook, encode: Encode | None) -> tuple[Reading, ...]:
    """Read what follows a decision: an offered answer to its question, a statement, or bare words ("long term")."""
    asked = decide(facts, book).next_question
    if asked is None:
        return read_facts(turn)
    # An offered answer means itself, however its words would read in a text; the one just offered first.
    offered = [(asked.fact, option) for option in asked.options]
    offered += [(name, value) for name, fact in book.facts.items() for value in fact.values]
    for name, value in offered:
        if clean(book.value_label(name, value)).casefold() == clean(turn).casefold():
            return (Reading(fact=name, value=value, words=turn, start=0, end=len(turn)),)
    stated = read_facts(turn)
    bare = None if stated else read_value(asked.fact, turn, encode)
    return (bare,) if bare else stated


def recommendation(decision: Decision, book: RuleBook) -> tuple[list[Sentence], list[str]]:
    """Return the sentences that report a decision, each quote cited, and one-tap answers to its question."""
    sentences = [framed(_opening(decision, book))]
    quotes = {citation.n: citation.quote for citation in decision.citations}
    for axis in (decision.location, decision.ownership):
        if axis.reason and (decision.outcome or decision.status == "conflict"):
            sentences.append(framed(f"{axis.reason}"))
            if axis.citation in quotes:
                sentences.append(Sentence(text=quotes[axis.citation], citations=[axis.citation]))
    if decision.assumptions:
        taken = "; ".join(f"{book.label(a.fact)}: {book.value_label(a.fact, a.value)}" for a in decision.assumptions)
        sentences.append(framed(f"Taken for granted, as nothing was said: {taken}."))
    question = decision.next_question
    if question and decision.status not in ("unconditional", "firm"):
        sentences.append(framed(f"{question.text} {question.why}"))
        return sentences, [book.value_label(question.fact, option) for option in question.options]
    return sentences, []


def _opening(decision: Decision, book: RuleBook) -> str:
    outcome = book.outcome_label(decision.outcome) if decision.outcome else ""
    return {
        "unconditional": f"Recommendation: {outcome}. No unknown fact can change it.",
        "firm": f"Recommendation: {outcome}, given what was said and the usual assumptions.",
        "leaning": f"What was said leans towards {outcome}, but facts that are still unknown could change it.",
        "ask": "There is too little to recommend anything yet.",
        "conflict": "These facts cannot all hold, so there is nothing to recommend until one of them changes.",
    }[decision.status]
