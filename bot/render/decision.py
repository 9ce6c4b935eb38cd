"""A decision as markup: the live result in the Decide tab, and the card inside an answer."""

from collections.abc import Sequence

from bot.markup.html import Html, join, tag
from bot.render import outlook as render_outlook
from bot.render.sources import opener
from bot.rules.book import RuleBook
from bot.rules.parts import CONTESTED, UNCLEAR, WHERE, WHO, flip_result, flip_words, headline
from bot.rules.parts import WORDING as WORDING
from bot.types import AxisResult, Change, Citation, Decision, Reading

MOST_CORRECTIONS = 5


def result(decision: Decision, book: RuleBook) -> Html:
    """Return the live result; it updates with every answer."""
    label, remark = WORDING[decision.status]
    quotes = {citation.n: citation for citation in decision.citations}
    return tag(
        "section",
        tag("p", label, class_="status"),
        tag("h2", headline(decision, book), tabindex="-1"),
        tag("p", book.outcomes[decision.outcome].meaning) if decision.outcome else None,
        tag("p", remark, class_="remark"),
        _question(decision, book),
        grid(decision, book),
        _why(decision, quotes),
        _listed("Speaks against it", [reason.reason for reason in decision.against]),
        tag("p", CONTESTED, class_="contested") if decision.contested else None,
        _refinements(decision, quotes),
        _assumptions(decision, book),
        _unclear(decision, book),
        render_outlook.risks(decision, quotes),
        render_outlook.next_steps(decision, quotes),
        _flips(decision, book),
        render_outlook.sensitivity(decision, book),
        class_=f"result {decision.status}",
        aria_label="Result",
    )


def recommendation_card(decision: Decision, book: RuleBook, turn: int, noted: Sequence[str] = ()) -> Html:
    """Return a short card for the chat, with citation marks and a way to go on in the Decide tab; `noted` is what was
    understood of the last turn, so that a wrong reading is seen."""
    label, remark = WORDING[decision.status]
    marks = {axis.citation for axis in (decision.location, decision.ownership) if axis.citation and axis.reason}
    reasons = [
        tag("li", axis.reason, join("\u00a0", _cite(axis.citation, turn)) if axis.citation in marks else None)
        for axis in (decision.location, decision.ownership)
        if axis.reason and decision.outcome
    ]
    taken = [f"{book.label(taken.fact)}: {book.value_label(taken.fact, taken.value)}" for taken in decision.assumptions]
    flips = decision.flips if decision.status in ("unconditional", "firm") else []
    asked = decision.next_question if decision.status not in ("unconditional", "firm") else None
    return tag(
        "div",
        *(tag("p", note, class_="quiet") for note in noted),
        tag("p", label, class_="status"),
        tag("h3", headline(decision, book)),
        tag("p", remark, class_="remark"),
        tag("p", tag("b", asked.text), f" {asked.why}") if asked else None,
        tag("ul", *reasons) if reasons else None,
        tag("p", f"Taken for granted: {'; '.join(taken)}.", class_="quiet") if taken and decision.outcome else None,
        tag("p", f"Would change it: {flip_words(flips[0], decision, book)}.", class_="quiet") if flips else None,
        tag("a", "See the whole reasoning in Decide", href=f"#decide-{turn}", class_="use-facts"),
        class_=f"advice {decision.status}",
    )


def grid(decision: Decision, book: RuleBook) -> Html:
    """Return the two-by-two table of who and where, with the decided cell lit."""
    rows = []
    for who, who_label in WHO.items():
        cells = [_cell(who, where, decision, book) for where in WHERE]
        rows.append(tag("tr", tag("th", who_label, scope="row"), *cells))
    head = tag("tr", tag("td"), *(tag("th", label, scope="col") for label in WHERE.values()))
    caption = tag("caption", "Who does the work, and where", class_="unseen")
    return tag("table", caption, tag("thead", head), tag("tbody", *rows), class_="cells")


def _cell(who: str, where: str, decision: Decision, book: RuleBook) -> Html:
    name, outcome = next(
        (name, cell) for name, cell in book.outcomes.items() if (cell.ownership, cell.location) == (who, where)
    )
    lit = name == decision.outcome
    note = tag("span", " (selected)", class_="unseen") if lit else None
    return tag("td", outcome.label, note, class_="lit" if lit else None, title=outcome.meaning)


