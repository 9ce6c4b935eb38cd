"""The Ask tab: a conversation on the left, the sources of one of its answers on the right."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import gradio as gr

from bot.audit import gaps
from bot.audit.receipt import Receipt, receipt
from bot.case.said import notes
from bot.markup.html import Html, tag
from bot.render import chat as render
from bot.render import sources as render_sources
from bot.render.decision import recommendation_card
from bot.service.desk import Desk
from bot.types import Answer
from ingest.errors import ShorewiseError

if TYPE_CHECKING:
    from bot.chain import Bot

EXAMPLES = (
    "What is captive offshoring?",
    "What is the difference between outsourcing and offshoring?",
    "What hidden costs come with offshoring?",
    "When is outsourcing a good choice?",
)
MOST_TURNS = 60
"""Turns kept in a conversation; the oldest leave the page first."""
BROKEN = "Something went wrong inside Shorewise. The details are in the terminal; ask again or in other words."

Messages = list[dict[str, Any]]
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer; `turn` numbers it within the conversation."""

    turn: int
    question: str
    answer: Answer
    receipt: Receipt
    markup: str


@dataclass(frozen=True, slots=True)
class AskTab:
    """What other parts of the page need from this tab."""

    talk: gr.State
    use_facts: gr.Textbox
    panel: gr.HTML


def build(desk: Desk) -> AskTab:
    """Lay out the tab and wire its events."""
    talk = gr.State([])
    with gr.Row(elem_id="ask", equal_height=False):
        with gr.Column(scale=7, elem_id="talk", min_width=280):
            with gr.Row(elem_id="talk-top"):
                clear = gr.Button("Clear", elem_id="clear", size="sm", scale=0, min_width=60)
            chat = gr.Chatbot(
                elem_id="chat",
                show_label=False,
                container=False,
                layout="panel",
                buttons=[],
                feedback_options=None,
                latex_delimiters=[],
                placeholder=_welcome(),
                height="100%",
                render_markdown=True,
                group_consecutive_messages=False,
            )
            note = gr.HTML("", elem_id="ask-note", js_on_load=None, apply_default_css=False)
            with gr.Row(elem_id="ask-bar"):
                words = gr.Textbox(
                    placeholder="Ask, or describe your situation…",
                    show_label=False,
                    label="Your question",
                    container=False,
                    elem_id="question",
                    max_lines=6,
                    autofocus=False,
                    scale=1,
                )
                send = gr.Button("Send", elem_id="send", scale=0, min_width=44)
                stop = gr.Button("Stop", elem_id="stop", scale=0, min_width=44)
        with gr.Column(scale=4, elem_id="side", min_width=280):
            panel = gr.HTML(_panel_hint(), elem_id="sources", js_on_load=None, apply_default_css=False)
    show_turn = gr.Textbox(elem_id="bridge-turn", elem_classes="bridge", label="turn")
    again = gr.Textbox(elem_id="bridge-again", elem_classes="bridge", label="again")
    sent = gr.Textbox(elem_id="bridge-ask", elem_classes="bridge", label="ask", lines=2)
    use_facts = gr.Textbox(elem_id="bridge-facts", elem_classes="bridge", label="facts")

    def ask(text: str, talked: list[Exchange]) -> Iterator[Any]:
        yield from _ask(desk, text, talked)

    def ask_sent(signal: str, talked: list[Exchange]) -> Iterator[Any]:
        yield from _ask(desk, signal.rpartition(" ")[0], talked, gr.skip())

    def ask_again(turn: str, talked: list[Exchange]) -> Iterator[Any]:
        kept, text = _before(turn, talked)
        yield from _ask(desk, text, kept, gr.skip())

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    outputs = [chat, panel, note, words, talk]
    running: list[Any] = [
        event(function, inputs, outputs, concurrency_limit=8, concurrency_id="ask", **quiet)
        for event, function, inputs in (
            (words.submit, ask, [words, talk]),
            (send.click, ask, [words, talk]),
            (sent.change, ask_sent, [sent, talk]),
            (again.change, ask_again, [again, talk]),
        )
    ]
    stop.click(_stopped, [talk], [chat, note], cancels=running, **quiet)
    clear.click(_cleared, None, outputs, cancels=running, **quiet)
    show_turn.change(partial(_panel, desk), [show_turn, talk], panel, concurrency_limit=8, **quiet)
    return AskTab(talk, use_facts, panel)


