"""The words for the parts of a decision, shared by page, text and memo."""

from collections.abc import Iterator

from bot.rules.book import RuleBook
from bot.types import Change, Decision, Flip, Sensitivity, ValueOutcome

# Only the first two are advice; the others must not read like it.
WORDING = {
    "unconditional": ("Recommendation", "It holds whatever the facts that are not known turn out to be."),
    "firm": ("Recommendation", "It holds for what you said and the usual assumptions listed below."),
    "leaning": ("A leaning, not a recommendation yet", "Facts that are not known could still turn it."),
    "ask": (
        "Not decided yet",
        "There is too little to go on. Answer what you know; the most telling question comes first.",
    ),
    "conflict": ("These facts cannot all hold", "Change one of them; nothing is recommended until then."),
}
CONTESTED = "Contested: counting all rules alike, without their ranks, would give another result."
UNCLEAR = "Spoken of, but not clearly enough to take as known"
IDLE = "Make no difference here"
WHO = {"own": "Own people", "third": "Outside provider"}
WHERE = {"home": "Same country", "abroad": "Another country"}


def headline(decision: Decision, book: RuleBook) -> str:
    """Give the result in a few words; a leaning says that it is one."""
    if decision.outcome:
        name = book.outcome_label(decision.outcome)
        return f"Leaning towards “{name}”" if decision.status == "leaning" else name
    return "A contradiction" if decision.status == "conflict" else "Tell me more"


def result_words(value: ValueOutcome | Decision, book: RuleBook) -> str:
    """Give what comes out in one phrase, honest about its status."""
    if value.status == "conflict":
        return "a contradiction"
    if value.outcome is None:
        return "open"
    name = book.outcome_label(value.outcome)
    return f"leaning: {name}" if value.status == "leaning" else name


def result_sentence(decision: Decision, book: RuleBook) -> str:
    """Say what comes out in a sentence, honest about its status."""
    name = book.outcome_label(decision.outcome) if decision.outcome else ""
    return {
        "leaning": f"What was said leans towards “{name}”.",
        "ask": "Nothing is decided yet.",
        "conflict": "These facts contradict each other, so nothing can be recommended.",
    }.get(decision.status, f"The recommendation is “{name}”.")


def supposed_result(decision: Decision, book: RuleBook) -> str:
    """Say what would come out, as the end of a sentence that supposes something."""
    name = book.outcome_label(decision.outcome) if decision.outcome else ""
    return {
        "leaning": f"it would lean towards “{name}”",
        "ask": "nothing would be decided yet",
        "conflict": "the facts would contradict each other",
    }.get(decision.status, f"the recommendation would be “{name}”")


def value_words(fact: str, value: str | list[str] | None, book: RuleBook) -> str:
    return book.value_label(fact, value) if value else "not known"


def change_words(change: Change, book: RuleBook) -> str:
    return f"{book.label(change.fact)}: {book.value_label(change.fact, change.to)}"


def changes_words(flip: Flip, book: RuleBook) -> str:
    return " and ".join(change_words(change, book) for change in (flip.change, *flip.also))


def flip_words(flip: Flip, decision: Decision, book: RuleBook) -> str:
    """Say one smallest change and where it leads; one without an outcome leads into or out of a conflict."""
    return f"{changes_words(flip, book)} gives {flip_result(flip, decision, book)}"


def flip_result(flip: Flip, decision: Decision, book: RuleBook) -> str:
    if flip.outcome:
        return book.outcome_label(flip.outcome)
    return "no contradiction" if decision.status == "conflict" else "a contradiction"


def telling(decision: Decision) -> Iterator[Sensitivity]:
    """Yield the facts under whose values different things come out."""
    for one in decision.sensitivity:
        if len({(value.status, value.outcome) for value in one.values}) > 1:
            yield one


def idle(decision: Decision, book: RuleBook) -> list[str]:
    """Give the labels of the facts that make no difference; without an outcome nothing can be idle."""
    return [book.label(name) for name in decision.no_difference] if decision.outcome else []
