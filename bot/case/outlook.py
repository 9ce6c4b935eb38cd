"""What is said about the result of a decision when it is asked for: steps, risks, reasons, and what would change it."""

from collections.abc import Sequence

from bot.case.said import SURE, Said, names, question, quoted, reasons
from bot.rules.book import RuleBook
from bot.rules.parts import changes_words, flip_words, idle, result_sentence, telling
from bot.rules.rulefile import AXES
from bot.talk import framed
from bot.types import Decision, Sentence

MOST = 4  # ways that are named
MEMO = (
    "A memo of this decision, with its facts, reasons and sources, is taken in the Decide tab beside “Decision memo” "
    '(use the facts of this talk there), or written by `shorewise decide --text "..." --memo FILE.docx` (.md, .html).'
)
AUTHORITY = (
    "The rules and their order are Shorewise's own judgement, each with the passage it rests on (`shorewise rules "
    "show` lists them); what comes out is advice that binds nobody, and the decision stays yours."
)

NO_COUNTRY = (
    "The rules settle whether the work is done at home or abroad, not in which country. How a country is chosen, and "
    "what is said of single ones, can be asked of the library (“How do we choose a country for offshore work?”)."
)

Line = tuple[str, int | None]
"""A line of a decision with the number of the passage it rests on."""


def steps(decision: Decision, book: RuleBook) -> Said:
    return _with_result({"Next steps": _steps(decision)}, decision, book)


def risks(decision: Decision, book: RuleBook) -> Said:
    return _with_result({"Risks": _risks(decision)}, decision, book)


def outlook(decision: Decision, book: RuleBook) -> Said:
    return _with_result({"Next steps": _steps(decision), "Risks": _risks(decision)}, decision, book)


def basis(decision: Decision, book: RuleBook) -> Said:
    """Say what a result rests on, and what speaks against it."""
    if decision.outcome is None and decision.status != "conflict":
        return _open("the reasons", decision, book)
    sentences = [framed(f"{result_sentence(decision, book)} It rests on this:"), *reasons(decision)]
    against = dict.fromkeys(one.reason for one in decision.against)
    sentences += [framed(f"Against it speaks: {reason}") for reason in against]
    return _asking(sentences, decision, book)


def against(decision: Decision, book: RuleBook) -> Said:
    """Say what speaks against a result; where nothing that is known does, what can go wrong with it."""
    reasons_against = dict.fromkeys(one.reason for one in decision.against)
    if not reasons_against:
        sentences, options = risks(decision, book)
        nothing = [framed("Nothing that is known speaks against it.")] if decision.outcome else []
        return [*nothing, *sentences], options
    lines = [f"{result_sentence(decision, book)}", *(f"Against it speaks: {reason}" for reason in reasons_against)]
    return _asking([framed(line) for line in lines], decision, book)


def why_model(asked: Sequence[str], decision: Decision, book: RuleBook) -> Said:
    """Say why the result is, or is not, what a turn names by sides of the grid ("own", "home")."""
    if decision.outcome is None:
        return _open("the reasons", decision, book)
    named = [axis for axis, sides in AXES.items() if set(sides) & set(asked)]
    parted = [axis for axis in named if getattr(decision, axis).value not in asked]
    sentences = [framed(result_sentence(decision, book)), *reasons(decision, parted or named)]
    sentences += [framed(f"For the other way speaks: {one.reason}") for one in decision.against if one.axis in parted]
    for flip in decision.flips:
        cell = book.outcomes[flip.outcome] if parted and flip.outcome else None
        if cell and all(getattr(cell, axis) in asked for axis in named):
            sentences.append(framed(f"This would change it: {changes_words(flip, book)}."))
    return _asking(sentences, decision, book)


def towards(asked: Sequence[str], decision: Decision, book: RuleBook) -> Said:
    """Say what would lead to an outcome that a turn names by sides of the grid ("what would make it a captive?")."""
    named = [axis for axis, sides in AXES.items() if set(sides) & set(asked)]
    cells = [name for name, cell in book.outcomes.items() if all(getattr(cell, axis) in asked for axis in named)]
    lines = [result_sentence(decision, book)]
    if decision.outcome in cells:
        return _asking([framed(f"{lines[0]} That is what was asked for; no change is needed.")], decision, book)
    ways = [
        f"{book.outcome_label(one.outcome)}: {changes_words(one, book)}"
        for one in decision.flips
        if one.outcome in cells
    ]
    for one in () if ways else decision.sensitivity:
        ways += [
            f"{book.outcome_label(value.outcome)}: {book.label(one.fact)}: {book.value_label(one.fact, value.value)}"
            for value in one.values
            if value.outcome in cells
        ]
    wanted = " or ".join(f"“{book.outcome_label(name)}”" for name in cells)
    lines += [f"This would lead to {way}." for way in dict.fromkeys(ways[:MOST])]
    if not ways:
        lines.append(f"No small change of what is known leads to {wanted}.")
    return _asking([framed(line) for line in lines], decision, book)


