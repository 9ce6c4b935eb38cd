"""The sentences that answer a turn about a decision: few, plain, and cited where a rule's passage is quoted."""

from collections.abc import Callable, Sequence

from bot.parts import UNCLEAR, flip_words, idle, result_words, telling, value_words
from bot.replay import Told
from bot.rules import RuleBook
from bot.talk import framed
from bot.types import Decision, Reading, Sentence

SURE = ("unconditional", "firm")
Said = tuple[list[Sentence], list[str]]


def recommendation(decision: Decision, book: RuleBook) -> Said:
    """Return the sentences that report a decision, each quote cited, and one-tap answers to its question."""
    sentences = [framed(_opening(decision, book)), *reasons(decision)]
    if decision.assumptions and decision.outcome:
        taken = "; ".join(f"{book.label(a.fact)}: {book.value_label(a.fact, a.value)}" for a in decision.assumptions)
        sentences.append(framed(f"Taken for granted, as nothing was said: {taken}."))
    if decision.unclear and decision.status not in ("unconditional", "conflict"):
        sentences.append(framed(f"{UNCLEAR}: {_names(decision.unclear, book)}."))
    asked, options = question(decision, book)
    return [*sentences, *asked], options


def reports(sentences: Sequence[Sentence], decision: Decision, book: RuleBook) -> bool:
    """Tell whether an answer reports the decision itself; others tell its steps or risks, or why something is asked."""
    opening = _opening(decision, book)
    return any(sentence.text == opening for sentence in sentences)


def reasons(decision: Decision, axes: Sequence[str] = ("location", "ownership")) -> list[Sentence]:
    """Return the deciding rule of each axis, its reason followed by the passage it rests on."""
    sentences: list[Sentence] = []
    for axis in (getattr(decision, name) for name in axes):
        if axis.reason and (decision.outcome or decision.status == "conflict"):
            sentences += [framed(f"{axis.reason}"), *_quoted(decision, axis.citation)]
    return sentences


def question(decision: Decision, book: RuleBook) -> Said:
    """Return the one question that is open, with its reason and the answers to tap; nothing when none is needed."""
    asked = decision.next_question
    if decision.status in SURE or asked is None:
        return [], []
    return [framed(f"{asked.text} {asked.why}")], [book.value_label(asked.fact, option) for option in asked.options]


def answer_to(told: Told, decision: Decision, book: RuleBook) -> Said:
    """Return the answer to the last turn, in the form that its move asks for."""
    if told.move in ("wrong", "recap"):
        return (_wrong if told.move == "wrong" else _recap)(told, decision, book)
    special: dict[str, Callable[[Decision, RuleBook], Said]] = {
        "why": _why,
        "unclear": _unclear,
        "flips": _flips,
        "idle": _idle,
        "steps": _steps,
        "risks": _risks,
        "unread": _unread,
    }
    if told.move in special:
        return special[told.move](decision, book)
    sentences, options = recommendation(decision, book)
    if told.skipped and decision.status not in SURE and not options:
        sentences.append(framed(_end(told, decision, book)))
    return [*_noted(told, book), *sentences], options


def supposed(told: Told, base: Decision, changed: Decision, book: RuleBook) -> Said:
    """Return both results of a "what if", what moved it, and the question that is still open."""
    changes = _listed(told.supposed, book, words=False)
    sentences = [
        framed(f"Supposing that – {changes} – the result: {result_words(changed, book)}."),
        framed(f"As told so far: {result_words(base, book)}."),
    ]
    moved = [axis for axis in ("location", "ownership") if getattr(base, axis).rule != getattr(changed, axis).rule]
    sentences += reasons(changed, moved)
    sentences.append(framed("This was only a supposition; your facts stay as they were."))
    asked, options = question(base, book)
    return [*sentences, *asked], options


def _opening(decision: Decision, book: RuleBook) -> str:
    outcome = book.outcome_label(decision.outcome) if decision.outcome else ""
    return {
        "unconditional": f"Recommendation: {outcome}. No unknown fact can change it.",
        "firm": f"Recommendation: {outcome}, given what was said and the usual assumptions.",
        "leaning": f"What was said leans towards {outcome}, but facts that are still unknown could change it.",
        "ask": "There is too little to recommend anything yet.",
        "conflict": "These facts cannot all hold, so there is nothing to recommend until one of them changes.",
    }[decision.status]