def _ask(desk: Desk, text: str, talked: list[Exchange], cleared: Any = "") -> Iterator[Any]:
    """Yield the page's state while a question waits, and once it is answered or cannot be.

    `cleared` is what the field holds once the question is taken; words typed later stay.
    """
    before = _messages(talked)
    asked = [*before, {"role": "user", "content": render.question(text)}]
    while not desk.wait(0):
        yield [*asked, _reply(render.waiting(desk.status))], gr.skip(), "", cleared, gr.skip()
        cleared = gr.skip()
        desk.wait(0.5)
    yield [*asked, _reply(render.waiting("Searching the library…"))], gr.skip(), "", cleared, gr.skip()
    try:
        made = _answered(desk.bot, text, [exchange.question for exchange in talked])
    except ShorewiseError as error:
        yield before, gr.skip(), render.note(str(error)), text[:4000], gr.skip()
        return
    except Exception:
        logger.exception("A question could not be answered")
        yield before, gr.skip(), render.note(BROKEN), text[:4000], gr.skip()
        return
    turn, answer = talked[-1].turn + 1 if talked else 1, made.answer
    decision = answer.recommendation
    noted = notes(answer.sentences, decision, desk.bot.book) if decision else None
    card = recommendation_card(decision, desk.bot.book, turn, noted) if decision and noted is not None else None
    markup = render.answer(answer, turn, desk.text_of, card)
    now = [*talked, Exchange(turn, text, answer, made, markup)][-MOST_TURNS:]
    yield _messages(now), render_sources.sources(answer, turn, desk.text_of), "", gr.skip(), now


def _answered(bot: "Bot", text: str, history: list[str]) -> Receipt:
    """Answer a question, note it when there is no answer, and give the answer with all it rests on."""
    turn = bot.trace(text, history)
    gaps.note(bot, turn)
    return receipt(bot, turn)


def _before(turn: str, talked: list[Exchange]) -> tuple[list[Exchange], str]:
    """Return the conversation before a turn, and the question of that turn."""
    number = number_in(turn)
    text = next((exchange.question for exchange in talked if exchange.turn == number), "")
    return [exchange for exchange in talked if exchange.turn < number], text


def number_in(signal: str) -> int:
    """Return the turn a signal from the page names; signals end in a stamp that makes each one differ."""
    digits = signal.split(" ", 1)[0]
    return int(digits) if digits.isdecimal() and len(digits) < 9 else 0


def _panel(desk: Desk, turn: str, talked: list[Exchange]) -> Any:
    number = number_in(turn)
    for exchange in talked:
        if exchange.turn == number:
            return render_sources.sources(exchange.answer, number, desk.text_of)
    return gr.skip()


def _messages(talked: list[Exchange]) -> Messages:
    messages: Messages = []
    for exchange in talked:
        messages.append({"role": "user", "content": render.question(exchange.question)})
        messages.append(_reply(exchange.markup))
    return messages


def _reply(markup: str) -> dict[str, Any]:
    return {"role": "assistant", "content": str(markup)}


def _stopped(talked: list[Exchange]) -> Any:
    return _messages(talked), render.note("Stopped. Ask again when you like.")


def _cleared() -> Any:
    return [], _panel_hint(), "", "", []


def _welcome() -> Html:
    return tag(
        "div",
        tag("h2", "What would you like to know?"),
        tag("p", "Answers are quoted word for word from the library, with numbered sources you can check."),
        render.pills(EXAMPLES, "Examples"),
        class_="welcome",
    )


def _panel_hint() -> Html:
    return tag(
        "div",
        tag("span", class_="book"),
        tag("h2", "Every sentence has a source"),
        tag("p", "Ask a question, then select a number in the answer. Its passage appears here, highlighted."),
        class_="panel-hint",
    )
