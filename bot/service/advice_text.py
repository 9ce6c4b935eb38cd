"""A decision, a what-if and a comparison as plain text for a terminal."""

from collections.abc import Iterator

from bot.case.said import recommendation
from bot.rules.book import RuleBook
from bot.rules.parts import flip_words, idle, result_words, telling, value_words
from bot.rules.sidebyside import Comparison
from bot.rules.whatif import WhatIf
from bot.types import Decision


def shown(decision: Decision, book: RuleBook, explain: bool = False) -> str:
    """Return what was read, the result, its reasons and what would change it.

    With `explain` also risks, next steps and what comes out under each value.
    """
    lines = [
        f"Read: {book.label(r.fact)} = {book.value_label(r.fact, r.value)}  (“{r.words}”)" for r in decision.read or []
    ]
    sentences, options = recommendation(decision, book)
    for sentence in sentences:
        marks = "".join(f" [{n}]" for n in sentence.citations)
        lines.append(f"  “{sentence.text}”{marks}" if sentence.citations else sentence.text)
    if options:
        lines.append("Answers: " + " / ".join(options))
    lines += [f"Speaks against it: {reason}" for reason in dict.fromkeys(one.reason for one in decision.against)]
    lines += [f"See also: {one.text}{_mark(one.citation)}" for one in decision.refinements]
    lines += _outlook(decision) if explain else []
    lines += [f"Would change it: {flip_words(flip, decision, book)}" for flip in decision.flips]
    if decision.contested:
        lines.append("Contested: a plain count of the rules would choose otherwise.")
    lines += _sensitivity(decision, book) if explain else []
    short = {decision.location.citation, decision.ownership.citation} | {one.citation for one in decision.refinements}
    cited = [one for one in decision.citations if explain or one.n in short]
    lines += [f"[{c.n}] {c.title}" + (f" > {c.section}" if c.section else "") for c in cited]
    return "\n".join(lines)


def shown_what_if(seen: WhatIf, book: RuleBook, explain: bool = False) -> str:
    """Return what was changed and what moved, then the changed situation."""
    lines = [
        f"Changed: {book.label(one.fact)}: {value_words(one.fact, one.from_, book)} -> "
        f"{value_words(one.fact, one.to, book)}"
        for one in seen.changes
    ]
    before, after = result_words(seen.before, book), result_words(seen.after, book)
    lines.append(f"Before: {before} ({seen.before.status})")
    lines.append(f"After:  {after} ({seen.after.status})")
    lines.append(f"Moved: {', '.join(seen.moved)}." if seen.moved else "Nothing moved.")
    return "\n".join([*lines, "", shown(seen.after, book, explain)])


def shown_comparison(comparison: Comparison, book: RuleBook) -> str:
    """Return the situations one below the other with the facts in which they differ, and the advice for a mix."""
    lines = [f"{part.name}: {result_words(part.decision, book)} ({part.decision.status})" for part in comparison.parts]
    names = [part.name for part in comparison.parts]
    if comparison.differing:
        lines += ["", "They differ in:"]
    for one in comparison.differing:
        values = (
            f"{name}: {value_words(one.fact, value, book)}" for name, value in zip(names, one.values, strict=True)
        )
        lines.append(f"  {book.label(one.fact)}: {'; '.join(values)}")
    if comparison.hybrid:
        lines += ["", comparison.hybrid.text + _mark(comparison.hybrid.citation)]
    for cited in comparison.citations:
        lines.append(f"  “{cited.quote}” [{cited.n}] {cited.title} > {cited.section}")
    return "\n".join(lines)


def _mark(citation: int | None) -> str:
    return f" [{citation}]" if citation else ""


def _outlook(decision: Decision) -> Iterator[str]:
    for risk in decision.risks:
        yield f"Risk: {risk.text}{_mark(risk.citation)}"
        yield f"  What reduces it: {risk.mitigation}{_mark(risk.mitigation_citation)}"
    for step in decision.next_steps:
        yield f"Next step: {step.text}{_mark(step.citation)}"


def _sensitivity(decision: Decision, book: RuleBook) -> Iterator[str]:
    if decision.status == "ask" and not decision.facts:
        return
    for one in telling(decision):
        values = (
            f"{book.value_label(one.fact, value.value)}{' (now)' if value.now else ''}: {result_words(value, book)}"
            for value in one.values
        )
        yield f"If {book.label(one.fact)} is ... {'; '.join(values)}"
    labels = idle(decision, book)
    if labels:
        yield f"Make no difference here: {', '.join(labels)}"
