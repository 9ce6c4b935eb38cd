"""What comes with an outcome, as markup: risks with what reduces them, next steps, and what hangs on each fact."""

from bot.markup.html import Html, join, tag
from bot.render.sources import opener
from bot.rules.book import RuleBook
from bot.rules.parts import idle, result_words, telling
from bot.types import Citation, Decision, Sensitivity, ValueOutcome


def risks(decision: Decision, quotes: dict[int, Citation]) -> Html | None:
    """Return each risk with its mitigation; both open the passage they rest on."""
    rows = [
        tag(
            "li",
            tag("p", one.text, _passage(one.citation, quotes)),
            tag("p", tag("b", "What reduces it: "), one.mitigation, _passage(one.mitigation_citation, quotes)),
        )
        for one in decision.risks
    ]
    if not rows:
        return None
    return tag("div", tag("h3", "Risks, and what reduces them"), tag("ul", *rows), class_="listed risks")


def next_steps(decision: Decision, quotes: dict[int, Citation]) -> Html | None:
    rows = [tag("li", one.text, _passage(one.citation, quotes)) for one in decision.next_steps]
    return tag("div", tag("h3", "Next steps"), tag("ol", *rows), class_="listed steps") if rows else None


def sensitivity(decision: Decision, book: RuleBook) -> Html | None:
    """Return a row for each fact that matters: its values, each with what would come out; a click tries one."""
    if not decision.facts:
        return None
    rows = [
        tag("tr", tag("th", book.label(one.fact), scope="row"), tag("td", *_values(one, decision, book)))
        for one in telling(decision)
    ]
    labels = idle(decision, book)
    return tag(
        "div",
        tag("h3", "What comes out under each value"),
        tag("p", "The other facts stay as they are. Select a value to try it.", class_="quiet") if rows else None,
        tag("table", tag("tbody", *rows), class_="values") if rows else None,
        tag("p", tag("b", "Make no difference here: "), ", ".join(labels), ".", class_="idle") if labels else None,
        class_="listed",
    )


def _values(one: Sensitivity, decision: Decision, book: RuleBook) -> list[Html]:
    return [_value(one.fact, value, decision, book) for value in one.values]


def _value(fact: str, value: ValueOutcome, decision: Decision, book: RuleBook) -> Html:
    same = (value.outcome, value.status == "conflict") == (decision.outcome, decision.status == "conflict")
    result = result_words(value, book)
    return tag(
        "button",
        tag("span", book.value_label(fact, value.value), class_="what"),
        tag("span", result, class_="then"),
        tag("span", " (now)", class_="unseen") if value.now else None,
        type="button",
        class_=f"try answer{' now' if value.now else ''}{'' if same else ' other'}",
        data_fact=fact,
        data_value=value.value,
    )


def _passage(citation: int | None, quotes: dict[int, Citation]) -> Html | None:
    found = quotes.get(citation or 0)
    return join(" ", opener(found, "Passage")) if found else None
