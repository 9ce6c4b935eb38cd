"""The sentences that report a decision: the result, its reasons with their sources, and the question left open."""

from collections.abc import Sequence

from bot.rules.book import RuleBook
from bot.rules.parts import UNCLEAR
from bot.talk import framed
from bot.types import Decision, Sentence

SURE = ("unconditional", "firm")
Said = tuple[list[Sentence], list[str]]


def recommendation(decision: Decision, book: RuleBook) -> Said:
    """Return the sentences that report a decision, each quote cited, and one-tap answers to its question."""
    sentences = [framed(_opening(decision, book)), *reasons(decision)]
    if decision.assumptions and decision.outcome:
        taken = "; ".join(f"{book.label(a.fact)}: {book.value_label(a.fact, a.value)}" for a in decision.assumptions)
        sentences.append(framed(f"Taken for granted, as nothing was said: {taken}."))
    if decision.unclear and decision.status not in ("unconditional", "conflict"):
        sentences.append(framed(f"{UNCLEAR}: {names(decision.unclear, book)}."))
    asked, options = question(decision, book)
    return [*sentences, *asked], options


def notes(sentences: Sequence[Sentence], decision: Decision, book: RuleBook) -> list[str] | None:
    """Return what an answer says in front of the decision: which facts were understood, what was not.

    None for an answer that does not report the decision itself: one on its steps or risks, or why something is asked.
    """
    said = [sentence.text for sentence in sentences]
    opening = _opening(decision, book)
    return said[: said.index(opening)] if opening in said else None


def reasons(decision: Decision, axes: Sequence[str] = ("location", "ownership")) -> list[Sentence]:
    """Return the deciding rule of each axis, its reason followed by the passage it rests on."""
    sentences: list[Sentence] = []
    for axis in (getattr(decision, name) for name in axes):
        if axis.reason and (decision.outcome or decision.status == "conflict"):
            sentences += [framed(f"{axis.reason}"), *quoted(decision, axis.citation)]
    return sentences


def question(decision: Decision, book: RuleBook) -> Said:
    """Return the one question that is open, with its reason and the answers to tap; nothing when none is needed."""
    asked = decision.next_question
    if decision.status in SURE or asked is None:
        return [], []
    return [framed(f"{asked.text} {asked.why}")], [book.value_label(asked.fact, option) for option in asked.options]


def quoted(decision: Decision, n: int | None) -> list[Sentence]:
    """Return the passage that a line of a decision rests on, as a cited sentence."""
    return [Sentence(text=one.quote, citations=[n]) for one in decision.citations if n is not None and one.n == n]


def names(facts: Sequence[str] | dict[str, str | list[str]], book: RuleBook) -> str:
    return "; ".join(book.label(name) for name in facts)


def _opening(decision: Decision, book: RuleBook) -> str:
    outcome = book.outcome_label(decision.outcome) if decision.outcome else ""
    return {
        "unconditional": f"Recommendation: {outcome}. No unknown fact can change it.",
        "firm": f"Recommendation: {outcome}, given what was said and the usual assumptions.",
        "leaning": f"What was said leans towards {outcome}, but facts that are still unknown could change it.",
        "ask": "There is too little to recommend anything yet.",
        "conflict": "These facts cannot all hold, so there is nothing to recommend until one of them changes.",
    }[decision.status]
