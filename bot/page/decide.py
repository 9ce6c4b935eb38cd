"""The Decide tab: the facts as a form, a description that fills it, a result that follows every answer."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import gradio as gr

from bot.markup.html import Html, tag
from bot.page import bench as page_bench
from bot.page.ask import BROKEN, AskTab, Exchange, number_in
from bot.page.bench import Facts, Kept
from bot.render import chat as render
from bot.render import decision as render_decision
from bot.rules.book import RuleBook, load_rules
from bot.rules.decide import decide
from bot.service.advice import Adviser
from bot.service.desk import Desk
from bot.types import Reading
from ingest.errors import ShorewiseError

NOT_KNOWN = "Not known"
EITHER = "|"
"""Joins the values of a fact that may still be either; no value holds this sign."""
PLACEHOLDER = "For example: Our invoices should be handled by someone else within a month, and we cannot invest."

logger = logging.getLogger(__name__)


def build(desk: Desk, asking: AskTab) -> None:
    """Lay out the tab and wire its events."""
    book = load_rules()
    adviser = Adviser(book, lambda texts: desk.bot.encode(texts))
    with gr.Row(elem_id="decide", equal_height=False):
        with gr.Column(scale=5, elem_id="form", min_width=280):
            gr.HTML(_intro(), js_on_load=None, apply_default_css=False)
            words = gr.Textbox(
                label="Describe your situation",
                placeholder=PLACEHOLDER,
                lines=3,
                max_lines=8,
                elem_id="situation",
                container=False,
            )
            with gr.Row(elem_id="form-bar"):
                read = gr.Button("Fill in from my words", elem_id="read", size="sm", scale=0, min_width=180)
                reset = gr.Button("Start over", elem_id="reset", size="sm", scale=0, min_width=110)
            told = gr.HTML("", elem_id="told", js_on_load=None, apply_default_css=False)
            radios = _radios(book)
        with gr.Column(scale=6, elem_id="outcome", min_width=280):
            gr.HTML(_live(), js_on_load=None, apply_default_css=False)
            bench = page_bench.above()
            result = gr.HTML(_result({}, book), elem_id="result", js_on_load=None, apply_default_css=False)
            names = list(radios)
            fields = list(radios.values())
            page_bench.below(book, bench, fields, lambda values: facts_of(names, values))
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

    def recompute(kept: Kept, *values: str) -> Any:
        facts = facts_of(names, values)
        return page_bench.moves(facts, kept, book), _result(facts, book)

    def from_words(text: str, kept: Kept, *values: str) -> Any:
        return _read(adviser, text, facts_of(names, values), names, kept)

    def from_answer(signal: str, talked: list[Exchange], kept: Kept) -> Any:
        decision = next((e.answer.recommendation for e in talked if e.turn == number_in(signal)), None)
        if decision is None:
            return [gr.skip()] * (len(fields) + 5)
        return ["", *_taken(book, names, decision.given, decision.read or (), kept)]

    def afresh(kept: Kept) -> Any:
        now = replace(kept, pinned=None, read=())
        return ["", Html(""), *_filled(book, names, {}), now, Html(""), _result({}, book)]

    for field in fields:
        field.input(
            recompute,
            [bench.kept, *fields],
            [bench.moves, result],
            trigger_mode="always_last",
            **page_bench.IN_TURN,
            **quiet,
        )
    everything = [words, told, *fields, bench.kept, bench.moves, result]
    for event in (read.click, words.submit):
        event(
            from_words,
            [words, bench.kept, *fields],
            everything[1:],
            concurrency_limit=4,
            concurrency_id="read",
            **quiet,
        )
    reset.click(afresh, bench.kept, everything, **page_bench.IN_TURN, **quiet)
    from_chat = [asking.use_facts, asking.talk, bench.kept]
    asking.use_facts.change(from_answer, from_chat, everything, **page_bench.IN_TURN, **quiet)


def facts_of(names: Sequence[str], values: Sequence[str | None]) -> Facts:
    """Return the facts that the form's values stand for; those not known are left out."""
    facts: Facts = {}
    for name, value in zip(names, values, strict=True):
        if value:
            facts[name] = value.split(EITHER) if EITHER in value else value
    return facts


