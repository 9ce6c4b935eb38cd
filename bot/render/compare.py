"""A what-if and saved situations as tables, with what differs marked."""

from bot.markup.html import Html, join, tag
from bot.render.sources import opener
from bot.rules.book import RuleBook
from bot.rules.parts import WORDING, headline, value_words
from bot.rules.sidebyside import Comparison
from bot.rules.whatif import WhatIf
from bot.types import Decision

_MOVED = {
    "status": "how firm it is",
    "outcome": "the result",
    "location": "where",
    "ownership": "who",
    "reasons": "the reasons",
    "refinements": "the advice beside it",
}


def moves(seen: WhatIf, book: RuleBook) -> Html:
    """Return the pinned situation beside the present one, and what moved."""
    head = tag("tr", tag("td"), tag("th", "Pinned", scope="col"), tag("th", "Now", scope="col"))
    rows = [_row("Result", _result(seen.before, book), _result(seen.after, book), "outcome" in seen.moved)]
    for axis, label in (("location", "Where"), ("ownership", "Who")):
        before, after = getattr(seen.before, axis), getattr(seen.after, axis)
        if before.reason or after.reason:
            rows.append(_row(label, before.reason or "open", after.reason or "open", before.rule != after.rule))
    rows += [
        _row(
            book.label(one.fact),
            value_words(one.fact, one.from_, book),
            value_words(one.fact, one.to, book),
            True,
        )
        for one in seen.changes
    ]
    said = f"Moved: {', '.join(_MOVED[name] for name in seen.moved)}." if seen.moved else "Nothing has moved so far."
    return tag(
        "section",
        tag("p", "What if", class_="status"),
        tag("p", said, class_="moved"),
        tag("div", tag("table", tag("thead", head), tag("tbody", *rows), class_="sides"), class_="wide"),
        class_="result what-if",
        aria_label="Pinned and now",
    )


def comparison(found: Comparison, book: RuleBook) -> Html:
    """Return saved situations as columns, the facts that differ as rows, and the advice when parts differ."""
    heads = [tag("th", part.name, scope="col") for part in found.parts]
    rows = [tag("tr", tag("th", "Result", scope="row"), *(tag("td", _result(p.decision, book)) for p in found.parts))]
    for one in found.differing:
        cells = [tag("td", value_words(one.fact, value, book)) for value in one.values]
        rows.append(tag("tr", tag("th", book.label(one.fact), scope="row"), *cells, class_="differs"))
    cited = found.citations[0] if found.citations else None
    return join(
        tag(
            "div",
            tag("table", tag("thead", tag("tr", tag("td"), *heads)), tag("tbody", *rows), class_="sides"),
            class_="wide",
        ),
        tag("p", "No fact differs.", class_="quiet") if not found.differing else None,
        tag("p", found.hybrid.text, class_="mix") if found.hybrid else None,
        tag("blockquote", cited.quote, " ", opener(cited, "Open the passage")) if cited else None,
    )


def _row(label: str, before: str, after: str, differs: bool) -> Html:
    cells = tag("td", before), tag("td", after)
    return tag("tr", tag("th", label, scope="row"), *cells, class_="differs" if differs else None)


def _result(decision: Decision, book: RuleBook) -> Html:
    return join(tag("b", headline(decision, book)), " ", tag("span", WORDING[decision.status][0], class_="quiet"))