def brief(decision: Decision, book: RuleBook) -> Said:
    """Give the result with its reasons in our own words only."""
    why = [axis.reason for axis in (decision.location, decision.ownership) if axis.reason and decision.outcome]
    return [framed(" ".join([result_sentence(decision, book), *why]))], []


def memo(decision: Decision, book: RuleBook) -> Said:
    return _asking([framed(f"{MEMO} {result_sentence(decision, book)}")], decision, book)


def authority(decision: Decision, book: RuleBook) -> Said:
    return _asking([framed(f"{AUTHORITY} {result_sentence(decision, book)}")], decision, book)


def country(decision: Decision, book: RuleBook) -> Said:
    return _asking([framed(f"{NO_COUNTRY} {result_sentence(decision, book)}")], decision, book)


def why_there(decision: Decision, book: RuleBook) -> Said:
    """Say why the work does not go to a country that a turn names: it stays at home, or no country was chosen."""
    here = decision.outcome is not None and decision.location.value == "home"
    return why_model(("abroad",), decision, book) if here else country(decision, book)


def alternatives(decision: Decision, book: RuleBook) -> Said:
    """Name the other outcomes with what would lead to each."""
    if decision.outcome is None:
        return _open("the alternatives", decision, book)
    sentences = [framed(result_sentence(decision, book))]
    for name, cell in book.outcomes.items():
        if name != decision.outcome:
            ways = [changes_words(flip, book) for flip in decision.flips if flip.outcome == name]
            way = (
                f"It comes out with this change: {ways[0]}."
                if ways
                else "No small change of what is known leads there."
            )
            sentences.append(framed(f"{cell.label}: {cell.meaning} {way}"))
    return _asking(sentences, decision, book)


def flips(decision: Decision, book: RuleBook) -> Said:
    open_facts = _unknown(decision, book)
    if decision.outcome is None and decision.status != "conflict":
        return _asking([framed(f"Nothing is decided yet. These facts can still tip it: {open_facts}.")], decision, book)
    lines = [result_sentence(decision, book)]
    lines += [f"One change is enough: {flip_words(one, decision, book)}." for one in decision.flips if not one.also]
    lines += [f"It takes these together: {flip_words(one, decision, book)}." for one in decision.flips if one.also][:4]
    if not decision.flips:
        lines.append("No change of what is known leads anywhere else.")
    if decision.status == "leaning":
        lines.append(f"Facts not known yet could change it too: {open_facts}.")
    return [framed(line) for line in lines], question(decision, book)[1]


def left(decision: Decision, book: RuleBook) -> Said:
    """Name what is not known yet and could still tell."""
    open_facts = _unknown(decision, book)
    if decision.status in SURE or not open_facts:
        return _asking([framed(f"Nothing is left to ask. {result_sentence(decision, book)}")], decision, book)
    return _asking([framed(f"Still open: {open_facts}.")], decision, book)


def no_difference(decision: Decision, book: RuleBook) -> Said:
    found = idle(decision, book)
    if decision.outcome is None:
        line = "Nothing is decided yet, so no fact can be called idle."
    elif found:
        line = f"Whatever the answer, these make no difference here: {'; '.join(found)}."
    else:
        line = "Every fact could still make a difference here."
    return _asking([framed(line)], decision, book)


def _unknown(decision: Decision, book: RuleBook) -> str:
    """Name the facts that are not known, or not to one value, and can still change the result."""
    several = {name for name, value in decision.given.items() if isinstance(value, list)}
    return names([one.fact for one in telling(decision) if one.fact in several.union(decision.unknown)], book)


def _steps(decision: Decision) -> list[Line]:
    return [(step.text, step.citation) for step in decision.next_steps]


def _risks(decision: Decision) -> list[Line]:
    lines: list[Line] = []
    for risk in decision.risks:
        lines += [(risk.text, risk.citation), (f"What reduces it: {risk.mitigation}", risk.mitigation_citation)]
    return lines


def _with_result(parts: dict[str, list[Line]], decision: Decision, book: RuleBook) -> Said:
    """Return what goes with the result, each line followed by the passage it rests on."""
    if decision.outcome is None:
        return _open(" and ".join(f"the {label.lower()}" for label in parts), decision, book)
    sentences: list[Sentence] = []
    for label, lines in parts.items():
        opening = "" if sentences else f"{result_sentence(decision, book)} "
        sentences.append(framed(f"{opening}{label}:"))
        for text, citation in lines:
            sentences += [framed(text), *quoted(decision, citation)]
    return _asking(sentences, decision, book)


def _open(asked: str, decision: Decision, book: RuleBook) -> Said:
    """Say that what is asked for depends on a result that there is not yet, and ask the open question."""
    state = "These facts contradict each other" if decision.status == "conflict" else "Nothing is decided yet"
    return _asking([framed(f"{state}, and {asked} depend on the result.")], decision, book)


def _asking(sentences: list[Sentence], decision: Decision, book: RuleBook) -> Said:
    asked, options = question(decision, book)
    return [*sentences, *asked], options