def _radios(book: RuleBook) -> dict[str, gr.Radio]:
    """Add a group of choices for each fact: those that are asked first, then those with a usual answer."""
    asked = [name for name, fact in book.facts.items() if fact.unstated == "ask"]
    assumed = [name for name in book.facts if name not in asked]
    radios = {name: _radio(book, name) for name in asked}
    # Folded by the page itself: a closed accordion takes its choices out of the page, and out of one-tap reach.
    gr.HTML(_fold(), js_on_load=None, apply_default_css=False)
    with gr.Column(elem_id="more-facts"):
        radios |= {name: _radio(book, name) for name in (*assumed, *book.context)}
    return radios


def _radio(book: RuleBook, name: str) -> gr.Radio:
    fact = book.fact(name)
    return gr.Radio(
        choices=_choices(book, name),
        value="",
        label=fact.question,
        info=fact.help,
        elem_id=f"fact-{name}",
        elem_classes="fact",
        interactive=True,
    )


def _choices(book: RuleBook, name: str, value: str | list[str] = "") -> list[tuple[str, str]]:
    """Return label and value of each choice; a value that may still be either gets a choice of its own."""
    choices = [(book.value_label(name, one), one) for one in book.fact(name).values]
    if isinstance(value, list) and len(value) > 1:
        choices.append((book.value_label(name, value), choice_of(value)))
    return [*choices, (NOT_KNOWN, "")]


def _filled(book: RuleBook, names: Sequence[str], facts: Mapping[str, str | list[str]]) -> list[Any]:
    """Return an update for each group of choices."""
    values = [facts.get(name, "") for name in names]
    return [
        gr.update(choices=_choices(book, name, value), value=choice_of(value))
        for name, value in zip(names, values, strict=True)
    ]


def choice_of(value: str | list[str]) -> str:
    """Return the form's choice for a value or for several that are still possible."""
    return value if isinstance(value, str) else EITHER.join(value)


def _read(adviser: Adviser, text: str, facts: Facts, names: Sequence[str], kept: Kept) -> list[Any]:
    """Return the form filled with what a description says; other answers already given stay."""
    same = [gr.skip()] * (len(names) + 3)
    if not text.strip():
        first = "Describe the situation first: what the work is, how long, with what money and people."
        return [render.note(first), *same]
    try:
        told = adviser.text(text)
    except ShorewiseError as error:
        return [render.note(str(error)), *same]
    except Exception:
        logger.exception("A description could not be read")
        return [render.note(BROKEN), *same]
    return _taken(adviser.book, names, {**told.unclear, **facts, **told.facts}, told.read or (), kept)


def _taken(book: RuleBook, names: Sequence[str], facts: Facts, readings: Sequence[Reading], kept: Kept) -> list[Any]:
    """Return everything but the description for facts that were just read."""
    now = replace(kept, read=tuple(readings))
    said = render_decision.words_read(readings, book, [choice_of(reading.value) for reading in readings])
    return [said, *_filled(book, names, facts), now, page_bench.moves(facts, now, book), _result(facts, book)]


def _result(facts: Facts, book: RuleBook) -> Html:
    try:
        return render_decision.result(decide(facts, book), book)
    except ShorewiseError as error:
        return render.note(str(error))


def _live() -> Html:
    """A region that stays in the page; the page's script writes each new result into it."""
    return tag("p", id="decide-live", class_="unseen", aria_live="polite", role="status")


def _intro() -> Html:
    return tag(
        "div",
        tag("h2", "Who should do this work, and where?"),
        tag(
            "p",
            "Describe one piece of work, or answer what you know. Same answers, same result.",
        ),
        class_="intro",
    )


def _fold() -> Html:
    words = "Only if it applies"
    return tag("button", words, type="button", class_="fold", aria_expanded="false", aria_controls="more-facts")