def _noted(told: Told, book: RuleBook) -> list[Sentence]:
    """Say what the last turn did to the facts, unless it only tapped an answer."""
    lines = []
    if told.move == "restart":
        lines.append("All earlier facts are dropped.")
    elif told.move == "other_work":
        kept = _names([name for name in told.facts if told.origins.get(name) not in told.readings], book)
        lines.append(f"Taken as another piece of work{f' ({told.named})' if told.named else ''}; decided on its own.")
        lines += [f"Kept from before: {kept}."] if kept else []
    elif told.move == "undo":
        lines.append(f"Taken back: {_names(told.dropped, book)}." if told.dropped else "There is nothing to take back.")
    elif told.move == "forget":
        lines.append(
            f"Not known any more: {_names(told.dropped, book)}." if told.dropped else "That was not known anyway."
        )
    elif told.move == "skip":
        lines.append("That stays open and is not asked again.")
    if told.disputed:
        lines.append(f"Said both ways, so it stays open: {_names(told.disputed, book)}.")
    read = [reading for reading in told.readings if book.value_label(reading.fact, reading.value) != reading.words]
    if read:
        lines.append(f"Understood: {_listed(read, book)}.")
    for name, value in told.replaced.items():
        lines.append(f"This replaces what was said before: {book.label(name)}: {value_words(name, value, book)}.")
    return [framed(line) for line in lines]


def _end(told: Told, decision: Decision, book: RuleBook) -> str:
    names = _names([name for name in told.skipped if name in decision.unknown], book)
    if decision.status == "leaning":
        return f"Nothing is left to ask. It stays a leaning and no advice while this is not known: {names}."
    return f"Nothing is left to ask. Nothing can be recommended while this is not known: {names}."


def _why(decision: Decision, book: RuleBook) -> Said:
    asked = decision.next_question
    if decision.status in SURE or asked is None:
        return recommendation(decision, book)
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


def _flips(decision: Decision, book: RuleBook) -> Said:
    open_facts = _names([one.fact for one in telling(decision) if one.fact in decision.unknown], book)
    if decision.outcome is None and decision.status != "conflict":
        sentences = [framed(f"Nothing is decided yet. These facts can still tip it: {open_facts}.")]
        asked, options = question(decision, book)
        return [*sentences, *asked], options
    lines = [f"As it stands: {result_words(decision, book)}."]
    lines += [f"One change is enough: {flip_words(one, decision, book)}." for one in decision.flips if not one.also]
    lines += [f"It takes these together: {flip_words(one, decision, book)}." for one in decision.flips if one.also][:4]
    if not decision.flips:
        lines.append("No change of what is known leads anywhere else.")
    if decision.status == "leaning":
        lines.append(f"Facts not known yet could change it too: {open_facts}.")
    return [framed(line) for line in lines], question(decision, book)[1]


def _idle(decision: Decision, book: RuleBook) -> Said:
    names = idle(decision, book)
    if decision.outcome is None:
        lines = ["Nothing is decided yet, so no fact can be called idle."]
    elif names:
        lines = [f"Whatever the answer, these make no difference here: {'; '.join(names)}."]
    else:
        lines = ["Every fact could still make a difference here."]
    asked, options = question(decision, book)
    return [*(framed(line) for line in lines), *asked], options


def _steps(decision: Decision, book: RuleBook) -> Said:
    lines = [(step.text, step.citation) for step in decision.next_steps]
    return _of_result("Next steps", lines, decision, book)


def _risks(decision: Decision, book: RuleBook) -> Said:
    lines = []
    for risk in decision.risks:
        lines += [(risk.text, risk.citation), (f"What reduces it: {risk.mitigation}", risk.mitigation_citation)]
    return _of_result("Risks to watch", lines, decision, book)


def _of_result(label: str, lines: Sequence[tuple[str, int | None]], decision: Decision, book: RuleBook) -> Said:
    """Return what goes with the result, each line followed by the passage it rests on."""
    if decision.outcome is None or not lines:
        return recommendation(decision, book)
    sentences = [framed(f"As it stands: {result_words(decision, book)}. {label}:")]
    for text, citation in lines:
        sentences += [framed(text), *_quoted(decision, citation)]
    asked, options = question(decision, book)
    return [*sentences, *asked], options


def _quoted(decision: Decision, n: int | None) -> list[Sentence]:
    """Return the passage that a line of a decision rests on, as a cited sentence."""
    return [Sentence(text=one.quote, citations=[n]) for one in decision.citations if n is not None and one.n == n]


def _recap(told: Told, decision: Decision, book: RuleBook) -> Said:
    lines = []
    if decision.assumptions:
        taken = "; ".join(f"{book.label(a.fact)}: {book.value_label(a.fact, a.value)}" for a in decision.assumptions)
        lines.append(f"Taken for granted, as nothing was said: {taken}.")
    if told.skipped:
        lines.append(f"Left open by you: {_names(told.skipped, book)}.")
    lines.append(f"Where that leads: {result_words(decision, book)}.")
    asked, options = question(decision, book)
    return [*_facts(told, book), *(framed(line) for line in lines), *asked], options


def _unread(decision: Decision, book: RuleBook) -> Said:
    asked, options = question(decision, book)
    if not asked:
        return recommendation(decision, book)
    start = "No answer could be read in that. Tap one, say it in other words, or say “skip”."
    return [framed(start), *asked], options


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


def _names(facts: Sequence[str] | dict[str, str | list[str]], book: RuleBook) -> str:
    return "; ".join(book.label(name) for name in facts)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 80 else f"{words[:77]}…"