def words_read(readings: Sequence[Reading], book: RuleBook, choices: Sequence[str]) -> Html:
    """Return what was read from a description; `choices` are the form's values, which show the words too."""
    if not readings:
        said = "No fact was recognised in these words. Choose the answers below."
        return tag("p", said, class_="quiet", role="status")
    items = [
        tag(
            "li",
            tag("b", f"{book.label(reading.fact)}: "),
            tag("span", book.value_label(reading.fact, reading.value), class_="value"),
            tag("q", reading.words),
            tag("span", *_corrections(reading, book), class_="pills"),
            data_fact=reading.fact,
            data_value=choice,
        )
        for reading, choice in zip(readings, choices, strict=True)
    ]
    head = tag("p", "Read from your words. One click corrects what is wrong.")
    return tag("div", head, tag("ul", *items), class_="read", role="status")


def _corrections(reading: Reading, book: RuleBook) -> list[Html]:
    """The other values of a fact, and not known, each one click away; a long list of values stays in the form."""
    values = book.fact(reading.fact).values
    labels = {**(values if len(values) <= MOST_CORRECTIONS else {}), "": "Not known"}
    return [
        tag(
            "button",
            label,
            type="button",
            class_="pill answer small",
            data_fact=reading.fact,
            data_value=value,
            aria_label=f"{book.label(reading.fact)}: {label}",
        )
        for value, label in labels.items()
        if value != reading.value
    ]


def _question(decision: Decision, book: RuleBook) -> Html | None:
    question = decision.next_question
    if question is None or decision.status == "unconditional":
        return None
    options = [
        tag(
            "button",
            book.value_label(question.fact, option),
            type="button",
            class_="pill answer",
            data_fact=question.fact,
            data_value=option,
        )
        for option in question.options
    ]
    return tag(
        "div",
        tag("p", "Next question", class_="status"),
        tag("p", tag("b", question.text)),
        tag("p", question.why, class_="quiet"),
        tag("div", *options, class_="pills"),
        class_="next",
    )


def _why(decision: Decision, quotes: dict[int, Citation]) -> Html | None:
    parts = [
        _axis(title, axis, quotes)
        for title, axis in (("Where", decision.location), ("Who", decision.ownership))
        if axis.reason
    ]
    return tag("div", *parts, class_="why") if parts else None


def _axis(title: str, axis: AxisResult, quotes: dict[int, Citation]) -> Html:
    citation = quotes.get(axis.citation or 0)
    quoted = tag("blockquote", citation.quote, " ", opener(citation, "Open the passage")) if citation else None
    found = {**WHERE, **WHO}.get(axis.value or "")
    return tag(
        "div",
        tag("h3", f"{title}: {found.lower()}" if found else "Why they collide"),
        tag("p", axis.reason),
        quoted,
    )


def _listed(title: str, lines: Sequence[str]) -> Html | None:
    if not lines:
        return None
    return tag(
        "div",
        tag("h3", title),
        tag("ul", *(tag("li", line) for line in dict.fromkeys(lines))),
        class_="listed",
    )


def _refinements(decision: Decision, quotes: dict[int, Citation]) -> Html | None:
    """Advice that completes the outcome; it never changes the cell of the grid."""
    items = []
    for refinement in decision.refinements:
        citation = quotes.get(refinement.citation or 0)
        opened = join(" ", opener(citation, "Open the passage")) if citation else None
        items.append(tag("li", refinement.text, opened))
    return tag("div", tag("h3", "Also consider"), tag("ul", *items), class_="listed") if items else None


def _assumptions(decision: Decision, book: RuleBook) -> Html | None:
    lines = [f"{book.label(taken.fact)}: {book.value_label(taken.fact, taken.value)}" for taken in decision.assumptions]
    return _listed("Taken for granted, as nothing was said", lines) if decision.status != "ask" else None


def _unclear(decision: Decision, book: RuleBook) -> Html | None:
    return _listed(UNCLEAR, [book.label(name) for name in decision.unclear])


def _flips(decision: Decision, book: RuleBook) -> Html | None:
    """The smallest changes that lead elsewhere."""
    items = []
    for flip in decision.flips:
        changes = [_change(change, book) for change in (flip.change, *flip.also)]
        spaced = [part for change in changes for part in (" and ", change)][1:]
        gives = tag("b", flip_result(flip, decision, book))
        items.append(tag("li", *spaced, " gives ", gives))
    title = tag("h3", "What would change it")
    return tag("div", title, tag("ul", *items), class_="listed flips") if items else None


def _change(change: Change, book: RuleBook) -> Html:
    unknown = tag("span", "not known", class_="quiet")
    before = tag("s", book.value_label(change.fact, change.from_)) if change.from_ else unknown
    after = tag("b", book.value_label(change.fact, change.to))
    return join(f"{book.label(change.fact)}: ", before, " → ", after)


def _cite(n: int | None, turn: int) -> Html:
    return tag("a", str(n), href=f"#cite-{turn}-{n}", class_="cite")
