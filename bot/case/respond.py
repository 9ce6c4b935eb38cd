"""The answer to a turn of a conversation about a decision, in the form that its move asks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.case import outlook
from bot.case.noted import end, facts, listed, lost, noted
from bot.case.replay import Facts, Told, facts_of, open_question
from bot.case.said import SURE, Said, names, question, reasons, recommendation
from bot.rules.book import RuleBook
from bot.rules.decide import decide
from bot.rules.parts import result_sentence, supposed_result
from bot.talk import framed
from bot.types import Decision, Sentence


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
    if notice := lost(state, bool(options), book):
        sentences = [framed(notice), *sentences[state.move == "unread" and bool(options) :]]
    if state.turned == "back" and state.title:
        sentences = [framed(f"Back to {state.title}."), *sentences]
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


def _answer_to(told: Told, decision: Decision, book: RuleBook) -> Said:
    """Return the answer to the last turn, in the form that its move asks for."""
    if told.move in ("wrong", "recap"):
        return (_wrong if told.move == "wrong" else _recap)(told, decision, book)
    if told.move in ("compared", "each"):
        return _compared(told, decision, book)
    if told.move == "unclear" and told.named:
        asked, options = question(decision, book)
        return [framed(_meaning(told.named, book)), *asked], options
    if told.move in ("why_model", "towards"):
        return (outlook.why_model if told.move == "why_model" else outlook.towards)(told.models, decision, book)
    if told.move in _ASKED:
        return _ASKED[told.move](decision, book)
    sentences, options = recommendation(decision, book)
    if told.skipped and decision.status not in SURE and not options:
        sentences += [framed(line) for line in (end(told, decision, book),) if line]
    return [*noted(told, book), *sentences], options


def _meaning(name: str, book: RuleBook) -> str:
    """Say what is meant by a fact or an outcome."""
    if name in book.outcomes:
        return f"{book.outcomes[name].label}: {book.outcomes[name].meaning}"
    return f"{book.label(name)}: {book.fact(name).help}"


def _supposing(told: Told, base: Decision, changed: Decision, book: RuleBook) -> Said:
    """Return both results of a "what if", what moved it, and the question that is still open."""
    changes = listed(told.supposed, book, words=False)
    sentences = [
        framed(f"Supposing this – {changes} – {supposed_result(changed, book)}."),
        framed(f"Without that supposition: {result_sentence(base, book)}"),
    ]
    moved = [axis for axis in ("location", "ownership") if getattr(base, axis).rule != getattr(changed, axis).rule]
    sentences += reasons(changed, moved)
    sentences.append(framed("This was only a supposition; your facts stay as they were."))
    asked, options = question(base, book)
    return [*sentences, *asked], options


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
    return [*sentences, *facts(told, book)], question(decision, book)[1]


def _recap(told: Told, decision: Decision, book: RuleBook) -> Said:
    lines = []
    if decision.assumptions:
        taken = "; ".join(f"{book.label(a.fact)}: {book.value_label(a.fact, a.value)}" for a in decision.assumptions)
        lines.append(f"Taken for granted, as nothing was said: {taken}.")
    if told.skipped:
        lines.append(f"Left open by you: {names(told.skipped, book)}.")
    lines.append(result_sentence(decision, book))
    lines += [f"Kept apart: {line}" for line in _results(told.shelved, book)]
    asked, options = question(decision, book)
    return [*facts(told, book), *(framed(line) for line in lines), *asked], options


def _compared(told: Told, decision: Decision, book: RuleBook) -> Said:
    asked, options = question(decision, book)
    cases = (told, *told.shelved)
    heard = [(one.title, listed(one.readings, book)) for one in cases if told.move == "each" and one.readings]
    lines = [f"Understood for {title}: {readings}." for title, readings in heard] + _results(cases, book)
    lines += [f"The question that is open for {told.title}:"] if asked and told.title else []
    return [*(framed(line) for line in lines), *asked], options


def _results(cases: Sequence[Told], book: RuleBook) -> list[str]:
    """Say what comes out for each piece of work."""
    results = [(one.title or "the first piece of work", decide(one.facts, book)) for one in cases]
    return [f"{title[:1].upper()}{title[1:]}: {result_sentence(decision, book)}" for title, decision in results]


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
    "against": outlook.against,
    "alternatives": outlook.alternatives,
    "memo": outlook.memo,
    "brief": outlook.brief,
    "authority": outlook.authority,
    "country": outlook.country,
    "why_there": outlook.why_there,
}
