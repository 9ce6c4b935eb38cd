"""What is said about the last turn itself: what it did to the facts and the cases, what of it could not be read."""

from collections.abc import Sequence

from bot.case.replay import Told
from bot.case.said import names
from bot.rules.book import RuleBook
from bot.rules.parts import value_words
from bot.talk import framed
from bot.types import Decision, Reading, Sentence
from bot.words.times import is_date

TELLING = 3  # facts named that would help most


def lost(told: Told, asks: bool, book: RuleBook) -> str:
    """Say what of the last turn could not be read: a number without its unit, words on known facts; "" for nothing.

    `asks` tells whether the answer asks for a fact again, and so says itself that all of a turn was lost on it.
    """
    if is_date(told.amount):
        return f"“{told.amount.strip()}”: how long is that from now? Say it in months or years."
    if told.amount:
        return f"“{told.amount.strip()}” of what? Say it with its unit: months or years."
    if told.unheard:
        kept = "; ".join(f"{book.label(name)}: {value_words(name, told.facts[name], book)}" for name in told.unheard)
        return f"What that says could not be read, so this stays as it was: {kept}."
    if told.lost:
        return f"Not understood, so not taken into account: {'; '.join(f'“{short(words)}”' for words in told.lost)}."
    if told.move == "unread" and told.touched:
        return f"That speaks of {names(told.touched, book)}, but no clear answer could be read in it."
    return "Nothing could be read in that, so all stays as it was." if told.move == "unread" and not asks else ""


def noted(told: Told, book: RuleBook) -> list[Sentence]:
    """Say what the last turn did to the facts, unless it only tapped an answer."""
    lines = []
    if told.move == "restart":
        lines.append("All earlier facts are dropped.")
    elif told.move == "other_work":
        kept = names([name for name in told.facts if told.origins.get(name) not in told.readings], book)
        how = "it starts from the same facts" if told.turned == "same" else "decided on its own"
        lines.append(f"Taken as another piece of work{f' ({told.named})' if told.named else ''}; {how}.")
        lines += [f"Kept from before: {kept}."] if kept else []
        if left := next((one.title for one in told.shelved if one.title), ""):
            lines.append(f"What was said about {left} is kept apart; “back to {left}” returns to it.")
    elif told.move == "several":
        others = [one.title for one in told.shelved]
        lines.append(f"{len(others) + 1} jobs were heard, each decided on its own: {'; '.join([told.title, *others])}.")
        lines.append(f"First comes “{told.title}”; “back to {others[0]}” turns to the next.")
    elif told.move == "undo":
        again = f"Back to {told.title}." if told.title and not told.dropped else "There is nothing to take back."
        lines.append(f"Taken back: {names(told.dropped, book)}." if told.dropped else again)
    elif told.move == "forget":
        lines.append(
            f"Not known any more: {names(told.dropped, book)}." if told.dropped else "That was not known anyway."
        )
    elif told.move == "skip":
        lines.append("That stays open and is not asked again.")
    elif told.move == "pass":
        lines.append("No answer could be read again, so that stays open; it can still be told.")
    elif told.move == "enough":
        lines.append("No more questions, then; “ask on” takes them up again.")
    if told.disputed:
        lines.append(f"Said both ways, so it stays open: {names(told.disputed, book)}.")
    read = [reading for reading in told.readings if book.value_label(reading.fact, reading.value) != reading.words]
    if read:
        lines.append(f"Understood: {listed(read, book)}.")
    for name, value in told.replaced.items():
        lines.append(f"This replaces what was said before: {book.label(name)}: {value_words(name, value, book)}.")
    return [framed(line) for line in lines]


def end(told: Told, decision: Decision, book: RuleBook) -> str:
    """Say that no question is left, and what is missing: what would tell most, when the questions were stopped."""
    known = [name for name in told.skipped if name in decision.unknown]
    if told.move == "enough":
        most = names(known[:TELLING], book)
        return f"What would help most to know: {most}." if most else ""
    left = names(known, book)
    if decision.status == "leaning":
        return f"Nothing is left to ask. It stays a leaning and no advice while this is not known: {left}."
    return f"Nothing is left to ask. Nothing can be recommended while this is not known: {left}."


def facts(told: Told, book: RuleBook) -> list[Sentence]:
    if not told.facts:
        return [framed("No fact has been understood so far.")]
    lines = []
    for name, value in told.facts.items():
        reading = told.origins.get(name)
        words = f" (from your words “{short(reading.words)}”)" if reading else ""
        lines.append(framed(f"{book.label(name)}: {value_words(name, value, book)}{words}."))
    return lines


def listed(readings: Sequence[Reading], book: RuleBook, words: bool = True) -> str:
    return "; ".join(
        f"{book.label(r.fact)}: {book.value_label(r.fact, r.value)}" + (f" (“{short(r.words)}”)" if words else "")
        for r in readings
    )


def short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 80 else f"{words[:77]}…"
