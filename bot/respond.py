"""The answer to a turn of a conversation about a decision, in the form that its move asks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot import outlook
from bot.decide import decide
from bot.parts import result_sentence, supposed_result, value_words
from bot.replay import Facts, Told, facts_of, open_question
from bot.rules import RuleBook
from bot.said import SURE, Said, names, question, reasons, recommendation
from bot.talk import framed
from bot.types import Decision, Reading, Sentence


@dataclass(frozen=True, slots=True)
class Reply:
    """What a turn is answered with; `options` are one-tap answers to the question at its end."""

    decision: Decision
    sentences: list[Sentence]
    options: list[str]


def replied(state: Told, book: RuleBook) -> Reply:
    """Decide what a state holds, and answer its last turn."""
    decision = _decided(state, state.facts, book)
    if state.move == "what_if":
        changed = _decided(state, {**state.facts, **facts_of(state.supposed)}, book)
        read = [*(r for name, r in state.origins.items() if name in changed.facts), *state.supposed]
        sentences, options = _supposing(state, decision, changed, book)
        return Reply(changed.model_copy(update={"read": read}), sentences, options)
    sentences, options = _answer_to(state, decision, book)
    if notice := _lost(state, bool(options), book):
        sentences = [framed(notice), *sentences[state.move == "unread" and bool(options) :]]
    return Reply(decision, sentences, options)


def _decided(state: Told, facts: Facts, book: RuleBook) -> Decision:
    """Decide, asking none of the skipped questions, and again the one whose answer lacks a unit.

    Each fact is shown with the words it was read from.
    """
    decision = decide(facts, book)
    read = [reading for name, reading in state.origins.items() if facts.get(name) == reading.value]
    skipped = [name for name in book.facts if name != state.asked] if state.amount else state.skipped
    question = open_question(facts, skipped, book) if skipped else decision.next_question
    return decision.model_copy(update={"next_question": question, "read": read})


def _lost(told: Told, asks: bool, book: RuleBook) -> str:
    """Say what of the last turn could not be read: a number without its unit, words on known facts; "" for nothing.

    `asks` tells whether the answer asks for a fact again, and so says itself that all of a turn was lost on it.
    """
    if told.amount:
        return f"“{told.amount.strip()}” of what? Say it with its unit: months or years."
    if told.unheard:
        kept = "; ".join(f"{book.label(name)}: {value_words(name, told.facts[name], book)}" for name in told.unheard)
        return f"What that says could not be read, so this stays as it was: {kept}."
    return "Nothing could be read in that, so all stays as it was." if told.move == "unread" and not asks else ""


def _answer_to(told: Told, decision: Decision, book: RuleBook) -> Said:
    """Return the answer to the last turn, in the form that its move asks for."""
    if told.move in ("wrong", "recap"):
        return (_wrong if told.move == "wrong" else _recap)(told, decision, book)
    if told.move == "unclear" and told.named:
        asked, options = question(decision, book)
        return [framed(f"{book.label(told.named)}: {book.fact(told.named).help}"), *asked], options
    if told.move == "why_model":
        return outlook.why_model(told.models, decision, book)
    if told.move in _ASKED:
        return _ASKED[told.move](decision, book)
    sentences, options = recommendation(decision, book)
    if told.skipped and decision.status not in SURE and not options:
        sentences.append(framed(_end(told, decision, book)))
    return [*_noted(told, book), *sentences], options


def _supposing(told: Told, base: Decision, changed: Decision, book: RuleBook) -> Said:
    """Return both results of a "what if", what moved it, and the question that is still open."""
    changes = _listed(told.supposed, book, words=False)
    sentences = [
        framed(f"Supposing this – {changes} – {supposed_result(changed, book)}."),
        framed(f"Without that supposition: {result_sentence(base, book)}"),
    ]
    moved = [axis for axis in ("location", "ownership") if getattr(base, axis).rule != getattr(changed, axis).rule]
    sentences += reasons(changed, moved)
    sentences.append(framed("This was only a supposition; your facts stay as they were."))
    asked, options = question(base, book)
    return [*sentences, *asked], options


def _noted(told: Told, book: RuleBook) -> list[Sentence]:
    """Say what the last turn did to the facts, unless it only tapped an answer."""
    lines = []
    if told.move == "restart":
        lines.append("All earlier facts are dropped.")
    elif told.move == "other_work":
        kept = names([name for name in told.facts if told.origins.get(name) not in told.readings], book)
        lines.append(f"Taken as another piece of work{f' ({told.named})' if told.named else ''}; decided on its own.")
        lines += [f"Kept from before: {kept}."] if kept else []
    elif told.move == "undo":
        lines.append(f"Taken back: {names(told.dropped, book)}." if told.dropped else "There is nothing to take back.")
    elif told.move == "forget":
        lines.append(
            f"Not known any more: {names(told.dropped, book)}." if told.dropped else "That was not known anyway."
        )
    elif told.move == "skip":
        lines.append("That stays open and is not asked again.")
    if told.disputed:
        lines.append(f"Said both ways, so it stays open: {names(told.disputed, book)}.")
    read = [reading for reading in told.readings if book.value_label(reading.fact, reading.value) != reading.words]
    if read:
        lines.append(f"Understood: {_listed(read, book)}.")
    for name, value in told.replaced.items():
        lines.append(f"This replaces what was said before: {book.label(name)}: {value_words(name, value, book)}.")
    return [framed(line) for line in lines]


def _end(told: Told, decision: Decision, book: RuleBook) -> str:
    left = names([name for name in told.skipped if name in decision.unknown], book)
    if decision.status == "leaning":
        return f"Nothing is left to ask. It stays a leaning and no advice while this is not known: {left}."
    return f"Nothing is left to ask. Nothing can be recommended while this is not known: {left}."


def _why(decision: Decision, book: RuleBook) -> Said:
    asked = decision.next_question
    if decision.status in SURE or asked is None:
        return outlook.basis(decision, book)
    lines = [f"It is asked because the answer can change the result. {asked.why}", f"So: {asked.text}"]
    return [framed(line) for line in lines], question(decision, book)[1]


def _unclear(decision: Decision, book: RuleBook) -> Said:
    asked = decision.next_question
    if decision.status in SURE or asked is None:
        return recommendation(decision, book)
    return [framed(f"{book.fact(asked.fact).help} So: {asked.text}")], question(decision, book)[1]


def _wrong(told: Told, decision: Decision, book: RuleBook) -> Said:
    sentences = [framed("Say what is right, in a few words, and it replaces what was understood.")]
    return [*sentences, *_facts(told, book)], question(decision, book)[1]


def _recap(told: Told, decision: Decision, book: RuleBook) -> Said:
    lines = []
    if decision.assumptions:
        taken = "; ".join(f"{book.label(a.fact)}: {book.value_label(a.fact, a.value)}" for a in decision.assumptions)
        lines.append(f"Taken for granted, as nothing was said: {taken}.")
    if told.skipped:
        lines.append(f"Left open by you: {names(told.skipped, book)}.")
    lines.append(result_sentence(decision, book))
    asked, options = question(decision, book)
    return [*_facts(told, book), *(framed(line) for line in lines), *asked], options


def _unread(decision: Decision, book: RuleBook) -> Said:
    asked, options = question(decision, book)
    if not asked:
        return recommendation(decision, book)
    start = "No answer could be read in that. Tap one, say it in other words, or say “skip”."
    return [framed(start), *asked], options


def _waiting(decision: Decision, book: RuleBook) -> Said:
    asked = decision.next_question
    return [framed(f"One question is still open: {asked.text}")] if asked else [], question(decision, book)[1]


def _revise(decision: Decision, book: RuleBook) -> Said:
    asked, options = question(decision, book)
    line = "Yes: what is told later replaces what was told before, and “undo” takes back the last change."
    return [framed(line), *asked], options


def _facts(told: Told, book: RuleBook) -> list[Sentence]:
    if not told.facts:
        return [framed("No fact has been understood so far.")]
    lines = []
    for name, value in told.facts.items():
        reading = told.origins.get(name)
        words = f" (from your words “{_short(reading.words)}”)" if reading else ""
        lines.append(framed(f"{book.label(name)}: {value_words(name, value, book)}{words}."))
    return lines


def _listed(readings: Sequence[Reading], book: RuleBook, words: bool = True) -> str:
    return "; ".join(
        f"{book.label(r.fact)}: {book.value_label(r.fact, r.value)}" + (f" (“{_short(r.words)}”)" if words else "")
        for r in readings
    )


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 80 else f"{words[:77]}…"


_ASKED: dict[str, Callable[[Decision, RuleBook], Said]] = {
    "why": _why,
    "unclear": _unclear,
    "waiting": _waiting,
    "revise": _revise,
    "unread": _unread,
    "flips": outlook.flips,
    "left": outlook.left,
    "idle": outlook.no_difference,
    "steps": outlook.steps,
    "risks": outlook.risks,
    "outlook": outlook.outlook,
    "basis": outlook.basis,
    "alternatives": outlook.alternatives,
}
